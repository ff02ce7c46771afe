"""Files of questions, as they are written by hand and as `eval` reads them."""

from __future__ import annotations

from pathlib import Path

from bench.questions import read, sample
from bot.lookup.score import Item

TABLE = """
cases:
  - ask: who patches the guest os on ec2?
    answer: customer
  - ask: is aws responsible for data centers?
    answer: aws
    yes_no: yes
  - ask: best pizza in town
    answer: none
  - ask: hosting malware
    answer: prohibited
"""


def test_a_table_keeps_its_words_and_tells_the_kinds(tmp_path: Path) -> None:
    path = tmp_path / "lookups.yaml"
    path.write_text(TABLE, encoding="utf-8")
    found = read([path])
    assert [(one.kind, one.expected, one.yes_no) for one in found] == [
        ("lookup", "customer", None),
        ("natural", "aws", "yes"),
        ("out_of_scope", "none", None),
        ("aup", "prohibited", None),
    ]


def test_ambiguous_questions_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(
        '[{"id": "1", "kind": "lookup", "query": "a", "expected": "aws", "ambiguous": true},'
        ' {"id": "2", "kind": "lookup", "query": "b", "utterance": "b on ec2", "expected": "aws"}]',
        encoding="utf-8",
    )
    assert [one.text for one in read([path])] == ["b on ec2"]


def test_a_sample_is_spread_over_the_list() -> None:
    items = [Item(str(at), "lookup", "?", "aws") for at in range(10)]
    assert [one.id for one in sample(items, 4)] == ["0", "3", "6", "9"]
    assert sample(items, 10) == items
