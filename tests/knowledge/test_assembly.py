"""The door: a home's library opened, followed and closed."""

import asyncio
import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.adapters.shelf import Shelf
from knowledge.answer import Answer
from knowledge.assembly import open_library
from knowledge.corpus import Vector
from knowledge.errors import EmbedderUnavailable, LibraryDamaged, LibraryMissing
from knowledge.settings import LedfyrSettings
from tests.conftest import TakeIn
from tests.fakes import FakeEmbedder

Write = Callable[..., Path]

_HAV = "# Friska hav\n\nHavet ska bli friskt. Fisken ska leva.\n\n## Mått\n\n- sikt\n- syre\n"
_QUESTION = "Vad ska havet bli?"


async def _answer(settings: LedfyrSettings, text: str = _QUESTION) -> str:
    async with open_library(settings) as library:
        return (await library.answer(text, language="sv")).model_dump_json()


def _held_files() -> list[Path]:
    """The files that this process holds open."""
    return [file.resolve() for file in Path("/proc/self/fd").iterdir()]


async def _read_all(settings: LedfyrSettings) -> None:
    async with open_library(settings) as library:
        await library.answer(_QUESTION, language="sv")
        await (await library.version()).catalogue.text_of("hav.md")


async def test_a_home_without_a_library_says_so_at_the_first_question(settings: LedfyrSettings) -> None:
    async with open_library(settings) as library:
        with pytest.raises(LibraryMissing):
            await library.answer(_QUESTION, language="sv")
        with pytest.raises(LibraryMissing):
            await library.version()


async def test_a_library_answers_by_words_and_meaning(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, embedder: FakeEmbedder
) -> None:
    write("hav.md", _HAV)
    report = await take_in()

    async with open_library(settings) as library:
        answer = await library.answer(_QUESTION, language="sv")
        opened = await library.version()

    assert isinstance(answer, Answer)
    assert answer.library == report.active.id == opened.version.id
    assert "Havet ska bli friskt." in answer.text
    assert embedder.asked


async def test_the_day_asked_on_tells_what_is_old(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    write("hav.md", "---\ndate: 2024-01-01\n---\n# Hav\n\nFör närvarande är havet friskt.\n")
    await take_in()

    for today, aged in ((dt.date(2025, 1, 1), False), (dt.date(2027, 1, 1), True)):
        async with open_library(settings, today=lambda today=today: today) as library:
            answer = await library.answer("Är havet friskt?", language="sv")
        assert isinstance(answer, Answer)
        assert answer.citations[0].aged is aged


async def test_an_open_library_follows_the_pointer(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    async with open_library(settings) as library:
        before = await library.answer(_QUESTION, language="sv")
        write("hav.md", _HAV.replace("friskt", "grönt"))
        await take_in()
        after = await library.answer(_QUESTION, language="sv")
        Shelf(settings.home).roll_back()
        again = await library.answer(_QUESTION, language="sv")

    assert "grönt" in after.model_dump_json()
    assert (before.library, again.library) == (first.active.id, first.active.id)


async def test_a_version_with_meaning_answers_where_the_engine_cannot_load(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot() -> FakeEmbedder:
        raise EmbedderUnavailable("cpu")

    write("hav.md", _HAV)
    await take_in()
    monkeypatch.setattr("knowledge.assembly.load_embedder", cannot)

    assert "Havet ska bli friskt." in await _answer(settings)


@pytest.mark.parametrize(
    "part",
    [
        "catalogue.sqlite",
        "words/whole_words.json",
        "words/vocab.index.json",
        "words/indptr.csc.index.npy",
        "units.npy",
        "elsewhere.npy",
        "chroma/chroma.sqlite3",
    ],
)
@pytest.mark.parametrize("damage", ["gone", "garbage"])
async def test_a_damaged_version_is_said_to_be_damaged(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, part: str, damage: str
) -> None:
    write("hav.md", _HAV)
    report = await take_in()
    path = Shelf(settings.home).directory(report.active.id) / part
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"garbage " * 100)

    with pytest.raises(LibraryDamaged) as told:
        await _answer(settings)

    assert told.value.version == report.active.id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document SET value = '{}'",
        "UPDATE document SET noise = 'x'",
        "UPDATE passage SET value = '{}'",
        "DELETE FROM passage WHERE row = 0",
        "DROP TABLE passage",
    ],
)
async def test_a_catalogue_of_another_shape_is_damaged(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, change: str
) -> None:
    write("hav.md", _HAV)
    report = await take_in()
    with closing(sqlite3.connect(Shelf(settings.home).directory(report.active.id) / "catalogue.sqlite")) as database:
        database.execute(change)
        database.commit()

    with pytest.raises(LibraryDamaged):
        await _read_all(settings)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells which files a process holds")
