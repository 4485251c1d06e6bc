"""Opens what a mission at the command line needs, and says who sits there."""

import datetime as dt
import getpass
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from bot.cli.run import Run
from bot.guidance.documents import Documents, MemoryFinds
from bot.guidance.guide import Guide
from knowledge.assembly import open_library, open_missions, open_state
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person

HERE: Final = "terminal:local"
"""The id of whoever sits at this machine."""


class Room(NamedTuple):
    """The guide, what it stands on, and who is here."""

    guide: Guide
    missions: Missions
    person: Person
    now: Callable[[], dt.datetime]


@asynccontextmanager
async def opened(run: Run, *, name: str | None) -> AsyncGenerator[Room]:
    """Everything for missions in the run's home; `name` is what whoever is here goes by."""
    async with open_library(run.settings) as library, open_state(run.settings) as state:
        missions = await open_missions(run.settings, state, now=_now)
        documents = Documents(knowledge=library, finds=MemoryFinds())
        guide = Guide(missions=missions, documents=documents, now=_now)
        yield Room(guide, missions, Person(id=HERE, name=name or _login()), _now)


def _login() -> str:
    """The name that whoever is here is logged in by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return HERE


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
