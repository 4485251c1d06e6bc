"""Does what the commands of a mission say."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final, Literal

import discord

from bot.desk import Desk
from bot.guidance.acts import NONE, Act
from bot.guidance.guide import Guide
from bot.guidance.in_discord.choosing import Choosing
from bot.guidance.in_discord.guiding import Guiding, guild_of
from bot.guidance.in_discord.housing import Housing
from bot.guidance.in_discord.people import person_of, role_of
from bot.guidance.in_discord.telling import Telling
from bot.questions.answering import Underway, reader
from bot.replies.talk import short_reply
from knowledge.language import Language
from knowledge.sessions.session import Session
from knowledge.settings import LedfyrSettings

_LARGEST: Final = 1024 * 1024  # bytes of a file to take in
OfAMission = Literal["open", "show", "export", "history", "archive", "delete"]
"""The commands that take a mission and nothing else."""


class Commanding:
    """Answers the commands; every reply is for whoever gave one.

    `mission` is what was given as one, None where nothing was.
    """

    def __init__(
        self,
        *,
        settings: LedfyrSettings,
        guide: Guide,
        guiding: Guiding,
        housing: Housing,
        telling: Telling,
        choosing: Choosing,
        desk: Desk,
        underway: Underway,
    ) -> None:
        self._settings = settings
        self._guide = guide
        self._guiding = guiding
        self._housing = housing
        self._telling = telling
        self._choosing = choosing
        self._desk = desk
        self._underway = underway

    async def new(self, interaction: discord.Interaction, file: discord.Attachment | None) -> None:
        """Begin a mission, or take one in from a file."""
        async with self._answered(interaction) as language:
            if file is None:
                await self._guiding.command(interaction, Act("new", NONE), language)
            elif file.size > _LARGEST:
                await self._tell(interaction, "mission.file.large", language)
            else:
                await self._take_in(interaction, file, language)

    async def list(self, interaction: discord.Interaction) -> None:
        """Show one's missions."""
        async with self._answered(interaction) as language:
            await self._guiding.command(interaction, Act("list", NONE), language)

    async def do(self, interaction: discord.Interaction, what: OfAMission, mission: str | None) -> None:
        """Open, show, export, archive or delete a mission, or tell its history."""
        async with self._answered(interaction) as language:
            session = await self._meant(interaction, mission, language)
            if session is None:
                return
            if what == "open" and session.status != "deleted":
                await self._housing.open(interaction, session, language)
            else:
                await self._guiding.command(interaction, Act("show" if what == "open" else what, session.id), language)

    async def step(self, interaction: discord.Interaction, step: str | None, mission: str | None) -> None:
        """Show a step."""
        async with self._answered(interaction) as language:
            session = await self._meant(interaction, mission, language)
            if session is None:
                return
            found = await self._choosing.step(session, step) if step is not None else None
            if step is not None and found is None:
                await self._tell(interaction, "mission.step.unknown", language)
                return
            await self._guiding.command(interaction, Act("step", session.id, (found,) if found else ()), language)

    async def invite(
        self,
        interaction: discord.Interaction,
        *,
        person: discord.User | discord.Member | None,
        role: discord.Role | None,
        co_owner: bool,
        mission: str | None,
    ) -> None:
        """Let somebody in, or everybody with a role."""
        async with self._answered(interaction) as language:
            session = await self._meant(interaction, mission, language)
            if session is None:
                return
            if (person is None and role is None) or (person is not None and person.bot):
                await self._tell(interaction, "mission.invite.nobody", language)
                return
            response = await self._guide.invite(
                session.id,
                [person_of(person)] if person is not None else [],
                role=(role_of(role), role.name) if role is not None else None,
                co_owner=co_owner,
                by=person_of(interaction.user),
                language=language,
            )
            await self._guiding.bring(interaction, Act("show", session.id), response, language)
            await self._let_in(interaction, response.session, person, language, by_role=role is not None)

    async def transfer(
        self, interaction: discord.Interaction, person: discord.User | discord.Member, mission: str | None
    ) -> None:
        """Let somebody else own a mission."""
        async with self._answered(interaction) as language:
            session = await self._meant(interaction, mission, language)
            if session is None:
                return
            if person.bot:
                await self._tell(interaction, "mission.invite.nobody", language)
                return
            by = person_of(interaction.user)
            response = await self._guide.hand_over(session.id, person_of(person), by=by, language=language)
            await self._guiding.bring(interaction, Act("show", session.id), response, language)
            await self._let_in(interaction, response.session, person, language, by_role=False)

    async def use(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Take a message as an answer; whoever wrote it is the one who said it."""
        async with self._answered(interaction) as language:
            session = await self._choosing.here(interaction)
            bot = interaction.client.user
            if session is None:
                await self._tell(interaction, "mission.use.elsewhere", language)
            elif bot is not None and message.author.id == bot.id:
                await self._tell(interaction, "mission.use.own", language)
            elif not message.content.strip():
                await self._tell(interaction, "mission.use.empty", language)
            else:
                response = await self._guide.use(
                    session.id,
                    message.clean_content,  # a mission holds names, never ids
                    said_by=message.author.display_name,
                    said_at=message.created_at,
                    by=person_of(interaction.user),
                    language=language,
                )
                await self._guiding.bring(interaction, Act("use", session.id), response, language)

    async def _take_in(self, interaction: discord.Interaction, file: discord.Attachment, language: Language) -> None:
        words = (await file.read()).decode("utf-8-sig", errors="replace")
        by = person_of(interaction.user)
        response = await self._guide.take_in(words, by=by, language=language, guild=guild_of(interaction))
        await self._guiding.bring(interaction, Act("start", NONE), response, language)

    async def _let_in(
        self,
        interaction: discord.Interaction,
        session: Session | None,
        person: discord.User | discord.Member | None,
        language: Language,
        *,
        by_role: bool,
    ) -> None:
        """Bring those who are in now to where the mission lives, or tell how they come there."""
        if session is None:
            return
        people = [person] if person is not None else []
        if by_role or not await self._housing.let_in(session, people):
            note = self._housing.not_let_in(interaction, language)
            await self._telling.privately(interaction, None, note=note)

    async def _meant(self, interaction: discord.Interaction, given: str | None, language: Language) -> Session | None:
        """The mission that is meant; where that cannot be told, one's missions are shown to choose from."""
        session = await self._choosing.meant(interaction, given)
        if session is None and given is None:
            await self._guiding.command(interaction, Act("list", NONE), language)
        elif session is None:
            await self._tell(interaction, "mission.unknown", language)
        return session

    async def _tell(self, interaction: discord.Interaction, key: str, language: Language) -> None:
        await self._telling.privately(interaction, short_reply(key, language))

    @asynccontextmanager
    async def _answered(self, interaction: discord.Interaction) -> AsyncGenerator[Language]:
        """Let Discord know at once that a command was heard; whatever goes wrong is told."""
        language = reader(self._settings, interaction)
        async with self._desk.minding(interaction, language):
            with self._underway.one():
                await interaction.response.defer(ephemeral=True, thinking=True)
                yield language