async def test_a_version_that_does_not_open_is_let_go_of(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    report = await take_in()
    path = Shelf(settings.home).directory(report.active.id) / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE document SET value = '{}'")
        database.commit()

    async with open_library(settings) as library:
        with pytest.raises(LibraryDamaged) as told:
            await library.answer(_QUESTION, language="sv")
        held = _held_files()

    assert told.value.version == report.active.id
    assert path not in held


async def test_a_version_that_is_being_read_stays_open_when_a_new_one_comes(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()
    async with open_library(settings) as library:
        opened = await library.version()
        write("hav.md", _HAV.replace("friskt", "grönt"))
        await take_in()
        await library.answer(_QUESTION, language="sv")

        assert "friskt" in await opened.catalogue.text_of("hav.md")


async def test_a_version_whose_directory_is_gone_is_damaged(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    report = await take_in()
    shutil.rmtree(Shelf(settings.home).directory(report.active.id))

    with pytest.raises(LibraryDamaged):
        await _answer(settings)


async def test_many_may_ask_at_once(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    await take_in()

    async with open_library(settings) as library:
        first = await library.answer(_QUESTION, language="sv")
        answers = await asyncio.gather(*(library.answer(_QUESTION, language="sv") for _ in range(8)))

    assert isinstance(first, Answer)
    assert {answer.text for answer in answers if isinstance(answer, Answer)} == {first.text}


async def test_many_may_ask_at_once_before_the_library_is_open(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()

    async with open_library(settings) as library:
        answers = await asyncio.gather(*(library.answer(_QUESTION, language="sv") for _ in range(4)))

    assert all(isinstance(answer, Answer) for answer in answers)


async def test_a_question_under_way_is_answered_while_a_new_version_comes(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    await take_in()
    slow = SlowEmbedder()
    monkeypatch.setattr("knowledge.assembly.load_embedder", lambda: slow)
    async with open_library(settings) as library:
        under_way = asyncio.create_task(library.answer(_QUESTION, language="sv"))
        await slow.asking.wait()
        write("hav.md", _HAV.replace("friskt", "grönt"))
        await take_in()
        await library.version()
        slow.go_on.set()
        answer = await under_way

    assert "friskt" in answer.model_dump_json()


class SlowEmbedder(FakeEmbedder):
    """Embeds a question only when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asking, self.go_on = asyncio.Event(), asyncio.Event()

    async def of_question(self, text: str) -> Vector:
        """The vector of a question, once `go_on` is set."""
        self.asking.set()
        await self.go_on.wait()
        return await super().of_question(text)


# What the passages behind an answer were


async def test_behind_an_answer_stand_its_passages_each_with_its_quotes(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()

    async with open_library(settings) as library:
        answer = await library.answer(_QUESTION, language="sv")
        assert isinstance(answer, Answer)
        behind = await library.behind(answer.citations, version=answer.library)

    assert [citation for _, found in behind for citation in found] == [*answer.citations]
    passage = behind[0][0]
    assert passage is not None
    assert passage.id == answer.citations[0].passage
    assert "Havet ska bli friskt." in passage.shown


async def test_after_a_new_version_they_are_still_read_as_they_were_answered_from(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()

    async with open_library(settings) as library:
        answer = await library.answer(_QUESTION, language="sv")
        assert isinstance(answer, Answer)
        write("hav.md", _HAV.replace("friskt", "grönt"))
        await take_in()
        ((passage, _),) = await library.behind(answer.citations[:1], version=answer.library)

    assert passage is not None
    assert "Havet ska bli friskt." in passage.shown


@pytest.mark.parametrize(("edited", "gone"), [("", False), ("grönt", True)])
async def test_where_that_version_has_been_swept_away_the_active_one_tells_or_they_are_gone(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, edited: str, *, gone: bool
) -> None:
    write("hav.md", _HAV)
    await take_in()

    async with open_library(settings) as library:
        answer = await library.answer(_QUESTION, language="sv")
        assert isinstance(answer, Answer)
        write("hav.md", _HAV.replace("friskt", edited) if edited else _HAV)
        write("luft.md", "# Luft\n\nLuften ska bli ren.\n")
        await take_in()
        shutil.rmtree(Shelf(settings.home).directory(answer.library))
        ((passage, found),) = await library.behind(answer.citations[:1], version=answer.library)

    assert (passage is None) is gone
    assert found == [answer.citations[0]]


async def test_behind_an_answer_whose_document_was_taken_away_there_is_no_passage(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    hav = write("hav.md", _HAV)
    await take_in()

    async with open_library(settings) as library:
        answer = await library.answer(_QUESTION, language="sv")
        assert isinstance(answer, Answer)
        hav.unlink()
        write("luft.md", "# Luft\n\nLuften ska bli ren.\n")
        await take_in()
        shutil.rmtree(Shelf(settings.home).directory(answer.library))
        behind = await library.behind(answer.citations, version=answer.library)

    assert all(passage is None for passage, _ in behind)
    assert [citation for _, found in behind for citation in found] == [*answer.citations]


async def test_documents_and_the_active_version_follow_the_pointer(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    first = await take_in()

    async with open_library(settings) as library:
        before = (await library.active()).id, [document.id for document in await library.documents()]
        write("luft.md", "# Luft\n\nLuften ska bli ren.\n")
        second = await take_in()
        after = (await library.active()).id, [document.id for document in await library.documents()]

    assert before == (first.active.id, ["hav.md"])
    assert after == (second.active.id, ["hav.md", "luft.md"])


async def test_without_a_library_there_is_nothing_behind_and_no_documents(settings: LedfyrSettings) -> None:
    async with open_library(settings) as library:
        for asked in (library.documents(), library.active(), library.behind([], version="v1")):
            with pytest.raises(LibraryMissing):
                await asked


async def test_a_version_that_never_was_is_looked_for_in_the_active_one(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()

    async with open_library(settings) as library:
        answer = await library.answer(_QUESTION, language="sv")
        assert isinstance(answer, Answer)
        ((passage, _),) = await library.behind(answer.citations[:1], version="no-such-version")

    assert passage is not None
