"""The plain methods find what they should on three texts, and nothing below their cut."""

from __future__ import annotations

import math

import pytest

from bench.rivals import RIVALS, Rival, installed, trigrams

TEXTS = ["patching the guest operating system", "physical security of data centers", "firewall rules"]
QUICK = [name for name in RIVALS if name != "sentence embeddings"]


@pytest.fixture(params=QUICK)
def rival(request: pytest.FixtureRequest) -> Rival:
    return RIVALS[request.param](TEXTS)


def test_the_text_most_like_the_question_is_picked(rival: Rival) -> None:
    questions = ["Patching a guest operating system?", "security of data centers", "FIREWALL rules!"]
    for at, question in enumerate(questions):
        found = rival.best(question)
        assert found is not None and found[0] == at


def test_below_the_cut_there_is_no_answer(rival: Rival) -> None:
    question = "security of data centers"
    found = rival.best(question)
    assert found is not None
    rival.cut = found[1]
    assert rival.best(question) == found
    rival.cut = math.nextafter(found[1], math.inf)
    assert rival.best(question) is None


def test_signs_alone_are_no_question(rival: Rival) -> None:
    rival.cut = max(rival.cut, 1e-9)
    assert rival.best('?" * (') is None


def test_trigrams_hold_the_spaces() -> None:
    assert trigrams("os up") == ["os ", "s u", " up"]


def test_what_needs_no_package_is_always_there() -> None:
    assert all(installed(name) for name in QUICK)
