"""One contender on one size of knowledge: how right, how fast, how large. Run in a process of its own.

    python bench/measure.py < job.json > result.json

A job is `{"name", "times", "files", "most", "rounds", "seconds"}`: see `Job`.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if TYPE_CHECKING:
    from bot.catalog.model import Catalog
    from bot.lookup.engine import Lookup
    from bot.lookup.score import Item

OURS = "ours"


@dataclass(frozen=True)
class Job:
    """What to measure: at most `most` questions, `rounds` times or until `seconds` have passed."""

    name: str
    times: int = 1
    files: list[str] = field(default_factory=list)
    most: int = 10_000
    rounds: int = 5
    seconds: float = 60.0


def resident() -> float:
    """Memory of this process that is in use now, in MB; where the system does not say, its peak."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024
    except OSError:
        import resource

        unit = 1024**2 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def in_own_process(job: Job) -> dict[str, Any]:
    """The measurement with its memory above a bare interpreter that has imported discord.py."""
    import discord  # noqa: F401

    gc.collect()
    bare = resident()
    return measure(job, bare)


def measure(job: Job, bare: float | None = None) -> dict[str, Any]:
    """Builds the contender, judges it and times it; `memory_mb` is None without `bare`."""
    from bench.copies import multiplied
    from bench.judge import names
    from bot.catalog.load import default_directory, load

    started = time.perf_counter()
    catalog = load(default_directory())
    loaded = time.perf_counter() - started
    catalog = multiplied(catalog, job.times)
    contender, built = _build(job.name, catalog)
    gc.collect()
    memory = resident() - bare if bare is not None else None
    head = {
        "name": job.name,
        "times": job.times,
        "entries": len(catalog.things) + len(catalog.uses),
        "names": len(names(catalog)),
        "load_ms": loaded * 1e3,
        "build_ms": built * 1e3,
        "memory_mb": memory,
    }
    return head | _judge_and_time(job, catalog, contender)


def _build(name: str, catalog: Catalog) -> tuple[Any, float]:
    if name == OURS:
        from bot.lookup.engine import Lookup

        started = time.perf_counter()
        return Lookup(catalog), time.perf_counter() - started
    from bench.judge import names
    from bench.rivals import RIVALS

    texts = [text for text, _ in names(catalog)]
    started = time.perf_counter()
    return RIVALS[name](texts), time.perf_counter() - started


def _judge_and_time(job: Job, catalog: Catalog, contender: Any) -> dict[str, Any]:
    from bench.judge import by_kind
    from bench.questions import read, sample
    from bot.lookup.score import grade

    items = sample(read([Path(file) for file in job.files]), job.most)
    if job.name == OURS:
        first, answers = _timed(contender.ask, [item.text for item in items])
        counts = by_kind([(item, grade(item, a).grade) for item, a in zip(items, answers, strict=True)])
        more = {"first": _percentiles([first]), "complete": _completing(job, contender)}
        ask = contender.ask
    else:
        counts, more = _judge_rival(catalog, contender, items)
        ask = contender.best
    rounds = repeated(ask, [item.text for item in items], job.rounds, job.seconds)
    kinds = {kind: {str(one): number for one, number in grades.items()} for kind, grades in counts.items()}
    return {"questions": len(items), "kinds": kinds, **more, **_percentiles(rounds), "rounds": len(rounds)}


def _judge_rival(catalog: Catalog, rival: Any, items: list[Item]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tries every question without a cut, then sets the cut that serves the rival best on them."""
    from bench.judge import Tried, best_cut, by_kind, graded, names, sides
    from bot.lookup.index import Index

    entries = [entry for _, entry in names(catalog)]
    # What a question names is read with the knowledge base as it is: the copies add nothing to that.
    index = Index(_original(catalog))
    tries = []
    for item in items:
        pick = rival.best(item.text)
        fits = pick is not None and item.expected in sides(catalog, index, entries[pick[0]], item.text)
        tries.append(Tried(item, pick[1] if pick else None, fits))
    rival.cut = best_cut(tries)
    return by_kind([(one.item, graded(one, rival.cut)) for one in tries]), {"cut": rival.cut}


def _original(catalog: Catalog) -> Catalog:
    from bench.copies import is_copy

    keep = {
        room: {key: entry for key, entry in getattr(catalog, room).items() if not is_copy(key)}
        for room in ("things", "services", "uses")
    }
    return catalog.model_copy(update=keep)


def _completing(job: Job, lookup: Lookup) -> dict[str, dict[str, float]]:
    """Autocomplete: what is typed letter by letter for names of things and services."""
    things = prefixes([thing.name for thing in lookup.catalog.things.values()], job.most)
    services = prefixes([service.name for service in lookup.catalog.services.values()], job.most)
    result = {}
    for name, ask, typed in (
        ("suggest_things", lookup.suggest_things, things),
        ("suggest_services", lookup.suggest_services, services),
    ):
        _timed(ask, typed)
        result[name] = _percentiles(repeated(ask, typed, job.rounds, job.seconds))
    return result


def prefixes(names: Sequence[str], most: int) -> list[str]:
    """What stands in the field while a name is typed: its first 0, 1, 3, 6, 10, 15 letters and all of it."""
    lengths = (0, 1, 3, 6, 10, 15, 100)
    typed = list(dict.fromkeys(name[:length].lower() for name in names for length in lengths))
    return typed[:: max(1, -(-len(typed) // min(most, 600)))]


def repeated(
    ask: Callable[[str], Any], texts: Sequence[str], rounds: int, seconds: float
) -> list[list[float]]:
    """Microseconds of every call, round by round; at least one round, none begun after `seconds`."""
    end = time.perf_counter() + seconds
    done: list[list[float]] = []
    while not done or (len(done) < rounds and time.perf_counter() < end):
        done.append(_timed(ask, texts)[0])
    return done


def _timed(ask: Callable[[str], Any], texts: Sequence[str]) -> tuple[list[float], list[Any]]:
    spent, answers = [], []
    for text in texts:
        started = time.perf_counter_ns()
        answer = ask(text)
        spent.append((time.perf_counter_ns() - started) / 1e3)
        answers.append(answer)
    return spent, answers


def _percentiles(rounds: list[list[float]]) -> dict[str, float]:
    """p50 and p99 of each round; of the rounds the median."""
    from bench.judge import percentile

    return {
        name: statistics.median(percentile(one, share) for one in rounds)
        for name, share in (("p50_us", 0.50), ("p99_us", 0.99))
    }


if __name__ == "__main__":
    json.dump(in_own_process(Job(**json.load(sys.stdin))), sys.stdout)
