"""Whether a message that mentions the bot reads as a question for it, and how often the bot answers such."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.lookup.answer import Answer, Outcome

# Discord's markup for members, roles, channels, commands, emoji and times (message formatting reference).
_MARKUP = re.compile(
    r"<(?:@[!&]?\d+|#\d+|/[^:>]{1,64}:\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|id:\w+)>|@everyone|@here"
)
_WORD = re.compile(r"[^\W\d_]{2,}|\w*\d\w*")

_OPENERS = frozenset(
    "who who's whos whose whom what what's whats which where when why how is isn't are aren't am was were do "
    "does don't doesn't did can can't could may must need needs should shouldn't shall will would has "
    "have had difference compare explain define tell describe".split()
)
_SMALL_TALK = frozenset(
    "thank thanks thx ty tysm cheers great nice good bad best cool awesome perfect neat wow ok okay okey "
    "kk yes yeah yep no nope nah hi hello hey heya yo morning evening night bye goodbye cya lol lmao haha "
    "hahaha rofl xd bot robot job work one you u your the a an so very much really that this it is was "
    "for all again everyone guys love like sorry please pls stop shut up not bruh hmm oh ah well done got "
    "gotcha understood sure fine right correct wrong true false and test testing ping pong welcome to me "
    "my i im i'm too same here there how are doing what's whats sup".split()
)
_TYPED_APOSTROPHE = "\u2019"  # as phones type it in "what's"


class Form(StrEnum):
    """How a message reads: as a question, as a phrase ("patching rds"), or as nothing but the mention."""

    QUESTION = "question"
    PHRASE = "phrase"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message for the bot: its text without mentions, and how it reads."""

    text: str
    form: Form


def without_mentions(content: str) -> str:
    """A message's text on one line without Discord's markup: members, roles, channels, emoji, times."""
    return " ".join(lines_without_mentions(content).split())


def lines_without_mentions(content: str) -> str:
    """The same with its lines as they are: a pasted question has an option a line."""
    return _MARKUP.sub(" ", content).strip()


def hear(content: str, bot_id: int, *, direct: bool) -> Heard | None:
    """What a message asks the bot; None where it asks nothing ("thanks!", a ping by a role, an empty reply).

    A phrase without the form of a question is heard only where the bot was named in the text or in a direct
    message: a reply pings the bot by itself.
    """
    named = f"<@{bot_id}>" in content or f"<@!{bot_id}>" in content
    text = without_mentions(content)
    words = re.findall(r"[\w']+", text.casefold().replace(_TYPED_APOSTROPHE, "'"))
    if not words:
        return Heard("", Form.BARE) if named and not text else None
    if not _WORD.search(text) or _only_small_talk(words):
        return None
    if text.rstrip(" !.…\"'”)").endswith("?") or words[0] in _OPENERS:
        return Heard(text, Form.QUESTION)
    return Heard(text, Form.PHRASE) if named or direct else None


def _only_small_talk(words: list[str]) -> bool:
    return all(word in _SMALL_TALK for word in words)


def worth_answering(form: Form, answer: Answer) -> bool:
    """A question always gets a reply; a mere phrase only where there is something to say about it."""
    return form is Form.QUESTION or answer.outcome is not Outcome.UNKNOWN


class Cooldown:
    """At most `times` within `window` for each key. Keeps nothing about a key whose window has passed."""

    def __init__(self, times: int, window: timedelta) -> None:
        self.times = times
        self.window = window
        self._taken: dict[Hashable, deque[datetime]] = {}

    def free(self, key: Hashable, now: datetime) -> bool:
        """True while the key has one left."""
        self._forget(now)
        return len(self._taken.get(key, ())) < self.times

    def take(self, key: Hashable, now: datetime) -> None:
        """Counts one for the key."""
        self._taken.setdefault(key, deque()).append(now)

    def _forget(self, now: datetime) -> None:
        for key, taken in list(self._taken.items()):
            while taken and now - taken[0] >= self.window:
                taken.popleft()
            if not taken:
                del self._taken[key]


class Limits:
    """How often mentions are answered; the numbers are ours: enough for a talk, too little for a flood."""

    def __init__(self) -> None:
        self._member = Cooldown(4, timedelta(seconds=30))
        self._channel = Cooldown(12, timedelta(seconds=30))
        self._hint = Cooldown(1, timedelta(seconds=60))

    def answer(self, member_id: int, channel_id: int, now: datetime) -> bool:
        """Takes one answer for the member and the channel; False where either has none left."""
        if not (self._member.free(member_id, now) and self._channel.free(channel_id, now)):
            return False
        self._member.take(member_id, now)
        self._channel.take(channel_id, now)
        return True

    def hint(self, channel_id: int, now: datetime) -> bool:
        """Takes the channel's hint (bare mention, or a question too many); False where one came lately."""
        if not self._hint.free(channel_id, now):
            return False
        self._hint.take(channel_id, now)
        return True
