"""`/help`: what the bot is for, three examples that work, and what else there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import layout, render
from bot.ui.everywhere import everywhere

if TYPE_CHECKING:
    from bot.ui.client import ResponsiBot


class Help(commands.Cog):
    """The help command."""

    def __init__(self, bot: ResponsiBot) -> None:
        self.bot = bot

    @everywhere
    @app_commands.command(name="help", description="What I can answer, with three examples")
    async def show(self, interaction: discord.Interaction[ResponsiBot]) -> None:
        """Shows the help, privately: it is of use to one."""
        name = self.bot.user.name if self.bot.user is not None else "ResponsiBot"
        card = render.help_card(self.bot.settings.answer_mentions, name)
        await interaction.response.send_message(view=layout.to_view(card), ephemeral=True)
