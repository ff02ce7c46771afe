"""A bot with one of everything that the page can show and the real bot does not use yet."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A PNG of one pixel."""


class Form(discord.ui.Modal, title="A form"):
    words: discord.ui.TextInput[Form] = discord.ui.TextInput(label="Words", custom_id="words", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote: {self.words.value}", ephemeral=True)


class Keep(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"keep:(?P<number>\d+)"):
    def __init__(self, number: str) -> None:
        super().__init__(discord.ui.Button(label=f"Keep {number}", custom_id=f"keep:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any) -> Keep:
        return cls(match["number"])

    async def callback(self, interaction: discord.Interaction) -> None:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Change", custom_id="change"))
        await interaction.response.send_message(f"Kept {self.number}", view=view, ephemeral=True)


def everything() -> discord.ui.LayoutView:
    """Components v2 with each kind of part."""
    view = discord.ui.LayoutView(timeout=None)
    row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
    row.add_item(Keep("7"))
    row.add_item(discord.ui.Button(label="Read more", url="https://example.com/"))
    people: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
    people.add_item(discord.ui.UserSelect(custom_id="pick-user", placeholder="Pick a member"))
    picture = discord.ui.MediaGallery()
    picture.add_item(media="attachment://pixel.png", description="A small picture")
    thumbnail = discord.ui.Thumbnail("attachment://pixel.png", description="Thumbnail")
    parts = (
        discord.ui.TextDisplay(
            "## All parts\n**bold** `code` ||hidden|| <t:1796000000:D>\n> quoted\n-# small"
        ),
        discord.ui.Section("A section", accessory=thumbnail),
        discord.ui.Separator(),
        picture,
        row,
        people,
    )
    view.add_item(discord.ui.Container(*parts, accent_colour=0x2266CC))
    return view


class SmallBot(commands.AutoShardedBot):
    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(command_prefix=commands.when_mentioned, help_command=None, intents=intents)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Keep)
        for command in (all_parts, embedded, form, crash, think, options, upload, staff):
            self.tree.add_command(command)
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data or {}
        if data.get("custom_id") == "pick-user":
            await interaction.response.send_message(f"Picked <@{data['values'][0]}>", ephemeral=True)
        if data.get("custom_id") == "change":
            await interaction.response.edit_message(content="Changed")


class BrokenBot(SmallBot):
    async def setup_hook(self) -> None:
        raise RuntimeError("cannot start")


@app_commands.command(name="parts", description="One of everything")
async def all_parts(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(
        view=everything(), file=discord.File(io.BytesIO(PIXEL), "pixel.png")
    )


@app_commands.command(description="An embed with a picture")
async def embedded(interaction: discord.Interaction) -> None:
    card = discord.Embed(title="A title", description="**Text**").add_field(name="Field", value="Value")
    card.set_image(url="attachment://pixel.png").set_footer(text="Foot")
    await interaction.response.send_message(embed=card, file=discord.File(io.BytesIO(PIXEL), "pixel.png"))


@app_commands.command(description="Opens a form")
async def form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Form())


@app_commands.command(description="Fails")
async def crash(_: discord.Interaction) -> None:
    raise RuntimeError("on purpose")


@app_commands.command(description="Takes its time")
async def think(interaction: discord.Interaction) -> None:
    await interaction.response.defer()
    await waiting.wait()
    await interaction.followup.send("Done")


waiting = asyncio.Event()
"""/think answers when a test sets this."""


@app_commands.command(description="One option of each kind")
async def options(
    interaction: discord.Interaction,
    number: int,
    really: bool,
    member: discord.User,
    channel: discord.TextChannel,
) -> None:
    await interaction.response.send_message(f"{number + 1} {not really} {member.mention} {channel.mention}")


@app_commands.command(description="Takes a file")
async def upload(interaction: discord.Interaction, file: discord.Attachment) -> None:
    await interaction.response.send_message(f"{file.filename}: {file.size} bytes")


@app_commands.command(description="For the staff only")
@app_commands.default_permissions(manage_guild=True)
async def staff(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Hello, staff")
