"""What a person can do in the playground: one function a verb, from the page's JSON to simcord's actors."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import simcord

from bot.playground import screen, sim_private
from bot.playground.session import Session
from bot.playground.world import Seat

Body = dict[str, Any]
Result = dict[str, Any]

MAX_UPLOAD = 10 * 1024 * 1024
"""Bytes; Discord's limit for a server without boosts."""
MAX_JUMP = 7 * 86_400
"""Seconds; the longest jump that the clock panel offers."""
FORMS_KEPT = 100

_INTEGER, _BOOLEAN, _NUMBER, _ATTACHMENT = 4, 5, 10, 11
_ENTITY_OPTIONS = (6, 7, 8, 9)
_ENTITY_SELECTS = (5, 6, 7, 8)
_TEXT_INPUT, _FILES, _RADIO, _CHECKBOX = 4, 19, 21, 23


class Refused(Exception):
    """Something that Discord's own client would not let a person do; the sentence says what."""


async def send(session: Session, seat: Seat, body: Body) -> Result:
    """A typed message, with files and as a reply if wanted."""
    text = session.world.with_mentions(str(body.get("text", "")))
    files = [_file(raw) for raw in body.get("files", [])]
    if not text.strip() and not files:
        raise Refused("There is nothing to send.")
    if len(text) > 2000:
        raise Refused("A message holds at most 2,000 characters.")
    target = _message(session, seat, body["reply"]) if body.get("reply") else None
    if seat.member is None:
        await sim_private.send_dm(seat.user, text, files, target.id if target else None)
    else:
        await seat.member.send(seat.channel, text, reply_to=target, attachments=files)
    return {}


async def slash(session: Session, seat: Seat, body: Body) -> Result:
    """A slash command with its options."""
    leaf = screen.command(session, seat, body["name"])
    given = body.get("options", {})
    options = {
        option["name"]: _option_value(session, seat, option, given[option["name"]])
        for option in leaf["options"]
        if option["name"] in given
    }
    if seat.member is None:
        return _outcome(session, seat, await seat.user.slash(leaf["name"], **options))
    return _outcome(session, seat, await seat.member.slash(seat.channel, leaf["name"], **options))


async def autocomplete(session: Session, seat: Seat, body: Body) -> Result:
    """What the bot offers while an option is typed; other options that are not yet whole are left out."""
    leaf = screen.command(session, seat, body["name"])
    given = body.get("options", {})
    filled: dict[str, Any] = {}
    for option in leaf["options"]:
        name = option["name"]
        if name not in given or name == body["option"] or option["type"] == _ATTACHMENT:
            continue
        try:
            filled[name] = _option_value(session, seat, option, given[name])
        except (KeyError, ValueError):
            continue
    typed = (leaf["name"], body["option"], str(body.get("value", "")))
    if seat.member is None:
        return {"choices": await seat.user.autocomplete(*typed, **filled)}
    return {"choices": await seat.member.autocomplete(seat.channel, *typed, **filled)}


async def click(session: Session, seat: Seat, body: Body) -> Result:
    """A press on a button."""
    target = _message(session, seat, body["message"])
    return _outcome(session, seat, await seat.actor.click(target, custom_id=body["custom_id"]))


async def select(session: Session, seat: Seat, body: Body) -> Result:
    """A choice from a select menu."""
    target = _message(session, seat, body["message"])
    parts: list[dict[str, Any]] = [dict(c.to_dict()) for c in target.components]
    control = screen.find_component(parts, body["custom_id"])
    values = [_select_value(session, seat, control, value) for value in body["values"]]
    return _outcome(session, seat, await seat.actor.select(target, values, custom_id=body["custom_id"]))


async def menu(session: Session, seat: Seat, body: Body) -> Result:
    """A message menu ("Apps"); simcord has it in servers only."""
    if seat.member is None:
        raise Refused("Message menus can be tried in a server's channel.")
    target = _message(session, seat, body["message"])
    return _outcome(session, seat, await seat.member.context_menu(seat.channel, body["name"], target))


