"""Who the bot is, where its gateway is, and its global commands."""

from __future__ import annotations

from typing import Any

from tests.standin import payloads
from tests.standin.calls import Call, Route
from tests.standin.state import Json, Unknown

DEFAULTS: Json = {
    "type": 1,
    "description": "",
    "options": [],
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
}


async def me(call: Call) -> Json:
    """GET /users/@me."""
    return payloads.user(call.world.bot) | {
        "verified": True,
        "mfa_enabled": True,
        "locale": "en-US",
        "email": None,
    }


async def someone(call: Call) -> Json:
    """GET /users/{id}."""
    return payloads.user(call.world.user(call.path["user_id"]))


async def application(call: Call) -> Json:
    """GET /oauth2/applications/@me and its newer twin."""
    return payloads.application(call.world)


async def gateway(call: Call) -> Json:
    """GET /gateway."""
    return {"url": gateway_url(call)}


async def gateway_bot(call: Call) -> Json:
    """GET /gateway/bot; one shard for every 1,000 guilds begun, as Discord recommends."""
    starts = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
    shards = max(1, -(-len(call.world.guilds) // 1000))
    return {"url": gateway_url(call), "shards": shards, "session_start_limit": starts}


def gateway_url(call: Call) -> str:
    """Where this stand-in's gateway listens."""
    return call.base_url.replace("http", "ws", 1) + "/gateway"


async def commands(call: Call) -> list[Json]:
    """GET the global commands."""
    return list(call.world.commands.values())


async def replace_commands(call: Call) -> list[Json]:
    """PUT: the whole set at once; a command that stays keeps its id, a changed one gets a new version."""
    old = {(each["type"], each["name"]): each for each in call.world.commands.values()}
    new = [_command(call, body, old.get((body.get("type", 1), body["name"]))) for body in call.body]
    call.world.commands = {each["id"]: each for each in new}
    _note(call)
    return new


async def create_command(call: Call) -> Json:
    """POST: one command; of a name that exists it takes the place."""
    wanted = (call.body.get("type", 1), call.body["name"])
    old = next(
        (each for each in call.world.commands.values() if (each["type"], each["name"]) == wanted), None
    )
    new = _command(call, call.body, old)
    call.world.commands[new["id"]] = new
    _note(call)
    return new


async def command(call: Call) -> Json:
    """GET one."""
    return _existing(call)


async def edit_command(call: Call) -> Json:
    """PATCH one."""
    old = _existing(call)
    new = _command(call, old | call.body, old)
    call.world.commands[new["id"]] = new
    _note(call)
    return new


async def delete_command(call: Call) -> None:
    """DELETE one."""
    del call.world.commands[_existing(call)["id"]]
    _note(call)


def _existing(call: Call) -> Json:
    command_id = call.path["command_id"]
    if command_id not in call.world.commands:
        raise Unknown("Command", command_id)
    return call.world.commands[command_id]


def _command(call: Call, body: Json, old: Json | None) -> Json:
    given: dict[str, Any] = {key: value for key, value in body.items() if key not in ("id", "version")}
    rights = given.get("default_member_permissions")
    given["default_member_permissions"] = None if rights is None else str(rights)
    new = DEFAULTS | given | {"application_id": call.world.application_id}
    if old is None:
        return new | {"id": call.world.ids.entity(), "version": call.world.ids.entity()}
    same = new == {key: value for key, value in old.items() if key not in ("id", "version")}
    return new | {"id": old["id"], "version": old["version"] if same else call.world.ids.entity()}


def _note(call: Call) -> None:
    names = sorted(each["name"] for each in call.world.commands.values())
    call.journal.add("commands", names=names)


OF_APPLICATION = "/applications/{application_id}/commands"
ROUTES = [
    Route("GET", "/users/@me", me),
    Route("GET", "/users/{user_id}", someone),
    Route("GET", "/oauth2/applications/@me", application),
    Route("GET", "/applications/@me", application),
    Route("GET", "/gateway", gateway, needs_token=False),
    Route("GET", "/gateway/bot", gateway_bot),
    Route("GET", OF_APPLICATION, commands),
    Route("PUT", OF_APPLICATION, replace_commands),
    Route("POST", OF_APPLICATION, create_command),
    Route("GET", OF_APPLICATION + "/{command_id}", command),
    Route("PATCH", OF_APPLICATION + "/{command_id}", edit_command),
    Route("DELETE", OF_APPLICATION + "/{command_id}", delete_command),
]
