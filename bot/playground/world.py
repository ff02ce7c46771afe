"""The simulated world: its servers, channels and members, and who sits where.

Built in a fixed order at simcord's fixed epoch, before the clock is moved: the ids come out the same at every
start, so what the bot has stored about a server or a member stays true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, RoleHandle, UserHandle

from bot.app import INVITE_RIGHTS
from bot.playground import sim_private

BOT_NAME = "ResponsiBot"
ADMIN = "Teacher"
MEMBERS = ("alice", "bob", "chen", ADMIN)
GUILDS = {
    "Cloud Study Hall": (
        ("study", "Ask who is responsible for what: type / to see the commands."),
        ("daily-questions", "A home for the daily set."),
        ("general", "Anything else."),
    ),
    "Exam Club": (("lobby", "A second server, to see that servers are kept apart."),),
}
STAFF_CHANNEL = ("teachers", "Only the admin sees this channel.")


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in one channel. `member` is None in a direct message with the bot."""

    user: UserHandle
    channel: ChannelHandle
    member: MemberActor | None

    @property
    def actor(self) -> MemberActor | UserHandle:
        return self.member or self.user


@dataclass(slots=True)
class Hall:
    """One server with its people and roles, by id."""

    guild: GuildHandle
    members: dict[int, MemberActor] = field(default_factory=dict)
    roles: dict[int, RoleHandle] = field(default_factory=dict)


class World:
    """The servers and people of the playground; everything in it is looked up by id."""

    def __init__(self, env: simcord.Env) -> None:
        """Builds it all in `env`, whose bot is not connected yet."""
        self.env = env
        self.bot = sim_private.bot_user(env)
        self.users = {user.id: user for user in (env.create_user(name) for name in MEMBERS)}
        self.direct = {user.id: user.dm_channel for user in self.users.values()}
        self.halls: dict[int, Hall] = {}
        for name, channels in GUILDS.items():
            hall = self._build_hall(name, channels)
            self.halls[hall.guild.id] = hall

    def _build_hall(self, name: str, channels: tuple[tuple[str, str], ...]) -> Hall:
        guild = self.env.create_guild(name)
        sim_private.limit_bot(self.env, guild, INVITE_RIGHTS)
        admin = guild.create_role("Admin", permissions=discord.Permissions(administrator=True))
        student = guild.create_role("Students", mentionable=True)
        for channel, topic in channels:
            guild.create_text_channel(channel, topic=topic)
        hidden: Any = {guild.default_role: discord.PermissionOverwrite(view_channel=False)}
        guild.create_text_channel(STAFF_CHANNEL[0], topic=STAFF_CHANNEL[1], overwrites=hidden)
        hall = Hall(guild)
        for user in self.users.values():
            role = admin if user.name == ADMIN else student
            hall.members[user.id] = guild.add_member(user, roles=[role])
        hall.roles = {role.id: role for role in guild.roles.values()}
        return hall

    def seat(self, user_id: int, channel_id: int) -> Seat:
        """KeyError where there is no such person or channel, or the person cannot read it."""
        user = self.users[user_id]
        guild_id = sim_private.channel_guild_id(self.env, channel_id)
        if not sim_private.readable(self.env, channel_id, user_id):
            raise KeyError(channel_id)
        if guild_id is None:
            return Seat(user, self.direct[user_id], None)
        hall = self.halls[guild_id]
        channel = sim_private.channel_handle(self.env, hall.guild, channel_id)
        return Seat(user, channel, hall.members[user_id])

    def people(self) -> list[dict[str, Any]]:
        """Who can be played: id, name, and whether it is the admin."""
        return [
            {"id": str(user.id), "name": user.name, "admin": user.name == ADMIN}
            for user in self.users.values()
        ]

    def places(self, user_id: int) -> list[dict[str, Any]]:
        """The servers as this person sees them, each with its channels and roles."""
        return [
            {
                "id": str(hall.guild.id),
                "name": hall.guild.name,
                "channels": sim_private.guild_channels(self.env, hall.guild, user_id),
                "roles": [{"id": str(r.id), "name": r.name.lstrip("@")} for r in hall.roles.values()],
            }
            for hall in self.halls.values()
        ]

    def with_mentions(self, text: str) -> str:
        """Typed `@alice` or `@ResponsiBot` as the mention that Discord's client would send."""
        names = {user.name.lower(): user.mention for user in (*self.users.values(), self.bot)}
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return re.sub(rf"@({pattern})\b", lambda hit: names[hit[1].lower()], text, flags=re.IGNORECASE)

    def entity(self, seat: Seat, entity_id: int) -> Any:
        """The member, role or channel with this id, as simcord's verbs take it; else KeyError."""
        if entity_id == self.bot.id:
            return self.bot
        if seat.member is None:
            return self.users[entity_id]
        hall = self.halls[seat.member.guild.id]
        if entity_id in hall.members:
            return hall.members[entity_id]
        if entity_id in hall.roles:
            return hall.roles[entity_id]
        if sim_private.channel_guild_id(self.env, entity_id) != hall.guild.id:
            raise KeyError(entity_id)
        return sim_private.channel_handle(self.env, hall.guild, entity_id)
