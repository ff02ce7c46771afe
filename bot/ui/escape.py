"""Text that is not ours to format: what members typed and what authors wrote, made harmless for markdown."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"([\\*_~|`\[\]<>])")
_AT_LINE_START = re.compile(r"^(\s*)(-?#|[-+]|\d+(?=\.))", re.MULTILINE)

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_ZERO_WIDTH = "\u200b"
_ELLIPSIS = "…"
# More than two accents on one letter: "zalgo" text that runs over the lines above and below.
_PILE = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{2})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)


def typed(text: str, limit: int = 120) -> str:
    """What a member typed, on one line, at most `limit` characters of it, without any effect.

    No markdown, no mention, no link, no control or direction marks; right-to-left text is isolated from ours.
    """
    clean = " ".join("".join(_visible(char) for char in text[: limit * 4]).split())
    clean = _PILE.sub(r"\1", clean)
    if len(clean) > limit:
        clean = clean[: limit - 1].rstrip() + _ELLIPSIS
    # A mention or a bare link is broken by a character of no width; a backslash would not stop a ping.
    marked = _marked(clean).replace("@", f"@{_ZERO_WIDTH}").replace("://", f":{_ZERO_WIDTH}//")
    return f"{_ISOLATE}{marked}{_END_ISOLATE}"


def authored(text: str) -> str:
    """What an author wrote in the knowledge base, as plain text: stars and brackets are shown, not obeyed."""
    return _AT_LINE_START.sub(_after_digits, _marked(text))


def clamp(text: str, limit: int) -> str:
    """Plain text of at most `limit` characters, with an ellipsis where some were cut (labels and choices)."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + _ELLIPSIS


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _after_digits(match: re.Match[str]) -> str:
    """A list or heading mark at the start of a line with a backslash before what makes it one."""
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _visible(char: str) -> str:
    """The character; a space for line breaks and tabs; nothing for control and direction marks."""
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char
