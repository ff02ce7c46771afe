"""The few private doors of simcord that tests need; test_sim.py fails first when an upgrade closes one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import discord
import simcord
from simcord import ChannelHandle, Env, GuildHandle, interactions
from simcord.backend import serializers

PRIVATE = (
    (Env, "_settle_internal"),
    (Env, "_bot_scope"),
    (Env, "_raise_errors_since"),
    (interactions, "base_payload"),
    (serializers, "guild_create_payload"),
    (serializers, "message_payload"),
)
"""Owner and name of each private door."""


def quick_settle() -> None:
    """Shortens the pause that simcord makes after each action from 50 ms to 1 ms; no test depends on it."""
    Env._settle_internal.__kwdefaults__["idle"] = 0.001


def raise_unexpected(env: Env) -> None:
    """Raises what the bot raised, except what a test has looked at in `env.errors`."""
    env._raise_errors_since(env._errors_acknowledged)


async def invite(env: Env, name: str, rights: discord.Permissions) -> GuildHandle:
    """A guild that has just invited the bot: it gets `rights`, no more, and `on_guild_join` is fired."""
    original = serializers.guild_create_payload

    def joined(*args: Any) -> dict[str, Any]:
        payload = dict(original(*args))
        payload.pop("unavailable", None)  # present = an outage is over; absent = newly joined
        return payload

    serializers.guild_create_payload = joined
    try:
        guild = env.create_guild(name)
    finally:
        serializers.guild_create_payload = original
    own_role = next(role for role in guild._guild.roles.values() if role.managed)
    env.backend.edit_role(guild.id, own_role.id, {"permissions": rights.value})
    await env.settle()
    return guild


@contextmanager
def interactions_with(**fields: Any) -> Iterator[None]:
    """Interactions inside carry these fields: `context=2` (private channel), `locale="de"` ..."""
    original = interactions.base_payload

    def patched(*args: Any, **kwargs: Any) -> Any:
        record, payload = original(*args, **kwargs)
        payload.update(fields)
        return record, payload

    interactions.base_payload = patched
    try:
        yield
    finally:
        interactions.base_payload = original


async def press_together(
    env: Env, *presses: tuple[simcord.MemberActor, simcord.ResponseMessage, str]
) -> list[simcord.InteractionResult]:
    """Presses of (member, message, custom id) that all arrive before the bot has handled the first."""
    records = []
    for member, message, custom_id in presses:
        stored = env.backend.get_message(message.channel_id, message.id)
        record, payload = interactions.base_payload(
            env.backend,
            type=discord.InteractionType.component.value,
            channel_id=stored.channel_id,
            guild_id=member.guild.id,
            user_id=member.id,
            data={"custom_id": custom_id, "component_type": discord.ComponentType.button.value},
        )
        payload["message"] = dict(serializers.message_payload(env.backend, stored))
        record.source_message_id = stored.id
        records.append(record)
        env.backend.emit("INTERACTION_CREATE", payload)
    await env.settle()
    return [simcord.InteractionResult(env, record) for record in records]


async def delete_channel(env: Env, channel: ChannelHandle) -> None:
    """Deletes a channel as an admin would."""
    env.backend.delete_channel(channel.id)
    await env.settle()


async def kick_bot(env: Env, guild: GuildHandle) -> None:
    """Removes the bot from a guild."""
    env.backend.remove_guild(guild.id)
    await env.settle()


async def close_bot(env: Env) -> None:
    """Closes the bot as the program does at its end; simcord alone never does."""
    with env._bot_scope():
        await env.bot.close()


def pinged(message: Any) -> set[int]:
    """The ids of the users that a message has pinged."""
    return set(message._message.ping_user_ids)
