"""What the program logs and what never reaches a log: the token, and anything a member typed."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterable

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MASK = "[hidden]"

LIBRARIES_AT_LEAST = {"discord": logging.INFO, "asyncio": logging.INFO, "aiohttp": logging.WARNING}
"""discord.py's DEBUG lines repeat whole requests and events, members' words included: never shown."""

LOST_CONNECTION = (OSError, EOFError)
"""Errors of the network: one line says all there is to say, a traceback only frightens."""


class Masked(logging.Formatter):
    """Formats a record in UTC and blots out every secret, wherever it stands, tracebacks included."""

    converter = time.gmtime

    def __init__(self, secrets: Iterable[str | None]) -> None:
        super().__init__(FORMAT, "%Y-%m-%d %H:%M:%SZ")
        self._secrets = tuple(secret for secret in secrets if secret and len(secret) > 3)

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return text


class ShortNetworkErrors(logging.Filter):
    """Turns discord.py's traceback of a dropped connection into one line; it reconnects by itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("discord.") and _is_lost_connection(error):
            record.msg = f"{record.getMessage()} ({type(error).__name__})"
            record.args = None
            record.exc_info = None
        return True


def configure(level: str, secrets: Iterable[str | None]) -> None:
    """Sends the log to standard error from `level` up, with every one of `secrets` masked."""
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(Masked(secrets))
    shown.addFilter(ShortNetworkErrors())
    root = logging.getLogger()
    root.handlers[:] = [shown]
    root.setLevel(level)
    for library, least in LIBRARIES_AT_LEAST.items():
        logging.getLogger(library).setLevel(max(least, root.level))


def _is_lost_connection(error: BaseException | None) -> bool:
    # ConnectionClosed and ClientError are named, not imported: this room knows no discord.
    names = {kind.__name__ for kind in type(error).__mro__}
    return isinstance(error, LOST_CONNECTION) or bool(
        names & {"ConnectionClosed", "ClientError", "GatewayNotFound"}
    )
