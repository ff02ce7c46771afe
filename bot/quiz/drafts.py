"""Putting a derived question together: its id, its stem that no other has, its level, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.catalog.model import Option, Question, QuestionKind, Service, Thing, Use
from bot.catalog.questions import DERIVED
from bot.quiz.chance import number, ranked

EXAM = "CLF-C02"
LONGEST_ID = 40
MOST_SOURCES = 4


class Stems:
    """Hands out stems, each once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def take(self, choices: Iterable[str], *parts: object) -> str | None:
        """The first free one of the choices, in an order of its own for `parts`; None if all are taken."""
        for stem in ranked(choices, *parts):
            if stem not in self._used:
                self._used.add(stem)
                return stem
        return None


def derived_id(*parts: str | None) -> str:
    """`d-one-hypervisor-ec2`; what is too long ends in a mark of the rest."""
    whole = DERIVED + "-".join(part for part in parts if part)
    if len(whole) <= LONGEST_ID:
        return whole
    return f"{whole[: LONGEST_ID - 7].rstrip('-')}-{number(whole):016x}"[:LONGEST_ID]


def sources(entries: Sequence[Thing | Use | Service]) -> tuple[str, ...]:
    """The entries' first sources, each once."""
    urls = [url for entry in entries for url in entry.sources[:2]]
    return tuple(dict.fromkeys(urls))[:MOST_SOURCES]


def question(
    question_id: str,
    kind: QuestionKind,
    stem: str,
    options: Iterable[Option],
    explanation: str,
    entries: Sequence[Thing | Use | Service],
    *,
    level: int,
    service: str | None = None,
    negated: bool = False,
) -> Question:
    """A derived question; the first of its `entries` is what the key rests on."""
    subject = entries[0]
    checked: date = min(entry.checked for entry in entries)
    return Question(
        id=question_id,
        kind=kind,
        negated=negated,
        level=level,
        topic=subject.heading if isinstance(subject, Use) else getattr(subject, "topic", ""),
        exam=EXAM,
        thing=subject.id if isinstance(subject, Thing) else None,
        use=subject.id if isinstance(subject, Use) else None,
        service=service,
        stem=stem,
        options=tuple(options),
        explanation=explanation,
        sources=sources(entries),
        checked=checked,
    )
