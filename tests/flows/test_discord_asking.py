"""Asking in Discord: by command, mention, direct message and menu, in two languages, within limits."""

import datetime as dt
from typing import Any

import pytest
from simcord.backend.models import Interaction

from bot.client import LedfyrClient
from knowledge.settings import GuildSettings, LedfyrSettings
from tests.bot.builders import ScriptedLibrary, a_citation, an_answer
from tests.flows.discord_seen import labels
from tests.flows.discord_world import GUILD, EventfulLibrary, discord_world

FIRST_LINE = "Skriv inga känsliga uppgifter; även Discord lagrar det du skriver."


@pytest.mark.usefixtures("missions")
async def test_a_question_in_swedish_gets_the_documents_own_words_to_the_asker_alone(settings: LedfyrSettings) -> None:
    async with discord_world(settings) as world:
        anna = world.person("anna")

        told = await anna.ask("Vilka åtgärder ingår i missionen Friska hav?")

        assert told.hidden
        assert "2. musslor som renar vattnet" in told.words
        assert "Region Blekinge · Publicerad 4 oktober 2019" in told.words
        assert told.words.count("Biblioteket uppdaterat") == 1
        under = ["Källor", "👍 Hjälpte", "👎 Hjälpte inte", "Fråga vidare", "Dela i kanalen", "Ta med svaret"]
        assert labels(told.message) == under
        assert world.channel.history() == []


@pytest.mark.usefixtures("missions")
async def test_a_question_in_english_is_answered_in_english_with_swedish_quotes_labelled(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings) as world:
        ben = world.person("ben", locale="en-GB")

        told = await ben.ask("Who leads the workshop?")
        swedish = await ben.ask("What is the goal for Karlskrona skärgård?")

        assert "The facilitator leads the workshop and keeps the time." in told.words
        assert labels(told.message)[:2] == ["Sources", "👍 Helped"]
        assert "Målet är att vattnet i Karlskrona skärgård håller god status år 2030." in swedish.words
        assert "original Swedish" in swedish.words


async def test_the_language_is_the_option_then_the_questions_then_the_clients_then_the_guilds(
    settings: LedfyrSettings,
) -> None:
    english = GuildSettings(language="en")
    library = ScriptedLibrary()
    async with discord_world(settings.model_copy(update={"discord_guilds": {GUILD: english}}), library) as world:
        anna, ulla = world.person("anna"), world.person("ulla", locale="fi")

        await anna.ask("Vilka är målen?", language="en")
        await anna.ask("What are the goals?")
        await anna.ask("TRAMI 2030")
        await ulla.ask("TRAMI 2030")

        assert [language for _, language, _ in library.asked] == ["en", "en", "sv", "en"]


