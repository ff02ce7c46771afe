"""`questions` in the terminal: the table, one question, a round, a sample, and what `check` adds."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from bot.catalog.load import default_directory
from bot.terminal.questions import is_right, play
from tests.cli.support import Run, runner
from tests.quiz.folder import OPTIONS, option, question, write_folder, write_questions
from tests.quiz.test_shuffle import question as four_options


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capfd)


def test_the_table_adds_up(run: Run) -> None:
    ended = run("questions", "--json")
    table = json.loads(ended.out)
    assert ended.code == 0
    assert sum(row["hand_written"] + row["derived"] for row in table["rows"]) == table["questions"]
    for subject, least in (("responsibility", 400), ("policy", 120)):
        assert sum(table[subject].values()) >= least


def test_the_table_for_people_has_every_topic_and_the_same_sums(run: Run) -> None:
    table = json.loads(run("questions", "--json").out)
    ended = run("questions")
    assert all(row["topic"] in ended.out for row in table["rows"])
    hand = sum(row["hand_written"] for row in table["rows"])
    assert f"{hand} + {table['questions'] - hand}" in ended.out.splitlines()[-2]


def test_show_prints_one_as_members_see_it(run: Run) -> None:
    ended = run("questions", "show", "d-open-operating-system")
    assert ended.code == 0
    assert "names no service" in ended.out
    assert ended.out.count("Wrong: ") == 3
    assert ended.out.count("Right: ") == 1
    assert re.search(r"^  [A-D]  It depends on the service$", ended.out, re.M)
    assert "https://" in ended.out


def test_show_of_an_unknown_id_is_wrong_use(run: Run) -> None:
    ended = run("questions", "show", "nowhere")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Invalid value: There is no question nowhere.")


def test_sample_prints_as_many_as_asked_and_the_same_again(run: Run) -> None:
    first, again = run("questions", "sample", "3"), run("questions", "sample", "3", "--seed", "0")
    assert first.out == again.out
    assert first.out.count("Right: ") >= 3
    assert run("questions", "sample", "3", "--seed", "1").out != first.out


def test_play_asks_grades_and_explains() -> None:
    answers = iter("aAaA")
    console = Console(file=io.StringIO(), width=100)
    play([four_options((2,), question_id=f"q{n}") for n in range(4)], 8, console, lambda _: next(answers))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert sorted(line for line in lines if line in ("Right", "Wrong")) == [
        "Right",
        "Wrong",
        "Wrong",
        "Wrong",
    ]
    assert lines[-1] == "1 of 4 right."
    assert lines.count("So.") == 4


def test_play_ends_when_nothing_more_is_typed(run: Run) -> None:
    assert "0 of 0 right." in run("questions", "play", "--seed", "1").out


def test_play_without_such_questions_is_wrong_use(run: Run) -> None:
    assert run("questions", "play", "--topic", "cooking").code == 2


@pytest.mark.parametrize("seed", range(4))
def test_letters_count_as_shown(seed: int) -> None:
    asked = four_options((2,))
    assert [is_right(asked, seed, letter) for letter in "abcd"].count(True) == 1
    assert not is_right(asked, seed, "AB")
    two = four_options((0, 4), options=5)
    right = [
        one + other
        for one in "ABCDE"
        for other in "ABCDE"
        if one < other and is_right(two, seed, one + other)
    ]
    assert len(right) == 1
    assert is_right(two, seed, f"{right[0][1]}, {right[0][0].lower()}")


def test_check_prints_findings_and_ends_with_1(run: Run, tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    telling = (*OPTIONS[:3], option("Never running generators", "generators"))
    write_questions(folder, question(options=telling))
    ended = run("check", "--dir", str(folder))
    assert ended.code == 1
    assert 'knowledge/questions/compute.yaml:21: "never" stands in a wrong option' in ended.err


def test_check_warns_of_thin_topics_only(run: Run, tmp_path: Path) -> None:
    ended = run("check", "--dir", str(write_folder(tmp_path)))
    assert ended.code == 0
    assert "Warning: The topic compute has 2 of the 8 questions that a topic needs." in ended.err


def test_check_of_the_shipped_knowledge_is_silent_on_topics(run: Run) -> None:
    assert run("check", "--dir", str(default_directory())).err == ""
