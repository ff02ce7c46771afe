"""How what exists looks on the wire: Discord's JSON of users, members, guilds, channels and interactions."""

from __future__ import annotations

from typing import Any

from tests.standin import permissions
from tests.standin.state import Channel, ChannelKind, Guild, Interaction, Json, Role, User, World

JOINED = "2024-01-01T00:00:00+00:00"


def user(one: User) -> Json:
    """A user object."""
    return {
        "id": one.id,
        "username": one.name,
        "discriminator": "0",
        "global_name": None if one.bot else one.name,
        "avatar": None,
        "bot": one.bot,
        "flags": 0,
        "public_flags": 0,
    }


def application(world: World) -> Json:
    """The bot's application."""
    return {
        "id": world.application_id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user(world.owner),
        "team": None,
        "flags": 0,
        "approximate_guild_count": len(world.guilds),
    }


def member(world: World, guild: Guild, user_id: str) -> Json:
    """A guild member with the user inside."""
    return {
        "user": user(world.user(user_id)),
        "nick": None,
        "avatar": None,
        "roles": [guild.bot_role.id] if user_id == world.bot.id else [],
        "joined_at": JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def role(one: Role, position: int, bot_id: str) -> Json:
    """A role of a guild."""
    return {
        "id": one.id,
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": position,
        "permissions": str(one.rights),
        "managed": one.of_bot,
        "mentionable": one.mentionable,
        "flags": 0,
        "tags": {"bot_id": bot_id} if one.of_bot else {},
    }


def channel(world: World, one: Channel) -> Json:
    """A channel, thread or DM."""
    shape: Json = {"id": one.id, "type": int(one.kind), "flags": 0, "last_message_id": None}
    if one.kind is ChannelKind.DM:
        return shape | {"recipients": [user(world.user(one.with_user or ""))]}
    shape |= {
        "guild_id": one.guild_id,
        "name": one.name,
        "parent_id": one.parent_id,
        "rate_limit_per_user": 0,
    }
    if one.kind is ChannelKind.PUBLIC_THREAD:
        return shape | _thread(world, one)
    return shape | {
        "position": 0,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": _overwrites(world, one),
    }


def _overwrites(world: World, one: Channel) -> list[Json]:
    if not one.denied or one.guild_id is None:
        return []
    bot_role = world.guilds[one.guild_id].bot_role
    return [{"id": bot_role.id, "type": 0, "allow": "0", "deny": str(one.denied)}]


def _thread(world: World, one: Channel) -> Json:
    return {
        "owner_id": world.bot.id,
        "message_count": len(one.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": one.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": one.created,
            "locked": False,
            "create_timestamp": one.created,
        },
    }


def guild(world: World, one: Guild) -> Json:
    """A guild as GET /guilds/{id} gives it, with its roles but without channels."""
    return {
        "id": one.id,
        "name": one.name,
        "owner_id": one.owner_id,
        "roles": [role(each, place, world.bot.id) for place, each in enumerate(one.roles)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "preferred_locale": one.locale,
        "premium_tier": 0,
        "nsfw_level": 0,
        "verification_level": 0,
        "explicit_content_filter": 0,
        "default_message_notifications": 1,
        "mfa_level": 0,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
    }


def guild_create(world: World, one: Guild) -> Json:
    """The GUILD_CREATE event; without the members intent only the bot itself is among the members."""
    return guild(world, one) | {
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(one.members) + 1,
        "members": [member(world, one, world.bot.id)],
        "channels": [channel(world, world.channels[id]) for id in one.channels],
        "threads": [channel(world, world.channels[id]) for id in one.threads],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(world: World, where: Channel, author: User, id: str, **fields: Any) -> Json:
    """A message as it is kept: REST and gateway give the same."""
    shape: Json = {
        "id": id,
        "channel_id": where.id,
        "author": user(author),
        "content": "",
        "timestamp": world.clock.now().isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "type": 0,
        "flags": 0,
    }
    return shape | fields


def interaction(world: World, one: Interaction) -> Json:
    """The INTERACTION_CREATE event."""
    where = world.channel(one.channel_id)
    rights = world.rights_in(where)
    shape: Json = {
        "id": one.id,
        "application_id": world.application_id,
        "type": int(one.kind),
        "data": one.data,
        "channel_id": where.id,
        "channel": channel(world, where) | {"permissions": str(permissions.ALL)},
        "token": one.token,
        "version": 1,
        "app_permissions": str(rights),
        "locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10 * 1024 * 1024,
    }
    if one.source is not None:
        shape["message"] = one.source
    return shape | _asker(world, one, where)


def _asker(world: World, one: Interaction, where: Channel) -> Json:
    if where.guild_id is None:
        return {
            "user": user(world.user(one.user_id)),
            "context": 1,
            "authorizing_integration_owners": {"0": "0"},
        }
    home = world.guild(where.guild_id)
    rights = str(home.members.get(one.user_id, permissions.MEMBER))
    return {
        "guild_id": home.id,
        "guild": {"id": home.id, "locale": home.locale, "features": []},
        "guild_locale": home.locale,
        "member": member(world, home, one.user_id) | {"permissions": rights},
        "context": 0,
        "authorizing_integration_owners": {"0": home.id},
    }
