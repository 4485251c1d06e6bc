"""Plays the beginning of a mission on the page, so that a picture of it can be taken."""

from typing import Final

import discord
from simcord import InteractionResult, ResponseMessage

from bot.naming import command_name
from bot.preview.page import Page
from bot.texts import text
from knowledge.language import Language

_BLANK: Final = "blank"  # the option of an empty page
_DIRECTION: Final = "5"  # the step in which the mission is put into a sentence
_LATEST: Final = 20  # messages


async def play_mission(page: Page, language: Language) -> None:
    """Begin a mission, write in two of its steps, and open it again: its canvas stands right above its step then."""
    title, challenge, sentence = (
        text(f"preview.mission.{name}", language) for name in ("title", "challenge", "sentence")
    )
    shown = await _command(page, "mission.new", language)
    begun = await page.people[0].select(_said(shown), [_BLANK])
    await page.people[0].submit_modal(begun, {"title": title})
    await _write(page, language, challenge=challenge)
    step = text("command.mission.option.step", language)
    await _command(page, "mission.step", language, **{step: _DIRECTION})
    await _write(page, language, mission=sentence)
    await _command(page, "mission.open", language)


async def _command(page: Page, command: str, language: Language, **options: str) -> InteractionResult:
    """Use a command as the first person does."""
    return await page.people[0].slash(page.channel, command_name(command, language).removeprefix("/"), **options)


async def _write(page: Page, language: Language, **inputs: str) -> None:
    """Answer the step that is shown."""
    answer = text("mission.button.answer", language)
    form = await page.people[0].click(_step(page, answer), label=answer)
    await page.people[0].submit_modal(form, {**inputs})


def _said(result: InteractionResult) -> ResponseMessage:
    """The last thing that was said to a command."""
    return [*([result.response] if result.response else []), *result.followups][-1]


def _step(page: Page, answer: str) -> discord.Message:
    """The message with the step: the latest with the button to answer."""
    for message in reversed(page.channel.history()[-_LATEST:]):
        rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
        if any(isinstance(one, discord.Button) and one.label == answer for row in rows for one in row.children):
            return message
    raise RuntimeError("a mission that was begun shows its step")
