"""The directions between the rooms hold, and each contract can really fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))

FORBIDDEN = {
    "layers": ("bot/services/lookups.py", "import bot.ui.render"),
    "beside": ("bot/ops/health.py", "import bot.lookup.answer"),
    "pure": ("bot/lookup/score.py", "import time"),
    "discord": ("bot/services/lookups.py", "import discord"),
    "yaml": ("bot/catalog/model.py", "import yaml"),
    "rapidfuzz": ("bot/ui/mentions.py", "from rapidfuzz import fuzz"),
    "database": ("bot/services/lookups.py", "import sqlite3"),
    "extras": ("bot/app.py", "import sentry_sdk"),
}
"""One import that each contract of pyproject.toml must refuse."""

READS_THE_CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.sleep",
}


def contracts_broken_in(folder: Path) -> list[str]:
    """Names of the contracts that import-linter finds broken."""
    checked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return [line.removesuffix(" BROKEN") for line in checked.stdout.splitlines() if line.endswith(" BROKEN")]


def contract_names() -> dict[str, str]:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in project["tool"]["importlinter"]["contracts"]}


def test_every_contract_refuses_what_it_is_for(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert contracts_broken_in(tmp_path) == []
    for path, line in FORBIDDEN.values():
        with (tmp_path / path).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    names = contract_names()
    assert set(names) == set(FORBIDDEN), "a new contract needs an import here that it refuses"
    assert set(contracts_broken_in(tmp_path)) == set(names.values())


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_what_belongs_in_it_and_takes_its_clock(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the first sentence of a module says what belongs in it"
    if module.name == "__main__.py":
        return
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & READS_THE_CLOCK, "the clock is a parameter"


def test_importing_the_program_starts_nothing() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in MODULES]
    modules = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    program = (
        # urllib3 (below sentry-sdk) binds a socket at import to see whether there is IPv6: not ours.
        "import sys, importlib, threading, urllib3\n"
        "def heard(event, details):\n"
        "    if event.startswith(('socket.connect', 'socket.bind', 'sqlite3', 'subprocess')):\n"
        "        sys.exit(f'importing does {event} {details}')\n"
        "sys.addaudithook(heard)\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
    )
    imported = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (imported.returncode, imported.stdout, imported.stderr) == (0, "", "")
