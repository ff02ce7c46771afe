"""The one door for errors: the member gets a sentence, the log gets ids, nothing is silent."""

from __future__ import annotations

import logging
import re
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.ui import layout
from bot.ui.cards.card import Card, Tone
from bot.ui.errors import DoorMixin, Modal
from tests.support.hall import Hall
from tests.support.reading import text_of

SECRET = "what alice typed"


class Broken(Exception):
    """An error whose message quotes a member."""


def boom(*_: Any) -> None:
    raise Broken(SECRET)


async def add(hall: Hall, callback: Any, name: str = "test") -> None:
    """Gives the bot one more command."""
    hall.bot.tree.add_command(app_commands.Command(name=name, description="x", callback=callback))
    await hall.bot.tree.sync()


def reference_in(text: str) -> str:
    found = re.search(r"Error reference: ([0-9a-f]{6})", text)
    assert found is not None, text
    return found[1]


def acknowledge(hall: Hall, kind: type[BaseException]) -> None:
    """The errors that simcord saw are the one that the test made."""
    causes = [getattr(error, "original", error) for error in hall.env.errors]
    assert causes and all(isinstance(cause, kind) for cause in causes)


async def test_a_command_that_raises_gives_a_sentence_and_a_reference_that_the_log_has(
    hall: Hall, monkeypatch, caplog
):
    monkeypatch.setattr(hall.bot.knowledge.lookup, "ask", boom)
    with caplog.at_level(logging.INFO):
        result = await hall.alice.slash(hall.channel, "who", thing=SECRET)
    assert result.response.ephemeral
    assert "went wrong on my side" in text_of(result.response)
    assert reference_in(text_of(result.response)) in caplog.text
    assert hall.bot.tree.failed == 1
    acknowledge(hall, Broken)


async def test_the_log_has_ids_and_the_place_but_no_names_and_nothing_typed(hall: Hall, monkeypatch, caplog):
    monkeypatch.setattr(hall.bot.knowledge.lookup, "ask", boom)
    with caplog.at_level(logging.INFO):
        await hall.alice.slash(hall.channel, "who", thing=SECRET)
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot."))
    assert str(hall.alice.id) in ours and str(hall.guild.id) in ours
    assert "Broken" in ours and "lookups.py" in ours
    assert SECRET not in caplog.text and "alice" not in ours
    acknowledge(hall, Broken)


async def test_an_error_after_the_answer_is_told_too(hall: Hall):
    async def answer_then_fail(interaction: discord.Interaction):
        await interaction.response.send_message("done")
        boom()

    await add(hall, answer_then_fail)
    result = await hall.alice.slash(hall.channel, "test")
    assert result.response.content == "done"
    (told,) = result.followups
    assert told.ephemeral and reference_in(text_of(told))
    acknowledge(hall, Broken)


async def test_an_error_while_thinking_ends_the_thinking(hall: Hall):
    async def defer_then_fail(interaction: discord.Interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)
        boom()

    await add(hall, defer_then_fail)
    result = await hall.alice.slash(hall.channel, "test")
    assert reference_in(text_of(result.response))
    acknowledge(hall, Broken)


async def test_an_interaction_that_is_too_old_is_counted_and_hurts_nobody(hall: Hall, caplog):
    async def late(interaction: discord.Interaction):
        await interaction.response.send_message("too late")

    await add(hall, late)
    hall.env.inject_error("POST", "/interactions/*", status=404, code=10062)
    await hall.alice.slash(hall.channel, "test")
    assert hall.bot.tree.late == 1 and hall.bot.tree.failed == 0
    assert "too late for test" in caplog.text
    acknowledge(hall, discord.NotFound)
    assert (await hall.alice.slash(hall.channel, "help")).response is not None


async def test_an_error_in_an_interaction_that_is_too_old_is_logged_and_counted(hall: Hall, caplog):
    async def fail_late(interaction: discord.Interaction):
        boom()

    await add(hall, fail_late)
    hall.env.inject_error("POST", "/interactions/*", status=404, code=10062)
    await hall.alice.slash(hall.channel, "test")
    assert (hall.bot.tree.failed, hall.bot.tree.late) == (1, 1)
    assert "Broken" in caplog.text
    acknowledge(hall, Broken)


async def test_answered_elsewhere_is_told_by_a_second_message(hall: Hall):
    async def fail(interaction: discord.Interaction):
        boom()

    await add(hall, fail)
    hall.env.inject_error("POST", "/interactions/*", status=400, code=40060)
    await hall.alice.slash(hall.channel, "test")
    hooks = [request.path for request in hall.env.http_requests if request.path.startswith("/webhooks/")]
    assert len(hooks) == 1
    acknowledge(hall, Broken)


