"""The knowledge folder -> one Catalog, or every mistake in it at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.catalog import collector
from bot.catalog.check import between_entries
from bot.catalog.entries import Draft, gather
from bot.catalog.mistakes import KnowledgeError, Mistake
from bot.catalog.model import Catalog, Words
from bot.catalog.question_check import judged, within_questions
from bot.catalog.question_style import findings

__all__ = ["KnowledgeError", "Mistake", "default_directory", "load", "load_with_findings"]

_PACKAGE = Path(__file__).resolve().parent.parent


def default_directory() -> Path:
    """The knowledge that came with the program: inside an installed package, else beside it in a checkout."""
    shipped = _PACKAGE / "_knowledge"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "knowledge"


def load(directory: Path) -> Catalog:
    """The knowledge in `directory`. Raises KnowledgeError with all its mistakes, and nothing else."""
    with collector.resting():
        return _sound(gather(directory))


def load_with_findings(directory: Path) -> tuple[Catalog, list[Mistake]]:
    """The same, with what authors should mend although the bot can run with it."""
    with collector.resting():
        draft = gather(directory)
        return _sound(draft), sorted(findings(draft))


def _sound(draft: Draft) -> Catalog:
    mistakes = [*draft.mistakes, *between_entries(draft), *within_questions(draft)]
    if mistakes:
        raise KnowledgeError(mistakes)
    catalog = _joined(draft)
    if wrong := list(judged(draft, catalog)):
        raise KnowledgeError(wrong)
    return catalog


def _joined(draft: Draft) -> Catalog:
    return Catalog(
        things=_by_id(draft, "things"),
        services=_by_id(draft, "services"),
        models=_by_id(draft, "service_models"),
        layers=_by_id(draft, "layers"),
        uses=_by_id(draft, "uses"),
        policy=draft.of("policy")[0].entry,
        words=_words([placed.entry for placed in draft.of("")]),
        sources={placed.entry.url: placed.entry for placed in draft.of("sources")},
        questions=_by_id(draft, "questions"),
        scenes=_all(draft, "scenes"),
        purposes=_all(draft, "purposes"),
        wordings=_all(draft, "wordings"),
    )


def _by_id(draft: Draft, key: str) -> dict[str, Any]:
    return {placed.entry.id: placed.entry for placed in draft.of(key)}


def _all(draft: Draft, key: str) -> tuple[Any, ...]:
    return tuple(placed.entry for placed in draft.of(key))


def _words(files: list[Words]) -> Words:
    """Several files of words read as one."""
    return Words(
        concepts=tuple(concept for words in files for concept in words.concepts),
        spellings={key: value for words in files for key, value in words.spellings.items()},
        noise=tuple(word for words in files for word in words.noise),
        other=tuple(word for words in files for word in words.other),
        light=tuple(word for words in files for word in words.light),
        foreign=tuple(word for words in files for word in words.foreign),
    )
