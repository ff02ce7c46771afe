"""All questions that can be asked: the hand-written ones and those derived from the rest of the Catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.catalog.model import Catalog, Question
from bot.catalog.questions import is_about_policy, is_derived
from bot.quiz.drafts import Stems
from bot.quiz.from_services import from_services
from bot.quiz.from_things import from_things
from bot.quiz.from_uses import from_uses
from bot.quiz.material import Material

FEWEST = 8
"""Questions that a topic needs, so that its deck does not bore and a score in it means something."""


class Bank:
    """Every question by id: hand-written first, then derived. Equal catalogs give equal banks. Immutable."""

    def __init__(self, catalog: Catalog) -> None:
        questions = dict(catalog.questions)
        questions.update({question.id: question for question in derive(catalog)})
        self.questions: Mapping[str, Question] = MappingProxyType(questions)

    def __len__(self) -> int:
        return len(self.questions)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions.values())

    def __getitem__(self, question_id: str) -> Question:
        return self.questions[question_id]

    def responsibility(self) -> list[Question]:
        """Questions on the shared responsibility model."""
        return [question for question in self if not is_about_policy(question)]

    def policy(self) -> list[Question]:
        """Questions on the Acceptable Use Policy."""
        return [question for question in self if is_about_policy(question)]

    def derived(self) -> list[Question]:
        """Questions that nobody wrote."""
        return [question for question in self if is_derived(question)]

    def thin_topics(self) -> dict[str, int]:
        """Topics with fewer questions than FEWEST, and how many they have."""
        counts = Counter(question.topic for question in self)
        return {topic: count for topic, count in sorted(counts.items()) if count < FEWEST}


def derive(catalog: Catalog) -> Iterator[Question]:
    """The derived questions, always the same for the same catalog."""
    material, stems = Material(catalog), Stems()
    yield from from_things(material, stems)
    yield from from_services(material, stems)
    yield from from_uses(material, stems)
