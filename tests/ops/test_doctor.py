"""The doctor: each thing that can be wrong is found and comes with a remedy."""

from __future__ import annotations

import email.message
import urllib.error
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.ops import doctor
from bot.ops.doctor import Finding, State, examine
from bot.settings import Settings, WrongSettings, read_settings

TOKEN = "MTE5MTE2ODkxNDIzMTM5NDMwNA.GxYzAb.abcdefghijklmnopqrstuvwxyz012345"


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise error

    return fail


def found(
    tmp_path: Path,
    answer: Callable[[str, str], dict[str, Any]] = lambda url, token: {"id": "1", "flags": 0},
    know: Callable[[Settings], str] = lambda settings: "200 things.",
    **given: Any,
) -> dict[str, Finding]:
    """What the doctor says about each subject, the worst of several."""
    settings = read_settings(_env_file=None, data_dir=tmp_path, **given)
    findings = examine(lambda: settings, know, {}, answer)
    return {finding.subject: finding for finding in findings}


def test_a_sound_bot_needs_nothing(tmp_path: Path) -> None:
    said = found(tmp_path, discord_token=TOKEN)
    assert list(said) == ["Python", "Settings", "Data folder", "Knowledge", "Discord", "Intents"]
    assert all(finding.state is State.FINE and not finding.remedy for finding in said.values())


def test_it_asks_where_the_settings_say(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def answer(url: str, token: str) -> dict[str, Any]:
        asked.append((url, token))
        return {"id": "1"}

    found(tmp_path, answer, discord_token=TOKEN, discord_api_url="http://proxy/api/v10")
    assert asked == [("http://proxy/api/v10/applications/@me", TOKEN)]


def test_without_a_token_discord_is_not_asked(tmp_path: Path) -> None:
    said = found(tmp_path, raising(AssertionError("asked")))
    assert said["Token"].state is State.HINT
    assert "Discord" not in said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (urllib.error.HTTPError("", 401, "", email.message.Message(), None), "does not accept the token"),
        (urllib.error.HTTPError("", 503, "", email.message.Message(), None), "HTTP 503"),
        (urllib.error.URLError("Name or service not known"), "Name or service not known"),
        (TimeoutError("timed out"), "timed out"),
    ],
)
def test_a_discord_that_refuses_is_a_mistake(tmp_path: Path, error: Exception, words: str) -> None:
    said = found(tmp_path, raising(error), discord_token=TOKEN)["Discord"]
    assert said.state is State.MISTAKE
    assert words in said.found
    assert said.remedy


def test_a_token_of_another_shape_is_a_hint(tmp_path: Path) -> None:
    said = found(tmp_path, discord_token="abc")["Token"]
    assert said.state is State.HINT
    assert "abc" not in said.found + said.remedy


def test_needless_intents_are_named(tmp_path: Path) -> None:
    said = found(tmp_path, lambda url, token: {"id": "1", "flags": 1 << 15 | 1 << 18}, discord_token=TOKEN)
    assert said["Intents"].found.endswith("Server Members, Message Content.")


def test_a_folder_that_cannot_be_made_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = doctor.data_folder(tmp_path / "file")
    assert (said.state, bool(said.remedy)) == (State.MISTAKE, True)


def test_broken_knowledge_shows_the_first_mistake_and_how_many_more(tmp_path: Path) -> None:
    said = found(tmp_path, know=raising(ValueError("a.yaml:1: first\na.yaml:2: second")))["Knowledge"]
    assert said.found == "a.yaml:1: first (and 1 more)"
    assert said.state is State.MISTAKE


def test_an_old_python_is_a_mistake() -> None:
    assert doctor.python_version((3, 10)).state is State.MISTAKE
    assert doctor.python_version((3, 11)).state is State.FINE


def test_wrong_settings_end_the_examination() -> None:
    said = list(examine(raising(WrongSettings(["LOG_LEVEL must be ..."])), str, {}))
    assert [finding.subject for finding in said] == ["Python", "Settings"]


def test_an_extra_that_the_settings_ask_for_is_missed(tmp_path: Path) -> None:
    extras = {"metrics": "no_such_package", "sentry": "no_such_package", "playground": "no_such_package"}
    settings = read_settings(_env_file=None, metrics_port=9901, discord_token="x")
    (only,) = doctor.missing_extras(settings, extras)
    assert 'responsibot[metrics]"' in only.remedy


def test_a_misspelt_name_in_the_env_file_is_a_hint(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# DISCORD_TOKN=x\nDISCORD_TOKEN=x\nDISCORD_TOKN=y\nexport log_level=INFO\n", encoding="utf-8"
    )
    (only,) = doctor.unknown_names(file)
    assert only.found.startswith("DISCORD_TOKN ")
