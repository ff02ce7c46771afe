"""What the bot knows, as immutable data: things, services, layers, uses, words and their sources.

Every class is what an author writes in `knowledge/`, field by field; `docs` of a field are the sentences that
the generated JSON Schema shows in an editor. The Catalog joins them and is never changed after loading.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
LayerId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
Alias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
OptionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
"""Ours: five options of this length and their letters fit into any of Discord's messages and menus."""
Stem = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
"""Ours: half of what a Discord message may hold (2,000), so that the options fit below."""
Url = Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=300)]


def frozen_map(items: Mapping[str, Any]) -> Mapping[str, Any]:
    """A read-only view of a copy."""
    return MappingProxyType(dict(items))


_FROZEN = (AfterValidator(frozen_map), PlainSerializer(dict))


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


def _must_be(what: str) -> PydanticCustomError:
    return PydanticCustomError("must_be", "must be {what}", {"what": what})


def _flag(value: Any) -> Any:
    """Every value in YAML is text here: only `true` and `false` are taken, not `yes`, `on` or `1`."""
    known = {"true": True, "false": False, True: True, False: False}
    if not isinstance(value, str | bool) or value not in known:
        raise _must_be("true or false")
    return known[value]


def _day(value: Any) -> Any:
    """Only YYYY-MM-DD: pydantic alone would also read `20` as twenty seconds after 1970."""
    if isinstance(value, date):
        return value
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except (TypeError, ValueError):
        raise _must_be("a day written like 2026-11-23") from None


Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]


class Owner(StrEnum):
    """Who carries a thing. `depends` = other on other services; `none` = the service has no such layer."""

    AWS = "aws"
    CUSTOMER = "customer"
    SHARED = "shared"
    DEPENDS = "depends"
    NONE = "none"


def _among(*owners: Owner) -> tuple[BeforeValidator, WithJsonSchema]:
    """Only these owners, said in words and in the schema."""
    names = [owner.value for owner in owners]

    def known(value: Any) -> Any:
        if value not in names:
            raise _must_be(f"{', '.join(names[:-1])} or {names[-1]}")
        return value

    return BeforeValidator(known), WithJsonSchema({"type": "string", "enum": names})


ExamAnswer = Annotated[Owner, *_among(Owner.AWS, Owner.CUSTOMER, Owner.SHARED)]
ThingOwner = Annotated[Owner, *_among(Owner.AWS, Owner.CUSTOMER, Owner.SHARED, Owner.DEPENDS)]


class Verdict(StrEnum):
    """What the Acceptable Use Policy says of a use. `conditional` = allowed only if its condition holds."""

    PROHIBITED = "prohibited"
    CONDITIONAL = "conditional"
    ALLOWED = "allowed"


class Control(StrEnum):
    """AWS's three kinds of controls (Shared Responsibility Model page)."""

    INHERITED = "inherited"
    SHARED = "shared"
    CUSTOMER_SPECIFIC = "customer-specific"


class Reading(StrEnum):
    """How the page behind a source was read."""

    DOCUMENTATION = "documentation"
    STORED_COPY = "stored copy"
    QUOTATION = "quotation"
    NOT_OPENED = "not opened"


_EXAM_ANSWER = "The one side that an exam key expects where owner is shared or depends."


_ID = "Short name used in files and buttons; small letters, never changed later."
_NAME = "What people see, at most 80 characters."
_ALIASES = "Other names, as people and exam papers say it; each means this entry only."
_EXPLANATION = "Why, in at most three short plain sentences."
_EXAM_TIP = "What to remember for the exam, in a sentence or two."
_CONTESTED = "Where exam keys and AWS differ: both sides."


