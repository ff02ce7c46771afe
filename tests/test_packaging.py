"""What is handed out: the wheel works when installed alone, the locks and the version agree."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from bot import __version__

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What the command prints; a failure shows all of it."""
    ended = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": ""} | environment,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def pinned(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock.read_text(encoding="utf-8"), flags=re.M))


def test_the_version_is_the_same_everywhere() -> None:
    assert project()["version"] == __version__


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_hashes_and_no_registry(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    blocks = re.split(r"^(?=\S)", text, flags=re.M)[1:]
    assert blocks and all("--hash=sha256:" in block for block in blocks)


def test_the_locks_agree_and_pin_simcord_and_discord_py_as_the_project_does() -> None:
    locks = {lock.stem: pinned(lock) for lock in LOCKS}
    assert set(locks) == {"run", "dev", "bot"}
    for name in ("run", "bot"):
        assert locks[name].items() <= locks["dev"].items(), "the tests run on what people run"
    assert "simcord" not in locks["bot"]
    exact = [f"{name}=={locks['run'][name]}" for name in ("simcord", "discord-py")]
    assert project()["optional-dependencies"]["playground"] == [exact[0], exact[1].replace("-py", ".py")]


@pytest.mark.slow
def test_the_wheel_works_when_installed_alone(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("bot/_knowledge/things/") for name in names)
    assert not any(name.startswith(("tests/", "data/")) or ".env" in name for name in names)

    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv, cwd=tmp_path)
    python = venv / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    run(
        *pip,
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        ROOT / "requirements" / "bot.lock",
        cwd=tmp_path,
    )
    run(*pip, wheel, cwd=tmp_path)

    program = venv / "bin" / "responsibot"
    answer = json.loads(run(program, "ask", "--json", "who patches the guest OS on EC2?", cwd=tmp_path))
    assert answer["verdict"] == "customer"
    assert run(program, "check", cwd=tmp_path).startswith("The knowledge base is sound")
    without_simcord = subprocess.run([program, "playground"], cwd=tmp_path, capture_output=True, text=True)
    assert without_simcord.returncode == 2
    assert 'pip install "responsibot[playground]"' in without_simcord.stderr
