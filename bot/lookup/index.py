"""Aliases as bags of weighted concepts, and how well each entry fits a question."""

from __future__ import annotations

import math
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from operator import itemgetter

from bot.catalog.model import Catalog, Owner, Thing, Use
from bot.lookup.text import words
from bot.lookup.vocabulary import OTHER, SERVICE, UNKNOWN, Token, Vocabulary

ASKED = {
    "object": 1.0,
    "quality": 0.9,
    "word": 0.9,
    "act": 0.6,
    UNKNOWN: 0.6,
    "party": 0.2,
    "light": 0.15,
    "generic": 0.08,
}
"""How much a token of each kind in a question decides, before rarity; noise, services and foreign words
nothing.
"""

SAID = {
    "object": 1.0,
    "quality": 0.9,
    "word": 0.9,
    "act": 0.6,
    UNKNOWN: 0.6,
    "party": 0.5,
    "light": 0.15,
    "generic": 0.15,
}
"""The same for a token of an alias: "my own data center" is not said by a question about any data center."""

SLIGHT = {"party", "light", "generic"}
"""Kinds that hardly decide; entries are not searched for by them unless a question has nothing else."""

DOMAIN = {"object", "quality", "act"}
"""Kinds of the concepts that words.yaml lists: words of the field, not only of somebody's phrase."""

PARTY = {Owner.AWS: "amazon", Owner.CUSTOMER: "mine"}
"""The concept of words.yaml that holds the names of each party."""

OWN, OTHERS = {"my", "our", "own", "mine", "ours"}, "others"
"""Words for what is the asker's own; the concept of words.yaml for what is somebody else's."""

QUERY_SHARE = 0.55
"""Weight of "how much of the question is covered" against "how much of the alias is covered"."""

ALIAS_SHARE = 0.6
"""Weight of the best alias against all that the entry's words know of the question."""

OFTEN = 1.0
"""How many of an entry's names have to hold a word for it to count half as the entry's own."""

SAME_SERVICE, NO_SERVICE, OTHER_SERVICE = 1.06, 0.85, 0.55
"""Factor for an alias that names the service asked about, one while none is asked about, another one."""

HOPE = 0.8
"""Share of that most that an entry is taken to reach."""

FOREMOST = 256
"""Entries searched for by one word: of a word that more of them have, those with the most names that hold it.
Today only words that hardly decide are as common; it keeps the look-up fast on much larger knowledge.
"""

SEARCHED = 64
"""Entries looked at for one question; the rest know less of it."""

ROUNDING = 1e-9
"""Slack where a bound is worked out in another order than the score itself."""

EXAM_BONUS = 0.01
"""Per point of exam weight: among equals the thing that exams ask more often."""


Postings = dict[int, tuple[int, ...]]
"""Entry -> its aliases that hold one concept."""

_NOWHERE: Postings = {}
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to say an entry: its concepts with their weights, and the services that it names."""

    entry: int
    bag: tuple[tuple[str, float], ...]
    total: float
    services: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: weighted concepts, the services named (in order) and hinted at, and what is
    not known.

    `sayable` bounds what an alias can say of it: per weight of what decides, and by all that hardly decides.
    """

    tokens: tuple[Token, ...]
    bag: Mapping[str, float]
    heavy: tuple[tuple[str, float], ...]
    tail: frozenset[str]
    domain: frozenset[str]
    slight: float
    total: float
    services: tuple[str, ...]
    hints: tuple[str, ...]
    unknown: float
    foreign: bool
    other: int
    own: bool
    sayable: tuple[float, float]


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
    filled: float
    others: bool


@dataclass(frozen=True, slots=True)
class _Claims:
    """What decides in a text -> the entry that it belongs to: by a name or an alias, and by a name alone."""

    official: Mapping[frozenset[str], int]
    named: Mapping[frozenset[str], int]


