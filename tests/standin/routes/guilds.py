"""Guilds, their members, and DM channels."""

from __future__ import annotations

from tests.standin import payloads
from tests.standin.calls import ApiError, Call, Route
from tests.standin.state import Guild, Json, Unknown


async def guild(call: Call) -> Json:
    """GET a guild, with its member count where asked."""
    shape = payloads.guild(call.world, _guild(call))
    return shape | {"approximate_member_count": len(_guild(call).members) + 1}


async def channels(call: Call) -> list[Json]:
    """GET a guild's channels."""
    return [payloads.channel(call.world, call.world.channels[id]) for id in _guild(call).channels]


async def roles(call: Call) -> list[Json]:
    """GET a guild's roles."""
    return payloads.guild(call.world, _guild(call))["roles"]


async def member(call: Call) -> Json:
    """GET a member; 10007 for those who left."""
    home, user_id = _guild(call), call.path["user_id"]
    user_id = call.world.bot.id if user_id == "@me" else user_id
    if user_id != call.world.bot.id and user_id not in home.members:
        raise Unknown("Member", user_id)
    return payloads.member(call.world, home, user_id)


async def members(call: Call) -> None:
    """GET all members: needs the members intent, which the bot has no use for."""
    raise ApiError(403, 50001, "Missing Access")


async def leave(call: Call) -> None:
    """DELETE the bot from a guild."""
    home = call.world.guilds.pop(_guild(call).id)
    call.gateway.dispatch("GUILD_DELETE", {"id": home.id}, home.id)


async def open_dm(call: Call) -> Json:
    """POST: the DM channel with a person."""
    return payloads.channel(call.world, call.world.dm_with(call.body["recipient_id"]))


def _guild(call: Call) -> Guild:
    found = call.world.guilds.get(call.path["guild_id"])
    if found is None:
        raise ApiError(403, 50001, "Missing Access")
    return found


ROUTES = [
    Route("GET", "/guilds/{guild_id}", guild),
    Route("GET", "/guilds/{guild_id}/channels", channels),
    Route("GET", "/guilds/{guild_id}/roles", roles),
    Route("GET", "/guilds/{guild_id}/members", members),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", member),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave),
    Route("POST", "/users/@me/channels", open_dm),
]
