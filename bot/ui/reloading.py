"""The loop by which a running bot notices an edited knowledge base by itself (the setting RELOAD)."""

from __future__ import annotations

from discord.ext import commands, tasks

from bot.services.knowledge import Knowledge
from bot.services.reloading import Watch

EVERY_SECONDS = 1.0
"""How often the files are looked at; an edit is in force two to three looks later."""


class Reloading(commands.Cog):
    """Runs while the bot does."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._watch = Watch(knowledge)

    async def cog_load(self) -> None:
        """Starts looking."""
        self.look.start()

    async def cog_unload(self) -> None:
        """Stops looking."""
        self.look.cancel()

    @tasks.loop(seconds=EVERY_SECONDS)
    async def look(self) -> None:
        """One look at the files."""
        await self._watch.look()