async def test_the_line_on_what_ledfyr_is_comes_at_the_first_question_alone(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")

        first, second = await anna.ask("Vilka är flaskhalsarna?"), await anna.ask("Vilka är målen?")

        assert FIRST_LINE in first.words
        assert FIRST_LINE not in second.words


async def test_a_mention_is_answered_in_a_reply_that_all_can_see(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")

        [answer] = await anna.write(f"{world.bot.mention} Vilka är flaskhalsarna?")

        assert "Blekinge har sju flaskhalsar." in answer.content
        assert answer.reference is not None
        assert answer.mentions == []
        assert library.asked == [("Vilka är flaskhalsarna?", "sv", ())]
        assert "Dela i kanalen" not in labels(answer)


async def test_naming_the_bots_role_counts_as_naming_the_bot(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, role = world.person("anna"), world.guild.roles["TestBot"]

        [answer] = await anna.write(f"{role.mention} Vilka är flaskhalsarna?")

        assert "Blekinge har sju flaskhalsar." in answer.content
        assert library.asked[0][0] == "Vilka är flaskhalsarna?"


async def test_what_is_not_addressed_to_ledfyr_is_neither_answered_nor_stored(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")

        assert await anna.write("Vilka är flaskhalsarna, tror ni?") == []

        assert library.asked == []
        assert (await anna.stored()).exchanges == ()


async def test_a_direct_message_remembers_what_it_was_about(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")

        [first] = await anna.write_direct("Vilka är flaskhalsarna?")
        await anna.write_direct("Vem äger dem?")

        assert library.asked[1] == ("Vem äger dem?", "sv", ("Vilka är flaskhalsarna?",))
        assert labels(first) == ["Källor", "👍 Hjälpte", "👎 Hjälpte inte", "Ta med svaret"]


async def test_a_direct_message_begins_anew_the_next_day(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    moments = [dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)]
    async with discord_world(settings, library, now=lambda: moments[-1]) as world:
        anna = world.person("anna")
        await anna.write_direct("Vilka är flaskhalsarna?")
        moments.append(moments[-1] + dt.timedelta(hours=24))

        await anna.write_direct("Vad är målet?")

        assert library.asked[1] == ("Vad är målet?", "sv", ())


async def test_a_direct_message_and_a_channel_never_share_history(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")

        await anna.write_direct("Vad tycker chefen om mig?")
        await anna.write(f"{world.bot.mention} Vilka är flaskhalsarna?")
        await anna.ask("Vem leder dem?")
        await anna.write_direct("Och vem leder dem?")

        histories = [earlier for _, _, earlier in library.asked]
        assert histories == [(), (), (), ("Vad tycker chefen om mig?",)]


async def test_the_message_menu_takes_a_message_as_the_question(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await bo.write("Vilka är flaskhalsarna?")
        [message] = world.channel.history()

        told = await anna.point_at(message, "Ask Ledfyr about this")

        assert told.hidden
        assert "Blekinge har sju flaskhalsar." in told.words
        assert library.asked == [("Vilka är flaskhalsarna?", "sv", ())]
        assert (await anna.stored()).exchanges[0].asker == anna.name


async def test_an_answer_is_visible_where_the_asker_wishes_it(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        told = await world.person("anna").ask("Vilka är flaskhalsarna?", visible=True)

        assert not told.hidden
        assert "Dela i kanalen" not in labels(told.message)


async def test_a_guild_may_make_answers_visible_and_let_a_person_hide_theirs(settings: LedfyrSettings) -> None:
    guild = GuildSettings(visible=True)
    async with discord_world(
        settings.model_copy(update={"discord_guilds": {GUILD: guild}}), ScriptedLibrary()
    ) as world:
        anna = world.person("anna")

        assert not (await anna.ask("Vilka är flaskhalsarna?")).hidden
        assert (await anna.ask("Vilka är flaskhalsarna?", visible=False)).hidden


async def test_mentions_are_answered_in_the_channels_a_guild_has_chosen(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, here = world.person("anna"), world.guild.create_text_channel("fråga-ledfyr")
        await world.restart(settings.model_copy(update={"discord_guilds": {GUILD: GuildSettings(channels=(here.id,))}}))

        [elsewhere] = await anna.write(f"{world.bot.mention} Vilka är flaskhalsarna?")
        [answer] = await anna.write(f"{world.bot.mention} Vilka är flaskhalsarna?", where=here)

        assert here.mention in elsewhere.content
        assert "Blekinge har sju flaskhalsar." in answer.content
        assert len(library.asked) == 1


async def test_only_the_roles_a_guild_has_chosen_may_ask(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        role = world.guild.create_role("Processledare")
        anna, bo = world.person("anna", roles=[role]), world.person("bo")
        await world.restart(settings.model_copy(update={"discord_guilds": {GUILD: GuildSettings(roles=(role.id,))}}))

        refused, answered = await bo.ask("Vilka är flaskhalsarna?"), await anna.ask("Vilka är flaskhalsarna?")

        assert refused.words == "Du behöver en annan roll för att ställa frågor här. Hör med den som sköter servern."
        assert "Blekinge har sju flaskhalsar." in answered.words
        assert len(library.asked) == 1


async def test_a_question_of_more_than_two_thousand_characters_is_refused_with_the_count(
    settings: LedfyrSettings,
) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        told = await world.person("anna").ask("Hur?" * 501)

        assert told.hidden
        assert "2 004 tecken" in told.words.replace("\u00a0", " ")
        assert library.asked == []


async def test_whoever_asks_much_is_told_when_to_ask_again_and_then_may(settings: LedfyrSettings) -> None:
    seconds = [0.0]
    twice = settings.model_copy(update={"questions_per_person": 2})
    async with discord_world(twice, ScriptedLibrary(), clock=lambda: seconds[0]) as world:
        anna, bo = world.person("anna"), world.person("bo")
        told = [await anna.ask("Vilka är flaskhalsarna?") for _ in range(3)]
        other = await bo.ask("Vilka är flaskhalsarna?")
        seconds[0] = 30.0

        later = await anna.ask("Vilka är flaskhalsarna?")

        assert told[2].hidden
        assert "Du kan fråga igen om 30 sekunder." in told[2].words.replace("\u00a0", " ")
        assert all("Blekinge har sju flaskhalsar." in one.words for one in (*told[:2], other, later))


async def test_attached_files_are_left_unread_and_that_is_said(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")

        [answer] = await anna.write(
            f"{world.bot.mention} Vilka är flaskhalsarna?", attachments=[("plan.pdf", b"%PDF-1.7")]
        )

        assert "Blekinge har sju flaskhalsar." in answer.content
        assert "Jag läser inte bifogade filer, bara texten i frågan." in answer.content


async def test_a_mention_without_a_question_is_told_how_to_ask(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        [told] = await world.person("anna").write(world.bot.mention)

        assert "Skriv en fråga" in told.content
        assert library.asked == []


async def test_an_answer_of_three_thousand_characters_comes_in_parts_with_the_buttons_under_the_last(
    settings: LedfyrSettings,
) -> None:
    sentences = [
        f"Mening {number} handlar om vatten, våtmarker och kustens fiske i hela länet." for number in range(44)
    ]
    library = ScriptedLibrary(an_answer(*(a_citation(one, number=at) for at, one in enumerate(sentences, start=1))))
    async with discord_world(settings, library) as world:
        told = await world.person("anna").ask("Vad handlar strategin om?")

        assert len("".join(sentences)) > 3000
        assert len(told.messages) in (2, 3)
        assert all(len(message.content) <= 2000 for message in told.messages)
        assert all(told.words.count(one) == 1 for one in sentences)
        assert [bool(labels(message)) for message in told.messages] == [*([False] * (len(told.messages) - 1)), True]


async def test_what_does_not_fit_in_three_messages_comes_as_a_file(settings: LedfyrSettings) -> None:
    sentences = [
        f"Mening {number} handlar om vatten, våtmarker och kustens fiske i hela länet." for number in range(150)
    ]
    library = ScriptedLibrary(an_answer(*(a_citation(one, number=at) for at, one in enumerate(sentences, start=1))))
    async with discord_world(settings, library) as world:
        told = await world.person("anna").ask("Vad handlar strategin om?")

        [file] = told.message.attachments
        rest = (await file.read()).decode()
        assert len(told.messages) == 3
        assert file.filename == "ledfyr-fortsättning.md"
        assert all((told.words + rest).count(one) == 1 for one in sentences)


@pytest.mark.parametrize("visible", [True, False])
async def test_a_document_that_says_everyone_pings_nobody(settings: LedfyrSettings, visible: bool) -> None:  # noqa: FBT001
    library = ScriptedLibrary(an_answer(a_citation("Skicka till @everyone, @here och <@1> i <#2> *nu*.")))
    async with discord_world(settings, library) as world:
        anna = world.person("anna")

        told = await anna.ask("Vem får <@&3> och @everyone?", visible=visible)
        await anna.write(f"{world.bot.mention} Vem får det?")

        bodies: list[dict[str, Any]] = [call.json or {} for call in world.env.http_requests]
        calls = [body for body in bodies if "content" in body]
        assert calls
        assert all(call["allowed_mentions"]["parse"] == [] for call in calls)
        assert not told.message.message.mention_everyone
        assert not any(message.mention_everyone or message.mentions for message in world.channel.history()[-1:])


async def test_two_who_ask_in_one_channel_at_once_get_their_own_answers_with_histories_apart(
    settings: LedfyrSettings,
) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")

        records = [
            anna.starts("Vilka är flaskhalsarna?"),
            bo.starts("Vad är målet?"),
            anna.starts("Vem leder dem?"),
            bo.starts("När nås det?"),
        ]
        await world.settle()

        told = [world.told(record) for record in records]
        assert [one.words.splitlines()[0] for one in told] == [
            "**Vilka är flaskhalsarna?**",
            "**Vad är målet?**",
            "**Vem leder dem?**",
            "**När nås det?**",
        ]
        assert [earlier for _, _, earlier in library.asked] == [()] * 4
        assert {one.question for one in (await anna.stored()).exchanges} == {
            "Vilka är flaskhalsarna?",
            "Vem leder dem?",
        }
        assert {one.question for one in (await bo.stored()).exchanges} == {"Vad är målet?", "När nås det?"}


async def test_two_threads_asked_in_at_once_keep_their_histories_apart(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        for person, question in ((anna, "Vilka är flaskhalsarna?"), (bo, "Vad är målet?")):
            await person.press((await person.ask(question, visible=True)).message, "Fråga vidare")
        first, second = world.channel.threads

        anna.posts("Vem leder dem?", where=first)
        bo.posts("När nås det?", where=second)
        await world.settle()

        told = {question: earlier for question, _, earlier in library.asked[2:]}
        assert told == {"Vem leder dem?": ("Vilka är flaskhalsarna?",), "När nås det?": ("Vad är målet?",)}


async def test_a_bot_that_is_told_to_stop_finishes_what_is_under_way_and_takes_no_more(
    settings: LedfyrSettings,
) -> None:
    library = EventfulLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        client = world.env.bot
        assert isinstance(client, LedfyrClient)
        asked: list[Interaction] = []

        def stopping() -> None:
            client.underway.stopping = True
            asked.append(bo.starts("Vad är målet?"))

        library.meanwhile = stopping
        told = await anna.ask("Vilka är flaskhalsarna?")
        await client.stop()

        assert "Blekinge har sju flaskhalsar." in told.words
        assert [world.told(record).words for record in asked] == [
            "Jag håller på att startas om. Försök igen om en liten stund."
        ]
        assert len(library.asked) == 1
        assert client.is_closed()


async def test_help_shows_each_reader_the_names_of_their_own_client(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        swedish = await world.person("anna").command("help")
        english = await world.person("ben", locale="en-US").command("help")

        assert swedish.hidden
        assert "/fråga" in swedish.words
        assert "/mina-uppgifter" in swedish.words
        assert "/ask" in english.words
        assert "/fråga" not in english.words


@pytest.mark.usefixtures("missions")
async def test_about_and_documents_tell_what_is_answered_from_and_what_is_stored(settings: LedfyrSettings) -> None:
    async with discord_world(settings.model_copy(update={"contact": "Region Blekinge, ledfyr@example.se"})) as world:
        anna = world.person("anna")

        about, documents = await anna.command("about"), await anna.command("documents")

        assert "2 dokument" in about.words.replace("\u00a0", " ")
        assert "Region Blekinge, ledfyr@example.se" in about.words
        assert "30 dagar" in about.words.replace("\u00a0", " ")
        assert "Missionen Friska hav" in documents.words
        assert "Publicerad 4 oktober 2019" in documents.words


async def test_a_reply_that_pings_the_bot_is_a_question_wherever_it_is_written(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        [first] = await anna.write(f"{world.bot.mention} Vilka är flaskhalsarna?")

        [second] = await bo.write("Vem leder dem?", reply_to=first)

        assert "Blekinge har sju flaskhalsar." in second.content
        assert library.asked[-1] == ("Vem leder dem?", "sv", ())
        assert await anna.write("Instämmer!", reply_to=(await bo.member.send(world.channel, "Bra."))) == []


async def test_a_message_of_the_bots_own_is_no_question(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        [answer] = await anna.write(f"{world.bot.mention} Vilka är flaskhalsarna?")

        told = await anna.point_at(answer, "Ask Ledfyr about this")

        assert told.words.startswith("Det är mitt eget meddelande.")
        assert len(library.asked) == 1
