"""The desk for failures in Discord: a sentence and a reference to the person, the trace to the log under the latter."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import aiohttp
import discord

from bot.errors import ExchangeGone, PermissionsMissing
from bot.failures import logged
from bot.replies.reply import Reply, said
from bot.texts import has_text, text
from knowledge.errors import LibraryError, LibraryMissing, StateError
from knowledge.language import Language

_TOO_MANY: Final = 429
_GONE: Final = frozenset({10003, 10008, 10015, 50027})
"""Discord's codes for an unknown channel, message or webhook, and for a webhook token that is no longer valid."""
_RELEASED: Final = frozenset({10015, 10062, 50027})
"""Discord's codes for an interaction it has let go of: not answered in three seconds, or older than fifteen minutes."""

_UNHEARD: Final = (discord.DiscordException, aiohttp.ClientError, OSError)
"""What may be raised where even a sentence on a failure cannot be sent; the log has the failure."""

Log = Callable[[BaseException], str]
"""Writes an exception to the log and gives the reference it stands under."""


def log_in(home: Path) -> Log:
    """The log of failures of a home."""
    return lambda error: logged(error, home)


def is_released(error: BaseException) -> bool:
    """Whether Discord has let go of the interaction, so that it can no longer be answered."""
    return isinstance(error, discord.HTTPException) and error.code in _RELEASED


def reply_to_trouble(error: BaseException, language: Language, *, reference: str, searching: bool = False) -> Reply:
    """What a person in Discord is told of an exception; `searching` says that their question was being answered."""
    key = _key(error, searching=searching)
    values: dict[str, object] = {"reference": reference}
    if isinstance(error, PermissionsMissing):
        values["permissions"] = permissions_in_words(error.permissions, language)
    return Reply(language=language, paragraphs=(said(text(key, language, **values)),))


def permissions_in_words(permissions: tuple[str, ...], language: Language) -> str:
    """Permissions as Discord's own settings call them."""
    return ", ".join(_permission(name, language) for name in permissions)


def _permission(name: str, language: Language) -> str:
    key = f"permission.{name}"
    return text(key, language) if has_text(key) else name


def _key(error: BaseException, *, searching: bool) -> str:
    match error:
        case LibraryMissing() | PermissionsMissing() | ExchangeGone():
            return f"trouble.{type(error).__name__}"
        case StateError():
            return "trouble.StateError"
        case LibraryError():
            return "trouble.searching"
        case discord.HTTPException() as refused:
            return _of_discord(refused)
        case aiohttp.ClientError() | discord.ConnectionClosed():
            return "trouble.discord"
        case _:
            return "trouble.searching" if searching else "trouble.unknown"


def _of_discord(refused: discord.HTTPException) -> str:
    if refused.status == _TOO_MANY:
        return "trouble.busy"
    if refused.code in _GONE:
        return "trouble.gone"
    return "trouble.forbidden" if isinstance(refused, discord.Forbidden) else "trouble.discord"


class Desk:
    """Turns every exception in an interaction or message into a sentence to the person and an entry in the log."""

    def __init__(self, *, log: Log) -> None:
        self._log = log

    @asynccontextmanager
    async def minding(
        self, interaction: discord.Interaction, language: Language, *, searching: bool = False
    ) -> AsyncGenerator[None]:
        """Whatever goes wrong inside is told to the person in `language`, and logged."""
        try:
            yield
        except Exception as error:
            reference = self._log(error)
            if is_released(error):
                await _tell_directly(interaction, text("ask.expired", language, reference=reference))
                return
            reply = reply_to_trouble(error, language, reference=reference, searching=searching)
            await _tell(interaction, reply.paragraphs[0].lines[0].text)

    async def tell_in(
        self,
        channel: discord.abc.Messageable,
        error: Exception,
        language: Language,
        *,
        about: discord.Message | None = None,
    ) -> None:
        """Log what went wrong with a message and tell it where it was written.

        Where we may not write there, the author of the message it is `about` is told directly.
        """
        reference = self._log(error)
        reply = reply_to_trouble(error, language, reference=reference, searching=True)
        with suppress(*_UNHEARD):
            try:
                await channel.send(reply.paragraphs[0].lines[0].text, allowed_mentions=discord.AllowedMentions.none())
            except discord.Forbidden:
                if about is None:
                    raise
                where = f"<#{about.channel.id}>"
                await about.author.send(text("ask.silenced", language, channel=where, reference=reference))

    def note(self, error: BaseException) -> str:
        """Log what nobody can be told of; its reference."""
        return self._log(error)


async def _tell(interaction: discord.Interaction, words: str) -> None:
    """Say it to the person alone; where Discord does not take even that, the log has it."""
    with suppress(*_UNHEARD):
        if interaction.response.is_done():
            await interaction.followup.send(words, ephemeral=True)
        else:
            await interaction.response.send_message(words, ephemeral=True)


async def _tell_directly(interaction: discord.Interaction, words: str) -> None:
    """Say it in a direct message, where the person takes them."""
    with suppress(*_UNHEARD):
        await interaction.user.send(words)
