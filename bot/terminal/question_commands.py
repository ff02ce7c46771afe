"""`questions` and what belongs to it: the table of the bank, show, play, sample."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from bot.catalog.mistakes import Mistake
    from bot.catalog.model import Catalog
    from bot.quiz.bank import Bank

_WIDE = 200


def add_to(program: typer.Typer, load_catalog: Callable[[], Catalog]) -> None:
    """Adds the commands to the program; `load_catalog` gives the knowledge that the settings name."""
    commands = typer.Typer(help="The bank of questions: a table, one to read, some to play.")
    program.add_typer(commands, name="questions")
    _add_table(commands, load_catalog)
    _add_show(commands, load_catalog)
    _add_play(commands, load_catalog)
    _add_sample(commands, load_catalog)


def _add_table(commands: typer.Typer, load_catalog: Callable[[], Catalog]) -> None:
    @commands.callback(invoke_without_command=True)
    def table(
        context: typer.Context,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    ) -> None:
        """The bank as a table: topic, level and kind, hand-written and derived."""
        if context.invoked_subcommand is not None:
            return
        from bot.terminal.questions import print_table, table_json

        bank = _bank(load_catalog)
        if as_json:
            typer.echo(json.dumps(table_json(bank)))
        else:
            print_table(bank, _screen())


def _add_show(commands: typer.Typer, load_catalog: Callable[[], Catalog]) -> None:
    @commands.command()
    def show(
        question_id: Annotated[str, typer.Argument(metavar="ID", help="The question's id.")],
        seed: Annotated[int, typer.Option(min=0, help="Another seed shuffles the options anew.")] = 0,
    ) -> None:
        """One question as members see it, with its answer."""
        from bot.terminal.questions import print_whole

        bank = _bank(load_catalog)
        if question_id not in bank.questions:
            raise typer.BadParameter(f"There is no question {question_id}.")
        print_whole(bank[question_id], seed, _screen())


def _add_play(commands: typer.Typer, load_catalog: Callable[[], Catalog]) -> None:
    @commands.command()
    def play(
        topic: Annotated[str | None, typer.Option(help="Only this topic.")] = None,
        level: Annotated[int | None, typer.Option(min=1, max=3, help="Only this level.")] = None,
        count: Annotated[int, typer.Option(min=1, help="How many questions.")] = 10,
        seed: Annotated[int | None, typer.Option(min=0, help="The same seed asks the same again.")] = None,
    ) -> None:
        """Answer questions here in the terminal."""
        from bot.quiz.deck import Deck, card, order
        from bot.terminal import questions

        bank = _bank(load_catalog)
        chosen = [one for one in bank if topic in (None, one.topic) and level in (None, one.level)]
        if not chosen:
            raise typer.BadParameter("There is no such question: see responsibot questions for the topics.")
        seed = secrets.randbelow(2**32) if seed is None else seed
        ids = order(Deck(seed), map(card, chosen))[:count]
        questions.play((bank[one] for one in ids), seed, _screen(), input)


def _add_sample(commands: typer.Typer, load_catalog: Callable[[], Catalog]) -> None:
    @commands.command()
    def sample(
        count: Annotated[int, typer.Argument(min=1, help="How many questions.")],
        seed: Annotated[int, typer.Option(min=0, help="Another seed draws others.")] = 0,
    ) -> None:
        """Some questions drawn at random, whole, to be read critically."""
        from bot.quiz.chance import ranked
        from bot.terminal.questions import print_whole

        bank, console = _bank(load_catalog), _screen()
        for question_id in ranked(bank.questions, "sample", seed)[:count]:
            print_whole(bank[question_id], seed, console)


def thin_topics(catalog: Catalog) -> list[str]:
    """A sentence for each topic that has too few questions in the whole bank."""
    from bot.quiz.bank import FEWEST, Bank

    return [
        f"The topic {topic} has {count} of the {FEWEST} questions that a topic needs."
        for topic, count in Bank(catalog).thin_topics().items()
    ]


def print_findings(catalog: Catalog, findings: list[Mistake]) -> bool:
    """What authors should mend in sound questions, and topics with too few; false where something was found.

    Thin topics alone are only a warning: a small knowledge base of one's own may well have some.
    """
    for finding in findings:
        typer.echo(str(finding), err=True)
    for sentence in thin_topics(catalog):
        typer.echo(f"Warning: {sentence}", err=True)
    return not findings


def _bank(load_catalog: Callable[[], Catalog]) -> Bank:
    from bot.quiz.bank import Bank

    return Bank(load_catalog())


def _screen() -> Console:
    """Tables sent to a file are not squeezed to 80 columns."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDE)
