"""Reading what the bot sent: the text on the screen and the buttons below it."""

from __future__ import annotations

from typing import Any

from tests.standin.rules import walk

EPHEMERAL = 1 << 6
BUTTON = 2


def text_of(message: dict[str, Any]) -> str:
    """Everything that a member reads in a message or an answer's data, a line for each part."""
    parts = [message.get("content") or ""]
    for embed in message.get("embeds") or []:
        parts += [embed.get("title") or "", embed.get("description") or ""]
        parts += [part for field in embed.get("fields") or [] for part in (field["name"], field["value"])]
    parts += [each["content"] for each in walk(message.get("components") or []) if each.get("content")]
    return "\n".join(part for part in parts if part)


def buttons_of(message: dict[str, Any]) -> dict[str, str]:
    """Label -> custom id of a message's buttons."""
    components = walk(message.get("components") or [])
    return {
        each["label"]: each["custom_id"]
        for each in components
        if each["type"] == BUTTON and each.get("custom_id")
    }
