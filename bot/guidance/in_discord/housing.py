"""Gives a mission a place in Discord, finds it again, and lets people in."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import discord

from bot.desk import permissions_in_words
from bot.guidance.in_discord.people import number_in, place_of
from bot.guidance.in_discord.places import NEEDED, Found, Home, NoHome, Places, kind_of, name_of_thread
from bot.guidance.in_discord.showing import Showing
from bot.guidance.in_discord.telling import Telling
from bot.naming import command_name, reader_of_names
from bot.questions.answering import name_of
from bot.rendering.marks import escaped
from bot.replies.reply import Reply
from bot.texts import text
from knowledge.language import Language
from knowledge.sessions.session import Session
from knowledge.settings import LedfyrSettings

_CLOSED: Final = 50007
"""Discord's code for direct messages that a person does not take."""


class Housing:
    """Moves missions in, opens them again, and tells where they are."""

    def __init__(self, *, settings: LedfyrSettings, places: Places, showing: Showing, telling: Telling) -> None:
        self._settings = settings
        self._places = places
        self._showing = showing
        self._telling = telling

    async def move_in(
        self, interaction: discord.Interaction, session: Session, reply: Reply | None, language: Language
    ) -> None:
        """Give a mission a place from where somebody stands, and tell them where it is.

        Its owner's direct messages may be that place; nobody else's, for the owner would not find it there.
        """
        try:
            found = await self._places.made(interaction, session)
            if isinstance(found.channel, discord.DMChannel) and session.owner.id != name_of(interaction.user):
                await self._telling.privately(interaction, reply, note=self._elsewhere(interaction, session, language))
                return
            await self._showing.settle(session, found.channel)
        except NoHome:
            found = None
        except discord.Forbidden as error:
            if error.code != _CLOSED:
                raise
            found = None
        where = self._where(interaction, session, found, language)
        await self._telling.privately(interaction, reply, note=where)

    async def open(self, interaction: discord.Interaction, session: Session, language: Language) -> None:
        """Bring a mission to somebody who may see it: let them into its place, or give it a new one."""
        channel = await self._places.of(session)
        if channel is None or (isinstance(channel, discord.DMChannel) and channel != interaction.channel):
            await self.move_in(interaction, session, None, language)
        elif not isinstance(channel, discord.Thread):
            await self._again(session, channel)
            note = text("mission.home.here", language, title=escaped(session.title))
            await self._telling.privately(interaction, None, note=note)
        else:
            await self._back_in(interaction, session, channel, language)

    async def let_in(self, session: Session, users: Sequence[discord.abc.Snowflake]) -> bool:
        """Let people into the place of a mission; whether all of them can see it now."""
        channel = await self._places.of(session)
        if channel is None:
            return False
        return all([await self._places.let_in(channel, user) for user in users])

    async def let_out(self, session: Session, person: str) -> None:
        """Let somebody who has left a mission out of its thread."""
        channel, number = await self._places.of(session), number_in(person)
        if isinstance(channel, discord.Thread) and number is not None:
            with suppress(discord.HTTPException):
                await channel.remove_user(discord.Object(number))

    async def name(self, session: Session) -> None:
        """Let the thread of a mission be called as the mission is."""
        channel = await self._places.of(session)
        if isinstance(channel, discord.Thread):
            with suppress(discord.HTTPException):
                await channel.edit(name=name_of_thread(session))

    async def whereabouts(self, interaction: discord.Interaction, session: Session, language: Language) -> str:
        """Where a mission is, for somebody who looks for it."""
        if session.place == place_of(interaction):
            return text("mission.home.here", language, title=escaped(session.title))
        channel = await self._places.of(session)
        if channel is None:
            return self.homeless(interaction, language)
        return self._where(interaction, session, Found(channel), language)

    def homeless(self, interaction: discord.Interaction, language: Language) -> str:
        """That the place of a mission is gone, and how it gets another."""
        return text("mission.home.gone", language, open=self._open(interaction))

    def not_let_in(self, interaction: discord.Interaction, language: Language) -> str:
        """That somebody invited comes in by opening the mission themselves."""
        return text("mission.home.invited", language, open=self._open(interaction))

    async def _again(self, session: Session, channel: Home) -> None:
        """Show a mission anew where other things are said as well, and take its old canvas away."""
        before = number_in(session.canvas)
        await self._showing.settle(session, channel)
        if before is not None:
            with suppress(discord.HTTPException):
                await channel.get_partial_message(before).delete()

    async def _back_in(
        self, interaction: discord.Interaction, session: Session, thread: discord.Thread, language: Language
    ) -> None:
        if not await self._places.let_in(thread, interaction.user):
            await self._telling.privately(interaction, None, note=self._elsewhere(interaction, session, language))
            return
        if not await self._showing.refresh(session, moved=True):
            await self.move_in(interaction, session, None, language)
            return
        await self._telling.privately(interaction, None, note=await self.whereabouts(interaction, session, language))

    def _where(
        self, interaction: discord.Interaction, session: Session, found: Found | None, language: Language
    ) -> str:
        title = escaped(session.title)
        if found is None:
            return text("mission.home.none", language, title=title, open=self._open(interaction))
        if found.second_best:
            permissions = permissions_in_words(NEEDED, language)
            opening = self._open(interaction)
            return text("mission.home.second_best", language, title=title, permissions=permissions, open=opening)
        key = {"thread": "mission.home.thread"}.get(kind_of(found.channel), "mission.home.here")
        return text(key, language, title=title, thread=f"<#{found.channel.id}>")

    def _elsewhere(self, interaction: discord.Interaction, session: Session, language: Language) -> str:
        values = {"title": escaped(session.title), "name": escaped(session.owner.name)}
        return text("mission.home.elsewhere", language, **values, open=self._open(interaction))

    def _open(self, interaction: discord.Interaction) -> str:
        return command_name("mission.open", reader_of_names(self._settings.command_language, interaction.locale))
