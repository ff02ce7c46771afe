"""Channels and threads."""

from __future__ import annotations

from tests.standin import payloads, permissions
from tests.standin.calls import ApiError, Call, Route
from tests.standin.state import Channel, ChannelKind, Json, World


def require(world: World, channel: Channel, *rights: int) -> None:
    """Raises what Discord answers to a bot that may not: 50001 if it can't see the channel, else 50013."""
    held = world.rights_in(channel)
    if not held & permissions.VIEW_CHANNEL:
        raise ApiError(403, 50001, "Missing Access")
    if any(not held & right for right in rights):
        raise ApiError(403, 50013, "Missing Permissions")


async def channel(call: Call) -> Json:
    """GET a channel."""
    require(call.world, call.channel)
    return payloads.channel(call.world, call.channel)


async def edit(call: Call) -> Json:
    """PATCH a thread's name or archive state."""
    where = call.channel
    require(call.world, where)
    where.name = call.body.get("name", where.name)
    where.archived = call.body.get("archived", where.archived)
    shape = payloads.channel(call.world, where)
    call.gateway.dispatch("THREAD_UPDATE" if where.parent_id else "CHANNEL_UPDATE", shape, where.guild_id)
    return shape


async def typing(call: Call) -> None:
    """POST: the bot is typing."""
    require(call.world, call.channel, permissions.SEND_MESSAGES)


async def thread(call: Call) -> Json:
    """POST: a thread of its own."""
    return _start(call, call.world.ids.happening())


async def thread_on_message(call: Call) -> Json:
    """POST: a thread on a message; there can be one, with the message's id."""
    message = call.world.message(call.channel, call.path["message_id"])
    if message["id"] in call.world.channels:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    return _start(call, message["id"])


def _start(call: Call, id: str) -> Json:
    parent = call.channel
    require(call.world, parent, permissions.CREATE_PUBLIC_THREADS)
    if parent.kind not in (ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT):
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    made = call.world.add_thread(parent, call.body["name"], id)
    shape = payloads.channel(call.world, made)
    call.journal.add("thread", channel=made.id, parent=parent.id, name=made.name)
    call.gateway.dispatch("THREAD_CREATE", shape | {"newly_created": True}, made.guild_id)
    return shape


ROUTES = [
    Route("GET", "/channels/{channel_id}", channel),
    Route("PATCH", "/channels/{channel_id}", edit),
    Route("POST", "/channels/{channel_id}/typing", typing),
    Route("POST", "/channels/{channel_id}/threads", thread),
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", thread_on_message),
]
