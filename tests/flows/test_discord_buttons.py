"""What stands under an answer: sources, feedback, gaps, sharing, taking it away; before and after a restart."""

import io
from collections.abc import Callable
from pathlib import Path

import discord
import docx
import pytest

from knowledge.assembly import open_state
from knowledge.journal import Feedback, Gap
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary, a_citation, a_document, a_no, an_answer
from tests.builders import a_passage
from tests.conftest import TakeIn
from tests.flows.conftest import MISSION
from tests.flows.discord_seen import labels
from tests.flows.discord_world import discord_world

QUESTION = "Vilka är flaskhalsarna?"


async def told_to_the_maintainers(settings: LedfyrSettings) -> tuple[list[Feedback], list[Gap]]:
    async with open_state(settings) as state:
        return await state.feedback(), await state.gaps()


def three_sources() -> ScriptedLibrary:
    """A library whose answer quotes three documents, each with its passage."""
    names = ("hav.md", "kust.md", "vatten.md")
    documents = [a_document(name, title=name.removesuffix(".md").capitalize()) for name in names]
    citations = [a_citation(f"Citat {at}.", number=at, document=one) for at, one in enumerate(documents, start=1)]
    library = ScriptedLibrary(an_answer(*citations))
    library.passages = [
        a_passage(f"Före {at}.", f"Citat {at}.", f"Efter {at}.", document=one) for at, one in enumerate(names, start=1)
    ]
    return library


@pytest.mark.usefixtures("missions")
async def test_sources_show_each_quote_in_its_passage_to_the_reader_alone(settings: LedfyrSettings) -> None:
    async with discord_world(settings) as world:
        anna = world.person("anna")
        told = await anna.ask("Vad är målet för Karlskrona skärgård?", visible=True)

        sources = await anna.press(told.message, "Källor")

        assert sources.hidden
        assert "> Målet är att vattnet i Karlskrona skärgård håller god status år 2030." in sources.words
        assert "För närvarande deltar elva kommuner i arbetet." in sources.words
        assert "Vad är målet?" in sources.words


async def test_sources_are_paged_in_place_there_and_back(settings: LedfyrSettings) -> None:
    async with discord_world(settings, three_sources()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)

        page = (await anna.press(told.message, "Källor")).message
        seen = [(page.content, labels(page))]
        for way in ("Nästa", "Nästa", "Föregående"):
            assert (await anna.press(page, way)).message.id == page.id
            seen.append((page.content, labels(page)))

        quotes = [[f"> Citat {at}." in content for at in (1, 2, 3)].index(True) + 1 for content, _ in seen]
        assert quotes == [1, 2, 3, 2]
        assert [ways for _, ways in seen[:3]] == [["Nästa"], ["Föregående", "Nästa"], ["Föregående"]]
        assert "Före 2." in seen[3][0]


async def test_buttons_work_after_a_restart(settings: LedfyrSettings) -> None:
    library = three_sources()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)
        first = await anna.press(told.message, "Källor")

        await world.restart()
        second = await anna.press(first.message, "Nästa")
        helped = await anna.press(told.message, "👍 Hjälpte")
        await anna.press(told.message, "Fråga vidare")

        assert "> Citat 2." in second.words
        assert helped.words == "Tack! Det hjälper oss att göra svaren bättre."
        await anna.write("Vem leder dem?", where=world.thread())
        assert library.asked[-1][2] == (QUESTION,)


