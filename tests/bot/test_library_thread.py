"""A library on a thread of its own: whoever asks it is never held up."""

import asyncio
import gc
import threading
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.library_thread import LibraryThread
from knowledge.answer import Answer, NoAnswer
from knowledge.errors import LibraryMissing
from knowledge.language import Language
from tests.bot.builders import LIBRARY, ScriptedLibrary, a_citation, a_document, an_answer


class BusyLibrary(ScriptedLibrary):
    """A library that works without ever giving way, until it is let go; `thread` is where it worked."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.thread: threading.Thread | None = None

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The next answer, once it is let go."""
        self.thread = threading.current_thread()
        self.begun.set()
        assert self.let_go.wait(10)
        return await super().answer(text, language=language, earlier=earlier)


class WaitingLibrary(ScriptedLibrary):
    """A library that waits for others while it answers; each answer starts another task of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.ended: list[str] = []
        self._gate: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._after: set[asyncio.Task[None]] = set()

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The next answer, once it is let go."""
        self._loop, self._gate = asyncio.get_running_loop(), asyncio.Event()
        self.begun.set()
        try:
            await self._gate.wait()
            # Whoever closes the thread has to be waiting before there is an end to wait for.
            while len(asyncio.all_tasks()) == 1:  # noqa: ASYNC110 - somebody else's task has no event
                await asyncio.sleep(0)
        finally:
            self.ended.append("answered")
        self._after.add(asyncio.create_task(self._tidy()))
        return await super().answer(text, language=language, earlier=earlier)

    async def _tidy(self) -> None:
        await asyncio.sleep(0.05)
        self.ended.append("tidied")

    def let_go(self) -> None:
        """Let the answer come."""
        assert self._loop is not None
        assert self._gate is not None
        self._loop.call_soon_threadsafe(self._gate.set)


@asynccontextmanager
async def on_a_thread(library: ScriptedLibrary) -> AsyncGenerator[LibraryThread]:
    thread = LibraryThread(library)
    try:
        yield thread
    finally:
        await thread.close()


async def test_the_callers_loop_goes_on_while_the_library_works() -> None:
    library = BusyLibrary()
    async with on_a_thread(library) as thread:
        asked = asyncio.create_task(thread.answer("Vilka är målen?", language="sv"))
        await asyncio.to_thread(library.begun.wait, 10)

        # Were the library to work on this loop, nothing would come after its beginning to let it go.
        library.let_go.set()
        answer = await asked

    assert isinstance(answer, Answer)
    assert library.thread is not None
    assert library.thread is not threading.current_thread()
    assert library.thread.name == "library"


async def test_everything_that_is_asked_is_passed_on_and_comes_back() -> None:
    library = ScriptedLibrary(an_answer(a_citation("Sju.")))
    async with on_a_thread(library) as thread:
        answer = await thread.answer("Hur många?", language="en", earlier=["Vilka är målen?"])
        behind = await thread.behind([a_citation("Sju.")], version=LIBRARY)
        documents, active = await thread.documents(), await thread.active()

    assert isinstance(answer, Answer)
    assert library.asked == [("Hur många?", "en", ("Vilka är målen?",))]
    assert behind == [(None, [a_citation("Sju.")])]
    assert (documents, active.id) == ([a_document()], LIBRARY)


async def test_an_exception_comes_to_whoever_asked_and_the_next_question_is_answered() -> None:
    async with on_a_thread(ScriptedLibrary(LibraryMissing("home"), RuntimeError(), an_answer())) as thread:
        with pytest.raises(LibraryMissing):
            await thread.answer("Vilka är målen?", language="sv")
        with pytest.raises(RuntimeError):
            await thread.answer("Vilka är målen?", language="sv")

        assert isinstance(await thread.answer("Vilka är målen?", language="sv"), Answer)


async def test_many_may_ask_at_once_and_each_gets_their_own_answer() -> None:
    questions = [f"Fråga {number}?" for number in range(50)]
    async with on_a_thread(ScriptedLibrary()) as thread:
        answers = await asyncio.gather(*(thread.answer(question, language="sv") for question in questions))

    assert [answer.question for answer in answers] == questions


async def test_closing_waits_for_what_is_under_way_and_for_what_that_begins() -> None:
    library = WaitingLibrary()
    thread = LibraryThread(library)
    asked = asyncio.create_task(thread.answer("Vilka är målen?", language="sv"))
    await asyncio.to_thread(library.begun.wait, 10)

    closing = asyncio.create_task(thread.close())
    await asyncio.sleep(0)
    library.let_go()
    await closing

    assert library.ended == ["answered", "tidied"]
    assert isinstance(await asked, Answer)


async def test_the_thread_is_gone_after_closing() -> None:
    library = BusyLibrary()
    library.let_go.set()
    async with on_a_thread(library) as thread:
        await thread.answer("Vilka är målen?", language="sv")

    assert library.thread is not None
    assert not library.thread.is_alive()


async def test_closing_twice_even_at_once_does_no_harm() -> None:
    thread = LibraryThread(ScriptedLibrary())

    await asyncio.gather(thread.close(), thread.close())
    await thread.close()


async def test_a_question_that_nobody_waits_for_any_longer_is_let_go_of() -> None:
    library = WaitingLibrary()
    async with on_a_thread(library) as thread:
        asked = asyncio.create_task(thread.answer("Vilka är målen?", language="sv"))
        await asyncio.to_thread(library.begun.wait, 10)

        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked

    assert library.ended == ["answered"]


async def test_after_closing_a_question_is_refused_at_once() -> None:
    thread = LibraryThread(ScriptedLibrary())
    await thread.close()

    with pytest.raises(RuntimeError):
        await thread.answer("Vilka är målen?", language="sv")


async def test_what_a_version_holds_is_left_alone_by_the_garbage_collector_until_the_end() -> None:
    gc.unfreeze()
    thread = LibraryThread(ScriptedLibrary())

    await thread.answer("Vilka är målen?", language="sv")
    held = gc.get_freeze_count()
    await thread.close()

    assert held > 0
    assert gc.get_freeze_count() == 0
