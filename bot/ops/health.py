"""The heartbeat: a file that the running bot touches while it is connected, and whether it is fresh."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

INTERVAL = timedelta(seconds=15)
"""How often the running bot writes its heartbeat."""

STALE_AFTER = timedelta(seconds=60)
"""Three missed beats and some room: discord.py itself gives a silent gateway up after 60 s."""


def heartbeat_file(data_dir: Path) -> Path:
    return data_dir / "heartbeat"


def beat(data_dir: Path, now: datetime) -> None:
    """Writes the time of this heartbeat (`now`, with its zone). OSError: the folder is not writable."""
    data_dir.mkdir(parents=True, exist_ok=True)
    fresh = heartbeat_file(data_dir).with_suffix(".new")
    fresh.write_text(now.isoformat() + "\n", encoding="utf-8")
    fresh.replace(heartbeat_file(data_dir))


def stop_beating(data_dir: Path) -> None:
    """Removes the heartbeat, so that a bot that was ended does not look alive for another minute."""
    heartbeat_file(data_dir).unlink(missing_ok=True)


def trouble(data_dir: Path, now: datetime) -> str | None:
    """None while the bot is alive and connected, else one sentence that says what was found."""
    path = heartbeat_file(data_dir)
    try:
        last = datetime.fromisoformat(path.read_text(encoding="utf-8").strip())
        age = now - last
    except FileNotFoundError:
        return (
            f"There is no heartbeat in {path}: the bot is not running or not connected, or DATA_DIR differs."
        )
    except (OSError, ValueError, TypeError):
        return f"The heartbeat in {path} cannot be read: end the bot, delete the file and start it again."
    if age > STALE_AFTER:
        seconds = round(age.total_seconds())
        return f"The last heartbeat in {path} is {seconds} s old: the bot hangs or has lost its connection."
    return None
