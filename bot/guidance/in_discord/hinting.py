"""What is said to somebody who replies to a mission's message as if that were how one answers."""

import discord

from bot.questions.listening import is_from_a_person, mentions_bot
from bot.questions.speaking import language_of_reader
from bot.sending import NOBODY
from bot.texts import text
from knowledge.settings import LedfyrSettings


def replies_to_mission(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether somebody replies to a message with the buttons of a mission, and does not call the bot by its name."""
    before = message.reference.resolved if message.reference else None
    if not isinstance(before, discord.Message) or before.author.id != bot.id or not is_from_a_person(message):
        return False
    return not mentions_bot(message, bot) and any(map(_is_mission, before.components))


async def hint(message: discord.Message, settings: LedfyrSettings) -> None:
    """Tell how a message becomes an answer; the message itself is let be."""
    guild = message.guild.id if message.guild else None
    words = text("mission.use.hint", language_of_reader(settings, locale=None, guild=guild))
    reference = message.to_reference(fail_if_not_exists=False)
    await message.channel.send(words, reference=reference, mention_author=False, allowed_mentions=NOBODY)


def _is_mission(row: object) -> bool:
    children = row.children if isinstance(row, discord.ActionRow) else []
    return any((getattr(one, "custom_id", None) or "").startswith("mission:") for one in children)
