"""When something goes wrong: a sentence and a reference to the person, the trace to the log, and never silence."""

import re
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from functools import partial

import discord
import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.errors import LibraryDamaged
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary, an_answer
from tests.flows.discord_seen import labels
from tests.flows.discord_world import EventfulLibrary, discord_world

QUESTION = "Vilka är flaskhalsarna?"
A_MINUTE = 60.0
FIFTEEN_MINUTES = 15 * A_MINUTE


def reference_in(words: str) -> str:
    found = re.search(r"referens ([0-9a-f]{6})", words)
    assert found, words
    return found[1]


@contextmanager
def locked(settings: LedfyrSettings) -> Generator[None]:
    """Somebody else writes to the state database and does not let go."""
    path = settings.home / "state" / "ledfyr.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot waits less for a locked database than it does in earnest."""
    monkeypatch.setattr("knowledge.adapters.sql.engine.Database", partial(Database, patience=0.1))


async def test_what_nobody_foresaw_gets_a_reference_that_stands_in_the_log(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary(RuntimeError("hemlig fråga"))) as world:
        anna = world.person("anna")

        told = await anna.ask(QUESTION)
        again = await anna.ask(QUESTION)

        assert told.hidden
        assert told.words.startswith("Jag kan inte söka just nu (referens ")
        assert f"{reference_in(told.words)}\n" in world.log()
        assert "RuntimeError" in world.log()
        assert "hemlig fråga" not in world.log()
        assert "Blekinge har sju flaskhalsar." in again.words


async def test_what_nobody_foresaw_in_a_mention_is_told_where_it_was_written(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary(RuntimeError())) as world:
        [told] = await world.person("anna").write(f"{world.bot.mention} {QUESTION}")

        assert f"{reference_in(told.content)}\n" in world.log()


async def test_trouble_is_told_in_the_language_of_the_question(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary(RuntimeError())) as world:
        told = await world.person("anna").ask("What are the bottlenecks?")

        assert told.words.startswith("I cannot search just now (reference ")


async def test_a_home_without_a_library_says_so(settings: LedfyrSettings) -> None:
    async with discord_world(settings) as world:
        anna = world.person("anna")

        told, about, documents = await anna.ask(QUESTION), await anna.command("about"), await anna.command("documents")

        assert told.words.startswith("Det finns inget bibliotek att söka i än (referens ")
        assert documents.words.startswith("Det finns inget bibliotek att söka i än (referens ")
        assert reference_in(told.words) in world.log()
        assert "Om Ledfyr" in about.words


