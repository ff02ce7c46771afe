"""The knowledge base in use: loaded once, replaced whole when an edited one is sound."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.catalog.load import load
from bot.lookup.answer import Answer
from bot.lookup.engine import Lookup

Stamp = frozenset[tuple[str, int, int]]
"""Name, time of the last change (ns) and size (bytes) of each file."""


class Knowledge:
    """Holds the one Lookup that every command uses. Reading `lookup` is always safe: it is swapped whole."""

    def __init__(self, directory: Path) -> None:
        """Loads `directory`; raises bot.catalog.load.KnowledgeError with every mistake if it is broken."""
        self.directory = directory
        self.stamp = self.written()
        self.lookup = Lookup(load(directory))
        self.listeners: list[Callable[[Answer], None]] = []
        self._one_at_a_time = asyncio.Lock()

    async def reload(self) -> None:
        """Takes over an edited knowledge base; raises KnowledgeError and keeps the old one if it is broken.

        It is read in a thread, since that takes about a second, and swapped between two answers.
        """
        async with self._one_at_a_time:
            self.stamp = self.written()
            self.lookup = await asyncio.to_thread(lambda: Lookup(load(self.directory)))

    def written(self) -> Stamp:
        """What the files look like from outside now; another stamp than `stamp` = they were edited."""
        found = set()
        for file in self.directory.rglob("*.y*ml"):
            try:
                seen = file.stat()
            except OSError:  # removed meanwhile: reading it will tell
                continue
            found.add((file.relative_to(self.directory).as_posix(), seen.st_mtime_ns, seen.st_size))
        return frozenset(found)

    def tell(self, answer: Answer) -> None:
        """Tells whoever counts answers of one that was given."""
        for listener in self.listeners:
            listener(answer)
