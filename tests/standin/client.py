"""Starts a stand-in as a process and steers it: what tests import."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 10.0
"""Seconds that a wait lasts at most: far above what is needed, so that only a real fault ends it."""

Json = dict[str, Any]


class StandInError(Exception):
    """The stand-in could not do what was asked; the message says why."""


class NothingCame(AssertionError):
    """An awaited event has not come; the message lists what came instead."""


class StandIn:
    """A running stand-in: `with StandIn.start() as discord:`. The commands are those of control.Control."""

    def __init__(self, process: subprocess.Popen[str], addresses: Json) -> None:
        self._process = process
        self.address: str = addresses["address"]
        self.api_url: str = addresses["api_url"]
        self.gateway_url: str = addresses["gateway_url"]
        self.token: str = addresses["token"]
        self.bot_id: str = self.ask("who_is_bot")

    @classmethod
    def start(cls, token: str = "stand-in-token", port: int = 0) -> Self:
        """Starts one on a free port; it ends with this process, whatever happens."""
        command = [sys.executable, "-m", "tests.standin", "--port", str(port), "--token", token]
        process = subprocess.Popen(
            [*command, "--until-stdin-closes"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        line = process.stdout.readline() if ready else ""
        if not line:
            process.kill()
            process.wait()
            raise StandInError("the stand-in did not start; its error output is above")
        return cls(process, json.loads(line))

    def stop(self) -> None:
        """Ends it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def ask(self, command: str, *, timeout: float = PATIENCE, **fields: Any) -> Any:
        """Any command of control.Control by its name; raises StandInError with its reason."""
        body = json.dumps(fields).encode()
        request = urllib.request.Request(f"{self.address}/_control/{command}", body, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return json.load(response)["result"]
        except urllib.error.HTTPError as error:
            with error:
                raise StandInError(json.load(error)["error"]) from None

    # Waiting

    def mark(self) -> int:
        """The present end of the journal: `after=mark` waits only for what comes later."""
        return self.ask("mark")

    def wait(self, kind: str, *, after: int = 0, timeout: float = PATIENCE, **match: Any) -> Json:
        """The first such event with these fields; at once if it has come already. Raises NothingCame."""
        event = self.ask(
            "wait", kind=kind, match=match, after=after, seconds=timeout, timeout=timeout + PATIENCE
        )
        if event is None:
            came = [f"{each['n']} {each['kind']}" for each in self.ask("events", after=after)]
            raise NothingCame(f"no {kind} {match} within {timeout} s; since {after} came: {came}")
        return event

    def events(self, kind: str | None = None, *, after: int = 0, **match: Any) -> list[Json]:
        """What has happened."""
        return self.ask("events", kind=kind, after=after, match=match)

    def answer_to(self, interaction: str, timeout: float = PATIENCE) -> Json:
        """The callback of an interaction: {"type", "data", "message", "elapsed_ms"}."""
        return self.wait("callback", interaction=interaction, timeout=timeout)

    # Who and what exists

    def add_guild(
        self, name: str = "Study hall", channels: tuple[str, ...] = ("general",), **fields: Any
    ) -> Json:
        """One server: {"guild": id, "channels": {name: id}}; `rights`: the permission bits of the bot."""
        return self.ask("add_guild", name=name, channels=channels, **fields)[0]

    def add_member(self, guild: str, name: str, **fields: Any) -> str:
        """A new person in a server; gives the user id."""
        user = self.ask("add_user", name=name)
        self.ask("add_member", guild=guild, user=user, **fields)
        return user

    def commands(self) -> list[Json]:
        """The registered commands, with ids and versions."""
        return self.ask("commands")

    def messages(self, channel: str) -> list[Json]:
        """What is to be read in a channel, oldest first."""
        return self.ask("messages", channel=channel)

    # What people do; each gives the interaction's id

    def slash(self, user: str, channel: str, name: str, age: float = 0, **options: Any) -> str:
        """`name` may hold subcommands ("daily setup"); `age`: sent so many seconds ago."""
        return self.ask("slash", user=user, channel=channel, name=name, options=options, age=age)

    def complete(self, user: str, channel: str, name: str, typing: str, **options: Any) -> str:
        """The autocomplete of the option `typing`, with what is filled in so far."""
        return self.ask("slash", user=user, channel=channel, name=name, options=options, typing=typing)

    def press(self, user: str, message: Json, custom_id: str, values: list[str] | None = None) -> str:
        """A button or select of a message as an event gave it."""
        return self.ask("press", user=user, message=message, custom_id=custom_id, values=values)

    def menu(self, user: str, channel: str, name: str, message: str) -> str:
        """A message menu on the message of that id."""
        return self.ask("menu", user=user, channel=channel, name=name, message=message)

    def submit(self, user: str, opened_by: str, **values: Any) -> str:
        """The modal that an interaction was answered with."""
        return self.ask("submit", user=user, opened_by=opened_by, values=values)

    def write(self, user: str, channel: str, content: str, reply_to: str | None = None) -> str:
        """A message of a person; gives its id."""
        return self.ask("write", user=user, channel=channel, content=content, reply_to=reply_to)

    # How Discord behaves

    def drop_gateway(self, how: str = "abort", code: int = 4000, forget: bool = False) -> None:
        """Ends the bot's connections: abort, close, reconnect, invalidate or invalidate_resumable."""
        self.ask("drop_gateway", how=how, code=code, forget=forget)

    def inject(self, kind: str, path: str, **details: Any) -> int:
        """A fault: status, lose_request, lose_reply, garbage, hold or hold_request; gives its number."""
        return self.ask("inject", kind=kind, path=path, **details)

    def mistakes(self) -> list[str]:
        """Requests that Discord would object to (the check may take a while)."""
        return self.ask("mistakes", timeout=120)
