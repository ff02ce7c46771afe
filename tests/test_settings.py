"""Settings: what is enough, what each mistake says, and that .env.example tells the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, read_settings, variable

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)


def only_mistake(**given: object) -> str:
    with pytest.raises(WrongSettings) as wrong:
        read_settings(_env_file=None, **given)
    (mistake,) = wrong.value.mistakes
    return mistake


def test_a_token_and_a_database_are_enough() -> None:
    settings = Settings(_env_file=None, discord_token="x", database_url="sqlite+aiosqlite:////dir/b.db")  # type: ignore[call-arg]
    assert settings.discord_token == "x"
    assert settings.async_database_url == "sqlite+aiosqlite:////dir/b.db"


def test_nothing_is_needed() -> None:
    settings = read_settings(_env_file=None)
    assert settings.discord_token is None
    assert settings.async_database_url == "sqlite+aiosqlite:///data/responsibot.db"


def test_the_database_lies_in_the_data_folder() -> None:
    assert (
        read_settings(_env_file=None, data_dir="/srv/bot").database_url == "sqlite:////srv/bot/responsibot.db"
    )


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d"),
    ],
)
def test_plain_database_addresses_get_an_async_driver(written: str, driver: str) -> None:
    assert read_settings(_env_file=None, database_url=written).async_database_url == driver


def test_every_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", " abc \n")
    monkeypatch.setenv("ANSWER_MENTIONS", "no")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("DISCORD_API_URL", "http://proxy:8080/api/v10/")
    settings = read_settings(_env_file=None)
    assert settings.discord_token == "abc"
    assert settings.answer_mentions is False
    assert settings.log_level == "DEBUG"
    assert settings.discord_api_url == "http://proxy:8080/api/v10"


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.setenv(variable(field), "")
    assert read_settings(_env_file=None) == Settings(_env_file=None)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("answer_mentions", "perhaps", 'true or false, not "perhaps"'),
        ("log_level", "loud", "DEBUG, INFO, WARNING or ERROR"),
        ("playground_port", "99999", "port number from 1 to 65535"),
        ("metrics_port", "web", "port number from 1 to 65535"),
        ("database_url", "mysql://me:secret@host", "sqlite:/// or postgresql://"),
        ("discord_api_url", "localhost:80", "http:// or https://"),
        ("discord_gateway_url", "https://host", "ws:// or wss://"),
        ("discord_token", "two words", "copy it again"),
        ("sentry_dsn", "abc", "http:// or https://"),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_its_variable(field: str, value: str, rule: str) -> None:
    mistake = only_mistake(**{field: value})
    assert mistake.startswith(variable(field))
    assert rule in mistake
    assert mistake.count("\n") == 0


def test_secrets_are_never_repeated() -> None:
    assert "secret" not in only_mistake(database_url="mysql://me:secret@host")
    assert "two words" not in only_mistake(discord_token="two words")
    assert "hush" not in repr(
        read_settings(_env_file=None, discord_token="hush", sentry_dsn="http://hush@h/1")
    )


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(WrongSettings) as wrong:
        read_settings(_env_file=None, log_level="loud", playground_port=0)
    assert [mistake.split()[0] for mistake in wrong.value.mistakes] == ["LOG_LEVEL", "PLAYGROUND_PORT"]


def test_an_unreadable_env_file_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(WrongSettings, match="UTF-8"):
        read_settings(_env_file=file)


def test_env_example_tells_what_the_settings_are() -> None:
    default = Settings(_env_file=None)  # type: ignore[call-arg]
    blocks = ["# Copy this file to .env and fill in what you need. Everything is optional."]
    for name, field in Settings.model_fields.items():
        value = None if name == "database_url" else getattr(default, name)
        shown = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        blocks.append(f"# {field.description}\n{variable(name)}={shown}")
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == "\n\n".join(blocks) + "\n"
