"""What is stored about a person, in their own hands: `/my-data`."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord
from discord import app_commands
from pydantic.main import IncEx

from bot.desk import Desk
from bot.naming import command_name, reader_of_names, worded
from bot.questions.answering import name_of, reader
from bot.replies.channel import reply_to_export, reply_to_forgotten, reply_to_losing, reply_to_my_data
from bot.sending import attachment, send_hidden
from bot.texts import text
from knowledge.journal import PersonalRecords
from knowledge.language import Language
from knowledge.settings import LedfyrSettings

_PATHS: Final[IncEx] = {"__all__": {"document": {"source"}}}
_NOT_THEIRS: Final[IncEx] = {"exchanges": {"__all__": {"result": {"citations": _PATHS, "nearest": _PATHS}}}}
"""Where documents lie on the machine that Ledfyr runs on: nothing about the person, and nobody else's business."""

Doing = Callable[[discord.Interaction, Language], Awaitable[None]]


class Privacy:
    """Shows, exports and deletes what is stored about whoever asks."""

    def __init__(self, *, settings: LedfyrSettings, people: PersonalRecords, desk: Desk) -> None:
        self._settings = settings
        self._people = people
        self._desk = desk

    def add_commands(self, tree: app_commands.CommandTree) -> None:
        """Add `/my-data` with its three commands, under names in the language of commands."""
        commands = self._settings.command_language
        group = app_commands.Group(
            name=worded("command.my_data", commands), description=worded("command.my_data.about", commands)
        )
        for key, doing in (("show", self._show), ("export", self._export), ("delete", self._delete)):
            group.add_command(self._command(key, doing))
        tree.add_command(group)

    def _command(self, key: str, doing: Doing) -> app_commands.Command[Any, ..., None]:
        async def done(interaction: discord.Interaction) -> None:
            language = reader(self._settings, interaction)
            async with self._desk.minding(interaction, language):
                await interaction.response.defer(ephemeral=True, thinking=True)
                await doing(interaction, language)

        commands = self._settings.command_language
        return app_commands.Command(
            name=worded(f"command.my_data.{key}", commands),
            description=worded(f"command.my_data.{key}.about", commands),
            callback=done,
        )

    async def _show(self, interaction: discord.Interaction, language: Language) -> None:
        record = await self._people.stored_about(name_of(interaction.user))
        shown = reader_of_names(self._settings.command_language, interaction.locale)
        reply = reply_to_my_data(
            record,
            self._settings.retention,
            export=command_name("my_data.export", shown),
            delete=command_name("my_data.delete", shown),
            language=language,
        )
        await send_hidden(interaction, reply)

    async def _export(self, interaction: discord.Interaction, language: Language) -> None:
        record = await self._people.stored_about(name_of(interaction.user))
        file = attachment(text("my_data.file", language), record.model_dump_json(indent=2, exclude=_NOT_THEIRS))
        await send_hidden(interaction, reply_to_export(language), files=[file])

    async def press(self, interaction: discord.Interaction) -> None:
        """Delete everything for somebody who has been asked whether they mean it."""
        language = reader(self._settings, interaction)
        async with self._desk.minding(interaction, language):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._forget(interaction, language)

    async def _delete(self, interaction: discord.Interaction, language: Language) -> None:
        """Delete everything; where missions would go for good, ask first."""
        record = await self._people.stored_about(name_of(interaction.user))
        alone = [mission.title for mission in record.missions if len(mission.participants) == 1]
        if not alone:
            await self._forget(interaction, language)
            return
        shown = reader_of_names(self._settings.command_language, interaction.locale)
        reply = reply_to_losing(alone, export=command_name("mission.export", shown), language=language)
        await send_hidden(interaction, reply)

    async def _forget(self, interaction: discord.Interaction, language: Language) -> None:
        forgotten = await self._people.forget(name_of(interaction.user), now=interaction.created_at)
        await send_hidden(interaction, reply_to_forgotten(forgotten, language))
