"""Whatever a member types, shown back it does nothing: no ping, no link, no markdown, no broken line."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.escape import authored, clamp, typed

# fmt: off
PIECES = [
    "@everyone", "@here", "<@1>", "<@&2>", "<#3>", "</who:4>", "<t:1:R>", "<:x:5>",
    "**", "__", "~~", "||", "`", "```", "[a](https://b.example)",
    "https://b.example", "\n# ", "\n- ", "> ", "\\", "\u202e", "\u2066", "\u200f",
    "é", "\x00", "\ud800", "👩\u200d💻", "مرحبا", "\u0301" * 9, "word",
]
# fmt: on

# Any text there is, lone surrogates and all, and pieces that would do something, mixed.
TEXTS = st.one_of(
    st.text(st.characters(), max_size=400),
    st.lists(
        st.sampled_from(PIECES),
        max_size=60,
    ).map("".join),
)
ISOLATES = "\u2068\u2069"


def inner(text: str) -> str:
    shown = typed(text)
    assert shown[0] == ISOLATES[0] and shown[-1] == ISOLATES[1]
    return shown[1:-1]


@given(TEXTS)
def test_nothing_that_was_typed_pings(text):
    shown = typed(text)
    assert "@everyone" not in shown and "@here" not in shown
    assert not re.search(r"<(@[!&]?|#)\d+>", shown)


@given(TEXTS)
def test_no_markup_is_left_unescaped(text):
    # An even number of backslashes before a mark would leave it active.
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~|`\[\]<>]", inner(text))


@given(TEXTS)
def test_no_link_is_left(text):
    shown = typed(text)
    assert "://" not in shown and "](" not in shown.replace("\\](", "")


@given(TEXTS)
def test_it_stays_on_one_line_without_marks_that_turn_the_direction(text):
    shown = inner(text)
    assert "\n" not in shown and "\r" not in shown
    allowed = {"\u200b"}  # ours, to break a mention
    assert not [
        char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in allowed
    ]


@given(TEXTS, st.integers(1, 120))
def test_it_is_short_and_can_be_sent(text, limit):
    shown = typed(text, limit)
    assert len(shown) <= 2 * limit + 2
    shown.encode("utf-8")


def test_what_a_member_typed_can_still_be_read():
    assert inner("who   patches\nthe OS on RDS?") == "who patches the OS on RDS?"
    assert inner("s3:*") == "s3:\\*"
    assert inner("a" * 200) == "a" * 119 + "…"
    assert inner("مرحبا") == "مرحبا"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("s3:* and AWS_KEY", "s3:\\* and AWS\\_KEY"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("-# no small print", "\\-# no small print"),
        ("1. no list", "1\\. no list"),
        ("client-side, 0.0.0.0/0 and 24 hours", "client-side, 0.0.0.0/0 and 24 hours"),
    ],
)
def test_what_an_author_wrote_is_shown_as_written(text, shown):
    assert authored(text) == shown


def test_labels_are_cut_with_an_ellipsis():
    assert clamp("abcdef", 6) == "abcdef"
    assert clamp("abc def", 5) == "abc…"
