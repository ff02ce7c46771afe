"""What people do: they use commands, press buttons, send forms and write messages."""

from __future__ import annotations

import copy
from typing import Any

from tests.standin import payloads, permissions
from tests.standin.journal import Journal
from tests.standin.posting import mentions, numbered, of_guild
from tests.standin.rules import walk
from tests.standin.state import ChannelKind, Interaction, InteractionKind, Json, World

SUBCOMMAND, GROUP = 1, 2
BUTTON, STRING_SELECT = 2, 3
NAMED_TYPES = {6: "users", 7: "channels", 8: "roles"}
BUTTON_OF_LINK = 5


class CannotDo(Exception):
    """A person could not do that: the sentence says why (no such command, button disabled, ...)."""


class Acts:
    """The interactions and messages of people; what a Discord client would not offer raises CannotDo."""

    def __init__(self, world: World, journal: Journal) -> None:
        self._world = world
        self._journal = journal

    def slash(
        self, user: str, channel: str, name: str, options: dict[str, Any], typing: str | None = None
    ) -> Interaction:
        """A slash command ("daily setup" for a subcommand); with `typing` the autocomplete of that option."""
        command = self._command(name.split()[0], 1)
        data: Json = {"id": command["id"], "name": command["name"], "type": 1}
        level, target = command, data
        for word in name.split()[1:]:
            level = _one(level.get("options", []), word, "subcommand")
            target["options"] = [{"name": word, "type": level["type"]}]
            target = target["options"][0]
        target["options"] = self._options(level, options, typing)
        if resolved := self._resolved(target["options"]):
            data["resolved"] = resolved
        kind = InteractionKind.AUTOCOMPLETE if typing else InteractionKind.COMMAND
        return self._begin(kind, user, channel, data)

    def menu(self, user: str, channel: str, name: str, message: str) -> Interaction:
        """A message menu on a message of the channel."""
        command = self._command(name, 3)
        target = self._world.message(self._world.channel(channel), message)
        data = {"id": command["id"], "name": command["name"], "type": 3, "target_id": message}
        return self._begin(
            InteractionKind.COMMAND, user, channel, data | {"resolved": {"messages": {message: target}}}
        )

    def press(self, user: str, message: Json, custom_id: str, values: list[str] | None = None) -> Interaction:
        """A button of a message, or a choice in one of its selects (`values`)."""
        component = _component(message, custom_id)
        if component.get("disabled"):
            raise CannotDo(f"{custom_id} is disabled")
        data: Json = {key: component[key] for key in ("custom_id", "id")}
        data["component_type"] = component["type"]
        if component["type"] != BUTTON:
            data["values"] = values or []
        return self._begin(
            InteractionKind.COMPONENT, user, message["channel_id"], data, copy.deepcopy(message)
        )

    def submit(self, user: str, opened_by: str, values: dict[str, Any]) -> Interaction:
        """A modal that an earlier interaction opened; `values`: field's custom id -> text or choices."""
        before = self._world.interactions[opened_by]
        if before.modal is None:
            raise CannotDo(f"interaction {opened_by} opened no modal")
        components = numbered(before.modal["components"])
        unknown = set(values) - {each.get("custom_id") for each in walk(components)}
        if unknown:
            raise CannotDo(f"the modal has no field {', '.join(sorted(unknown))}")
        data = {
            "custom_id": before.modal["custom_id"],
            "components": [_filled(each, values) for each in components],
        }
        return self._begin(InteractionKind.MODAL, user, before.channel_id, data, before.source)

    def write(self, user: str, channel: str, content: str, reply_to: str | None = None) -> Json:
        """A message of a person; gives it as the gateway sends it."""
        where = self._world.channel(channel)
        author = self._world.user(user)
        message = payloads.message(
            self._world, where, author, self._world.ids.happening(), content=content,
            mentions=mentions(self._world, content),
        )  # fmt: skip
        if reply_to is not None:
            message |= self._as_reply(where.id, reply_to)
        where.messages[message["id"]] = message
        self._journal.add("written", channel=channel, id=message["id"], user=user)
        event = of_guild(message, where)
        if where.guild_id is not None:
            member = payloads.member(self._world, self._world.guild(where.guild_id), user)
            del member["user"]
            event |= {"member": member}
        return event

    def _as_reply(self, channel: str, reply_to: str) -> Json:
        earlier = self._world.message(self._world.channel(channel), reply_to)
        reference = {"message_id": reply_to, "channel_id": channel}
        return {"type": 19, "message_reference": reference, "referenced_message": earlier}

    def _command(self, name: str, type: int) -> Json:
        for command in self._world.commands.values():
            if command["name"] == name and command["type"] == type:
                return command
        raise CannotDo(f"no command {name!r} of type {type} is registered")

    def _options(self, level: Json, given: dict[str, Any], typing: str | None) -> list[Json]:
        known = {option["name"]: option for option in level.get("options", [])}
        if strange := set(given) - set(known):
            raise CannotDo(f"{level['name']} has no option {', '.join(sorted(strange))}")
        missing = [name for name, option in known.items() if option.get("required") and name not in given]
        if missing and typing is None:
            raise CannotDo(f"{level['name']} needs {', '.join(missing)}")
        options: list[Json] = [
            {"name": name, "type": known[name]["type"], "value": value} for name, value in given.items()
        ]
        for option in options:
            if option["name"] == typing:
                option["focused"] = True
        if typing is not None and not known[typing].get("autocomplete"):
            raise CannotDo(f"{typing} has no autocomplete")
        return options

    def _resolved(self, options: list[Json]) -> Json:
        resolved: Json = {}
        for option in options:
            if (table := NAMED_TYPES.get(option["type"])) is not None:
                resolved.setdefault(table, {})[option["value"]] = self._named(table, option["value"])
        return resolved

    def _named(self, table: str, id: str) -> Json:
        if table == "users":
            return payloads.user(self._world.user(id))
        if table == "channels":
            return payloads.channel(self._world, self._world.channel(id)) | {
                "permissions": str(permissions.ALL)
            }
        roles = [role for guild in self._world.guilds.values() for role in guild.roles if role.id == id]
        return payloads.role(roles[0], 1, self._world.bot.id)

    def _begin(
        self, kind: InteractionKind, user: str, channel: str, data: Json, source: Json | None = None
    ) -> Interaction:
        where = self._world.channel(channel)
        self._world.user(user)
        if where.kind is not ChannelKind.DM and where.guild_id is not None:
            self._world.guild(where.guild_id).members.setdefault(user, permissions.MEMBER)
        id = self._world.ids.happening()
        one = Interaction(
            id, f"interaction-token-{id}", kind, user, channel, self._world.clock.now(), data, source
        )
        self._world.interactions[id] = self._world.by_token[one.token] = one
        return one


def _one(options: list[Json], name: str, what: str) -> Json:
    for option in options:
        if option["name"] == name and option["type"] in (SUBCOMMAND, GROUP):
            return option
    raise CannotDo(f"no {what} {name!r}")


def _component(message: Json, custom_id: str) -> Json:
    for component in walk(message["components"]):
        if component.get("custom_id") == custom_id:
            return component
    offered = [each["custom_id"] for each in walk(message["components"]) if each.get("custom_id")]
    raise CannotDo(f"the message has no {custom_id!r}; it has {offered}")


def _filled(component: Json, values: dict[str, Any]) -> Json:
    """A component of a modal as it comes back: what was typed or chosen, not how it looked."""
    shape: Json = {"type": component["type"], "id": component["id"]}
    if "components" in component:
        return shape | {"components": [_filled(each, values) for each in component["components"]]}
    if "component" in component:
        return shape | {"component": _filled(component["component"], values)}
    if "custom_id" not in component:
        return shape
    value = values.get(component["custom_id"], component.get("value") or "")
    return shape | {
        "custom_id": component["custom_id"],
        ("values" if isinstance(value, list) else "value"): value,
    }
