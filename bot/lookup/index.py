"""Aliases as bags of weighted concepts, and how well each entry fits a question."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.catalog.model import Catalog, Thing, Use
from bot.lookup.vocabulary import SERVICE, UNKNOWN, Token, Vocabulary

ASKED = {"object": 1.0, "quality": 0.9, "word": 0.9, "act": 0.6, UNKNOWN: 0.6, "party": 0.12, "generic": 0.08}
"""How much a token of each kind in a question decides, before rarity; noise, services and foreign words
nothing.
"""

SAID = {"object": 1.0, "quality": 0.9, "word": 0.9, "act": 0.6, UNKNOWN: 0.6, "party": 0.5, "generic": 0.15}
"""The same for a token of an alias: "my own data center" is not said by a question about any data center."""

QUERY_SHARE = 0.55
"""Weight of "how much of the question is covered" against "how much of the alias is covered"."""

NO_HOPE = 0.25
"""Share of a question's weight below which an alias that covers no more of it is not looked at."""

EXAM_BONUS = 0.01
"""Per point of exam weight: among equals the thing that exams ask more often."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to say an entry: its concepts with their weights, and the services that it names."""

    entry: int
    bag: Mapping[str, float]
    total: float
    services: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: weighted concepts, the services named (in order) and hinted at, and what is
    not known.
    """

    tokens: tuple[Token, ...]
    bag: Mapping[str, float]
    total: float
    services: tuple[str, ...]
    hints: tuple[str, ...]
    unknown: float
    foreign: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an entry fits: `score` in 0..1, the alias that fitted best, and the concepts that it
    covers.
    """

    entry: Thing | Use
    score: float
    alias: str
    covered: frozenset[str]
    bound: bool


class Index:
    """Finds the entries that fit a question. Immutable after construction."""

    def __init__(self, catalog: Catalog) -> None:
        self.entries: list[Thing | Use] = [*catalog.things.values(), *catalog.uses.values()]
        names = [_names(entry) for entry in self.entries]
        self.vocabulary = Vocabulary(catalog, [name for own in names for name in own])
        read = [[self.vocabulary.read(name) for name in own] for own in names]
        self._idf = self._rarity(read)
        self.rarest = max(self._idf.values(), default=1.0)
        self.aliases: list[Alias] = []
        self._by_concept: dict[str, dict[int, float]] = defaultdict(dict)
        self._documents: list[dict[str, float]] = []
        for at, entry in enumerate(self.entries):
            self._add(at, entry, read[at])

    def _rarity(self, read: list[list[list[Token]]]) -> dict[str, float]:
        seen: Counter[str] = Counter()
        for names in read:
            seen.update({token.concept for tokens in names for token in tokens})
        size = len(read) + 1
        return {concept: math.log(1 + size / (count + 0.5)) for concept, count in seen.items()}

    def _add(self, at: int, entry: Thing | Use, read: list[list[Token]]) -> None:
        document: dict[str, float] = {}
        for text, tokens in zip(_names(entry), read, strict=True):
            bag = self._weigh(tokens, SAID)
            document.update(bag)
            services = frozenset(t.service for t in tokens if t.kind == SERVICE and t.service)
            if not bag and not services:
                continue
            number = len(self.aliases)
            self.aliases.append(Alias(at, bag, sum(bag.values()), services, text))
            for concept, weight in bag.items():
                self._by_concept[concept][number] = weight
        self._documents.append(document)

    def _weigh(self, tokens: Iterable[Token], factors: Mapping[str, float]) -> dict[str, float]:
        """Concept -> weight (kind times rarity) of the tokens that count."""
        bag: dict[str, float] = {}
        for token in tokens:
            factor = factors.get(token.kind)
            if factor is None:
                continue
            weight = factor * self._idf.get(token.concept, self.rarest)
            bag[token.concept] = max(weight, bag.get(token.concept, 0.0))
        return bag

    def question(self, text: str, service: str | None = None) -> Question:
        """Reads a question; `service` is what the asker gave apart, by any name."""
        tokens = self.vocabulary.read(text)
        given = self.vocabulary.read(service) if service else []
        services = [t.service for t in (*given, *tokens) if t.kind == SERVICE and t.service]
        hints = [t.service for t in (*given, *tokens) if t.kind != SERVICE and t.service]
        bag = self._weigh(tokens, ASKED)
        unknown = sum(bag[t.concept] for t in tokens if t.kind == UNKNOWN)
        return Question(
            tuple(tokens),
            bag,
            sum(bag.values()),
            tuple(dict.fromkeys(services)),
            tuple(dict.fromkeys(hints)),
            unknown,
            any(t.kind == "foreign" for t in (*given, *tokens)),
        )

    def fits(self, question: Question, limit: int = 12) -> list[Fit]:
        """The entries that fit best, best first."""
        if not question.bag:
            return []
        best: dict[int, tuple[float, int]] = {}
        named = set(question.services)
        for number, (asked, said) in self._overlaps(question).items():
            alias = self.aliases[number]
            score = (asked / question.total) ** QUERY_SHARE * (said / alias.total) ** (1 - QUERY_SHARE)
            if alias.services:
                score *= 1.06 if alias.services & named else (0.55 if named else 0.85)
            held = best.get(alias.entry)
            if held is None or score > held[0]:
                best[alias.entry] = score, number
        top = heapq.nlargest(limit + 6, best.items(), key=lambda item: item[1][0])
        fits = [self._fit(question, at, score, number) for at, (score, number) in top]
        fits.sort(key=lambda fit: -fit.score)
        return fits[:limit]

    def _overlaps(self, question: Question) -> dict[int, tuple[float, float]]:
        """Alias -> (weight of the question, weight of the alias) that both share.

        Heavy concepts first. Once the concepts that are left could not lift a new alias over `NO_HOPE`,
        they only add to aliases found before: a common word's long list is then never walked.
        """
        found: dict[int, tuple[float, float]] = {}
        left = question.total
        for concept, weight in sorted(question.bag.items(), key=lambda item: -item[1]):
            postings = self._by_concept.get(concept, {})
            if found and left / question.total < NO_HOPE and len(postings) > len(found):
                shared = [number for number in found if number in postings]
            else:
                shared = postings
            for number in shared:
                asked, said = found.get(number, (0.0, 0.0))
                found[number] = asked + weight, said + postings[number]
            left -= weight
        return found

    def _fit(self, question: Question, at: int, score: float, number: int) -> Fit:
        document = self._documents[at]
        covered = frozenset(c for c in question.bag if c in document)
        share = sum(question.bag[c] for c in covered) / question.total if question.total else 0.0
        alias = self.aliases[number]
        entry = self.entries[at]
        known = entry.exam_weight * EXAM_BONUS if isinstance(entry, Thing) else EXAM_BONUS
        return Fit(entry, 0.8 * score + 0.2 * share + known, alias.text, covered, bool(alias.services))


def _names(entry: Thing | Use) -> tuple[str, ...]:
    return (entry.name, *entry.aliases, *entry.phrases)
