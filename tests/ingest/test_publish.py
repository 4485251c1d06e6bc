"""A version made, proved and pointed at; nothing half made stays."""

import asyncio
import errno
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import ingest.publish
from ingest.embed import TextVectors
from ingest.publish import placed, publish
from knowledge.adapters.shelf import Shelf
from knowledge.adapters.words import write_words
from knowledge.corpus import Holding, LibraryVersion
from knowledge.errors import DiskFull, HomeUnusable, LibraryDamaged
from knowledge.versions import VersionVectors, open_version, write_version
from tests.builders import a_holding
from tests.fakes import FakeEmbedder, FakeVectorCache

_HAV = a_holding("# Friska hav\n\nHavet ska bli friskt. Fisken ska leva.\n\n## Mått\n\n- sikt\n- syre\n", "hav.md")
_STAD = a_holding("# Smarta städer\n\nStaden ska bli klok och klimatneutral.\n", "stad.md")
_BOTH = [_HAV, _STAD]

Write = Callable[[Path, Sequence[Holding], "VersionVectors | None"], None]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "home")


async def _published(shelf: Shelf, holdings: Sequence[Holding] = _BOTH, *, keep: int = 3) -> LibraryVersion:
    embedder = FakeEmbedder()
    vectors = TextVectors(embedder=embedder, cache=FakeVectorCache())
    await vectors.prepare(holdings, lambda _done, _total: None)
    with shelf.making():
        return await publish(holdings, shelf=shelf, embedder=embedder, vectors=vectors, keep=keep)


async def _published_without_meaning(shelf: Shelf) -> LibraryVersion:
    with shelf.making():
        return await publish(_BOTH, shelf=shelf, embedder=None, vectors=None, keep=3)


def _versions(shelf: Shelf) -> set[str]:
    folder = shelf.directory("x").parent
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def _instead(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    monkeypatch.setattr(ingest.publish, "write_version", write)


def test_rows_and_units_are_counted_through_the_whole_version() -> None:
    passages = [passage for holding in placed(_BOTH) for passage in holding.passages]

    assert [passage.row for passage in passages] == list(range(len(passages)))
    assert passages[-1].first_unit == sum(len(passage.units) for passage in passages[:-1])


async def test_a_published_version_is_the_one_that_is_read(shelf: Shelf) -> None:
    version = await _published(shelf)

    assert shelf.active() == version
    assert (version.documents, version.embedding) == (2, "fake-words")
    assert version.passages == sum(len(holding.passages) for holding in _BOTH)
    assert version.units == sum(len(passage.units) for holding in _BOTH for passage in holding.passages)


async def test_everything_can_be_read_back(shelf: Shelf) -> None:
    version = await _published(shelf)

    async with open_version(version, shelf.directory(version.id)) as opened:
        assert [document.id for document in await opened.catalogue.documents()] == ["hav.md", "stad.md"]
        assert await opened.catalogue.text_of("hav.md") == _HAV.clean_text
        assert opened.meaning is not None


async def test_without_an_engine_the_version_has_words_alone(shelf: Shelf) -> None:
    version = await _published_without_meaning(shelf)

    async with open_version(version, shelf.directory(version.id)) as opened:
        assert version.embedding is None
        assert opened.meaning is None
        assert await opened.words.matching(["fisk"], limit=3)


async def test_the_same_document_twice_is_no_fault(shelf: Shelf) -> None:
    copy = a_holding(_HAV.text, "kopia.md")

    assert (await _published(shelf, [_HAV, copy])).documents == 2


async def test_only_the_last_versions_are_kept(shelf: Shelf) -> None:
    versions = [await _published(shelf, keep=2) for _ in range(3)]

    assert _versions(shelf) == {version.id for version in versions[1:]}


def _fewer_words(directory: Path) -> None:
    shutil.rmtree(directory / "words")
    write_words(directory / "words", [["hav"]], ["hav"])


def _other_words(directory: Path) -> None:
    rows = sum(len(holding.passages) for holding in _BOTH)
    shutil.rmtree(directory / "words")
    write_words(directory / "words", [["annat"]] * rows, ["annat"])


def _no_words(directory: Path) -> None:
    shutil.rmtree(directory / "words")


def _other_catalogue(directory: Path) -> None:
    database = sqlite3.connect(directory / "catalogue.sqlite")
    database.execute("UPDATE passage SET value = replace(value, 'friskt', 'grumligt')")
    database.commit()
    database.close()


def _fewer_documents(directory: Path) -> None:
    database = sqlite3.connect(directory / "catalogue.sqlite")
    database.execute("DELETE FROM document WHERE id = 'stad.md'")
    database.commit()
    database.close()


def _catalogue_in_pieces(directory: Path) -> None:
    (directory / "catalogue.sqlite").write_bytes(b"not a database" * 100)


def _fewer_unit_vectors(directory: Path) -> None:
    np.save(directory / "units.npy", np.load(directory / "units.npy")[:-1])


def _no_elsewhere(directory: Path) -> None:
    (directory / "elsewhere.npy").unlink()


def _no_chroma(directory: Path) -> None:
    shutil.rmtree(directory / "chroma")


@pytest.mark.parametrize(
    "damage",
    [
        _fewer_words,
        _other_words,
        _no_words,
        _other_catalogue,
        _fewer_documents,
        _catalogue_in_pieces,
        _fewer_unit_vectors,
        _no_elsewhere,
        _no_chroma,
    ],
)
async def test_a_version_that_does_not_add_up_is_never_pointed_at(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]
) -> None:
    before = await _published(shelf)

    def damaged(directory: Path, holdings: Sequence[Holding], vectors: VersionVectors | None) -> None:
        write_version(directory, holdings, vectors)
        damage(directory)

    _instead(monkeypatch, damaged)
    with pytest.raises(LibraryDamaged):
        await _published(shelf)

    assert shelf.active() == before
    assert _versions(shelf) == {before.id}


