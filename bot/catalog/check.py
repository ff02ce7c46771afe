"""The rules between entries: what one refers to exists, and the parts of an entry agree with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.catalog.entries import Draft, Placed
from bot.catalog.mistakes import Mistake
from bot.catalog.model import Cell, OwnAnswer, Owner, Verdict
from bot.catalog.names import twice_claimed
from bot.catalog.sentences import listed

_TWO_SIDED = (Owner.SHARED, Owner.DEPENDS)
_ENCRYPTION = "encryption_at_rest"


def between_entries(draft: Draft) -> Iterator[Mistake]:
    """Every mistake that takes more than one field or entry to see."""
    yield from _things(draft)
    yield from _models(draft)
    yield from _services(draft)
    yield from _uses(draft)
    yield from _policy(draft)
    yield from _sources(draft)
    yield from twice_claimed(draft)


def _things(draft: Draft) -> Iterator[Mistake]:
    for placed in draft.of("things"):
        thing = placed.entry
        yield from _known(draft, "layers", placed, thing.layer, "layer")
        for service in thing.only_on:
            yield from _known(draft, "services", placed, service, "only_on")
        for service, own in thing.on.items():
            yield from _known_service(draft, placed, service, "on", service)
            yield from _exam_answer(placed, own, "on", service)
        yield from _exam_answer(placed, thing)
        if thing.owner in _TWO_SIDED and thing.split is None:
            yield placed.mistake(f"split is missing: say who does what, as owner is {thing.owner}", "owner")


def _models(draft: Draft) -> Iterator[Mistake]:
    for placed in draft.of("service_models"):
        model = placed.entry
        yield from _cells(draft, placed)
        for layer in draft.named.get("layers", {}):
            if layer not in model.cells:
                yield placed.mistake(
                    f"the layer {layer} is missing; a service model names every layer", "cells"
                )
        for layer, cell in model.cells.items():
            if cell.owner is None:
                yield placed.mistake(f"owner of {layer} is missing", "cells", layer)
            yield from _exam_answer(placed, cell, "cells", layer)


def _services(draft: Draft) -> Iterator[Mistake]:
    models = {placed.entry.id: placed.entry for placed in draft.of("service_models")}
    for placed in draft.of("services"):
        service = placed.entry
        yield from _cells(draft, placed)
        yield from _known(draft, "service_models", placed, service.model, "model")
        if service.id in draft.named.get("service_models", {}):
            yield placed.mistake(f"id {service.id} is already taken by a service model", "id")
        base = models[service.model].cells if service.model in models else {}
        for layer, cell in service.cells.items():
            if layer in base:
                yield from _deviation(placed, layer, cell, base[layer])


def _deviation(placed: Placed, layer: str, cell: Cell, base: Cell) -> Iterator[Mistake]:
    """A service's cell beside that of its service model."""
    if not cell.model_fields_set:
        yield placed.mistake(f"{layer} says nothing; give owner, note or remove the line", "cells", layer)
    if cell.owner not in (None, base.owner):
        yield from _exam_answer(placed, cell, "cells", layer)
        if cell.note is None:
            said = f"note is missing: {layer} differs from the service model, so say why"
            yield placed.mistake(said, "cells", layer)
    elif cell.exam_answer and base.owner not in _TWO_SIDED:
        yield placed.mistake(_only_two_sided(base.owner), "cells", layer, "exam_answer")


def _cells(draft: Draft, placed: Placed) -> Iterator[Mistake]:
    for layer, cell in placed.entry.cells.items():
        yield from _known(draft, "layers", placed, layer, "cells", layer)
        if cell.default and layer != _ENCRYPTION:
            yield placed.mistake(f"default belongs to {_ENCRYPTION} only", "cells", layer, "default")


def _uses(draft: Draft) -> Iterator[Mistake]:
    headings, clauses = _rules(draft)
    for placed in draft.of("uses"):
        use = placed.entry
        if "policy" not in draft.unread and draft.of("policy"):
            yield from _one_of(placed, "heading", use.heading, headings)
            yield from _one_of(placed, "clause", use.clause, clauses)
        conditional = use.verdict is Verdict.CONDITIONAL
        if conditional and use.condition is None:
            yield placed.mistake(
                "condition is missing: a conditional use is allowed only if what?", "verdict"
            )
        if use.condition and not conditional:
            yield placed.mistake("condition belongs to uses with the verdict conditional only", "condition")


def _policy(draft: Draft) -> Iterator[Mistake]:
    _, clauses = _rules(draft)
    for placed in draft.of("policy"):
        for number, heading in enumerate(placed.entry.headings):
            for place, clause in enumerate(heading.clauses):
                yield from _one_of(placed, "clauses", clause, clauses, "headings", number, "clauses", place)


def _rules(draft: Draft) -> tuple[list[str], list[str]]:
    """Ids of the policy's headings and of its clauses."""
    policies = [placed.entry for placed in draft.of("policy")]
    headings = [rule.id for policy in policies for rule in (*policy.headings, *policy.other_headings)]
    return headings, [rule.id for policy in policies for rule in policy.clauses]


def _one_of(
    placed: Placed, name: str, value: str | None, allowed: list[str], *loc: str | int
) -> Iterator[Mistake]:
    if value is not None and value not in allowed:
        said = f'{name} must be {listed(allowed, "or")}, not "{value}"'
        yield placed.mistake(said, *(loc or (name,)))


def _sources(draft: Draft) -> Iterator[Mistake]:
    for key in ("things", "services", "uses", "policy"):
        for placed in draft.of(key):
            for number, url in enumerate(placed.entry.sources):
                if _missing(draft, "sources", url):
                    said = f"{url} is not in sources.yaml; add it there with how it was read"
                    yield placed.mistake(said, "sources", number)


def _exam_answer(placed: Placed, holder: Cell | OwnAnswer, *loc: str | int) -> Iterator[Mistake]:
    """Where the owner has two sides an exam answer is due; elsewhere it would contradict the owner."""
    if holder.owner in _TWO_SIDED and holder.exam_answer is None:
        said = f"exam_answer is missing: owner is {holder.owner}, so say aws, customer or shared"
        yield placed.mistake(said, *loc, "owner")
    if holder.owner not in _TWO_SIDED and holder.exam_answer is not None:
        yield placed.mistake(_only_two_sided(holder.owner), *loc, "exam_answer")


def _only_two_sided(owner: Owner | None) -> str:
    return f"exam_answer is only for an owner that is shared or depends; here it is {owner}"


def _known(draft: Draft, key: str, placed: Placed, name: str, *loc: str | int) -> Iterator[Mistake]:
    if _missing(draft, key, name):
        what = {"layers": "layer", "services": "service", "service_models": "service model"}[key]
        yield placed.mistake(f"there is no {what} {name}{_nearest(name, draft.named.get(key, {}))}", *loc)


def _known_service(draft: Draft, placed: Placed, name: str, *loc: str | int) -> Iterator[Mistake]:
    if name not in draft.named.get("service_models", {}):
        yield from _known(draft, "services", placed, name, *loc)


def _missing(draft: Draft, key: str, name: str) -> bool:
    return key not in draft.unread and name not in draft.named.get(key, {})


def _nearest(name: str, names: Mapping[str, Placed] | Iterable[str]) -> str:
    """A guess at what was meant: names that hold the given one, or are held by it."""
    near = [known for known in names if name in known or known in name]
    return f"; did you mean {listed(near[:3], 'or')}?" if near else ""
