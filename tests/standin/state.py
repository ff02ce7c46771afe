"""What exists in the simulated Discord: people, guilds, channels, messages, commands, interactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, TypeVar

from tests.standin import permissions
from tests.standin.clock import Clock, Ids

Json = dict[str, Any]
T = TypeVar("T")


class ChannelKind(IntEnum):
    """Discord's channel types, as far as the stand-in knows them."""

    TEXT = 0
    DM = 1
    ANNOUNCEMENT = 5
    PUBLIC_THREAD = 11


class InteractionKind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(slots=True)
class User:
    """A person or the bot."""

    id: str
    name: str
    bot: bool = False


@dataclass(slots=True)
class Role:
    """A role; `rights` are permission bits."""

    id: str
    name: str
    rights: int
    mentionable: bool = False
    of_bot: bool = False


@dataclass(slots=True)
class Channel:
    """A text channel, a thread (has `parent_id`) or a DM (no `guild_id`). `denied`: what the bot may not."""

    id: str
    kind: ChannelKind
    name: str
    guild_id: str | None = None
    parent_id: str | None = None
    with_user: str | None = None
    denied: int = 0
    archived: bool = False
    created: str = ""
    messages: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True)
class Guild:
    """A server. `members`: user id -> rights, without the bot, whose rights are those of `bot_role`."""

    id: str
    name: str
    owner_id: str
    bot_role: Role
    roles: list[Role]
    channels: list[str] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    members: dict[str, int] = field(default_factory=dict)
    locale: str = "en-US"
    available: bool = True


@dataclass(slots=True)
class Interaction:
    """One use of a command, button, select or modal, and what has become of it."""

    id: str
    token: str
    kind: InteractionKind
    user_id: str
    channel_id: str
    created: datetime
    data: Json
    source: Json | None = None
    answered: int | None = None
    loading: bool = False
    reply: Json | None = None
    modal: Json | None = None
    followups: dict[str, Json] = field(default_factory=dict)


class Unknown(KeyError):
    """Something was asked for that does not exist; `what` as Discord names it ("Channel", "Message", ...)."""

    def __init__(self, what: str, id: str) -> None:
        super().__init__(id)
        self.what = what


class World:
    """Everything that exists. Ids are decimal text, as on the wire."""

    def __init__(self, clock: Clock, token: str) -> None:
        self.clock = clock
        self.ids = Ids(clock)
        self.token = token
        self.application_id = self.ids.entity()
        self.bot = User(self.application_id, "ResponsiBot", bot=True)
        self.owner = User(self.ids.entity(), "operator")
        self.users = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.dms: dict[str, Channel] = {}
        self.commands: dict[str, Json] = {}
        self.interactions: dict[str, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}
        self.nonces: dict[str, tuple[datetime, Json]] = {}
        self.uploads: dict[str, bytes] = {}

    def add_user(self, name: str) -> User:
        """A new person, member of nothing yet."""
        user = User(self.ids.entity(), name)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, bot_rights: int = permissions.BOT) -> Guild:
        """A new server with the bot in it; @everyone grants nothing, so the bot's rights are its role's."""
        guild_id = self.ids.entity()
        bot_role = Role(self.ids.entity(), self.bot.name, bot_rights, of_bot=True)
        roles = [Role(guild_id, "@everyone", 0), bot_role]
        guild = self.guilds[guild_id] = Guild(guild_id, name, self.owner.id, bot_role, roles)
        guild.members[self.owner.id] = permissions.ALL
        return guild

    def add_channel(self, guild: Guild, name: str, kind: ChannelKind = ChannelKind.TEXT) -> Channel:
        """A new channel of a server."""
        channel = Channel(self.ids.entity(), kind, name, guild.id)
        self.channels[channel.id] = channel
        guild.channels.append(channel.id)
        return channel

    def add_thread(self, parent: Channel, name: str, id: str) -> Channel:
        """A new public thread; one on a message has that message's id."""
        thread = Channel(id, ChannelKind.PUBLIC_THREAD, name, parent.guild_id, parent.id)
        thread.created = self.clock.now().isoformat()
        self.channels[id] = thread
        if parent.guild_id:
            self.guilds[parent.guild_id].threads.append(id)
        return thread

    def dm_with(self, user_id: str) -> Channel:
        """The DM channel of the bot and a person; made on first use."""
        if user_id not in self.dms:
            channel = Channel(self.ids.entity(), ChannelKind.DM, self.user(user_id).name, with_user=user_id)
            self.dms[user_id] = self.channels[channel.id] = channel
        return self.dms[user_id]

    def delete_channel(self, channel_id: str) -> Channel:
        """Removes a channel with all it holds."""
        channel = self.channels.pop(channel_id)
        if channel.guild_id:
            guild = self.guilds[channel.guild_id]
            (guild.threads if channel.parent_id else guild.channels).remove(channel_id)
        return channel

    def user(self, id: str) -> User:
        """Raises Unknown."""
        return _get(self.users, id, "User")

    def guild(self, id: str) -> Guild:
        """Raises Unknown."""
        return _get(self.guilds, id, "Guild")

    def channel(self, id: str) -> Channel:
        """Raises Unknown."""
        return _get(self.channels, id, "Channel")

    def message(self, channel: Channel, id: str) -> Json:
        """Raises Unknown."""
        return _get(channel.messages, id, "Message")

    def rights_in(self, channel: Channel) -> int:
        """What the bot may do in a channel; in a DM, everything."""
        if channel.guild_id is None:
            return permissions.ALL
        parent = self.channels.get(channel.parent_id or "")
        denied = channel.denied | (parent.denied if parent else 0)
        rights = self.guilds[channel.guild_id].bot_role.rights
        return permissions.ALL if rights & permissions.ADMINISTRATOR else rights & ~denied


def _get(table: dict[str, T], id: str, what: str) -> T:
    try:
        return table[id]
    except KeyError:
        raise Unknown(what, id) from None