class Index:
    """Finds the entries that fit a question. Immutable after construction."""

    def __init__(self, catalog: Catalog) -> None:
        self.entries: list[Thing | Use] = [*catalog.things.values(), *catalog.uses.values()]
        alike: dict[str, str] = {}  # equal words as one object: names are made of a few thousand
        names = [
            [[alike.setdefault(word, word) for word in words(name)] for name in _names(entry)]
            for entry in self.entries
        ]
        self.vocabulary = Vocabulary(catalog, [plain for own in names for plain in own])
        self._exact = self._exact_names(catalog, names)
        read = [[self.vocabulary.read_words(plain) for plain in own] for own in names]
        del names, alike
        self._idf = self._rarity(read)
        self.rarest = max(self._idf.values(), default=1.0)
        self.aliases: list[Alias] = []
        self._aliases_of: dict[str, Postings] = defaultdict(dict)
        self._said: dict[str, float] = {}
        self._of_others = {at for at, own in enumerate(read) if any(t.concept == OTHERS for t in own[0])}
        claims = self._official_bags(read)
        pairs: dict[tuple[str, float], tuple[str, float]] = {}
        for at, entry in enumerate(self.entries):
            self._add(at, entry, read[at], claims, pairs)
        self._foremost = {
            concept: tuple(nlargest(FOREMOST, postings, key=lambda at, held=postings: len(held[at])))
            for concept, postings in self._aliases_of.items()
            if len(postings) > FOREMOST
        }

    def _exact_names(self, catalog: Catalog, names: list[list[list[str]]]) -> dict[str, Thing | Use | None]:
        """Words of a name -> its entry; None where several claim it or it is a service's name, too."""
        exact: dict[str, Thing | Use | None] = {}
        for entry, own in zip(self.entries, names, strict=True):
            for key in map(" ".join, own):
                exact[key] = _meant(exact[key], entry) if key in exact else entry
        for place in (*catalog.services.values(), *catalog.models.values()):
            exact.update({" ".join(words(name)): None for name in (place.name, *place.aliases)})
        return exact

    def exact(self, text: str) -> Thing | Use | None:
        """The one entry with just this name or alias."""
        return self._exact.get(" ".join(words(text)))

    def _rarity(self, read: list[list[list[Token]]]) -> dict[str, float]:
        seen: Counter[str] = Counter()
        for names in read:
            seen.update({token.concept for tokens in names for token in tokens})
        size = len(read) + 1
        return {concept: math.log(1 + size / (count + 0.5)) for concept, count in seen.items()}

    def _official_bags(self, read: list[list[list[Token]]]) -> _Claims:
        """What decides in each name and alias -> the entry that asks most about it.

        A name with a party in it ("Training your own staff") claims nothing: without the party it is
        another's.
        """
        owners = {
            _deciding(own[0]): at for at, own in enumerate(read) if all(t.kind != "party" for t in own[0])
        }
        named = owners.keys() | set()
        for at, entry in enumerate(self.entries):
            for tokens in read[at][1 : 1 + len(entry.aliases)]:
                key = _deciding(tokens)
                held = owners.get(key)
                if held is None or (
                    key not in named and _exam_weight(self.entries[held]) < _exam_weight(entry)
                ):
                    owners[key] = at
        return _Claims(owners, {key: owners[key] for key in named})

    def _add(
        self,
        at: int,
        entry: Thing | Use,
        read: list[list[Token]],
        claims: _Claims,
        pairs: dict[tuple[str, float], tuple[str, float]],
    ) -> None:
        """Takes up an entry's names; `pairs` lets equal (concept, weight) be one object, to save memory."""
        for number, (text, tokens) in enumerate(zip(_names(entry), read, strict=True)):
            key = _deciding(tokens)
            if number > len(entry.aliases) and claims.official.get(key, at) != at:
                continue  # an everyday phrase that comes to no more than another entry's name or alias
            if number and claims.named.get(key, at) != at:
                continue  # an alias that comes to no more than another entry's own name
            bag = self._weigh(tokens, SAID)
            services = frozenset(t.service for t in tokens if t.kind == SERVICE and t.service)
            if not bag and not services:
                continue
            number = len(self.aliases)
            total = sum(bag.values()) or 1.0
            shared = tuple([pairs.setdefault(pair, pair) for pair in bag.items()])
            self.aliases.append(Alias(at, shared, total, services or _NONE, text))
            for concept in bag:
                postings = self._aliases_of[concept]
                postings[at] = (*postings.get(at, ()), number)
                self._said[concept] = max(bag[concept], self._said.get(concept, 0.0))

    def _weigh(self, tokens: Iterable[Token], factors: Mapping[str, float]) -> dict[str, float]:
        """Concept -> weight (kind times rarity) of the tokens that count."""
        bag: dict[str, float] = {}
        for token in tokens:
            factor = factors["light"] if token.concept.isdigit() else factors.get(token.kind)
            if factor is None:
                continue
            weight = factor * self._idf.get(token.concept, self.rarest)
            bag[token.concept] = max(weight, bag.get(token.concept, 0.0))
        return bag

    def question(self, text: str, service: str | None = None, subject: Owner | None = None) -> Question:
        """Reads a question; `service` is what the asker gave apart, by any name.

        `subject` is the party of a yes/no question: its first mention ("is AWS ...") belongs to the frame.
        """
        tokens = self.vocabulary.read(text)
        if subject is not None and subject in PARTY:
            first = next((at for at, t in enumerate(tokens) if t.concept == PARTY[subject]), len(tokens))
            tokens = tokens[:first] + tokens[first + 1 :]
        given = self.vocabulary.read(service) if service else []
        services = [t.service for t in (*given, *tokens) if t.kind == SERVICE and t.service]
        hints = [t.service for t in (*given, *tokens) if t.kind != SERVICE and t.service]
        bag = self._weigh(tokens, ASKED)
        unknown = sum(bag[t.concept] for t in tokens if t.kind == UNKNOWN)
        tail = {t.concept for t in tokens if t.kind in SLIGHT}
        if len(tail) == len(bag):
            tail = set()
        heavy = tuple((c, w) for c, w in bag.items() if c not in tail)
        return Question(
            tuple(tokens),
            bag,
            heavy,
            frozenset(tail),
            frozenset(t.concept for t in tokens if t.kind in DOMAIN),
            sum(bag[c] for c in tail if c in bag),
            sum(bag.values()),
            tuple(dict.fromkeys(services)),
            tuple(dict.fromkeys(hints)),
            unknown,
            any(t.kind == "foreign" for t in (*given, *tokens)),
            sum(t.kind == OTHER for t in tokens),
            any(t.text in OWN for t in tokens) and not any(t.concept == OTHERS for t in tokens),
            (
                max((self._said.get(c, 0.0) / w for c, w in heavy), default=0.0),
                sum(self._said.get(c, 0.0) for c in tail),
            ),
        )

    def fits(self, question: Question, limit: int = 8) -> list[Fit]:
        """The entries that fit best, best first.

        Entries are looked at in the order of how much of the question they know at all; that bounds how
        well any of their aliases can fit, so the search ends where no entry that is left could come under
        the first `limit`.
        """
        fits: list[Fit] = []
        named = set(question.services)
        for at, most in self._promising(question):
            least = fits[limit - 1].score if len(fits) >= limit else 0.0
            if most * HOPE < least:
                break
            if fit := self._fit(question, at, named, least):
                insort(fits, fit, key=lambda fit: -fit.score)
        return fits[:limit]

    def _promising(self, question: Question) -> list[tuple[int, float]]:
        """(entry, the most that its score can be), best first, at most `SEARCHED`.

        Only what decides is looked up; what hardly decides ("manage", "my") counts as known by all.
        """
        heavy = [(self._aliases_of.get(concept, _NOWHERE), weight) for concept, weight in question.heavy]
        lists = [
            self._foremost.get(concept, self._aliases_of.get(concept, _NOWHERE))
            for concept, _ in question.heavy
        ]
        total, slight = question.total, question.slight
        most = []
        for at in dict.fromkeys(chain.from_iterable(lists)):
            covered, often = slight, slight
            for postings, weight in heavy:
                if numbers := postings.get(at):
                    covered += weight
                    often += weight * len(numbers) / (len(numbers) + OFTEN)
            most.append((at, _at_most(covered / total, often / total)))
        most.sort(key=itemgetter(1), reverse=True)
        return most[:SEARCHED]

    def _fit(self, question: Question, at: int, named: set[str], least: float) -> Fit | None:
        """How well one entry fits: its best alias, how much of the question it knows, its exam weight.

        None where the score would not be above `least`, which is mostly seen before any alias is worked out.
        """
        asked: dict[int, float] = {}
        known = 0.0
        covered = []
        for concept, weight in question.bag.items():
            numbers = self._aliases_of.get(concept, _NOWHERE).get(at)
            if numbers is None:
                continue
            covered.append(concept)
            known += weight * len(numbers) / (len(numbers) + OFTEN)
            if concept in question.tail:
                continue
            if not asked:
                asked = dict.fromkeys(numbers, weight)
                continue
            for number in numbers:
                asked[number] = asked.get(number, 0.0) + weight
        entry = self.entries[at]
        beside = (1 - ALIAS_SHARE) * known / question.total
        needed = (least - beside - _exam_weight(entry) * EXAM_BONUS) / ALIAS_SHARE - ROUNDING
        best = self._best_alias(question, asked, named, max(needed, 0.0))
        if best is None:
            return None
        score, alias, filled = best
        total = ALIAS_SHARE * score + beside
        total += _exam_weight(entry) * EXAM_BONUS
        return Fit(
            entry, total, alias.text, frozenset(covered), bool(alias.services), filled, at in self._of_others
        )

    def _best_alias(
        self, question: Question, asked: dict[int, float], named: set[str], needed: float
    ) -> tuple[float, Alias, float] | None:
        """The best score, its alias and how much of that alias the question says; None where no score is
        above `needed`.

        An alias that covers too little or says too much else to beat the best one so far is not worked out.
        """
        bag, total, tail = question.bag, question.total, question.tail
        best, found, best_filled = needed, None, 0.0
        bounds: dict[float, float] = {}
        for number, weight in sorted(asked.items(), key=itemgetter(1), reverse=True):
            if weight not in bounds:
                bounds[weight] = _longest(question, weight, best)
            alias = self.aliases[number]
            if alias.total > bounds[weight]:
                continue
            covered, said = weight, 0.0
            for concept, own in alias.bag:
                if concept in bag:
                    said += own
                    if concept in tail:
                        covered += bag[concept]
            filled = said / alias.total
            score = (covered / total) ** QUERY_SHARE * filled ** (1 - QUERY_SHARE)
            if alias.services:
                score *= SAME_SERVICE if alias.services & named else OTHER_SERVICE if named else NO_SERVICE
            if score > best:
                best, found, best_filled = score, alias, filled
                bounds = {weight: _longest(question, weight, best)}
        return (best, found, best_filled) if found else None


