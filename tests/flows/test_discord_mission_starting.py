"""A mission begins: from a theme or a blank page, in a thread of its own or where there is room for it."""

import discord
import pytest
from simcord.builders import ChannelHandle

from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.flows.discord_seen import labels, options
from tests.flows.discord_world import World, discord_world
from tests.flows.mission_world import BLANK, begin, begun, canvas_in, step_in, write


def without(world: World, *permissions: str) -> None:
    """Take permissions from the bot and from everybody."""
    left = discord.Permissions.all()
    left.update(administrator=False, **dict.fromkeys(permissions, False))
    for role in (world.guild.roles["TestBot"], world.guild.default_role):
        world.env.backend.edit_role(world.guild.id, role.id, {"permissions": left.value})


def thread_called(world: World, name: str) -> ChannelHandle:
    return next(thread for thread in world.channel.threads if thread.name == name)


async def test_a_mission_begins_in_a_private_thread_with_its_canvas_before_its_step(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")

        told = await begun(anna, title="Friska hav")
        thread = world.thread()
        canvas, step = thread.history()

        assert told.hidden
        assert f"**Friska hav** finns i <#{thread.id}>" in told.said
        channel = world.env.bot.get_channel(thread.id)
        assert isinstance(channel, discord.Thread)
        assert channel.is_private()
        assert [member.id for member in await channel.fetch_members()] == [world.bot.id, anna.member.id]
        assert canvas.content.startswith("**Friska hav**")
        assert step.content.startswith("**Steg 1 av 10 · ")
        assert {"Svara", "Nästa", "Hoppa över", "Vad säger underlaget?", "Exempel", "Misstag"} <= set(labels(step))
        assert world.log() == ""


async def test_the_six_pilots_and_the_four_priorities_are_offered_to_begin_from(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")

        shown = await anna.command("mission new")
        offered = options(shown.message, world.env)
        form = await anna.pick(shown.message, offered[0])
        await anna.fill(form, challenge="Fiskare hittar plast i näten.")

        assert shown.hidden
        assert len(offered) == 11
        assert offered[-1] == BLANK
        assert world.thread().name == offered[0]
        assert "→ Fiskare hittar plast i näten." in step_in(world.thread()).content


async def test_a_short_mission_has_six_steps(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        thread = await begin(world.person("anna"), world, path="short")

        assert step_in(thread).content.startswith("**Steg 1 · Utmaning och lämplighet (1 av 6)**")


async def test_in_direct_messages_a_mission_lives_where_it_is_begun(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")

        shown = await anna.command_direct("mission new")
        form = await anna.pick(shown.message, BLANK)
        told = await anna.fill(form, title="Min egen")

        assert "**Min egen** finns här nedanför." in told.said
        assert canvas_in(anna.direct).content.startswith("**Min egen**")
        assert step_in(anna.direct).content.startswith("**Steg 1 av 10 · ")
        assert (await anna.command_direct("mission step")).words.startswith("**Steg 1 av 10 · ")


async def test_a_mission_in_direct_messages_goes_on_after_a_restart_and_is_brought_down_when_opened(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        shown = await anna.command_direct("mission new")
        await anna.fill(await anna.pick(shown.message, BLANK), title="Min egen")
        old = canvas_in(anna.direct)
        await world.restart()

        await anna.press(step_in(anna.direct), "Nästa")
        moved = step_in(anna.direct).content
        await anna.command_direct("mission open")

        assert moved.startswith("**Steg 2 av 10 · ")
        assert [m.id for m in anna.direct.history()][-2:] == [canvas_in(anna.direct).id, step_in(anna.direct).id]
        assert old.id not in {message.id for message in anna.direct.history()}


async def test_a_mission_opened_in_a_channel_moves_there_from_direct_messages_with_its_people(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        shown = await anna.command_direct("mission new")
        await anna.fill(await anna.pick(shown.message, BLANK), title="Min egen")
        await anna.command("mission invite", person=bo.member)

        away = await bo.command_direct("mission open")
        await bo.command("mission open")

        channel = world.env.bot.get_channel(world.thread().id)
        assert isinstance(channel, discord.Thread)
        members = {member.id for member in await channel.fetch_members()}
        assert "finns hos anna" in away.words
        assert members == {world.bot.id, anna.member.id, bo.member.id}
        assert step_in(world.thread()).content.startswith("**Steg 1 av 10 · ")


async def test_where_no_private_thread_may_be_made_the_mission_begins_in_direct_messages(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        without(world, "create_private_threads")

        told = await begun(anna, title="Friska hav")

        assert "direktmeddelande" in told.said
        assert "Skapa privata trådar" in told.said
        assert "/mission öppna" in told.said
        assert world.channel.threads == []
        assert step_in(anna.direct).content.startswith("**Steg 1 av 10 · ")

        without(world)
        opened = await anna.command("mission open")

        assert f"finns i <#{world.thread().id}>" in opened.words
        assert step_in(world.thread()).content.startswith("**Steg 1 av 10 · ")


async def test_where_direct_messages_are_closed_too_the_mission_waits_to_be_opened(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        without(world, "create_private_threads")
        world.env.inject_error("POST", f"/channels/{anna.direct.id}/messages", status=403, code=50007)

        told = await begun(anna, title="Friska hav")
        without(world)
        opened = await anna.command("mission open")

        assert "har ingen plats än" in told.said
        assert f"finns i <#{world.thread().id}>" in opened.words


async def test_a_mission_whose_thread_was_deleted_gets_a_new_one(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        await write(anna, thread, challenge="Havet är övergött.")
        channel = world.env.bot.get_channel(thread.id)
        assert isinstance(channel, discord.Thread)
        await channel.delete()
        await world.settle()

        shown = await anna.command("mission step", step="2")
        opened = await anna.command("mission open")

        assert "tråd finns inte längre" in shown.words
        assert f"finns i <#{world.thread().id}>" in opened.words
        assert "Havet är övergött" in canvas_in(world.thread()).content
        assert step_in(world.thread()).content.startswith("**Steg 2 av 10 · ")


async def test_a_canvas_that_somebody_deleted_is_posted_anew(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        world.env.backend.delete_message(thread.id, canvas_in(thread).id)
        await world.settle()

        await write(anna, thread, challenge="Havet är övergött.")

        assert "Havet är övergött" in canvas_in(thread).content


async def test_a_thread_that_discord_has_put_away_is_woken(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        channel = world.env.bot.get_channel(thread.id)
        assert isinstance(channel, discord.Thread)
        await channel.edit(archived=True)
        await world.settle()
        await world.restart()

        await anna.command("mission open")

        now = await world.env.bot.fetch_channel(thread.id)
        assert isinstance(now, discord.Thread)
        assert not now.archived


async def test_a_change_edits_the_canvas_and_the_step_and_a_move_posts_the_step_anew(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        canvas, step = canvas_in(thread).id, step_in(thread).id

        await write(anna, thread, challenge="Havet är övergött.")
        written = (canvas_in(thread).id, step_in(thread).id)
        await anna.press(step_in(thread), "Nästa")

        assert written == (canvas, step)
        assert canvas_in(thread).id == canvas
        assert step_in(thread).id != step
        assert step_in(thread).content.startswith("**Steg 2 av 10 · ")


async def test_an_old_button_shows_where_the_mission_now_is(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        old = step_in(thread)
        await anna.press(old, "Nästa")

        told = await anna.press(old, "Nästa")

        assert told.new[0].ephemeral
        assert told.said.startswith("**Steg 2 av 10 · ")
        assert "ni inte längre är vid" in told.said
        assert step_in(thread).content.startswith("**Steg 2 av 10 · ")


async def test_a_button_pressed_twice_moves_one_step(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)

        await anna.press_twice(step_in(thread), "Nästa")

        assert step_in(thread).content.startswith("**Steg 2 av 10 · ")


async def test_missions_and_steps_are_offered_while_one_types(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        thread = await begin(anna, world, title="Friska hav")
        await begin(anna, world, title="Unga i rörelse", path="short")

        assert await anna.offered("mission show", "mission") == ["Unga i rörelse", "Friska hav"]
        assert await anna.offered("mission show", "mission", "hav") == ["Friska hav"]
        assert await bo.offered("mission show", "mission") == []
        assert len(await anna.offered("mission step", "step", where=thread)) == 10
        assert len(await anna.offered("mission step", "step", mission="Unga i rörelse")) == 6
        assert await anna.offered("mission step", "step", "mål", where=thread) == ["6. Målkonflikter och sidoeffekter"]


async def test_outside_a_thread_the_mission_is_named_or_chosen_from_a_list(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world, title="Friska hav")
        await begin(anna, world, title="Unga i rörelse")

        unnamed = await anna.command("mission show")
        named = await anna.command("mission show", mission="friska hav")
        within = await anna.command("mission show", where=thread)
        unknown = await anna.command("mission show", mission="Något annat")

        assert set(options(unnamed.message, world.env)) == {"Friska hav", "Unga i rörelse"}
        assert named.words.startswith("**Friska hav**")
        assert within.words.startswith("**Friska hav**")
        assert "ingen mission med det namnet" in unknown.words


@pytest.mark.parametrize("locale", ["sv-SE", "en-GB"])
async def test_a_mission_speaks_the_language_of_whoever_begins_it(settings: LedfyrSettings, locale: str) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna", locale=locale)
        shown = await anna.command("mission new")
        form = await anna.pick(shown.message, options(shown.message, world.env)[0])
        await anna.fill(form)

        first = "Answer" if locale == "en-GB" else "Svara"
        assert first in labels(world.thread().history()[-1])


async def test_help_tells_of_missions(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        assert "/mission skapa" in (await world.person("anna").command("help")).words
