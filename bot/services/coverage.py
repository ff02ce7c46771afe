"""What the knowledge base says of each thing on each service, and on what each answer rests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.catalog.matrix import owner_on
from bot.catalog.model import Catalog, Cell, Owner, Service, Thing


class Basis(StrEnum):
    """On what the owner of a thing on a service rests."""

    STATED = "stated"  # written for just this service: by the thing, or in the service's own layer
    LAYER = "follows layer"  # the layer's owner under the service's model
    DERIVED = "derived"  # what holds of the thing in general
    NOT_THERE = "not there"  # the service has no such thing


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing on one service: its row of the matrix and on what that rests."""

    cell: Cell
    basis: Basis


def covered(catalog: Catalog, thing: Thing, service: Service) -> Covered:
    """What the bot answers about `thing` on `service`, and why."""
    cell = owner_on(catalog, thing, service.id)
    return Covered(cell, _basis(catalog, thing, service, cell))


def _basis(catalog: Catalog, thing: Thing, service: Service, cell: Cell) -> Basis:
    """In the order of bot.catalog.matrix.owner_on."""
    if cell.owner is Owner.NONE or (thing.only_on and service.id not in thing.only_on):
        return Basis.NOT_THERE
    if service.id in thing.on:
        return Basis.STATED
    own = service.cells.get(thing.layer)
    states_owner = own is not None and own.owner is not None
    if thing.follows_layer:
        return Basis.STATED if states_owner else Basis.LAYER
    # Buildings, hardware and host are AWS's everywhere, except where a service says otherwise.
    return Basis.STATED if states_owner and catalog.layers[thing.layer].below else Basis.DERIVED
