"""The files with which an answer leaves Discord."""

import asyncio

import discord

from bot.rendering.takeaway import as_docx, as_text
from bot.replies.memo import memo_of
from bot.sending import attachment
from bot.texts import text
from knowledge.journal import Exchange


async def take_away(exchange: Exchange) -> list[discord.File]:
    """An exchange as plain text and as a Word document."""
    language = exchange.language
    memo = memo_of(exchange.result, asked=exchange.asked)
    plain = as_text(memo)
    document = await asyncio.to_thread(as_docx, memo, asked=exchange.asked)
    return [attachment(text("take.text", language), plain), attachment(text("take.document", language), document)]
