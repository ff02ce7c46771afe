"""Error reports: what leaves this computer names places in the code, never a member's words."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.transport import Transport

from bot.ops.reports import start_reports, strip

PRIVATE = "who patches my secret server"


class Kept(Transport):
    """Takes events instead of sending them."""

    events: list[dict[str, Any]]

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(options)
        type(self).events = []

    def capture_envelope(self, envelope: Any) -> None:
        event = envelope.get_event()
        if event is not None:
            self.events.append(event)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    plain = sentry_sdk.init
    monkeypatch.setattr(sentry_sdk, "init", lambda **options: plain(**options, transport=Kept))
    start_reports("https://key@errors.invalid/1", release="responsibot@0")
    return Kept.events


def test_an_error_is_reported_without_what_was_typed(sent: list[dict[str, Any]]) -> None:
    question = PRIVATE
    logging.getLogger("bot.ui").warning("asked: %s", question)
    try:
        raise RuntimeError(question)
    except RuntimeError:
        logging.getLogger("bot.ui").exception("error %s in %s", "a1b2", question)
    (event,) = sent
    sentry_sdk.get_client().close(0)
    assert PRIVATE not in repr(event)
    (error,) = event["exception"]["values"]
    assert error["type"] == "RuntimeError"
    assert error["stacktrace"]["frames"][-1]["function"] == "test_an_error_is_reported_without_what_was_typed"
    assert event["logentry"] == {"message": "error %s in %s"}
    assert event["release"] == "responsibot@0"


def test_a_field_that_sentry_may_add_is_dropped() -> None:
    event = {
        "event_id": "1",
        "user": {"id": PRIVATE},
        "request": PRIVATE,
        "breadcrumbs": [PRIVATE],
        "tags": PRIVATE,
    }
    assert strip(event, {}) == {"event_id": "1"}
