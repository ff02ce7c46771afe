"""A practice question as it was pasted -> its stem and lettered options."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_MARKUP = re.compile(r"^\s*(?:>\s?)+|[*_`~]{1,3}|\|\|")
_HEADER = re.compile(r"^\s*(?:question|q|nr|no)?\s*[#.:]?\s*\d{0,4}\s*[.:)]?\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:question|q)\s*[#.:]?\s*\d{1,4}\s*[.:)-]\s*", re.IGNORECASE)
_KEY = re.compile(
    r"^\s*(?:correct\s+|suggested\s+|right\s+)?(?:answers?|key|solution|explanation)\s*(?:is|are)?\s*[:=-].*$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"^\s*[(\[]?([A-Ha-h])\s*[.):\]\-]\s*(.+)$")
_NUMBER = re.compile(r"^\s*[(\[]?([1-8])\s*[.):\]]\s*(.+)$")
_BULLET = re.compile("^\\s*[-*\N{BULLET}\N{EN DASH}\N{MIDDLE DOT}\N{WHITE CIRCLE}\N{BLACK CIRCLE}]\\s+(.+)$")
_INLINE = re.compile(r"(?:(?<=\s)|^)[(\[]?([A-Ha-h])\s*[.):\]](?=\s)")
_MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Pasted:
    """A stem and its options by letter (A, B ...); no options = none were found."""

    stem: str
    options: dict[str, str]


def read_pasted(text: str) -> Pasted:
    """Reads the usual layouts: `A.`, `A)`, `(A)`, `1.`, bullets, one option a line, or all in one paragraph.

    Quotes, bold marks, question numbers and a printed answer line are left out. Never raises.
    """
    lines = [_MARKUP.sub("", line).strip() for line in text.replace("\r", "").split("\n")]
    lines = [line for line in lines if line and not _HEADER.match(line) and not _KEY.match(line)]
    if lines:
        lines[0] = _NUMBERED.sub("", lines[0])
    for read in (_by(_LETTER), _by(_NUMBER), _by(_BULLET), _inline, _by_line):
        pasted = read(lines)
        if pasted is not None:
            return pasted
    return Pasted(" ".join(lines), {})


def _lettered(stem: list[str], options: list[str]) -> Pasted | None:
    if not stem or not 2 <= len(options) <= _MOST_OPTIONS:
        return None
    return Pasted(" ".join(stem), dict(zip("ABCDEFGH", options, strict=False)))


def _by(mark: re.Pattern[str]) -> Callable[[list[str]], Pasted | None]:
    def read(lines: list[str]) -> Pasted | None:
        stem: list[str] = []
        options: list[str] = []
        for line in lines:
            if found := mark.match(line):
                options.append(found[found.re.groups].strip())
            elif options and not _CHOOSE.search(line):
                options[-1] += f" {line}"
            else:
                stem.append(line)
        return _lettered(stem, options)

    return read


_CHOOSE = re.compile(r"\b(?:choose|select|pick)\b", re.IGNORECASE)


def _inline(lines: list[str]) -> Pasted | None:
    text = " ".join(lines)
    marks = [m for m in _INLINE.finditer(text)]
    run = _run(marks)
    if len(run) < 2:
        return None
    ends = [m.start() for m in run[1:]] + [len(text)]
    options = [text[m.end() : end].strip(" ;,") for m, end in zip(run, ends, strict=True)]
    return _lettered([text[: run[0].start()].strip()], options)


def _run(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The longest run of marks a, b, c ... in order."""
    run: list[re.Match[str]] = []
    for mark in marks:
        letter = mark[1].upper()
        if letter == "ABCDEFGH"[len(run) : len(run) + 1]:
            run.append(mark)
    return run


def _by_line(lines: list[str]) -> Pasted | None:
    """The stem ends at the last line with a question mark, colon or "choose two"; each line after it is
    an option.
    """
    for at in range(len(lines) - 2, -1, -1):
        if lines[at].endswith(("?", ":")) or _CHOOSE.search(lines[at]):
            return _lettered(lines[: at + 1], lines[at + 1 :])
    return None
