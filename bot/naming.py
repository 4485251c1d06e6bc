"""The names of commands and options, from the same catalogue as every other word.

Base names are English and Swedish clients see Swedish ones; `LEDFYR_COMMAND_LANGUAGE` makes one language hold for all.
"""

import discord
from discord import app_commands

from bot.texts import text
from knowledge.language import Language
from knowledge.settings import CommandLanguage


def worded(key: str, commands: CommandLanguage) -> app_commands.locale_str:
    """The words at `key` as a name or description that `CatalogueTranslator` can translate."""
    return app_commands.locale_str(text(key, "sv" if commands == "sv" else "en"), key=key)


def command_name(command: str, reader: Language) -> str:
    """A command as its reader types it, with its sign: "/fråga", "/my-data show"."""
    return "/" + " ".join(text(f"command.{part}", reader) for part in _parts(command))


def reader_of_names(commands: CommandLanguage, locale: discord.Locale | None) -> Language:
    """The language in which a person with this client sees the names of commands."""
    if commands != "auto":
        return commands
    return "sv" if locale is discord.Locale.swedish else "en"


class CatalogueTranslator(app_commands.Translator):
    """Gives Swedish clients the Swedish names."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - as discord.py calls it
    ) -> str | None:
        """The name in Swedish; None for every other language, and for what is no name of ours."""
        key = string.extras.get("key")
        if locale is not discord.Locale.swedish or not isinstance(key, str):
            return None
        return text(key, "sv")


def _parts(command: str) -> list[str]:
    """The keys of a command and of those it stands under: "my_data.show" is "my_data", "my_data.show"."""
    steps = command.split(".")
    return [".".join(steps[: at + 1]) for at in range(len(steps))]
