"""How the parts meet: builds the bot out of the settings, the knowledge base and the clock."""

from __future__ import annotations

import discord

from bot.catalog.load import default_directory
from bot.services.knowledge import Knowledge
from bot.settings import Settings
from bot.ui.client import ResponsiBot

INVITE_SCOPES = ("bot", "applications.commands")

INVITE_RIGHTS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    # Source links; without it Discord shows a bot's links bare.
    embed_links=True,
    # An answer to a mention is a reply, and Discord lets nobody reply to what they may not read.
    read_message_history=True,
)
"""The rights that the bot uses, for the invite link; tests give it exactly these."""


def create_bot(settings: Settings) -> ResponsiBot:
    """A bot (an AutoShardedBot), ready for Discord or the simulated one; each call gives a fresh one.

    Raises bot.catalog.load.KnowledgeError, with every mistake, where the knowledge base is broken.
    """
    knowledge = Knowledge(settings.knowledge_dir or default_directory())
    return ResponsiBot(settings, knowledge, now=discord.utils.utcnow)
