"""A guild with the bot, a channel, two learners and a teacher: the scene of most tests in tests/ui."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.app import INVITE_RIGHTS
from bot.services.knowledge import Knowledge
from bot.settings import Settings
from bot.ui.client import ResponsiBot
from tests.support.sim import invite


@dataclass(frozen=True)
class Hall:
    """Who and what is there."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor
    teacher: MemberActor

    @property
    def bot(self) -> ResponsiBot:
        """The bot that runs now; another one after a restart."""
        assert isinstance(self.env.bot, ResponsiBot)
        return self.env.bot

    @property
    def mention(self) -> str:
        """The bot's mention."""
        assert self.bot.user is not None
        return self.bot.user.mention


async def open_hall(env: Env) -> Hall:
    """Builds the hall; the bot has exactly the rights of its invite link."""
    guild = await invite(env, "Cloud class", INVITE_RIGHTS)
    admin = guild.create_role("Teachers", permissions=discord.Permissions(administrator=True))
    return Hall(
        env,
        guild,
        guild.create_text_channel("aws-questions"),
        guild.add_member(env.create_user("alice")),
        guild.add_member(env.create_user("bob")),
        guild.add_member(env.create_user("teacher"), roles=[admin]),
    )


def make_bot(knowledge: Knowledge, *, answer_mentions: bool = True) -> ResponsiBot:
    """A fresh bot on the given knowledge; its clock is the simulated one."""
    settings = Settings(_env_file=None, discord_token="not-a-token", answer_mentions=answer_mentions)  # pyright: ignore
    return ResponsiBot(settings, knowledge, now=discord.utils.utcnow)
