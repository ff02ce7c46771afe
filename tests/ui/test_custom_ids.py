"""Ids of buttons in old messages: written, read back, within Discord's limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.answer import Kind
from bot.ui import custom_ids
from bot.ui.choices import PickButton
from bot.ui.custom_ids import MAX_LENGTH, Pick, is_orphan

ENTRY_IDS = st.from_regex(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z").filter(lambda text: len(text) <= 40)
PICKS = st.builds(
    Pick,
    asker=st.integers(0, 2**64 - 1),
    kind=st.sampled_from([Kind.RESPONSIBILITY, Kind.AUP, Kind.SERVICE, None]),
    entry=ENTRY_IDS,
    service=st.none() | ENTRY_IDS,
)


@given(PICKS)
def test_a_pick_is_read_back_as_it_was_written(pick):
    written = pick.write()
    match = Pick.TEMPLATE.fullmatch(written)
    assert match is not None
    assert Pick.read(match) == pick
    assert len(written) <= MAX_LENGTH


def test_the_longest_pick_just_fits():
    assert len(Pick(2**64 - 1, Kind.RESPONSIBILITY, "a" * 40, "b" * 40).write()) == MAX_LENGTH


def test_an_id_in_an_old_message_keeps_its_meaning():
    # Written by the first version; the bot must read it for as long as the message is there.
    match = Pick.TEMPLATE.fullmatch("who:v1:rAAAAAAAAAAcguest-os-patching:rds")
    assert match is not None
    assert Pick.read(match) == Pick(7, Kind.RESPONSIBILITY, "guest-os-patching", "rds")


@pytest.mark.parametrize(
    ("custom_id", "orphan"),
    [
        ("who:v0:7", True),
        ("daily:v9:12:A", True),
        ("solve:v0:form", True),
        ("solve:v1:form", False),
        ("who:v1:rAAAAAAAAAAcguest-os-patching:", False),
        ("0f3c7fb1", False),
        ("confirm", False),
    ],
)
def test_a_button_of_another_version_is_an_orphan(custom_id, orphan):
    assert is_orphan(custom_id) is orphan


def test_every_template_has_its_button():
    assert custom_ids.BUTTONS == (PickButton.__discord_ui_compiled_template__,)
