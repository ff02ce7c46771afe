"""What can keep the bot from running on Discord, each as one sentence with its remedy."""

from __future__ import annotations

import aiohttp
import discord

WRONG_SETTINGS = 2
NO_CONNECTION = 1

WRONG_TOKEN = (
    "Discord does not accept the token in DISCORD_TOKEN: "
    "reset it in the developer portal (your application, Bot, Reset Token) and put the new one there."
)
INTENT_OFF = (
    "Discord refuses an intent that is switched off: switch it on in the developer portal "
    "(your application, Bot, Privileged Gateway Intents), or set ANSWER_MENTIONS=false."
)
CLOSED = {
    4004: (WRONG_TOKEN, WRONG_SETTINGS),
    4011: (
        "Discord asks for more shards: update ResponsiBot, which takes their number from Discord.",
        NO_CONNECTION,
    ),
    4013: (INTENT_OFF, WRONG_SETTINGS),
    4014: (INTENT_OFF, WRONG_SETTINGS),
}
"""Close codes of the gateway that end a bot for good (Discord, "Gateway Close Event Codes")."""


class CannotRun(Exception):
    """Ends the program: one sentence for the person who started it, and the exit code."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.exit_code = exit_code


class GatewayUnreachable(Exception):
    """The first connection to the gateway failed; `cause` is the error of the network."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


def explain(error: Exception) -> CannotRun | None:
    """The sentence for an error that ended the bot, or None where the error is a bug of ours."""
    if isinstance(error, discord.LoginFailure):
        return CannotRun(WRONG_TOKEN, WRONG_SETTINGS)
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return CannotRun(INTENT_OFF, WRONG_SETTINGS)
    if isinstance(error, discord.ConnectionClosed):
        unknown = (
            f"Discord closed the connection with code {error.code}: start the bot again later.",
            NO_CONNECTION,
        )
        return CannotRun(*CLOSED.get(error.code, unknown))
    if isinstance(error, discord.HTTPException):
        return CannotRun(
            f"Discord answered the log-in with HTTP {error.status}: it may be down, see discordstatus.com; "
            "then check DISCORD_API_URL.",
            NO_CONNECTION,
        )
    return _network(error)


def _network(error: Exception) -> CannotRun | None:
    if isinstance(error, GatewayUnreachable):
        return CannotRun(
            f"Discord's gateway cannot be reached ({_reason(error.cause)}): "
            "check the network, and DISCORD_GATEWAY_URL if you set it.",
            NO_CONNECTION,
        )
    if isinstance(error, OSError | aiohttp.ClientError | discord.GatewayNotFound):
        return CannotRun(
            f"Discord cannot be reached ({_reason(error)}): "
            "check the network and its name service (DNS), and DISCORD_API_URL if you set it.",
            NO_CONNECTION,
        )
    return None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
