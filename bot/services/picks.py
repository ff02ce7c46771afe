"""Asking by what autocomplete filled in: the exact name of an entry always means that entry."""

from __future__ import annotations

from bot.catalog.model import Catalog
from bot.lookup.answer import Answer, Kind
from bot.services import lookups
from bot.services.knowledge import Knowledge


def ask_or_pick(knowledge: Knowledge, text: str, service: str | None = None) -> Answer:
    """The answer about the entry of that exact name, if there is one; else the answer to the question.

    A member who picked a row of the autocomplete must get that row's answer, however the ranking would read
    its words. A service is picked by its exact name, too; in other words it goes to the ranking.
    """
    catalog = knowledge.lookup.catalog
    entry = _entry_named(catalog, text.strip())
    service_id = _service_named(catalog, service.strip()) if service else None
    if entry is not None and (service_id is not None or not service):
        answer = lookups.pick(knowledge, *entry, service_id)
        if answer is not None:
            return answer
    return lookups.ask(knowledge, text, service)


def _entry_named(catalog: Catalog, name: str) -> tuple[Kind, str] | None:
    for kind, entries in ((Kind.RESPONSIBILITY, catalog.things), (Kind.AUP, catalog.uses)):
        for entry in entries.values():
            if entry.name == name:
                return kind, entry.id
    service_id = _service_named(catalog, name)
    return None if service_id is None else (Kind.SERVICE, service_id)


def _service_named(catalog: Catalog, name: str) -> str | None:
    services = (*catalog.services.values(), *catalog.models.values())
    return next((service.id for service in services if service.name == name), None)
