"""Who owns a thing on a service: the one rule that joins things, services and service models."""

from __future__ import annotations

from bot.catalog.model import Catalog, Cell, Thing


def cell(catalog: Catalog, service_id: str, layer_id: str) -> Cell:
    """The layer of a service: what the service states, the rest from its service model.

    Also takes the id of a service model in place of a service's. Raises KeyError for unknown ids.
    """
    if service_id in catalog.models:
        return catalog.models[service_id].cells[layer_id]
    service = catalog.services[service_id]
    base = catalog.models[service.model].cells[layer_id]
    own = service.cells.get(layer_id)
    if own is None:
        return base
    if own.owner is None or own.owner == base.owner:
        return Cell(
            owner=base.owner,
            exam_answer=own.exam_answer or base.exam_answer,
            default=own.default or base.default,
            note=own.note or base.note,
        )
    return own


def deviates(catalog: Catalog, service_id: str, layer_id: str) -> bool:
    """True where a service's owner of a layer is another than its service model's."""
    service = catalog.services.get(service_id)
    if service is None:
        return False
    return cell(catalog, service_id, layer_id).owner != catalog.models[service.model].cells[layer_id].owner


def owner_on(catalog: Catalog, thing: Thing, service_id: str | None) -> Cell:
    """Who owns `thing` on a service (or service model), with what an exam key expects and why.

    In this order: the thing's own answer for the service; the service's layer where the thing follows it;
    a layer below every customer's reach that the service itself gives to somebody else (Outposts, Snow);
    else the thing's owner. `Owner.NONE` = the service has no such layer.
    """
    if service_id is not None:
        own = thing.on.get(service_id)
        if own is not None:
            return Cell(owner=own.owner, exam_answer=own.exam_answer, note=own.reason)
        if thing.follows_layer:
            return cell(catalog, service_id, thing.layer)
        if catalog.layers[thing.layer].below and deviates(catalog, service_id, thing.layer):
            return cell(catalog, service_id, thing.layer)
    return Cell(owner=thing.owner, exam_answer=thing.exam_answer, note=None)
