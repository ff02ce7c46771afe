"""Writes what the look-up makes of each case today into `tests/lookups.yaml` and `tests/solve.yaml`.

    python bench/today.py

A case that is right carries no `today`; the others say `asked`, `declined` or `wrong`. The tests hold the
tables to what is true, so a case that gets better or worse shows up in the change that did it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from bot.catalog.load import default_directory, load
from bot.lookup.engine import Lookup
from tests.lookup.tables import LOOKUPS, SOLVE, outcome, solved


def main() -> None:
    lookup = Lookup(load(default_directory()))
    for path, judge in ((LOOKUPS, outcome), (SOLVE, solved)):
        head, cases = _read(path)
        for case in cases:
            today = judge(lookup, case)
            case.pop("today", None)
            if today != "right":
                case["today"] = today
        lines = "\n".join(_line(case) for case in cases)
        path.write_text(f"{head}cases:\n{lines}\n", encoding="utf-8")
        print(path.name, len(cases), "cases,", sum("today" in case for case in cases), "not right today")


def _read(path: Path) -> tuple[str, list[dict[str, Any]]]:
    text = path.read_text(encoding="utf-8")
    return text[: text.index("cases:")], yaml.safe_load(text)["cases"]


def _line(case: dict[str, Any]) -> str:
    """One case as a flow mapping; JSON strings are YAML strings."""
    return (
        "  - {"
        + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in case.items())
        + "}"
    )


if __name__ == "__main__":
    main()
