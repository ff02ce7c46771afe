"""What a page is shown: messages, commands and people as plain JSON, seen with one member's eyes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from bot.playground import sim_private
from bot.playground.session import Session
from bot.playground.world import Seat

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
_SUBCOMMAND_TYPES = (1, 2)
_EPHEMERAL, _LOADING, _V2 = 1 << 6, 1 << 7, 1 << 15
_EXCERPT = 90

MEDIA_PATH = "/media/"
"""Where the page finds what the simulated world calls its CDN."""


def setup(session: Session) -> dict[str, Any]:
    """What never changes while the program runs."""
    bot = session.world.bot
    return {
        "bot": {"id": str(bot.id), "name": bot.name},
        "people": session.world.people(),
        "direct": {str(user): str(channel.id) for user, channel in session.world.direct.items()},
    }


def surroundings(session: Session, user_id: int) -> dict[str, Any]:
    """Servers, channels and the newest message of each, as one member sees them; is the bot at work?"""
    places = session.world.places(user_id)
    channels = [int(channel["id"]) for place in places for channel in place["channels"]]
    channels.append(session.world.direct[user_id].id)
    newest = {str(c): next(sim_private.visible_messages(session.env, c, user_id), None) for c in channels}
    return {
        "places": places,
        "newest": {channel: str(m.id) for channel, m in newest.items() if m},
        "busy": session.busy,
        "running": session.bot_running,
        "generation": session.generation,
    }


def recent(session: Session, seat: Seat, limit: int) -> tuple[list[Any], bool]:
    """The last `limit` stored messages, oldest first, and whether there are older ones."""
    stored = sim_private.visible_messages(session.env, seat.channel.id, seat.user.id)
    shown = list(islice((m for m in stored if m.id not in session.dismissed), limit + 1))
    return list(reversed(shown[:limit])), len(shown) > limit


def message(session: Session, seat: Seat, stored: Any) -> dict[str, Any]:
    """One message; addresses of uploads are turned into the page's own."""
    raw = sim_private.message_payload(session.env, stored, seat.user.id)
    uploads = {f"attachment://{a['filename']}": a["url"] for a in raw["attachments"]}
    flags = raw["flags"]
    return {
        "id": raw["id"],
        "author": person(raw["author"]),
        "content": raw["content"],
        "at": raw["timestamp"],
        "edited": bool(raw["edited_timestamp"]),
        "ephemeral": bool(flags & _EPHEMERAL),
        "thinking": bool(flags & _LOADING),
        "v2": bool(flags & _V2),
        "embeds": _local_media(raw["embeds"], uploads),
        "components": _local_media(raw["components"], uploads),
        "attachments": _local_media([_attachment(a) for a in raw["attachments"]], uploads),
        "reply": _reply(raw),
        "command": _command(raw.get("interaction_metadata")),
        "reactions": [
            {"emoji": r["emoji"]["name"], "count": r["count"], "me": r["me"]} for r in raw["reactions"]
        ],
    }


def person(raw: dict[str, Any]) -> dict[str, Any]:
    """An author or command user."""
    return {
        "id": raw["id"],
        "name": raw.get("global_name") or raw["username"],
        "bot": bool(raw.get("bot")),
    }


def _attachment(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": raw["filename"],
        "url": raw["url"],
        "size": raw["size"],
        "type": raw.get("content_type") or "",
        "alt": raw.get("description") or "",
    }


def _reply(raw: dict[str, Any]) -> dict[str, Any] | None:
    if "message_reference" not in raw:
        return None
    target = raw.get("referenced_message")
    if target is None:
        return {"id": None, "author": None, "text": "Original message was deleted"}
    text = target["content"] or "Click to see the message"
    return {"id": target["id"], "author": person(target["author"]), "text": text[:_EXCERPT]}


def _command(metadata: dict[str, Any] | None) -> dict[str, Any] | None:
    """Who used which command; None for messages that answer none. A button's reply has a user but no name."""
    if not metadata or not metadata.get("user"):
        return None
    return {"user": person(metadata["user"]), "name": metadata.get("name")}


def _local_media(value: Any, uploads: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _local_media(item, uploads) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_local_media(item, uploads) for item in value]
    if isinstance(value, str):
        value = uploads.get(value, value)
        if value.startswith(sim_private.MEDIA_BASE):
            return MEDIA_PATH + value.removeprefix(sim_private.MEDIA_BASE)
    return value


def commands(session: Session, seat: Seat) -> dict[str, Any]:
    """Slash commands and message menus that this member can use in this channel."""
    slash = sorted(_leaves(session, seat), key=lambda leaf: leaf["name"])
    menus = sim_private.visible_commands(session.env, seat.channel.id, seat.user.id, MESSAGE_MENU)
    return {"slash": slash, "menus": [menu["name"] for menu in menus] if seat.member else []}


def command(session: Session, seat: Seat, name: str) -> dict[str, Any]:
    """One slash command by its full name; KeyError where this member has none such here."""
    for leaf in _leaves(session, seat):
        if leaf["name"] == name:
            return leaf
    raise KeyError(name)


def _leaves(session: Session, seat: Seat) -> Iterator[dict[str, Any]]:
    for root in sim_private.visible_commands(session.env, seat.channel.id, seat.user.id, SLASH):
        yield from _walk(root, root["name"])


def _walk(node: dict[str, Any], path: str) -> Iterator[dict[str, Any]]:
    options = node.get("options") or []
    below = [option for option in options if option["type"] in _SUBCOMMAND_TYPES]
    for option in below:
        yield from _walk(option, f"{path} {option['name']}")
    if not below:
        yield {"name": path, "description": node["description"], "options": [_option(o) for o in options]}


def _option(raw: dict[str, Any]) -> dict[str, Any]:
    kept = ("name", "description", "type", "min_value", "max_value", "min_length", "max_length")
    return {
        **{key: raw[key] for key in kept if raw.get(key) is not None},
        "channel_types": raw.get("channel_types") or [],
        "required": bool(raw.get("required")),
        "autocomplete": bool(raw.get("autocomplete")),
        "choices": [{"name": c["name"], "value": c["value"]} for c in raw.get("choices") or []],
    }


def find_component(components: list[dict[str, Any]], custom_id: str) -> dict[str, Any]:
    """The button, select or form control with this id, however deep; KeyError where there is none."""
    for component in components:
        if component.get("custom_id") == custom_id:
            return component
        nested = list(component.get("components") or [])
        nested += [component[key] for key in ("component", "accessory") if component.get(key)]
        try:
            return find_component(nested, custom_id)
        except KeyError:
            continue
    raise KeyError(custom_id)
