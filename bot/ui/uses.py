"""Asking the Acceptable Use Policy: `/aup` with its autocomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.services import lookups
from bot.ui import layout, render
from bot.ui.choices import answer_view
from bot.ui.everywhere import everywhere
from bot.ui.lookups import Names, completed

if TYPE_CHECKING:
    from bot.ui.client import ResponsiBot


class Uses(commands.Cog):
    """The policy command."""

    def __init__(self, bot: ResponsiBot) -> None:
        self.bot = bot

    @everywhere
    @app_commands.command(description="May I do this on AWS? The Acceptable Use Policy")
    @app_commands.describe(use="What you want to do; leave it out for the policy at a glance")
    async def aup(self, interaction: discord.Interaction[ResponsiBot], use: str | None = None) -> None:
        """Answers about a use, or shows the policy at a glance."""
        catalog = self.bot.knowledge.lookup.catalog
        if use is None or not use.strip():
            view = layout.to_view(render.policy_card(catalog))
        else:
            view = answer_view(lookups.ask(self.bot.knowledge, use), catalog, interaction.user.id)
        await interaction.response.send_message(view=view)

    @aup.autocomplete("use")
    async def complete_use(self, interaction: discord.Interaction[ResponsiBot], current: str) -> Names:
        """Uses that fit what is typed."""
        return await completed(interaction, lambda: lookups.complete_uses(self.bot.knowledge, current))
