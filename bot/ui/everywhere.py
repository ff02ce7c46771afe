"""Where the look-up commands can be used: installed in a server or by a member, in every kind of channel."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

T = TypeVar("T")


def everywhere(command: T) -> T:
    """Marks a command for both kinds of installation and for servers, the bot's DMs and private channels."""
    for mark in (
        app_commands.allowed_installs(guilds=True, users=True),
        app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True),
    ):
        command = mark(command)
    return command
