"""Questions in the terminal: the table of the bank, one question as members see it, a round to play."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.catalog.model import Question, QuestionKind
from bot.catalog.questions import RIGHT_ONES, is_about_policy, is_derived, key
from bot.quiz.bank import Bank
from bot.quiz.shuffle import shuffle

LETTERS = "ABCDE"
LEVELS = (1, 2, 3)


# ---- the table -----------------------------------------------------------------------------------------


def table_json(bank: Bank) -> dict[str, Any]:
    """The table for another program: a row for each topic, level and kind, and the sums."""
    return {
        "questions": len(bank),
        "responsibility": _sum(bank.responsibility()),
        "policy": _sum(bank.policy()),
        "rows": [
            {"topic": topic, "level": level, "kind": kind.value, **_sum(group)}
            for (topic, level, kind), group in sorted(_groups(bank).items())
        ],
    }


def _groups(questions: Iterable[Question]) -> dict[tuple[str, int, QuestionKind], list[Question]]:
    groups: dict[tuple[str, int, QuestionKind], list[Question]] = {}
    for question in questions:
        groups.setdefault((question.topic, question.level, question.kind), []).append(question)
    return groups


def _sum(questions: Sequence[Question]) -> dict[str, int]:
    derived = sum(map(is_derived, questions))
    return {"hand_written": len(questions) - derived, "derived": derived}


def print_table(bank: Bank, console: Console) -> None:
    """Topic by level and kind, each cell "hand-written + derived", with the sums of both subjects."""
    columns = [(level, kind) for level in LEVELS for kind in QuestionKind]
    table = Table(title="Questions: hand-written + derived", title_justify="left")
    table.add_column("topic", no_wrap=True)
    for level, kind in columns:
        table.add_column(f"{level} {kind}", justify="right")
    table.add_column("all", justify="right")
    for about_policy, name in ((False, "on responsibility"), (True, "on the policy")):
        questions = [question for question in bank if is_about_policy(question) == about_policy]
        for topic in sorted({question.topic for question in questions}):
            _add_row(table, topic, [one for one in questions if one.topic == topic], columns)
        _add_row(table, name, questions, columns)
        table.add_section()
    _add_row(table, "all", list(bank), columns)
    console.print(table)


def _add_row(
    table: Table, name: str, questions: Sequence[Question], columns: Sequence[tuple[int, QuestionKind]]
) -> None:
    cells = [[one for one in questions if (one.level, one.kind) == column] for column in columns]
    table.add_row(name, *map(_cell, cells), _cell(questions))


def _cell(questions: Sequence[Question]) -> str:
    counts = Counter(is_derived(question) for question in questions)
    return f"{counts[False]} + {counts[True]}" if questions else ""


# ---- one question --------------------------------------------------------------------------------------


def print_posted(question: Question, seed: int, console: Console) -> None:
    """The question as it is posted: stem, what to choose, the shuffled options."""
    console.print(f"[bold]{escape(question.stem)}[/bold]", highlight=False)
    if RIGHT_ONES[question.kind] == 2:
        console.print("Choose two.")
    for letter, place in zip(LETTERS, shuffle(question, seed), strict=False):
        console.print(f"  {letter}  {escape(question.options[place].text)}", highlight=False)


def print_solved(question: Question, seed: int, console: Console) -> None:
    """What a member reads after the answer: the key, why each option is right or wrong, the sources."""
    for letter, place in zip(LETTERS, shuffle(question, seed), strict=False):
        option = question.options[place]
        mark = "Right" if option.right else "Wrong"
        console.print(f"  {letter}  {mark}: {escape(option.why)}", highlight=False)
    console.print(escape(question.explanation), highlight=False)
    for url in question.sources:
        console.print(f"  {escape(url)}", highlight=False, soft_wrap=True)


def print_whole(question: Question, seed: int, console: Console) -> None:
    """The question, its answer, and what only authors see: id, kind, level, topic, subject."""
    subject = question.thing or question.use
    place = f" on {question.service}" if question.service else ""
    origin = "derived" if is_derived(question) else "hand-written"
    facts = f"{question.kind}, level {question.level}, {question.topic}, {subject}{place}, {origin}"
    console.rule(f"{question.id} ({facts})", align="left")
    print_posted(question, seed, console)
    console.print()
    print_solved(question, seed, console)
    console.print()


# ---- a round -------------------------------------------------------------------------------------------


def play(questions: Iterable[Question], seed: int, console: Console, ask: Callable[[str], str]) -> None:
    """Asks the questions one after the other; `ask` shows a prompt and returns a line, EOFError ends it."""
    right = asked = 0
    for number, question in enumerate(questions):
        print_posted(question, seed + number, console)
        try:
            chosen = ask("Your answer (letters, nothing to stop): ").upper()
        except EOFError:
            break
        if not chosen.strip():
            break
        asked += 1
        hit = is_right(question, seed + number, chosen)
        right += hit
        console.print("[bold]Right[/bold]" if hit else "[bold]Wrong[/bold]")
        print_solved(question, seed + number, console)
        console.print()
    console.print(f"{right} of {asked} right.")


def is_right(question: Question, seed: int, letters: str) -> bool:
    """Whether the letters that were typed are exactly the key as shown with this seed."""
    shown = shuffle(question, seed)
    chosen = {letter for letter in letters.upper() if letter in LETTERS}
    return chosen == {LETTERS[place] for place, written in enumerate(shown) if written in key(question)}
