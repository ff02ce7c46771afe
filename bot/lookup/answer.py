"""What a look-up gives back: an Answer, or choices to ask back with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from bot.catalog.model import Cell, Owner, Reading, Service, ServiceModel, Thing, Use, Verdict


class Outcome(StrEnum):
    ANSWER = "answer"
    ASK_BACK = "ask_back"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    RESPONSIBILITY = "responsibility"
    AUP = "aup"
    SERVICE = "service"
    OVERVIEW = "overview"
    COMPARISON = "comparison"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a question was declined; the screen has a sentence for each."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_KNOWN = "not_known"
    OTHER_CLOUD = "other_cloud"
    PRICES = "prices"
    HOW_TO = "how_to"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible meaning of a question: what a "Did you mean" button or an autocomplete row stands for.

    `kind` is responsibility (id of a thing), aup (id of a use) or service (id of a service or service model);
    `service_id` is the service that the choice is asked on, if any. `confidence` lies between 0 and 1.
    """

    kind: Kind
    id: str
    name: str
    verdict: Owner | Verdict | None
    confidence: float
    service_id: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as shown to a member: the page, how it was read, and the day the entry was last held
    against it.
    """

    url: str
    title: str | None
    read: Reading
    checked: date


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    `verdict` is an Owner for kind responsibility (None where the service has no such layer), a Verdict for
    kind aup (None for guidance such as "who do I tell?"), else None. `cell` is the row of the matrix that
    decided, with its note. `party` is the side that a yes/no or overview question names; `yes_no` is about
    that party, whatever the question's negations (`negated`). `compared` holds the two entries of a
    comparison. `service` may be a service model ("on IaaS"). `explanation` is plain text of at most three
    short sentences.
    """

    query: str
    outcome: Outcome
    kind: Kind
    verdict: Owner | Verdict | None = None
    exam_answer: Owner | None = None
    yes_no: Literal["yes", "no"] | None = None
    party: Owner | None = None
    negated: bool = False
    thing: Thing | None = None
    use: Use | None = None
    service: Service | ServiceModel | None = None
    cell: Cell | None = None
    compared: tuple[Thing | Service | ServiceModel | Use, ...] = ()
    confidence: float = 0.0
    alternatives: tuple[Choice, ...] = ()
    explanation: str = ""
    sources: tuple[Citation, ...] = ()
    reason: Reason | None = None
