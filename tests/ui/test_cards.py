"""The wording of each card, from answers made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from bot.catalog.model import Cell, Owner
from bot.lookup.answer import Answer, Kind, Outcome, Reason
from bot.ui.cards.card import MAX_BLOCKS, MAX_TEXT, Block, Card, Tone, fit
from bot.ui.choices import answer_view
from bot.ui.render import (
    Trouble,
    answer_card,
    help_card,
    mention_hint_card,
    offered,
    policy_card,
    trouble_card,
)
from tests.ui.samples import CATALOG, CITED, about, about_use, asked_back, choice, declined
from tests.ui.test_escape import TEXTS


def shown(answer: Answer) -> str:
    return answer_card(answer, CATALOG).text


def head(answer: Answer) -> str:
    return answer_card(answer, CATALOG).head.removeprefix("### ")


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (about("data-center-guards"), "▲ AWS is responsible."),
        (about("customer-data"), "● You (the customer) are responsible."),
        (about("patching"), "◆ Shared: AWS does a part, you do a part."),
        (about("os-patching"), "◇ It depends on the service."),
        (about("os-patching", "lambda", verdict=None), "○ Nobody: there is no such layer here."),
    ],
)
def test_the_owner_comes_first_in_words_and_with_a_mark(answer, line):
    assert head(answer) == line


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (about("data-center-guards", yes_no="yes", party=Owner.AWS), "Yes. ▲ AWS is responsible."),
        (about("data-center-guards", yes_no="no", party=Owner.CUSTOMER), "No. ▲ AWS is responsible."),
        (
            about("patching", yes_no="yes", party=Owner.AWS),
            "Yes, in part. ◆ Shared: AWS does a part, you do a part.",
        ),
        (
            about("patching", yes_no="no", party=Owner.AWS),
            "No, not alone. ◆ Shared: AWS does a part, you do a part.",
        ),
        (
            about("os-patching", yes_no="yes", party=Owner.CUSTOMER),
            "Exam keys say yes. ◇ It depends on the service.",
        ),
    ],
)
def test_a_yes_no_question_gets_its_yes_or_no_first(answer, line):
    assert head(answer) == line


@pytest.mark.parametrize("yes_no", ["yes", "no"])
@pytest.mark.parametrize("thing_id", ["data-center-guards", "customer-data", "patching", "os-patching"])
def test_a_negated_question_never_gets_a_bare_yes_or_no(thing_id, yes_no):
    line = head(about(thing_id, yes_no=yes_no, party=Owner.AWS, negated=True))
    assert not line.lower().startswith(("yes", "no"))
    assert line.startswith(
        ("▲ AWS does that; you need not.", "● You (the customer) do that; AWS does not.", "◆ Both", "◇ That")
    )


def test_what_an_exam_key_expects_stands_beside_the_documentation():
    text = shown(about("patching"))
    assert "**AWS documentation:** shared." in text
    assert "**An exam key expects:** ● You (the customer)." in text
    assert "exam key" not in shown(about("customer-data"))


def test_the_split_example_tip_contested_points_and_sources_are_there():
    text = shown(about("patching"))
    assert "▲ **AWS:** Hosts.\n● **You:** Guests." in text
    assert "Keys say customer, AWS says shared." in text
    assert "[The model](https://aws.example/model) · checked 2026-11-23" in text
    assert "**Picture it:** The landlord locks the house." in shown(about("data-center-guards"))
    assert "**Exam tip:** Always yours." in shown(about("customer-data"))


def test_the_shift_over_the_models_names_a_service_for_each():
    thing_without_exception = replace(
        about("os-patching"), thing=CATALOG.things["os-patching"].model_copy(update={"on": {}})
    )
    assert (
        "**How it shifts**\nIaaS, such as Amazon EC2: ● you\nManaged, such as Amazon RDS: ▲ AWS\n"
        "Serverless, such as AWS Lambda: ▲ AWS" in shown(thing_without_exception)
    )
    assert "How it shifts" not in shown(about("os-patching", "ec2"))
    assert "How it shifts" not in shown(about("customer-data"))


def test_a_named_service_stands_in_the_subject_and_hides_a_split_that_does_not_apply():
    text = shown(about("patching", "rds", verdict=Owner.AWS))
    assert "**Patching** · Amazon RDS" in text
    assert "Hosts." not in text


def test_a_service_that_turns_the_owner_round_hides_the_example_and_tip_and_says_why():
    turned = about(
        "data-center-guards", "rds", verdict=Owner.CUSTOMER, cell=Cell(owner=Owner.CUSTOMER, note="Yours.")
    )
    text = shown(turned)
    assert "Picture it" not in text
    assert "Yours." in text
    assert "Picture it" in shown(about("data-center-guards", "rds"))
    assert shown(replace(turned, explanation="So: Yours. Indeed.")).count("Yours.") == 1


def test_a_service_card_groups_its_layers_by_owner_in_words():
    answer = Answer(
        query="rds",
        outcome=Outcome.ANSWER,
        kind=Kind.SERVICE,
        service=CATALOG.services["rds"],
        sources=(CITED,),
    )
    text = shown(answer)
    assert "▲ **AWS:** Buildings · Guest OS" in text
    assert "● **You (the customer):** Data" in text
    assert "◆ **Shared:** Backup (exam key: ▲ AWS)" in text
    assert "No connections until you allow them." in text
    lambda_text = shown(replace(answer, service=CATALOG.services["lambda"]))
    assert "○ **Not there:** Backup" in lambda_text


def test_an_overview_says_what_one_side_carries_always_and_sometimes():
    answer = Answer(query="q", outcome=Outcome.ANSWER, kind=Kind.OVERVIEW, party=Owner.AWS)
    text = shown(answer)
    assert text.startswith("### ▲ AWS: security **of** the cloud")
    assert "**Always:** Buildings" in text
    assert "**On some services:** Guest OS" in text
    assert "- Data center guards" in text
    both = shown(replace(answer, party=None))
    assert "▲ AWS: security" in both and "● You (the customer): security" in both


def test_an_overview_on_a_service_begins_with_the_side_that_was_asked():
    answer = Answer(
        query="q",
        outcome=Outcome.ANSWER,
        kind=Kind.OVERVIEW,
        party=Owner.CUSTOMER,
        service=CATALOG.services["rds"],
    )
    lines = shown(answer).splitlines()
    assert lines[0] == "### ● What you (the customer) carry: Amazon RDS"
    assert lines[1] == "● **You (the customer):** Data"


def test_a_comparison_shows_both_entries_one_below_the_other():
    compared = (CATALOG.things["patching"], CATALOG.things["customer-data"])
    text = shown(Answer(query="q", outcome=Outcome.ANSWER, kind=Kind.COMPARISON, compared=compared))
    assert text.startswith("### Patching and Customer data")
    assert "**Patching**\n◆ Shared (exam key: ● you)" in text
    assert "**Customer data**\n● You (the customer)" in text


@pytest.mark.parametrize(
    ("use_id", "lines"),
    [
        ("spam", ["### ✕ Prohibited: Sending spam", "**In today's policy:** Spam", "No e-mail abuse"]),
        (
            "ddos-test",
            [
                "### △ Allowed only if a condition holds: A simulated",
                "**Only if:** A partner of AWS runs it.",
            ],
        ),
        ("game-server", ["### ✓ Allowed: A game server", "**Topic:** Security testing"]),
        ("report", ["### ⓘ Reporting abuse", "- Times\n- Logs"]),
        (None, ["### Acceptable Use Policy", "✕ Spam", "1\\. No e-mail abuse", "Everyone."]),
    ],
)
def test_the_policy_in_words(use_id, lines):
    text = shown(about_use(use_id))
    assert all(line in text for line in lines), text


def test_the_policy_at_a_glance_is_the_same_without_a_question():
    assert policy_card(CATALOG) == answer_card(about_use(None), CATALOG)


def test_asking_back_offers_three_different_entries_at_most():
    choices = [choice(f"thing-{place}", f"Thing {place}") for place in range(5)]
    answer = asked_back(choices[0], choices[0], *choices[1:], query="some <@1> thing")
    assert [each.id for each in offered(answer)] == ["thing-0", "thing-1", "thing-2"]
    text = shown(answer)
    assert "Did you mean" in text and "- Thing 2" in text and "Thing 3" not in text
    assert "<@1>" not in text


def test_a_choice_on_a_service_names_it():
    assert "- Patching on Amazon RDS" in shown(asked_back(choice("patching", "Patching", service_id="rds")))


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_for_declining_has_its_own_line_and_says_what_can_be_asked(reason):
    others = [head(declined(other)) for other in Reason if other is not reason]
    assert head(declined(reason)) not in others
    assert shown(declined(reason)).count("- `/") == 3


def test_a_text_that_is_too_long_is_not_shown_back():
    assert "aaaa" not in shown(declined(Reason.TOO_LONG, "a" * 400))
    assert "“\u2068pizza\u2069”" in shown(declined(Reason.NOT_KNOWN, "pizza"))


@pytest.mark.parametrize("trouble", list(Trouble))
def test_each_trouble_has_a_sentence(trouble):
    assert trouble_card(trouble).head.endswith(".")


def test_only_an_error_of_ours_shows_a_reference():
    assert "abc123" in trouble_card(Trouble.BROKEN, "abc123").text
    assert "abc123" not in trouble_card(Trouble.OUTDATED, "abc123").text


def test_the_help_shows_mentions_only_where_they_are_answered():
    assert "**@Respo**" in help_card(True, "Respo").text
    assert "@Respo" not in help_card(False, "Respo").text
    assert "/help" in mention_hint_card().text


def test_a_practice_question_is_sent_to_where_it_is_solved():
    assert "`/solve`" in help_card(True, "Respo").text
    assert "**Solve this question**" in help_card(True, "Respo").text
    assert "`/solve`" in head(declined(Reason.TOO_LONG))


def test_a_card_longer_than_a_screen_loses_its_example_before_its_contested_points():
    blocks = (Block("a" * 600, 0), Block("e" * 500, 5), Block("c" * 500, 4), Block("t" * 200, 3))
    kept = fit(Card(Tone.PLAIN, "head", blocks, "[x](https://aws.example/" + "long" * 100 + ")"))
    assert [block.text[0] for block in kept.blocks] == ["a", "c", "t"]
    assert fit(Card(Tone.PLAIN, "h", (Block("a" * 3000, 0),))).blocks[0].text == "a" * 3000


def test_a_card_that_is_too_long_loses_its_least_important_blocks():
    blocks = tuple(Block(str(place) * 1000, rank) for place, rank in enumerate([0, 3, 1, 3, 2]))
    kept = fit(Card(Tone.PLAIN, "head", blocks, "foot"))
    assert [block.text[0] for block in kept.blocks] == ["0", "2", "4"]
    assert kept.head == "head" and kept.foot == "foot"
    assert len(fit(Card(Tone.PLAIN, "h" * 9000)).text) <= MAX_TEXT
    assert len(fit(Card(Tone.PLAIN, "h", tuple(Block("b") for _ in range(50)))).blocks) == MAX_BLOCKS


@given(TEXTS)
def test_any_question_shown_back_stays_within_discords_limits(query):
    for answer in (declined(Reason.NOT_KNOWN, query), asked_back(choice("x", "X"), query=query)):
        view = answer_view(answer, CATALOG, 7)
        json.dumps(view.to_components()).encode("utf-8")
        assert 0 < len(answer_card(answer, CATALOG).text) <= MAX_TEXT
