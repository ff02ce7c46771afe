"""Aliases as bags of weighted concepts, and how well each entry fits a question."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.catalog.model import Catalog, Thing, Use
from bot.lookup.vocabulary import SERVICE, UNKNOWN, Token, Vocabulary

FACTORS = {"object": 1.0, "quality": 0.9, "word": 0.9, "act": 0.6, UNKNOWN: 0.7, "party": 0.2, "generic": 0.1}
"""How much a token of each kind decides, before rarity; noise, services and foreign words are weighed apart."""

QUERY_SHARE = 0.55
"""Weight of "how much of the question is covered" against "how much of the alias is covered"."""


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
    """What is asked about: weighted concepts, the services named (in order) and hinted at, and what is not known."""

    tokens: tuple[Token, ...]
    bag: Mapping[str, float]
    total: float
    services: tuple[str, ...]
    hints: tuple[str, ...]
    unknown: float
    foreign: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an entry fits: `score` in 0..1, the alias that fitted best, and the concepts that it covers."""

    entry: Thing | Use
    score: float
    alias: str
    covered: frozenset[str]
    bound: bool


class Index:
    """Finds the entries that fit a question. Immutable after construction."""

    def __init__(self, catalog: Catalog) -> None:
        self.entries: list[Thing | Use] = [*catalog.things.values(), *catalog.uses.values()]
        names = [name for entry in self.entries for name in (entry.name, *entry.aliases)]
        self.vocabulary = Vocabulary(catalog, names)
        read = [[self.vocabulary.read(name) for name in (entry.name, *entry.aliases)] for entry in self.entries]
        self._idf = self._rarity(read)
        self.rarest = max(self._idf.values(), default=1.0)
        self.aliases: list[Alias] = []
        self._by_concept: dict[str, list[int]] = defaultdict(list)
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
        for text, tokens in zip((entry.name, *entry.aliases), read, strict=True):
            bag = self.weigh(tokens)
            document.update(bag)
            services = frozenset(t.service for t in tokens if t.kind == SERVICE and t.service)
            if not bag and not services:
                continue
            number = len(self.aliases)
            self.aliases.append(Alias(at, bag, sum(bag.values()), services, text))
            for concept in bag:
                self._by_concept[concept].append(number)
        self._documents.append(document)

    def weigh(self, tokens: Iterable[Token]) -> dict[str, float]:
        """Concept -> weight (kind times rarity) of the tokens that count."""
        bag: dict[str, float] = {}
        for token in tokens:
            factor = FACTORS.get(token.kind)
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
        bag = self.weigh(tokens)
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
        overlaps: dict[int, float] = defaultdict(float)
        for concept, weight in question.bag.items():
            for number in self._by_concept.get(concept, ()):
                overlaps[number] += weight
        best: dict[int, tuple[float, int]] = {}
        named = set(question.services)
        for number, overlap in overlaps.items():
            alias = self.aliases[number]
            score = self._score(alias, overlap, question.total, named)
            if score > best.get(alias.entry, (0.0, 0))[0]:
                best[alias.entry] = score, number
        top = sorted(best.items(), key=lambda item: -item[1][0])[: limit * 2]
        fits = [self._fit(question, at, score, number) for at, (score, number) in top]
        fits.sort(key=lambda fit: -fit.score)
        return fits[:limit]

    def _score(self, alias: Alias, overlap: float, total: float, named: set[str]) -> float:
        covered = overlap / total
        filled = min(overlap / alias.total, 1.0)
        score = covered**QUERY_SHARE * filled ** (1 - QUERY_SHARE)
        if alias.services:
            score *= 1.06 if alias.services & named else (0.55 if named else 0.85)
        return score

    def _fit(self, question: Question, at: int, score: float, number: int) -> Fit:
        document = self._documents[at]
        covered = frozenset(c for c in question.bag if c in document)
        share = sum(question.bag[c] for c in covered) / question.total if question.total else 0.0
        alias = self.aliases[number]
        return Fit(self.entries[at], 0.8 * score + 0.2 * share, alias.text, covered, bool(alias.services))
