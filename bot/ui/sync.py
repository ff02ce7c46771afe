"""Registering the global commands with Discord, only when Discord's differ from the program's."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from discord import app_commands

log = logging.getLogger(__name__)

# Fields of a command that Discord fills in itself when we leave them out.
_DISCORDS_CHOICE = ("contexts", "integration_types")
# Fields that Discord adds, or that an older way of saying the same.
_IGNORED = ("id", "application_id", "version", "guild_id", "dm_permission", "default_permission", "handler")


def same_commands(ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    """True when Discord's global commands are the program's, whatever their order and Discord's additions.

    Both are command payloads of Discord's API (objects of POST /applications/{id}/commands).
    """
    registered = {_key(command): command for command in theirs}
    return len(ours) == len(registered) and all(
        (known := registered.get(_key(command))) is not None
        and _plain(command) == _plain(known, like=command)
        for command in ours
    )


def _key(command: Mapping[str, Any]) -> tuple[int, str]:
    return int(command.get("type") or 1), command["name"]


def _plain(value: Any, like: Mapping[str, Any] | None = None) -> Any:
    """A payload without what is empty, false or not ours, so that two spellings of one command are equal."""
    if isinstance(value, Mapping):
        left_open = [] if like is None else [field for field in _DISCORDS_CHOICE if like.get(field) is None]
        fields = {key: _plain(item) for key, item in value.items() if key not in (*_IGNORED, *left_open)}
        if fields.get("default_member_permissions") is not None:
            fields["default_member_permissions"] = str(
                fields["default_member_permissions"]
            )  # Discord's is a string
        return {key: item for key, item in fields.items() if item not in (None, False, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


async def register_commands(tree: app_commands.CommandTree[Any]) -> bool:
    """Registers the commands if they changed. True when Discord then has them. Failures are logged."""
    ours = [command.to_dict(tree) for command in tree.get_commands()]
    try:
        # Not tree.fetch_commands(): discord.py 2.7 reads contexts and integration types wrongly.
        theirs = await tree.client.http.get_global_commands(tree.client.application_id)
        if same_commands(ours, theirs):
            log.info("Discord has the current commands (%d)", len(ours))
            return True
        await tree.sync()
    except Exception as error:  # nobody awaits the task: what is not logged here would be lost
        log.error(
            "Could not register the commands (%s); members keep the old ones. "
            "Remedy: see that the bot was invited with the scope applications.commands, then restart it.",
            _short(error),
        )
        return False
    log.info("Registered %d commands with Discord", len(ours))
    return True


def _short(error: BaseException) -> str:
    """Kind and codes of an error; never its text, which may quote what was sent."""
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    return type(error).__name__ + (f", status {status}, code {code}" if status is not None else "")
