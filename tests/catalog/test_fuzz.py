"""Whatever stands in a file: the loader gives a Catalog or a KnowledgeError, never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalog.load import KnowledgeError, load
from bot.catalog.model import Catalog
from bot.catalog.read import parse
from tests.catalog.folder import FILES, write_folder

_SIGNS = [
    "\t",
    "\n",
    "\n  ",
    ": ",
    "- ",
    "---",
    "...",
    "~",
    "|",
    '"',
    "@",
    "\x00",
    "\ufeff",
    "\u2028",
    "#",
    "'",
]
_WORDS = [
    "things:",
    "- id: x",
    "  owner: aws",
    "on:",
    "{",
    "}",
    "[",
    "]",
    "*a",
    "&a",
    "!!int 5",
    "<<: ",
    "? ",
    ">",
]
_PIECES = st.sampled_from([*_SIGNS, *_WORDS])
_TEXT = st.one_of(st.text(), st.lists(_PIECES).map("".join))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("fuzz"))


def loads_or_explains(folder: Path) -> None:
    try:
        assert isinstance(load(folder), Catalog)
    except KnowledgeError as error:
        assert error.mistakes
        assert all(mistake.line >= 1 and mistake.sentence for mistake in error.mistakes)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(FILES)), text=_TEXT)
def test_any_text_in_a_file(folder: Path, name: str, text: str) -> None:
    file = folder / name
    before = file.read_bytes()
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        loads_or_explains(folder)
    finally:
        file.write_bytes(before)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(FILES)), at=st.integers(0, 60), text=_TEXT)
def test_any_text_in_the_middle_of_a_file(folder: Path, name: str, at: int, text: str) -> None:
    file = folder / name
    before = file.read_bytes()
    lines = before.decode().splitlines(keepends=True)
    place = at % (len(lines) + 1)
    broken = "".join([*lines[:place], text, *lines[place:]])
    file.write_bytes(broken.encode("utf-8", "surrogatepass"))
    try:
        loads_or_explains(folder)
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize(
    "text", ["[" * 90000, "{a: " * 90000, "- " * 90000, "? " * 90000, "&a [*a]", "? [x]\n: y\n"]
)
def test_hostile_shapes(text: str) -> None:
    document = parse(text, "knowledge/things/x.yaml")
    assert document.mistakes
    assert all(mistake.path == "knowledge/things/x.yaml" for mistake in document.mistakes)


@pytest.mark.parametrize("text", ["- " * 60, "? " * 60, "[" * 101, "{a: " * 101])
def test_a_depth_that_no_entry_needs_is_refused(text: str) -> None:
    """Deeper ones would overrun the C parser's stack, which no test can catch."""
    sentences = [mistake.sentence for mistake in parse(text, "knowledge/things/x.yaml").mistakes]
    assert sentences == ["the file is nested too deeply; an entry has a few levels only"]
