"""Going on in a thread: who needs no mention, whose history it is, what is let be."""

import discord
from simcord.builders import ChannelHandle

from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary, a_no, an_answer
from tests.flows.discord_seen import labels
from tests.flows.discord_world import Person, World, discord_world

QUESTION = "Vilka är flaskhalsarna?"


async def a_thread_of(person: Person, *, visible: bool = True) -> str:
    """Ask and go on in a thread; what the person is told about it."""
    told = await person.ask(QUESTION, visible=visible)
    return (await person.press(told.message, "Fråga vidare")).words


async def test_the_opener_of_a_thread_asks_on_without_a_mention(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        opened = await a_thread_of(anna)
        thread = world.thread()

        [answer] = await anna.write("Vem leder dem?", where=thread)
        await anna.write("Hur många är de?", where=thread)

        assert opened == f"Vi fortsätter i {thread.mention}."
        assert thread.name == QUESTION
        assert library.asked[1:] == [
            ("Vem leder dem?", "sv", (QUESTION,)),
            ("Hur många är de?", "sv", (QUESTION, "Vem leder dem?")),
        ]
        assert labels(answer) == ["Källor", "👍 Hjälpte", "👎 Hjälpte inte", "Ta med svaret"]


async def test_other_peoples_talk_in_a_thread_is_neither_answered_nor_stored(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await a_thread_of(anna)

        assert await bo.write("Ska vi ta lunch?", where=world.thread()) == []
        assert len(library.asked) == 1
        assert (await bo.stored()).exchanges == ()


async def test_others_ask_in_a_thread_by_a_mention_or_a_reply(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await a_thread_of(anna)
        thread = world.thread()

        [first] = await bo.write(f"{world.bot.mention} Vem leder dem?", where=thread)
        [second] = await bo.write("Och när?", where=thread, reply_to=first)

        assert library.asked[1:] == [
            ("Vem leder dem?", "sv", (QUESTION,)),
            ("Och när?", "sv", (QUESTION, "Vem leder dem?")),
        ]
        assert "Blekinge har sju flaskhalsar." in second.content


async def test_an_opener_who_turns_to_somebody_else_is_let_be(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await a_thread_of(anna)

        assert await anna.write(f"{bo.member.mention} vad tror du?", where=world.thread()) == []
        assert (
            len(await anna.write(f"{bo.member.mention} {world.bot.mention} vem leder dem?", where=world.thread())) == 1
        )


async def test_a_thread_of_other_people_is_not_ledfyrs_to_answer_in(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        message = await anna.member.send(world.channel, "Lunch?")
        backend = world.env.backend
        theirs = backend.create_thread(world.channel.id, "lunch", owner_id=anna.member.id, message_id=message.id)
        assert theirs.is_thread

        assert await anna.write("Vilka är flaskhalsarna?", where=world.thread()) == []
        assert library.asked == []


async def test_a_private_answer_goes_on_in_a_private_thread_that_begins_with_it(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        await a_thread_of(anna, visible=False)
        thread = world.thread()
        shown, welcome = thread.history()

        await anna.write("Vem leder dem?", where=thread)

        channel = world.env.bot.get_channel(thread.id)
        assert isinstance(channel, discord.Thread)
        assert channel.is_private()
        assert [call.json["invitable"] for call in world.calls("/threads") if call.json] == [False]
        assert "Blekinge har sju flaskhalsar." in shown.content
        assert "behöver inte nämna mig" in welcome.content
        assert labels(shown) == ["Källor", "👍 Hjälpte", "👎 Hjälpte inte", "Ta med svaret"]
        assert library.asked[1] == ("Vem leder dem?", "sv", (QUESTION,))
        assert not any(QUESTION in message.content and not message.is_system() for message in world.channel.history())
        stored = await anna.stored()
        assert [one.private for one in (*stored.exchanges, *stored.conversations)] == [True, True, True]


async def test_a_second_press_on_ask_further_names_the_thread_that_is_there(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna, bo = world.person("anna"), world.person("bo")
        told = await anna.ask(QUESTION, visible=True)
        await anna.press(told.message, "Fråga vidare")
        # What Discord answers then; simcord would open another.
        world.env.inject_error("POST", "/channels/*/messages/*/threads", status=400, code=160004)

        again = await bo.press(told.message, "Fråga vidare")

        assert again.words == f"Det finns redan en tråd: {world.thread().mention}."


async def test_a_private_question_in_a_thread_reads_its_history_and_leaves_no_trace_in_it(
    settings: LedfyrSettings,
) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await a_thread_of(anna)
        thread = world.thread()

        hidden = await bo.ask("Vem har skulden?", where=thread)
        await anna.write("Vem leder dem?", where=thread)

        assert hidden.hidden
        assert "Fråga vidare" not in labels(hidden.message)
        assert [earlier for _, _, earlier in library.asked] == [(), (QUESTION,), (QUESTION,)]


async def test_a_thread_goes_on_without_the_history_its_opener_has_deleted(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary()
    async with discord_world(settings, library) as world:
        anna, bo = world.person("anna"), world.person("bo")
        await a_thread_of(anna)
        thread = world.thread()
        await bo.write(f"{world.bot.mention} Vem leder dem?", where=thread)
        await anna.command("my-data delete")

        [answer] = await bo.write(f"{world.bot.mention} Hur många är de?", where=thread)

        assert "Blekinge har sju flaskhalsar." in answer.content
        assert library.asked[-1][2] == ("Vem leder dem?",)
        assert await anna.write("Och sedan?", where=thread) == []


async def test_a_missing_permission_to_open_threads_is_named(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        here = without_threads(world)
        visible, hidden = (
            await anna.ask(QUESTION, where=here, visible=True),
            await anna.ask(QUESTION, where=here),
        )

        public = await anna.press(visible.message, "Fråga vidare")
        private = await anna.press(hidden.message, "Fråga vidare")

        assert "Jag saknar behörighet här: Skapa offentliga trådar" in public.words
        assert "Jag saknar behörighet här: Skapa privata trådar" in private.words
        assert public.words.partition("referens ")[2][:6] in world.log()


def without_threads(world: World) -> ChannelHandle:
    """A channel where the bot may not open threads."""
    nothing = discord.PermissionOverwrite(create_public_threads=False, create_private_threads=False)
    return world.guild.create_text_channel("tyst", overwrites={world.bot: nothing})


async def test_without_the_message_content_intent_ledfyr_asks_for_mentions(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary(a_no())
    granted = discord.Intents.none()
    async with discord_world(settings, library, approved=granted, message_content=False) as world:
        anna = world.person("anna")
        await a_thread_of(anna)
        thread = world.thread()

        unheard = await anna.write("Vem leder dem?", where=thread)
        [answer] = await anna.write(f"{world.bot.mention} Vem leder dem?", where=thread)
        [direct] = await anna.write_direct(QUESTION)

        assert "Skriv din följdfråga här och nämn mig" in thread.history()[0].content
        assert unheard == []
        assert library.asked[1] == ("Vem leder dem?", "sv", (QUESTION,))
        assert all("Blekinge har sju flaskhalsar." in one.content for one in (answer, direct))


async def test_two_quick_presses_on_a_private_answer_open_one_thread(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)

        pressed = await anna.press_twice(told.message, "Fråga vidare")
        later = await anna.press(told.message, "Fråga vidare")

        thread = world.thread().mention
        there = f"Det finns redan en tråd: {thread}."
        assert sorted(one.words for one in pressed) == [there, f"Vi fortsätter i {thread}."]
        assert later.words == there


async def test_a_private_answer_gets_a_new_thread_where_the_old_one_was_deleted(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        told = await anna.ask(QUESTION)
        await anna.press(told.message, "Fråga vidare")
        world.env.backend.delete_channel(world.thread().id)
        await world.settle()

        again = await anna.press(told.message, "Fråga vidare")

        assert again.words == f"Vi fortsätter i {world.thread().mention}."


async def test_small_talk_in_a_thread_is_answered_and_not_kept(settings: LedfyrSettings) -> None:
    library = ScriptedLibrary(an_answer(), a_no("nothing_asked"), an_answer())
    async with discord_world(settings, library) as world:
        anna = world.person("anna")
        await a_thread_of(anna)

        [reply] = await anna.write("Tack!", where=world.thread())
        await anna.write("Vem leder dem?", where=world.thread())

        assert reply.content.startswith("Skriv en fråga")
        assert library.asked[-1][2] == (QUESTION,)
        assert [one.question for one in (await anna.stored()).exchanges] == [QUESTION, "Vem leder dem?"]
