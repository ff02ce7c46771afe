"""Examines what the bot needs to run: settings, Python, folders, knowledge, token, Discord."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.settings import Settings, WrongSettings, variable

DISCORD_API = "https://discord.com/api/v10"
TIMEOUT_SECONDS = 10
LEAST_PYTHON = (3, 11)

TOKEN_SHAPE = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")
"""Three parts of letters, digits, - and _ with dots between (Discord's API reference, "Authentication")."""

PRIVILEGED = {
    "Presence": 1 << 12 | 1 << 13,
    "Server Members": 1 << 14 | 1 << 15,
    "Message Content": 1 << 18 | 1 << 19,
}
"""Bits of an application's flags, full and limited form of each (Discord, "Application Flags")."""

Fetch = Callable[[str, str], dict[str, Any]]
"""(address, token) -> the JSON that was answered. Raises urllib's errors."""


class State(StrEnum):
    FINE = "fine"
    HINT = "hint"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined; `remedy` is empty where nothing needs to be done."""

    subject: str
    state: State
    found: str
    remedy: str = ""


def fetch(url: str, token: str) -> dict[str, Any]:
    """GETs an address of Discord's API as the bot."""
    request = urllib.request.Request(
        url, headers={"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (responsibot, doctor)"}
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
        return json.load(response)


def examine(
    read: Callable[[], Settings],
    read_knowledge: Callable[[Settings], str],
    extras: Mapping[str, str],
    ask_discord: Fetch = fetch,
) -> Iterator[Finding]:
    """Examines one thing after the other.

    `read_knowledge` says in one sentence what the knowledge base holds, or raises an error whose text is its
    mistakes; `extras` maps each extra to the package that it brings.
    """
    yield python_version(sys.version_info[:2])
    try:
        settings = read()
    except WrongSettings as error:
        for mistake in error.mistakes:
            yield Finding("Settings", State.MISTAKE, mistake, "Correct it in the environment or in .env.")
        return
    yield Finding("Settings", State.FINE, "All can be read.")
    yield from unknown_names(Path(".env"))
    yield data_folder(settings.data_dir)
    yield knowledge(settings, read_knowledge)
    yield from missing_extras(settings, extras)
    yield from discord_account(settings, ask_discord)


def python_version(version: tuple[int, ...]) -> Finding:
    name = f"Python {version[0]}.{version[1]}"
    if version < LEAST_PYTHON:
        return Finding("Python", State.MISTAKE, name, "Install Python 3.11 or newer.")
    return Finding("Python", State.FINE, name)


def unknown_names(env_file: Path) -> Iterator[Finding]:
    """A name in .env that is no setting is most likely misspelt."""
    if not env_file.is_file():
        return
    names = re.findall(r"^\s*(?:export\s+)?(\w+)\s*=", env_file.read_text(encoding="utf-8"), flags=re.M)
    known = {variable(field) for field in Settings.model_fields}
    for name in names:
        if name.upper() not in known:
            yield Finding(
                "Settings", State.HINT, f"{name} in .env is no setting.", "See .env.example for the names."
            )


def data_folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        remedy = "Give the user that runs the bot the right to write there, or set DATA_DIR."
        return Finding("Data folder", State.MISTAKE, f"{folder}: {error.strerror}", remedy)
    return Finding("Data folder", State.FINE, f"{folder} can be written.")


def knowledge(settings: Settings, read_knowledge: Callable[[Settings], str]) -> Finding:
    try:
        return Finding("Knowledge", State.FINE, read_knowledge(settings))
    except Exception as error:
        first, *more = str(error).splitlines() or [type(error).__name__]
        found = f"{first} (and {len(more)} more)" if more else first
        return Finding("Knowledge", State.MISTAKE, found, "Correct it, then: python -m bot check")


def missing_extras(settings: Settings, extras: Mapping[str, str]) -> Iterator[Finding]:
    """Extras that the settings ask for and that are not installed."""
    wanted = {
        "playground": settings.discord_token is None,
        "metrics": settings.metrics_port is not None,
        "sentry": settings.sentry_dsn is not None,
        "postgres": settings.async_database_url.startswith("postgresql"),
    }
    for extra, package in extras.items():
        if wanted[extra] and importlib.util.find_spec(package) is None:
            remedy = f'pip install "responsibot[{extra}]"'
            yield Finding("Extras", State.MISTAKE, f"The extra {extra} is not installed.", remedy)


def discord_account(settings: Settings, ask_discord: Fetch) -> Iterator[Finding]:
    """The token's shape, whether Discord can be reached and accepts it, and which intents are switched on."""
    token = settings.discord_token
    if token is None:
        yield Finding(
            "Token",
            State.HINT,
            "DISCORD_TOKEN is not set: run opens the playground.",
            "Set it to go on Discord.",
        )
        return
    if not TOKEN_SHAPE.fullmatch(token):
        remedy = "Copy it again: developer portal, your application, Bot, Reset Token."
        yield Finding("Token", State.HINT, "DISCORD_TOKEN does not look like a bot's token.", remedy)
    base = settings.discord_api_url or DISCORD_API
    try:
        application = ask_discord(f"{base}/applications/@me", token)
    except (OSError, ValueError) as error:
        yield _refused(error)
        return
    yield Finding("Discord", State.FINE, f"The token is accepted (application {application.get('id')}).")
    yield _intents(int(application.get("flags") or 0))


def _refused(error: Exception) -> Finding:
    if isinstance(error, urllib.error.HTTPError) and error.code == 401:
        remedy = "Reset it in the developer portal (your application, Bot, Reset Token)."
        return Finding("Discord", State.MISTAKE, "Discord does not accept the token.", remedy)
    if isinstance(error, urllib.error.HTTPError):
        return Finding(
            "Discord", State.MISTAKE, f"Discord answered with HTTP {error.code}.", "See discordstatus.com."
        )
    reason = getattr(error, "reason", error)
    return Finding(
        "Discord",
        State.MISTAKE,
        f"Discord cannot be reached: {reason}",
        "Check the network, DNS and DISCORD_API_URL.",
    )


def _intents(flags: int) -> Finding:
    on = [name for name, bits in PRIVILEGED.items() if flags & bits]
    if on:
        found = f"Switched on though the bot needs none: {', '.join(on)}."
        return Finding("Intents", State.HINT, found, "Switch them off in the developer portal (Bot).")
    return Finding("Intents", State.FINE, "None of the privileged ones is on, none is needed.")
