"""The knowledge base in use: loaded once, replaced whole when an edited one is sound."""

from __future__ import annotations

from pathlib import Path

from bot.catalog.load import load
from bot.lookup.engine import Lookup


class Knowledge:
    """Holds the one Lookup that every command uses. Reading `lookup` is always safe: it is swapped whole."""

    def __init__(self, directory: Path) -> None:
        """Loads `directory`; raises bot.catalog.load.KnowledgeError with every mistake if it is broken."""
        self.directory = directory
        self.lookup = Lookup(load(directory))

    def reload(self) -> None:
        """Takes over an edited knowledge base; raises KnowledgeError and keeps the old one if it is broken."""
        self.lookup = Lookup(load(self.directory))
