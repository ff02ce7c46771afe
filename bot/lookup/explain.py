"""The answer in plain sentences, out of the entry's own words; at most three short ones."""

from __future__ import annotations

from bot.catalog.model import Catalog, Cell, Owner, Service, ServiceModel, Thing, Use
from bot.lookup.answer import Citation, Kind, Reason

WHOSE = {
    Owner.AWS: "AWS's",
    Owner.CUSTOMER: "the customer's",
    Owner.SHARED: "shared: AWS and the customer each have a part",
    Owner.DEPENDS: "a matter of how it is set up",
}
CAN_ASK = "I know who is responsible for what on AWS, and what the AWS Acceptable Use Policy allows."
NO_SUCH_SERVICE = "I don't know that service, so this is the general answer."
DECLINED = {
    Reason.EMPTY: "There is no question in that.",
    Reason.TOO_LONG: "That is too long for me: please ask in at most 300 characters.",
    Reason.OTHER_CLOUD: "I only know AWS, not other clouds.",
    Reason.PRICES: "I don't know prices.",
    Reason.HOW_TO: "I don't give instructions.",
    Reason.OFF_TOPIC: "That is outside what I know.",
    Reason.NOT_KNOWN: "That is not in my knowledge base.",
}


def decline(reason: Reason) -> str:
    """Why there is no answer, and what can be asked."""
    return f"{DECLINED[reason]} {CAN_ASK}"


def responsibility(thing: Thing, cell: Cell, service: Service | ServiceModel | None) -> str:
    """Why the thing is whose it is, on the service where one is named."""
    if cell.owner is Owner.NONE and service is not None:
        return f"{service.name} has no such layer. {cell.note or ''}".strip()
    if service is None:
        return thing.explanation
    note = f" {_sentence(cell.note)}" if cell.note else ""
    if cell.owner is not thing.owner and cell.owner is not None:
        return f"On {service.name} this is {WHOSE[cell.owner]}.{note}"
    return f"On {service.name}:{note} {thing.explanation}" if note else thing.explanation


def use(entry: Use) -> str:
    """Why a use is prohibited, conditional or allowed."""
    if entry.condition:
        return f"Allowed only if: {_sentence(entry.condition)} {entry.explanation}"
    return entry.explanation


def overview(party: Owner, service: Service | ServiceModel | None) -> str:
    """One sentence on what a side carries."""
    place = f" on {service.name}" if service else ""
    if party is Owner.AWS:
        return f"AWS carries security of the cloud{place}: the buildings, hardware and service software."
    return f"The customer carries security in the cloud{place}: its data, access and settings."


def comparison(*entries: Thing | Use | Service | ServiceModel) -> str:
    """What each of them is, in its own first sentence."""
    return " ".join(f"{entry.name}: {_sentence(_first(entry))}" for entry in entries)


def _first(entry: Thing | Use | Service | ServiceModel) -> str:
    if isinstance(entry, Service):
        return entry.plain_model
    text = entry.meaning if isinstance(entry, ServiceModel) else entry.explanation
    return text.split(". ")[0]


def citations(catalog: Catalog, *entries: Thing | Use | Service | ServiceModel) -> tuple[Citation, ...]:
    """The sources of entries in order, each once."""
    found: dict[str, Citation] = {}
    for entry in entries:
        if isinstance(entry, ServiceModel):
            continue
        for url in entry.sources:
            source = catalog.sources[url]
            found.setdefault(url, Citation(url, source.title, source.read, entry.checked))
    return tuple(found.values())


def kind_of(entry: Thing | Use | Service | ServiceModel) -> Kind:
    """Which kind of answer an entry gives."""
    if isinstance(entry, Thing):
        return Kind.RESPONSIBILITY
    return Kind.AUP if isinstance(entry, Use) else Kind.SERVICE


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