async def test_a_passage_that_lost_its_vector_is_noticed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_vector_less(directory: Path, holdings: Sequence[Holding], vectors: VersionVectors | None) -> None:
        assert vectors is not None
        write_version(directory, holdings, vectors._replace(passages=lambda: iter(list(vectors.passages())[:-1])))

    _instead(monkeypatch, one_vector_less)

    with pytest.raises(LibraryDamaged):
        await _published(shelf)


async def test_vectors_of_other_texts_are_noticed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def the_same_vector(directory: Path, holdings: Sequence[Holding], vectors: VersionVectors | None) -> None:
        assert vectors is not None
        first, *others = vectors.passages()
        write_version(directory, holdings, vectors._replace(passages=lambda: iter([first, *[first for _ in others]])))

    _instead(monkeypatch, the_same_vector)

    with pytest.raises(LibraryDamaged):
        await _published(shelf)


async def test_vectors_in_another_order_are_noticed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(directory: Path, holdings: Sequence[Holding], vectors: VersionVectors | None) -> None:
        assert vectors is not None
        write_version(directory, holdings, vectors._replace(passages=lambda: iter(list(vectors.passages())[::-1])))

    _instead(monkeypatch, turned)

    with pytest.raises(LibraryDamaged):
        await _published(shelf)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (sqlite3.OperationalError("database or disk is full"), DiskFull),
        (OSError(errno.EROFS, "Read-only file system"), HomeUnusable),
        (asyncio.CancelledError(), asyncio.CancelledError),
    ],
)
async def test_what_breaks_off_leaves_nothing_half_made_and_the_old_version_serving(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, error: BaseException, told: type[BaseException]
) -> None:
    before = await _published_without_meaning(shelf)

    def breaks_off(directory: Path, _: Sequence[Holding], __: VersionVectors | None) -> None:
        directory.mkdir(parents=True)
        (directory / "catalogue.sqlite").write_bytes(b"half")
        raise error

    _instead(monkeypatch, breaks_off)
    with pytest.raises(told):
        await _published(shelf)

    assert shelf.active() == before
    assert _versions(shelf) == {before.id}


@pytest.mark.parametrize("message", ["disk I/O error", "attempt to write a readonly database"])
async def test_a_database_that_cannot_be_written_is_told_as_the_homes_fault(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    def breaks_off(_: Path, __: Sequence[Holding], ___: VersionVectors | None) -> None:
        raise sqlite3.OperationalError(message)

    _instead(monkeypatch, breaks_off)

    with pytest.raises(HomeUnusable):
        await _published(shelf)


async def test_an_interruption_after_the_pointer_moved_leaves_the_new_version_serving(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_on_shelf = Shelf.publish

    def interrupted(self: Shelf, version: LibraryVersion, *, keep: int) -> tuple[str, ...]:
        publish_on_shelf(self, version, keep=keep)
        raise asyncio.CancelledError

    monkeypatch.setattr(Shelf, "publish", interrupted)
    with pytest.raises(asyncio.CancelledError):
        await _published(shelf)

    assert shelf.directory(shelf.active().id).is_dir()
