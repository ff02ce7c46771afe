"""The card that says who is responsible for one thing: headline, split, why, shift, example, tip."""

from __future__ import annotations

from bot.catalog.matrix import owner_on
from bot.catalog.model import Catalog, Owner, ServiceModel, Thing
from bot.lookup.answer import Answer
from bot.ui.cards.card import Block, Card
from bot.ui.cards.words import SHORT, TONE, exam_brackets, exam_line, service_name, sources_line
from bot.ui.escape import authored

# The services that courses name first; another of the same model stands in where one has no such layer.
_WELL_KNOWN = ("ec2", "rds", "s3", "lambda", "dynamodb")

_DOES = {
    Owner.AWS: "▲ AWS is responsible.",
    Owner.CUSTOMER: "● You (the customer) are responsible.",
    Owner.SHARED: "◆ Shared: AWS does a part, you do a part.",
    Owner.DEPENDS: "◇ It depends on the service.",
    Owner.NONE: "○ Nobody: there is no such layer here.",
}

# To a negated question ("isn't AWS responsible …?") a bare yes or no could be read either way.
_DOES_NEGATED = {
    Owner.AWS: "▲ AWS does that; you need not.",
    Owner.CUSTOMER: "● You (the customer) do that; AWS does not.",
    Owner.SHARED: "◆ Both: AWS does a part of that and you do a part.",
    Owner.DEPENDS: "◇ That depends on the service.",
    Owner.NONE: "○ Nobody does that: there is no such layer here.",
}


def responsibility_card(answer: Answer, catalog: Catalog) -> Card:
    """The card for an answer of kind responsibility."""
    owner = verdict_of(answer)
    fits = _speaks_of_this_case(answer.thing, answer, owner)
    blocks = [
        Block(_subject(answer), 0),
        Block(exam_line(owner, answer.exam_answer), 0),
        Block(authored(answer.explanation), 0),
        Block(_note(answer), 1),
        Block(_split(answer, owner), 2),
        Block(_shift(answer, owner, catalog), 1),
        Block(_example(answer) if fits else "", 5),
        Block(_tip(answer.thing) if fits else "", 3),
        Block(_contested(answer.thing) if fits else "", 4),
        Block(_doubt(answer.thing), 1),
    ]
    return Card(
        TONE[owner],
        headline(answer),
        tuple(block for block in blocks if block.text),
        sources_line(answer.sources),
    )


def _speaks_of_this_case(thing: Thing | None, answer: Answer, owner: Owner) -> bool:
    """False where a service settles or turns round whose a thing is: what is said of it in general (example,
    tip, contested keys) would not fit.
    """
    if thing is None or answer.service is None or thing.owner is Owner.SHARED:
        return True
    return owner == thing.owner


def _note(answer: Answer) -> str:
    """Why it is so on the service that was named, where the explanation does not say it."""
    note = answer.cell.note if answer.cell is not None and answer.service is not None else None
    return authored(note) if note and note.rstrip(".") not in answer.explanation else ""


def verdict_of(answer: Answer) -> Owner:
    """The owner, with NONE for "the service has no such layer"."""
    return answer.verdict if isinstance(answer.verdict, Owner) else Owner.NONE


def headline(answer: Answer) -> str:
    """The first line: who it is; to a yes/no question with the yes or no first, unless it was negated."""
    owner = verdict_of(answer)
    if answer.negated:
        return f"### {_DOES_NEGATED[owner]}"
    return f"### {_yes_no(answer, owner)}{_DOES[owner]}"


def _yes_no(answer: Answer, owner: Owner) -> str:
    if answer.yes_no is None or owner is Owner.NONE:
        return ""
    if owner is Owner.SHARED:
        return "Yes, in part. " if answer.yes_no == "yes" else "No, not alone. "
    if owner is Owner.DEPENDS:
        return f"Exam keys say {answer.yes_no}. " if answer.exam_answer else ""
    return f"{answer.yes_no.capitalize()}. "


def _subject(answer: Answer) -> str:
    if answer.thing is None:
        return ""
    where = f" · {service_name(answer.service)}" if answer.service is not None else ""
    return f"**{authored(answer.thing.name)}**{where}"


def _split(answer: Answer, owner: Owner) -> str:
    """How it splits; left out where a named service settles it for one side against the general split."""
    thing = answer.thing
    if thing is None or thing.split is None or (answer.service is not None and owner != thing.owner):
        return ""
    return f"▲ **AWS:** {authored(thing.split.aws)}\n● **You:** {authored(thing.split.customer)}"


def _shift(answer: Answer, owner: Owner, catalog: Catalog) -> str:
    if answer.thing is None or answer.service is not None or owner is not Owner.DEPENDS:
        return ""
    return shift_lines(answer.thing, catalog)


def shift_lines(thing: Thing, catalog: Catalog) -> str:
    """How the owner shifts over the service models, a named service for each; empty if none is definite."""
    rows = [_shift_row(thing, model, catalog) for model in catalog.models.values()]
    lines = [row for row in rows if row]
    return "**How it shifts**\n" + "\n".join(lines) if lines else ""


def _shift_row(thing: Thing, model: ServiceModel, catalog: Catalog) -> str:
    candidates = [service for service in catalog.services.values() if service.model == model.id]
    if thing.only_on:
        candidates = [service for service in candidates if service.id in thing.only_on]
    typical = owner_on(catalog, thing, model.id).owner

    def distance(service_id: str) -> tuple[bool, bool, int]:
        owner = owner_on(catalog, thing, service_id).owner
        known = _WELL_KNOWN.index(service_id) if service_id in _WELL_KNOWN else len(_WELL_KNOWN)
        return owner in (Owner.NONE, Owner.DEPENDS, None), owner != typical, known

    chosen = min(candidates, key=lambda service: distance(service.id), default=None)
    if chosen is None:
        return ""
    cell = owner_on(catalog, thing, chosen.id)
    if cell.owner is None or cell.owner in (Owner.NONE, Owner.DEPENDS):
        return ""
    kind = f"{authored(model.name)}, such as {authored(chosen.name)}"
    return f"{kind}: {SHORT[cell.owner]}{exam_brackets(cell.owner, cell.exam_answer)}"


def _example(answer: Answer) -> str:
    text = answer.thing.example if answer.thing is not None else None
    if text is None and isinstance(answer.service, ServiceModel):
        text = answer.service.example
    return f"**Picture it:** {authored(text)}" if text else ""


def _tip(thing: Thing | None) -> str:
    return f"**Exam tip:** {authored(thing.exam_tip)}" if thing is not None and thing.exam_tip else ""


def _contested(thing: Thing | None) -> str:
    points = thing.contested[:2] if thing is not None else ()
    return "\n".join(f"**Keys and AWS differ:** {authored(point)}" for point in points)


def _doubt(thing: Thing | None) -> str:
    if thing is None:
        return ""
    if thing.unverified:
        return "-# No source was found that settles this."
    return "-# Follows from AWS's general rule; no source speaks of exactly this." if thing.derived else ""
