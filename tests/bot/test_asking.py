"""From a question to what is said and what is kept of it."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot.questions.asking import Asked, Asking, Told
from bot.replies.reply import Reply
from knowledge.answer import Answer, NoAnswer
from knowledge.errors import LibraryDamaged, LibraryMissing, StateUnavailable
from knowledge.journal import Conversation
from knowledge.settings import LedfyrSettings
from tests.bot.builders import LIBRARY, ScriptedLibrary, a_citation, a_no, an_answer, spoken
from tests.fakes import FakeState

ANNA, BO = "discord:1", "discord:2"
CHANNEL, THREAD, DIRECT = "discord:100", "discord:200", "discord:300"
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
FIRST_LINE = "Skriv inga känsliga uppgifter; även Discord lagrar det du skriver."
LOCKED = StateUnavailable(fault="locked")


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now

    def after(self, **time: float) -> None:
        """Let some time pass."""
        self.now += dt.timedelta(**time)


class ForgetfulState(FakeState):
    """A state that cannot tell what was asked before, though everything is kept."""

    async def earlier(self, *_arguments: object, **_options: object) -> list[str]:
        raise LOCKED


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state() -> FakeState:
    return FakeState()


@pytest.fixture
def asking(settings: LedfyrSettings, state: FakeState, clock: Clock) -> Callable[..., Asking]:
    """Answers questions from a library in this state, at that time."""

    def made(library: ScriptedLibrary | None = None, *, kept_in: FakeState | None = None) -> Asking:
        knowledge = library or ScriptedLibrary()
        return Asking(settings=settings, knowledge=knowledge, state=kept_in or state, now=clock)

    return made


def a_question(words: str = "Vilka är målen?", **facts: object) -> Asked:
    """A question in a channel; `facts` replace what is known of it."""
    asked = Asked(question=words, language="sv", asker=ANNA, guild="9", place=CHANNEL)
    return asked._replace(**facts)  # pyright: ignore[reportArgumentType]


def a_direct_question(words: str) -> Asked:
    return a_question(words, guild=None, place=DIRECT, conversation=DIRECT, joins=True, direct=True, private=True)


def in_thread(words: str, *, joins: bool = True, asker: str = ANNA) -> Asked:
    return a_question(words, place=THREAD, conversation=THREAD, joins=joins, asker=asker)


def aims(reply: Reply) -> list[str]:
    return [choice.aim for choice in reply.choices]


def logs(settings: LedfyrSettings) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (settings.home / "log").glob("*.log"))


async def test_a_question_is_kept_with_everything_its_buttons_need(
    asking: Callable[..., Asking], state: FakeState
) -> None:
    told: Told = await asking().answer(a_question("Vilka är målen?", private=True))

    assert told.exchange is not None
    assert await state.find(told.exchange.id) == told.exchange
    assert (told.exchange.asker, told.exchange.guild, told.exchange.place) == (ANNA, "9", CHANNEL)
    assert (told.exchange.question, told.exchange.language, told.exchange.private) == ("Vilka är målen?", "sv", True)
    assert told.exchange.asked == NOON
    assert told.exchange.conversation is None
    assert isinstance(told.exchange.result, Answer)
    assert {choice.value for choice in told.reply.choices} == {told.exchange.id}


async def test_two_questions_in_a_channel_stand_each_alone(asking: Callable[..., Asking]) -> None:
    library = ScriptedLibrary()
    answers = asking(library)

    for asker in (ANNA, BO, ANNA):
        await answers.answer(a_question(asker=asker))

    assert [earlier for _, _, earlier in library.asked] == [(), (), ()]


async def test_a_question_in_a_thread_comes_after_those_before_it_and_the_one_the_thread_grew_from(
    asking: Callable[..., Asking], state: FakeState, clock: Clock
) -> None:
    library = ScriptedLibrary()
    answers = asking(library)
    first = (await answers.answer(a_question("Vilka är målen?"))).exchange
    assert first is not None
    opened = Conversation(id=THREAD, opener=ANNA, private=False, begun_with=first.id, opened=NOON)
    await state.open(opened)

    for words, asker in (("För havet?", ANNA), ("Och skärgården?", BO)):
        clock.after(days=3)
        await answers.answer(in_thread(words, asker=asker))

    assert [earlier for _, _, earlier in library.asked][1:] == [
        ("Vilka är målen?",),
        ("Vilka är målen?", "För havet?"),
    ]


async def test_a_hidden_question_in_a_thread_reads_its_history_and_leaves_none(
    asking: Callable[..., Asking],
) -> None:
    library = ScriptedLibrary()
    answers = asking(library)
    await answers.answer(in_thread("Vilka är målen?"))

    await answers.answer(in_thread("Vad kostar min chef?", joins=False))
    await answers.answer(in_thread("För havet?"))

    assert [earlier for _, _, earlier in library.asked] == [(), ("Vilka är målen?",), ("Vilka är målen?",)]


async def test_a_direct_message_and_a_channel_share_no_history(asking: Callable[..., Asking]) -> None:
    library = ScriptedLibrary()
    answers = asking(library)
    await answers.answer(a_direct_question("Vilka är målen?"))

    await answers.answer(a_question("Och för havet?"))
    await answers.answer(in_thread("Och för luften?"))

    assert [earlier for _, _, earlier in library.asked] == [(), (), ()]


@pytest.mark.parametrize(("hours", "earlier"), [(11.9, ("Vilka är målen?",)), (12.1, ())])
async def test_a_direct_message_remembers_what_it_was_about_for_twelve_hours(
    asking: Callable[..., Asking], clock: Clock, hours: float, earlier: tuple[str, ...]
) -> None:
    library = ScriptedLibrary()
    answers = asking(library)
    await answers.answer(a_direct_question("Vilka är målen?"))
    clock.after(hours=hours)

    await answers.answer(a_direct_question("Och för havet?"))

    assert library.asked[-1][2] == earlier


async def test_who_asks_for_the_first_time_is_told_once_what_ledfyr_is(asking: Callable[..., Asking]) -> None:
    answers = asking()

    told = [spoken((await answers.answer(a_question(asker=asker))).reply) for asker in (ANNA, ANNA, BO)]

    assert [FIRST_LINE in words for words in told] == [True, False, True]


async def test_attachments_are_said_to_be_ignored(asking: Callable[..., Asking]) -> None:
    answers = asking()

    told = [spoken((await answers.answer(a_question(attachments=there))).reply) for there in (True, False)]

    assert ["Jag läser inte bifogade filer" in words for words in told] == [True, False]


@pytest.mark.parametrize(
    ("going_on", "sharing", "there"),
    [(True, True, {"go_on", "share"}), (True, False, {"go_on"}), (False, False, set[str]())],
)
async def test_a_thread_and_sharing_are_offered_where_they_can_be(
    asking: Callable[..., Asking], *, going_on: bool, sharing: bool, there: set[str]
) -> None:
    told = await asking().answer(a_question(going_on=going_on, sharing=sharing))

    assert {"go_on", "share"} & {*aims(told.reply)} == there


async def test_a_no_is_kept_too_and_can_be_reported(asking: Callable[..., Asking]) -> None:
    told = await asking(ScriptedLibrary(a_no("nothing_found", a_citation()))).answer(a_question())

    assert told.exchange is not None
    assert isinstance(told.exchange.result, NoAnswer)
    assert aims(told.reply) == ["sources", "gap", "take"]


@pytest.mark.parametrize("asked", [a_question(), in_thread("Och för havet?")])
async def test_without_the_state_database_the_answer_comes_without_buttons_and_with_a_reference(
    asking: Callable[..., Asking], state: FakeState, settings: LedfyrSettings, asked: Asked
) -> None:
    state.failing = LOCKED

    told = await asking(ScriptedLibrary(an_answer(a_citation("Målen är sju.")))).answer(asked)

    words = spoken(told.reply)
    reference = words.partition("(referens ")[2][:6]
    assert "Målen är sju." in words
    assert (told.exchange, told.reply.choices) == (None, ())
    assert f" {reference}\n" in logs(settings)
    assert asked.question not in logs(settings)


async def test_what_cannot_be_read_is_not_written_beside_it(asking: Callable[..., Asking]) -> None:
    forgetful = ForgetfulState()

    told = await asking(kept_in=forgetful).answer(in_thread("Och för havet?"))

    assert told.exchange is None
    assert (await forgetful.stored_about(ANNA)).exchanges == ()


async def test_a_version_that_was_swept_away_meanwhile_is_asked_once_more(asking: Callable[..., Asking]) -> None:
    library = ScriptedLibrary(LibraryDamaged(LIBRARY, fault="FileNotFoundError"), an_answer())

    told = await asking(library).answer(in_thread("Vilka är målen?"))

    assert told.exchange is not None
    assert library.asked == [("Vilka är målen?", "sv", ())] * 2


async def test_a_library_that_is_damaged_twice_is_damaged_and_nothing_is_kept(
    asking: Callable[..., Asking], state: FakeState
) -> None:
    damaged = LibraryDamaged(LIBRARY, fault="words")

    with pytest.raises(LibraryDamaged):
        await asking(ScriptedLibrary(damaged, damaged)).answer(a_question())

    assert (await state.stored_about(ANNA)).exchanges == ()


@pytest.mark.parametrize("error", [LibraryMissing("home"), RuntimeError()])
async def test_other_faults_are_raised_at_once(asking: Callable[..., Asking], error: Exception) -> None:
    library = ScriptedLibrary(error, an_answer())

    with pytest.raises(type(error)):
        await asking(library).answer(a_question())

    assert len(library.asked) == 1


async def test_a_cry_for_help_is_met_with_whom_to_call_and_kept_nowhere(
    asking: Callable[..., Asking], state: FakeState
) -> None:
    library = ScriptedLibrary()

    told = await asking(library).answer(a_direct_question("Jag vill inte leva längre"))

    assert "90101" in spoken(told.reply)
    assert told.exchange is None
    assert library.asked == []
    assert (await state.stored_about(ANNA)).exchanges == ()
