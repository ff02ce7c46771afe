"""check, health, doctor, run and playground: exit codes and the sentence that explains each."""

from __future__ import annotations

import shutil
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import __main__ as program
from bot.catalog.load import default_directory
from bot.ops.health import STALE_AFTER, beat
from tests.cli.support import Ended, Run


def assert_one_sentence(ended: Ended, code: int, *words: str) -> None:
    assert ended.code == code, ended
    assert ended.err.count("\n") == 1, ended.err
    for word in words:
        assert word in ended.err


@pytest.fixture
def broken_knowledge(tmp_path: Path) -> Path:
    """A copy of the knowledge base with an owner that there is not."""
    folder = tmp_path / "knowledge"
    shutil.copytree(default_directory(), folder)
    file = sorted((folder / "things").glob("*.yaml"))[0]
    file.write_text(
        file.read_text(encoding="utf-8").replace("owner: aws", "owner: amazon", 1), encoding="utf-8"
    )
    return folder


def test_a_sound_knowledge_base_is_one_line(run: Run) -> None:
    ended = run("check")
    assert ended.code == 0
    assert ended.out.startswith("The knowledge base is sound: ")
    assert ended.out.count("\n") == 1


def test_a_mistake_is_told_with_file_and_line(run: Run, broken_knowledge: Path) -> None:
    ended = run("check", "--dir", str(broken_knowledge))
    assert ended.code == 1
    assert 'not "amazon"' in ended.err
    path, line, _ = ended.err.split(":", 2)
    assert path.startswith("knowledge/things/")
    assert line.isdecimal()


def test_the_bot_refuses_to_start_on_it_with_the_same_sentence(run: Run, broken_knowledge: Path) -> None:
    checked = run("check", "--dir", str(broken_knowledge))
    for command in (["ask", "x"], ["run"]):
        ended = run(*command, KNOWLEDGE_DIR=str(broken_knowledge), DISCORD_TOKEN="x")
        assert ended.code == 1
        assert checked.err in ended.err


@pytest.mark.parametrize("command", [["check"], ["ask", "x"], ["run"], ["playground"]])
def test_a_missing_knowledge_folder_is_one_sentence(run: Run, command: list[str]) -> None:
    assert_one_sentence(
        run(*command, KNOWLEDGE_DIR="nowhere", DISCORD_TOKEN="x"), 2, "nowhere", "KNOWLEDGE_DIR"
    )


@pytest.mark.parametrize("command", ["run", "health", "check", "playground"])
def test_wrong_settings_end_every_command_with_a_sentence(run: Run, command: str) -> None:
    assert_one_sentence(run(command, LOG_LEVEL="loud"), 2, "LOG_LEVEL")


def test_health_follows_the_heartbeat(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    monkeypatch.setattr(program, "_now", lambda: noon)
    assert_one_sentence(run("health", DATA_DIR=str(tmp_path)), 1, "no heartbeat")
    beat(tmp_path, noon)
    assert run("health", DATA_DIR=str(tmp_path)).code == 0
    monkeypatch.setattr(program, "_now", lambda: noon + STALE_AFTER + timedelta(seconds=1))
    assert_one_sentence(run("health", DATA_DIR=str(tmp_path)), 1, "61 s old")


@pytest.mark.parametrize(
    ("extra", "command", "environment"),
    [
        ("playground", "playground", {}),
        ("metrics", "run", {"METRICS_PORT": "9901", "DISCORD_TOKEN": "x"}),
        ("sentry", "run", {"SENTRY_DSN": "https://key@errors.invalid/1", "DISCORD_TOKEN": "x"}),
    ],
)
def test_a_missing_extra_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, extra: str, command: str, environment: dict[str, str]
) -> None:
    monkeypatch.setitem(program.EXTRAS, extra, "no_such_package")
    assert_one_sentence(run(command, **environment), 2, f'pip install "responsibot[{extra}]"')


def test_a_taken_metrics_port_is_named(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = run("run", METRICS_PORT=port, DISCORD_TOKEN="x", DISCORD_API_URL="http://127.0.0.1:9")
    assert_one_sentence(ended, 2, "METRICS_PORT", port)


def test_a_wrong_sentry_address_is_named(run: Run) -> None:
    assert_one_sentence(run("run", SENTRY_DSN="https://errors.invalid", DISCORD_TOKEN="x"), 2, "SENTRY_DSN")


def test_the_doctor_finds_a_wrong_setting_and_says_so(run: Run) -> None:
    ended = run("doctor", LOG_LEVEL="loud")
    assert ended.code == 1
    assert "LOG_LEVEL" in ended.out


def test_the_doctor_is_content_without_a_token(run: Run) -> None:
    ended = run("doctor")
    assert ended.code == 0, ended.out
    assert "playground" in ended.out


def test_help_names_every_command(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    for command in (
        "run",
        "ask",
        "solve",
        "eval",
        "check",
        "coverage",
        "playground",
        "doctor",
        "health",
    ):
        assert f" {command} " in ended.out
