"""How steady the look-up is: every question typed in ten other ways, and which answers change.

python bench/perturb.py [FILE ...] [--seed N] [--misses] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.console import Console
from rich.progress import track

from bench.questions import read
from bench.ways import WAYS
from bot.catalog.load import default_directory, load
from bot.lookup.answer import Answer
from bot.lookup.engine import Lookup
from bot.lookup.score import Grade, Item, grade

STAYS = 0.97
"""Least share of right answers that stay right over all ways."""

GROWS = 0.005
"""Most by which the share of wrong answers may grow over all ways."""

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Change:
    """A question before and after one way of typing it differently."""

    way: str
    item: Item
    text: str
    before: Grade
    after: Grade


@dataclass(frozen=True, slots=True)
class Row:
    """The count of one way: how many it changed, were right, stayed right, were wrong before and after."""

    way: str
    changed: int
    right: int
    stayed: int
    wrong_before: int
    wrong_after: int

    @property
    def stays(self) -> float:
        """Share of the right ones that stay right."""
        return self.stayed / self.right if self.right else 1.0

    @property
    def grows(self) -> float:
        """By how much the share of wrong answers grows; 0.01 = one point."""
        return (self.wrong_after - self.wrong_before) / self.changed if self.changed else 0.0


def main() -> None:
    """Measures and prints; progress goes to standard error. Exit code 1 where a bar is missed."""
    options = _options()
    screen = Console(stderr=True)
    items = read(options.files)
    shown = track(items, "Perturbing", console=screen, transient=True, disable=not screen.is_terminal)
    changes = list(changed(Lookup(load(default_directory())).ask, shown, options.seed))
    rows = rows_of(changes)
    print(_json(rows, changes) if options.json else report(rows))
    if options.misses and not options.json:
        print("\n" + "\n".join(misses(changes)))
    sys.exit(0 if met(rows[-1]) else 1)


def _options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("files", nargs="*", type=Path, help="questions (default: tests/lookups.yaml)")
    reader.add_argument("--seed", type=int, default=1, help="another number, other slips (default: 1)")
    reader.add_argument("--misses", action="store_true", help="list every right answer that got lost")
    reader.add_argument("--json", action="store_true", help="counts and lost answers as JSON")
    return reader.parse_args()


def changed(ask: Ask, items: Iterable[Item], seed: int) -> Iterable[Change]:
    """Every item in every way that has something to change in it; equal seeds give equal texts."""
    for item in items:
        before = grade(item, ask(item.text)).grade
        for name, way in WAYS.items():
            text = way(item.text, item.kind, Random(f"{seed} {name} {item.text}"))
            if text is not None:
                yield Change(name, item, text, before, grade(item, ask(text)).grade)


def rows_of(changes: Sequence[Change]) -> list[Row]:
    """A row for each way that changed anything, and one for all together at the end."""
    ways = [way for way in WAYS if any(one.way == way for one in changes)]
    return [
        *(_row(way, [one for one in changes if one.way == way]) for way in ways),
        _row("in all", changes),
    ]


def _row(way: str, changes: Sequence[Change]) -> Row:
    right = [one for one in changes if one.before is Grade.RIGHT]
    return Row(
        way,
        len(changes),
        len(right),
        sum(one.after is Grade.RIGHT for one in right),
        sum(one.before is Grade.WRONG for one in changes),
        sum(one.after is Grade.WRONG for one in changes),
    )


def met(row: Row) -> bool:
    """True where both bars are met."""
    return row.stays >= STAYS and row.grows <= GROWS


def report(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, with the bars below."""
    lines = ["| way | typed | right before | stay right | wrong before | wrong after | grows by, points |"]
    lines.append("|" + " --- |" * 7)
    for row in rows:
        shares = f"{row.stayed} ({row.stays:.1%}) | {row.wrong_before} | {row.wrong_after}"
        lines.append(f"| {row.way} | {row.changed} | {row.right} | {shares} | {row.grows * 100:+.2f} |")
    verdict = "met" if met(rows[-1]) else "missed"
    lines += [
        "",
        f"Bars: {STAYS:.0%} stay right, wrong grows by {GROWS * 100:.1f} points at most: {verdict}.",
    ]
    return "\n".join(lines)


def misses(changes: Sequence[Change]) -> list[str]:
    """A line for every right answer that got lost."""
    return [
        f"- {one.way}: {one.text!r} (was {one.item.text!r}): {one.after}"
        for one in changes
        if one.before is Grade.RIGHT is not one.after
    ]


def _json(rows: Sequence[Row], changes: Sequence[Change]) -> str:
    counts: list[dict[str, Any]] = [
        {name: getattr(row, name) for name in (*Row.__slots__, "stays", "grows")} for row in rows
    ]
    return json.dumps({"ways": counts, "lost": misses(changes)}, indent=1)


if __name__ == "__main__":
    main()