async def test_a_dynamic_button_that_raises_goes_through_the_door(hall: Hall):
    class Press(DoorMixin, ui.DynamicItem[ui.Button], template=r"test:press"):
        def __init__(self):
            super().__init__(ui.Button(label="Press", custom_id="test:press"))

        @classmethod
        async def from_custom_id(cls, interaction, item, match):
            return cls()

        async def press(self, interaction):
            boom()

    async def show(interaction: discord.Interaction):
        await interaction.response.send_message(view=layout.to_view(Card(Tone.PLAIN, "x"), [Press()]))

    hall.bot.add_dynamic_items(Press)
    await add(hall, show)
    shown = await hall.alice.slash(hall.channel, "test")
    pressed = await hall.bob.click(shown.response, label="Press")
    assert pressed.response.ephemeral and reference_in(text_of(pressed.response))
    acknowledge(hall, Broken)


async def test_a_view_that_raises_goes_through_the_door(hall: Hall):
    class Raising(ui.Button):
        async def callback(self, interaction):
            boom()

    async def show(interaction: discord.Interaction):
        button = Raising(label="Press", custom_id="plain")
        await interaction.response.send_message(view=layout.to_view(Card(Tone.PLAIN, "x"), [button]))

    await add(hall, show)
    shown = await hall.alice.slash(hall.channel, "test")
    pressed = await hall.alice.click(shown.response, label="Press")
    assert reference_in(text_of(pressed.response))
    acknowledge(hall, Broken)


async def test_a_modal_that_raises_goes_through_the_door(hall: Hall):
    class Form(Modal, title="Form"):
        words = ui.TextInput(label="Words", custom_id="words")

        async def on_submit(self, interaction):
            boom()

    async def show(interaction: discord.Interaction):
        await interaction.response.send_modal(Form())

    await add(hall, show)
    shown = await hall.alice.slash(hall.channel, "test")
    sent = await hall.alice.submit_modal(shown, {"words": SECRET})
    assert reference_in(text_of(sent.response))
    acknowledge(hall, Broken)


async def test_a_mention_that_raises_is_answered_with_a_sentence(hall: Hall, monkeypatch, caplog):
    monkeypatch.setattr(hall.bot.knowledge.lookup, "ask", boom)
    await hall.alice.send(hall.channel, f"{hall.mention} who does {SECRET}?")
    told = text_of(hall.channel.history()[-1])
    assert reference_in(told) in caplog.text
    assert SECRET not in caplog.text
    acknowledge(hall, Broken)


async def test_an_autocomplete_that_raises_is_logged_and_breaks_nothing(hall: Hall, monkeypatch, caplog):
    monkeypatch.setattr(hall.bot.knowledge.lookup, "suggest_things", boom)
    assert await hall.alice.autocomplete(hall.channel, "who", "thing", SECRET) == []
    assert hall.bot.tree.failed == 1
    assert "Broken" in caplog.text and SECRET not in caplog.text
    acknowledge(hall, Broken)
    assert (await hall.alice.slash(hall.channel, "help")).response is not None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (app_commands.CheckFailure(), "don't have the right"),
        (app_commands.NoPrivateMessage(), "in a server only"),
        (app_commands.CommandOnCooldown(app_commands.Cooldown(1, 1), 1), "a little fast"),
    ],
)
async def test_what_a_member_may_not_do_is_said_without_an_alarm(hall: Hall, error, words, caplog):
    async def refused(interaction: discord.Interaction):
        raise error

    await add(hall, refused)
    result = await hall.alice.slash(hall.channel, "test")
    assert words in text_of(result.response)
    assert "Error reference" not in text_of(result.response)
    assert hall.bot.tree.failed == 0
    acknowledge(hall, app_commands.AppCommandError)


async def test_a_command_that_is_gone_asks_to_restart_discord(hall: Hall):
    async def gone(interaction: discord.Interaction):
        raise AssertionError

    await add(hall, gone)
    hall.bot.tree.remove_command("test")
    result = await hall.alice.slash(hall.channel, "test")
    assert "restart your Discord" in text_of(result.response)
    acknowledge(hall, app_commands.CommandNotFound)


async def test_a_button_of_a_version_that_is_gone_gets_a_kind_sentence(hall: Hall):
    async def show(interaction: discord.Interaction):
        view = ui.View(timeout=None)
        view.add_item(ui.Button(label="Old", custom_id="who:v0:abc"))
        await interaction.response.send_message("old", view=view)
        view.stop()

    await add(hall, show)
    shown = await hall.alice.slash(hall.channel, "test")
    pressed = await hall.alice.click(shown.response, label="Old")
    assert pressed.response.ephemeral
    assert "older version" in text_of(pressed.response)
