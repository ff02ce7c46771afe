"""The shipped knowledge: who owns what on which service, limits of texts, and the sources behind them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.catalog.age import stale
from bot.catalog.entries import FILE_KINDS
from bot.catalog.load import default_directory, load
from bot.catalog.matrix import cell, owner_on
from bot.catalog.model import Catalog, Owner, Verdict
from bot.catalog.schema import schema, write_schemas

KNOWLEDGE = default_directory()

# thing | service | owner (/ what an exam key expects)
MATRIX = """
guest-os-patching        | -                   | customer
guest-os-patching        | ec2                 | customer
guest-os-patching        | lightsail           | customer
guest-os-patching        | rds                 | aws
guest-os-patching        | aurora              | aws
guest-os-patching        | lambda              | aws
guest-os-patching        | s3                  | aws
guest-os-patching        | dynamodb            | aws
guest-os-patching        | fargate             | aws
guest-os-patching        | ecs-ec2             | customer
guest-os-patching        | vpc                 | none
guest-os-patching        | ebs                 | none
guest-os-patching        | eks-node-groups     | depends/customer
guest-os-patching        | eks-auto-mode       | aws
guest-os-patching        | rds-custom-oracle   | shared/customer
guest-os-patching        | elastic-beanstalk   | depends/shared
guest-os-patching        | infrastructure      | customer
guest-os-patching        | container           | aws
guest-os-patching        | abstracted          | aws
os-patching              | -                   | depends/customer
os-patching              | ec2                 | customer
os-patching              | rds                 | aws
os-patching              | lambda-edge         | aws
os-patching              | documentdb          | aws
operating-system         | dynamodb            | aws
host-os-patching         | ec2                 | aws
host-os-patching         | s3                  | aws
hypervisor               | ec2                 | aws
hypervisor               | storage-gateway     | customer
hypervisor               | direct-connect      | none
hardware-maintenance     | ec2                 | aws
hardware-maintenance     | outposts            | aws
hardware-maintenance     | lambda              | aws
media-sanitization       | snow-family         | aws
firmware-updates         | storage-gateway     | customer
power-supply             | rds                 | aws
power-supply             | outposts            | customer
physical-data-center-security | outposts       | customer
physical-data-center-security | snow-family    | shared/shared
infrastructure           | outposts            | shared/shared
infrastructure           | lambda              | aws
edge-locations-security  | outposts            | aws
software-patching        | ec2                 | customer
software-patching        | rds                 | aws
software-patching        | s3                  | aws
software-patching        | dynamodb            | aws
software-patching        | lambda              | depends/aws
patch-management         | -                   | shared/shared
patch-management         | ec2                 | customer
patch-management         | rds                 | aws
database-engine-patching | ec2                 | customer
database-engine-patching | rds                 | aws
database-installation    | rds                 | aws
database-installation    | ec2                 | customer
runtime-environment      | lambda              | depends/aws
service-platform         | dynamodb            | aws
service-platform         | ec2                 | customer
security-groups          | ec2                 | customer
security-groups          | rds                 | customer
security-groups          | lambda              | customer
iam-users-roles-policies | s3                  | customer
iam-users-roles-policies | dynamodb            | customer
customer-data            | s3                  | customer
customer-data            | bedrock             | customer
application-code         | lambda              | customer
application-code         | s3                  | none
db-schema-queries        | rds                 | customer
encryption-at-rest       | -                   | depends/customer
encryption-at-rest       | ebs                 | customer
encryption-at-rest       | s3                  | shared/customer
encryption-at-rest       | dynamodb            | aws
encryption-at-rest       | aurora              | shared/customer
encryption-at-rest       | route53             | none
data-encryption          | dynamodb            | customer
encryption-in-transit    | s3                  | shared/customer
encryption-in-transit    | ec2                 | customer
backups                  | -                   | depends/customer
backups                  | ebs                 | customer
backups                  | ec2                 | customer
backups                  | rds                 | shared/aws
backups                  | aurora              | aws
backups                  | dynamodb            | shared/customer
backups                  | s3                  | customer
capacity-scaling         | ec2                 | customer
capacity-scaling         | dynamodb            | aws
capacity-scaling         | lambda              | aws
capacity-scaling         | rds                 | shared/aws
high-availability        | rds                 | shared/aws
high-availability        | s3                  | aws
multi-az-choice          | ec2                 | customer
multi-az-choice          | s3                  | aws
auto-scaling-configuration | lambda            | aws
logging                  | s3                  | customer
logging                  | rds                 | shared/customer
shared-responsibility-model | -                | shared/shared
security-of-the-cloud    | -                   | aws
security-in-the-cloud    | -                   | customer
inherited-controls       | -                   | aws
zone-security            | -                   | customer
apartment-picture        | -                   | shared/shared
"""

ROWS = [tuple(part.strip() for part in row.split("|")) for row in MATRIX.strip().splitlines()]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(KNOWLEDGE)


@pytest.mark.parametrize(("thing", "service", "expected"), ROWS)
def test_matrix(catalog: Catalog, thing: str, service: str, expected: str) -> None:
    found = owner_on(catalog, catalog.things[thing], None if service == "-" else service)
    assert "/".join(str(side) for side in (found.owner, found.exam_answer) if side) == expected


def test_every_service_has_every_layer(catalog: Catalog) -> None:
    for service in catalog.services:
        for layer in catalog.layers:
            found = cell(catalog, service, layer)
            assert found.owner is not None
            two_sided = found.owner in (Owner.SHARED, Owner.DEPENDS)
            assert (found.exam_answer is not None) == two_sided, f"{service} {layer}"


def test_every_service_says_whether_it_encrypts(catalog: Catalog) -> None:
    for service in catalog.services:
        found = cell(catalog, service, "encryption_at_rest")
        assert (found.default == "not-applicable") == (found.owner is Owner.NONE), service


def test_customers_keep_data_and_access_on_every_service(catalog: Catalog) -> None:
    for service in catalog.services:
        assert cell(catalog, service, "identity_access").owner is Owner.CUSTOMER, service
        assert cell(catalog, service, "data").owner in (Owner.CUSTOMER, Owner.NONE), service


def test_a_layer_that_does_not_exist_says_why(catalog: Catalog) -> None:
    for service in catalog.services:
        for layer in catalog.layers:
            found = cell(catalog, service, layer)
            assert found.owner is not Owner.NONE or found.note, f"{service} {layer}"


def test_there_is_enough_of_everything(catalog: Catalog) -> None:
    assert len(catalog.things) >= 240
    assert len(catalog.services) >= 100
    assert len(catalog.uses) >= 60
    assert {use.verdict for use in catalog.uses.values()} == {*Verdict, None}


def test_every_policy_clause_and_heading_has_uses(catalog: Catalog) -> None:
    uses = catalog.uses.values()
    assert {clause.id for clause in catalog.policy.clauses} <= {use.clause for use in uses}
    rules = (*catalog.policy.headings, *catalog.policy.other_headings)
    assert {rule.id for rule in rules} == {use.heading for use in uses}


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?=\s|$)", text))


def test_explanations_are_three_short_sentences_at_most(catalog: Catalog) -> None:
    for entry in (*catalog.things.values(), *catalog.uses.values()):
        assert 1 <= sentences(entry.explanation) <= 3, entry.id
        assert len(entry.explanation) <= 330, entry.id


def test_texts_end_and_hold_no_dash_tricks(catalog: Catalog) -> None:
    for entry in (*catalog.things.values(), *catalog.uses.values()):
        assert entry.explanation.endswith((".", "?")), entry.id
        assert "NOTES" not in entry.model_dump_json(), entry.id


def test_names_and_aliases_hold_no_signs_that_break_a_line(catalog: Catalog) -> None:
    for entry in (*catalog.things.values(), *catalog.services.values(), *catalog.uses.values()):
        for name in (entry.name, *entry.aliases):
            assert not re.search(r"[\n\t`*|]", name), entry.id


def test_every_entry_has_several_names(catalog: Catalog) -> None:
    for entry in (*catalog.things.values(), *catalog.services.values(), *catalog.uses.values()):
        assert len(entry.aliases) >= 2, entry.id


def test_every_source_is_used(catalog: Catalog) -> None:
    entries = (*catalog.things.values(), *catalog.services.values(), *catalog.uses.values(), catalog.policy)
    used = {url for entry in entries for url in entry.sources}
    assert set(catalog.sources) - used == set()


def test_unverified_entries_are_marked(catalog: Catalog) -> None:
    marked = {use.id for use in catalog.uses.values() if use.unverified}
    assert {
        "lawful-adult-or-sensitive-content",
        "tor-exit-node",
        "cryptomining",
        "private-vpn-server",
    } <= marked


def test_stale_entries_oldest_first(catalog: Catalog) -> None:
    newest = max(thing.checked for thing in catalog.things.values())
    assert stale(catalog, newest, 0) == [
        entry for entry in stale(catalog, newest + timedelta(days=1), 0) if entry.checked < newest
    ]
    everything = stale(catalog, date(2100, 1, 1), 365)
    assert len(everything) == len(catalog.things) + len(catalog.services) + len(catalog.uses) + 1
    assert everything == sorted(everything)


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    for written in write_schemas(tmp_path):
        committed = KNOWLEDGE / "schema" / written.name
        assert committed.read_text() == written.read_text(), "run make schema"


def test_make_schema_writes_next_to_the_knowledge() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.catalog.schema"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[0] == "wrote knowledge/schema/layers.json"


def test_every_field_is_described() -> None:
    for kind, content in schema().items():
        jsonschema.Draft202012Validator.check_schema(content)
        for name, part in content.get("$defs", {}).items():
            for field, described in part.get("properties", {}).items():
                assert described.get("description"), f"{kind}: {field} of {name}"


def typed(value: object) -> object:
    """What an editor sees: numbers and true are no text for it."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    return {"true": True, "false": False, "1": 1, "2": 2, "3": 3}.get(str(value), value)


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_the_files_fit_their_schema(kind) -> None:
    validator = jsonschema.Draft202012Validator(schema()[kind.name])
    for file in (file for pattern in kind.patterns for file in KNOWLEDGE.glob(pattern)):
        content = yaml.load(file.read_text(), Loader=yaml.BaseLoader)
        content = content if kind.name == "words" else typed(content)
        assert [error.message for error in validator.iter_errors(content)] == [], file.name


def test_every_file_names_its_schema() -> None:
    for file in KNOWLEDGE.rglob("*.yaml"):
        if file.name.startswith("words") or file.parent.name == "words":
            continue
        first = file.read_text().splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, file.name
        assert json.loads((file.parent / match[1]).read_text())["title"]


EXAMPLES = re.findall(r"```yaml\n(.*?)```", (KNOWLEDGE / "README.md").read_text(), re.S)


def test_the_readme_shows_every_field_of_every_kind() -> None:
    shown = [typed(yaml.load(example, Loader=yaml.BaseLoader)) for example in EXAMPLES]
    for kind in FILE_KINDS:
        content = schema()[kind.name]
        whole = [example for example in shown if set(example) <= set(content["properties"])]
        assert whole, kind.name
        for part in content.get("$defs", {}).values():
            for field in part.get("properties", {}):
                assert field in json.dumps(whole), f"{kind.name}: {field}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split(":")[0])
def test_the_examples_in_the_readme_fit_the_schema(example: str) -> None:
    content = typed(yaml.load(example, Loader=yaml.BaseLoader))
    assert any(jsonschema.Draft202012Validator(part).is_valid(content) for part in schema().values())
