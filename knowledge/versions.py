"""One version of the library on disk: written whole, looked over, opened for reading."""

import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Final, NamedTuple

from knowledge.adapters.catalogue import SqliteCatalogue, write_catalogue
from knowledge.adapters.meaning import PassageVectors, StoredMeaning
from knowledge.adapters.vectors import ContrastShelf, VectorShelf, write_contrast, write_shelf
from knowledge.adapters.words import Bm25Words, write_words
from knowledge.analysis import Lexicon, pieces, search_terms, words
from knowledge.corpus import Document, Holding, LibraryVersion, MeaningIndex, Passage, Vector
from knowledge.elsewhere import elsewhere
from knowledge.errors import LibraryDamaged, VectorServerUnset

_CATALOGUE: Final = "catalogue.sqlite"
_WORDS: Final = "words"
_CHROMA: Final = "chroma"
_UNITS: Final = "units.npy"
_CONTRAST: Final = "contrast.npz"
_LENGTHS: Final = "lengths.npy"
_ELSEWHERE: Final = "elsewhere.npy"


class VersionVectors(NamedTuple):
    """The vectors of a version that is being written: of its passages in row order, its units, what is elsewhere.

    Those of its passages go to the Chroma server at `server`, into the version's directory where there is none.
    """

    dimensions: int
    passages: Callable[[], Iterator[Vector]]
    units: Callable[[], Iterator[Vector]]
    elsewhere: Callable[[], Iterator[Vector]]
    server: str | None = None


class OpenVersion(NamedTuple):
    """One version, open for reading; `meaning` is None where it was made without an embedding engine."""

    version: LibraryVersion
    catalogue: SqliteCatalogue
    words: Bm25Words
    meaning: MeaningIndex | None


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
        _write_passages(directory, vectors)
        units = sum(len(passage.units) for holding in holdings for passage in holding.passages)
        write_shelf(directory / _UNITS, vectors.units(), count=units, dimensions=vectors.dimensions)
        write_contrast(directory / _CONTRAST, directory / _LENGTHS, VectorShelf(directory / _UNITS))
        others = len(elsewhere())
        write_shelf(directory / _ELSEWHERE, vectors.elsewhere(), count=others, dimensions=vectors.dimensions)


def _write_passages(directory: Path, vectors: VersionVectors) -> None:
    if vectors.server is None:
        from knowledge.adapters.chroma import write_vectors  # noqa: PLC0415 - Chroma takes a second to import

        write_vectors(directory / _CHROMA, vectors.passages())
        return
    from knowledge.adapters.chroma_server import ChromaServer  # noqa: PLC0415 - most homes have no server

    with closing(ChromaServer(vectors.server)) as server:
        server.write(directory.name, vectors.passages())


def passage_terms(title: str, passage: Passage, lexicon: Lexicon) -> list[str]:
    """The search terms of a passage: its own words, and those of the title and headings it stands under."""
    above = " ".join((title, *passage.heading))
    return search_terms(f"{above}\n{passage.searched}", (passage.language,), lexicon)


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
    if version.vectors == "server":
        return
    uri = f"{(directory / _CHROMA / 'chroma.sqlite3').absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()


async def read_holdings(directory: Path, ids: Sequence[str]) -> list[Holding]:
    """The documents called `ids` of the version in `directory`, with their texts and passages."""
    with closing(SqliteCatalogue(directory / _CATALOGUE)) as catalogue:
        return [await catalogue.holding(name) for name in ids]


@asynccontextmanager
async def open_version(
    version: LibraryVersion, directory: Path, *, server: str | None = None
) -> AsyncGenerator[OpenVersion]:
    """Version `version` for reading; `server` is where the vectors stand that are not in its directory.

    LibraryDamaged where it does not open or does not add up, VectorServerUnset or VectorServerUnavailable where the
    server is not named or does not answer.
    """
    with ExitStack() as stack:
        try:
            opened = _open(version, directory, server, stack)
        except (OSError, ValueError, KeyError, sqlite3.Error) as error:
            raise LibraryDamaged(version.id, fault=type(error).__name__) from error
        yield opened


def _open(version: LibraryVersion, directory: Path, server: str | None, stack: ExitStack) -> OpenVersion:
    catalogue = SqliteCatalogue(directory / _CATALOGUE)
    stack.callback(catalogue.close)
    by_words = Bm25Words(directory / _WORDS)
    meaning = _open_meaning(version, directory, server, stack)
    if catalogue.count() != (version.documents, version.passages):
        raise LibraryDamaged(version.id, fault="catalogue")
    if by_words.count() != version.passages:
        raise LibraryDamaged(version.id, fault="words")
    return OpenVersion(version, catalogue, by_words, meaning)


def _open_meaning(
    version: LibraryVersion, directory: Path, server: str | None, stack: ExitStack
) -> MeaningIndex | None:
    if version.embedding is None:
        return None
    passages = _open_passages(version, directory, server)
    stack.callback(passages.close)
    units, others = VectorShelf(directory / _UNITS), VectorShelf(directory / _ELSEWHERE)
    contrast = ContrastShelf(directory / _CONTRAST, directory / _LENGTHS)
    if not (passages.count() == version.passages and len(units) == len(contrast) == version.units):
        raise LibraryDamaged(version.id, fault="counts")
    return StoredMeaning(passages, units=units, elsewhere=others, contrast=contrast)


def _open_passages(version: LibraryVersion, directory: Path, server: str | None) -> PassageVectors:
    if version.vectors == "home":
        from knowledge.adapters.chroma import ChromaDirectory  # noqa: PLC0415 - see above

        return ChromaDirectory(directory / _CHROMA)
    if server is None:
        raise VectorServerUnset(version.id)
    from knowledge.adapters.chroma_server import ChromaCollection  # noqa: PLC0415 - see above

    return ChromaCollection(server, version.id)


def _texts(holding: Holding) -> Iterator[str]:
    yield holding.document.facts.title
    for passage in holding.passages:
        yield from passage.heading
        yield passage.searched
