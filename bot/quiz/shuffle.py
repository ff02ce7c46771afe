"""In which order a post shows the options: out of a seed that is kept with the post."""

from __future__ import annotations

from itertools import combinations

from bot.catalog.model import Question
from bot.catalog.questions import key
from bot.quiz.chance import number, ranked

_POSTS = 1 << 32
"""More posts than any server will see: each server has seeds of its own, one after the other."""


def post_seed(guild_id: int, post: int) -> int:
    """The seed of a server's post number `post` (0, 1, 2 ...), to be kept with the post; below 2**63."""
    return (number("seed", guild_id) >> 33) * _POSTS + post


def shuffle(question: Question, seed: int) -> tuple[int, ...]:
    """The places (from 0) of the written options in the order in which a post shows them.

    The same for the same question and seed. With seeds that follow each other the key stands on every place
    equally often: each run of four (of ten, for choose two) has it on every place once.
    """
    count, right = len(question.options), key(question)
    places = _key_places(count, len(right), seed)
    rights = ranked(right, "right", seed, question.id)
    wrongs = ranked((one for one in range(count) if one not in right), "wrong", seed, question.id)
    return tuple(rights.pop() if place in places else wrongs.pop() for place in range(count))


def _key_places(count: int, right: int, seed: int) -> tuple[int, ...]:
    every = list(combinations(range(count), right))
    run, turn = divmod(seed, len(every))
    return ranked(every, "places", run)[turn]
