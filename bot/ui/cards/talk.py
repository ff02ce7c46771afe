"""The cards around an answer: did you mean, not known, help, hints and troubles."""

from __future__ import annotations

from enum import StrEnum

from bot.catalog.model import Catalog
from bot.lookup.answer import Answer, Choice, Reason
from bot.ui.cards.card import Block, Card, Tone
from bot.ui.escape import authored, clamp, typed

EXAMPLES = (
    ("/who", "thing: patching the operating system  service: RDS"),
    ("/who", "thing: is the customer responsible for data encryption?"),
    ("/aup", "use: can I host a game server?"),
)
"""Three questions that work; a test asks each of them."""

LABEL = 38
"""Longest button label that phones show whole, in characters (Discord's advice; its limit is 80)."""

_REASON = {
    Reason.EMPTY: "There is no question in that. Ask about a thing, a service, or both.",
    Reason.TOO_LONG: "That is more than 300 characters. Please ask just the one question, in a sentence; "
    "a practice question with its options goes to `/solve`.",
    Reason.NOT_KNOWN: "That is not in my knowledge base, and I would rather say so than guess.",
    Reason.OTHER_CLOUD: "I only know AWS; for other clouds please ask elsewhere.",
    Reason.PRICES: "I don't know prices; the AWS Pricing Calculator does.",
    Reason.HOW_TO: "I know who is responsible for what, not how to set it up; the AWS documentation does.",
    Reason.OFF_TOPIC: "That is a little outside my field.",
}


class Trouble(StrEnum):
    """What can go wrong beside the question itself; each has its sentence."""

    BROKEN = "broken"
    OUTDATED = "outdated"
    NOT_ALLOWED = "not allowed"
    TOO_FAST = "too fast"
    GUILD_ONLY = "guild only"
    OLD_BUTTON = "old button"
    ENTRY_GONE = "entry gone"
    NO_TEXT = "no text"


_TROUBLE = {
    Trouble.BROKEN: "Sorry, something went wrong on my side. Please try again in a moment.",
    Trouble.OUTDATED: "This command has changed meanwhile. Please restart your Discord and try again.",
    Trouble.NOT_ALLOWED: "You don't have the right to use this here.",
    Trouble.TOO_FAST: "One moment, please: that was a little fast. `/who` works at any time.",
    Trouble.GUILD_ONLY: "This works in a server only.",
    Trouble.OLD_BUTTON: "This button is from an older version of me. Please ask again with `/who`.",
    Trouble.ENTRY_GONE: "That entry has been removed from my knowledge base. Please ask again with `/who`.",
    Trouble.NO_TEXT: "I can't read a question there: that message has no text of its own.",
}


def trouble_card(trouble: Trouble, reference: str = "") -> Card:
    """One kind sentence; for errors of ours with the reference that the log has, too."""
    foot = f"-# Error reference: {reference}" if reference and trouble is Trouble.BROKEN else ""
    return Card(Tone.PLAIN, _TROUBLE[trouble], (), foot)


def ask_back_card(answer: Answer, choices: tuple[Choice, ...], catalog: Catalog) -> Card:
    """The question back; each choice in full, since a button shows only its beginning."""
    asked = (Block(f"You asked: “{typed(answer.query)}”", 1),) if answer.query.strip() else ()
    lines = "\n".join(f"- {authored(choice_name(choice, catalog))}" for choice in choices)
    return Card(Tone.PLAIN, "### Did you mean …?", (*asked, Block(lines, 0)))


def choice_name(choice: Choice, catalog: Catalog) -> str:
    """The choice in words, with the service that it is asked on."""
    service_id = choice.service_id or ""
    service = catalog.services.get(service_id) or catalog.models.get(service_id)
    return (
        f"{choice.name} on {service.name}"
        if service is not None and service.name != choice.name
        else choice.name
    )


def choice_label(choice: Choice, catalog: Catalog) -> str:
    """The choice on a button."""
    return clamp(choice_name(choice, catalog), LABEL)


def unknown_card(answer: Answer) -> Card:
    """Says honestly that there is no answer, why, and what can be asked."""
    asked = "" if answer.reason in (Reason.EMPTY, Reason.TOO_LONG) else answer.query.strip()
    blocks = (
        Block(f"You asked: “{typed(asked)}”" if asked else "", 2),
        Block(what_can_be_asked(), 0),
    )
    head = f"### {_REASON[answer.reason or Reason.NOT_KNOWN]}"
    return Card(Tone.PLAIN, head, tuple(block for block in blocks if block.text))


def what_can_be_asked() -> str:
    """The three examples, as a member would type them."""
    lines = "\n".join(f"- `{command} {text}`" for command, text in EXAMPLES)
    return f"**Try one of these**\n{lines}"


def help_card(answers_mentions: bool, bot_name: str) -> Card:
    """What the bot is for, three examples, and what else there is."""
    mention = (
        f"\n- **@{authored(bot_name)}** and a question, in a channel or as a direct message"
        if answers_mentions
        else ""
    )
    return Card(
        Tone.PLAIN,
        "### Who is responsible: AWS or you?",
        (
            Block(
                "I answer from AWS's Shared Responsibility Model and Acceptable Use Policy, with sources.",
                0,
            ),
            Block(what_can_be_asked(), 0),
            Block(
                "**What else there is**\n"
                "- `/who` with `private: True` answers only you\n"
                "- `/who` also takes a service, a side (`what does AWS do?`) or two things to compare\n"
                "- `/aup` without a text shows the policy at a glance\n"
                "- `/solve` takes a practice question with its options; without a text it opens a form\n"
                "- On a message: Apps → **Who is responsible?** or **Solve this question**" + mention,
                0,
            ),
            Block("▲ AWS  ● You (the customer)  ◆ Shared  ◇ It depends", 1),
        ),
    )


def mention_hint_card() -> Card:
    """The short reply to a bare mention."""
    return Card(
        Tone.PLAIN, "Ask me who is responsible, for example: who patches the OS on RDS? More in `/help`."
    )
