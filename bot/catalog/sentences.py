"""What pydantic found wrong in an entry -> the sentence that its author needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Loc = Sequence[str | int]


def sentence(error: Mapping[str, Any], allowed: Callable[[], Sequence[str]]) -> str:
    """One sentence for one pydantic error; `allowed` gives the fields that may stand at that place."""
    name = _name(error["loc"])
    kind = error["type"]
    context = error.get("ctx", {})
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        return f"{name} is no field here; the fields are {listed(allowed(), 'and')}"
    if kind in ("enum", "literal_error"):
        return f"{name} must be {_plain_choices(context['expected'])}{_not(error['input'])}"
    if kind == "must_be":
        return f"{name} must be {context['what']}{_not(error['input'])}"
    return _shape(name, kind, context, error)


def _shape(name: str, kind: str, context: Mapping[str, Any], error: Mapping[str, Any]) -> str:
    given = _not(error["input"])
    if kind in ("tuple_type", "list_type"):
        return f"{name} must be a list: one line with a dash for each"
    if kind in ("model_type", "dict_type", "mapping_type", "model_attributes_type"):
        return f"{name} must hold fields of its own, further indented{given}"
    if kind == "string_type":
        return f"{name} must be text, not a list or fields"
    if kind == "string_pattern_mismatch":
        return f"{name} must be {_pattern(context['pattern'])}{given}"
    if kind in ("too_short", "string_too_short"):
        return f"{name} needs at least {context['min_length']} {_unit(kind, context['min_length'])}"
    if kind in ("too_long", "string_too_long"):
        return f"{name} may have at most {context['max_length']} {_unit(kind, context['max_length'])}"
    if kind.startswith(("int_", "greater_than", "less_than")):
        return f"{name} must be a whole number from 1 to 3{given}"
    return f"{name}: {error['msg']}{given}"


def listed(names: Sequence[str], word: str) -> str:
    """`a, b or c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def _name(loc: Loc) -> str:
    """Where it is, as an author would say it: `exam_answer of on.ebs`, `aliases, entry 3`."""
    steps = [step for step in loc if step != "[key]"]
    numbers = [step for step in steps if isinstance(step, int)]
    words = [str(step) for step in steps if not isinstance(step, int)]
    name = words[-1] if words else "this"
    if len(words) > 1:
        name = f"{name} of {'.'.join(words[:-1])}"
    return f"{name}, entry {numbers[-1] + 1}," if numbers and steps[-1] == numbers[-1] else name


def _not(given: Any) -> str:
    return f', not "{given[:60]}"' if isinstance(given, str) else ""


def _plain_choices(expected: str) -> str:
    return listed(re.findall(r"'([^']*)'", expected), "or")


def _unit(kind: str, count: int) -> str:
    unit = "character" if kind.startswith("string") else "entry"
    plural = {"character": "characters", "entry": "entries"}
    return unit if count == 1 else plural[unit]


def _pattern(pattern: str) -> str:
    if pattern.startswith("^https"):
        return "an address that starts with https://"
    if "_" in pattern:
        return "small letters and underscores (guest_os)"
    return "small letters, digits and hyphens (guest-os-patching)"
