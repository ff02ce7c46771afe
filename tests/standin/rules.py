"""Discord's limits on messages that its API description does not state; broken, they are a 400."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.standin.calls import ApiError
from tests.standin.state import Json

CONTENT = 2000
EMBED_TEXT = 6000
V2_COMPONENTS = 40
IS_V2 = 1 << 15


def check_message(body: Json, *, files: bool = False, edit: bool = False) -> None:
    """Raises ApiError 50035 or 50006 where Discord would refuse the message (resource page "Message")."""
    if len(body.get("content") or "") > CONTENT:
        raise _invalid("content: must be 2000 or fewer in length")
    if sum(map(_embed_length, body.get("embeds") or [])) > EMBED_TEXT:
        raise _invalid("embeds: embed size exceeds maximum size of 6000")
    components = list(walk(body.get("components") or []))
    custom_ids = [each["custom_id"] for each in components if each.get("custom_id")]
    if len(custom_ids) != len(set(custom_ids)):
        raise _invalid("components: component custom id cannot be duplicated")
    if len(components) > V2_COMPONENTS:
        raise _invalid("components: more than 40 components")
    if (body.get("flags") or 0) & IS_V2 and (body.get("content") or body.get("embeds")):
        raise _invalid("content and embeds cannot be used with components v2")
    filled = files or any(
        body.get(part) for part in ("content", "embeds", "components", "attachments", "poll")
    )
    if not filled and not edit:
        raise ApiError(400, 50006, "Cannot send an empty message")


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component of a message or modal, nested ones too."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for single in ("accessory", "component"):
            if isinstance(component.get(single), dict):
                yield from walk([component[single]])


def _embed_length(embed: Json) -> int:
    texts: list[Any] = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [field.get(part) for field in embed.get("fields") or [] for part in ("name", "value")]
    return sum(len(text) for text in texts if text)


def _invalid(reason: str) -> ApiError:
    return ApiError(400, 50035, f"Invalid Form Body: {reason}")
