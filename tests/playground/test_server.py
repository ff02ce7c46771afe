"""Who may call the playground's server, and how what it serves is boxed in."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.playground.server import serve
from bot.settings import Settings
from tests.playground.hall import OURS, START, playground, real_bot
from tests.playground.small_bot import SmallBot


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765", "", "[bad"])
async def test_a_foreign_host_name_is_refused(host: str) -> None:
    async with playground(SmallBot) as it:
        for path in ("/", "/api/setup", "/page/app.js"):
            assert (await it.client.get(path, headers={"Host": host})).status in (400, 403)


async def test_this_machines_names_are_answered() -> None:
    async with playground(SmallBot) as it:
        for host in ("localhost:8765", "127.0.0.1:1", "[::1]:8765"):
            assert (await it.client.get("/api/setup", headers={"Host": host})).status == 200


async def test_an_action_needs_the_pages_own_header_and_origin() -> None:
    async with playground(SmallBot) as it:
        asked = {"as": it.person("alice"), "channel": it.channel("study"), "text": "hello"}
        assert (await it.client.post("/api/act/send", json=asked)).status == 403
        foreign = {**OURS, "Origin": "https://evil.example"}
        assert (await it.client.post("/api/act/send", json=asked, headers=foreign)).status == 403
        assert it.sees("alice") == []
        own = {**OURS, "Origin": "http://localhost:8765"}
        assert (await it.client.post("/api/act/send", json=asked, headers=own)).status == 200
        assert [message["content"] for message in it.sees("alice")] == ["hello"]


async def test_every_answer_carries_the_strict_headers() -> None:
    async with playground(SmallBot) as it:
        for path in ("/", "/page/style.css", "/api/setup"):
            response = await it.client.get(path)
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "unsafe-inline" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["X-Frame-Options"] == "DENY"


async def test_nothing_outside_the_page_is_served() -> None:
    async with playground(SmallBot) as it:
        for path in ("/page/../server.py", "/page/%2e%2e/server.py", "/media/../../server.py", "/nothing"):
            assert (await it.client.get(path)).status in (403, 404)


async def test_uploads_are_sandboxed_and_only_pictures_are_shown() -> None:
    async with playground(SmallBot) as it:
        files = [
            {"name": "a.png", "data": "iVBORw0KGgo="},
            {"name": "a.html", "data": "PHNjcmlwdD4="},
            {"name": "a.svg", "data": "PHN2Zz4="},
        ]
        await it.act("alice", "send", text="files", files=files)
        served = {}
        for attachment in it.sees("bob")[-1]["attachments"]:
            response = await it.client.get(attachment["url"])
            assert response.headers["Content-Security-Policy"].startswith("sandbox")
            served[attachment["name"]] = (response.content_type, response.headers.get("Content-Disposition"))
        assert served["a.png"] == ("image/png", None)
        assert served["a.html"] == served["a.svg"] == ("application/octet-stream", "attachment")


@pytest.mark.parametrize("body", ["{", "[]", '{"as": "1"}', '{"as": "x", "channel": "y"}'])
async def test_a_senseless_action_is_refused_in_words(body: str) -> None:
    async with playground(SmallBot) as it:
        response = await it.client.post("/api/act/send", data=body, headers=OURS)
        assert response.status == 400
        assert await response.text() == "Say who acts, and in which channel."


async def test_the_live_stream_brings_the_state_once_and_then_only_what_is_new() -> None:
    async with playground(SmallBot) as it:
        await it.act("alice", "send", text="first")
        query = {"as": it.person("bob"), "channel": it.channel("study")}
        async with it.client.get("/api/live", params=query) as response:
            events = Events(response.content)
            assert (await events.next("clock"))["now"] == START.isoformat()
            assert (await events.next("world"))["running"] is True
            whole = await events.next("messages")
            assert [message["content"] for message in whole["put"]] == ["first"]
            await it.act("alice", "send", text="second")
            fresh = await events.next("messages")
            assert [message["content"] for message in fresh["put"]] == ["second"]


async def test_serve_opens_the_next_free_port_and_ends_when_cancelled() -> None:
    settings = Settings(_env_file=None)  # pyright: ignore
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(serve(settings, port, make_bot=real_bot(), ready=address.set_result))
    done, _ = await asyncio.wait((running, address), return_when=asyncio.FIRST_COMPLETED)
    assert running not in done, running.exception()
    assert address.result().startswith("http://127.0.0.1:")
    assert address.result() != f"http://127.0.0.1:{port}/"
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    taken.close()


class Events:
    """Reads Server-Sent Events from a response."""

    def __init__(self, content: Any) -> None:
        self._content = content

    async def next(self, name: str) -> Any:
        """The data of the next event of this name."""
        while True:
            frame = (await self._content.readuntil(b"\n\n")).decode()
            event, data = frame.strip().split("\n", 1)
            if event == f"event: {name}":
                return json.loads(data.removeprefix("data: "))
