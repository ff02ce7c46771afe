"""The tables of own-worded cases, and how a case is judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.lookup.answer import Outcome
from bot.lookup.engine import Lookup
from bot.lookup.solve import solve

LOOKUPS = Path(__file__).parent.parent / "lookups.yaml"
SOLVE = Path(__file__).parent.parent / "solve.yaml"


def cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a table."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]


def outcome(lookup: Lookup, case: dict[str, Any]) -> str:
    """right, asked, declined or wrong: right = the verdict or what an exam key expects, and the yes/no."""
    answer = lookup.ask(case["ask"], case.get("service"))
    if case["answer"] == "none":
        return {Outcome.UNKNOWN: "right", Outcome.ASK_BACK: "asked"}.get(answer.outcome, "wrong")
    if answer.outcome is not Outcome.ANSWER:
        return "asked" if answer.outcome is Outcome.ASK_BACK else "declined"
    said = case["answer"] in (answer.verdict, answer.exam_answer)
    return "right" if said and case.get("yes_no") in (None, answer.yes_no) else "wrong"


def solved(lookup: Lookup, case: dict[str, Any]) -> str:
    """right, declined or wrong; a question out of scope is right where it is declined."""
    solution = solve(lookup, case["stem"], case["options"])
    if solution.outcome != "answer":
        return "declined" if case["answer"] else "right"
    return "right" if list(solution.answer) == case["answer"] else "wrong"
