"""`ask` in the terminal: one answer for a person, or a JSON line for every line that a program sends."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import BinaryIO

from bot.lookup.answer import Answer
from bot.services.answer_json import answer_json
from bot.services.knowledge import Knowledge
from bot.services.lookups import ask


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
