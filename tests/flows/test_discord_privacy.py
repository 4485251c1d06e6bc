"""What is stored about a person: shown, exported, deleted, and let go of in time."""

import datetime as dt
import json

from knowledge.assembly import open_state
from knowledge.sessions.session import Person as PersonOf
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary, a_no, an_answer
from tests.builders_sessions import a_draft, a_session
from tests.flows.discord_world import Person, discord_world

QUESTION = "Vilka är flaskhalsarna?"
FIRST_DAY = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


async def leave_traces(person: Person) -> None:
    """Ask twice, tell the maintainers of the answer and of the gap, and open a thread."""
    answered = await person.ask(QUESTION, visible=True)
    await person.press(answered.message, "👍 Hjälpte")
    await person.press(answered.message, "Fråga vidare")
    unanswered = await person.ask("Vad kostar det?")
    await person.press(unanswered.message, "Rapportera lucka")


def a_library() -> ScriptedLibrary:
    """A library that knows the first answer and not the second."""
    return ScriptedLibrary(an_answer(), a_no("nothing_found"))


async def test_my_data_shows_what_is_stored_about_the_asker(settings: LedfyrSettings) -> None:
    async with discord_world(settings, a_library()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await leave_traces(anna)
        await bo.ask("Vad gör bo här?")

        shown = await anna.command("my-data show")

        words = shown.words.replace("\u00a0", " ")
        assert shown.hidden
        for line in ("2 frågor med svar", "1 samtalstråd", "1 omdöme", "1 rapporterad lucka", QUESTION):
            assert line in words
        assert "Vad gör bo här?" not in words
        assert "/mina-uppgifter exportera" in words


async def test_my_data_exports_everything_as_json(settings: LedfyrSettings) -> None:
    async with discord_world(settings, a_library()) as world:
        anna = world.person("anna")
        await leave_traces(anna)

        exported = await anna.command("my-data export")

        [file] = exported.message.attachments
        record = json.loads(await file.read())
        assert exported.hidden
        assert file.filename == "mina-uppgifter.json"
        assert record["person"] == anna.name
        assert [one["question"] for one in record["exchanges"]] == [QUESTION, "Vad kostar det?"]
        assert [len(record[kind]) for kind in ("conversations", "feedback", "gaps")] == [1, 1, 1]


async def test_my_data_deletes_everything_of_the_asker_and_nothing_of_others(settings: LedfyrSettings) -> None:
    async with discord_world(settings, a_library()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await leave_traces(anna)
        await bo.ask("Vad gör bo här?")

        deleted = await anna.command("my-data delete")

        words = deleted.words.replace("\u00a0", " ")
        assert "2 frågor med svar" in words
        assert "1 rapporterad lucka" in words
        assert (await anna.command("my-data show")).words == "Inget lagras om dig."
        assert [one.question for one in (await bo.stored()).exchanges] == ["Vad gör bo här?"]
        async with open_state(settings) as state:
            assert (await state.feedback(), await state.gaps()) == ([], [])


async def test_my_data_works_in_a_direct_message(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        await anna.write_direct(QUESTION)

        result = await anna.member.user.slash("my-data show")

        assert QUESTION in str(result.response and result.response.content)


async def test_conversations_go_after_a_month_and_what_the_maintainers_were_told_stays(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, a_library(), now=lambda: FIRST_DAY) as world:
        anna = world.person("anna")
        await leave_traces(anna)

        await world.restart(now=lambda: FIRST_DAY + dt.timedelta(days=31))
        await world.settle()

        assert (await anna.command("my-data show")).words == "Inget lagras om dig."
        async with open_state(settings) as state:
            assert (len(await state.feedback()), len(await state.gaps())) == (1, 1)


async def test_an_export_does_not_tell_where_documents_lie_on_the_machine(settings: LedfyrSettings) -> None:
    async with discord_world(settings, a_library()) as world:
        anna = world.person("anna")
        await leave_traces(anna)

        exported = await anna.command("my-data export")

        [file] = exported.message.attachments
        [answered, unanswered] = json.loads(await file.read())["exchanges"]
        cited = answered["result"]["citations"]
        assert [sorted(one["document"]) for one in cited] == [["facts", "fingerprint", "format", "id"]]
        assert "source" not in str(unanswered["result"]["nearest"])


async def leave_missions(settings: LedfyrSettings, anna: Person, bo: Person) -> None:
    """Anna owns one mission alone and one that Bo is in; what she wrote for a third is a draft."""
    who, other = (PersonOf(id=one.name, name=one.member.name) for one in (anna, bo))
    async with open_state(settings) as state:
        await state.missions.add(a_session("alone", owner=who, title="Ensamma hav"))
        await state.missions.add(a_session("shared", owner=who, contributors=(other,), title="Delade hav", vision="Vi"))
        await state.missions.keep_draft(a_draft(person=who.id, session="gone", text="Mitt utkast"))


async def test_my_data_covers_missions_and_drafts(settings: LedfyrSettings) -> None:
    async with discord_world(settings, a_library()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await leave_missions(settings, anna, bo)

        shown = (await anna.command("my-data show")).words.replace("\u00a0", " ")
        exported = await anna.command("my-data export")

        for line in ("2 missioner", "1 utkast", "Ensamma hav", "Delade hav"):
            assert line in shown
        [file] = exported.message.attachments
        told = (await file.read()).decode()
        record = json.loads(told)
        assert [one["id"] for one in record["missions"]] == ["alone", "shared"]
        assert "Mitt utkast" in told
        assert anna.name in told
        assert bo.name not in told
        assert str(bo.member.id) not in told


async def test_my_data_deletes_a_persons_own_missions_and_hands_over_those_of_others(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, a_library()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await leave_missions(settings, anna, bo)

        asked = await anna.command("my-data delete")
        words = (await anna.press(asked.message, "Radera allt")).words.replace("\u00a0", " ")

        assert "1 mission" in words
        assert "1 utkast" in words
        assert "en tidigare deltagare" in words
        assert (await anna.command("my-data show")).words == "Inget lagras om dig."
        async with open_state(settings) as state:
            assert await state.missions.load("alone") is None
            shared = await state.missions.load("shared")
        assert shared is not None
        assert shared.owner.id == bo.name
        assert anna.name not in shared.model_dump_json()


async def test_missions_that_would_go_for_good_are_named_before_anything_is_deleted(settings: LedfyrSettings) -> None:
    async with discord_world(settings, a_library()) as world:
        anna = world.person("anna")
        await leave_traces(anna)
        alone = a_session("alone", owner=PersonOf(id=anna.name, name="anna")).model_copy(update={"title": "Friska hav"})
        async with open_state(settings) as state:
            await state.missions.add(alone)

        asked = await anna.command("my-data delete")
        before = await anna.stored()
        done = await anna.press(asked.message, "Radera allt")

        assert asked.hidden
        assert "Friska hav" in asked.words
        assert (len(before.missions), len(before.exchanges)) == (1, 2)
        assert "1 mission" in done.words.replace("\u00a0", " ")
        assert (await anna.command("my-data show")).words == "Inget lagras om dig."