def _longest(question: Question, weight: float, best: float) -> float:
    """The weight of all words up to which an alias that covers so much can score above `best`."""
    if not best:
        return math.inf
    per_weight, beside = question.sayable
    most = SAME_SERVICE * ((weight + question.slight) / question.total) ** QUERY_SHARE
    if most <= best:
        return -1.0
    return (1 + ROUNDING) * (per_weight * weight + beside) / (best / most) ** (1 / (1 - QUERY_SHARE))


def _at_most(covered: float, known: float) -> float:
    """The best score of an entry whose words cover this share of the question and know it this well."""
    return ALIAS_SHARE * SAME_SERVICE * covered**QUERY_SHARE + (1 - ALIAS_SHARE) * known + 3 * EXAM_BONUS


def _meant(held: Thing | Use | None, entry: Thing | Use) -> Thing | Use | None:
    """Which of two entries with one name is meant: guidance on the policy before a thing, else neither."""
    if held is entry:
        return entry
    guidance = [e for e in (held, entry) if isinstance(e, Use) and e.verdict is None]
    return guidance[0] if len(guidance) == 1 else None


def _names(entry: Thing | Use) -> tuple[str, ...]:
    return (entry.name, *entry.aliases, *entry.phrases)


def _deciding(tokens: Iterable[Token]) -> frozenset[str]:
    """The concepts that tell one entry from another, services included."""
    return frozenset(t.concept for t in tokens if t.kind in ("object", "quality", "word", "act", SERVICE))


def _exam_weight(entry: Thing | Use) -> int:
    return entry.exam_weight if isinstance(entry, Thing) else 1
