"""Answers to interactions: the callback, the original reply, follow-ups."""

from __future__ import annotations

import copy
from datetime import timedelta
from enum import IntEnum

from tests.standin.calls import ApiError, Call, Route
from tests.standin.posting import EPHEMERAL, LOADING, announce_edit, compose, post, revise
from tests.standin.rules import check_message
from tests.standin.state import Interaction, InteractionKind, Json, Unknown

FIRST_ANSWER_DUE = timedelta(seconds=3)
TOKEN_LIVES = timedelta(minutes=15)
"""Both: interactions page "Receiving and Responding"."""


class Answer(IntEnum):
    """Discord's callback types."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


FITS = {
    InteractionKind.COMMAND: {Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.MODAL},
    InteractionKind.COMPONENT: set(Answer) - {Answer.CHOICES},
    InteractionKind.AUTOCOMPLETE: {Answer.CHOICES},
    InteractionKind.MODAL: set(Answer) - {Answer.CHOICES, Answer.MODAL},
}


async def callback(call: Call) -> Json | None:
    """POST: the first answer; due in three seconds, and only once."""
    one = _for_callback(call)
    answer = Answer(call.body["type"])
    if answer not in FITS[one.kind]:
        raise ApiError(400, 50035, f"Invalid Form Body: type {answer} does not answer {one.kind.name}")
    _carry_out(call, one, answer, call.body.get("data") or {})
    one.answered = answer
    elapsed = (call.world.clock.now() - one.created) / timedelta(milliseconds=1)
    call.journal.add(
        "callback", interaction=one.id, type=int(answer), data=call.body.get("data") or {},
        message=copy.deepcopy(one.reply), elapsed_ms=round(elapsed),
    )  # fmt: skip
    return _with_response(one, answer) if call.query.get("with_response") in ("1", "true") else None


def _for_callback(call: Call) -> Interaction:
    one = call.world.interactions.get(call.path["interaction_id"])
    late = one is not None and call.world.clock.now() - one.created > FIRST_ANSWER_DUE
    if one is None or one.token != call.path["interaction_token"] or (late and not one.answered):
        call.journal.add("late", interaction=call.path["interaction_id"])
        raise Unknown("Interaction", call.path["interaction_id"])
    if one.answered:
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    return one


def _carry_out(call: Call, one: Interaction, answer: Answer, data: Json) -> None:
    if answer is Answer.MESSAGE:
        check_message(data, files=bool(call.files))
        _reply(call, one, data)
    elif answer is Answer.DEFERRED_MESSAGE:
        one.loading = True
        _reply(call, one, data)
    elif answer is Answer.UPDATE:
        check_message(data, files=bool(call.files), edit=True)
        _update_source(call, one, data)
    elif answer is Answer.DEFERRED_UPDATE:
        _source(one)
        one.reply = one.source
    elif answer is Answer.MODAL:
        one.modal = data
    elif len(data.get("choices") or []) > 25:
        raise ApiError(400, 50035, "Invalid Form Body: choices: must be 25 or fewer in length")


def _reply(call: Call, one: Interaction, data: Json) -> None:
    where = call.world.channel(one.channel_id)
    one.reply = compose(call, where, call.world.bot, data)
    one.reply |= {
        "type": 20 if one.kind is InteractionKind.COMMAND else 19,
        "webhook_id": call.world.application_id,
    }
    if one.loading:
        one.reply["flags"] |= LOADING
    if not one.reply["flags"] & EPHEMERAL:
        post(call, where, one.reply)


def _update_source(call: Call, one: Interaction, data: Json) -> None:
    shown = _source(one)
    where = call.world.channel(one.channel_id)
    kept = where.messages.get(shown["id"], shown)
    revise(call, kept, data)
    one.reply = kept
    announce_edit(call, where, kept)


def _source(one: Interaction) -> Json:
    if one.source is None:
        raise ApiError(400, 50035, "Invalid Form Body: there is no message to update")
    return one.source


def _with_response(one: Interaction, answer: Answer) -> Json:
    shape: Json = {"interaction": {"id": one.id, "type": int(one.kind)}, "resource": {"type": int(answer)}}
    if one.reply is not None and answer in (Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.UPDATE):
        shape["resource"]["message"] = one.reply
        shape["interaction"] |= {
            "response_message_id": one.reply["id"],
            "response_message_loading": one.loading,
            "response_message_ephemeral": bool(one.reply["flags"] & EPHEMERAL),
        }
    return shape


async def follow_up(call: Call) -> Json:
    """POST: another message; after a deferral the first one becomes the reply itself."""
    one = _by_token(call)
    if not one.answered:
        raise Unknown("Webhook", one.id)
    check_message(call.body, files=bool(call.files))
    if one.loading:
        return _fill(call, one)
    where = call.world.channel(one.channel_id)
    message = compose(call, where, call.world.bot, call.body)
    message["webhook_id"] = call.world.application_id
    one.followups[message["id"]] = message
    if message["flags"] & EPHEMERAL:
        call.journal.add("message", channel=where.id, id=message["id"], message=copy.deepcopy(message))
    else:
        post(call, where, message)
    return message


def _fill(call: Call, one: Interaction) -> Json:
    assert one.reply is not None
    one.loading = False
    one.reply["flags"] &= ~LOADING
    revise(call, one.reply, {key: value for key, value in call.body.items() if key != "flags"})
    announce_edit(call, call.world.channel(one.channel_id), one.reply)
    return one.reply


async def read(call: Call) -> Json:
    """GET the original reply or a follow-up."""
    return _message(call)


async def edit(call: Call) -> Json:
    """PATCH the original reply or a follow-up."""
    one, message = _by_token(call), _message(call)
    check_message(call.body, files=bool(call.files), edit=True)
    if one.loading and message is one.reply:
        return _fill(call, one)
    revise(call, message, call.body)
    announce_edit(call, call.world.channel(one.channel_id), message)
    return message


async def delete(call: Call) -> None:
    """DELETE the original reply or a follow-up."""
    one, message = _by_token(call), _message(call)
    one.followups.pop(message["id"], None)
    if message is one.reply:
        one.reply = None
    call.world.channel(one.channel_id).messages.pop(message["id"], None)
    call.journal.add("delete", channel=one.channel_id, id=message["id"])


def _by_token(call: Call) -> Interaction:
    one = call.world.by_token.get(call.path["webhook_token"])
    if one is None or call.path["webhook_id"] != call.world.application_id:
        raise Unknown("Webhook", call.path["webhook_id"])
    if call.world.clock.now() - one.created > TOKEN_LIVES:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    return one


def _message(call: Call) -> Json:
    one, id = _by_token(call), call.path.get("message_id", "@original")
    if id == "@original" or (one.reply is not None and one.reply["id"] == id):
        found = one.reply
    else:
        found = one.followups.get(id)
    if found is None:
        raise Unknown("Message", id)
    return found


WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = [
    Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback, needs_token=False),
    Route("POST", WEBHOOK, follow_up, needs_token=False),
    *[
        Route(method, WEBHOOK + "/messages/" + which, handler, needs_token=False)
        for which in ("@original", "{message_id}")
        for method, handler in (("GET", read), ("PATCH", edit), ("DELETE", delete))
    ],
]
