"""The files of the knowledge folder -> entries that each hold by themselves, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.catalog.mistakes import Mistake
from bot.catalog.model import (
    Concept,
    Layer,
    Policy,
    Purpose,
    Question,
    Scene,
    Service,
    ServiceModel,
    Source,
    Thing,
    Use,
    Wording,
    Words,
)
from bot.catalog.read import Document, read
from bot.catalog.sentences import listed, sentence

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: where it lies, and which model each list at its top holds.

    A model under the key "" describes the whole file (words); `single`: no list, but one entry (policy).
    """

    name: str
    patterns: tuple[str, ...]
    lists: dict[str, type[BaseModel]]
    single: bool = False
    group: str | None = None
    """Field of each entry that must be the name of its file."""
    optional: bool = False
    """Whether a knowledge folder may do without."""


FILE_KINDS = (
    FileKind("layers", ("layers.yaml",), {"layers": Layer, "service_models": ServiceModel}),
    FileKind("services", ("services/*.yaml",), {"services": Service}, group="category"),
    FileKind("things", ("things/*.yaml",), {"things": Thing}, group="topic"),
    FileKind("uses", ("uses/*.yaml",), {"uses": Use}, group="heading"),
    FileKind("policy", ("policy.yaml",), {"policy": Policy}, single=True),
    FileKind("sources", ("sources.yaml",), {"sources": Source}),
    FileKind("words", ("words.yaml", "words/*.yaml"), {"": Words}, single=True),
    FileKind("questions", ("questions/*.yaml",), {"questions": Question}, optional=True),
    FileKind(
        "scenes",
        ("scenes.yaml",),
        {"scenes": Scene, "purposes": Purpose, "wordings": Wording},
        optional=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry that holds by itself, and where it stands."""

    entry: Any
    document: Document
    loc: Loc

    def mistake(self, sentence: str, *loc: str | int) -> Mistake:
        return self.document.mistake((*self.loc, *loc), sentence)


@dataclass(slots=True)
class Draft:
    """All that could be read.

    `named` also has the ids of entries that were refused, so that what refers to them is not called wrong as
    well; `unread` has the lists of which a whole file is missing, for the same reason.
    """

    placed: dict[str, list[Placed]] = field(default_factory=dict)
    named: dict[str, dict[str, Placed]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)

    def of(self, key: str) -> list[Placed]:
        return self.placed.get(key, [])


def gather(directory: Path) -> Draft:
    """Reads every file below `directory`; what is wrong stands in the draft's `mistakes`."""
    draft = Draft()
    if not directory.is_dir():
        draft.mistakes.append(Mistake(directory.name or "knowledge", 1, "there is no such folder"))
        return draft
    known: set[Path] = set()
    for kind in FILE_KINDS:
        files = [file for pattern in kind.patterns for file in sorted(directory.glob(pattern))]
        known.update(files)
        if not files and not kind.optional:
            _absent(draft, directory, kind)
        for file in files:
            _take(draft, kind, read(file, _shown(directory, file)), file.stem)
    draft.mistakes += [_stray(directory, file) for file in _yaml_files(directory) if file not in known]
    return draft


def _shown(directory: Path, file: Path) -> str:
    return f"{directory.resolve().name}/{file.relative_to(directory).as_posix()}"


def _yaml_files(directory: Path) -> Iterator[Path]:
    for file in sorted(directory.rglob("*.y*ml")):
        if file.suffix in (".yaml", ".yml") and not any(part.startswith(".") for part in file.parts[-2:]):
            yield file


def _stray(directory: Path, file: Path) -> Mistake:
    places = listed([pattern for kind in FILE_KINDS for pattern in kind.patterns], "and")
    return Mistake(_shown(directory, file), 1, f"this file is never read; files that are read are {places}")


def _absent(draft: Draft, directory: Path, kind: FileKind) -> None:
    draft.unread.update(kind.lists)
    where = f"{directory.resolve().name}/{kind.patterns[0]}"
    draft.mistakes.append(Mistake(where, 1, f"the file with the {kind.name} is missing"))


def _take(draft: Draft, kind: FileKind, document: Document, stem: str) -> None:
    draft.mistakes += document.mistakes
    if document.text is None:
        draft.unread.update(kind.lists)
        return
    if not isinstance(document.data, dict):
        draft.mistakes.append(document.mistake((), f"the file must start with {_keys(kind)}"))
        draft.unread.update(kind.lists)
        return
    if "" in kind.lists:
        _entry(draft, "", kind.lists[""], document, (), document.data)
        return
    _top_keys(draft, kind, document)
    for key, model in kind.lists.items():
        for loc, data in _entries(draft, kind, key, document):
            _entry(draft, key, model, document, loc, data)
            _grouped(draft, kind, document, loc, data, stem)


def _keys(kind: FileKind) -> str:
    return listed([f"{key}:" for key in kind.lists if key], "and") or "a field"


def _top_keys(draft: Draft, kind: FileKind, document: Document) -> None:
    for key in document.data:
        if key not in kind.lists:
            said = f"{key} is no heading here; a file of {kind.name} starts with {_keys(kind)}"
            draft.mistakes.append(document.mistake((key,), said))
    for key in kind.lists:
        if key not in document.data:
            draft.unread.add(key)
            draft.mistakes.append(document.mistake((), f"the heading {key}: is missing"))


def _entries(draft: Draft, kind: FileKind, key: str, document: Document) -> Iterator[tuple[Loc, Any]]:
    value = document.data.get(key)
    if value is None:
        return
    if kind.single:
        yield (key,), value
    elif isinstance(value, list):
        yield from (((key, number), data) for number, data in enumerate(value))
    else:
        draft.unread.add(key)
        draft.mistakes.append(
            document.mistake((key,), f"{key} must be a list: each entry starts with a dash")
        )


def _entry(draft: Draft, key: str, model: type[BaseModel], document: Document, loc: Loc, data: Any) -> None:
    _name(draft, key, document, loc, data)
    try:
        entry = model.model_validate(_without_empty(data) if document.mistakes else data)
    except ValidationError as error:
        draft.mistakes += _refused(model, document, loc, data, error)
        return
    draft.placed.setdefault(key, []).append(Placed(entry, document, loc))


def _name(draft: Draft, key: str, document: Document, loc: Loc, data: Any) -> None:
    """Notes the id; says so if it is taken."""
    field_name = "url" if key == "sources" else "id"
    name = data.get(field_name) if isinstance(data, dict) else None
    if not isinstance(name, str):
        return
    here = Placed(None, document, loc)
    first = draft.named.setdefault(key, {}).setdefault(name, here)
    if first is not here:
        where = f"{first.document.path}:{first.document.line(first.loc)}"
        draft.mistakes.append(here.mistake(f"{field_name} {name} is already taken at {where}", field_name))


def _grouped(draft: Draft, kind: FileKind, document: Document, loc: Loc, data: Any, stem: str) -> None:
    group = kind.group
    given = data.get(group) if group and isinstance(data, dict) else None
    if group and isinstance(given, str) and given != stem:
        said = f'{group} must be {stem}, as the file is called, not "{given}"'
        draft.mistakes.append(document.mistake((*loc, group), said))


def _without_empty(data: Any) -> Any:
    """Empty values have been reported where they stand; the rest is checked without them."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(value) for value in data if value is not None]
    return data


def _refused(
    model: type[BaseModel], document: Document, loc: Loc, data: Any, error: ValidationError
) -> Iterator[Mistake]:
    for found in error.errors(include_url=False):
        place = tuple(step for step in found["loc"] if step != "[key]")
        if found["type"] == "missing" and _stands_empty(data, place):
            continue
        if found["type"] == "too_short" and found["input"]:
            continue  # Its items were refused one by one, each with a sentence of its own.
        yield document.mistake((*loc, *place), sentence(found, lambda place=place: _fields(model, place)))


def _stands_empty(data: Any, place: Loc) -> bool:
    """Whether what pydantic misses at `place` is written there without a value."""
    for step in place[:-1]:
        data = data[step]
    return isinstance(data, dict) and place[-1] in data


def _fields(model: type[BaseModel], place: Loc) -> list[str]:
    """Fields of the model in which the last step of `place` stands."""
    current: Any = model
    for step in place[:-1]:
        if isinstance(step, str) and isinstance(current, type) and step in current.model_fields:
            current = _inner(current.model_fields[step].annotation)
    return list(current.model_fields)


def _inner(annotation: Any) -> Any:
    """The model somewhere in an annotation such as `tuple[Rule, ...]` or `Mapping[str, Cell]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = [_inner(part) for part in getattr(annotation, "__args__", ())]
    return next((model for model in inner if model is not None), None)


Rule = Callable[[Draft], Iterator[Mistake]]
"""Looks at a draft as a whole; see check.py."""

__all__ = ["FILE_KINDS", "Concept", "Draft", "FileKind", "Placed", "Rule", "gather"]
