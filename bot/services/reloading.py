"""Taking over an edited knowledge base while the bot runs: when, and what is logged."""

from __future__ import annotations

import logging

from bot.catalog.load import KnowledgeError
from bot.services.knowledge import Knowledge, Stamp

log = logging.getLogger(__name__)


async def take_over(knowledge: Knowledge) -> bool:
    """Reads the knowledge base anew; never raises. True where the bot answers out of it from now on.

    A broken one is refused with all its mistakes in the log, and the old one stays in force.
    """
    try:
        await knowledge.reload()
    except KnowledgeError as error:
        # Without the way through our code: the author wants the mistakes only.
        bare = error.with_traceback(None)
        log.error("The edited knowledge base is refused; the old one stays in force", exc_info=bare)
        return False
    except Exception:  # a mistake of ours, which must not end what waits for the next edit
        log.exception("The edited knowledge base could not be taken over; the old one stays in force")
        return False
    catalog = knowledge.lookup.catalog
    log.info(
        "The edited knowledge base is in force: %d things, %d services, %d uses",
        len(catalog.things),
        len(catalog.services),
        len(catalog.uses),
    )
    return True


class Watch:
    """Looks at the files again and again, and takes over what was edited once it has been left alone."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._last: Stamp = knowledge.stamp

    async def look(self) -> bool | None:
        """One look: None while there is nothing to do, else whether the edited one is in force now."""
        seen, before = self._knowledge.written(), self._last
        self._last = seen
        # Twice the same: whoever edits has finished writing for now.
        if seen == self._knowledge.stamp or seen != before:
            return None
        return await take_over(self._knowledge)
