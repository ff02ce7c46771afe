"""The knowledge base made larger: copies of every entry, no two alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from bot.catalog.model import Catalog, Service, Thing, Use

_Entry = TypeVar("_Entry", Thing, Service, Use)

_STARTS = "b br d dr f fl g gr h j k kl l m n p pr r s st t tr v w z".split()
_MARK = "--copy-"  # no id of the knowledge base has two hyphens in a row
_VOWELS = "a e i o u ai ou".split()


def multiplied(catalog: Catalog, times: int) -> Catalog:
    """A catalog with `times` as many things, services and uses.

    Copy 0 is the original. Each further copy of an entry has its own id and one made-up word of its own,
    appended to its name, to every alias and to every phrase. So each word of a question is known by `times`
    as many entries, and the vocabulary grows by one word for each entry: the hardest way to grow.
    """
    if times == 1:
        return catalog
    numbers = iter(range(10**9))
    return catalog.model_copy(
        update={
            "things": _grown(catalog.things, times, numbers),
            "services": _grown(catalog.services, times, numbers),
            "uses": _grown(catalog.uses, times, numbers),
        }
    )


def made_up(number: int) -> str:
    """A pronounceable word of three syllables or more; another for every number from 0."""
    word, left = "", number
    for _ in range(3):
        left, at = divmod(left, len(_STARTS) * len(_VOWELS))
        word += _STARTS[at % len(_STARTS)] + _VOWELS[at // len(_STARTS)]
    return word + (made_up(left - 1) if left else "")


def is_copy(entry_id: str) -> bool:
    """True for the ids that `multiplied` gave."""
    return _MARK in entry_id


def _grown(entries: Mapping[str, _Entry], times: int, numbers: Iterable[int]) -> dict[str, _Entry]:
    grown = dict(entries)
    supply = iter(numbers)
    for copy in range(1, times):
        for entry in entries.values():
            twin = _copied(entry, copy, made_up(next(supply)))
            grown[twin.id] = twin
    return grown


def _copied(entry: _Entry, copy: int, word: str) -> _Entry:
    update: dict[str, Any] = {"id": f"{entry.id}{_MARK}{copy}", "name": f"{entry.name} {word}"}
    update["aliases"] = tuple(f"{alias} {word}" for alias in entry.aliases)
    if not isinstance(entry, Service):
        update["phrases"] = tuple(f"{phrase} {word}" for phrase in entry.phrases)
    return entry.model_copy(update=update)
