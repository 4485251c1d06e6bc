"""Runs the library on a thread and a loop of its own, so that whoever asks it is never held up by its work."""

import asyncio
import gc
import threading
from collections.abc import Coroutine, Sequence
from typing import Protocol, TypeVar

from knowledge.answer import Answer, Citation, NoAnswer
from knowledge.corpus import Document, Holding, LibraryVersion, Passage
from knowledge.language import Language

Result = TypeVar("Result")
Behind = list[tuple[Passage | None, list[Citation]]]
"""Passages that are cited, each with its citations; None for a passage that is gone."""


class Knowledge(Protocol):
    """What the bot asks of the library (`knowledge.assembly.Library`)."""

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The answer to `text` after the questions `earlier`."""
        ...

    async def behind(self, citations: Sequence[Citation], *, version: str) -> Behind:
        """The passages behind citations of an answer from `version`."""
        ...

    async def documents(self) -> list[Document]:
        """Every document that is answered from."""
        ...

    async def holding(self, document: str) -> Holding | None:
        """A document of the active version, with its text and passages; None where there is none such."""
        ...

    async def active(self) -> LibraryVersion:
        """The version that is active now."""
        ...


class LibraryThread:
    """A library whose calls run on a thread of their own; itself what `Knowledge` asks for.

    Reading a question and weighing sentences takes tens of milliseconds of Python a question: on Discord's loop, fifty
    people at once would miss the three seconds in which Discord wants to hear from us.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._ending = asyncio.Lock()
        self._turn = asyncio.Lock()
        self._held: str | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="library", daemon=True)
        self._thread.start()

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The answer to `text` after the questions `earlier`."""
        return await self._run(self._in_turn(text, language, earlier))

    async def behind(self, citations: Sequence[Citation], *, version: str) -> Behind:
        """The passages behind citations of an answer from `version`."""
        return await self._run(self._knowledge.behind(citations, version=version))

    async def documents(self) -> list[Document]:
        """Every document that is answered from."""
        return await self._run(self._knowledge.documents())

    async def holding(self, document: str) -> Holding | None:
        """A document of the active version, with its text and passages; None where there is none such."""
        return await self._run(self._knowledge.holding(document))

    async def active(self) -> LibraryVersion:
        """The version that is active now."""
        return await self._run(self._knowledge.active())

    async def close(self) -> None:
        """Let what is under way end, then end the thread."""
        async with self._ending:
            if not self._loop.is_closed():
                await asyncio.to_thread(self._end)

    def _end(self) -> None:
        asyncio.run_coroutine_threadsafe(_settled(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
        gc.unfreeze()

    async def _in_turn(self, text: str, language: Language, earlier: Sequence[str]) -> Answer | NoAnswer:
        """Answer one question after another: worked on side by side, all would be ready only when the last one is."""
        async with self._turn:
            result = await self._knowledge.answer(text, language=language, earlier=earlier)
        if result.library != self._held:
            self._held = result.library
            # What a version holds stays until the next one. Looked through for garbage, it would stop every thread
            # for a quarter of a second now and then.
            gc.freeze()
        return result

    async def _run(self, work: Coroutine[object, object, Result]) -> Result:
        try:
            under_way = asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError:
            work.close()
            raise
        return await asyncio.wrap_future(under_way)


async def _settled() -> None:
    """Wait for every other task of this loop, and for those that they begin."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.gather(*others, return_exceptions=True)
