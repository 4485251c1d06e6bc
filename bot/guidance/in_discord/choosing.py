"""Which mission and which step a command means, and what is offered while somebody types."""

import asyncio
from contextlib import suppress
from typing import Final

import discord
from discord import app_commands

from bot.buttons import label_of
from bot.guidance.in_discord.people import person_of, place_of
from bot.questions.answering import reader
from bot.texts import text
from knowledge.errors import StateError
from knowledge.language import Language
from knowledge.method.method import Step
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Session
from knowledge.settings import LedfyrSettings

_LONGEST: Final = 100  # characters of an offer
_MOST: Final = 25
_IN_TIME: Final = 2.0  # seconds

Offers = list[app_commands.Choice[str]]


class Choosing:
    """Finds what people mean among their own missions."""

    def __init__(self, *, settings: LedfyrSettings, missions: Missions) -> None:
        self._settings = settings
        self._missions = missions

    async def meant(self, interaction: discord.Interaction, given: str | None) -> Session | None:
        """The mission that is meant: by its id or title, else the one that lives here, else the only one; else None."""
        own = await self._missions.of(person_of(interaction.user))
        if given is not None:
            return _called(own, given)
        here = [one for one in own if one.place == place_of(interaction)]
        alive = [one for one in own if one.status != "deleted"]
        return here[0] if here else alive[0] if len(alive) == 1 else None

    async def here(self, interaction: discord.Interaction) -> Session | None:
        """The mission that lives where somebody acts; None where none does."""
        return await self._missions.session_in(place_of(interaction))

    async def missions(self, interaction: discord.Interaction, typed: str) -> Offers:
        """One's own missions whose titles hold what is typed, the latest changed first; nothing where it takes long."""
        own: list[Session] = []
        with suppress(StateError, TimeoutError):
            async with asyncio.timeout(_IN_TIME):
                own = await self._missions.of(person_of(interaction.user))
        language = reader(self._settings, interaction)
        found = [one for one in own if typed.casefold().strip() in one.title.casefold()]
        return [app_commands.Choice(name=_title(one, language), value=one.id) for one in found[:_MOST]]

    async def steps(self, interaction: discord.Interaction, typed: str, *, given: str | None) -> Offers:
        """The steps of the mission that is meant whose names hold what is typed."""
        steps: tuple[Step, ...] = ()
        with suppress(StateError, TimeoutError):
            async with asyncio.timeout(_IN_TIME):
                steps = await self._steps_of(await self.meant(interaction, given))
        language = reader(self._settings, interaction)
        named = [
            (text("mission.step.offer", language, number=at, name=step.name.said_in(language)), step.id)
            for at, step in enumerate(steps, start=1)
        ]
        found = [(name, step) for name, step in named if typed.casefold().strip() in name.casefold()]
        return [app_commands.Choice(name=label_of(name, _LONGEST), value=step) for name, step in found[:_MOST]]

    async def step(self, session: Session, given: str) -> str | None:
        """The id of the step that is meant: by its id, number or name; None where there is none."""
        wanted = given.casefold().strip()
        for at, step in enumerate(await self._steps_of(session), start=1):
            if wanted in (step.id, str(at), step.name.sv.casefold(), step.name.en.casefold()):
                return step.id
        return None

    async def _steps_of(self, session: Session | None) -> tuple[Step, ...]:
        if session is None:
            return ()
        return (await self._missions.method_of(session)).path(session.path)


def _called(own: list[Session], given: str) -> Session | None:
    """The mission of that id, else the only one of that title."""
    wanted = given.casefold().strip()
    titled = [one for one in own if one.title.casefold() == wanted]
    return next((one for one in own if one.id == given), titled[0] if len(titled) == 1 else None)


def _title(session: Session, language: Language) -> str:
    if session.status == "open":
        return label_of(session.title, _LONGEST)
    status = text(f"mission.status.{session.status}", language)
    return label_of(f"{session.title} ({status})", _LONGEST)
