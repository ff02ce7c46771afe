"""Which entries have not been held against their sources for a long time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalog.model import Catalog


@dataclass(frozen=True, slots=True, order=True)
class Stale:
    """An entry that is due to be checked again. `kind` is thing, service, use or policy."""

    checked: date
    kind: str
    id: str


def stale(catalog: Catalog, today: date, days: int) -> list[Stale]:
    """Entries last checked more than `days` days before `today`, the oldest first."""
    limit = today - timedelta(days=days)
    dated = [(entry.checked, "thing", entry.id) for entry in catalog.things.values()]
    dated += [(entry.checked, "service", entry.id) for entry in catalog.services.values()]
    dated += [(entry.checked, "use", entry.id) for entry in catalog.uses.values()]
    dated.append((catalog.policy.checked, "policy", "policy"))
    return sorted(Stale(*entry) for entry in dated if entry[0] < limit)
