"""Messages in channels: post (with nonce), read, edit, delete, pin."""

from __future__ import annotations

from datetime import timedelta

from tests.standin import permissions
from tests.standin.calls import ApiError, Call, Route
from tests.standin.posting import announce_edit, compose, of_guild, post, revise
from tests.standin.routes.channels import require
from tests.standin.rules import check_message
from tests.standin.state import Channel, Json

NONCE_HOLDS = timedelta(minutes=5)
"""Discord says "in the past few minutes" (resource page "Message", `enforce_nonce`); this is our guess."""


async def create(call: Call) -> Json:
    """POST; the same author's nonce again within NONCE_HOLDS gives the earlier message and makes none."""
    where = call.channel
    right = permissions.SEND_MESSAGES_IN_THREADS if where.parent_id else permissions.SEND_MESSAGES
    require(call.world, where, right, *([permissions.ATTACH_FILES] if call.files else []))
    check_message(call.body, files=bool(call.files))
    if earlier := _earlier(call):
        call.journal.add("same_nonce", channel=where.id, id=earlier["id"], nonce=call.body["nonce"])
        return earlier
    message = compose(call, where, call.world.bot, call.body)
    if reference := call.body.get("message_reference"):
        message |= {"type": 19, "message_reference": reference}
    if (nonce := call.body.get("nonce")) is not None:
        message["nonce"] = nonce
        call.world.nonces[str(nonce)] = (call.world.clock.now(), message)
    where.archived = False
    post(call, where, message)
    return message


def _earlier(call: Call) -> Json | None:
    if not call.body.get("enforce_nonce"):
        return None
    at, message = call.world.nonces.get(str(call.body.get("nonce")), (None, None))
    return message if at is not None and call.world.clock.now() - at <= NONCE_HOLDS else None


async def history(call: Call) -> list[Json]:
    """GET the channel's messages, newest first; without Read Message History there are none to read."""
    where = call.channel
    require(call.world, where)
    if not call.world.rights_in(where) & permissions.READ_MESSAGE_HISTORY:
        return []
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise ApiError(400, 50035, "Invalid Form Body: limit must be 1 to 100")
    return _page(call, where, limit)


def _page(call: Call, where: Channel, limit: int) -> list[Json]:
    messages = sorted(where.messages.values(), key=lambda message: int(message["id"]))
    if "before" in call.query:
        messages = [each for each in messages if int(each["id"]) < int(call.query["before"])]
    if "after" in call.query:
        newer = [each for each in messages if int(each["id"]) > int(call.query["after"])]
        return newer[:limit][::-1]
    return messages[-limit:][::-1]


async def read(call: Call) -> Json:
    """GET one."""
    require(call.world, call.channel, permissions.READ_MESSAGE_HISTORY)
    return call.world.message(call.channel, call.path["message_id"])


async def edit(call: Call) -> Json:
    """PATCH one of the bot's own."""
    where = call.channel
    require(call.world, where)
    message = call.world.message(where, call.path["message_id"])
    if message["author"]["id"] != call.world.bot.id:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    check_message(call.body, files=bool(call.files), edit=True)
    revise(call, message, call.body)
    announce_edit(call, where, message)
    return message


async def delete(call: Call) -> None:
    """DELETE one; others' need Manage Messages."""
    where = call.channel
    message = call.world.message(where, call.path["message_id"])
    others = message["author"]["id"] != call.world.bot.id
    require(call.world, where, *([permissions.MANAGE_MESSAGES] if others else []))
    del where.messages[message["id"]]
    call.journal.add("delete", channel=where.id, id=message["id"])
    gone = of_guild({"id": message["id"], "channel_id": where.id}, where)
    call.gateway.dispatch("MESSAGE_DELETE", gone, where.guild_id)


async def pin(call: Call) -> None:
    """PUT: pin a message."""
    require(call.world, call.channel, permissions.PIN_MESSAGES)
    call.world.message(call.channel, call.path["message_id"])["pinned"] = True


async def unpin(call: Call) -> None:
    """DELETE: unpin it."""
    require(call.world, call.channel, permissions.PIN_MESSAGES)
    call.world.message(call.channel, call.path["message_id"])["pinned"] = False


IN_CHANNEL = "/channels/{channel_id}/messages"
ROUTES = [
    Route("POST", IN_CHANNEL, create),
    Route("GET", IN_CHANNEL, history),
    Route("PUT", IN_CHANNEL + "/pins/{message_id}", pin),
    Route("DELETE", IN_CHANNEL + "/pins/{message_id}", unpin),
    Route("PUT", "/channels/{channel_id}/pins/{message_id}", pin),
    Route("DELETE", "/channels/{channel_id}/pins/{message_id}", unpin),
    Route("GET", IN_CHANNEL + "/{message_id}", read),
    Route("PATCH", IN_CHANNEL + "/{message_id}", edit),
    Route("DELETE", IN_CHANNEL + "/{message_id}", delete),
]
