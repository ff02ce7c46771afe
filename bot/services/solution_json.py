"""A Solution as the JSON object that other programs rely on (`solve --json`); the only place that maps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.lookup.solve import Judgement, Solution


def solution_json(solution: Solution, letters: Iterable[str]) -> dict[str, Any]:
    """Every key is always there, in this order; each of `letters` has its option, judged or not."""
    return {
        "outcome": solution.outcome,
        "answer": list(solution.answer),
        "options": {letter: _option(solution.options.get(letter)) for letter in letters},
        "warnings": list(solution.warnings),
    }


def unread_json(sentence: str) -> dict[str, Any]:
    """The object for a line that holds no question: nothing known, and the sentence that says why."""
    return {"outcome": "unknown", "answer": [], "options": {}, "warnings": [], "error": sentence}


def _option(one: Judgement | None) -> dict[str, Any]:
    if one is None:
        return {"verdict": None, "thing": None, "confidence": 0.0, "why": ""}
    return {
        "verdict": one.verdict.value if one.verdict else None,
        "thing": one.entry.id if one.entry else None,
        "confidence": round(one.confidence, 4),
        "why": one.why,
    }
