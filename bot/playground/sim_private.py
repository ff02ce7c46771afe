"""Every touch of simcord 3.2.1's private or undocumented names, with a self-check.

simcord's documented surface has no way to start the world at a given time, to name the bot, to read only
the last messages of a channel, or to read a stored upload. Those gaps are closed here only, so that
an upgrade of simcord breaks in one file, at once and with one sentence.
"""

from __future__ import annotations

import importlib.metadata
import inspect
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import discord
import simcord
from simcord.backend import Backend, serializers
from simcord.backend.access import channel_accessible
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.results import to_discord_message

VERSION = "3.2.1"
MEDIA_BASE = "https://cdn.simcord.invalid/"
"""Every upload's address in the simulated world starts so."""

_SETTLE_POLL_SECONDS = 0.002
"""simcord's own 50 ms poll limits a world with one background task to 19 actions a second."""

_BACKEND_NAMES = (
    "advance_clock",
    "edit_role",
    "normalize_message_reference",
    "store_attachments",
    "visible_commands",
)


class SimulatorChanged(RuntimeError):
    """The installed simcord is not the one that this file was written for."""


def self_check() -> None:
    """Raises SimulatorChanged with one sentence where a name that this file relies on is missing."""
    missing = [name for name in _BACKEND_NAMES if not hasattr(Backend, name)]
    if "idle" not in (getattr(simcord.Env._settle_internal, "__kwdefaults__", None) or {}):
        missing.append("Env._settle_internal(idle=)")
    if "for_user" not in inspect.signature(serializers.message_payload).parameters:
        missing.append("serializers.message_payload(for_user=)")
    if missing:
        found = importlib.metadata.version("simcord")
        raise SimulatorChanged(
            f"The playground needs simcord {VERSION}; simcord {found} has no {', '.join(missing)}."
        )


def prepare(runner: simcord.run, bot_name: str) -> simcord.Env:
    """The world behind `runner` before its bot connects: named, quick to settle, at simcord's fixed epoch."""
    self_check()
    defaults = simcord.Env._settle_internal.__kwdefaults__
    if defaults is not None:
        defaults["idle"] = _SETTLE_POLL_SECONDS
    env = runner._env
    env.backend.bot_user.name = bot_name
    return env


def move_clock_to(env: simcord.Env, moment: datetime) -> None:
    """Sets the world's clock (never back) without running anything; only before the bot has connected."""
    env.backend.advance_clock(max(0.0, (moment - env.now()).total_seconds()))


def bot_user(env: simcord.Env) -> UserHandle:
    """The bot itself, as other members see it."""
    return UserHandle(env, env.backend.bot_user)


def limit_bot(env: simcord.Env, guild: GuildHandle, rights: discord.Permissions) -> None:
    """Gives the bot these rights in `guild` and no more; simcord alone would give it nearly all."""
    own_role = next(role for role in guild._guild.roles.values() if role.managed)
    env.backend.edit_role(guild.id, own_role.id, {"permissions": rights.value})


def guild_channels(env: simcord.Env, guild: GuildHandle, viewer_id: int) -> list[dict[str, Any]]:
    """Text channels and threads that the viewer can see: id, name, topic, parent, whether writable."""
    write = discord.Permissions.send_messages.flag
    return [
        {
            "id": str(channel.id),
            "name": channel.name or str(channel.id),
            "topic": getattr(channel, "topic", None) or "",
            "parent": str(channel.parent_id) if channel.is_thread else None,
            "writable": bool(env.backend.compute_permissions(guild.id, viewer_id, channel.id) & write),
        }
        for channel in env.backend.channels.values()
        if channel.guild_id == guild.id
        and (channel.is_thread or channel.type in (0, 5))
        and channel_accessible(env.backend, channel.id, viewer_id, history=True)
    ]


def channel_handle(env: simcord.Env, guild: GuildHandle | None, channel_id: int) -> ChannelHandle:
    """KeyError where there is no such channel."""
    return ChannelHandle(env, guild, env.backend.channels[channel_id])


def channel_guild_id(env: simcord.Env, channel_id: int) -> int | None:
    """The guild of a channel, None for a DM; KeyError where there is no such channel."""
    return env.backend.channels[channel_id].guild_id


def readable(env: simcord.Env, channel_id: int, viewer_id: int) -> bool:
    """Whether the viewer may read the channel's history now."""
    return channel_accessible(env.backend, channel_id, viewer_id, history=True)


def visible_messages(env: simcord.Env, channel_id: int, viewer_id: int) -> Iterator[Any]:
    """Stored messages that the viewer sees, newest first (ids grow with time)."""
    stored = env.backend.messages.get(channel_id, {})
    return (stored[key] for key in sorted(stored, reverse=True) if stored[key].visible_to(viewer_id))


def mark(message: Any) -> tuple[Any, ...]:
    """Remembers a stored message's state, for `changed`: far cheaper than making it into JSON again."""
    return message.embeds, message.flags, [(r.emoji, len(r.user_ids)) for r in message.reactions]


def changed(message: Any, earlier: tuple[Any, ...]) -> bool:
    """Whether the message was edited or reacted to since `mark`; each edit makes a new list of embeds."""
    now = mark(message)
    return now[0] is not earlier[0] or now[1:] != earlier[1:]


def message_payload(env: simcord.Env, message: Any, viewer_id: int) -> dict[str, Any]:
    """A stored message as Discord would send it to this viewer."""
    return dict(serializers.message_payload(env.backend, message, for_user=viewer_id))


def message_handle(env: simcord.Env, channel_id: int, message_id: int, viewer_id: int) -> discord.Message:
    """A message that actors can click on; KeyError where the viewer sees no such message."""
    message = env.backend.messages.get(channel_id, {})[message_id]
    if not message.visible_to(viewer_id):
        raise KeyError(message_id)
    return to_discord_message(env, message)


def visible_commands(env: simcord.Env, channel_id: int, viewer_id: int, kind: int) -> list[dict[str, Any]]:
    """Commands of one kind (1 slash, 2 user menu, 3 message menu) as the viewer's picker has them."""
    return env.backend.visible_commands(user_id=viewer_id, channel_id=channel_id, type=kind)


async def send_dm(user: UserHandle, text: str, files: list[tuple[str, bytes]], reply_to: int | None) -> None:
    """A direct message to the bot with files and a reply (the public verb has words for neither)."""
    backend, channel = user._env.backend, user.dm_channel
    reference = None
    if reply_to is not None:
        raw = {"channel_id": str(channel.id), "message_id": str(reply_to)}
        reference = backend.normalize_message_reference(channel.id, raw)
    stored = backend.store_attachments(channel.id, files)
    await user.send_dm(text, attachments=stored, reference=reference)


def stored_upload(env: simcord.Env, path: str) -> bytes | None:
    """The bytes behind MEDIA_BASE + path; None where nothing was uploaded there."""
    return env.backend.cdn.get(MEDIA_BASE + path)


def take_activity(env: simcord.Env) -> bool:
    """Whether anything crossed the wire since the last call; forgets it, since simcord never would."""
    moved = bool(env.backend.transcript)
    env.backend.transcript.clear()
    env.http_requests.clear()
    return moved


async def close_bot(env: simcord.Env, bot: discord.Client) -> None:
    """Runs the bot's own close(), which simcord calls neither at a restart nor at the end."""
    with env._bot_scope():
        await bot.close()
