"""Options are shuffled out of a stored seed, and the key is on every place equally often."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.model import Option, Question, QuestionKind
from bot.catalog.questions import key
from bot.quiz.bank import Bank
from bot.quiz.deck import Deck, card, order
from bot.quiz.shuffle import post_seed, shuffle
from bot.services.knowledge import Knowledge

GUILDS = st.integers(min_value=0, max_value=2**64 - 1)
SEEDS = st.integers(min_value=0, max_value=2**63 - 1)
POSTS = 1000


def question(right: tuple[int, ...] = (0,), options: int = 4, question_id: str = "one") -> Question:
    return Question(
        id=question_id,
        kind=QuestionKind.TWO if len(right) == 2 else QuestionKind.ONE,
        level=1,
        topic="compute",
        exam="CLF-C02",
        thing="guest-os-patching",
        stem="Which?",
        options=tuple(Option(text=f"{n}", right=n in right, why="So.") for n in range(options)),
        explanation="So.",
        sources=("https://example.com/",),
        checked=date(2026, 11, 23),
    )


def places(asked: Question, seed: int) -> list[int]:
    """Where the key stands as shown."""
    return [place for place, written in enumerate(shuffle(asked, seed)) if written in key(asked)]


@given(seed=SEEDS, right=st.integers(0, 3))
def test_every_option_is_shown_once(seed: int, right: int) -> None:
    assert sorted(shuffle(question((right,)), seed)) == [0, 1, 2, 3]


@given(seed=SEEDS)
def test_the_same_seed_shows_the_same_order(seed: int) -> None:
    assert shuffle(question(), seed) == shuffle(question(), seed)


def test_the_order_does_not_depend_on_this_machine() -> None:
    """Posts outlive restarts and updates: a change here would turn the buttons of old messages around."""
    expected = [(3, 1, 2, 0), (0, 1, 2, 3), (2, 3, 0, 1), (2, 0, 3, 1)]
    assert [shuffle(question(), seed) for seed in (0, 1, 2, 3)] == expected


@settings(max_examples=50)
@given(guild=GUILDS, start=st.integers(0, 2**20), right=st.integers(0, 3))
def test_over_1000_posts_each_place_holds_the_key_22_to_28_in_a_hundred(
    guild: int, start: int, right: int
) -> None:
    asked = question((right,))
    found = Counter(places(asked, post_seed(guild, start + post))[0] for post in range(POSTS))
    assert all(0.22 * POSTS <= found[place] <= 0.28 * POSTS for place in range(4)), found


@settings(max_examples=25)
@given(guild=GUILDS)
def test_choose_two_holds_a_key_on_each_of_five_places_equally_often(guild: int) -> None:
    asked = question((1, 3), options=5)
    found = Counter(place for post in range(POSTS) for place in places(asked, post_seed(guild, post)))
    assert all(0.37 * POSTS <= found[place] <= 0.43 * POSTS for place in range(5)), found


@pytest.mark.parametrize("guild", [1, 42, 881207955029110855])
def test_over_1000_real_posts_of_a_server(guild: int, knowledge: Knowledge) -> None:
    bank = Bank(knowledge.lookup.catalog)
    cards = [card(one) for one in bank]
    rounds = (order(Deck(guild, number), cards) for number in range(POSTS // len(cards) + 1))
    found = Counter[int]()
    for post, question_id in zip(range(POSTS), chain.from_iterable(rounds), strict=False):
        if len(key(bank[question_id])) == 1:
            found[places(bank[question_id], post_seed(guild, post))[0]] += 1
    assert all(0.22 <= found[place] / found.total() <= 0.28 for place in range(4)), found


@given(seed=SEEDS)
def test_wrong_options_change_places_as_well(seed: int) -> None:
    orders = {tuple(one for one in shuffle(question(), seed + more) if one) for more in range(60)}
    assert len(orders) == 6


@given(guild=GUILDS, post=st.integers(0, 2**32 - 1))
def test_seeds_fit_a_database_and_follow_each_other(guild: int, post: int) -> None:
    assert 0 <= post_seed(guild, post) < 2**63
    assert post_seed(guild, post) == post_seed(guild, 0) + post
