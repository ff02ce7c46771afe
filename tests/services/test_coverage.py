"""On what the owner of a thing on a service rests."""

from __future__ import annotations

import pytest

from bot.catalog.model import Owner
from bot.services.coverage import Basis, covered
from bot.services.knowledge import Knowledge
from tests.ui.samples import CATALOG, thing


@pytest.mark.parametrize(
    ("about", "service_id", "basis"),
    [
        ({"follows_layer": True}, "ec2", Basis.LAYER),
        ({"follows_layer": True, "layer": "backup"}, "rds", Basis.STATED),
        ({"follows_layer": True, "layer": "backup"}, "lambda", Basis.NOT_THERE),
        ({}, "ec2", Basis.DERIVED),
        ({"layer": "backup"}, "rds", Basis.DERIVED),
        ({"only_on": ("rds",)}, "ec2", Basis.NOT_THERE),
        ({"only_on": ("rds",)}, "rds", Basis.DERIVED),
        ({"layer": "physical"}, "ec2", Basis.DERIVED),
    ],
)
def test_the_basis_of_a_row(about, service_id, basis):
    one = thing("some-thing", Owner.CUSTOMER, **about)
    assert covered(CATALOG, one, CATALOG.services[service_id]).basis is basis


def test_an_own_answer_is_stated():
    assert covered(CATALOG, CATALOG.things["os-patching"], CATALOG.services["rds"]).basis is Basis.STATED


def test_every_row_of_the_real_knowledge_has_one(knowledge: Knowledge):
    catalog = knowledge.lookup.catalog
    found = {
        covered(catalog, one, service).basis
        for one in catalog.things.values()
        for service in catalog.services.values()
    }
    assert found == set(Basis)


def test_a_building_that_is_not_awss_is_stated(knowledge: Knowledge):
    catalog = knowledge.lookup.catalog
    row = covered(catalog, catalog.things["physical-data-center-security"], catalog.services["outposts"])
    assert row.basis is Basis.STATED
    assert row.cell.owner is not Owner.AWS
