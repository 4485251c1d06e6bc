"""What Ledfyr is, what it can do, and what it answers from: `/help`, `/about`, `/documents`."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import discord
from discord import app_commands

from bot.desk import Desk
from bot.library_thread import Knowledge
from bot.naming import command_name, reader_of_names, worded
from bot.questions.answering import reader
from bot.replies.channel import reply_to_about, reply_to_documents, reply_to_help
from bot.replies.reply import Reply
from bot.sending import send_hidden
from knowledge.errors import LibraryMissing
from knowledge.language import Language
from knowledge.settings import LedfyrSettings

_NAMES: Final = {
    "ask": "ask",
    "mission": "mission.new",
    "about": "about",
    "documents": "documents",
    "my_data": "my_data",
}

Telling = Callable[[discord.Interaction, Language], Awaitable[Reply]]


class About:
    """Answers the commands that tell of Ledfyr itself, to the person who asks alone."""

    def __init__(self, *, settings: LedfyrSettings, knowledge: Knowledge, desk: Desk) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._desk = desk

    def add_commands(self, tree: app_commands.CommandTree) -> None:
        """Add them under names in the language of commands."""
        for key, telling in (("help", self._help), ("about", self._about), ("documents", self._documents)):
            tree.add_command(self._command(key, telling))

    def _command(self, key: str, telling: Telling) -> app_commands.Command[Any, ..., None]:
        async def told(interaction: discord.Interaction) -> None:
            language = reader(self._settings, interaction)
            async with self._desk.minding(interaction, language):
                await interaction.response.defer(ephemeral=True, thinking=True)
                await send_hidden(interaction, await telling(interaction, language), links=key == "documents")

        commands = self._settings.command_language
        return app_commands.Command(
            name=worded(f"command.{key}", commands), description=worded(f"command.{key}.about", commands), callback=told
        )

    async def _help(self, interaction: discord.Interaction, language: Language) -> Reply:
        names = self._names(interaction)
        bot = interaction.client.user
        return reply_to_help(names, language, mention=f"@{bot.name}" if bot else "@Ledfyr")

    async def _about(self, interaction: discord.Interaction, language: Language) -> Reply:
        library = None
        with suppress(LibraryMissing):
            library = await self._knowledge.active()
        return reply_to_about(
            version=_version(),
            library=library,
            contact=self._settings.contact,
            retention=self._settings.retention,
            my_data=self._names(interaction)["my_data"],
            language=language,
        )

    async def _documents(self, _interaction: discord.Interaction, language: Language) -> Reply:
        return reply_to_documents(await self._knowledge.documents(), language)

    def _names(self, interaction: discord.Interaction) -> dict[str, str]:
        """The commands as this person's client shows them."""
        shown = reader_of_names(self._settings.command_language, interaction.locale)
        return {name: command_name(command, shown) for name, command in _NAMES.items()}


def _version() -> str:
    with suppress(PackageNotFoundError):
        return version("ledfyr")
    return "–"
