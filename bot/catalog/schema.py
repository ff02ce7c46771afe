"""JSON Schemas of the knowledge files, made from the models, for editors that complete and underline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from bot.catalog.entries import FILE_KINDS, FileKind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, dict[str, Any]]:
    """A schema for each kind of file, by the kind's name (`things`, `services`, ...)."""
    return {kind.name: _of(kind) for kind in FILE_KINDS}


def write_schemas(directory: Path) -> list[Path]:
    """Writes `<directory>/<kind>.json` for every kind of file; returns what it wrote."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in schema().items():
        file = directory / f"{name}.json"
        file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(file)
    return written


def _of(kind: FileKind) -> dict[str, Any]:
    if "" in kind.lists:
        return _titled(_plain(_model(kind.lists[""])), kind)
    properties: dict[str, Any] = {}
    shared: dict[str, Any] = {}
    for key, model in kind.lists.items():
        entry = _plain(_model(model))
        shared.update(entry.pop("$defs", {}))
        shared[model.__name__] = entry
        reference = {"$ref": f"#/$defs/{model.__name__}"}
        properties[key] = reference if kind.single else {"type": "array", "items": reference}
    whole = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(shared.items())),
    }
    return _titled(whole, kind)


def _model(model: type[BaseModel]) -> dict[str, Any]:
    return TypeAdapter(model).json_schema()


def _titled(content: dict[str, Any], kind: FileKind) -> dict[str, Any]:
    where = " or ".join(f"knowledge/{pattern}" for pattern in kind.patterns)
    return {"$schema": _DIALECT, "title": f"ResponsiBot {kind.name} ({where})", **content}


def _plain(node: Any) -> Any:
    """What an author can write: no titles made from field names, and nothing is ever null."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    choices = node.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        kept = [choice for choice in choices if choice != {"type": "null"}]
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        return _plain({**(kept[0] if len(kept) == 1 else {"anyOf": kept}), **rest})
    return {key: _kept(key, value) for key, value in node.items() if not _needless(key, value)}


def _needless(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, [], {}))


def _kept(key: str, value: Any) -> Any:
    """Under `properties` and `$defs` the keys are names of fields, among them `title` and `default`."""
    if key in ("properties", "$defs") and isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return _plain(value)


if __name__ == "__main__":
    from bot.catalog.load import default_directory

    for path in write_schemas(default_directory() / "schema"):
        print(f"wrote {path.parent.parent.name}/{path.parent.name}/{path.name}")
