"""Names to choose from: autocomplete rows and "Did you mean" choices, ranked as the answer is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Generic, TypeVar

from bot.catalog.model import Catalog, Owner, Service, ServiceModel, Thing, Use
from bot.lookup.answer import Choice, Kind
from bot.lookup.decide import Candidate, Rows
from bot.lookup.index import Index
from bot.lookup.text import words

_LOOKED_AT = 400
"""Names that share a beginning and are looked at; "a" begins more than a list can show."""


E = TypeVar("E", Thing, Use, Service | ServiceModel)


class Names(Generic[E]):
    """Entries by the beginnings of their names and aliases, and of the words in them."""

    def __init__(self, entries: Iterable[E]) -> None:
        self.entries = list(entries)
        starts: list[tuple[str, int, int]] = []
        for at, entry in enumerate(self.entries):
            for text in (entry.name, *entry.aliases):
                plain = words(text)
                starts += [(" ".join(plain[skip:]), min(skip, 1), at) for skip in range(len(plain))]
        self._starts = sorted(starts)

    def beginning(self, text: str) -> list[E]:
        """Entries with a name that begins with the text, then those with a word in a name that does."""
        typed = " ".join(words(text))
        first = bisect_left(self._starts, (typed, 0, 0))
        found = []
        for start, skipped, at in self._starts[first : first + _LOOKED_AT]:
            if not start.startswith(typed):
                break
            found.append((skipped, len(start), at))
        return [self.entries[at] for _, _, at in sorted(found)]


class Suggestions:
    """Autocomplete over one Catalog and its Index. Immutable after construction."""

    def __init__(self, catalog: Catalog, index: Index, rows: Rows) -> None:
        self._rows, self._index = rows, index
        self._things = Names(catalog.things.values())
        self._uses = Names(catalog.uses.values())
        places: list[Service | ServiceModel] = [*catalog.services.values(), *catalog.models.values()]
        told = Counter(place for alias in index.aliases for place in alias.services)
        places.sort(key=lambda place: -told[place.id])
        self._places = Names(places)
        self._most_asked = sorted(catalog.things.values(), key=lambda thing: -thing.exam_weight)

    def things(self, text: str, service: str | None, limit: int) -> list[Choice]:
        """Things whose names begin with what is typed, then those that fit it as a question."""
        service_id = self._service_id(service)
        ranked = self._things.beginning(text) if words(text) else self._most_asked
        ranked = ranked + [entry for entry in self._fitting(text, service) if isinstance(entry, Thing)]
        here = (thing for thing in _once(ranked) if self._exists(thing, service_id))
        return [
            _of_thing(thing, self._rows(thing, service_id).owner, 1 - at / 100, service_id)
            for at, thing in enumerate(islice(here, limit))
        ]

    def services(self, text: str, thing: str | None, limit: int) -> list[Choice]:
        """Services whose names begin with what is typed; those where the thing exists first.

        Among equals and for an empty text those that are spoken of most come first.
        """
        ranked = self._places.beginning(text) if words(text) else self._places.entries
        meant = self._service_id(text)
        ranked = ranked + [place for place in self._places.entries if place.id == meant]
        about = next((e for e in self._fitting(thing, None) if isinstance(e, Thing)), None) if thing else None
        if about is not None:
            ranked = sorted(ranked, key=lambda place: not self._exists(about, place.id))
        return [
            Choice(Kind.SERVICE, place.id, place.name, None, 1 - at / 100)
            for at, place in enumerate(_once(ranked)[:limit])
        ]

    def uses(self, text: str, limit: int) -> list[Choice]:
        """Uses whose names begin with what is typed, then those that fit it as a question."""
        ranked = self._uses.beginning(text) if words(text) else self._uses.entries
        ranked = ranked + [entry for entry in self._fitting(text, None) if isinstance(entry, Use)]
        return [
            Choice(Kind.AUP, use.id, use.name, use.verdict, 1 - at / 100)
            for at, use in enumerate(_once(ranked)[:limit])
        ]

    def _fitting(self, text: str | None, service: str | None) -> list[Thing | Use]:
        question = self._index.question(text or "", service)
        return [fit.entry for fit in self._index.fits(question)]

    def _exists(self, thing: Thing, service_id: str | None) -> bool:
        if service_id is None:
            return True
        if thing.only_on and service_id not in thing.only_on:
            return False
        return self._rows(thing, service_id).owner is not Owner.NONE

    def _service_id(self, text: str | None) -> str | None:
        if not text:
            return None
        question = self._index.question(text)
        return next(iter(question.services or question.hints), None)


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


def _once(entries: list[E]) -> list[E]:
    return list({entry.id: entry for entry in entries}.values())
