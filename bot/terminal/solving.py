"""`solve` in the terminal: one question for a person, or a JSON line for every line that a program sends."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from rich.console import Console

from bot.services.knowledge import Knowledge
from bot.services.solution_json import solution_json, unread_json
from bot.services.solving import CannotRead, solve_pasted, solve_question
from bot.terminal.cards import print_card
from bot.ui.render import solution_card, unread_card, unread_sentence

EXPECTED = 'A line holds one object: {"stem": "...", "options": {"A": "...", "B": "..."}}.'


class WrongLine(Exception):
    """A line that is no question; the message is one sentence."""


def solve_lines(knowledge: Knowledge, lines: Iterable[bytes], out: BinaryIO) -> None:
    """One JSON line out for every line in, at once, in order, whatever the line holds."""
    for line in lines:
        try:
            stem, options = read_line(line)
            solved = solution_json(solve_question(knowledge, stem, options), options)
        except WrongLine as error:
            solved = unread_json(str(error))
        except CannotRead as error:
            solved = unread_json(unread_sentence(error.reason))
        _write(solved, out)


def solve_text(knowledge: Knowledge, text: str, out: BinaryIO) -> None:
    """The same object for a question that was pasted as a whole."""
    try:
        solved = solve_pasted(knowledge, text)
    except CannotRead as error:
        _write(unread_json(unread_sentence(error.reason)), out)
    else:
        _write(solution_json(solved.solution, solved.pasted.options), out)


def print_solution(knowledge: Knowledge, text: str, console: Console) -> None:
    """The card that a member would see on Discord, as text."""
    try:
        card = solution_card(solve_pasted(knowledge, text), knowledge.lookup.catalog)
    except CannotRead as error:
        card = unread_card(error.reason)
    print_card(card, console)


def read_line(line: bytes) -> tuple[str, dict[str, str]]:
    """Stem and options of one line. WrongLine: it is not an object of that form."""
    try:
        given = json.loads(line.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        raise WrongLine(f"This line is not JSON. {EXPECTED}") from None
    if not isinstance(given, dict):
        raise WrongLine(f"This line is JSON, but not an object. {EXPECTED}")
    stem, options = given.get("stem"), given.get("options")
    if not isinstance(stem, str):
        raise WrongLine(f"stem is missing or is not text. {EXPECTED}")
    if not isinstance(options, dict) or not all(isinstance(text, str) for text in options.values()):
        raise WrongLine(f"options is missing or is not an object of texts. {EXPECTED}")
    return stem, options


def _write(solved: dict[str, Any], out: BinaryIO) -> None:
    # JSON can spell half a character ("\\ud800"), which UTF-8 cannot: shown as a question mark.
    out.write(json.dumps(solved, ensure_ascii=False).encode("utf-8", errors="replace") + b"\n")
    out.flush()
