"""`eval` in the terminal: reads the file of questions, shows the progress, prints the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.lookup.score import Grade, Graded, Item, Score, add_up, grade
from bot.services.knowledge import Knowledge
from bot.services.lookups import ask


class UnreadableFile(Exception):
    """A file of questions that cannot be evaluated; the message is one sentence."""


def read_items(path: Path) -> list[Item]:
    """The questions of a file such as the evaluation set: a JSON list of objects. Raises UnreadableFile."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(entries, list):
            raise TypeError
        return [_item(entry) for entry in entries]
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError, AttributeError):
        raise UnreadableFile(f"{path} is not a JSON list of questions.") from None
    except KeyError as error:
        raise UnreadableFile(f"A question in {path} has no {error}.") from None


def evaluate(knowledge: Knowledge, items: list[Item]) -> Score:
    """Asks every question as a person would type it; a bar on standard error shows how far it is."""
    screen = Console(stderr=True)
    shown = track(items, "Asking", console=screen, transient=True, disable=not screen.is_terminal)
    return add_up(grade(item, ask(knowledge, item.text)) for item in shown)


def score_json(score: Score) -> dict[str, Any]:
    """The same tables for another program."""
    return {
        "kinds": {
            kind: {"items": counts.total(), **{grade.replace(" ", "_"): counts[grade] for grade in Grade}}
            for kind, counts in score.grades.items()
        },
        "confusion": [
            {"expected": expected, "got": got, "items": number}
            for (expected, got), number in sorted(score.confusion.items())
        ],
        "misses": [_graded_json(one) for one in score.misses],
        "ambiguous": [_graded_json(one) for one in score.ambiguous],
    }


def print_score(score: Score, console: Console) -> None:
    """The tables for a person: by kind, the confusion, every miss, the ambiguous ones."""
    console.print(_kinds_table(score))
    console.print(_confusion_table(score))
    for title, rows in (("Misses", score.misses), ("Ambiguous, counted nowhere", score.ambiguous)):
        if rows:
            console.print(_graded_table(title, rows))


def _item(entry: dict[str, Any]) -> Item:
    return Item(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        text=str(entry.get("utterance") or entry["query"]),
        expected=str(entry["expected"]),
        yes_no=entry.get("yes_no"),
        ambiguous=bool(entry.get("ambiguous")),
    )


def _graded_json(one: Graded) -> dict[str, str]:
    return {
        "id": one.item.id,
        "query": one.item.text,
        "expected": one.item.expected,
        "grade": one.grade,
        "got": one.got,
    }


def _kinds_table(score: Score) -> Table:
    table = Table("kind", "items", *Grade, title="By kind")
    for kind, counts in score.grades.items():
        shares = (f"{counts[grade]} ({counts[grade] / counts.total():.1%})" for grade in Grade)
        table.add_row(kind, str(counts.total()), *shares)
    return table


def _confusion_table(score: Score) -> Table:
    columns = sorted({got for _, got in score.confusion})
    table = Table("expected", *columns, title="Expected and got")
    for row in sorted({expected for expected, _ in score.confusion}):
        table.add_row(row, *(str(score.confusion[row, column] or "") for column in columns))
    return table


def _graded_table(title: str, rows: list[Graded]) -> Table:
    table = Table("id", "question", "expected", "got", title=title, title_justify="left")
    for one in rows:
        # Text from a file is never read as markup.
        table.add_row(
            *(value.replace("[", r"\[") for value in (one.item.id, one.item.text, one.item.expected, one.got))
        )
    return table
