"""A whole run in quick mode, one measurement in a process of its own, and the tables."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.lookup import OURS, RIVALS, bars, plan, report
from bench.measure import prefixes, repeated

BENCH = Path(__file__).parents[2] / "bench"
QUESTIONS = [
    {"id": "1", "kind": "lookup", "query": "physical security of data centers", "expected": "aws"},
    {
        "id": "2",
        "kind": "lookup",
        "query": "patching the guest operating system on ec2",
        "expected": "customer",
    },
    {"id": "3", "kind": "out_of_scope", "query": "zzz qqq xxx", "expected": "none"},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.json"
    path.write_text(json.dumps(QUESTIONS), encoding="utf-8")
    return path


def run(*arguments: str, text: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], input=text, capture_output=True, text=True, timeout=120, cwd=BENCH
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_quick_run_prints_every_contender(questions: Path) -> None:
    printed = run(str(BENCH / "lookup.py"), str(questions), "--quick")
    for name in (OURS, *RIVALS):
        assert f"\n| {name} |" in printed
    assert "\n| ours | 3 (100.0%) | 0 (0.0%) | 0 (0.0%) | 0 (0.0%) |" in printed
    assert "| p99 of an autocomplete, µs | 1000 |" in printed


@pytest.mark.slow
def test_a_measurement_apart_knows_its_memory(questions: Path) -> None:
    job = {"name": OURS, "times": 2, "files": [str(questions)], "rounds": 1}
    found = json.loads(run(str(BENCH / "measure.py"), text=json.dumps(job)))
    assert found["memory_mb"] > 1
    assert found["questions"] == len(QUESTIONS)
    assert 0 < found["p50_us"] <= found["p99_us"]


def test_slow_rivals_meet_no_copies() -> None:
    jobs = list(plan([], quick=False))
    assert {job.times for job in jobs if job.name == OURS} == {1, 10, 50}
    assert {job.times for job in jobs if job.name == "sentence embeddings"} == {1}


def result(name: str, p50: float, **more: object) -> dict[str, object]:
    kinds = {"lookup": {"right": 3, "wrong": 1}}
    speed = {"p50_us": p50, "p99_us": 2 * p50, "build_ms": 200.0, "memory_mb": 39.0}
    size = {"times": 1, "questions": 4, "entries": 10, "names": 100}
    return {"name": name, "kinds": kinds, **size, **speed, **more}


OURS_NOW = {
    "first": {"p50_us": 1.0, "p99_us": 2.0},
    "complete": {"suggest": {"p50_us": 5.0, "p99_us": 1500.0}},
}


def test_bars_are_held_against_what_was_measured() -> None:
    table = bars([result(OURS, 400, **OURS_NOW), result("rapidfuzz WRatio", 2000, cut=80.0)])
    assert "| p99 of a full answer, µs | 1000 | 800.00 | met |" in table
    assert "| p99 of an autocomplete, µs | 1000 | 1,500.00 | **missed** |" in table
    assert "| p50 / p50 of rapidfuzz WRatio | 1 | 0.20 | met |" in table


def test_what_is_not_installed_has_a_row_and_no_numbers() -> None:
    missing = {"name": "sentence embeddings", "times": 1, "missing": True}
    printed = report([result(OURS, 400, **OURS_NOW), result("rapidfuzz WRatio", 2000, cut=80.0), missing])
    assert "| sentence embeddings | not installed |" in printed


def test_prefixes_grow_letter_by_letter() -> None:
    assert prefixes(["Amazon RDS"], 600) == ["", "a", "ama", "amazon", "amazon rds"]


def test_no_round_begins_after_its_time() -> None:
    assert len(repeated(str.upper, ["a"], rounds=3, seconds=60)) == 3
    assert len(repeated(str.upper, ["a"], rounds=3, seconds=-1)) == 1
