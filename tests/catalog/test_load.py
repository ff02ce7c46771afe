"""Loading: a sound folder gives a catalog, a broken one every mistake with file, line and sentence."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest

from bot.catalog.load import KnowledgeError, default_directory, load
from bot.catalog.matrix import owner_on
from bot.catalog.model import Owner
from tests.catalog.folder import SOURCE, edit, write_folder

LAYERS, SERVICES, THINGS = "layers.yaml", "services/compute.yaml", "things/compute.yaml"
USES, POLICY, SOURCES, WORDS = "uses/message-abuse.yaml", "policy.yaml", "sources.yaml", "words.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    assert str(caught.value).splitlines() == [str(mistake) for mistake in caught.value.mistakes]
    return str(caught.value).splitlines()


def test_a_sound_folder_loads(folder: Path) -> None:
    catalog = load(folder)
    assert catalog.things["guest-os-patching"].follows_layer
    assert catalog.services["ec2"].cells["guest_os"].owner is Owner.DEPENDS
    assert catalog.sources[SOURCE].read == "stored copy"


def test_equal_files_give_an_equal_catalog(folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / "copy" / "knowledge")
    assert load(folder) == load(other)


def test_a_catalog_cannot_be_changed(folder: Path) -> None:
    catalog = load(folder)
    with pytest.raises(TypeError):
        catalog.things["x"] = catalog.things["guest-os-patching"]  # type: ignore[index]
    with pytest.raises(TypeError):
        catalog.services["ec2"].cells["data"] = None  # type: ignore[index]
    with pytest.raises(ValueError):
        catalog.things["guest-os-patching"].owner = Owner.AWS  # type: ignore[misc]


ONE_MISTAKE = [
    pytest.param(
        THINGS,
        "owner: shared",
        "owner: amazon",
        '7: owner must be aws, customer, shared or depends, not "amazon"',
        id="owner of a thing",
    ),
    pytest.param(
        THINGS,
        "owner: shared",
        "owner: none",
        '7: owner must be aws, customer, shared or depends, not "none"',
        id="a thing always has an owner",
    ),
    pytest.param(
        THINGS,
        "exam_answer: customer",
        "exam_answer: depends",
        '8: exam_answer must be aws, customer or shared, not "depends"',
        id="exam answer of a thing",
    ),
    pytest.param(
        THINGS,
        "    exam_answer: customer\n",
        "",
        "7: exam_answer is missing: owner is shared, so say aws, customer or shared",
        id="exam answer left out",
    ),
    pytest.param(
        THINGS,
        "owner: customer\n        reason",
        "owner: customer\n        exam_answer: aws\n        reason",
        "18: exam_answer is only for an owner that is shared or depends; here it is customer",
        id="exam answer beside one owner",
    ),
    pytest.param(
        THINGS,
        "    split:\n      aws: One half.\n      customer: The other half.\n",
        "",
        "7: split is missing: say who does what, as owner is shared",
        id="shared without split",
    ),
    pytest.param(
        THINGS,
        "    name: Guest OS patching\n",
        "",
        "2: name is missing",
        id="missing field",
    ),
    pytest.param(
        THINGS,
        "name: Guest OS patching",
        "name:",
        "3: name is empty; write something there or remove the line",
        id="empty value",
    ),
    pytest.param(
        THINGS,
        "owner: shared",
        "owner: shared\n    owner: aws",
        "8: owner is written twice here (first on line 7)",
        id="repeated field",
    ),
    pytest.param(
        THINGS,
        "follows_layer: true",
        "follows_layer: yes",
        '10: follows_layer must be true or false, not "yes"',
        id="yes is text",
    ),
    pytest.param(
        THINGS,
        "exam_weight: 3",
        "exam_weight: 012",
        '19: exam_weight must be a whole number from 1 to 3, not "012"',
        id="a number out of range",
    ),
    pytest.param(
        THINGS,
        "checked: 2026-11-23",
        "checked: 23.11.2026",
        '22: checked must be a day written like 2026-11-23, not "23.11.2026"',
        id="a date in another order",
    ),
    pytest.param(
        THINGS,
        "checked: 2026-11-23",
        "checked: 20",
        '22: checked must be a day written like 2026-11-23, not "20"',
        id="a number is no date",
    ),
    pytest.param(
        THINGS,
        "id: guest-os-patching",
        "id: Guest_OS",
        '2: id must be small letters, digits and hyphens (guest-os-patching), not "Guest_OS"',
        id="shape of an id",
    ),
    pytest.param(
        THINGS,
        "topic: compute",
        "topic: storage",
        '4: topic must be compute, as the file is called, not "storage"',
        id="topic is the file",
    ),
    pytest.param(
        THINGS,
        "layer: guest_os",
        "layer: guest",
        "9: there is no layer guest; did you mean guest_os?",
        id="unknown layer",
    ),
    pytest.param(
        THINGS,
        "      ec2:\n",
        "      ec3:\n",
        "16: there is no service ec3",
        id="unknown service in on",
    ),
    pytest.param(
        THINGS,
        "follows_layer: true",
        "only_on: [s3]",
        "10: there is no service s3",
        id="unknown service in only_on",
    ),
    pytest.param(
        THINGS,
        f"- {SOURCE}",
        "- https://example.com/other",
        "21: https://example.com/other is not in sources.yaml; add it there with how it was read",
        id="unknown source",
    ),
    pytest.param(
        THINGS,
        f"- {SOURCE}",
        "- example.com",
        '21: sources, entry 1, must be an address that starts with https://, not "example.com"',
        id="no address",
    ),
    pytest.param(
        THINGS,
        f"sources:\n      - {SOURCE}",
        "sources: []",
        "20: sources needs at least 1 entry",
        id="no source",
    ),
    pytest.param(
        THINGS,
        "aliases:\n      - patching the guest",
        "aliases: patching the guest",
        "5: aliases must be a list: one line with a dash for each",
        id="text where a list belongs",
    ),
    pytest.param(
        THINGS,
        "explanation: It is so.",
        "explanation: [It, is so.]",
        "11: explanation must be text, not a list or fields",
        id="list where text belongs",
    ),
    pytest.param(
        THINGS,
        "split:\n      aws: One half.\n      customer: The other half.",
        "split: half and half",
        '12: split must hold fields of its own, further indented, not "half and half"',
        id="text where fields belong",
    ),
    pytest.param(
        THINGS,
        "aws: One half.",
        "amazon: One half.\n      aws: One half.",
        "13: amazon of split is no field here; the fields are aws and customer",
        id="unknown field",
    ),
    pytest.param(
        THINGS,
        "things:\n",
        "# nothing\n",
        "2: the file must start with things:",
        id="heading missing",
    ),
    pytest.param(
        THINGS,
        "things:",
        "stuff: [x]\nthings:",
        "1: stuff is no heading here; a file of things starts with things:",
        id="unknown heading",
    ),
    pytest.param(
        THINGS,
        "    name: Guest",
        "\tname: Guest",
        "3: a tab stands at the start of this line; YAML wants spaces there",
        id="tab",
    ),
    pytest.param(
        THINGS,
        "explanation: It is so.",
        "explanation: Note: it is so.",
        "11: this is not valid YAML: a text that holds a colon and a space needs quotes around it",
        id="colon in text",
    ),
    pytest.param(
        THINGS,
        "explanation: It is so.",
        "explanation: *so",
        "11: this is not valid YAML: a text that starts with * needs quotes around it",
        id="star in text",
    ),
    pytest.param(
        THINGS,
        "aws: One half.\n      customer: The other half.",
        "aws: &half One half.\n      customer: *half",
        "13: an alias (*name) is used here; write the text out instead",
        id="YAML alias",
    ),
    pytest.param(
        SERVICES,
        "        note: It depends on the day.\n",
        "",
        "10: note is missing: guest_os differs from the service model, so say why",
        id="deviation without why",
    ),
    pytest.param(
        SERVICES,
        "owner: depends\n        exam_answer: customer\n",
        "exam_answer: customer\n",
        "11: exam_answer is only for an owner that is shared or depends; here it is customer",
        id="exam answer beside the model's one owner",
    ),
    pytest.param(
        SERVICES,
        "note: It",
        "default: always\n        note: It",
        "13: default belongs to encryption_at_rest only",
        id="default elsewhere",
    ),
    pytest.param(
        SERVICES,
        "note: It",
        "default: sometimes\n        note: It",
        "13: default of cells.guest_os must be always, on-by-default, optional or not-applicable, "
        'not "sometimes"',
        id="default in other words",
    ),
    pytest.param(
        SERVICES,
        "        owner: depends\n        exam_answer: customer\n        note: It depends on the day.\n",
        "        {}\n",
        "10: guest_os says nothing; give owner, note or remove the line",
        id="a cell that says nothing",
    ),
    pytest.param(
        THINGS,
        "- patching the guest",
        "- patching the guest\n      - patching the guest",
        '7: "patching the guest" is written twice in this entry',
        id="alias written twice",
    ),
    pytest.param(
        THINGS,
        "exam_weight: 3",
        "[exam_weight]: 3\n    exam_weight: 3",
        "19: the name of a field must be plain text",
        id="a field without a plain name",
    ),
    pytest.param(
        THINGS,
        "      - patching the guest",
        "      - patching the guest\n      -",
        "7: aliases is empty; write something there or remove the line",
        id="an empty item",
    ),
    pytest.param(
        SERVICES,
        "owner: depends",
        "owner: amazon",
        '11: owner of cells.guest_os must be aws, customer, shared, depends or none, not "amazon"',
        id="owner of a cell",
    ),
    pytest.param(
        SERVICES,
        "model: infrastructure",
        "model: iaas",
        "7: there is no service model iaas",
        id="unknown model",
    ),
    pytest.param(
        LAYERS,
        "      encryption_at_rest:\n        owner: shared\n        exam_answer: customer\n",
        "",
        "16: the layer encryption_at_rest is missing; a service model names every layer",
        id="a model without a layer",
    ),
    pytest.param(
        LAYERS,
        "owner: aws",
        "note: Nobody.",
        "17: owner of physical is missing",
        id="a model without an owner",
    ),
    pytest.param(
        USES,
        "    condition: Never.\n",
        "",
        "8: condition is missing: a conditional use is allowed only if what?",
        id="conditional without condition",
    ),
    pytest.param(
        USES,
        "verdict: conditional",
        "verdict: prohibited",
        "9: condition belongs to uses with the verdict conditional only",
        id="condition without conditional",
    ),
    pytest.param(
        USES,
        "verdict: conditional",
        "verdict: forbidden",
        '8: verdict must be prohibited, conditional or allowed, not "forbidden"',
        id="verdict",
    ),
    pytest.param(
        USES,
        "clause: unsolicited",
        "clause: spam",
        '7: clause must be unsolicited, not "spam"',
        id="unknown clause",
    ),
    pytest.param(
        POLICY,
        "        - unsolicited\n",
        "        - spam\n",
        '15: clauses must be unsolicited, not "spam"',
        id="unknown clause of a heading",
    ),
    pytest.param(
        SOURCES,
        "read: stored copy",
        "read: off",
        '3: read must be documentation, stored copy, quotation or not opened, not "off"',
        id="off is text",
    ),
    pytest.param(
        WORDS,
        "concepts: []",
        "concept: []",
        "1: concept is no field here; the fields are concepts, spellings, noise, other, light and foreign",
        id="words",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "sentence"), ONE_MISTAKE)
def test_one_mistake_gives_one_sentence(folder: Path, name: str, old: str, new: str, sentence: str) -> None:
    edit(folder, name, old, new)
    assert mistakes(folder) == [f"knowledge/{name}:{sentence}"]


def test_a_service_may_not_take_the_id_of_a_model(folder: Path) -> None:
    edit(folder, SERVICES, "id: ec2", "id: infrastructure")
    sentence = "knowledge/services/compute.yaml:2: id infrastructure is already taken by a service model"
    assert sentence in mistakes(folder)


def test_every_mistake_is_reported_at_once(folder: Path) -> None:
    edit(folder, THINGS, "owner: shared", "owner: amazon")
    edit(folder, THINGS, "checked: 2026-11-23", "checked: yesterday")
    edit(folder, THINGS, "explanation: It is so.", "explanation:")
    edit(folder, SERVICES, "model: infrastructure", "model: iaas")
    edit(folder, USES, "clause: unsolicited", "clause: spam")
    edit(folder, SOURCES, "read: stored copy", "read: seen")
    assert mistakes(folder) == [
        "knowledge/services/compute.yaml:7: there is no service model iaas",
        "knowledge/sources.yaml:3: read must be "
        'documentation, stored copy, quotation or not opened, not "seen"',
        'knowledge/things/compute.yaml:7: owner must be aws, customer, shared or depends, not "amazon"',
        "knowledge/things/compute.yaml:11: explanation is empty; write something there or remove the line",
        'knowledge/things/compute.yaml:22: checked must be a day written like 2026-11-23, not "yesterday"',
        'knowledge/uses/message-abuse.yaml:7: clause must be unsolicited, not "spam"',
    ]


def test_what_refers_to_a_refused_entry_is_not_called_wrong(folder: Path) -> None:
    edit(folder, SERVICES, "plain_model: IaaS", "plain_model:")
    assert mistakes(folder) == [
        "knowledge/services/compute.yaml:8: plain_model is empty; write something there or remove the line"
    ]


def test_a_list_that_is_left_out_is_missed(folder: Path) -> None:
    text = (folder / LAYERS).read_text()
    (folder / LAYERS).write_text(text[: text.index("service_models:")])
    assert mistakes(folder) == ["knowledge/layers.yaml:1: the heading service_models: is missing"]


def test_a_heading_without_a_list(folder: Path) -> None:
    (folder / SOURCES).write_text("sources:\n")
    assert "knowledge/sources.yaml:1: sources is empty; write something there or remove the line" in mistakes(
        folder
    )


def test_a_service_model_may_stand_where_a_service_does(folder: Path) -> None:
    catalog = load(folder)
    thing = catalog.things["guest-os-patching"].model_copy(
        update={"follows_layer": False, "layer": "physical"}
    )
    assert owner_on(catalog, thing, "infrastructure").owner is Owner.SHARED


def test_an_alias_of_a_service_model_is_taken(folder: Path) -> None:
    edit(folder, SERVICES, "- elastic compute cloud", "- Infrastructure  Services")
    assert mistakes(folder) == [
        'knowledge/layers.yaml:14: "Infrastructure services" is already a name of the service ec2 '
        "(knowledge/services/compute.yaml:2)"
    ]


def test_an_id_taken_twice_names_the_first(folder: Path) -> None:
    first = (folder / THINGS).read_text()
    second = first.replace("compute", "storage").replace("Guest OS", "Other").replace("the guest", "others")
    (folder / "things/storage.yaml").write_text(second)
    assert mistakes(folder) == [
        "knowledge/things/storage.yaml:2: id guest-os-patching is already taken "
        "at knowledge/things/compute.yaml:2"
    ]


def test_an_alias_means_one_entry_of_a_kind(folder: Path) -> None:
    other = (folder / THINGS).read_text().replace("compute", "storage").replace("id: guest", "id: host")
    (folder / "things/storage.yaml").write_text(
        other.replace("Guest OS", "Host OS").replace("- patching the guest", "- Patching the GUEST")
    )
    assert mistakes(folder) == [
        'knowledge/things/storage.yaml:6: "Patching the GUEST" is already a name of '
        "the thing guest-os-patching (knowledge/things/compute.yaml:2)"
    ]


def test_a_thing_and_a_service_may_share_an_alias(folder: Path) -> None:
    edit(folder, THINGS, "- patching the guest", "- elastic compute cloud")
    assert load(folder).things["guest-os-patching"].aliases == ("elastic compute cloud",)


def test_text_is_text(folder: Path) -> None:
    for word in ("off", "no", "012", "12:30", "null", "~", "1e3", "2026-11-23", "0x1F", "true"):
        edit(folder, THINGS, "      - patching the guest\n", f"      - patching the guest\n      - {word}\n")
    aliases = load(folder).things["guest-os-patching"].aliases
    assert set(aliases) >= {"off", "no", "012", "12:30", "null", "~", "1e3", "2026-11-23", "0x1F", "true"}


def test_words_may_be_split_over_files(folder: Path) -> None:
    (folder / "words").mkdir()
    (folder / "words/more.yaml").write_text("noise: [please]\nspellings:\n  centre: center\n")
    (folder / WORDS).write_text("noise: [kindly]\n")
    words = load(folder).words
    assert words.noise == ("kindly", "please")
    assert words.spellings == {"centre": "center"}


def test_no_utf_8(folder: Path) -> None:
    (folder / SOURCES).write_bytes(b"sources:\n  - url: https://example.com/\xff\n")
    assert (
        "knowledge/sources.yaml:2: this is not UTF-8 text; save the file with the encoding UTF-8"
        in mistakes(folder)
    )


def test_a_byte_order_mark_is_no_mistake(folder: Path) -> None:
    file = folder / SOURCES
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load(folder).sources


def test_an_absent_folder(tmp_path: Path) -> None:
    assert mistakes(tmp_path / "nowhere") == ["nowhere:1: there is no such folder"]


def test_an_absent_file(folder: Path) -> None:
    (folder / POLICY).unlink()
    assert mistakes(folder) == ["knowledge/policy.yaml:1: the file with the policy is missing"]


def test_an_empty_file(folder: Path) -> None:
    (folder / POLICY).write_text("")
    assert mistakes(folder) == ["knowledge/policy.yaml:1: the file is empty"]


def test_a_file_that_is_never_read_is_named(folder: Path) -> None:
    (folder / "things/more.yml").write_text("things: []\n")
    assert mistakes(folder)[0].startswith(
        "knowledge/things/more.yml:1: this file is never read; files that are read are"
    )


def test_default_directory_is_the_checkouts() -> None:
    assert (default_directory() / "layers.yaml").is_file()


def test_loading_leaves_the_garbage_collector_as_it_was(folder: Path) -> None:
    load(folder)
    assert gc.isenabled()
    edit(folder, THINGS, "owner: shared", "owner: amazon")
    mistakes(folder)
    assert gc.isenabled()
