"""Names and aliases: within one kind each means one entry only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.catalog.entries import Draft, Placed
from bot.catalog.mistakes import Mistake

# Asked "on IaaS" or "on RDS", a service model stands where a service does: the two share their names.
_KINDS = {"thing": ("things",), "service": ("services", "service_models"), "use": ("uses",)}

_SIGNS = re.compile(r"[^\w@./]+")


def folded(name: str) -> str:
    """How names are compared: without case, punctuation and double spaces (`Client-side` = `client side`)."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return " ".join(_SIGNS.sub(" ", plain.casefold()).split())


def twice_claimed(draft: Draft) -> Iterator[Mistake]:
    """A mistake for each name or alias that another entry of the same kind has already."""
    for kind, keys in _KINDS.items():
        taken: dict[str, Placed] = {}
        for placed in (placed for key in keys for placed in draft.of(key)):
            yield from _claims(placed, kind, taken)


def _claims(placed: Placed, kind: str, taken: dict[str, Placed]) -> Iterator[Mistake]:
    written: set[str] = set()
    names = [(placed.entry.name, ("name",))]
    for field in ("aliases", "phrases"):
        names += [(name, (field, number)) for number, name in enumerate(getattr(placed.entry, field, ()))]
    for name, loc in names:
        if name in written:
            yield placed.mistake(f'"{name}" is written twice in this entry', *loc)
        written.add(name)
        first = taken.setdefault(folded(name), placed)
        if first is not placed:
            where = f"{first.document.path}:{first.document.line(first.loc)}"
            yield placed.mistake(f'"{name}" is already a name of the {kind} {first.entry.id} ({where})', *loc)
