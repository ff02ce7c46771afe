"""What a person types. Exit codes: 0 well, 1 a check found mistakes, 2 wrong use or wrong settings."""

from __future__ import annotations

import asyncio
import errno
import importlib.util
import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

from bot import __version__
from bot.catalog.load import KnowledgeError, default_directory, load, load_with_findings
from bot.settings import Settings, WrongSettings, read_settings
from bot.terminal import question_commands

if TYPE_CHECKING:
    from bot.catalog.model import Catalog
    from bot.services.knowledge import Knowledge

FOUND_MISTAKES = 1
WRONG_USE = 2

NO_TOKEN = (
    "No DISCORD_TOKEN is set (environment or .env), so this opens the playground: "
    "the real bot on a simulated Discord, on this computer only."
)
EXTRAS = {"playground": "simcord", "metrics": "prometheus_client", "sentry": "sentry_sdk"}
"""The package that each extra brings."""

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""typer's base of "wrong use" errors, which it does not export."""

program = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who is responsible for what on AWS, and what its Acceptable Use Policy allows.",
)


class Ended(Exception):
    """Ends the program: a sentence for the person who started it, and the exit code."""

    def __init__(self, sentence: str, exit_code: int = WRONG_USE) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.exit_code = exit_code


@program.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        run()


@program.command()
def run() -> None:
    """Start the bot on Discord; without a DISCORD_TOKEN, the playground. (The default.)"""
    _end_quietly_on_signals()
    settings = read_settings()
    if settings.discord_token is None:
        typer.echo(NO_TOKEN)
        _open_playground(settings, settings.playground_port)
        return
    # Asked for an edited knowledge base before there is any: the one read in a moment is the edited one.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    _knowledge_dir(settings)
    _report_errors(settings)
    from bot.live.failures import CannotRun
    from bot.live.session import run as run_live

    try:
        asyncio.run(run_live(settings, _now, typer.echo))
    except CannotRun as error:
        raise Ended(error.sentence, error.exit_code) from None


@program.command()
def playground(
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port on this computer (default: PLAYGROUND_PORT)."),
    ] = None,
) -> None:
    """Open the bot in a browser, on a simulated Discord: no token, no account."""
    _end_quietly_on_signals()
    settings = read_settings()
    _open_playground(settings, port or settings.playground_port)


@program.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="The question, in words.")] = None,
    service: Annotated[str | None, typer.Option(help="The AWS service that it is about.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="With --json: answer every line of standard input.")
    ] = False,
) -> None:
    """Answer a question here in the terminal."""
    if stdin is not (text is None) or (stdin and not as_json):
        raise Ended('Give either one question, ask "TEXT", or a line for each with ask --stdin --json.')
    from bot.terminal import asking

    knowledge = _knowledge(read_settings())
    if stdin:
        asking.answer_lines(knowledge, sys.stdin.buffer, sys.stdout.buffer, service)
    elif as_json:
        asking.answer_lines(knowledge, [os.fsencode(text or "")], sys.stdout.buffer, service)
    else:
        asking.print_answer(knowledge, os.fsencode(text or "").decode(errors="replace"), service, Console())


