"""Error reports to Sentry: where in our code it broke, and nothing that a member typed or is called."""

from __future__ import annotations

from typing import Any

import sentry_sdk

KEPT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment", "sdk")
"""Fields of an event that say nothing about a member; all others are dropped or rebuilt below."""

KEPT_OF_FRAME = ("filename", "abs_path", "module", "function", "lineno", "in_app")
"""Of a line of the traceback: where it is, never the values of its variables."""


def start_reports(dsn: str, release: str) -> None:
    """Sends every logged error to the Sentry project of `dsn`. ValueError: that is no such address."""
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        server_name="",
        before_send=strip,
    )


def strip(event: Any, hint: dict[str, Any]) -> Any:
    """The event without messages, names, ids and variables: kinds of errors and places in the code."""
    stripped = _only(KEPT, event)
    log_line = event.get("logentry", {}).get("message")
    if log_line:
        # The pattern as it stands in our code ("error %s in %s"), without what was filled in.
        stripped["logentry"] = {"message": log_line}
    errors = event.get("exception", {}).get("values", [])
    if errors:
        stripped["exception"] = {"values": [_strip_error(error) for error in errors]}
    return stripped


def _strip_error(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames", [])
    return {
        "type": error.get("type"),
        "module": error.get("module"),
        "value": "",
        "stacktrace": {
            "frames": [{key: frame[key] for key in KEPT_OF_FRAME if key in frame} for frame in frames]
        },
    }


def _only(names: tuple[str, ...], fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in names if name in fields}
