"""The commands that take a question: `/ask`, and the menu of a message."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, Protocol

import discord
from discord import app_commands

from bot.naming import worded
from bot.questions.listening import question_in
from bot.texts import text
from knowledge.language import LANGUAGES, Language
from knowledge.settings import CommandLanguage

_CHOSEN: Final[dict[str, Language]] = {language: language for language in LANGUAGES}


class Answers(Protocol):
    """Answers the question of an interaction."""

    def __call__(
        self,
        interaction: discord.Interaction,
        question: str,
        *,
        chosen: Language | None = None,
        visible: bool | None = None,
        attachments: bool = False,
        empty: str = "ask.no_text",
    ) -> Awaitable[None]:
        """Answer it; `empty` is the key of what is said where there is nothing to read."""
        ...


def add_question_commands(tree: app_commands.CommandTree, answers: Answers, commands: CommandLanguage) -> None:
    """Add `/ask` and the menu of a message to the commands, under names in the language of commands."""
    tree.add_command(_ask(answers, commands))
    tree.add_command(
        app_commands.ContextMenu(name=worded("command.ask_about_this", commands), callback=_about_this(answers))
    )


def _ask(answers: Answers, commands: CommandLanguage) -> app_commands.Command[Any, ..., None]:
    languages = [app_commands.Choice(name=text(f"language.{one}", one), value=one) for one in LANGUAGES]
    options = ("question", "language", "visible")

    @app_commands.rename(**{option: worded(f"command.ask.{option}", commands) for option in options})
    @app_commands.describe(**{option: worded(f"command.ask.{option}.about", commands) for option in options})
    @app_commands.choices(language=languages)
    async def ask(
        interaction: discord.Interaction,
        question: str,
        language: app_commands.Choice[str] | None = None,
        visible: bool | None = None,  # noqa: FBT001 - an option
    ) -> None:
        await answers(interaction, question, chosen=_CHOSEN.get(language.value) if language else None, visible=visible)

    return app_commands.Command(
        name=worded("command.ask", commands), description=worded("command.ask.about", commands), callback=ask
    )


def _about_this(answers: Answers) -> Callable[[discord.Interaction, discord.Message], Coroutine[Any, Any, None]]:
    async def about_this(interaction: discord.Interaction, message: discord.Message) -> None:
        bot = interaction.client.user
        if bot is not None and message.author.id == bot.id:
            await answers(interaction, "", empty="ask.own_message")
            return
        question = question_in(message, bot) if bot else message.content
        await answers(interaction, question, attachments=bool(message.attachments))

    return about_this
