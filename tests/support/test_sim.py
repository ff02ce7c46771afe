"""simcord's private doors are still where tests/support/sim.py expects them, and do what it says."""

from __future__ import annotations

import asyncio

import discord
import pytest
import simcord

from tests.support.hall import Hall
from tests.support.sim import (
    PRIVATE,
    close_bot,
    delete_channel,
    interactions_with,
    invite,
    kick_bot,
    pinged,
    press_together,
    quick_settle,
)


@pytest.mark.parametrize(("owner", "name"), PRIVATE, ids=lambda part: getattr(part, "__name__", part))
def test_a_private_door_is_still_there(owner, name):
    assert callable(getattr(owner, name))


def test_the_pause_is_still_a_keyword_of_settle():
    quick_settle()
    assert simcord.Env._settle_internal.__kwdefaults__["idle"] == 0.001


async def test_an_invited_guild_fires_the_join_with_just_the_rights_given(hall: Hall):
    joined = []

    async def on_guild_join(guild: discord.Guild):
        joined.append(guild.name)

    hall.bot.add_listener(on_guild_join)
    rights = discord.Permissions(view_channel=True, send_messages=True)
    guild = await invite(hall.env, "New here", rights)
    assert joined == ["New here"]
    assert guild.me is not None
    assert guild.me.guild_permissions.send_messages
    assert not guild.me.guild_permissions.manage_roles


async def test_fields_of_interactions_can_be_set(hall: Hall):
    seen = []

    @hall.bot.tree.command(name="look", description="x")
    async def look(interaction: discord.Interaction):
        seen.append((interaction.locale, interaction.context.private_channel))
        await interaction.response.send_message("ok")

    await hall.bot.tree.sync()
    with interactions_with(locale="de", context=2):
        await hall.alice.slash(hall.channel, "look")
    await hall.alice.slash(hall.channel, "look")
    assert seen == [(discord.Locale.german, True), (discord.Locale.american_english, False)]


async def test_presses_can_arrive_together(hall: Hall):
    class Count(discord.ui.View):
        def __init__(self):
            super().__init__(timeout=None)
            self.order = []

        @discord.ui.button(label="+", custom_id="count")
        async def plus(self, interaction: discord.Interaction, button: discord.ui.Button):
            self.order.append("in")
            await asyncio.sleep(0)
            await interaction.response.defer()
            self.order.append("out")

    view = Count()

    @hall.bot.tree.command(name="count", description="x")
    async def count(interaction: discord.Interaction):
        await interaction.response.send_message("0", view=view)

    await hall.bot.tree.sync()
    shown = (await hall.alice.slash(hall.channel, "count")).response
    await press_together(hall.env, (hall.alice, shown, "count"), (hall.bob, shown, "count"))
    assert view.order == ["in", "in", "out", "out"]


async def test_a_channel_can_go_and_the_bot_can_be_kicked_and_closed(hall: Hall):
    await delete_channel(hall.env, hall.channel)
    assert hall.bot.get_channel(hall.channel.id) is None
    await kick_bot(hall.env, hall.guild)
    assert hall.bot.get_guild(hall.guild.id) is None
    await close_bot(hall.env)
    assert hall.bot.is_closed()


async def test_a_ping_is_seen(hall: Hall):
    await hall.alice.send(hall.channel, f"hello {hall.bob.mention}")
    assert pinged(last_shown(hall)) == {hall.bob.id}


def last_shown(hall: Hall) -> simcord.ResponseMessage:
    """The last message as simcord keeps it."""
    stored = hall.env.backend.get_message(hall.channel.id, hall.channel.history()[-1].id)
    return simcord.ResponseMessage(hall.env, stored)
