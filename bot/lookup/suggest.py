"""Names to choose from: autocomplete rows and "Did you mean" choices, ranked as the answer is."""

from __future__ import annotations

from typing import Any

from bot.catalog.matrix import owner_on
from bot.catalog.model import Catalog, Owner, Thing, Use
from bot.lookup.answer import Choice, Kind
from bot.lookup.decide import Candidate
from bot.lookup.index import Index
from bot.lookup.text import words


def choices(found: list[Candidate], confidence: float) -> tuple[Choice, ...]:
    """Candidates as choices; their confidences share out the first one's by score."""
    top = found[0].score or 1.0
    return tuple(_of_candidate(c, confidence * c.score / top) for c in found)


def _of_candidate(candidate: Candidate, confidence: float) -> Choice:
    entry = candidate.entry
    if isinstance(entry, Use):
        return Choice(Kind.AUP, entry.id, entry.name, entry.verdict, confidence)
    owner = candidate.cell.owner if candidate.cell else entry.owner
    return _of_thing(entry, owner, confidence, candidate.service)


def _of_thing(thing: Thing, owner: Owner | None, confidence: float, service: str | None) -> Choice:
    verdict = None if owner is Owner.NONE else owner
    return Choice(Kind.RESPONSIBILITY, thing.id, thing.name, verdict, confidence, service)


def things(catalog: Catalog, index: Index, text: str, service: str | None, limit: int) -> list[Choice]:
    """Things whose names begin with what is typed, then those that fit it as a question."""
    service_id = _service_id(index, service)
    ranked = _begin(text, list(catalog.things.values())) if words(text) else _most_asked(catalog)
    ranked += [entry for entry in _fitting(index, text, service) if isinstance(entry, Thing)]
    here = [t for t in {e.id: e for e in ranked}.values() if _exists(catalog, t, service_id)]
    return [
        _of_thing(thing, owner_on(catalog, thing, service_id).owner, 1 - at / 100, service_id)
        for at, thing in enumerate(here[:limit])
    ]


def services(catalog: Catalog, index: Index, text: str, thing: str | None, limit: int) -> list[Choice]:
    """Services whose names begin with what is typed; those where the thing exists first."""
    every = [*catalog.services.values(), *catalog.models.values()]
    ranked = _begin(text, every) if words(text) else every
    ranked += [e for e in every if e.id == _service_id(index, text)]
    about = next((e for e in _fitting(index, thing, None) if isinstance(e, Thing)), None) if thing else None
    if about is not None:
        ranked.sort(key=lambda service: not _exists(catalog, about, service.id))
    return [
        Choice(Kind.SERVICE, service.id, service.name, None, 1 - at / 100)
        for at, service in enumerate(list({e.id: e for e in ranked}.values())[:limit])
    ]


def uses(catalog: Catalog, index: Index, text: str, limit: int) -> list[Choice]:
    """Uses whose names begin with what is typed, then those that fit it as a question."""
    every = list(catalog.uses.values())
    ranked = _begin(text, every) if words(text) else every
    ranked += [entry for entry in _fitting(index, text, None) if isinstance(entry, Use)]
    return [
        Choice(Kind.AUP, use.id, use.name, use.verdict, 1 - at / 100)
        for at, use in enumerate(list({e.id: e for e in ranked}.values())[:limit])
    ]


def _begin(text: str, entries: list[Any]) -> list[Any]:
    """Entries with a name or alias that starts with the text, then those with a word that does."""
    typed = " ".join(words(text))
    starts, holds = [], []
    for entry in entries:
        names = [" ".join(words(name)) for name in (entry.name, *entry.aliases)]
        if any(name.startswith(typed) for name in names):
            starts.append(entry)
        elif any(f" {typed}" in name for name in names):
            holds.append(entry)
    return starts + holds


def _most_asked(catalog: Catalog) -> list[Thing]:
    return sorted(catalog.things.values(), key=lambda thing: -thing.exam_weight)


def _fitting(index: Index, text: str | None, service: str | None) -> list[Thing | Use]:
    return [fit.entry for fit in index.fits(index.question(text or "", service), 25)]


def _exists(catalog: Catalog, thing: Thing, service_id: str | None) -> bool:
    if service_id is None:
        return True
    if thing.only_on and service_id not in thing.only_on:
        return False
    return owner_on(catalog, thing, service_id).owner is not Owner.NONE


def _service_id(index: Index, text: str | None) -> str | None:
    question = index.question(text or "")
    return next(iter(question.services or question.hints), None)
