"""Every setting, with its environment variable (the field's name in capitals) and what it does."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

ASYNC_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
"""The beginning of DATABASE_URL as people write it -> the driver that an asyncio program needs."""

SECRETS = frozenset({"discord_token", "database_url", "sentry_dsn"})
"""Settings whose value is never repeated in a sentence: they are, or may hold, a password."""


class WrongSettings(Exception):
    """Settings that cannot be used; `mistakes` has one sentence for each, with variable and remedy."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Settings(BaseSettings):
    """Read once by the program, from the environment and `.env`; tests give keyword arguments."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: str | None = Field(
        None,
        repr=False,
        description="The bot's token from the developer portal. Empty = the playground starts.",
    )
    data_dir: Path = Field(
        Path("data"), description="Folder for what the running bot writes: its database, its heartbeat."
    )
    database_url: str = Field(
        default_factory=lambda given: f"sqlite:///{given['data_dir']}/responsibot.db",
        repr=False,
        description="Where members' answers are kept: sqlite:///... or postgresql://... "
        "Empty = an SQLite file in DATA_DIR.",
    )
    knowledge_dir: Path | None = Field(
        None, description="Folder of the knowledge base. Empty = the one that comes with the program."
    )
    reload: bool = Field(
        False, description="true = an edited knowledge base is taken over at once, without a restart."
    )
    answer_mentions: bool = Field(
        True, description="Answer questions that mention the bot. false = the bot never receives messages."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR."
    )
    playground_port: int = Field(8765, ge=1, le=65535, description="Port of the playground on this computer.")
    metrics_port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="Port on 127.0.0.1 that Prometheus reads. Empty = off. Needs the extra metrics.",
    )
    sentry_dsn: str | None = Field(
        None,
        repr=False,
        description="Address that errors are reported to. Empty = off. Needs the extra sentry.",
    )
    discord_api_url: str | None = Field(
        None, description="Address of a proxy for Discord's REST API. Empty = Discord itself."
    )
    discord_gateway_url: str | None = Field(
        None,
        description="Address of a proxy for Discord's gateway (ws:// or wss://). Empty = Discord itself.",
    )

    @field_validator("discord_token")
    @classmethod
    def _one_word(cls, token: str | None) -> str | None:
        token = (token or "").strip()
        if not token.isascii() or not token.isprintable() or " " in token:
            raise ValueError("holds a character that no token has: copy it again from the developer portal")
        return token or None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url.partition("://")[0] not in ASYNC_DRIVERS:
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: Any) -> Any:
        return level.strip().upper() if isinstance(level, str) else level

    @field_validator("discord_api_url", "sentry_dsn")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        return _address(url, ("http", "https"))

    @field_validator("discord_gateway_url")
    @classmethod
    def _socket_address(cls, url: str | None) -> str | None:
        return _address(url, ("ws", "wss"))

    @property
    def async_database_url(self) -> str:
        """`database_url` with the driver that an asyncio program needs (aiosqlite, asyncpg)."""
        scheme, separator, rest = self.database_url.partition("://")
        return ASYNC_DRIVERS[scheme] + separator + rest


def variable(field: str) -> str:
    """The environment variable of a setting."""
    return field.upper()


def read_settings(**given: Any) -> Settings:
    """Settings from the environment, `.env` and `given`. WrongSettings: a sentence for each mistake."""
    try:
        return Settings(**given)
    except ValidationError as error:
        # A default that is built from another setting fails along with it: not a second mistake.
        details = [detail for detail in error.errors() if detail["type"] != "default_factory_not_called"]
        raise WrongSettings([_sentence(detail) for detail in details]) from None
    except SettingsError as error:
        raise WrongSettings([f"The settings cannot be read: {error}."]) from None
    except UnicodeDecodeError:
        raise WrongSettings(["The file .env is not UTF-8 text: save it again as UTF-8."]) from None
    except OSError as error:
        raise WrongSettings([f"The file .env cannot be read: {error.strerror}."]) from None


def _address(url: str | None, schemes: tuple[str, ...]) -> str | None:
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError(f"must be an address that starts with {schemes[0]}:// or {schemes[1]}://")
    return url.rstrip("/")


def _sentence(detail: ErrorDetails) -> str:
    field = str(detail["loc"][0]) if detail["loc"] else "settings"
    kind = detail["type"]
    if kind == "value_error":
        rule = str(detail["ctx"]["error"]) if "ctx" in detail else detail["msg"]
    elif kind.startswith("bool"):
        rule = "must be true or false"
    elif kind.startswith(("int", "greater", "less")):
        rule = "must be a port number from 1 to 65535"
    elif kind == "literal_error":
        rule = "must be DEBUG, INFO, WARNING or ERROR"
    else:
        rule = f"is wrong: {detail['msg']}"
    given = "" if field in SECRETS or kind == "value_error" else f', not "{detail["input"]}"'
    return f"{variable(field)} {rule}{given}. See .env.example."