@program.command()
def solve(
    text: Annotated[str | None, typer.Argument(help="The question with its options, as copied.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    stdin: Annotated[
        bool,
        typer.Option("--stdin", help="Read a pasted question; with --json, a question in JSON on each line."),
    ] = False,
) -> None:
    """Solve a practice question with its options here in the terminal."""
    if stdin is not (text is None):
        raise Ended('Give either one question, solve "TEXT", or solve --stdin.')
    from bot.terminal import solving

    knowledge = _knowledge(read_settings())
    if stdin and as_json:
        solving.solve_lines(knowledge, sys.stdin.buffer, sys.stdout.buffer)
        return
    pasted = (sys.stdin.buffer.read() if stdin else os.fsencode(text or "")).decode(errors="replace")
    if as_json:
        solving.solve_text(knowledge, pasted, sys.stdout.buffer)
    else:
        solving.print_solution(knowledge, pasted, Console())


@program.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(help="JSON list of questions with their known answers.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure the look-up on a file of questions with known answers."""
    from bot.terminal import evaluation

    try:
        items = evaluation.read_items(file)
    except evaluation.UnreadableFile as error:
        raise Ended(str(error)) from None
    score = evaluation.evaluate(_knowledge(read_settings()), items)
    if as_json:
        typer.echo(json.dumps(evaluation.score_json(score)))
    else:
        evaluation.print_score(score, _wide_screen())


@program.command()
def check(
    directory: Annotated[
        Path | None, typer.Option("--dir", help="Folder to check (default: KNOWLEDGE_DIR).")
    ] = None,
    stale: Annotated[
        int | None,
        typer.Option(min=0, help="List what was last held against its sources more than so many days ago."),
    ] = None,
) -> None:
    """Read the whole knowledge base and print every mistake in it."""
    catalog, findings = load_with_findings(directory or _knowledge_dir(read_settings()))
    if not question_commands.print_findings(catalog, findings):
        raise typer.Exit(FOUND_MISTAKES)
    typer.echo(f"The knowledge base is sound: {_contents(catalog)}")
    if stale is not None:
        from bot.terminal.contents import print_stale

        print_stale(catalog, _now().date(), stale, _wide_screen())


@program.command()
def coverage(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show for every thing on every service whether its owner is stated, derived, or not there."""
    from bot.terminal import contents

    catalog = load(_knowledge_dir(read_settings()))
    if as_json:
        typer.echo(json.dumps(contents.coverage_json(catalog)))
    else:
        contents.print_coverage(catalog, _wide_screen())


@program.command()
def doctor() -> None:
    """Look for what keeps the bot from running, with the remedy for each."""
    from bot.ops.doctor import examine
    from bot.terminal.findings import print_findings

    if not print_findings(examine(read_settings, _in_knowledge, EXTRAS), Console()):
        raise typer.Exit(FOUND_MISTAKES)


@program.command()
def health() -> None:
    """Exit with 0 while the bot runs and is connected (for Docker and other supervisors)."""
    from bot.ops.health import trouble

    found = trouble(read_settings().data_dir, _now())
    if found is not None:
        raise Ended(found, FOUND_MISTAKES)
    typer.echo("The bot is running and connected.")


question_commands.add_to(program, lambda: load(_knowledge_dir(read_settings())))


def main() -> None:
    """Runs the command that was typed; every foreseen failure ends in one sentence, never in a traceback."""
    try:
        # 0, or what typer.Exit carried.
        code = program(standalone_mode=False, prog_name="responsibot")
    except KnowledgeError as error:
        _end(str(error), FOUND_MISTAKES)
    except WrongSettings as error:
        _end(str(error), WRONG_USE)
    except Ended as error:
        _end(error.sentence, error.exit_code)
    except UsageError as error:
        _end(f"{error.format_message()} See responsibot --help.", WRONG_USE)  # type: ignore[attr-defined]
    except typer.Abort:
        _end("Stopped.", FOUND_MISTAKES)
    except BrokenPipeError:
        # The reader of our output has gone (`ask --stdin --json | head -1`): nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _end(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)


def _now() -> datetime:
    # The outermost edge of the program: everything below takes the clock as a parameter.
    return datetime.now(UTC)


def _end_quietly_on_signals() -> None:
    """Until the event loop has its own handlers (and after), a signal ends the program with exit code 0."""

    def leave(*_: Any) -> None:
        raise SystemExit(0)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, leave)


def _knowledge_dir(settings: Settings) -> Path:
    directory = settings.knowledge_dir or default_directory()
    if not directory.is_dir():
        raise Ended(
            f"There is no folder {directory}: set KNOWLEDGE_DIR to the knowledge base, or leave it empty."
        )
    return directory


def _knowledge(settings: Settings) -> Knowledge:
    from bot.services.knowledge import Knowledge

    return Knowledge(_knowledge_dir(settings))


def _wide_screen() -> Console:
    """Tables sent to a file or another program are not squeezed to a terminal's 80 columns."""
    console = Console()
    return console if console.is_terminal else Console(width=160)


def _in_knowledge(settings: Settings) -> str:
    return _contents(load(_knowledge_dir(settings)))


def _contents(catalog: Catalog) -> str:
    return (
        f"{len(catalog.things)} things, {len(catalog.services)} services, "
        f"{len(catalog.uses)} uses, {len(catalog.sources)} sources."
    )


def _need_extra(extra: str, purpose: str) -> None:
    if importlib.util.find_spec(EXTRAS[extra]) is None:
        raise Ended(f'{purpose} needs an extra that is not installed: pip install "responsibot[{extra}]".')


def _open_playground(settings: Settings, port: int) -> None:
    _need_extra("playground", "The playground")
    _knowledge_dir(settings)
    from bot.playground.server import serve

    def tell(address: str) -> None:
        typer.echo(f"The playground is open at {address} (Ctrl-C ends it).")

    try:
        asyncio.run(serve(settings, port, ready=tell))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise Ended(f"The playground cannot open port {port}: set PLAYGROUND_PORT to another one.") from None


def _report_errors(settings: Settings) -> None:
    """The log, and what the settings ask for besides: counters and error reports."""
    from bot.ops import logs

    logs.configure(settings.log_level, [settings.discord_token, settings.sentry_dsn])
    if settings.metrics_port is not None:
        _need_extra("metrics", "METRICS_PORT")
    if settings.sentry_dsn is not None:
        _need_extra("sentry", "SENTRY_DSN")
        from bot.ops.reports import start_reports

        try:
            start_reports(settings.sentry_dsn, release=f"responsibot@{__version__}")
        except ValueError:
            raise Ended("SENTRY_DSN is not the address of a Sentry project: copy it from there.") from None


if __name__ == "__main__":
    main()
