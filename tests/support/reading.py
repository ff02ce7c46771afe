"""Reading a message as a member does: its text, its buttons, whether only they see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


def _walk(components: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        plain = component if isinstance(component, dict) else component.to_dict()
        yield plain
        yield from _walk(plain.get("components", ()))


def text_of(message: Any) -> str:
    """All that a message shows, line by line; markdown as it was sent."""
    shown = [part["content"] for part in _walk(message.components) if part.get("content")]
    return "\n".join([message.content, *shown] if message.content else shown)


def first_line(message: Any) -> str:
    """The headline without its markdown."""
    return text_of(message).splitlines()[0].removeprefix("### ")


def buttons_of(message: Any) -> dict[str, str]:
    """Label -> custom id of each button."""
    return {part["label"]: part["custom_id"] for part in _walk(message.components) if part.get("type") == 2}


def count_of(message: Any) -> int:
    """How many components a message has, nested ones too."""
    return sum(1 for _ in _walk(message.components))
