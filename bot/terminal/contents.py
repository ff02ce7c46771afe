"""`coverage` and `check --stale` in the terminal: what the knowledge base holds, and what is due."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.catalog.age import stale
from bot.catalog.model import Catalog, Service
from bot.services.coverage import Basis, covered

ROOM_FOR_NAMES = 45
"""Columns of the screen that the name of a thing may take."""

ROOM_FOR_A_SERVICE = 16
"""Columns that one service takes: its id, folded, and "follows layer"."""


def print_stale(catalog: Catalog, today: date, days: int, console: Console) -> None:
    """The entries that were last checked more than `days` days before `today`, the oldest first."""
    found = stale(catalog, today, days)
    if not found:
        console.print(f"Nothing was last checked more than {days} days ago.")
        return
    table = Table("checked", "days ago", "kind", "entry", title="To be checked again", title_justify="left")
    for one in found:
        table.add_row(one.checked.isoformat(), str((today - one.checked).days), one.kind, one.id)
    console.print(table)


def coverage_json(catalog: Catalog) -> dict[str, Any]:
    """`counts` by basis, and for each thing and service its basis, owner and exam answer."""
    things = {
        thing.id: {
            service.id: {
                "basis": row.basis.value,
                "owner": row.cell.owner,
                "exam_answer": row.cell.exam_answer,
            }
            for service in catalog.services.values()
            for row in [covered(catalog, thing, service)]
        }
        for thing in catalog.things.values()
    }
    counts = Counter(row["basis"] for rows in things.values() for row in rows.values())
    return {"counts": {basis.value: counts[basis.value] for basis in Basis}, "things": things}


def print_coverage(catalog: Catalog, console: Console) -> None:
    """A table for each category of services, as wide as the screen allows, and the sums by service."""
    by_category = sorted(catalog.services.values(), key=lambda service: service.category)
    at_once = max(1, (console.width - ROOM_FOR_NAMES) // ROOM_FOR_A_SERVICE)
    for category, members in groupby(by_category, key=lambda service: service.category):
        services = list(members)
        for start in range(0, len(services), at_once):
            console.print(_matrix(catalog, category, services[start : start + at_once]))
    console.print(_sums(catalog))


def _matrix(catalog: Catalog, category: str, services: list[Service]) -> Table:
    table = Table(title=f"Things on services: {category}", title_justify="left")
    table.add_column("thing", max_width=ROOM_FOR_NAMES - 3, overflow="fold")
    for service in services:
        table.add_column(service.id, width=ROOM_FOR_A_SERVICE - 3, overflow="fold")
    for thing in catalog.things.values():
        table.add_row(thing.id, *(covered(catalog, thing, service).basis for service in services))
    return table


def _sums(catalog: Catalog) -> Table:
    table = Table("service", *Basis, title="By service", title_justify="left")
    total: Counter[Basis] = Counter()
    for service in catalog.services.values():
        counts = Counter(covered(catalog, thing, service).basis for thing in catalog.things.values())
        total += counts
        table.add_row(service.id, *(str(counts[basis]) for basis in Basis))
    table.add_section()
    table.add_row("all", *(str(total[basis]) for basis in Basis))
    return table
