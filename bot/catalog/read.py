"""One YAML file -> plain text values with their line numbers, and what is wrong with the file as YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.catalog.mistakes import Mistake

# The C parser reads the whole knowledge base several times faster; it is missing from some builds of PyYAML.
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _TextLoader(_BASE):
    """Every scalar is text, so that `off`, `012` and `12:30` stay as they were written."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""


# Ours: an entry is at most six levels deep, and no line is indented further than this.
_DEEPEST = 100
_DEEP = "the file is nested too deeply; an entry has a few levels only"
_LINE_START = re.compile(r"^[ \-?]+", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")

_HINTS = {
    "mapping values are not allowed": "a text that holds a colon and a space needs quotes around it",
    "did not find expected key": "check the indentation and the quotes around here",
    "could not find expected ':'": "a field needs a colon after its name, or a quote is not closed",
    "found unexpected end of stream": "a quote or a bracket is not closed",
    "cannot start any token": "a text that starts with a special sign such as @, `, % needs quotes around it",
    "single document": "a file holds one document; remove the line ---",
    "undefined alias": "a text that starts with * needs quotes around it",
}


@dataclass(slots=True)
class Document:
    """A file that could be parsed: `data` is made of dicts, lists and text only; of one that couldn't, `text`
    is None.

    The parsed nodes, which know their lines, take many times the memory of the text: they are made anew where
    a line is asked for, which only mistakes do.
    """

    path: str
    data: Any
    text: str | None
    mistakes: list[Mistake] = field(default_factory=list)
    node: yaml.Node | None = None

    def line(self, loc: Sequence[str | int] = ()) -> int:
        """Line (from 1) of the value at `loc`, or of the nearest one above it that exists."""
        if self.node is None and self.text is not None:
            self.node = yaml.compose(self.text, Loader=_TextLoader)
        node, line = self.node, 1
        if node is not None:
            line = node.start_mark.line + 1
        for step in loc:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line

    def mistake(self, loc: Sequence[str | int], sentence: str) -> Mistake:
        return Mistake(self.path, self.line(loc), sentence)


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    """(line, node) of one step down: a field's line is that of its name."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    return None


def read(file: Path, shown: str) -> Document:
    """The document in `file`, called `shown` in messages. What is wrong stands in its `mistakes`."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _broken(shown, line, "this is not UTF-8 text; save the file with the encoding UTF-8")
    except OSError as error:
        return _broken(shown, 1, f"the file can't be read: {error.strerror or 'unknown reason'}")
    return parse(text, shown)


def parse(text: str, shown: str) -> Document:
    """The document in `text`; never raises, whatever the text."""
    tabs = _tabs(text, shown) if "\t" in text else []
    if tabs:
        return Document(shown, None, None, tabs)
    if _too_deep(text):
        return _broken(shown, 1, _DEEP)
    try:
        node = yaml.compose(text, Loader=_TextLoader)
    except yaml.MarkedYAMLError as error:
        return _broken(shown, _error_line(error), _syntax(error))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return _broken(shown, 1, f"this is not valid YAML: {_first_line(error)}")
    if node is None:
        return _broken(shown, 1, "the file is empty")
    document = Document(shown, None, text)
    document.data = _Plain(document).value(node, ())
    return document


def _broken(shown: str, line: int, sentence: str) -> Document:
    return Document(shown, None, None, [Mistake(shown, line, sentence)])


def _tabs(text: str, shown: str) -> list[Mistake]:
    sentence = "a tab stands at the start of this line; YAML wants spaces there"
    lines = enumerate(text.splitlines(), 1)
    return [Mistake(shown, number, sentence) for number, line in lines if "\t" in line[: _indent(line)]]


def _too_deep(text: str) -> bool:
    """Whether lists stand within lists without end: the C parser recurses without a limit and would crash."""
    if any(len(match[0]) > _DEEPEST for match in _LINE_START.finditer(text)):
        return True
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _error_line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _syntax(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or error.context or "it can't be read"
    hint = next((hint for words, hint in _HINTS.items() if words in f"{error.context} {problem}"), None)
    return f"this is not valid YAML: {hint or problem}"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class _Plain:
    """Turns nodes into dicts, lists and text, noting empty values, repeated fields and shortcuts."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, loc: tuple[str | int, ...]) -> Any:
        if id(node) in self.seen:
            self._note(node, "an alias (*name) is used here; write the text out instead")
            return "alias"
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, number)) for number, item in enumerate(node.value)]
        if not node.value.strip():
            self._note(node, f"{_last_name(loc)} is empty; write something there or remove the line")
            return None
        return node.value

    def _mapping(self, node: yaml.MappingNode, loc: tuple[str | int, ...]) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._note(key, "the name of a field must be plain text")
            elif key.value in first:
                self._note(key, f"{key.value} is written twice here (first on line {first[key.value]})")
            else:
                first[key.value] = line
                plain[key.value] = self.value(value, (*loc, key.value))
        return plain

    def _note(self, node: yaml.Node, sentence: str) -> None:
        line = node.start_mark.line + 1
        self.document.mistakes.append(Mistake(self.document.path, line, sentence))


def _last_name(loc: tuple[str | int, ...]) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str)), "this")
