"""A crowd asks at once: everybody hears something, those who came first before the others, and the bot stays awake."""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from ingest.gather import Root
from ingest.pipeline import ingest
from knowledge.answer import Answer, NoAnswer
from knowledge.assembly import load_embedder
from knowledge.errors import EmbedderUnavailable
from knowledge.language import Language
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.flows.conftest import COURSE, MISSION
from tests.flows.crowd import crowd, unlimited
from tests.flows.discord_world import discord_world

A_SECOND = 1000.0
"""Milliseconds: no measure of speed, but no bot that does its work on the event loop stays under it."""


@pytest.fixture(autouse=True)
def nothing_old_is_collected() -> Iterator[None]:
    """What other tests have left in memory costs this one no pause."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("missions")
async def test_two_hundred_questions_at_once_are_answered_or_refused_with_a_wait(settings: LedfyrSettings) -> None:
    told = await crowd(settings)

    assert told.answered + told.refused == 200
    assert told.answered >= settings.questions_per_guild - 1
    assert told.refused > 0
    assert told.blocked < A_SECOND


@pytest.mark.usefixtures("missions")
async def test_two_hundred_questions_at_once_are_all_answered_where_the_limits_let_them(
    settings: LedfyrSettings,
) -> None:
    told = await crowd(unlimited(settings))

    assert (told.answered, told.refused, told.lost) == (200, 0, 0)
    assert told.blocked < A_SECOND


async def test_the_real_engine_does_not_hold_the_bot_up(
    settings: LedfyrSettings, documents: Path, write: Callable[..., Path]
) -> None:
    skip_without_engine()
    write("mission.md", MISSION)
    write("course.md", COURSE)
    await ingest([Root(documents)], settings=settings, watch=lambda _: None)

    told = await crowd(unlimited(settings), people=20, questions=40)

    assert (told.answered, told.lost) == (40, 0)
    assert told.blocked < A_SECOND


async def test_those_who_ask_first_are_answered_first(settings: LedfyrSettings) -> None:
    library = WatchedLibrary()
    async with discord_world(settings, library) as world:
        folk = [world.person(name) for name in ("anna", "bo", "cia")]

        for person in folk:
            person.starts("Vad är målet?")
        await world.settle()

        assert library.happened == ["begun", "answered"] * 3


def skip_without_engine() -> None:
    try:
        load_embedder()
    except EmbedderUnavailable as error:
        pytest.skip(f"the embedding engine cannot load here: {error.fault}")


class WatchedLibrary(ScriptedLibrary):
    """A library that takes long enough for others to ask meanwhile, and tells when it begins and ends."""

    def __init__(self) -> None:
        super().__init__()
        self.happened: list[str] = []

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """An answer, after a while."""
        self.happened.append("begun")
        await asyncio.to_thread(time.sleep, 0.05)
        self.happened.append("answered")
        return await super().answer(text, language=language, earlier=earlier)