class Entry(BaseModel):
    """Base of everything an author writes: unknown fields are mistakes, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Entry):
    """A page that facts rest on."""

    url: Url = Field(description="Address of the page.")
    title: Name | None = Field(None, description="What the page is called, in a few words.")
    read: Reading = Field(description="How it was read: documentation, stored copy, quotation or not opened.")
    copy_of: str | None = Field(None, description="Date of the copy that was read, where known (2023-06).")


class Split(Entry):
    """Who does which part."""

    aws: Text = Field(description="What AWS does.")
    customer: Text = Field(description="What the customer does.")


class Cell(Entry):
    """One layer of one service (or service model): who owns it there."""

    owner: Owner | None = Field(None, description="Who owns this layer here; left out = as in the model.")
    exam_answer: ExamAnswer | None = Field(None, description=_EXAM_ANSWER)
    default: Literal["always", "on-by-default", "optional", "not-applicable"] | None = Field(
        default=None, description="Encryption at rest only: whether the service encrypts by itself."
    )
    note: Text | None = Field(None, description="Why, in one sentence.")


class OwnAnswer(Entry):
    """A thing's own answer on one service, where it differs from the service's layer."""

    owner: Owner = Field(description="Who has it on this service; none = it does not exist there.")
    exam_answer: ExamAnswer | None = Field(None, description=_EXAM_ANSWER)
    reason: Text = Field(description="Why it is so on this service, in one sentence.")


class Layer(Entry):
    """One storey of the house that every service stands in, from the building up to the data."""

    id: LayerId = Field(description="Short name: guest_os, backup ...")
    name: Name = Field(description=_NAME)
    meaning: Text = Field(description="What lies in this layer.")
    below: Flag = Field(False, description="true = below what any customer can reach (buildings, host).")


class ServiceModel(Entry):
    """A kind of service, and who owns each layer of it unless the service says otherwise."""

    id: Id = Field(description=_ID)
    name: Name = Field(description=_NAME)
    aliases: tuple[Alias, ...] = Field((), description=_ALIASES)
    meaning: Text = Field(description="Who does what on such services, in a sentence or two.")
    example: Text | None = Field(None, description="The apartment picture of this kind of service.")
    cells: Annotated[Mapping[LayerId, Cell], *_FROZEN] = Field(description="Every layer with its owner.")


class _Sourced(Entry):
    sources: tuple[Url, ...] = Field(min_length=1, description="Addresses, each listed in sources.yaml.")
    checked: Day = Field(description="Day on which the entry was last held against its sources (2026-11-23).")
    derived: Flag = Field(
        False, description="true = follows from AWS's general rule; no source speaks of exactly this."
    )
    unverified: Flag = Field(False, description="true = no source settles it; the answer says so.")


class Thing(_Sourced):
    """Something that somebody can be responsible for."""

    id: Id = Field(description=_ID)
    name: Name = Field(description=_NAME)
    topic: Id = Field(description="Group of things it belongs to: facilities, compute, data-encryption ...")
    aliases: tuple[Alias, ...] = Field(description=_ALIASES)
    phrases: tuple[Alias, ...] = Field((), description="Everyday ways to say it, without the official words.")
    owner: ThingOwner = Field(description="aws, customer, shared or depends, when no service is named.")
    exam_answer: ExamAnswer | None = Field(None, description=_EXAM_ANSWER)
    layer: LayerId = Field(description="The layer it belongs to (see layers.yaml).")
    object: Id | None = Field(None, description="What it is done to: instance, database, bucket ...")
    follows_layer: Flag = Field(
        False, description="true = on a named service the owner is that of the service's layer."
    )
    only_on: tuple[Id, ...] = Field((), description="Services that it exists on, if not on all.")
    on: Annotated[Mapping[Id, OwnAnswer], *_FROZEN] = Field(
        default_factory=_nothing, description="Its own answer on a service, with the reason."
    )
    explanation: Text = Field(description=_EXPLANATION)
    split: Split | None = Field(None, description="Who does which part; needed for shared and depends.")
    example: Text | None = Field(None, description="A small scene, or the apartment picture.")
    control: Control | None = Field(
        None, description="How AWS classes it: inherited, shared or customer-specific."
    )
    control_detail: Text | None = Field(None, description="Which control, and which half of it.")
    exam_tip: Text | None = Field(None, description=_EXAM_TIP)
    exam_weight: int = Field(ge=1, le=3, description="3 often examined, 2 now and then, 1 rarely.")
    contested: tuple[Text, ...] = Field((), description=_CONTESTED)


class Service(_Sourced):
    """An AWS service and the layers in which it deviates from its service model."""

    id: Id = Field(description=_ID)
    name: Name = Field(description=_NAME)
    aliases: tuple[Alias, ...] = Field(description=_ALIASES)
    category: Id = Field(description="Group of services, as its file is called: compute, database ...")
    model: Id = Field(description="infrastructure, container or abstracted.")
    plain_model: Text = Field(description="The same in course words: IaaS, managed database ...")
    cells: Annotated[Mapping[LayerId, Cell], *_FROZEN] = Field(
        default_factory=_nothing, description="Only layers that deviate or need a note."
    )
    notes: tuple[Text, ...] = Field((), description="Other facts worth knowing about its split.")
    exam_tip: Text | None = Field(None, description=_EXAM_TIP)


class Use(_Sourced):
    """Something that one may or may not do under the Acceptable Use Policy, or a question about it."""

    id: Id = Field(description=_ID)
    name: Name = Field(description=_NAME)
    aliases: tuple[Alias, ...] = Field(description=_ALIASES)
    phrases: tuple[Alias, ...] = Field((), description="Everyday ways to say it, without the official words.")
    heading: Id = Field(description="Heading of the policy before July 2021 (see policy.yaml).")
    clause: Id | None = Field(None, description="Clause of today's policy (see policy.yaml).")
    verdict: Verdict | None = Field(None, description="prohibited, conditional or allowed; none = guidance.")
    condition: Text | None = Field(None, description="Where the verdict is conditional: allowed only if ...")
    explanation: Text = Field(description=_EXPLANATION)
    points: tuple[Text, ...] = Field((), description="A list to show below the explanation.")
    example: Text | None = Field(None, description="A small scene.")
    exam_tip: Text | None = Field(None, description=_EXAM_TIP)
    contested: tuple[Text, ...] = Field((), description=_CONTESTED)


class Rule(Entry):
    """A heading or clause of the policy."""

    id: Id = Field(description=_ID)
    title: Text = Field(description="What it is called.")
    meaning: Text = Field(description="What it forbids, in a sentence.")
    clauses: tuple[Id, ...] = Field((), description="Headings only: today's clauses that it went into.")


class Policy(_Sourced):
    """The Acceptable Use Policy at a glance: today's clauses and the older four headings."""

    name: Name = Field(description=_NAME)
    aliases: tuple[Alias, ...] = Field(description=_ALIASES)
    applies_to: Text = Field(description="Whom the policy binds.")
    clauses: tuple[Rule, ...] = Field(description="The prohibitions of today's policy.")
    headings: tuple[Rule, ...] = Field(description="The four headings before July 2021, which courses teach.")
    other_headings: tuple[Rule, ...] = Field((), description="Groups of uses beside the policy itself.")
    notes: tuple[Text, ...] = Field((), description="Other facts worth knowing about the policy.")


