"""A mission that nobody has touched for two years: its owner is asked once whether it is to be kept."""

import datetime as dt
from collections.abc import Callable

import pytest

from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.flows.discord_seen import labels
from tests.flows.discord_world import World, discord_world
from tests.flows.mission_world import begin, step_in

BEGUN = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2028, 12, 1, 9, 0, tzinfo=dt.UTC)


def at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    return lambda: moment


async def years_pass(world: World, moment: dt.datetime = LATER) -> None:
    """The bot is started again at a later time; it sweeps when it starts."""
    await world.restart(now=at(moment))
    await world.settle()


async def test_the_owner_of_an_idle_mission_is_asked_once_in_a_direct_message(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary(), now=at(BEGUN)) as world:
        anna = world.person("anna")
        await begin(anna, world, title="Friska hav")

        await years_pass(world)
        await years_pass(world, LATER + dt.timedelta(days=400))

        [asked] = anna.direct.history()
        assert "Friska hav har inte ändrats på 24 månader" in asked.content
        assert labels(asked) == ["Behåll", "Exportera", "Radera"]


async def test_a_mission_that_is_kept_is_asked_about_again_two_years_later(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary(), now=at(BEGUN)) as world:
        anna = world.person("anna")
        await begin(anna, world)
        await years_pass(world)

        told = await anna.press(anna.direct.history()[0], "Behåll")
        await years_pass(world, LATER + dt.timedelta(days=365))
        before = [message for message in anna.direct.history() if "Behåll" in labels(message)]
        await years_pass(world, LATER + dt.timedelta(days=740))
        after = [message for message in anna.direct.history() if "Behåll" in labels(message)]

        assert told.said
        assert (len(before), len(after)) == (1, 2)


async def test_where_direct_messages_are_closed_the_owner_is_asked_in_the_thread(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary(), now=at(BEGUN)) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        world.env.inject_error("POST", f"/channels/{anna.direct.id}/messages", status=403, code=50007)

        await years_pass(world)

        assert "24 månader" in thread.history()[-1].content


@pytest.mark.parametrize("months", [1, 23])
async def test_a_mission_of_less_than_two_years_is_let_be(settings: LedfyrSettings, months: int) -> None:
    async with discord_world(settings, ScriptedLibrary(), now=at(BEGUN)) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)

        await years_pass(world, BEGUN + months * dt.timedelta(days=30))

        assert anna.direct.history() == []
        assert thread.history()[-1].id == step_in(thread).id
