"""What people can do in the playground, in their words, and what they see of it."""

from __future__ import annotations

import asyncio
import base64
import json

from tests.playground import small_bot
from tests.playground.hall import Playground, playground
from tests.playground.small_bot import SmallBot


def words(message: dict) -> str:
    """Everything that a message says, content and components."""
    return json.dumps(message, ensure_ascii=False)


async def test_a_question_by_command_is_answered_for_all() -> None:
    async with playground() as it:
        result = await it.act("alice", "slash", name="who", options={"thing": "patching the os on rds"})
        assert result == {"ok": True, "answered": True}
        (answer,) = it.sees("bob")
        assert "AWS" in words(answer) and "Amazon RDS" in words(answer)
        assert answer["command"]["name"] == "who" and answer["command"]["user"]["name"] == "alice"


async def test_options_complete_while_they_are_typed() -> None:
    async with playground() as it:
        result = await it.act("alice", "autocomplete", name="who", option="thing", value="patch", options={})
        assert 0 < len(result["choices"]) <= 25
        assert any("patch" in choice["name"].lower() for choice in result["choices"])


async def test_typed_text_becomes_a_mention_and_is_answered() -> None:
    async with playground() as it:
        await it.act("bob", "send", text="@responsibot who patches the OS on RDS?")
        question, answer = it.sees("chen")
        assert question["content"].startswith(f"<@{it.session.world.bot.id}> who")
        assert answer["reply"]["id"] == question["id"]


async def test_a_private_answer_is_seen_by_the_asker_only_and_can_be_dismissed() -> None:
    async with playground() as it:
        options = {"thing": "patching the os on rds", "private": "true"}
        await it.act("alice", "slash", name="who", options=options)
        assert it.sees("bob") == []
        (answer,) = it.sees("alice")
        assert answer["ephemeral"]
        assert (await it.act("alice", "dismiss", message=answer["id"]))["ok"]
        assert it.sees("alice") == []


async def test_the_bot_answers_in_a_direct_message() -> None:
    async with playground() as it:
        await it.act("alice", "send", "direct", text="who patches the OS on RDS?")
        assert len(it.sees("alice", "direct")) == 2
        assert it.sees("bob", "direct") == []


async def test_a_message_menu_answers_privately() -> None:
    async with playground() as it:
        await it.act("bob", "send", text="who patches the OS on RDS?")
        (question,) = it.sees("alice")
        result = await it.act("alice", "menu", name="Who is responsible?", message=question["id"])
        assert result["answered"] is True
        assert it.sees("alice")[-1]["ephemeral"] and len(it.sees("bob")) == 1


async def test_every_kind_of_option_arrives_as_what_it_is() -> None:
    async with playground(SmallBot) as it:
        options = {
            "number": "4",
            "really": "false",
            "member": it.person("bob"),
            "channel": it.channel("general"),
        }
        await it.act("alice", "slash", name="options", options=options)
        expected = f"5 True <@{it.person('bob')}> <#{it.channel('general')}>"
        assert it.sees("alice")[-1]["content"] == expected
        file = {"name": "notes.txt", "data": base64.b64encode(b"hello").decode()}
        await it.act("alice", "slash", name="upload", options={"file": file})
        assert it.sees("alice")[-1]["content"] == "notes.txt: 5 bytes"


async def test_a_value_that_does_not_fit_is_refused_in_words() -> None:
    async with playground(SmallBot) as it:
        for options in ({"number": "four"}, {"number": "4", "member": "123"}, {}):
            result = await it.act("alice", "slash", name="options", options=options)
            assert result["ok"] is False and result["error"]
        assert it.sees("alice") == []


async def test_buttons_and_selects_of_components_v2_answer() -> None:
    async with playground(SmallBot) as it:
        await it.act("alice", "slash", name="parts", options={})
        (message,) = it.sees("bob")
        assert message["v2"] and "/media/" in words(message) and "attachment://" not in words(message)
        await it.act("bob", "click", message=message["id"], custom_id="keep:7")
        assert it.sees("bob")[-1]["content"] == "Kept 7"
        chosen = {"custom_id": "pick-user", "values": [it.person("chen")]}
        await it.act("bob", "select", message=message["id"], **chosen)
        assert it.sees("bob")[-1]["content"] == f"Picked <@{it.person('chen')}>"
        assert len(it.sees("alice")) == 1


