"""Text as people type it -> plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.text import fold, looks_like_code, stem, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Who\N{RIGHT SINGLE QUOTATION MARK}s responsible for AWS's MFA?", "who is responsible for aws mfa"),
        ("I don't need to patch", "i do not need to patch"),
        ("isn\N{RIGHT SINGLE QUOTATION MARK}t it mine", "is not it mine"),
        ("data-centre/HVAC & power", "data centre hvac and power"),
        ("ÉLECTRICITÉ", "electricite"),
        ("\N{FULLWIDTH LATIN SMALL LETTER E}c2", "ec2"),
        ("patch it 🤷‍♀️🔥", "patch it"),
        ("TLS 1.2 on port 443", "tls 1.2 on port 443"),
        ("dont u think", "do not you think"),
        ("…", ""),
    ],
)
def test_plain_words(text: str, plain: str) -> None:
    assert " ".join(words(text)) == plain


@given(st.text(max_size=400))
def test_any_text_gives_plain_words(text: str) -> None:
    for word in words(text):
        assert word
        assert word == word.strip().lower()
        assert " " not in word


@given(st.text(max_size=400))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_short_names_and_numbers_keep_their_form() -> None:
    assert [stem(w) for w in ("ec2", "kms", "acls", "s3", "rds")] == ["ec2", "kms", "acl", "s3", "rds"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{7*7}}", "' UNION SELECT password FROM users --", "${jndi:ldap}"]
)
def test_code_is_not_a_question(text: str) -> None:
    assert looks_like_code(text)


@pytest.mark.parametrize("text", ["who patches the OS on EC2?", "0.0.0.0/0 on port 22 (SSH)", "MFA + SSO?"])
def test_a_question_is_not_code(text: str) -> None:
    assert not looks_like_code(text)
