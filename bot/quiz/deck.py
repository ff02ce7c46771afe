"""Which question a server is asked next: an order of its own for each round, mixed and never repeating."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalog.model import Question
from bot.quiz.chance import fraction, ranked

APART = 12
"""Questions on the same thing stand at least so many posts apart, where the deck allows it."""

WEAKEST_PACE = 0.5
"""A topic in which a server is never right is used up in this share of the deck's length; ours."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the order needs to know of a question. `subject` is the thing or use that its key rests on."""

    id: str
    topic: str
    level: int
    subject: str


@dataclass(frozen=True, slots=True)
class Deck:
    """Where a server stands: its round (from 0), the ids posted in it in order, the last ones before it."""

    guild_id: int
    round_number: int = 0
    posted: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class EmptyBank(Exception):
    """There is no question to draw."""


def card(question: Question) -> Card:
    """A question as a card."""
    return Card(question.id, question.topic, question.level, question.thing or question.use or question.id)


def draw(deck: Deck, cards: Iterable[Card], accuracy: Mapping[str, float] | None = None) -> tuple[str, Deck]:
    """The next question's id, and the deck after it; a used-up deck is followed by the next round's.

    `cards` are all questions of today; those added or withdrawn since the round began come up, or not, from
    now on and change nothing that was posted. `accuracy` is the server's share of right answers by topic,
    0 to 1; topics that it lacks count as average. Raises EmptyBank.
    """
    cards = tuple(cards)
    if not cards:
        raise EmptyBank
    if {one.id for one in cards} <= set(deck.posted):
        deck = Deck(deck.guild_id, deck.round_number + 1, (), deck.posted[-APART:])
    chosen = next(_rest(deck, cards, accuracy or {})).id
    return chosen, replace(deck, posted=(*deck.posted, chosen))


def order(deck: Deck, cards: Iterable[Card], accuracy: Mapping[str, float] | None = None) -> tuple[str, ...]:
    """The whole round: what was posted of it, then what follows as things stand."""
    return (*deck.posted, *(one.id for one in _rest(deck, tuple(cards), accuracy or {})))


# ---- the order -----------------------------------------------------------------------------------------


def _rest(deck: Deck, cards: Sequence[Card], accuracy: Mapping[str, float]) -> Iterator[Card]:
    """The cards that were not posted in this round, in the order in which they come."""
    known = {one.id: one for one in cards}
    due = _due(deck, cards, accuracy)
    posted = set(deck.posted)
    left = sorted(
        (one for one in known.values() if one.id not in posted), key=lambda one: (due[one.id], one.id)
    )
    past = [known[one] for one in (*deck.before, *deck.posted)[-APART:] if one in known]
    topics = Counter(one.topic for one in left)
    while left:
        chosen = _next(left, topics, past)
        left.remove(chosen)
        topics[chosen.topic] -= 1
        past = [*past, chosen][-APART:]
        yield chosen


def _next(left: Sequence[Card], topics: Counter[str], past: Sequence[Card]) -> Card:
    """The card that is due first among those that keep topics apart, if possible also things."""
    last = past[-1].topic if past else None
    topic, most = topics.most_common(1)[0]
    # A topic with more than half of what is left must be used now, or it will have to follow itself later.
    if most > len(left) // 2 and topic != last:
        allowed = [one for one in left if one.topic == topic]
    else:
        allowed = [one for one in left if one.topic != last] or list(left)
    recent = {one.subject for one in past}
    return next((one for one in allowed if one.subject not in recent), allowed[0])


def _due(deck: Deck, cards: Iterable[Card], accuracy: Mapping[str, float]) -> dict[str, float]:
    """When in the round each card is due, 0 to 1: every topic and level spread evenly, weak topics faster."""
    seed = (deck.guild_id, deck.round_number)
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in cards:
        groups[one.topic, one.level].append(one.id)
    due: dict[str, float] = {}
    for (topic, level), ids in groups.items():
        start, pace = fraction("start", *seed, topic, level), _pace(accuracy, topic)
        for place, one in enumerate(ranked(ids, "card", *seed)):
            due[one] = pace * (place + start) / len(ids)
    return due


def _pace(accuracy: Mapping[str, float], topic: str) -> float:
    """1 for a topic of which everything was right, less for a weaker one."""
    share = accuracy.get(topic, _average(accuracy))
    return WEAKEST_PACE + (1 - WEAKEST_PACE) * min(max(share, 0.0), 1.0)


def _average(accuracy: Mapping[str, float]) -> float:
    return math.fsum(accuracy.values()) / len(accuracy) if accuracy else 1.0
