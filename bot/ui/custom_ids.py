"""Every id of a button, select or form that outlives a restart: how it is written, how it is read back."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from bot.lookup.answer import Kind

MAX_LENGTH = 100
"""Discord's limit for a custom id, in characters."""

# Ours look like "<what>:v<version>:...". A new version gets a new template; the old one stays as messages do.
_OURS = re.compile(r"[a-z]+:v\d+:.*", re.DOTALL)

_LETTER = {Kind.RESPONSIBILITY: "r", Kind.AUP: "a", Kind.SERVICE: "s", None: "n"}
_KIND = {letter: kind for kind, letter in _LETTER.items()}


@dataclass(frozen=True, slots=True)
class Pick:
    """A "Did you mean" button: who asked, and the entry it stands for; kind None is "None of these".

    Written as `who:v1:` + a letter for the kind + the asker's id (8 bytes in URL-safe base 64: 11 characters)
    + entry id + `:` + service id: 7 + 1 + 11 + 40 + 1 + 40 = 100 characters at the longest.
    """

    asker: int
    kind: Kind | None
    entry: str = ""
    service: str | None = None

    TEMPLATE = re.compile(
        r"who:v1:(?P<kind>[rasn])(?P<asker>[A-Za-z0-9_-]{11})(?P<entry>[a-z0-9-]{0,40}):(?P<service>[a-z0-9-]{0,40})"
    )

    def write(self) -> str:
        """The custom id."""
        asker = base64.urlsafe_b64encode(self.asker.to_bytes(8, "big")).decode().rstrip("=")
        return f"who:v1:{_LETTER[self.kind]}{asker}{self.entry}:{self.service or ''}"

    @classmethod
    def read(cls, match: re.Match[str]) -> Pick:
        """The Pick behind a match of TEMPLATE."""
        asker = int.from_bytes(base64.urlsafe_b64decode(match["asker"] + "="), "big")
        return cls(asker, _KIND[match["kind"]], match["entry"], match["service"] or None)


SOLVE_FORM = re.compile(r"solve:v1:form")
"""The form for a long question. Nothing but its id is remembered, so that one opened before a restart of the
bot can still be sent, and any number of members can have it open.
"""

SOLVE_TEXT = "question"
"""The form's one field."""

BUTTONS: tuple[re.Pattern[str], ...] = (Pick.TEMPLATE,)
"""All buttons that the bot answers; a test keeps it equal to the registered ones."""

TEMPLATES = (*BUTTONS, SOLVE_FORM)
"""All ids that the bot answers."""


def is_orphan(custom_id: str) -> bool:
    """True for an id that looks like ours but that this version of the bot has no answer to."""
    return _OURS.fullmatch(custom_id) is not None and not any(
        template.fullmatch(custom_id) for template in TEMPLATES
    )
