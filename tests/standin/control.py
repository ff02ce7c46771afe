"""The control door: what a test may ask of the stand-in, each command a method, at POST /_control/<name>."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from tests.standin import openapi, payloads, permissions
from tests.standin.acting import Acts, CannotDo
from tests.standin.faults import Faults
from tests.standin.gateway import Gateway
from tests.standin.journal import Journal
from tests.standin.limits import Limits
from tests.standin.state import Channel, Interaction, Json, Role, Unknown, World

LONGEST_WAIT = 60.0


@dataclass(slots=True)
class Control:
    """Every public method but `add_to` is a command: JSON fields in, JSON out."""

    world: World
    journal: Journal
    gateway: Gateway
    limits: Limits
    faults: Faults
    acts: Acts
    checked: list[tuple[str, str, Any]]
    stop_server: Callable[[], None]

    def add_to(self, app: web.Application) -> None:
        """Registers the door."""
        app.router.add_post("/_control/wait", self._wait)
        app.router.add_post("/_control/{command}", self._command)
        app.router.add_get("/_files/{id}", self._file)

    async def _command(self, request: web.Request) -> web.Response:
        name = request.match_info["command"]
        if name.startswith("_") or name == "add_to" or not callable(getattr(type(self), name, None)):
            return web.json_response({"error": f"no command {name}"}, status=404)
        try:
            return web.json_response({"result": getattr(self, name)(**await request.json())})
        except (CannotDo, Unknown, KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)

    async def _wait(self, request: web.Request) -> web.Response:
        asked = await request.json()
        timeout = min(asked["seconds"], LONGEST_WAIT)
        event = await self.journal.wait(asked["kind"], asked["match"], asked["after"], timeout)
        return web.json_response({"result": event})

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.world.uploads[request.match_info["id"]])

    # Who and what exists

    def add_user(self, name: str) -> str:
        """A person; gives the id."""
        return self.world.add_user(name).id

    def add_guild(
        self,
        name: str,
        rights: int = permissions.BOT,
        channels: tuple[str, ...] = ("general",),
        count: int = 1,
    ) -> list[Json]:
        """`count` servers alike, each told to a connected bot; gives [{"guild", "channels": {name: id}}]."""
        return [self._guild(name, rights, channels) for _ in range(count)]

    def _guild(self, name: str, rights: int, channels: tuple[str, ...]) -> Json:
        guild = self.world.add_guild(name, rights)
        ids = {each: self.world.add_channel(guild, each).id for each in channels}
        self.gateway.introduce(guild)
        return {"guild": guild.id, "channels": ids}

    def add_channel(self, guild: str, name: str) -> str:
        """Another text channel; gives the id."""
        channel = self.world.add_channel(self.world.guild(guild), name)
        self._tell("CHANNEL_CREATE", channel)
        return channel.id

    def add_role(self, guild: str, name: str, mentionable: bool = False) -> str:
        """Another role; gives the id."""
        home = self.world.guild(guild)
        home.roles.append(role := Role(self.world.ids.entity(), name, 0, mentionable))
        shape = payloads.role(role, len(home.roles) - 1, self.world.bot.id)
        self.gateway.dispatch("GUILD_ROLE_CREATE", {"guild_id": guild, "role": shape}, guild)
        return role.id

    def add_member(self, guild: str, user: str, rights: int = permissions.MEMBER) -> None:
        """Makes a person a member with these rights."""
        self.world.guild(guild).members[user] = rights

    def remove_member(self, guild: str, user: str) -> None:
        """A member leaves."""
        del self.world.guild(guild).members[user]

    def delete_channel(self, channel: str) -> None:
        """Deletes a channel."""
        self._tell("CHANNEL_DELETE", self.world.delete_channel(channel))

    def set_bot_rights(self, guild: str, rights: int) -> None:
        """Sets the permission bits of the bot's role."""
        home = self.world.guild(guild)
        home.bot_role.rights = rights
        shape = payloads.role(home.bot_role, 1, self.world.bot.id)
        self.gateway.dispatch("GUILD_ROLE_UPDATE", {"guild_id": guild, "role": shape}, guild)

    def deny(self, channel: str, rights: int) -> None:
        """Takes rights from the bot in one channel (0: gives them back)."""
        self.world.channel(channel).denied = rights
        self._tell("CHANNEL_UPDATE", self.world.channel(channel))

    def remove_bot(self, guild: str, told: bool = True) -> None:
        """The bot is thrown out of a server; `told` False: no event (it was offline)."""
        del self.world.guilds[guild]
        if told:
            self.gateway.dispatch("GUILD_DELETE", {"id": guild}, guild)

    def outage(self, guild: str, over: bool = False) -> None:
        """A server becomes unavailable, or is back."""
        home = self.world.guild(guild)
        home.available = over
        if over:
            self.gateway.introduce(home)
        else:
            self.gateway.dispatch("GUILD_DELETE", {"id": guild, "unavailable": True}, guild)

    def dm_channel(self, user: str) -> str:
        """The id of the DM channel of a person and the bot."""
        return self.world.dm_with(user).id

    def messages(self, channel: str) -> list[Json]:
        """What is to be read in a channel, oldest first."""
        return list(self.world.channel(channel).messages.values())

    def commands(self) -> list[Json]:
        """The registered global commands."""
        return list(self.world.commands.values())

    def who_is_bot(self) -> str:
        """The bot's user id, which is its application's too."""
        return self.world.bot.id

    def _tell(self, event: str, channel: Channel) -> None:
        self.gateway.dispatch(event, payloads.channel(self.world, channel), channel.guild_id)

    # What people do; each gives the interaction's id

    def slash(
        self, user: str, channel: str, name: str, options: Json, typing: str | None = None, age: float = 0
    ) -> str:
        """A slash command, or the autocomplete of the option `typing`; `age`: sent so many seconds ago."""
        return self._send(self.acts.slash(user, channel, name, options, typing), age)

    def menu(self, user: str, channel: str, name: str, message: str, age: float = 0) -> str:
        """A message menu."""
        return self._send(self.acts.menu(user, channel, name, message), age)

    def press(
        self, user: str, message: Json, custom_id: str, values: list[str] | None = None, age: float = 0
    ) -> str:
        """A button or select of `message`, which may be an ephemeral one."""
        return self._send(self.acts.press(user, message, custom_id, values), age)

    def submit(self, user: str, opened_by: str, values: Json, age: float = 0) -> str:
        """A modal that the interaction `opened_by` was answered with."""
        return self._send(self.acts.submit(user, opened_by, values), age)

    def write(self, user: str, channel: str, content: str, reply_to: str | None = None) -> str:
        """A message; gives its id."""
        event = self.acts.write(user, channel, content, reply_to)
        self.gateway.dispatch("MESSAGE_CREATE", event, event.get("guild_id"))
        return event["id"]

    def _send(self, one: Interaction, age: float) -> str:
        one.created -= timedelta(seconds=age)
        guild_id = self.world.channel(one.channel_id).guild_id
        if not self.gateway.dispatch("INTERACTION_CREATE", payloads.interaction(self.world, one), guild_id):
            raise CannotDo("the bot has no session at the gateway")
        return one.id

    # How Discord behaves

    def set_token(self, token: str) -> None:
        """From now on only this token is right."""
        self.world.token = token

    def refuse_identify(self, code: int | None) -> None:
        """Closes every identify with `code` (4004, 4014, ...); None: back to normal."""
        self.gateway.refuse_code = code

    def allow_intents(self, bits: int) -> None:
        """Privileged intents that are switched on in the portal; others are closed with 4014."""
        self.gateway.privileged_allowed = bits

    def drop_gateway(self, how: str = "abort", code: int = 4000, forget: bool = False) -> None:
        """Ends the connections (see Gateway.drop); `forget`: the sessions can't be resumed."""
        self.gateway.drop(how, code)
        if forget:
            self.gateway.forget_sessions()

    def set_gateway(
        self, heartbeat_ms: int | None = None, acknowledges: bool | None = None, resume_url: str | None = None
    ) -> None:
        """The heartbeat interval, whether heartbeats are acknowledged, and READY's `resume_gateway_url`."""
        if heartbeat_ms is not None:
            self.gateway.heartbeat_ms = heartbeat_ms
        if acknowledges is not None:
            self.gateway.acknowledges = acknowledges
        if resume_url is not None:
            self.gateway.resume_url = resume_url

    def inject(self, kind: str, path: str, **details: Any) -> int:
        """A fault (see faults.Kind); gives its number."""
        return self.faults.add(kind, path, **details).id

    def release(self, fault: int) -> None:
        """Lets go what a HOLD fault keeps back."""
        self.faults.release(fault)

    def clear_faults(self) -> None:
        """Ends every fault."""
        self.faults.clear()

    def limit_globally(self, per_second: int | None) -> None:
        """Fifty is Discord's; None: none."""
        self.limits.per_second = per_second

    def limit_route(self, route: str, limit: int, seconds: float) -> None:
        """Narrows a route's bucket."""
        self.limits.narrow(route, limit, seconds)

    def advance(self, seconds: float) -> None:
        """Moves the stand-in's clock."""
        self.world.clock.advance(seconds)

    def stop_clock(self, at: str) -> None:
        """Stops it at an ISO moment with its zone."""
        self.world.clock.stop_at(datetime.fromisoformat(at))

    # What happened

    def mark(self) -> int:
        """The number of the latest event, to wait for later ones."""
        return len(self.journal.events)

    def events(self, kind: str | None = None, after: int = 0, match: Json | None = None) -> list[Json]:
        """What happened, optionally of one kind and with these fields."""
        return self.journal.find(kind, match or {}, after)

    def statistics(self) -> Json:
        """Requests by status; the busiest second and how often the whole bot's limit was passed."""
        by_status: dict[str, int] = {}
        for event in self.journal.find("request", {}):
            by_status[str(event["status"])] = by_status.get(str(event["status"]), 0) + 1
        limits = self.limits
        return {"by_status": by_status, "busiest_second": limits.busiest_second, "exceeded": limits.exceeded}

    def mistakes(self, at_most: int = 2000) -> list[str]:
        """Requests that Discord would object to, or that the stand-in does not know.

        Checked here and not in passing, so that a busy hour is not slowed down; of more than `at_most` bodies
        every second, third, ... is checked (4 ms each)."""
        found = [f"{e['method']} {e['path']}: not known here" for e in self.journal.find("unheard_of", {})]
        misshapen = self.journal.find("misshapen", {})
        found += [f"{e['method']} {e['path']}: misshapen body: {e['error']}" for e in misshapen]
        path = openapi.find()
        if path is not None:
            description = openapi.Description(path)
            for method, route, body in self.checked[:: len(self.checked) // at_most + 1]:
                found += description.mistakes(method, route, body)
        self.checked.clear()
        return found

    def stop(self) -> None:
        """Ends the stand-in."""
        self.stop_server()
