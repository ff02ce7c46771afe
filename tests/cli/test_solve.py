"""`solve`: what other programs rely on, for every line that may come, and what a person reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.services.solving import MAX_PASTED
from tests.cli.support import Run

ROOT = Path(__file__).parent.parent.parent

QUESTION = {
    "stem": "Which of these is the customer's responsibility?",
    "options": {"A": "Patching the hypervisor", "B": "Configuring security groups"},
}
PASTED = "\n".join([str(QUESTION["stem"]), "A. Patching the hypervisor", "B. Configuring security groups"])


def line(**question: object) -> bytes:
    return json.dumps(question).encode()


def test_a_line_gives_one_object_with_every_key_in_order(run: Run) -> None:
    ended = run("solve", "--stdin", "--json", stdin=line(**QUESTION))
    solved = json.loads(ended.out)
    assert (ended.code, ended.out.count("\n")) == (0, 1)
    assert list(solved) == ["outcome", "answer", "options", "warnings"]
    assert (solved["outcome"], solved["answer"]) == ("answer", ["B"])
    assert list(solved["options"]) == ["A", "B"]
    assert all(list(one) == ["verdict", "thing", "confidence", "why"] for one in solved["options"].values())
    assert (solved["options"]["A"]["verdict"], solved["options"]["A"]["thing"]) == ("aws", "hypervisor")
    assert solved["options"]["A"]["why"]


BAD = [
    (b"", "not JSON"),
    (b"   ", "not JSON"),
    (b"{", "not JSON"),
    (b"[" * 100_000, "not JSON"),
    (b"\xff\xfe\x00", "not JSON"),
    (b"null", "not an object"),
    (b"[1]", "not an object"),
    (b"{}", "stem"),
    (line(stem=1, options={}), "stem"),
    (line(stem="x"), "options"),
    (line(stem="x", options=["a", "b"]), "options"),
    (line(stem="x", options={"A": "a", "B": None}), "options"),
    (line(stem="x", options={}), "options"),
    (line(stem="x", options={"A": "a"}), "options"),
    (line(stem="x" * MAX_PASTED, options={"A": "a", "B": "b"}), "6,000 characters"),
]


def test_every_bad_line_is_answered_in_order_and_the_next_one_too(run: Run) -> None:
    lines = [part for bad, _ in BAD for part in (bad, line(**QUESTION))]
    ended = run("solve", "--stdin", "--json", stdin=b"\n".join(lines))
    answers = [json.loads(one) for one in ended.out.splitlines()]
    assert (ended.code, len(answers)) == (0, len(lines))
    for (_, words), answer in zip(BAD, answers[::2], strict=True):
        assert (answer["outcome"], answer["answer"], answer["options"]) == ("unknown", [], {})
        assert words in answer["error"] and answer["error"].endswith(".")
    assert all(answer["answer"] == ["B"] and "error" not in answer for answer in answers[1::2])


ODD: list[tuple[dict[str, str], list[str]]] = [
    ({"A": "", "B": ";", "C": "\x00"}, ["A", "B", "C"]),
    ({"A": "\ud83d", "\ud83d": "hypervisor"}, ["A", "?"]),
    ({"": "hypervisor", "A": "security groups"}, ["", "A"]),
]


def test_odd_options_are_no_error(run: Run) -> None:
    lines = [line(stem=QUESTION["stem"], options=options) for options, _ in ODD]
    ended = run("solve", "--stdin", "--json", stdin=b"\n".join(lines))
    for given, (_, letters) in zip(ended.out.splitlines(), ODD, strict=True):
        solved = json.loads(given)
        assert list(solved["options"]) == letters
        assert "error" not in solved


def test_another_program_can_hold_a_conversation() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "solve", "--stdin", "--json"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as program:
        assert program.stdin is not None and program.stdout is not None
        for given, outcome in ((line(**QUESTION), "answer"), (b"", "unknown"), (line(**QUESTION), "answer")):
            program.stdin.write(given + b"\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["outcome"] == outcome
        program.stdin.close()
        assert program.wait(10) == 0


def test_a_pasted_question_as_json(run: Run) -> None:
    solved = json.loads(run("solve", PASTED, "--json").out)
    assert (solved["answer"], list(solved["options"])) == (["B"], ["A", "B"])
    assert "options" in json.loads(run("solve", "who patches RDS?", "--json").out)["error"]


def test_a_person_reads_the_answer_in_words(run: Run) -> None:
    for ended in (run("solve", PASTED), run("solve", "--stdin", stdin=PASTED.encode())):
        assert ended.code == 0
        for words in ("Answer: B", "Patching the hypervisor", "▲ AWS.", "● You (the customer).", "https://"):
            assert words in ended.out


def test_a_person_without_options_is_shown_how_to_paste(run: Run) -> None:
    ended = run("solve", "who patches RDS?")
    assert ended.code == 0
    assert "can't find the options" in ended.out and "A. AWS" in ended.out


def test_wrong_use_is_one_sentence(run: Run) -> None:
    for wrong in (["solve"], ["solve", "x", "--stdin"], ["solve", "x", "--loud"], ["solve", "--json"]):
        ended = run(*wrong)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1), wrong
