"""Checks request bodies against Discord's own description of its HTTP API, where that file is at hand."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ADDRESS = "discord:api"
BESIDE_CHECKOUT = Path(__file__).parents[2].parent / "shared" / "discord" / "openapi.json"


def find() -> Path | None:
    """The description: named by DISCORD_OPENAPI, else beside the checkout; None where there is none."""
    path = Path(os.environ.get("DISCORD_OPENAPI", BESIDE_CHECKOUT))
    return path if path.is_file() else None


class Description:
    """Discord's API description. Reading it takes a moment, so that is done on the first check."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._validators: dict[str, Draft202012Validator | None] = {}

    def mistakes(self, method: str, route: str, body: Any) -> list[str]:
        """What Discord would object to in a request's body; `route` as "/channels/{channel_id}/messages"."""
        key = f"{method.lower()} {_nameless(route)}"
        if key not in self._validators:
            self._validators[key] = self._validator(method.lower(), _nameless(route))
        validator = self._validators[key]
        if validator is None:
            return [] if key in self._operations() else [f"{method} {route}: Discord knows no such request"]
        return [f"{method} {route}: {_in_words(error)}" for error in validator.iter_errors(body)]

    def _validator(self, method: str, nameless: str) -> Draft202012Validator | None:
        pointer = self._operations().get(f"{method} {nameless}")
        if pointer is None:
            return None
        return Draft202012Validator({"$ref": f"{ADDRESS}#{pointer}"}, registry=self._registry())

    def _registry(self) -> Registry[Any]:
        return _read(self._path)[1]

    def _operations(self) -> dict[str, str | None]:
        return _read(self._path)[0]


@cache
def _read(path: Path) -> tuple[dict[str, str | None], Registry[Any]]:
    """Of each operation ("post /gateway/{}") where its body's schema is (None: it takes no body)."""
    document = json.loads(path.read_text("utf-8"))
    # Discord takes ids as numbers, too (reference page, "Snowflakes"), and discord.py sends some so.
    document["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]
    operations: dict[str, str | None] = {}
    for route, methods in document["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                operations[f"{method} {_nameless(route)}"] = _pointer(route, method, operation)
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    return operations, Registry().with_resource(ADDRESS, resource)


def _pointer(route: str, method: str, operation: dict[str, Any]) -> str | None:
    if "application/json" not in operation.get("requestBody", {}).get("content", {}):
        return None
    escaped = route.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
    return f"/paths/{escaped}/{method}/requestBody/content/application~1json/schema"


def _nameless(route: str) -> str:
    return re.sub(r"{\w+}", "{}", route)


def _in_words(error: Any) -> str:
    cause = best_match([error]) or error
    return f"{cause.json_path}: {cause.message[:300]}"
