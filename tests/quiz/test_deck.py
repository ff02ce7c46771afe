"""Decks: one test for each sentence that is promised of the order in which a server is asked."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.quiz.bank import Bank
from bot.quiz.deck import Card, Deck, EmptyBank, card, draw, order
from bot.services.knowledge import Knowledge

TOPICS = ("facilities", "compute", "database", "identity", "network")
GUILDS = st.integers(min_value=0, max_value=2**64 - 1)
ROUNDS = st.integers(min_value=0, max_value=50)


def cards_of(topics: list[str]) -> list[Card]:
    return [Card(f"q{n}", topic, n % 3 + 1, f"thing{n % 7}") for n, topic in enumerate(topics)]


CARDS = st.lists(st.sampled_from(TOPICS), min_size=1, max_size=40).map(cards_of)
ACCURACY = st.dictionaries(st.sampled_from(TOPICS), st.floats(0, 1))


def drawn(deck: Deck, cards: list[Card], count: int) -> tuple[list[str], Deck]:
    found = []
    for _ in range(count):
        one, deck = draw(deck, cards)
        found.append(one)
    return found, deck


def neighbours_alike(ids: tuple[str, ...] | list[str], cards: list[Card]) -> int:
    """How many questions share the topic of the one before them."""
    topics = {one.id: one.topic for one in cards}
    return sum(topics[one] == topics[two] for one, two in pairwise(ids))


# ---- reproducible --------------------------------------------------------------------------------------


@given(cards=CARDS, guild=GUILDS, number=ROUNDS, accuracy=ACCURACY)
def test_the_order_follows_from_guild_and_round(
    cards: list[Card], guild: int, number: int, accuracy: dict[str, float]
) -> None:
    first = order(Deck(guild, number), cards, accuracy)
    assert first == order(Deck(guild, number), reversed(cards), accuracy)


@given(cards=CARDS, guild=GUILDS, number=ROUNDS)
def test_drawing_one_by_one_gives_that_order(cards: list[Card], guild: int, number: int) -> None:
    whole = order(Deck(guild, number), cards)
    assert tuple(drawn(Deck(guild, number), cards, len(cards))[0]) == whole


def test_servers_and_rounds_differ() -> None:
    cards = cards_of(list(TOPICS) * 6)
    orders = {order(Deck(guild, number), cards) for guild in range(5) for number in range(5)}
    assert len(orders) == 25


# ---- no question twice ---------------------------------------------------------------------------------


@given(cards=CARDS, guild=GUILDS)
def test_no_question_twice_until_the_deck_is_used_up(cards: list[Card], guild: int) -> None:
    ids, deck = drawn(Deck(guild), cards, 3 * len(cards))
    every = {one.id for one in cards}
    for start in range(0, len(ids), len(cards)):
        assert set(ids[start : start + len(cards)]) == every
    assert deck.round_number == 2


@given(cards=CARDS.filter(lambda cards: len(cards) > 1), guild=GUILDS)
def test_a_new_round_does_not_begin_with_the_question_before(cards: list[Card], guild: int) -> None:
    ids, _ = drawn(Deck(guild), cards, len(cards) + 1)
    assert ids[-1] != ids[-2] or len({one.topic for one in cards}) == 1


def test_an_empty_bank_is_said() -> None:
    with pytest.raises(EmptyBank):
        draw(Deck(1), [])


# ---- mixed ---------------------------------------------------------------------------------------------


@given(cards=CARDS, guild=GUILDS, number=ROUNDS, accuracy=ACCURACY)
def test_no_two_in_a_row_share_a_topic_where_possible(
    cards: list[Card], guild: int, number: int, accuracy: dict[str, float]
) -> None:
    most = max(Counter(one.topic for one in cards).values())
    unavoidable = max(0, most - (len(cards) - most) - 1)
    assert neighbours_alike(order(Deck(guild, number), cards, accuracy), cards) == unavoidable


@given(cards=CARDS, guild=GUILDS)
def test_nor_across_rounds(cards: list[Card], guild: int) -> None:
    most = max(Counter(one.topic for one in cards).values())
    if 2 * most <= len(cards):
        ids, _ = drawn(Deck(guild), cards, 2 * len(cards))
        assert neighbours_alike(ids, cards) == 0


@given(guild=GUILDS, number=ROUNDS)
def test_levels_and_topics_are_spread_over_the_deck(guild: int, number: int) -> None:
    """Of each level and each topic about half stand in the first half."""
    cards = [Card(f"q{n}", TOPICS[n % 5], n // 5 % 3 + 1, f"thing{n}") for n in range(180)]
    half = set(order(Deck(guild, number), cards)[:90])
    for group in ([c.id for c in cards if c.level == level] for level in (1, 2, 3)):
        assert 0.35 <= len(half & set(group)) / len(group) <= 0.65
    for group in ([c.id for c in cards if c.topic == topic] for topic in TOPICS):
        assert 0.35 <= len(half & set(group)) / len(group) <= 0.65


def met_again(ids: tuple[str, ...], cards: list[Card]) -> int:
    """How often a thing comes again within eleven questions."""
    subjects = {one.id: one.subject for one in cards}
    return sum(subjects[one] in [subjects[two] for two in ids[n + 1 : n + 12]] for n, one in enumerate(ids))


@given(guild=GUILDS)
def test_questions_on_the_same_thing_stand_apart(guild: int) -> None:
    """Six questions on each of fifteen things; by chance about forty of them would come again too soon."""
    cards = [Card(f"q{n}", TOPICS[n % 5], n // 15 % 3 + 1, f"thing{n % 15}") for n in range(90)]
    assert met_again(order(Deck(guild), cards), cards) <= 12


def test_in_the_real_bank_as_well(knowledge: Knowledge) -> None:
    cards = [card(question) for question in Bank(knowledge.lookup.catalog)]
    assert met_again(order(Deck(881207955029110855), cards), cards) <= 0.01 * len(cards)


# ---- weaker topics sooner ------------------------------------------------------------------------------


@given(guild=GUILDS, number=ROUNDS, weak=st.sampled_from(TOPICS), share=st.floats(0, 0.4))
def test_a_weak_topic_comes_sooner(guild: int, number: int, weak: str, share: float) -> None:
    cards = [Card(f"q{n}", TOPICS[n % 5], n // 5 % 3 + 1, f"thing{n}") for n in range(90)]
    accuracy = dict.fromkeys(TOPICS, 0.9) | {weak: share}
    places = {one: place for place, one in enumerate(order(Deck(guild, number), cards, accuracy))}
    means = {topic: mean(places[one.id] for one in cards if one.topic == topic) for topic in TOPICS}
    assert min(means, key=lambda topic: means[topic]) == weak
    before = order(Deck(guild, number), cards, dict.fromkeys(TOPICS, 0.9))
    usual = {one: place for place, one in enumerate(before)}
    assert means[weak] < mean(usual[one.id] for one in cards if one.topic == weak)


# ---- questions come and go -----------------------------------------------------------------------------


@settings(max_examples=60)
@given(cards=CARDS, guild=GUILDS, data=st.data())
def test_what_was_posted_stays_when_questions_are_added_or_withdrawn(
    cards: list[Card], guild: int, data: st.DataObject
) -> None:
    posted = data.draw(st.integers(0, len(cards) - 1))
    ids, deck = drawn(Deck(guild), cards, posted)
    withdrawn = data.draw(st.sets(st.sampled_from([one.id for one in cards])))
    added = [
        Card(f"new{n}", topic, 1, f"new{n}")
        for n, topic in enumerate(data.draw(st.lists(st.sampled_from(TOPICS), max_size=5)))
    ]
    later = [one for one in cards if one.id not in withdrawn] + added
    whole = order(deck, later)
    assert list(whole[:posted]) == ids
    rest = whole[posted:]
    assert sorted(rest) == sorted({one.id for one in later} - set(ids))


@given(cards=CARDS.filter(lambda cards: len(cards) > 2), guild=GUILDS)
def test_a_question_more_leaves_the_round_running(cards: list[Card], guild: int) -> None:
    ids, deck = drawn(Deck(guild), cards, len(cards))
    one, deck = draw(deck, [*cards, Card("late", "compute", 1, "late")])
    assert (one, deck.round_number) == ("late", 0)
    assert deck.posted == (*ids, "late")
