"""Choices that look random and are the same on every machine and every Python: ranks out of a hash."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_BITS = 64


def number(*parts: object) -> int:
    """A whole number of 64 bits, the same for the same parts."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(blake2b(text.encode(), digest_size=_BITS // 8).digest(), "big")


def fraction(*parts: object) -> float:
    """A number from 0 up to, not including, 1."""
    return (number(*parts) >> 11) / (1 << (_BITS - 11))


def ranked(items: Iterable[T], *parts: object) -> list[T]:
    """The items in an order of their own for these parts; one item more or less leaves the others' order."""
    return sorted(items, key=lambda item: number(*parts, item))


def one_of(items: Iterable[T], *parts: object) -> T:
    """One of the items, which may not be empty."""
    return min(items, key=lambda item: number(*parts, item))
