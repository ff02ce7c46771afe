"""The cards about a whole service, about what one side carries, and about two entries side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.catalog.matrix import cell
from bot.catalog.model import Catalog, Owner, Service, ServiceModel, Thing, Use
from bot.lookup.answer import Answer
from bot.ui.cards.card import Block, Card, Tone
from bot.ui.cards.words import OWNER, TONE, VERDICT, exam_brackets, service_name, sources_line
from bot.ui.escape import authored

_GROUP = {
    Owner.AWS: "▲ **AWS:**",
    Owner.CUSTOMER: "● **You (the customer):**",
    Owner.SHARED: "◆ **Shared:**",
    Owner.DEPENDS: "◇ **Depends:**",
    Owner.NONE: "○ **Not there:**",
}

_MOTTO = {
    Owner.AWS: "▲ AWS: security **of** the cloud",
    Owner.CUSTOMER: "● You (the customer): security **in** the cloud",
    Owner.SHARED: "◆ Shared: AWS does a part, you do a part",
}

_BOTH = (Owner.AWS, Owner.CUSTOMER)

_OFTEN_ASKED = 8  # ours: as many as fit a phone screen beside the rest


def service_card(answer: Answer, catalog: Catalog) -> Card:
    """The layers of a service with their owners in words, grouped by owner."""
    service = answer.service
    if service is None:
        raise ValueError("an answer of kind service names its service")
    blocks = [
        Block(_model_line(service, catalog), 1),
        *layer_groups(service.id, catalog),
        Block(_explained(answer, service), 3),
        Block("\n".join(authored(note) for note in getattr(service, "notes", ())[:2]), 4),
        Block(_tip(service), 2),
    ]
    shown = tuple(block for block in blocks if block.text)
    return Card(
        Tone.PLAIN, f"### Who carries what: {service_name(service)}", shown, sources_line(answer.sources)
    )


def _explained(answer: Answer, service: Service | ServiceModel) -> str:
    """The explanation, where it says more than the line about the model."""
    said = service.meaning if isinstance(service, ServiceModel) else service.plain_model
    return "" if answer.explanation.rstrip(".") == said.rstrip(".") else authored(answer.explanation)


def _model_line(service: Service | ServiceModel, catalog: Catalog) -> str:
    if isinstance(service, ServiceModel):
        return authored(service.meaning)
    return f"{authored(service.plain_model)} · {authored(catalog.models[service.model].name)}"


def _tip(service: Service | ServiceModel) -> str:
    if isinstance(service, ServiceModel):
        return f"**Picture it:** {authored(service.example)}" if service.example else ""
    return f"**Exam tip:** {authored(service.exam_tip)}" if service.exam_tip else ""


def layer_groups(service_id: str, catalog: Catalog, owners: Sequence[Owner] = tuple(_GROUP)) -> list[Block]:
    """One block for each owner that has layers here, in the order of `owners`."""
    groups: dict[Owner, list[str]] = {owner: [] for owner in owners}
    for layer in catalog.layers.values():
        entry = cell(catalog, service_id, layer.id)
        if entry.owner is not None and entry.owner in groups:
            groups[entry.owner].append(authored(layer.name) + exam_brackets(entry.owner, entry.exam_answer))
    return [Block(f"{_GROUP[owner]} {' · '.join(names)}", 0) for owner, names in groups.items() if names]


def overview_card(answer: Answer, catalog: Catalog) -> Card:
    """What AWS or the customer carries, on a service or in general."""
    if answer.service is not None:
        return _overview_on(answer, catalog)
    parties = (answer.party,) if answer.party is not None and answer.party in _MOTTO else _BOTH
    blocks = [Block(authored(answer.explanation), 0)]
    for party in parties:
        blocks.append(Block("" if len(parties) == 1 else f"**{_MOTTO[party]}**", 0))
        blocks += _layers_in_general(party, catalog)
        blocks.append(Block(_often_asked(party, catalog, _OFTEN_ASKED // len(parties)), 1))
    head = _MOTTO[parties[0]] if len(parties) == 1 else "The shared responsibility model"
    tone = TONE[parties[0]] if len(parties) == 1 else Tone.PLAIN
    return Card(
        tone, f"### {head}", tuple(block for block in blocks if block.text), sources_line(answer.sources)
    )


def _overview_on(answer: Answer, catalog: Catalog) -> Card:
    service = answer.service
    assert service is not None
    party = answer.party if answer.party in _MOTTO else None
    order = tuple(_GROUP) if party is None else (party, *(owner for owner in _GROUP if owner is not party))
    who = {Owner.AWS: "▲ What AWS carries", Owner.CUSTOMER: "● What you (the customer) carry"}.get(
        party or Owner.NONE, "Who carries what"
    )
    blocks = [
        *layer_groups(service.id, catalog, order),
        Block(authored(answer.explanation), 2),
        Block(_tip(service), 3),
    ]
    shown = tuple(block for block in blocks if block.text)
    return Card(TONE[party], f"### {who}: {service_name(service)}", shown, sources_line(answer.sources))


def _layers_in_general(party: Owner, catalog: Catalog) -> list[Block]:
    """The layers that are the party's under every service model, and those that are only under some."""
    owners = {
        layer.id: [model.cells[layer.id].owner for model in catalog.models.values()]
        for layer in catalog.layers.values()
    }
    always = [layer for layer in catalog.layers.values() if all(owner is party for owner in owners[layer.id])]
    some = [layer for layer in catalog.layers.values() if layer not in always and party in owners[layer.id]]
    lines = (("Always", always), ("On some services", some))
    return [
        Block(f"**{when}:** {' · '.join(authored(layer.name) for layer in layers)}", 0)
        for when, layers in lines
        if layers
    ]


