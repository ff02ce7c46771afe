"""What the bot knows, as immutable data: things, services, layers, uses, words and their sources.

Every class is what an author writes in `knowledge/`, field by field; `docs` of a field are the sentences that
the generated JSON Schema shows in an editor. The Catalog joins them and is never changed after loading.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
LayerId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
Alias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Url = Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=300)]


def frozen_map(items: Mapping[str, Any]) -> Mapping[str, Any]:
    """A read-only view of a copy."""
    return MappingProxyType(dict(items))


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


def _side(owner: Owner) -> Owner:
    if owner not in (Owner.AWS, Owner.CUSTOMER, Owner.SHARED):
        raise _must_be("aws, customer or shared")
    return owner


def _someone(owner: Owner) -> Owner:
    if owner is Owner.NONE:
        raise _must_be("aws, customer, shared or depends")
    return owner


def _owner_schema(*owners: Owner) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": [owner.value for owner in owners]})


ExamAnswer = Annotated[Owner, AfterValidator(_side), _owner_schema(Owner.AWS, Owner.CUSTOMER, Owner.SHARED)]
ThingOwner = Annotated[
    Owner, AfterValidator(_someone), _owner_schema(Owner.AWS, Owner.CUSTOMER, Owner.SHARED, Owner.DEPENDS)
]


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
    default: str | None = Field(
        default=None,
        description="Encryption at rest only: always, on-by-default, optional or not-applicable.",
    )
    note: Text | None = Field(None, description="Why, in one sentence.")


class OwnAnswer(Entry):
    """A thing's own answer on one service, where it differs from the service's layer."""

    owner: Owner
    exam_answer: ExamAnswer | None = Field(None, description=_EXAM_ANSWER)
    reason: Text = Field(description="Why it is so on this service, in one sentence.")


class Layer(Entry):
    """One storey of the house that every service stands in, from the building up to the data."""

    id: LayerId
    name: Name
    meaning: Text
    below: Flag = Field(False, description="true = below what any customer can reach (buildings, host).")


class ServiceModel(Entry):
    """A kind of service, and who owns each layer of it unless the service says otherwise."""

    id: Id
    name: Name
    aliases: tuple[Alias, ...] = ()
    meaning: Text
    example: Text | None = Field(None, description="The apartment picture of this kind of service.")
    cells: Annotated[Mapping[LayerId, Cell], AfterValidator(frozen_map)]


class _Sourced(Entry):
    sources: tuple[Url, ...] = Field(min_length=1, description="Addresses, each listed in sources.yaml.")
    checked: Day = Field(description="Day on which the entry was last held against its sources (2026-11-23).")
    derived: Flag = Field(
        False, description="true = follows from AWS's general rule; no source speaks of exactly this."
    )
    unverified: Flag = Field(False, description="true = no source settles it; the answer says so.")


class Thing(_Sourced):
    """Something that somebody can be responsible for."""

    id: Id
    name: Name
    topic: Id = Field(description="Group of things it belongs to: facilities, compute, data-encryption ...")
    aliases: tuple[Alias, ...] = Field(description="Other names, as people and exam papers say it.")
    phrases: tuple[Alias, ...] = Field((), description="Everyday ways to say it, without the official words.")
    owner: ThingOwner = Field(description="aws, customer, shared or depends, when no service is named.")
    exam_answer: ExamAnswer | None = Field(None, description=_EXAM_ANSWER)
    layer: LayerId = Field(description="The layer it belongs to (see layers.yaml).")
    object: Id | None = Field(None, description="What it is done to: instance, database, bucket ...")
    follows_layer: Flag = Field(
        False, description="true = on a named service the owner is that of the service's layer."
    )
    only_on: tuple[Id, ...] = Field((), description="Services that it exists on, if not on all.")
    on: Annotated[Mapping[Id, OwnAnswer], AfterValidator(frozen_map)] = Field(
        default_factory=_nothing, description="Its own answer on a service, with the reason."
    )
    explanation: Text
    split: Split | None = None
    example: Text | None = Field(None, description="A small scene, or the apartment picture.")
    control: Control | None = Field(
        None, description="How AWS classes it: inherited, shared or customer-specific."
    )
    control_detail: Text | None = None
    exam_tip: Text | None = None
    exam_weight: int = Field(ge=1, le=3, description="3 often examined, 2 now and then, 1 rarely.")
    contested: tuple[Text, ...] = Field((), description="Where exam keys and AWS differ: both sides.")


class Service(_Sourced):
    """An AWS service and the layers in which it deviates from its service model."""

    id: Id
    name: Name
    aliases: tuple[Alias, ...]
    category: Id
    model: Id = Field(description="infrastructure, container or abstracted.")
    plain_model: Text = Field(description="The same in course words: IaaS, managed database ...")
    cells: Annotated[Mapping[LayerId, Cell], AfterValidator(frozen_map)] = Field(
        default_factory=_nothing, description="Only layers that deviate or need a note."
    )
    notes: tuple[Text, ...] = Field((), description="Other facts worth knowing about its split.")
    exam_tip: Text | None = None


class Use(_Sourced):
    """Something that one may or may not do under the Acceptable Use Policy, or a question about it."""

    id: Id
    name: Name
    aliases: tuple[Alias, ...]
    phrases: tuple[Alias, ...] = Field((), description="Everyday ways to say it, without the official words.")
    heading: Id = Field(description="Heading of the policy before July 2021 (see policy.yaml).")
    clause: Id | None = Field(None, description="Clause of today's policy (see policy.yaml).")
    verdict: Verdict | None = Field(None, description="prohibited, conditional or allowed; none = guidance.")
    condition: Text | None = Field(None, description="Where the verdict is conditional: allowed only if ...")
    explanation: Text
    points: tuple[Text, ...] = Field((), description="A list to show below the explanation.")
    example: Text | None = None
    exam_tip: Text | None = None
    contested: tuple[Text, ...] = ()


class Rule(Entry):
    """A heading or clause of the policy."""

    id: Id
    title: Text
    meaning: Text
    clauses: tuple[Id, ...] = Field((), description="Headings only: today's clauses that it went into.")


class Policy(_Sourced):
    """The Acceptable Use Policy at a glance: today's clauses and the older four headings."""

    name: Name
    aliases: tuple[Alias, ...]
    applies_to: Text
    clauses: tuple[Rule, ...]
    headings: tuple[Rule, ...]
    other_headings: tuple[Rule, ...] = ()
    notes: tuple[Text, ...] = ()


class Concept(Entry):
    """Words that mean one thing to the look-up."""

    id: Id
    kind: str = Field(description="act, object, quality or party.")
    words: tuple[Alias, ...]


class Words(Entry):
    """The vocabulary: which words mean the same, which mean nothing, which are about something else."""

    concepts: tuple[Concept, ...] = ()
    spellings: Annotated[Mapping[str, str], AfterValidator(frozen_map)] = Field(default_factory=_nothing)
    noise: tuple[Alias, ...] = ()
    foreign: tuple[Alias, ...] = ()


class Catalog(Entry):
    """All of it, joined by id. Made by `bot.catalog.load.load`; equal files give an equal catalog."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    things: Annotated[Mapping[str, Thing], AfterValidator(frozen_map)]
    services: Annotated[Mapping[str, Service], AfterValidator(frozen_map)]
    models: Annotated[Mapping[str, ServiceModel], AfterValidator(frozen_map)]
    layers: Annotated[Mapping[str, Layer], AfterValidator(frozen_map)]
    uses: Annotated[Mapping[str, Use], AfterValidator(frozen_map)]
    policy: Policy
    words: Words
    sources: Annotated[Mapping[str, Source], AfterValidator(frozen_map)]
