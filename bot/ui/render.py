"""Every word that the bot says: from a result of a service to the Card that a member sees (see ui/cards)."""

from __future__ import annotations

from bot.catalog.model import Catalog
from bot.lookup.answer import Answer, Choice, Kind, Outcome
from bot.ui.cards.card import Card
from bot.ui.cards.policy import policy_card, use_card
from bot.ui.cards.responsibility import responsibility_card
from bot.ui.cards.services import comparison_card, overview_card, service_card
from bot.ui.cards.solution import LAYOUT, solution_card, unread_card, unread_sentence
from bot.ui.cards.talk import (
    Trouble,
    ask_back_card,
    choice_label,
    choice_name,
    help_card,
    mention_hint_card,
    trouble_card,
    unknown_card,
)

__all__ = [
    "LAYOUT",
    "Trouble",
    "answer_card",
    "choice_label",
    "choice_name",
    "help_card",
    "mention_hint_card",
    "offered",
    "policy_card",
    "solution_card",
    "trouble_card",
    "unread_card",
    "unread_sentence",
]

MAX_OFFERED = 3
"""Most "Did you mean" buttons; with "None of these" they fit one row of a phone."""

_CARDS = {
    Kind.RESPONSIBILITY: responsibility_card,
    Kind.AUP: use_card,
    Kind.SERVICE: service_card,
    Kind.OVERVIEW: overview_card,
    Kind.COMPARISON: comparison_card,
}


def answer_card(answer: Answer, catalog: Catalog) -> Card:
    """The card for any Answer."""
    if answer.outcome is Outcome.ASK_BACK:
        return ask_back_card(answer, offered(answer), catalog)
    make = _CARDS.get(answer.kind)
    if answer.outcome is Outcome.UNKNOWN or make is None:
        return unknown_card(answer)
    return make(answer, catalog)


def offered(answer: Answer) -> tuple[Choice, ...]:
    """The choices to ask back with: none for other outcomes, each entry once, at most MAX_OFFERED."""
    if answer.outcome is not Outcome.ASK_BACK:
        return ()
    once: dict[tuple[Kind, str, str | None], Choice] = {}
    for choice in answer.alternatives:
        once.setdefault((choice.kind, choice.id, choice.service_id), choice)
    return tuple(once.values())[:MAX_OFFERED]