def _often_asked(party: Owner, catalog: Catalog, count: int) -> str:
    names = "\n".join(f"- {authored(thing.name)}" for thing in often_asked(party, catalog)[:count])
    return f"**Often asked**\n{names}" if names else ""


def often_asked(party: Owner, catalog: Catalog) -> list[Thing]:
    """The party's things: those that exams ask most first, and of these one of each topic, then the next."""
    by_weight = sorted(
        (thing for thing in catalog.things.values() if thing.owner is party),
        key=lambda thing: -thing.exam_weight,
    )
    seen: Counter[str] = Counter()
    place: dict[str, int] = {}
    for thing in by_weight:
        place[thing.id] = seen[thing.topic]
        seen[thing.topic] += 1
    return sorted(by_weight, key=lambda thing: (-thing.exam_weight, place[thing.id]))


def comparison_card(answer: Answer, catalog: Catalog) -> Card:
    """Two entries, one below the other so that a phone shows both; each says for itself what it is."""
    names = " and ".join(authored(entry.name) for entry in answer.compared)
    blocks: list[Block] = []
    for entry in answer.compared:
        blocks += [Block(f"**{authored(entry.name)}**\n{_owner_line(entry, catalog)}", 0)]
        blocks += [Block(_meaning(entry), 0), Block(_extra(entry), 2)]
    return Card(
        Tone.PLAIN,
        f"### {names}",
        tuple(block for block in blocks if block.text),
        sources_line(answer.sources),
    )


def _owner_line(entry: Thing | Service | ServiceModel | Use, catalog: Catalog) -> str:
    if isinstance(entry, Thing):
        return OWNER[entry.owner] + exam_brackets(entry.owner, entry.exam_answer)
    if isinstance(entry, Use):
        return VERDICT[entry.verdict] if entry.verdict else "Guidance"
    return "\n".join(block.text for block in layer_groups(entry.id, catalog, tuple(_MOTTO)))


def _meaning(entry: Thing | Service | ServiceModel | Use) -> str:
    if isinstance(entry, Service):
        return authored(entry.plain_model)
    return authored(entry.meaning if isinstance(entry, ServiceModel) else entry.explanation)


def _extra(entry: Thing | Service | ServiceModel | Use) -> str:
    if entry_example := getattr(entry, "example", None):
        return f"**Picture it:** {authored(entry_example)}"
    tip = getattr(entry, "exam_tip", None)
    return f"**Exam tip:** {authored(tip)}" if tip else ""
