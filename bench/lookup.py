"""Our look-up beside what a user would pick instead: one run, the same knowledge, the same questions.

    python bench/lookup.py [FILE ...] [--quick] [--json]

Every contender is measured in a process of its own (bench/measure.py); bench/README.md explains the columns.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.console import Console
from rich.progress import Progress

from bench.measure import OURS, Job, measure
from bench.rivals import RIVALS, SLOW_TO_BUILD, installed

MEASURE = Path(__file__).with_name("measure.py")
MOST = {1: 10_000, 10: 200, 50: 100}
"""Questions asked at each size of knowledge: a slow rival takes a second for one at the largest."""
GRADES = ("right", "wrong", "asked back", "declined")
BASELINE = "rapidfuzz WRatio"

Result = dict[str, Any]


def main() -> None:
    """Measures and prints; progress goes to standard error."""
    options = _options()
    jobs = list(plan([str(path) for path in options.files], options.quick))
    results = _run(jobs, measure if options.quick else _measure_apart)
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        print(report(results))


def _options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("files", nargs="*", type=Path, help="questions (default: tests/lookups.yaml)")
    reader.add_argument("--quick", action="store_true", help="few questions, one round, no memory, 1x only")
    reader.add_argument("--json", action="store_true", help="the measurements as JSON")
    return reader.parse_args()


def plan(files: list[str], quick: bool) -> Iterable[Job]:
    """Every measurement of a run: all contenders on the knowledge as it is, the quick ones on more of it."""
    for times in (1,) if quick else MOST:
        for name in (OURS, *RIVALS):
            if times > 1 and name in SLOW_TO_BUILD:
                continue
            if quick:
                yield Job(name, times, files, most=40, rounds=1)
            else:
                yield Job(name, times, files, most=MOST[times], seconds=60 / times)


def _run(jobs: Sequence[Job], measured: Any) -> list[Result]:
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        bar = progress.add_task("Measuring", total=len(jobs))
        results = []
        for job in jobs:
            progress.update(bar, description=f"{job.name}, {job.times}x")
            known = {"name": job.name, "times": job.times}
            results.append(measured(job) if installed(job.name) else known | {"missing": True})
            progress.advance(bar)
    return results


def _measure_apart(job: Job) -> Result:
    done = subprocess.run(
        [sys.executable, str(MEASURE)],
        input=json.dumps(job.__dict__),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


# ---- tables ------------------------------------------------------------------------------------------------


def report(results: Sequence[Result]) -> str:
    """All tables of a run, in Markdown."""
    sizes = sorted({one["times"] for one in results})
    parts = []
    for times in sizes:
        here = [one for one in results if one["times"] == times]
        parts.append(f"## Knowledge x {times}\n\n{_head(here)}\n\n{contenders(here)}")
        if times == 1:
            parts.append(f"### Right by kind of question\n\n{kinds(here)}")
    parts.append(f"## Autocomplete and first questions\n\n{completing(results)}")
    parts.append(f"## Ours / {BASELINE}\n\n{ratios(results)}")
    parts.append(f"## Bars\n\n{bars(results)}")
    return "\n\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def contenders(results: Sequence[Result]) -> str:
    """One row a contender: how right, how fast, how large."""
    head = ("", *GRADES, "p50 µs", "p99 µs", "memory MB", "built in ms", "least score")
    return table(head, (_contender(one) for one in results))


def _contender(one: Result) -> list[str]:
    if one.get("missing"):
        return [one["name"], "not installed", *["-"] * 8]
    counts = total(one)
    memory = one["memory_mb"]
    return [
        one["name"],
        *(f"{counts[grade]} ({counts[grade] / one['questions']:.1%})" for grade in GRADES),
        f"{one['p50_us']:,.0f}",
        f"{one['p99_us']:,.0f}",
        "-" if memory is None else f"{memory:.1f}",
        f"{one['build_ms']:,.0f}",
        f"{one['cut']:.3g}" if "cut" in one else "-",
    ]


def _head(results: Sequence[Result]) -> str:
    one = next(r for r in results if not r.get("missing"))
    return f"{one['questions']} questions, {one['entries']:,} things and uses with {one['names']:,} names."


def kinds(results: Sequence[Result]) -> str:
    """Share of right answers by kind; for questions out of scope that is the share declined."""
    there = [one for one in results if not one.get("missing")]
    columns = list(there[0]["kinds"])
    rows = ([one["name"], *(_share(Counter(one["kinds"][kind])) for kind in columns)] for one in there)
    return table(("", *columns), rows)


def _share(counts: Counter[str]) -> str:
    return f"{counts['right']} of {counts.total()} ({counts['right'] / counts.total():.1%})"


def completing(results: Sequence[Result]) -> str:
    """Autocomplete of ours, and its answers to questions that it hears for the first time."""
    rows = []
    for one in _all_of(results, OURS):
        for name, spent in (("ask, first time", one["first"]), *one["complete"].items()):
            rows.append([f"{name}, x {one['times']}", f"{spent['p50_us']:,.0f}", f"{spent['p99_us']:,.0f}"])
    return table(("", "p50 µs", "p99 µs"), rows)


def ratios(results: Sequence[Result]) -> str:
    """Time of ours as a share of the baseline's, and its lead in right and wrong answers, by size."""
    rows = []
    for ours, other in zip(_all_of(results, OURS), _all_of(results, BASELINE), strict=True):
        lead = (total(ours)["right"] - total(other)["right"]) / ours["questions"]
        wrong = (total(ours)["wrong"] - total(other)["wrong"]) / ours["questions"]
        speeds = (f"{ours[share] / other[share]:.2f}" for share in ("p50_us", "p99_us"))
        rows.append([f"x {ours['times']}", *speeds, f"{lead * 100:+.1f}", f"{wrong * 100:+.1f}"])
    return table(("", "p50", "p99", "right, points", "wrong, points"), rows)


def bars(results: Sequence[Result]) -> str:
    """What was asked for, what was measured, and whether it is met."""
    ours = {one["times"]: one for one in _all_of(results, OURS)}
    now, other = ours[1], _all_of(results, BASELINE)[0]
    complete = max(spent["p99_us"] for spent in now["complete"].values())
    rows = [
        _bar("p99 of a full answer, µs", now["p99_us"], 1000),
        _bar("p99 of an autocomplete, µs", complete, 1000),
        _bar(f"p50 / p50 of {BASELINE}", now["p50_us"] / other["p50_us"], 1),
        _bar(f"p99 / p99 of {BASELINE}", now["p99_us"] / other["p99_us"], 1),
        _bar("index built, ms", now["build_ms"], 300),
    ]
    if now["memory_mb"] is not None:
        rows.append(_bar("memory above bare discord.py, MB", now["memory_mb"], 40))
    if most := ours.get(max(MOST)):
        for share in ("p50_us", "p99_us"):
            title = f"{share[:3]} at {max(MOST)}x / {share[:3]} at 1x"
            rows.append(_bar(title, most[share] / now[share], 8))
    return table(("bar", "at most", "measured", ""), rows)


def _bar(title: str, measured: float, most: float) -> list[str]:
    return [title, f"{most:g}", f"{measured:,.2f}", "met" if measured <= most else "**missed**"]


def total(one: Result) -> Counter[str]:
    """Grades over all kinds."""
    return sum((Counter(counts) for counts in one["kinds"].values()), Counter())


def _all_of(results: Sequence[Result], name: str) -> list[Result]:
    return [one for one in results if one["name"] == name]


if __name__ == "__main__":
    main()
