"""The REST requests that the stand-in knows, one file a subject."""

from __future__ import annotations

from tests.standin.routes import application, channels, guilds, interactions, messages

ROUTES = [
    *application.ROUTES,
    *guilds.ROUTES,
    *channels.ROUTES,
    *messages.ROUTES,
    *interactions.ROUTES,
]
