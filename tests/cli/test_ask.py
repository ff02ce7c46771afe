"""`ask`: what other programs rely on, for every line that may come."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.support import Run

ROOT = Path(__file__).parent.parent.parent

KEYS = [
    "query",
    "outcome",
    "kind",
    "verdict",
    "exam_answer",
    "yes_no",
    "thing",
    "service",
    "confidence",
    "alternatives",
    "explanation",
    "sources",
    "elapsed_us",
]


def test_a_question_gives_one_object_with_every_key_in_order(run: Run) -> None:
    ended = run("ask", "is aws responsible for patching the os on rds?", "--json")
    answer = json.loads(ended.out)
    assert ended.code == 0
    assert ended.out.count("\n") == 1
    assert list(answer) == KEYS
    assert (answer["outcome"], answer["kind"], answer["verdict"]) == ("answer", "responsibility", "aws")
    assert answer["yes_no"] == "yes"
    assert answer["service"] == {"id": "rds", "name": "Amazon RDS"}
    assert set(answer["thing"]) == {"id", "name"}
    assert all(set(source) == {"url", "checked"} for source in answer["sources"])
    assert 0 < answer["confidence"] <= 1
    assert isinstance(answer["elapsed_us"], int)


def test_the_service_can_be_given_apart(run: Run) -> None:
    ec2, rds = (
        json.loads(run("ask", "operating system patching", "--service", service, "--json").out)
        for service in ("EC2", "RDS")
    )
    assert (ec2["verdict"], rds["verdict"]) == ("customer", "aws")


def test_every_line_is_answered_in_order(run: Run) -> None:
    lines = [
        b"who patches the guest OS on EC2?",
        b"",
        b"   ",
        b"x" * 5000,
        b"\xff\xfe odd \x00 bytes",
        b"a\rb",
        b"last",
    ]
    ended = run("ask", "--stdin", "--json", stdin=b"\n".join(lines))
    answers = [json.loads(line) for line in ended.out.split("\n") if line]
    assert ended.code == 0
    assert [answer["query"] for answer in answers] == [
        line.decode("utf-8", errors="replace") for line in lines
    ]
    assert all(list(answer) == KEYS for answer in answers)
    assert [answer["outcome"] for answer in answers[:4]] == ["answer", "unknown", "unknown", "unknown"]


def test_a_service_holds_for_all_lines(run: Run) -> None:
    ended = run("ask", "--stdin", "--json", "--service", "RDS", stdin=b"os patching\nos patching\n")
    assert [json.loads(line)["service"]["id"] for line in ended.out.splitlines()] == ["rds", "rds"]


def test_another_program_can_hold_a_conversation() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--stdin", "--json"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as program:
        assert program.stdin is not None and program.stdout is not None
        for question in (b"who patches EC2?", b"", b"data center"):
            program.stdin.write(question + b"\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["query"] == question.decode()
        program.stdin.close()
        assert program.wait(10) == 0


def test_a_reader_that_goes_away_is_no_error() -> None:
    ended = subprocess.run(
        f"yes 'who patches EC2?' | head -500 | {sys.executable} -m bot ask --stdin --json | head -1",
        cwd=ROOT,
        shell=True,
        capture_output=True,
        check=True,
        timeout=30,
    )
    assert ended.stdout.count(b"\n") == 1
    assert ended.stderr == b""


def test_a_person_reads_the_answer_in_words(run: Run) -> None:
    ended = run("ask", "who patches the guest OS on RDS?")
    assert ended.code == 0
    assert "AWS is responsible" in ended.out
    assert "https://" in ended.out
    assert "Traceback" not in ended.err


def test_choices_are_listed_where_buttons_would_be(run: Run) -> None:
    ended = run("ask", "who is responsible for patching?")
    answer = json.loads(run("ask", "who is responsible for patching?", "--json").out)
    for choice in answer["alternatives"]:
        assert choice["name"] in ended.out
        assert list(choice) == ["id", "name", "verdict", "confidence"]


def test_wrong_use_is_one_sentence(run: Run) -> None:
    for wrong in (
        ["ask"],
        ["ask", "x", "--stdin", "--json"],
        ["ask", "--stdin"],
        ["ask", "x", "--loud"],
        ["sing"],
    ):
        ended = run(*wrong)
        assert ended.code == 2, wrong
        assert ended.out == ""
        assert ended.err.count("\n") == 1, ended.err
