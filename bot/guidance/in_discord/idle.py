"""Asks the owners of missions that nobody has touched for long whether these are to be kept."""

import datetime as dt
from contextlib import suppress
from typing import Final, Protocol

import discord

from bot.desk import Desk
from bot.guidance.in_discord.people import number_in
from bot.guidance.in_discord.places import Places, wake
from bot.guidance.offers import offer, offering
from bot.replies.reply import Reply
from bot.replies.talk import short_reply
from bot.sending import send_reply
from knowledge.sessions.session import IDLE_MONTHS, Session

_A_MONTH: Final = dt.timedelta(days=365.25 / 12)


class IdleMissions(Protocol):
    """Finds idle missions and notes that their owners were asked (`knowledge.sessions.keeping.MissionStore`)."""

    async def idle_since(self, before: dt.datetime) -> list[Session]:
        """The missions that changed last before a moment and whose owner is unasked."""
        ...

    async def save(self, session: Session, *, over: int) -> bool:
        """Keep `session` in place of revision `over`."""
        ...


class Idle:
    """Asks each owner once: in a direct message, or where the mission lives when those are closed."""

    def __init__(self, *, client: discord.Client, missions: IdleMissions, places: Places, desk: Desk) -> None:
        self._client = client
        self._missions = missions
        self._places = places
        self._desk = desk

    async def ask(self, now: dt.datetime) -> None:
        """Ask the owners of missions that have been idle for two years; one who cannot be reached is asked later."""
        for session in await self._missions.idle_since(now - IDLE_MONTHS * _A_MONTH):
            try:
                if await self._reached(session):
                    asked = session.model_copy(update={"asked": now, "revision": session.revision + 1})
                    await self._missions.save(asked, over=session.revision)
            except discord.DiscordException as error:
                self._desk.note(error)

    async def _reached(self, session: Session) -> bool:
        number = number_in(session.owner.id)
        if number is None:
            return False
        reply = _question(session)
        with suppress(discord.Forbidden, discord.NotFound):
            user = self._client.get_user(number) or await self._client.fetch_user(number)
            await send_reply(reply, first=user.send, further=user.send)
            return True
        channel = await self._places.of(session)
        if channel is None:
            return False
        await wake(channel)
        await send_reply(reply, first=channel.send, further=channel.send)
        return True


def _question(session: Session) -> Reply:
    language = session.language
    reply = short_reply("mission.idle", language, title=session.title, months=IDLE_MONTHS)
    return offering(reply, *(offer(verb, language, session.id) for verb in ("keep", "export", "delete")))
