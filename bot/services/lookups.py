"""Asking and completing: what commands, mentions, menus and the command line share."""

from __future__ import annotations

from bot.lookup.answer import Answer, Choice, Kind
from bot.services.knowledge import Knowledge


def ask(knowledge: Knowledge, text: str, service: str | None = None) -> Answer:
    """The answer to a member's question; never raises, whatever the text.

    The exact name of an entry, as autocomplete fills it in, always means that entry.
    """
    answer = knowledge.lookup.ask(text, service)
    knowledge.tell(answer)
    return answer


def pick(knowledge: Knowledge, kind: Kind, entry_id: str, service_id: str | None = None) -> Answer | None:
    """The answer behind a "Did you mean" button; None where the entry has since been removed."""
    try:
        return knowledge.lookup.answer_for(kind, entry_id, service_id)
    except KeyError:
        return None


def complete_things(knowledge: Knowledge, text: str, service: str | None = None) -> list[Choice]:
    """At most 25 things for autocomplete (Discord's limit), best first."""
    return knowledge.lookup.suggest_things(text, service)


def complete_services(knowledge: Knowledge, text: str, thing: str | None = None) -> list[Choice]:
    """At most 25 services for autocomplete (Discord's limit), best first."""
    return knowledge.lookup.suggest_services(text, thing)


def complete_uses(knowledge: Knowledge, text: str) -> list[Choice]:
    """At most 25 uses for autocomplete (Discord's limit), best first."""
    return knowledge.lookup.suggest_uses(text)