async def test_pictures_of_embeds_are_served_by_the_playground() -> None:
    async with playground(SmallBot) as it:
        await it.act("alice", "slash", name="embedded", options={})
        image = it.sees("bob")[0]["embeds"][0]["image"]["url"]
        assert (await it.client.get(image)).content_type == "image/png"


async def test_a_form_is_opened_and_sent_once_by_whom_it_was_opened_for() -> None:
    async with playground(SmallBot) as it:
        form = (await it.act("alice", "slash", name="form"))["form"]
        filled = {"form": form["form"], "values": {"words": "one two"}}
        assert (await it.act("bob", "submit", **filled))["ok"] is False
        too_long = {**filled, "values": {"words": "x" * 21}}
        assert (await it.act("alice", "submit", **too_long))["ok"] is False
        assert (await it.act("alice", "submit", **filled)) == {"ok": True, "answered": True}
        assert it.sees("alice")[-1]["content"] == "You wrote: one two"
        assert (await it.act("alice", "submit", **filled))["ok"] is False


async def test_a_slow_command_is_seen_thinking_until_it_answers() -> None:
    async with playground(SmallBot) as it:
        small_bot.waiting.clear()
        version = it.session.feed.version
        running = asyncio.create_task(it.act("alice", "slash", name="think"))
        while not it.sees("bob"):
            await it.session.feed.newer_than(version, 0.01)
            it.session.pulse()
        assert it.sees("bob")[0]["thinking"]
        small_bot.waiting.set()
        await running
        assert [(m["thinking"], m["content"]) for m in it.sees("bob")] == [(False, "Done")]


async def test_a_crash_is_shown_with_its_trace_and_said_to_the_member() -> None:
    async with playground(SmallBot) as it:
        assert await it.act("alice", "slash", name="crash") == {"ok": True, "answered": False}
        (trouble,) = it.session.troubles
        assert trouble["title"] == "RuntimeError: on purpose"
        assert "in crash" in trouble["detail"]


async def test_members_and_the_admin_see_their_own_commands_and_channels() -> None:
    async with playground(SmallBot) as it:
        assert "staff" not in await commands_of(it, "alice")
        assert "staff" in await commands_of(it, "Teacher")
        admin, member = (it.session.world.places(int(it.person(name))) for name in ("Teacher", "alice"))
        assert {c["name"] for c in admin[0]["channels"]} - {c["name"] for c in member[0]["channels"]} == {
            "teachers"
        }
        refused = {"as": it.person("alice"), "channel": it.channel("teachers"), "text": "let me in"}
        response = await it.client.post("/api/act/send", json=refused, headers={"X-Playground": "1"})
        assert response.status == 400


async def commands_of(it: Playground, name: str) -> list[str]:
    query = {"as": it.person(name), "channel": it.channel("study")}
    async with it.client.get("/api/commands", params=query) as response:
        return [command["name"] for command in (await response.json())["slash"]]


async def test_reactions_and_replies() -> None:
    async with playground(SmallBot) as it:
        await it.act("alice", "send", text="hello")
        (hello,) = it.sees("bob")
        await it.act("bob", "react", message=hello["id"], emoji="👍", on=True)
        assert it.sees("bob")[0]["reactions"] == [{"emoji": "👍", "count": 1, "me": True}]
        assert it.sees("alice")[0]["reactions"] == [{"emoji": "👍", "count": 1, "me": False}]
        await it.act("bob", "react", message=hello["id"], emoji="👍", on=False)
        assert it.sees("bob")[0]["reactions"] == []
        await it.act("bob", "send", text="hi", reply=hello["id"])
        assert it.sees("alice")[-1]["reply"]["text"] == "hello"
        await it.act("bob", "send", "direct", text="one")
        await it.act("bob", "send", "direct", text="two", reply=it.sees("bob", "direct")[0]["id"])
        assert it.sees("bob", "direct")[-1]["reply"]["text"] == "one"
