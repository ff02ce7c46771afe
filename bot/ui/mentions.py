"""Answering messages that mention the bot, reply to it, or come as a direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.services import lookups
from bot.services.mentions import Form, Limits, hear, worth_answering
from bot.ui import layout, render
from bot.ui.choices import answer_view
from bot.ui.render import Trouble

if TYPE_CHECKING:
    from bot.ui.client import ResponsiBot


class Mentions(commands.Cog):
    """The listener for messages; what counts as a question is decided in services/mentions.py."""

    def __init__(self, bot: ResponsiBot) -> None:
        self.bot = bot
        self.limits = Limits()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a member's message if it reads as a question for the bot."""
        me = self.bot.user
        if me is None or message.author.bot or message.webhook_id is not None:
            return
        if message.guild is not None and me not in message.mentions:
            return
        heard = hear(message.content, me.id, direct=message.guild is None)
        if heard is not None:
            await self._respond(message, heard.text, heard.form)

    async def _respond(self, message: discord.Message, text: str, form: Form) -> None:
        view = self._view(message, text, form)
        if view is not None:
            reference = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(view=view, reference=reference, mention_author=False)

    def _view(self, message: discord.Message, text: str, form: Form) -> layout.View | None:
        """What to reply; None for nothing."""
        now, author, channel = self.bot.now(), message.author.id, message.channel.id
        if form is Form.BARE:
            return layout.to_view(render.mention_hint_card()) if self.limits.hint(channel, now) else None
        knowledge = self.bot.knowledge
        answer = lookups.ask(knowledge, text)
        if not worth_answering(form, answer):
            return None
        if not self.limits.answer(author, channel, now):
            too_fast = render.trouble_card(Trouble.TOO_FAST)
            return layout.to_view(too_fast) if self.limits.hint(channel, now) else None
        return answer_view(answer, knowledge.lookup.catalog, author)
