"""Questions with known answers to measure on: the project's own table, or lists as `eval` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.lookup.score import DECLINE, Item
from bot.terminal.evaluation import read_items

OWN = Path(__file__).resolve().parent.parent / "tests" / "lookups.yaml"
"""The project's own table of questions; read where no file is named."""

_POLICY = {"prohibited", "conditional", "allowed"}


def read(paths: Sequence[Path]) -> list[Item]:
    """The questions of all files, in order, without those whose label is known to be ambiguous.

    Raises OSError, UnreadableFile (JSON) or KeyError (a case without `ask` or `answer`).
    """
    found = [item for path in paths or [OWN] for item in _file(path)]
    return [item for item in found if not item.ambiguous]


def sample(items: list[Item], size: int) -> list[Item]:
    """At most `size` items, spread evenly over the list, so that every kind stays in."""
    step = max(1, -(-len(items) // size))
    return items[::step]


def _file(path: Path) -> list[Item]:
    if path.suffix == ".json":
        return read_items(path)
    # BaseLoader: `yes_no: yes` stays the word, it does not become True.
    cases = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["cases"]
    return [_case(path.stem, number, case) for number, case in enumerate(cases, 1)]


def _case(stem: str, number: int, case: dict[str, Any]) -> Item:
    return Item(
        id=f"{stem}-{number}",
        kind=_kind(case),
        text=case["ask"],
        expected=case["answer"],
        yes_no=case.get("yes_no"),
    )


def _kind(case: dict[str, Any]) -> str:
    """The kinds of the evaluation set, told from the expected answer."""
    if case["answer"] == DECLINE:
        return "out_of_scope"
    if case["answer"] in _POLICY:
        return "aup"
    return "natural" if "yes_no" in case else "lookup"
