"""The stand-in behaves as Discord does where the bot relies on it; asked with a plain HTTP client."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest

from tests.standin import openapi
from tests.standin.client import NothingCame, StandIn, StandInError

INTENTS = 1 | 1 << 9
HELLO, DISPATCH, INVALID_SESSION = 10, 0, 9


@pytest.fixture(scope="module")
def discord() -> Iterator[StandIn]:
    with StandIn.start() as running:
        yield running


@pytest.fixture
async def rest(discord: StandIn) -> AsyncIterator[aiohttp.ClientSession]:
    """A client with the right token; addresses are relative to the API's."""
    headers = {"Authorization": f"Bot {discord.token}"}
    async with aiohttp.ClientSession(discord.api_url + "/", headers=headers) as session:
        yield session


@pytest.fixture
def channel(discord: StandIn) -> str:
    return discord.add_guild()["channels"]["general"]


class Gateway:
    """A raw gateway connection."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def receive(self) -> dict[str, Any]:
        return await self.socket.receive_json(timeout=10)

    async def until(self, event: str) -> dict[str, Any]:
        while (payload := await self.receive())["t"] != event:
            pass
        return payload

    async def identify(self, token: str, intents: int = INTENTS) -> None:
        assert (await self.receive())["op"] == HELLO
        await self.socket.send_json({"op": 2, "d": {"token": token, "intents": intents, "shard": [0, 1]}})

    async def resume(self, token: str, session: str, sequence: int) -> None:
        assert (await self.receive())["op"] == HELLO
        await self.socket.send_json({"op": 6, "d": {"token": token, "session_id": session, "seq": sequence}})


@pytest.fixture
async def connect(discord: StandIn) -> AsyncIterator[Any]:
    async with aiohttp.ClientSession() as session:

        async def open_gateway() -> Gateway:
            return Gateway(await session.ws_connect(discord.gateway_url))

        yield open_gateway


async def _post(rest: aiohttp.ClientSession, channel: str, **body: Any) -> dict[str, Any]:
    async with rest.post(f"channels/{channel}/messages", json=body) as response:
        return {"status": response.status, **await response.json()}


async def test_a_wrong_token_is_a_401(discord: StandIn) -> None:
    async with aiohttp.request(
        "GET", discord.api_url + "/users/@me", headers={"Authorization": "Bot x"}
    ) as got:
        assert got.status == 401


async def test_a_nonce_makes_one_message_for_some_minutes(
    discord: StandIn, rest: aiohttp.ClientSession, channel: str
) -> None:
    first = await _post(rest, channel, content="one", nonce="n1", enforce_nonce=True)
    again = await _post(rest, channel, content="one", nonce="n1", enforce_nonce=True)
    assert again["id"] == first["id"]
    discord.ask("advance", seconds=600)
    later = await _post(rest, channel, content="one", nonce="n1", enforce_nonce=True)
    assert later["id"] != first["id"]
    assert len(discord.messages(channel)) == 2


async def test_a_lost_reply_is_carried_out_all_the_same(
    discord: StandIn, rest: aiohttp.ClientSession, channel: str
) -> None:
    discord.inject("lose_reply", f"^/channels/{channel}/messages$", method="POST")
    with pytest.raises(aiohttp.ClientError):
        await _post(rest, channel, content="one", nonce="n2", enforce_nonce=True)
    assert [each["content"] for each in discord.messages(channel)] == ["one"]


async def test_a_lost_request_is_not_carried_out(
    discord: StandIn, rest: aiohttp.ClientSession, channel: str
) -> None:
    discord.inject("lose_request", f"^/channels/{channel}/messages$", method="POST")
    with pytest.raises(aiohttp.ClientError):
        await _post(rest, channel, content="one")
    assert discord.messages(channel) == []


async def test_an_injected_429_says_when_to_come_again(
    discord: StandIn, rest: aiohttp.ClientSession, channel: str
) -> None:
    headers = {"Retry-After": "7", "Via": "1.1 google"}
    discord.inject("status", channel, status=429, headers=headers, body={"retry_after": 7, "global": False})
    async with rest.get(f"channels/{channel}") as refused:
        assert (refused.status, refused.headers["Retry-After"]) == (429, "7")
    async with rest.get(f"channels/{channel}") as served:
        assert served.status == 200
        assert int(served.headers["X-RateLimit-Remaining"]) > 0


async def test_the_whole_bots_limit_counts_what_passes_it(
    discord: StandIn, rest: aiohttp.ClientSession
) -> None:
    discord.ask("limit_globally", per_second=0)
    async with rest.get("users/@me") as refused:
        assert (refused.status, (await refused.json())["global"]) == (429, True)
    discord.ask("limit_globally", per_second=None)
    assert discord.ask("statistics")["exceeded"] == 1


@pytest.mark.parametrize(("denied", "code"), [(1 << 10, 50001), (1 << 11, 50013)])
async def test_rights_that_are_missing_are_named(
    discord: StandIn, rest: aiohttp.ClientSession, channel: str, denied: int, code: int
) -> None:
    discord.ask("deny", channel=channel, rights=denied)
    refused = await _post(rest, channel, content="hello")
    assert (refused["status"], refused["code"]) == (403, code)


async def test_a_deleted_channel_is_unknown(
    discord: StandIn, rest: aiohttp.ClientSession, channel: str
) -> None:
    discord.ask("delete_channel", channel=channel)
    assert (await _post(rest, channel, content="hello"))["code"] == 10003


async def test_a_session_resumes_with_what_it_missed(discord: StandIn, connect: Any) -> None:
    made = discord.add_guild()
    alice = discord.add_member(made["guild"], "alice")
    before: Gateway = await connect()
    await before.identify(discord.token)
    ready = await before.until("READY")
    discord.drop_gateway("abort")
    discord.wait("disconnected", session=ready["d"]["session_id"])
    discord.write(alice, made["channels"]["general"], f"<@{discord.bot_id}> hello")

    after: Gateway = await connect()
    await after.resume(discord.token, ready["d"]["session_id"], ready["s"])
    assert "hello" in (await after.until("MESSAGE_CREATE"))["d"]["content"]
    await after.until("RESUMED")


async def test_an_unknown_session_is_invalid(discord: StandIn, connect: Any) -> None:
    gateway: Gateway = await connect()
    await gateway.resume(discord.token, "no-such-session", 1)
    assert await gateway.receive() == {"op": INVALID_SESSION, "d": False, "t": None, "s": None}


@pytest.mark.parametrize(("token", "intents", "code"), [("x", INTENTS, 4004), (None, 1 << 15, 4014)])
async def test_an_identify_is_refused_with_its_close_code(
    discord: StandIn, connect: Any, token: str | None, intents: int, code: int
) -> None:
    gateway: Gateway = await connect()
    await gateway.identify(token or discord.token, intents)
    await gateway.socket.receive(timeout=10)
    assert gateway.socket.close_code == code


async def test_content_is_hidden_from_a_bot_that_is_not_addressed(discord: StandIn, connect: Any) -> None:
    made = discord.add_guild()
    alice = discord.add_member(made["guild"], "alice")
    gateway: Gateway = await connect()
    await gateway.identify(discord.token)
    await gateway.until("READY")
    discord.write(alice, made["channels"]["general"], "not for the bot")
    assert (await gateway.until("MESSAGE_CREATE"))["d"]["content"] == ""


async def test_the_gateway_compresses_where_asked(discord: StandIn) -> None:
    stream = zlib.decompressobj()
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(discord.gateway_url + "?compress=zlib-stream") as socket,
    ):
        assert json.loads(stream.decompress(await socket.receive_bytes(timeout=10)))["op"] == HELLO


async def test_an_answer_that_comes_late_or_twice_is_refused(
    discord: StandIn, rest: aiohttp.ClientSession, connect: Any
) -> None:
    made = discord.add_guild()
    alice = discord.add_member(made["guild"], "alice")
    command = {"name": "who", "description": "asks", "type": 1}
    async with rest.put(f"applications/{discord.bot_id}/commands", json=[command]) as response:
        assert response.status == 200
    gateway: Gateway = await connect()
    await gateway.identify(discord.token)
    await gateway.until("READY")

    async def answer(id: str) -> int:
        url = f"interactions/{id}/interaction-token-{id}/callback"
        async with rest.post(url, json={"type": 4, "data": {"content": "AWS"}}) as response:
            return 0 if response.status == 204 else (await response.json())["code"]

    late = discord.slash(alice, made["channels"]["general"], "who", age=4)
    assert await answer(late) == 10062
    asked = discord.slash(alice, made["channels"]["general"], "who")
    assert [await answer(asked), await answer(asked)] == [0, 40060]


def test_what_no_member_could_do_is_an_error(discord: StandIn, channel: str) -> None:
    with pytest.raises(StandInError, match="no command"):
        discord.slash(discord.bot_id, channel, "no-such-command")


def test_a_wait_in_vain_says_what_came_instead(discord: StandIn, channel: str) -> None:
    with pytest.raises(NothingCame, match="no resumed"):
        discord.wait("resumed", after=discord.mark(), timeout=0.01)


@pytest.mark.skipif(openapi.find() is None, reason="Discord's API description is not beside the checkout")
async def test_a_body_that_discord_would_refuse_is_a_mistake(
    discord: StandIn, rest: aiohttp.ClientSession, channel: str
) -> None:
    discord.mistakes()
    await _post(rest, channel, content="fine", tts="not a boolean")
    (mistake,) = discord.mistakes()
    assert "$.tts" in mistake


async def test_a_body_that_nothing_can_be_made_of_is_a_mistake(rest: aiohttp.ClientSession) -> None:
    with StandIn.start() as discord:
        channel = discord.add_guild()["channels"]["general"]
        headers = {"Authorization": f"Bot {discord.token}"}
        url = f"{discord.api_url}/channels/{channel}/messages"
        async with aiohttp.request("POST", url, json={"embeds": "none"}, headers=headers) as response:
            assert response.status == 400
        assert "misshapen" in discord.mistakes()[0]


async def test_a_request_that_is_not_known_is_a_mistake(rest: aiohttp.ClientSession) -> None:
    with StandIn.start() as discord:
        async with aiohttp.request("GET", discord.api_url + "/no/such/thing") as response:
            assert response.status == 404
        assert discord.mistakes() == ["GET /no/such/thing: not known here"]
