"""The frame of a question: form, party, negation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Owner
from bot.lookup.frame import Form, Frame, read_frame
from bot.lookup.text import words

AWS, CUSTOMER, SHARED = Owner.AWS, Owner.CUSTOMER, Owner.SHARED


def frame(text: str) -> Frame:
    return read_frame(words(text), text.endswith("?"))


@pytest.mark.parametrize(
    ("text", "party", "negated"),
    [
        ("is AWS responsible for cooling?", AWS, False),
        ("does amazon patch the host", AWS, False),
        ("isn't it Amazon who patches the hypervisor?", AWS, True),
        ("AWS will swap broken disks, won't they?", AWS, False),
        ("the cables are handled by AWS, right?", AWS, False),
        ("can I leave the backups to AWS?", AWS, False),
        ("is that amazons fault?", AWS, False),
        ("do I have to patch RDS?", CUSTOMER, False),
        ("I don't need to guard the building, right?", CUSTOMER, True),
        ("am i the one who sets up MFA", CUSTOMER, False),
        ("is the firewall my job?", CUSTOMER, False),
        ("must customers train their own staff", CUSTOMER, False),
        ("so MFA is on us?", CUSTOMER, False),
        ("is patching shared?", SHARED, False),
    ],
)
def test_yes_no_questions_name_a_party(text: str, party: Owner, negated: bool) -> None:
    read = frame(text)
    assert (read.form, read.party, read.negated) == (Form.YES_NO, party, negated)


@pytest.mark.parametrize(
    "text",
    [
        "who patches EC2?",
        "encrypting data - me or AWS?",
        "whose job is MFA",
        "do i patch it myself or does amazon do it",
        "what do i have to patch on ec2",
        "when a disk dies who swaps it",
    ],
)
def test_other_questions_are_no_yes_no(text: str) -> None:
    assert frame(text).form is Form.WHO


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("can I host a game server on AWS?", Form.PERMISSION),
        ("is port scanning allowed?", Form.PERMISSION),
        ("will i get banned for spam", Form.PERMISSION),
        ("does AWS allow mining", Form.PERMISSION),
        ("how much does S3 cost", Form.PRICE),
        ("how do I launch an instance", Form.HOW_TO),
        ("how many regions does AWS have", Form.INFO),
        ("which support plan has a TAM", Form.INFO),
        ("what is client-side encryption", Form.DEFINE),
        ("security groups", Form.PHRASE),
    ],
)
def test_forms(text: str, form: Form) -> None:
    assert frame(text).form is form


@pytest.mark.parametrize(
    ("text", "party", "rest"),
    [
        ("what is AWS responsible for?", AWS, ""),
        ("what does the customer own on RDS", CUSTOMER, "on rds"),
        ("what are my responsibilities on EC2?", CUSTOMER, "on ec2"),
        ("list the customer's duties", CUSTOMER, ""),
    ],
)
def test_overviews(text: str, party: Owner, rest: str) -> None:
    read = frame(text)
    assert (read.form, read.party, read.rest) == (Form.OVERVIEW, party, rest)


def test_a_comparison_has_two_sides() -> None:
    read = frame("what's the difference between security groups and network ACLs?")
    assert (read.form, read.sides) == (Form.COMPARISON, ("security groups", "network acls"))


@given(st.text(max_size=300))
def test_any_text_has_a_frame(text: str) -> None:
    assert frame(text).form in Form
