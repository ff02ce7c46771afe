"""`eval`: reads a file of questions, counts, and prints the tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import Run

TOO_LONG = "x" * 500
"""Declined whatever the look-up knows."""

QUESTIONS = [
    {
        "id": "1",
        "kind": "lookup",
        "query": "guest OS",
        "utterance": "patching the guest OS (EC2)",
        "expected": "customer",
    },
    {"id": "2", "kind": "lookup", "query": "guest operating system patching on EC2", "expected": "aws"},
    {
        "id": "3",
        "kind": "natural",
        "query": "is AWS responsible for the data centers?",
        "expected": "aws",
        "yes_no": "no",
    },
    {"id": "4", "kind": "out_of_scope", "query": TOO_LONG, "expected": "none"},
    {"id": "5", "kind": "lookup", "query": TOO_LONG, "expected": "aws", "ambiguous": True},
]


@pytest.fixture
def questions(tmp_path: Path) -> str:
    file = tmp_path / "questions.json"
    file.write_text(json.dumps(QUESTIONS), encoding="utf-8")
    return str(file)


def test_the_tables_as_json(run: Run, questions: str) -> None:
    ended = run("eval", questions, "--json")
    score = json.loads(ended.out)
    assert ended.code == 0
    assert score["kinds"] == {
        "lookup": {"items": 2, "right": 1, "wrong": 1, "asked_back": 0, "declined": 0},
        "natural": {"items": 1, "right": 0, "wrong": 1, "asked_back": 0, "declined": 0},
        "out_of_scope": {"items": 1, "right": 1, "wrong": 0, "asked_back": 0, "declined": 0},
    }
    assert {"expected": "aws", "got": "customer", "items": 1} in score["confusion"]
    assert [miss["id"] for miss in score["misses"]] == ["2", "3"]
    assert [item["id"] for item in score["ambiguous"]] == ["5"]


def test_the_tables_for_a_person(run: Run, questions: str) -> None:
    ended = run("eval", questions)
    assert ended.code == 0
    assert "1 (50.0%)" in ended.out
    assert "guest operating system patching on EC2" in ended.out
    assert "Ambiguous" in ended.out


@pytest.mark.parametrize("text", ["no json", "{}", '{"a": 1}', "[1]", '[{"id": "1"}]'])
def test_a_file_that_is_no_list_of_questions_is_one_sentence(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "questions.json"
    file.write_text(text, encoding="utf-8")
    ended = run("eval", str(file))
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "questions.json" in ended.err


def test_a_missing_file_is_one_sentence(run: Run) -> None:
    ended = run("eval", "nowhere.json")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
