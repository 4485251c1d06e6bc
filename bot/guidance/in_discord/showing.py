"""Keeps the canvas and the step of every mission as they stand, in the place where it lives."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import discord

from bot.guidance.guide import Guide
from bot.guidance.in_discord.people import number_in
from bot.guidance.in_discord.places import Home, Places, is_gone, wake
from bot.guidance.offers import offer, offering
from bot.guidance.views import Board
from bot.questions.answering import name_of
from bot.replies.missions.outcomes import reply_to_refused
from bot.replies.reply import Reply
from bot.sending import NOBODY, drawn_page, view_under
from knowledge.sessions.outcome import Reason, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session, Status

_NO_MESSAGE: Final = 10008
_CLOSED: Final[Mapping[Status, Reason]] = {"archived": "archived", "deleted": "deleted"}


class Showing:
    """Shows missions: one message with the canvas, edited in place, and one with the step, posted anew when it moves.

    Which message holds the step is remembered as long as the bot runs; after a restart the step is posted anew.
    """

    def __init__(self, *, guide: Guide, missions: Missions, places: Places) -> None:
        self._guide = guide
        self._missions = missions
        self._places = places
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._shown: dict[str, int] = {}
        self._steps: dict[str, int] = {}

    async def settle(self, session: Session, channel: Home) -> Session:
        """Let a mission live in a place: its canvas first, then its step; the session as it is then."""
        async with self._turns[session.id]:
            self._steps.pop(session.id, None)
            placed = await self._missions.settle_in(session.id, place=name_of(channel)) or session
            board = await self._board(placed)
            settled = await self._new_canvas(placed, channel, board.canvas)
            await self._new_step(settled, channel, board.step)
            self._shown[session.id] = settled.revision
            return settled

    async def refresh(self, session: Session, *, moved: bool = False) -> bool:
        """Show a mission as it stands by now, the step anew where it `moved`; whether there is a place to show it in.

        Of changes that come at once the latest is shown, once.
        """
        async with self._turns[session.id]:
            now = await self._as_it_stands(session)
            if moved:
                self._steps.pop(session.id, None)
            elif now.revision == self._shown.get(session.id):
                return True
            self._shown[session.id] = now.revision
            return await self._show(now)

    async def _as_it_stands(self, session: Session) -> Session:
        owner = session.owner
        now = await self._missions.open(session.id, by=Person(id=owner.id, name=owner.name))
        return now if isinstance(now, Session) else session

    async def _show(self, session: Session) -> bool:
        channel = await self._places.of(session)
        if channel is None:
            return False
        try:
            await wake(channel)
            board = await self._board(session)
            await self._canvas(session, channel, board.canvas)
            await self._step(session, channel, board.step)
        except discord.HTTPException as error:
            if is_gone(error):
                return False
            raise
        return True

    async def _canvas(self, session: Session, channel: Home, canvas: Reply) -> None:
        """Edit the canvas where it stands, or post it where somebody has deleted it."""
        number = number_in(session.canvas)
        if number is None or not await _edited(channel, number, canvas):
            await self._new_canvas(session, channel, canvas)

    async def _new_canvas(self, session: Session, channel: Home, canvas: Reply) -> Session:
        message = await _posted(channel, canvas)
        return await self._missions.settle_in(session.id, canvas=name_of(message)) or session

    async def _board(self, session: Session) -> Board:
        """The canvas and the step; of a deleted mission only that it is deleted."""
        if session.status == "open":
            return await self._guide.board(session, session.language)
        closed = await self._closed(session)
        shown = session.status != "deleted"
        return Board(await self._guide.canvas(session, session.language) if shown else closed, closed)

    async def _closed(self, session: Session) -> Reply:
        """That a mission takes nothing, and how it is had back."""
        method, language = await self._missions.method_of(session), session.language
        reply = reply_to_refused(Refused(reason=_CLOSED[session.status], session=session), method, language)
        return offering(reply, offer("restore", language, session.id))

    async def _step(self, session: Session, channel: Home, step: Reply) -> None:
        """Edit the step where it stands, or post it where it stands nowhere yet."""
        number = self._steps.get(session.id)
        there = number is not None and await _edited(channel, number, step)
        if not there and session.status == "open":
            await self._new_step(session, channel, step)

    async def _new_step(self, session: Session, channel: Home, step: Reply) -> None:
        message = await _posted(channel, step)
        self._steps[session.id] = message.id


async def _posted(channel: Home, reply: Reply) -> discord.Message:
    content, files = drawn_page(reply)
    view = view_under(reply) or discord.utils.MISSING
    return await channel.send(content, files=files, view=view, allowed_mentions=NOBODY, suppress_embeds=True)


async def _edited(channel: Home, number: int, reply: Reply) -> bool:
    """Edit a message of ours; False where it is gone."""
    content, files = drawn_page(reply)
    try:
        await channel.get_partial_message(number).edit(
            content=content, attachments=files, view=view_under(reply), allowed_mentions=NOBODY
        )
    except discord.HTTPException as error:
        if error.code == _NO_MESSAGE:
            return False
        raise
    return True
