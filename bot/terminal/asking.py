"""`ask` in the terminal: one answer for a person, or a JSON line for every line that a program sends."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import BinaryIO

from rich.console import Console

from bot.lookup.answer import Answer
from bot.services.answer_json import answer_json
from bot.services.knowledge import Knowledge
from bot.services.lookups import ask
from bot.terminal.cards import print_card
from bot.ui.render import answer_card, choice_name, offered


def timed(knowledge: Knowledge, text: str, service: str | None) -> tuple[Answer, int]:
    """The answer and how long the look-up took, in microseconds."""
    started = time.perf_counter_ns()
    answer = ask(knowledge, text, service)
    return answer, (time.perf_counter_ns() - started) // 1000


def json_line(knowledge: Knowledge, text: str, service: str | None) -> bytes:
    """The answer as one line of JSON in UTF-8."""
    return json.dumps(answer_json(*timed(knowledge, text, service)), ensure_ascii=False).encode() + b"\n"


def answer_lines(knowledge: Knowledge, lines: Iterable[bytes], out: BinaryIO, service: str | None) -> None:
    """One JSON line out for every line in, at once, so that another program can hold the conversation open.

    Lines end with a line feed; bytes that are not UTF-8 become replacement characters.
    """
    for line in lines:
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", errors="replace")
        out.write(json_line(knowledge, text, service))
        out.flush()


def print_answer(knowledge: Knowledge, text: str, service: str | None, console: Console) -> None:
    """The card that a member would see on Discord, as text; the choices stand where the buttons would be."""
    answer = ask(knowledge, text, service)
    catalog = knowledge.lookup.catalog
    print_card(answer_card(answer, catalog), console)
    for choice in offered(answer):
        console.print(f"  - {choice_name(choice, catalog)}", markup=False, highlight=False)
