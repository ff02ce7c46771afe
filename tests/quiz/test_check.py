"""Whatever an author gets wrong in a question is named with file and line, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalog.load import KnowledgeError, default_directory, load, load_with_findings
from bot.catalog.questions import PARTIES
from tests.quiz.folder import OPTIONS, option, question, write_folder, write_questions

BADGES, FENCES, GENERATORS = OPTIONS[1:]
PATCHING = OPTIONS[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


def said(folder: Path, *questions: str) -> list[str]:
    """What `check` says of the questions: the mistakes, or if there are none the findings."""
    write_questions(folder, *questions)
    try:
        return [str(finding) for finding in load_with_findings(folder)[1]]
    except KnowledgeError as error:
        return [str(mistake) for mistake in error.mistakes]


def parties(right: str) -> tuple[str, ...]:
    return tuple(option(text, right=text == right) for text in PARTIES.values())


def test_the_shipped_questions_have_no_findings() -> None:
    assert [str(finding) for finding in load_with_findings(default_directory())[1]] == []


def test_a_sound_question_is_loaded(folder: Path) -> None:
    assert said(folder, question()) == []
    loaded = load(folder).questions["first"]
    assert [option.right for option in loaded.options] == [True, False, False, False]
    assert (loaded.thing, loaded.service, loaded.negated) == ("guest-os-patching", "ec2", False)


def test_without_questions_all_is_well(folder: Path) -> None:
    (folder / "questions/compute.yaml").unlink()
    assert load(folder).questions == {}
    (folder / "questions").rmdir()
    assert load(folder).questions == {}


def test_questions_are_never_changed(folder: Path) -> None:
    with pytest.raises(TypeError):
        load(folder).questions["second"] = load(folder).questions["first"]  # type: ignore[index]


ALL_AWS = (option("Patching the guest", "guest-os-patching"), BADGES, FENCES, GENERATORS)
TWO_RIGHT = (PATCHING, option("Setting budgets", "budgets", right=True), FENCES, GENERATORS)
FIVE = (*OPTIONS, option("Pumping water", "badges"))

WRONG = [
    pytest.param(
        question(options=TWO_RIGHT),
        "10: a question of the kind one has 1 right option, not 2",
        id="two right options",
    ),
    pytest.param(
        question(options=ALL_AWS), "10: a question of the kind one has 1 right option, not 0", id="no key"
    ),
    pytest.param(
        question(options=FIVE), "10: a question of the kind one has 4 options, not 5", id="five options"
    ),
    pytest.param(
        question(options=(PATCHING, BADGES, BADGES, FENCES)),
        '18: the option "Badges at the door" stands here twice',
        id="an option twice",
    ),
    pytest.param(
        question(options=(PATCHING, BADGES, FENCES, option("Setting budgets", "budgets"))),
        "21: this distractor is right: budgets on ec2 is the customer's, as the key is",
        id="distractor is right",
    ),
    pytest.param(
        question(options=(PATCHING, BADGES, FENCES, option("Minding floods", "floods"))),
        "21: this distractor is half right: floods on ec2 is shared",
        id="distractor is half right",
    ),
    pytest.param(
        question(options=(option("Patching", "guest-os-patching", right=True), *OPTIONS[1:]), service=""),
        "10: the key is contested: guest-os-patching is shared (an exam key says customer)",
        id="contested key",
    ),
    pytest.param(
        question(options=(PATCHING, BADGES, FENCES, option("Claims", "generators", says="aws"))),
        "21: generators on ec2 is AWS's, so this statement is true, which makes the option right",
        id="true statement as distractor",
    ),
    pytest.param(
        question(options=(option("AWS, on the next day", right=True), *OPTIONS[1:])),
        "11: the key names aws, but guest-os-patching on ec2 is the customer's",
        id="key names the other side",
    ),
    pytest.param(question(thing="guests"), "7: there is no thing guests", id="unknown thing"),
    pytest.param(question(service="ec3"), "8: there is no service ec3", id="unknown service"),
    pytest.param(
        question(topic="cooking"),
        "9: there is no topic cooking; it is the name of a file of things or uses",
        id="unknown topic",
    ),
    pytest.param(
        question(options=(*OPTIONS[:3], option("Lamps", "lamps"))),
        "23: there is no thing lamps",
        id="option's thing",
    ),
    pytest.param(
        question(use="spam"), "2: name either the thing or the use that the key rests on", id="thing and use"
    ),
    pytest.param(
        question("d-first"), "2: an id may not start with d-: that marks derived questions", id="derived id"
    ),
    pytest.param(
        question(stem="Which task is NOT its own?"),
        "6: the stem has NOT or EXCEPT, so write negated: true",
        id="unmarked negation",
    ),
    pytest.param(
        question(negated="true"),
        "6: a negated question has NOT or EXCEPT in capitals",
        id="marked without NOT",
    ),
    pytest.param(
        question(kind="side", options=parties("AWS")),
        "10: the key says aws, but guest-os-patching on ec2 is the customer's",
        id="wrong side",
    ),
    pytest.param(
        question(kind="side"),
        "10: the options of a question of the kind side are, in this order, "
        "AWS, The customer, Both, each for its own part and It depends on the service",
        id="other parties",
    ),
    pytest.param(
        question(stem="x" * 1001), "6: stem may have at most 1000 characters", id="stem too long for Discord"
    ),
    pytest.param(
        question(options=(*OPTIONS[:3], option("x" * 121, "badges"))),
        "21: text of options may have at most 120 characters",
        id="option too long for Discord",
    ),
    pytest.param(
        question().replace("  explanation: It is so. Remember it.\n", ""),
        "2: explanation is missing",
        id="explanation",
    ),
    pytest.param(
        question().replace("      why: It is so.\n", "", 1), "11: why of options is missing", id="why"
    ),
    pytest.param(
        question().replace("  sources: [https", "  source: [https"), "2: sources is missing", id="sources"
    ),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_wrong_question_is_named_with_its_line(folder: Path, text: str, expected: str) -> None:
    found = said(folder, text)
    assert f"knowledge/questions/compute.yaml:{expected}" in found
    assert all(one.startswith("knowledge/questions/compute.yaml:") for one in found)


@pytest.mark.parametrize("right", ["The customer"])
def test_a_side_question_with_the_right_side_is_sound(folder: Path, right: str) -> None:
    assert said(folder, question(kind="side", options=parties(right))) == []


def services(stem: str, *rows: tuple[str, bool]) -> str:
    options = tuple(
        option(f"On {name} {number}", right=right, service=name) for number, (name, right) in enumerate(rows)
    )
    return question(stem=stem, options=options, kind="service", service="")


def test_a_service_on_which_it_is_the_same_side_as_on_the_key(folder: Path) -> None:
    rows = (("ec2", True), ("infrastructure", False), ("ec2", False), ("infrastructure", False))
    found = said(folder, services("On which service is it the customer's?", *rows))
    assert found[1] == (
        "knowledge/questions/compute.yaml:17: "
        "this distractor is right: guest-os-patching on ec2 is the customer's, as on the key"
    )
    assert len(found) == 3


def test_which_leaves_the_least_is_a_matter_of_amounts(folder: Path) -> None:
    rows = (("ec2", True), ("infrastructure", False), ("ec2", False), ("infrastructure", False))
    found = said(folder, services("Which service leaves the least to patch?", *rows))
    assert "this distractor is right: ec2 leaves as much to patch as the key" in found[0]


# ---- findings that only an author has to mend ----------------------------------------------------------


def words(number: int) -> str:
    """A stem that has nothing in common with the others."""
    return " ".join(f"{letter}{number}" for letter in "abcdefgh")


def test_the_longest_option_as_key_in_more_than_three_of_ten(folder: Path) -> None:
    long = (option("Patching the guest operating system", "guest-os-patching", right=True), *OPTIONS[1:])
    short = (option("Patching", "guest-os-patching", right=True), *OPTIONS[1:])
    three = [question(f"q{n}", words(n), long if n < 3 else short) for n in range(10)]
    assert said(folder, *three) == []
    four = [question(f"q{n}", words(n), long if n < 4 else short) for n in range(10)]
    assert [one.split(": ", 1)[1] for one in said(folder, *four)] == [
        "the longest option is the key in 4 of 10 questions here: q0, q1, q2, q3"
    ]


@pytest.mark.parametrize("word", ["always", "Never", "only"])
def test_a_word_that_gives_wrong_options_away(folder: Path, word: str) -> None:
    telling = (*OPTIONS[:3], option(f"Running generators {word}", "generators"))
    found = said(folder, question(options=telling))
    assert found == [
        f'knowledge/questions/compute.yaml:21: "{word.casefold()}" stands in a wrong option and in no right '
        "one, which gives it away"
    ]
    fair = (option(f"Patching {word}", "guest-os-patching", right=True), *telling[1:])
    assert said(folder, question(options=fair)) == []


def test_only_if_is_a_condition(folder: Path) -> None:
    assert (
        said(folder, question(options=(*OPTIONS[:3], option("Running it only if asked", "generators")))) == []
    )


def test_a_stem_that_is_nearly_another(folder: Path) -> None:
    first = "A bakery keeps its recipes on EC2 and forgets the updates. Whose task was that?"
    second = "A bakery keeps its recipes on EC2 and forgets all updates. Whose task was that?"
    third = "A clinic rents servers from AWS and loses a badge. Whose matter is it?"
    found = said(folder, question("one", first), question("two", second), question("three", third))
    assert len(found) == 1
    assert "the stem is nearly that of one (knowledge/questions/compute.yaml:2)" in found[0]