class Concept(Entry):
    """Words that mean one thing to the look-up."""

    id: Id = Field(description=_ID)
    kind: str = Field(description="act, object, quality or party.")
    words: tuple[Alias, ...] = Field(description="Words and phrases that mean it.")


class Words(Entry):
    """The vocabulary: which words mean the same, which mean nothing, which are about something else."""

    concepts: tuple[Concept, ...] = Field((), description="Words that mean the same.")
    spellings: Annotated[Mapping[str, str], *_FROZEN] = Field(
        default_factory=_nothing, description="Other spellings, with the one used here."
    )
    noise: tuple[Alias, ...] = Field((), description="Words that say nothing about the subject.")
    other: tuple[Alias, ...] = Field(
        (), description="Words which show that a question is about something else."
    )
    light: tuple[Alias, ...] = Field((), description="Common words that hardly ever decide, but may.")
    foreign: tuple[Alias, ...] = Field(
        (), description="Words of other subjects: a question with them is declined."
    )


class QuestionKind(StrEnum):
    """What is asked: one of four, two of five, which side, which service."""

    ONE = "one"
    TWO = "two"
    SIDE = "side"
    SERVICE = "service"


class Option(Entry):
    """One of the choices of a question. Right or wrong, it says why."""

    text: OptionText = Field(description="What is offered, at most 120 characters; all about equally long.")
    right: Flag = Field(default=False, description="true = this is (one of) the key; left out = wrong.")
    why: Text = Field(description="Why it is right, or whose it really is; one or two short sentences.")
    thing: Id | None = Field(default=None, description="The thing that judges this option.")
    use: Id | None = Field(
        default=None, description="The use that judges this option, in questions on the policy."
    )
    service: Id | None = Field(
        default=None, description="The service that this option is about, where it matters."
    )
    says: ThingOwner | None = Field(
        default=None,
        description="Statements only: whose the option claims the thing to be (aws, customer ...).",
    )


