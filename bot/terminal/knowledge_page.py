"""The whole knowledge base as one page of Markdown that a learner can read: docs/KNOWLEDGE.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bot.catalog.matrix import cell
from bot.catalog.model import Catalog, Cell, Owner, Policy, Service, ServiceModel, Thing, Use, Verdict

PLACE = Path("docs/KNOWLEDGE.md")
"""Where `make knowledge-page` writes it, from the root of the checkout."""

_LETTER = {
    Owner.AWS: "**A** AWS",
    Owner.CUSTOMER: "**C** you",
    Owner.SHARED: "**S** shared",
    Owner.DEPENDS: "**D** depends",
    Owner.NONE: "**N** not there",
}
_OWNER = {
    Owner.AWS: "AWS",
    Owner.CUSTOMER: "You (the customer)",
    Owner.SHARED: "Shared",
    Owner.DEPENDS: "It depends",
    Owner.NONE: "Not there",
}
_VERDICTS = {
    Verdict.PROHIBITED: "Prohibited",
    Verdict.CONDITIONAL: "Allowed only if …",
    Verdict.ALLOWED: "Allowed",
    None: "Questions about the policy",
}

_INTRO = """# What ResponsiBot knows

Who is responsible for what on AWS, and what the Acceptable Use Policy allows: everything that the bot
answers from, on one page. The bot itself also says why, with its sources. This page is made by
`make knowledge-page` out of the folder `knowledge/`; change things there.

- [Services and their layers](#services-and-their-layers)
- [Things by topic](#things-by-topic)
- [Where exam keys and AWS differ](#where-exam-keys-and-aws-differ)
- [The Acceptable Use Policy](#the-acceptable-use-policy)"""

_LEGEND = """A service is a house of layers. **A** AWS carries the layer; **C** you, the customer, carry it;
**S** shared: both have a part; **D** it depends on how it is set up; **N** the service has no such layer.
In brackets: what an exam key expects, where that is another side."""


def page(catalog: Catalog) -> str:
    """The page; equal knowledge gives an equal page."""
    parts = [
        _INTRO,
        "## Services and their layers",
        _LEGEND,
        *_layers(catalog),
        *_matrix(catalog),
        "## Things by topic",
        "The owner where no service is named; the bot says how it shifts from service to service.",
        *_things(catalog),
        "## Where exam keys and AWS differ",
        _contested(catalog),
        "## The Acceptable Use Policy",
        *_policy(catalog),
    ]
    return "\n\n".join(parts) + "\n"


def _layers(catalog: Catalog) -> Iterator[str]:
    yield "### The layers"
    yield _table(
        ("Layer", "What lies in it"), ((layer.name, layer.meaning) for layer in catalog.layers.values())
    )
    yield "### The kinds of services"
    yield _table(
        ("Kind", "Who does what"), ((model.name, model.meaning) for model in catalog.models.values())
    )


def _matrix(catalog: Catalog) -> Iterator[str]:
    head = ("Service", *(layer.name for layer in catalog.layers.values()))
    yield _table(head, (_row(catalog, model) for model in catalog.models.values()))
    ordered = sorted(catalog.services.values(), key=lambda service: service.category)
    for category, services in groupby(ordered, key=lambda service: service.category):
        yield f"### Services: {_title(category)}"
        yield _table(head, (_row(catalog, service) for service in services))


def _row(catalog: Catalog, service: Service | ServiceModel) -> list[str]:
    return [service.name, *(_cell(cell(catalog, service.id, layer)) for layer in catalog.layers)]


def _cell(found: Cell) -> str:
    return _LETTER[found.owner or Owner.NONE] + _key(found.owner, found.exam_answer)


def _key(owner: Owner | None, expected: Owner | None) -> str:
    if expected is None or expected is owner:
        return ""
    return f" (key: {'you' if expected is Owner.CUSTOMER else _OWNER[expected]})"


def _things(catalog: Catalog) -> Iterator[str]:
    ordered = sorted(catalog.things.values(), key=lambda thing: thing.topic)
    for topic, things in groupby(ordered, key=lambda thing: thing.topic):
        yield f"### {_title(topic)}"
        head = ("Thing", "Owner", "An exam key expects", "Why")
        yield _table(head, (_thing(thing) for thing in things))


def _thing(thing: Thing) -> tuple[str, ...]:
    return thing.name, _OWNER[thing.owner], _OWNER[thing.exam_answer or thing.owner], thing.explanation


def _contested(catalog: Catalog) -> str:
    entries: list[Thing | Use] = [*catalog.things.values(), *catalog.uses.values()]
    return "\n".join(f"- **{_plain(one.name)}:** {_plain(text)}" for one in entries for text in one.contested)


def _policy(catalog: Catalog) -> Iterator[str]:
    policy = catalog.policy
    yield f"{_plain(policy.applies_to)}"
    yield "### What it prohibits today"
    yield "\n".join(f"- **{_plain(rule.title)}:** {_plain(rule.meaning)}" for rule in policy.clauses)
    yield "### The four headings that courses teach"
    yield "\n".join(f"- **{_plain(rule.title)}:** {_plain(rule.meaning)}" for rule in policy.headings)
    for verdict, name in _VERDICTS.items():
        uses = [use for use in catalog.uses.values() if use.verdict is verdict]
        yield f"### {name}"
        why = "Only if" if verdict is Verdict.CONDITIONAL else "Why"
        yield _table(("Use", why, "In today's policy", "In courses"), (_use(use, policy) for use in uses))


def _use(use: Use, policy: Policy) -> tuple[str, ...]:
    clauses = {rule.id: rule.title for rule in policy.clauses}
    headings = {rule.id: rule.title for rule in (*policy.headings, *policy.other_headings)}
    clause = clauses[use.clause] if use.clause else ""
    return use.name, use.condition or use.explanation, clause, headings[use.heading]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_in_cell(text) for text in line)} |" for line in lines)


def _in_cell(text: str) -> str:
    # Our own bold marks stay; a bar would end the cell.
    return text if text.startswith(("**", "---")) else _plain(text).replace("|", r"\|")


def _plain(text: str) -> str:
    """An author's text on one line, its signs shown instead of obeyed."""
    return re.sub(r"([\\*_`<>\[\]])", r"\\\1", " ".join(text.split()))


def _title(group: str) -> str:
    return group.upper() if len(group) < 3 else group.replace("-", " ").capitalize()
