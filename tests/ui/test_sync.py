"""Commands are registered when they changed, and only then."""

from __future__ import annotations

import copy
import logging

import discord
import pytest
from discord import app_commands
from simcord import Env

from bot.services.knowledge import Knowledge
from bot.ui.client import ResponsiBot
from bot.ui.sync import same_commands
from tests.support.hall import Hall, make_bot

ASK = {
    "name": "ask",
    "type": 1,
    "description": "Ask",
    "contexts": [0, 1],
    "integration_types": [0],
    "options": [{"name": "thing", "type": 3, "description": "What", "required": True}],
}
# The same command as Discord gives it back.
STORED = {
    **copy.deepcopy(ASK),
    "id": "1",
    "application_id": "2",
    "version": "3",
    "dm_permission": True,
    "nsfw": False,
    "name_localizations": None,
    "default_member_permissions": None,
}
STORED["options"][0] |= {"choices": [], "autocomplete": False, "min_length": None}
MENU = {"name": "ask", "type": 3, "description": ""}


def changed(**fields) -> dict:
    return {**copy.deepcopy(ASK), **fields}


def test_what_discord_adds_is_no_change():
    assert same_commands([ASK, MENU], [MENU, STORED])


@pytest.mark.parametrize(
    "ours",
    [
        [],
        [ASK, MENU],
        [MENU],
        [changed(name="asked")],
        [changed(description="Asks")],
        [changed(options=[])],
        [changed(options=[{**ASK["options"][0], "autocomplete": True}])],
        [changed(options=[{**ASK["options"][0], "required": False}])],
        [changed(contexts=[0])],
        [changed(integration_types=[0, 1])],
        [changed(default_member_permissions=32)],
        [changed(nsfw=True)],
    ],
)
def test_any_change_of_ours_is_seen(ours):
    assert not same_commands(ours, [STORED])


def test_a_right_is_the_same_as_a_number_and_as_discords_string():
    assert same_commands(
        [changed(default_member_permissions=32)], [{**STORED, "default_member_permissions": "32"}]
    )


def test_what_we_leave_to_discord_is_no_change():
    left_open = {key: value for key, value in ASK.items() if key not in ("contexts", "integration_types")}
    assert same_commands([left_open], [STORED])


def puts(env: Env) -> int:
    return sum(
        request.method == "PUT" and request.path.endswith("/commands") for request in env.http_requests
    )


@app_commands.command(description="A new one")
async def new(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("new")


def with_new_command(knowledge: Knowledge) -> ResponsiBot:
    bot = make_bot(knowledge)
    bot.tree.add_command(new)
    return bot


async def test_commands_are_registered_once_and_again_only_after_a_change(hall: Hall, knowledge: Knowledge):
    assert puts(hall.env) == 1
    await hall.env.restart_bot(make_bot(knowledge))
    assert puts(hall.env) == 1
    await hall.env.restart_bot(with_new_command(knowledge))
    assert puts(hall.env) == 2
    await hall.env.restart_bot(with_new_command(knowledge))
    assert puts(hall.env) == 2


async def test_a_failed_registration_is_logged_with_its_remedy_and_tried_again(hall: Hall, knowledge, caplog):
    hall.env.inject_error("PUT", "/applications/*/commands", status=403, code=50001)
    with caplog.at_level(logging.ERROR, "bot.ui.sync"):
        await hall.env.restart_bot(with_new_command(knowledge))
    assert "status 403, code 50001" in caplog.text and "Remedy:" in caplog.text
    assert (await hall.alice.slash(hall.channel, "help")).response is not None
    await hall.env.restart_bot(with_new_command(knowledge))
    assert (await hall.alice.slash(hall.channel, "new")).response is not None