async def submit(session: Session, seat: Seat, body: Body) -> Result:
    """A filled form; one that the bot refuses to take can be sent again."""
    owner, shown = session.forms.get(body["form"], (None, None))
    if shown is None or owner != seat.user.id:
        raise Refused("This form is no longer open.")
    parts = (shown.modal or {}).get("components", [])
    values = {
        custom_id: _form_value(session, seat, screen.find_component(parts, custom_id), value)
        for custom_id, value in body["values"].items()
    }
    result = await seat.actor.submit_modal(shown, values)
    session.forms.pop(body["form"], None)
    return _outcome(session, seat, result)


async def react(session: Session, seat: Seat, body: Body) -> Result:
    """A reaction set or taken back."""
    target = _message(session, seat, body["message"])
    reacted = bool(body["on"])
    if seat.member is None:
        await seat.user.set_reaction(target, body["emoji"], reacted=reacted)
    else:
        await seat.member.set_reaction(target, body["emoji"], reacted=reacted)
    return {}


async def dismiss(session: Session, seat: Seat, body: Body) -> Result:
    """Takes a private reply off the screen, as Discord's "Dismiss message" does."""
    target = _message(session, seat, body["message"])
    if not target.flags.ephemeral:
        raise Refused("Only private replies can be dismissed.")
    session.dismissed.add(target.id)
    return {}


async def advance(session: Session, seat: Seat, body: Body) -> Result:
    """A jump of the clock."""
    seconds = float(body["seconds"])
    if not 0 < seconds <= MAX_JUMP:
        raise Refused("The clock can jump by up to a week.")
    await session.advance(seconds)
    return {}


async def restart(session: Session, seat: Seat, body: Body) -> Result:
    """A new start of the bot; buttons of old messages are for the new one to answer."""
    await session.restart_bot()
    return {}


VERBS: dict[str, Callable[[Session, Seat, Body], Awaitable[Result]]] = {
    verb.__name__: verb
    for verb in (send, slash, autocomplete, click, select, menu, submit, react, dismiss, advance, restart)
}


def _message(session: Session, seat: Seat, message_id: str) -> discord.Message:
    return sim_private.message_handle(session.env, seat.channel.id, int(message_id), seat.user.id)


def _file(raw: dict[str, str]) -> tuple[str, bytes]:
    name, data = str(raw["name"]), base64.b64decode(raw["data"], validate=True)
    if len(data) > MAX_UPLOAD:
        raise Refused("A file may have at most 10 MiB.")
    return name.replace("/", "_").replace("\\", "_")[:100] or "file", data


def _option_value(session: Session, seat: Seat, option: dict[str, Any], raw: Any) -> Any:
    """A slash option as simcord takes it. ValueError, KeyError: not (yet) a value of the option's type."""
    kind = option["type"]
    if kind == _INTEGER:
        return int(raw)
    if kind == _NUMBER:
        return float(raw)
    if kind == _BOOLEAN:
        return raw in (True, "true")
    if kind in _ENTITY_OPTIONS:
        return session.world.entity(seat, int(raw))
    if kind == _ATTACHMENT:
        return _file(raw)
    return str(raw)


def _select_value(session: Session, seat: Seat, control: dict[str, Any], raw: Any) -> Any:
    if control["type"] in _ENTITY_SELECTS:
        return session.world.entity(seat, int(raw))
    return str(raw)


def _form_value(session: Session, seat: Seat, control: dict[str, Any], raw: Any) -> Any:
    kind = control["type"]
    if kind in (_TEXT_INPUT, _RADIO):
        return str(raw)
    if kind == _CHECKBOX:
        return bool(raw)
    if kind == _FILES:
        return [_file(item) for item in raw]
    return [_select_value(session, seat, control, item) for item in raw]


def _outcome(session: Session, seat: Seat, result: simcord.InteractionResult) -> Result:
    """Whether the bot answered in time, and the form that it opened."""
    if result.modal is None:
        return {"answered": result.acknowledged}
    form = secrets.token_hex(8)
    session.forms[form] = (seat.user.id, result)
    while len(session.forms) > FORMS_KEPT:
        session.forms.pop(next(iter(session.forms)))
    return {"answered": True, "form": {**result.modal, "form": form}}
