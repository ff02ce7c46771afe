"""Which events a session asked for, and what it sees of a message without the message-content intent."""

from __future__ import annotations

from tests.standin.state import Json

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
ALL_INTENTS = (1 << 26) - 1
HIDDEN = {"content": "", "embeds": [], "attachments": [], "components": []}


def wanted(event: str, intents: int, guild_id: str | None) -> bool:
    """Whether a session with these intents gets an event (events page "Gateway", list of intents)."""
    if event.startswith("MESSAGE_"):
        return bool(intents & (GUILD_MESSAGES if guild_id else DIRECT_MESSAGES))
    if event.startswith("GUILD_MEMBER"):
        return bool(intents & GUILD_MEMBERS)
    if event.startswith(("GUILD_", "CHANNEL_", "THREAD_")):
        return bool(intents & GUILDS)
    return True


def as_seen_with(event: str, data: Json, intents: int, bot_id: str) -> Json:
    """Without the content intent a message is empty, but for DMs, the bot's own and those that mention it."""
    if (
        event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE")
        or intents & MESSAGE_CONTENT
        or "guild_id" not in data
    ):
        return data
    own = data["author"]["id"] == bot_id
    mentioned = any(person["id"] == bot_id for person in data["mentions"])
    return data if own or mentioned else data | HIDDEN
