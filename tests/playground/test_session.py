"""The world over time: ids, the clock, restarts, and what a page is told of a change."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from simcord.backend.ops.commands import CommandsMixin

from bot.playground import sim_private
from bot.playground.live import View
from bot.playground.session import Session
from tests.playground.hall import START, playground
from tests.playground.small_bot import BrokenBot, SmallBot


def all_ids(session: Session) -> list[int]:
    world = session.world
    guilds = [hall.guild for hall in world.halls.values()]
    channels = [channel.id for guild in guilds for channel in guild.channels.values()]
    return [world.bot.id, *world.users, *(c.id for c in world.direct.values()), *world.halls, *channels]


async def test_ids_are_the_same_at_every_start() -> None:
    async with playground(SmallBot) as it:
        first = all_ids(it.session)
    async with playground(SmallBot, now=lambda: START + timedelta(days=40)) as it:
        assert all_ids(it.session) == first
        assert it.session.env.now() == START + timedelta(days=40)


async def test_the_bot_has_the_rights_of_its_invitation_only() -> None:
    async with playground(SmallBot) as it:
        for hall in it.session.world.halls.values():
            me = hall.guild.me
            assert me is not None and me.guild_permissions.send_messages
            assert not me.guild_permissions.manage_roles


async def test_jumps_move_the_clock_and_are_bounded() -> None:
    async with playground(SmallBot) as it:
        for seconds in (3_600, 86_400, 604_800):
            assert (await it.act("Teacher", "advance", seconds=seconds))["ok"]
        assert it.session.env.now() == START + timedelta(days=8, hours=1)
        for seconds in (-1, 0, 604_801, "x"):
            assert (await it.act("Teacher", "advance", seconds=seconds))["ok"] is False


async def test_a_tick_moves_the_clock_by_real_time() -> None:
    async with playground(SmallBot) as it:
        it.stopwatch.seconds += 2.5
        await it.session.tick()
        assert it.session.env.now() == START + timedelta(seconds=2.5)


async def test_after_a_restart_old_buttons_work_and_ids_stay() -> None:
    async with playground(SmallBot) as it:
        await it.act("alice", "slash", name="parts", options={})
        before, bot = all_ids(it.session), it.session.env.bot
        assert (await it.act("Teacher", "restart"))["ok"]
        assert it.session.env.bot is not bot and bot.is_closed()
        assert all_ids(it.session) == before
        await it.act("bob", "click", message=it.sees("bob")[0]["id"], custom_id="keep:7")
        assert it.sees("bob")[-1]["content"] == "Kept 7"


async def test_the_real_bot_answers_after_a_restart() -> None:
    async with playground() as it:
        assert (await it.act("Teacher", "restart"))["ok"]
        assert (await it.act("alice", "slash", name="help"))["answered"] is True


async def test_a_bot_that_cannot_start_is_shown_and_can_be_started_again() -> None:
    kinds = [SmallBot, BrokenBot, SmallBot]
    async with playground(lambda: kinds.pop(0)()) as it:
        assert (await it.act("Teacher", "restart"))["ok"] is False
        assert it.session.bot_running is False
        assert it.session.troubles[-1]["title"] == "RuntimeError: cannot start"
        await it.session.tick()
        assert (await it.act("Teacher", "restart"))["ok"] is True
        await it.act("alice", "slash", name="parts", options={})
        assert len(it.sees("bob")) == 1


async def test_a_view_gives_only_the_difference() -> None:
    async with playground(SmallBot) as it:
        for number in range(4):
            await it.act("alice", "send", text=f"message {number}")
        view = View(it.session, int(it.person("bob")), int(it.channel("study")), limit=3)
        first = dict(view.changes())
        assert [message["content"] for message in first["messages"]["put"]] == [
            "message 1",
            "message 2",
            "message 3",
        ]
        assert first["messages"]["more"] is True
        assert dict(view.changes()) == {}
        await it.act("alice", "send", text="message 4")
        change = dict(view.changes())["messages"]
        assert [message["content"] for message in change["put"]] == ["message 4"]
        assert change["gone"] == [first["messages"]["put"][0]["id"]]


async def test_a_view_notices_edits_reactions_and_dismissals() -> None:
    async with playground(SmallBot) as it:
        await it.act("bob", "slash", name="parts", options={})
        (card,) = it.sees("bob")
        view = View(it.session, int(it.person("bob")), int(it.channel("study")))
        list(view.changes())
        await it.act("bob", "react", message=card["id"], emoji="👍", on=True)
        assert dict(view.changes())["messages"]["put"][0]["reactions"][0]["count"] == 1
        await it.act("bob", "click", message=card["id"], custom_id="keep:7")
        (kept,) = dict(view.changes())["messages"]["put"]
        await it.act("bob", "click", message=kept["id"], custom_id="change")
        (edited,) = dict(view.changes())["messages"]["put"]
        assert (edited["id"], edited["content"]) == (kept["id"], "Changed")
        await it.act("bob", "dismiss", message=kept["id"])
        assert dict(view.changes())["messages"]["gone"] == [kept["id"]]


async def test_a_view_of_a_hidden_channel_says_so_and_shows_nothing() -> None:
    async with playground(SmallBot) as it:
        await it.act("Teacher", "send", "teachers", text="secret")
        view = View(it.session, int(it.person("bob")), int(it.channel("teachers")))
        events = dict(view.changes())
        assert "gone" in events and "messages" not in events
        assert "secret" not in repr(events)


async def test_what_crossed_the_wire_is_forgotten() -> None:
    async with playground(SmallBot) as it:
        await it.act("alice", "send", text="hello")
        version = it.session.feed.version
        it.session.pulse()
        assert it.session.feed.version == version + 1
        assert it.session.env.backend.transcript == [] and it.session.env.http_requests == []
        it.session.pulse()
        assert it.session.feed.version == version + 1


def test_the_installed_simulator_is_the_one_we_know(monkeypatch: pytest.MonkeyPatch) -> None:
    sim_private.self_check()
    monkeypatch.delattr(CommandsMixin, "visible_commands")
    with pytest.raises(sim_private.SimulatorChanged, match="visible_commands"):
        sim_private.self_check()


def test_private_names_of_the_simulator_are_in_one_file() -> None:
    folder = Path(sim_private.__file__).parent
    private = re.compile(r"(\benv|\bsimcord[\w.]*|\bbackend|\bguild|\buser|\brunner)\._|\.backend\b")
    for file in folder.glob("*.py"):
        found = private.findall(file.read_text(encoding="utf-8"))
        assert bool(found) is (file.name == "sim_private.py"), (file.name, found)
