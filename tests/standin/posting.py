"""Turns a request body into a kept message: channel posts, interaction replies and follow-ups alike."""

from __future__ import annotations

import copy
import itertools
import re
from typing import Any

from tests.standin import payloads
from tests.standin.calls import Call
from tests.standin.rules import walk
from tests.standin.state import Channel, Json, User, World

EPHEMERAL = 1 << 6
LOADING = 1 << 7
KEPT_FLAGS = 1 << 2 | EPHEMERAL | 1 << 12 | 1 << 15


def compose(call: Call, where: Channel, author: User, body: Json) -> Json:
    """A new message of `author`; not yet posted."""
    message = payloads.message(call.world, where, author, call.world.ids.happening())
    message["flags"] = (body.get("flags") or 0) & KEPT_FLAGS
    revise(call, message, body)
    return message


def revise(call: Call, message: Json, body: Json) -> None:
    """Takes over what a body gives of a message; what it leaves out stays."""
    if "content" in body:
        message["content"] = body["content"] or ""
        message["mentions"] = mentions(call.world, message["content"], body.get("allowed_mentions"))
    if "embeds" in body:
        message["embeds"] = [{"type": "rich", **embed} for embed in body["embeds"] or []]
    if "components" in body:
        message["components"] = numbered(body["components"] or [])
    if "attachments" in body or call.files:
        message["attachments"] = _attachments(call, message, body)
    if "flags" in body and body["flags"] is not None:
        message["flags"] |= body["flags"] & KEPT_FLAGS


def post(call: Call, where: Channel, message: Json) -> None:
    """Puts a message into its channel, where everyone and the gateway see it."""
    where.messages[message["id"]] = message
    call.journal.add("message", channel=where.id, id=message["id"], message=copy.deepcopy(message))
    call.gateway.dispatch("MESSAGE_CREATE", of_guild(message, where), where.guild_id)


def announce_edit(call: Call, where: Channel, message: Json) -> None:
    """Dates an edit and lets the journal and, if others can see the message, the gateway know."""
    message["edited_timestamp"] = call.world.clock.now().isoformat()
    call.journal.add("edit", channel=where.id, id=message["id"], message=copy.deepcopy(message))
    if not message["flags"] & EPHEMERAL:
        call.gateway.dispatch("MESSAGE_UPDATE", of_guild(message, where), where.guild_id)


def of_guild(message: Json, where: Channel) -> Json:
    """A message as an event carries it: with the guild."""
    return message | ({"guild_id": where.guild_id} if where.guild_id else {})


def mentions(world: World, content: str, allowed: Json | None = None) -> list[Json]:
    """The people that a text mentions and that it may mention."""
    if allowed is not None and "users" not in allowed.get("parse", []):
        named = set(map(str, allowed.get("users") or []))
    else:
        named = None
    ids = dict.fromkeys(re.findall(r"<@!?(\d+)>", content))
    return [
        payloads.user(world.users[id]) for id in ids if id in world.users and (named is None or id in named)
    ]


def numbered(components: list[Json]) -> list[Json]:
    """Components with the ids that Discord gives to those without one."""
    kept = copy.deepcopy(components)
    taken = {each["id"] for each in walk(kept) if each.get("id")}
    free = (number for number in itertools.count(1) if number not in taken)
    for each in walk(kept):
        if not each.get("id"):
            each["id"] = next(free)
    return kept


def _attachments(call: Call, message: Json, body: Json) -> list[Json]:
    stays = {each["id"]: each for each in message["attachments"]}
    kept: list[Any] = []
    named = body.get("attachments")
    for each in named if named is not None else [{"id": n} for n in range(len(call.files))]:
        if str(each["id"]) in stays:
            kept.append(stays[str(each["id"])])
        else:
            kept.append(_file(call, each))
    return kept


def _file(call: Call, entry: Json) -> Json:
    upload = call.files[int(entry["id"])]
    file_id = call.world.ids.happening()
    call.world.uploads[file_id] = upload.content
    url = f"{call.base_url}/_files/{file_id}"
    name = entry.get("filename") or upload.filename
    shape = {"id": file_id, "filename": name, "size": len(upload.content), "url": url, "proxy_url": url}
    return shape | ({"description": entry["description"]} if entry.get("description") else {})