async def test_a_form_that_was_open_during_a_restart_is_still_taken(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        form = await anna.press((await anna.ask(QUESTION)).message, "👎 Hjälpte inte")

        await world.restart()
        thanks = await anna.send_in(form, "Siffrorna är gamla.")

        assert thanks.words == "Tack! Det hjälper oss att göra svaren bättre."
        [feedback], _ = await told_to_the_maintainers(settings)
        assert feedback.comment == "Siffrorna är gamla."


async def test_feedback_is_stored_and_can_be_counted_without_saying_whose_it_is(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        told = await anna.ask(QUESTION, visible=True)

        await anna.press(told.message, "👍 Hjälpte")
        await bo.send_in(await bo.press(told.message, "👎 Hjälpte inte"), "")

        feedback, _ = await told_to_the_maintainers(settings)
        assert sorted(one.helped for one in feedback) == [False, True]
        assert [one.comment for one in feedback] == [None, None]
        assert [one.documents for one in feedback] == [("strategi.txt",)] * 2
        assert not any(str(person.member.id) in str(feedback) for person in (anna, bo))


async def test_a_second_verdict_replaces_the_first(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)
        await anna.press(told.message, "👍 Hjälpte")

        changed = await anna.send_in(await anna.press(told.message, "👎 Hjälpte inte"), "För kort.")

        assert changed.words == "Tack! Ditt tidigare omdöme är ersatt."
        [feedback], _ = await told_to_the_maintainers(settings)
        assert (feedback.helped, feedback.comment) == (False, "För kort.")


async def test_the_form_says_what_is_stored_and_what_identifies_people_is_masked(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask("Vem är anna.berg@example.se?")

        form = await anna.press(told.message, "👎 Hjälpte inte")
        await anna.send_in(
            form, "Ring 070-123 45 67 eller skriv till bo@example.se, 19850709-9805, eller <@123456789>."
        )

        assert "Frågan sparas tillsammans med det du skriver" in str(form.form)
        [feedback], _ = await told_to_the_maintainers(settings)
        for secret in ("anna.berg@example.se", "070-123 45 67", "bo@example.se", "9805", "123456789"):
            assert secret not in f"{feedback.question} {feedback.comment}"
        assert str(feedback.comment).startswith("Ring ")


async def test_a_no_shows_what_lies_nearest_and_logs_a_gap_only_when_asked_to(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary(a_no("nothing_found", a_citation("Avgiften beslutas av fullmäktige.")))
    async with discord_world(settings, library) as world:
        anna = world.person("anna")

        told = await anna.ask("Vad kostar det?")

        assert "Jag hittar inget svar på det i dokumenten." in told.words
        assert "Avgiften beslutas av fullmäktige." in told.words
        assert labels(told.message) == ["Källor", "Rapportera lucka", "Fråga vidare", "Dela i kanalen", "Ta med svaret"]
        assert await told_to_the_maintainers(settings) == ([], [])

        logged, again = [await anna.press(told.message, "Rapportera lucka") for _ in range(2)]

        _, [gap] = await told_to_the_maintainers(settings)
        assert (gap.question, gap.reason, gap.nearest) == ("Vad kostar det?", "nothing_found", ("strategi.txt",))
        assert str(anna.member.id) not in str(gap)
        assert logged.words.startswith("Tack! Frågan är nu sparad utan ditt namn")
        assert again.words == "Du har redan rapporterat den här luckan."


async def test_a_private_answer_is_shared_in_the_channel_once_under_the_sharers_name(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        told = await anna.ask(QUESTION)

        shared = await anna.press(told.message, "Dela i kanalen")

        assert shared.message.content == "Svaret är delat i kanalen."
        [message] = world.channel.history(viewer=bo.member)
        assert "Blekinge har sju flaskhalsar." in message.content
        assert "Delat av anna" in message.content
        assert "Dela i kanalen" not in labels(message)
        assert "Dela i kanalen" not in labels(told.message)
        assert (await bo.press(message, "👍 Hjälpte")).words.startswith("Tack!")


async def test_an_answer_is_taken_along_as_text_and_as_a_word_document(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)

        taken = await anna.press(told.message, "Ta med svaret")

        assert taken.hidden
        assert taken.files == ["ledfyr-svar.txt", "ledfyr-svar.docx"]
        plain, document = [await file.read() for file in taken.message.attachments]
        in_word = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(document)).paragraphs)
        for words in (QUESTION, "Blekinge har sju flaskhalsar.", "Blekinges strategi"):
            assert words in plain.decode()
            assert words in in_word


@pytest.mark.usefixtures("missions")
async def test_sources_of_an_answer_from_a_library_that_was_replaced_show_what_was_quoted_then(
    settings: LedfyrSettings, write: Callable[..., Path], take_in: TakeIn
) -> None:
    async with discord_world(settings) as world:
        anna = world.person("anna")
        told = await anna.ask("Vad är målet för Karlskrona skärgård?")
        write("mission.md", MISSION.replace("god status år 2030", "hög status år 2035"))
        await take_in()

        sources = await anna.press(told.message, "Källor")
        asked_again = await anna.ask("Vad är målet för Karlskrona skärgård?")

        assert "håller god status år 2030." in sources.words
        assert "Biblioteket har uppdaterats sedan svaret gavs." in sources.words
        assert "håller hög status år 2035." in asked_again.words


@pytest.mark.usefixtures("missions")
async def test_sources_that_have_left_the_library_are_shown_as_they_were_quoted(
    settings: LedfyrSettings, write: Callable[..., Path], take_in: TakeIn
) -> None:
    async with discord_world(settings) as world:
        anna = world.person("anna")
        told = await anna.ask("Vad är målet för Karlskrona skärgård?")
        for at in range(settings.kept_versions):
            write("mission.md", f"# Något annat\n\nHär står något helt annat, för gång {at}.")
            await take_in()

        sources = await anna.press(told.message, "Källor")

        assert "håller god status år 2030." in sources.words
        assert "Avsnittet finns inte kvar i biblioteket och visas som det citerades." in sources.words


async def test_a_button_of_an_answer_that_was_deleted_says_so(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)
        await anna.command("my-data delete")

        for label in ("Källor", "👍 Hjälpte", "Fråga vidare", "Dela i kanalen", "Ta med svaret"):
            assert "finns inte kvar hos mig" in (await anna.press(told.message, label)).words
        form = await anna.press(told.message, "👎 Hjälpte inte")
        assert "finns inte kvar hos mig" in (await anna.send_in(form, "Nej.")).words
        assert world.channel.threads == []


async def test_two_quick_presses_share_an_answer_once(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)

        pressed = await anna.press_twice(told.message, "Dela i kanalen")

        words = sorted(one.message.content for one in pressed)
        assert words == ["Svaret är delat i kanalen.", "Svaret är redan delat i kanalen."]
        assert len([one for one in world.channel.history() if "Delat av anna" in one.content]) == 1


async def test_an_answer_is_shared_in_a_thread_where_ledfyr_may_write_in_threads_alone(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        threads_alone = discord.PermissionOverwrite(send_messages=False, send_messages_in_threads=True)
        channel = world.guild.create_text_channel("läsa", overwrites={world.bot: threads_alone})
        opened = await anna.ask(QUESTION, where=channel, visible=True)
        await anna.press(opened.message, "Fråga vidare")
        [thread] = channel.threads
        told = await anna.ask(QUESTION, where=thread)

        shared = await anna.press(told.message, "Dela i kanalen")

        assert shared.message.content == "Svaret är delat i kanalen."
        assert "Delat av anna" in thread.history()[-1].content