async def test_a_library_that_is_swept_away_under_a_question_is_opened_anew(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary(LibraryDamaged("20261121-120000-aaaa", fault="gone"), an_answer())
    async with discord_world(settings, library) as world:
        told = await world.person("anna").ask(QUESTION)

        assert "Blekinge har sju flaskhalsar." in told.words
        assert world.log() == ""


async def test_an_interaction_that_expired_before_it_was_taken_is_told_of_in_a_direct_message(
    settings: LedfyrSettings,
) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        record = anna.starts(QUESTION)
        world.env.backend.advance_clock(4.0)

        await world.settle()

        assert world.told(record).messages == ()
        [told] = anna.direct.history()
        assert told.content.startswith("Discord slutade vänta")
        assert reference_in(told.content) in world.log()
        assert library.asked == []
        assert "discord.errors.NotFound" in world.log()


async def test_an_answer_that_takes_its_time_still_comes(settings: LedfyrSettings) -> None:
    library = EventfulLibrary()
    async with discord_world(settings, library) as world:
        library.meanwhile = lambda: world.env.backend.advance_clock(FIFTEEN_MINUTES - A_MINUTE)

        told = await world.person("anna").ask(QUESTION)

        assert "Blekinge har sju flaskhalsar." in told.words


@pytest.mark.parametrize("visible", [True, False])
async def test_an_answer_that_comes_after_fifteen_minutes_is_brought_where_it_can_be_found(
    settings: LedfyrSettings,
    visible: bool,  # noqa: FBT001
) -> None:
    library = EventfulLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        library.meanwhile = lambda: world.env.backend.advance_clock(FIFTEEN_MINUTES + A_MINUTE)

        await anna.ask(QUESTION, visible=visible)

        late = (world.channel if visible else anna.direct).history()[-1]
        assert late.content.count("Discord slutade vänta på svaret, så det kommer här i stället.") == 1
        assert "Blekinge har sju flaskhalsar." in late.content
        assert (await anna.press(late, "👍 Hjälpte")).words.startswith("Tack!") if visible else labels(late)


async def test_a_question_that_is_deleted_meanwhile_is_answered_all_the_same(settings: LedfyrSettings) -> None:
    library = EventfulLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")

        def deleted() -> None:
            [message] = world.channel.history()
            world.env.backend.delete_message(world.channel.id, message.id)

        library.meanwhile = deleted
        [answer] = await anna.write(f"{world.bot.mention} {QUESTION}")

        assert "Blekinge har sju flaskhalsar." in answer.content
        assert world.channel.history() == [answer]
        # simcord takes any reply to what is gone; Discord takes those that say so.
        [call] = world.calls("/messages")
        assert call.json is not None
        assert call.json["message_reference"]["fail_if_not_exists"] is False


async def test_a_channel_that_is_deleted_meanwhile_leaves_a_note_in_the_log(settings: LedfyrSettings) -> None:
    library = EventfulLibrary()
    async with discord_world(settings, library) as world:
        anna, gone = world.person("anna"), world.guild.create_text_channel("kort-liv")
        library.meanwhile = lambda: world.env.backend.delete_channel(gone.id)

        anna.posts(f"{world.bot.mention} {QUESTION}", where=gone)
        await world.settle()

        assert "discord.errors.NotFound" in world.log()
        assert "Blekinge har sju flaskhalsar." in (await anna.ask(QUESTION)).words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (500, "Discord svarar inte som det ska just nu (referens "),
        (429, "Discord tar inte emot fler meddelanden från mig just nu (referens "),
        (403, "Discord tillåter mig inte att göra det här (referens "),
    ],
)
async def test_an_answer_that_discord_does_not_take_is_told_of(
    settings: LedfyrSettings, status: int, words: str
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        world.env.inject_error("POST", "/webhooks/*", status=status)
        told = await anna.ask(QUESTION)
        world.env.inject_error("POST", "/channels/*/messages", status=status)
        [in_channel] = await anna.write(f"{world.bot.mention} {QUESTION}")

        for one in (told.words, in_channel.content):
            assert one.startswith(words)
            assert reference_in(one) in world.log()


async def test_a_fault_of_discords_while_an_answer_is_shared_leaves_the_button(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)
        world.env.inject_error("POST", "/channels/*/messages", status=500)

        failed = await anna.press(told.message, "Dela i kanalen")
        shared = await anna.press(told.message, "Dela i kanalen")

        assert failed.message.content.startswith("Discord svarar inte som det ska just nu (referens ")
        assert failed.message.ephemeral
        assert shared.message.content == "Svaret är delat i kanalen."
        assert len(world.channel.history()) == 1


@pytest.mark.usefixtures("impatient")
async def test_a_locked_database_costs_the_buttons_and_not_the_answer(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        before = await anna.ask(QUESTION)

        with locked(settings):
            told = await anna.ask("Vad är målet?")
            pressed = await anna.press(before.message, "👍 Hjälpte")
            sources = await anna.press(before.message, "Källor")

        assert "Blekinge har sju flaskhalsar." in told.words
        assert (
            f"Knapparna saknas eftersom jag inte kan spara svaret just nu (referens {reference_in(told.words)})"
            in told.words
        )
        assert labels(told.message) == []
        assert pressed.words.startswith("Jag kommer inte åt det som är sparat just nu (referens ")
        assert reference_in(pressed.words) in world.log()
        assert "Blekinge har sju flaskhalsar." in sources.words
        assert (await anna.press(before.message, "👍 Hjälpte")).words.startswith("Tack!")


@pytest.mark.usefixtures("impatient")
async def test_a_locked_database_does_not_silence_a_thread(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        await anna.press((await anna.ask(QUESTION, visible=True)).message, "Fråga vidare")

        with locked(settings):
            [answer] = await anna.write("Vem leder dem?", where=world.thread())

        assert "Blekinge har sju flaskhalsar." in answer.content
        assert library.asked[1][2] == (QUESTION,)


async def test_a_button_that_no_longer_exists_says_so(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        channel = world.env.bot.get_channel(world.channel.id)
        assert isinstance(channel, discord.TextChannel)
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Förr", custom_id="ledfyr:once:abcdef123456"))
        message = await channel.send("Förr", view=view)

        told = await world.person("anna").press(message, "Förr")

        assert told.words.startswith("Frågan och svaret finns inte kvar hos mig")


async def test_an_openers_question_is_not_met_with_silence_when_the_database_is_broken(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        await anna.press((await anna.ask(QUESTION)).message, "Fråga vidare")
        with closing(sqlite3.connect(settings.home / "state" / "ledfyr.sqlite")) as other:
            other.execute("DROP TABLE conversation")

        [told] = await anna.write("Vem leder dem?", where=world.thread())

        assert told.content.startswith("Jag kommer inte åt det som är sparat just nu (referens ")
        assert f"{reference_in(told.content)}\n" in world.log()


async def test_a_mention_where_ledfyr_may_not_write_is_told_of_in_a_direct_message(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        nothing = discord.PermissionOverwrite(send_messages=False)
        silent = world.guild.create_text_channel("tyst", overwrites={world.bot: nothing})

        await anna.write(f"{world.bot.mention} {QUESTION}", where=silent)

        [told] = anna.direct.history()
        assert told.content.startswith(f"Jag får inte skriva i {silent.mention}")
        assert reference_in(told.content) in world.log()
