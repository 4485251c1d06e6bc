"""A mission is designed together: who may come in, whose words stand, who decides, whose language is spoken."""

from collections.abc import Sequence
from typing import Any

import discord
import pytest
from simcord import SetupError
from simcord.builders import ChannelHandle

from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.flows.discord_seen import labels, options
from tests.flows.discord_world import Person, World, discord_world
from tests.flows.mission_world import begin, canvas_in, step_in, write, write_in


async def a_mission_of(world: World, *, roles: Sequence[Any] = ()) -> tuple[Person, Person, ChannelHandle]:
    """A mission of Anna's in which Bo takes part."""
    anna, bo = world.person("anna"), world.person("bo", roles=roles)
    thread = await begin(anna, world)
    await anna.command("mission invite", where=thread, person=bo.member)
    return anna, bo, thread


async def test_an_invited_person_is_let_into_the_thread_and_writes_proposals(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo, thread = await a_mission_of(world)

        told = await write(bo, thread, challenge="Havet är övergött.")
        shown = await anna.press(canvas_in(thread), "Visa missionen")
        waiting = await anna.press(shown.new[-1], "Förslag")
        await anna.press(waiting.new[-1], "Låt alla stå")

        assert "bo föreslår under Utmaning: Havet är övergött." in told
        assert "Havet är övergött." in waiting.said
        assert "anna lät ett förslag av bo stå under Utmaning" in thread.history()[-1].content
        assert "Havet är övergött" in canvas_in(thread).content


async def test_somebody_with_an_invited_role_comes_in_by_opening_the_mission(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        role = world.guild.create_role("Fiskare")
        anna, cilla, dan = world.person("anna"), world.person("cilla", roles=[role]), world.person("dan")
        thread = await begin(anna, world)

        invited = await anna.command("mission invite", where=thread, role=role)
        opened = await cilla.command("mission open")
        told = await write(cilla, thread, challenge="Torsken är borta.")
        refused = await dan.command("mission open", mission="Friska hav")

        assert "/mission öppna" in invited.words
        assert f"<#{thread.id}>" in opened.words
        assert "cilla föreslår under Utmaning: Torsken är borta." in told
        assert "ingen mission med det namnet" in refused.words


async def test_a_co_owner_decides_and_the_owner_can_hand_over(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo, thread = await a_mission_of(world)

        may_not = await bo.press(step_in(thread), "Nästa")
        await anna.command("mission invite", where=thread, person=bo.member, **{"co-owner": True})
        await bo.press(step_in(thread), "Nästa")
        moved = step_in(thread).content
        await anna.command("mission transfer", where=thread, person=bo.member)
        archived = await anna.command("mission archive", where=thread)

        assert "Det bestämmer anna" in may_not.said
        assert moved.startswith("**Steg 2 av 10 · ")
        assert "Det bestämmer bo" in archived.words


async def test_two_people_editing_the_same_field_get_both_texts_side_by_side(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo, thread = await a_mission_of(world)
        annas, bos = await anna.press(step_in(thread), "Svara"), await bo.press(step_in(thread), "Svara")

        await write_in(bos, bo, thread, challenge="Torsken är borta.")
        await anna.press(thread.history()[-1], "Låt stå")
        met = await write_in(annas, anna, thread, challenge="Havet är övergött.")

        assert "Två texter möttes under Utmaning" in met
        assert "Torsken är borta." in met
        assert "Havet är övergött." in met
        assert "Torsken är borta" in canvas_in(thread).content


async def test_a_click_by_somebody_who_is_not_in_the_mission_changes_nothing(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        _, _, thread = await a_mission_of(world)
        dan = world.person("dan")
        # Whoever may manage threads sees private ones.
        channel = world.env.bot.get_channel(thread.id)
        assert isinstance(channel, discord.Thread)
        await channel.add_user(discord.Object(dan.member.id))

        told = await dan.press(step_in(thread), "Nästa")

        assert told.new[0].ephemeral
        assert "inte med i den missionen" in told.said
        assert step_in(thread).content.startswith("**Steg 1 av 10 · ")


async def test_what_everybody_hears_is_in_the_missions_language_and_the_rest_in_ones_own(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, eve = world.person("anna"), world.person("eve", locale="en-GB")
        thread = await begin(anna, world)
        await anna.command("mission invite", where=thread, person=eve.member)

        form = await eve.press(step_in(thread), "Svara")
        told = await write_in(form, eve, thread, challenge="The sea is full of nutrients.")
        refused = await eve.press(step_in(thread), "Nästa")

        assert form.form is not None
        assert form.form["title"].startswith("Step 1")
        assert told.startswith("eve föreslår under Utmaning")
        assert "anna" in refused.said
        assert "Det bestämmer" not in refused.said


async def test_a_mission_is_shown_in_a_channel_only_after_a_second_word_and_once(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, _, thread = await a_mission_of(world)
        await write(anna, thread, challenge="Havet är övergött.")

        shown = await anna.command("mission show")
        before = len(world.channel.history())
        asked = await anna.press(shown.message, "Visa i kanalen")
        still = len(world.channel.history())
        await anna.press_twice(asked.new[-1], "Ja, visa den för alla här")

        [posted] = [
            m for m in world.channel.history()[before:] if m.author.id == world.bot.id and not m.flags.ephemeral
        ]
        assert shown.hidden
        assert still == before
        assert posted.content.startswith("**Friska hav**")


async def test_what_is_done_outside_the_thread_is_told_there_to_nobody(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, _, thread = await a_mission_of(world)

        step = await anna.command("mission step", mission="Friska hav")
        form = await anna.press(step.message, "Svara")
        told = await anna.fill(form, challenge="Havet är övergött.")

        assert all(message.ephemeral for message in told.new)
        assert "anna skrev under Utmaning" in told.said
        assert not any(
            "övergött" in message.content for message in world.channel.history() if not message.flags.ephemeral
        )
        assert "Havet är övergött" in canvas_in(thread).content


async def test_a_message_in_the_thread_becomes_an_answer_by_whoever_wrote_it(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo, thread = await a_mission_of(world)
        said = await bo.member.send(thread, "Havet är övergött sedan *åttiotalet*.")

        asked = await anna.point_at(said, "Use as mission answer", where=thread)
        await anna.pick(asked.message, "Utmaning")

        assert asked.hidden
        assert "anna förde in ord av bo under Utmaning" in thread.history()[-1].content
        assert r"\*åttiotalet\*" in thread.history()[-1].content


async def test_a_message_that_names_somebody_is_kept_with_their_name_and_not_their_id(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo, thread = await a_mission_of(world)
        said = await bo.member.send(thread, f"<@{anna.member.id}> har mätt havet.")

        asked = await anna.point_at(said, "Use as mission answer", where=thread)
        await anna.pick(asked.message, "Utmaning")

        assert "@anna har mätt havet." in thread.history()[-1].content
        assert str(anna.member.id) not in thread.history()[-1].content


async def test_a_message_that_cannot_become_an_answer_says_why(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, _, thread = await a_mission_of(world)
        elsewhere = await anna.member.send(world.channel, "Havet är övergött.")
        picture = await anna.member.send(thread, "", attachments=[("hav.png", b"x")])

        told = [
            await anna.point_at(elsewhere, "Use as mission answer"),
            await anna.point_at(step_in(thread), "Use as mission answer", where=thread),
            await anna.point_at(picture, "Use as mission answer", where=thread),
        ]

        assert [one.words.partition(".")[0] for one in told] == [
            "Här finns ingen mission",
            "Det är mitt eget meddelande",
            "Meddelandet har ingen text som kan bli ett svar",
        ]


async def test_a_reply_to_the_step_is_no_question_and_says_how_it_becomes_an_answer(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, _, thread = await a_mission_of(world)

        [hint] = await anna.write("Havet är övergött.", where=thread, reply_to=step_in(thread))
        [answer] = await anna.write(
            f"{world.bot.mention} Vilka är flaskhalsarna?", where=thread, reply_to=step_in(thread)
        )

        assert "Använd som missionssvar" in hint.content
        assert "Blekinge har sju flaskhalsar." in answer.content


async def test_undo_takes_back_ones_own_last_change(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, _, thread = await a_mission_of(world)
        await write(anna, thread, challenge="Havet är övergött.")

        await anna.press(step_in(thread), "Ångra")

        assert "anna ångrade den senaste ändringen" in thread.history()[-1].content
        assert "övergött" not in canvas_in(thread).content


async def test_what_the_documents_say_is_linked_to_a_claim(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, _, thread = await a_mission_of(world)
        await write(anna, thread, challenge="Blekinge har flaskhalsar.")

        found = await anna.press(step_in(thread), "Vad säger underlaget?")
        asked = await anna.press(found.new[-1], "Länka belägg [1]")
        await anna.pick(asked.new[-1], "Blekinge har flaskhalsar.")

        assert "Blekinge har sju flaskhalsar." in found.said
        assert "anna länkade belägg till: Blekinge har flaskhalsar." in thread.history()[-1].content
        assert "1 med belägg" in canvas_in(thread).content


async def test_a_mission_with_many_entries_has_a_menu_with_pages(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, _, thread = await a_mission_of(world)
        await anna.command("mission step", where=thread, step="2")
        await write(anna, thread, system="\n".join(f"Del {number}" for number in range(1, 61)))
        await world.restart()
        found = await anna.press(step_in(thread), "Vad säger underlaget?")
        asked = await anna.press(found.new[-1], "Länka belägg [1]")
        first = options(asked.new[-1], world.env)

        turned = await anna.pick(asked.new[-1], first[-1])
        second = options(turned.message, world.env)
        await anna.pick(turned.message, "Del 24")

        assert first[:2] == ["Del 1", "Del 2"]
        assert first[-1] == "Fler ▸ (24–46 av 60)"
        assert second[0] == "◂ Föregående (1–23 av 60)"
        assert second[1] == "Del 24"
        linked = [m for m in thread.history() if "anna länkade belägg till: Del 24" in m.content]
        assert "Till steget" in labels(linked[0])


async def test_twenty_people_who_press_at_once_all_get_their_form(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        role = world.guild.create_role("Kommunerna")
        anna = world.person("anna")
        thread = await begin(anna, world)
        await anna.command("mission invite", where=thread, role=role)
        people = [world.person(f"person{number}", roles=[role]) for number in range(20)]

        # Discord, and the simulated one, lets go of whoever is not answered in three seconds.
        told = await world.press_all(people, step_in(thread), "Svara")

        assert all(one.form is not None for one in told)
        assert world.log() == ""


async def test_somebody_who_is_let_out_is_out_of_the_thread_too(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo, thread = await a_mission_of(world)
        shown = await anna.command("mission show", where=thread)
        people = await anna.press(shown.message, "Deltagare")

        await anna.pick(people.message, "Ta bort bo ur missionen")

        assert "anna tog bort bo ur missionen." in thread.history()[-1].content
        with pytest.raises(SetupError, match="not visible"):
            await bo.press(step_in(thread), "Svara")


async def test_a_mission_that_is_renamed_renames_its_thread(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, _, thread = await a_mission_of(world)
        shown = await anna.command("mission show", where=thread)
        people = await anna.press(shown.message, "Deltagare")

        await anna.fill(await anna.press(people.message, "Byt namn"), title="Havet vid Hanö")

        assert world.thread().name == "Havet vid Hanö"
        assert "Havet vid Hanö" in canvas_in(thread).content