class Question(Entry):
    """A question for the daily set, practice and mock exams; hand-written or derived (see bot/quiz)."""

    id: Id = Field(description="Short name, small letters; never changed, never used again.")
    kind: QuestionKind = Field(description="one (of four), two (of five), side or service.")
    negated: Flag = Field(
        default=False, description="true = asks for what is NOT so; the stem has NOT or EXCEPT."
    )
    level: int = Field(ge=1, le=3, description="1 recall, 2 apply to a scene, 3 tell apart what looks alike.")
    topic: Id = Field(description="A topic of things/, or a heading of the policy.")
    exam: Name = Field(description="The exam that asks such things: CLF-C02.")
    thing: Id | None = Field(default=None, description="The thing that the key rests on.")
    use: Id | None = Field(
        default=None, description="The use that the key rests on, in questions on the policy."
    )
    service: Id | None = Field(
        default=None, description="The service that the scene is about, where it names one."
    )
    stem: Stem = Field(description="The question, at most 1,000 characters: plain English, a little scene.")
    options: tuple[Option, ...] = Field(
        min_length=4, max_length=5, description="Four options; five for choose two."
    )
    explanation: Text = Field(description="The key in at most three short sentences; ends with the rule.")
    sources: tuple[Url, ...] = Field(min_length=1, description="Addresses, each listed in sources.yaml.")
    checked: Day = Field(description="Day on which the question was last held against its sources.")


class Scene(Entry):
    """Where derived questions play: a service in use, and what of it a member would meet there."""

    service: Id | None = Field(default=None, description="The service in use; left out = any.")
    moved_from: Id | None = Field(
        default=None, description="In scenes of a move: the service that was used before."
    )
    texts: tuple[Text, ...] = Field(min_length=1, description="One-sentence scenes that name the service.")
    objects: tuple[Id, ...] = Field((), description="Objects of things that belong into these scenes.")
    things: tuple[Id, ...] = Field((), description="Single things that belong into them beside those.")
    left_out: tuple[Id, ...] = Field((), description="Things that do not, although their object does.")


class Purpose(Entry):
    """What services are compared for in derived questions."""

    id: Id = Field(description=_ID)
    text: Text = Field(description="One sentence: who wants to do what.")
    services: tuple[Id, ...] = Field(min_length=4, description="Services that it can be done with.")


class Wording(Entry):
    """How derived questions name an entry, where its name alone would not do as an option."""

    thing: Id | None = Field(default=None, description="The thing that is named so.")
    use: Id | None = Field(default=None, description="The use that is named so.")
    text: OptionText | None = Field(
        default=None, description="A task in a few words that does not tell whose it is."
    )
    asked: Flag = Field(default=True, description="false = no question is derived from this entry.")


class Catalog(Entry):
    """All of it, joined by id. Made by `bot.catalog.load.load`; equal files give an equal catalog."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    things: Annotated[Mapping[str, Thing], *_FROZEN]
    services: Annotated[Mapping[str, Service], *_FROZEN]
    models: Annotated[Mapping[str, ServiceModel], *_FROZEN]
    layers: Annotated[Mapping[str, Layer], *_FROZEN]
    uses: Annotated[Mapping[str, Use], *_FROZEN]
    policy: Policy
    words: Words
    sources: Annotated[Mapping[str, Source], *_FROZEN]
    questions: Annotated[Mapping[str, Question], *_FROZEN] = Field(default_factory=_nothing)
    scenes: tuple[Scene, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    wordings: tuple[Wording, ...] = ()
