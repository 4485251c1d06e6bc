"""What people hand in by mistake: the report names the file, the others go in, the old version goes on serving."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.gather import Root
from ingest.pipeline import Progress, ingest
from knowledge.adapters.shelf import Shelf
from knowledge.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentError,
    DocumentMissing,
    DocumentNotText,
    DocumentTooLarge,
    DocumentVanished,
    FormatUnknown,
    FrontMatterBroken,
)
from knowledge.settings import LedfyrSettings
from knowledge.versions import open_version
from tests.conftest import TakeIn
from tests.fakes import FakeEmbedder

Write = Callable[..., Path]

_GOOD = "# Friska hav\n\nHavet ska bli friskt.\n"
_MIB = 1024 * 1024


async def _served(settings: LedfyrSettings) -> list[str]:
    shelf = Shelf(settings.home)
    async with open_version(shelf.active(), shelf.directory(shelf.active().id)) as opened:
        return [document.id for document in await opened.catalogue.documents()]


async def _only_fault(take_in: TakeIn, settings: LedfyrSettings) -> DocumentError:
    """What is wrong with the one bad file, where the good one goes in all the same."""
    report = await take_in()
    assert "good.md" in await _served(settings)
    [fault] = report.failed
    return fault


@pytest.mark.parametrize("name", ["empty.md", "empty.txt", "empty.pdf", "empty.docx", "empty.html", "empty.odt"])
async def test_a_file_of_no_bytes(write: Write, take_in: TakeIn, settings: LedfyrSettings, name: str) -> None:
    write("good.md", _GOOD)
    path = write(name, b"")

    fault = await _only_fault(take_in, settings)

    assert isinstance(fault, DocumentEmpty)
    assert fault.path == str(path)


async def test_a_text_of_nothing_but_white_space(write: Write, take_in: TakeIn, settings: LedfyrSettings) -> None:
    write("good.md", _GOOD)
    write("blank.txt", " \n\n\t\n")

    assert isinstance(await _only_fault(take_in, settings), DocumentEmpty)


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + bytes(64), b"PK\x03\x04" + bytes(64)]
)
async def test_a_binary_named_as_text(write: Write, take_in: TakeIn, settings: LedfyrSettings, content: bytes) -> None:
    write("good.md", _GOOD)
    path = write("program.txt", content)

    fault = await _only_fault(take_in, settings)

    assert isinstance(fault, DocumentNotText)
    assert fault.path == str(path)


async def test_a_text_of_300_megabytes(write: Write, take_in: TakeIn, settings: LedfyrSettings) -> None:
    write("good.md", _GOOD)
    path = write("endless.txt", "x")
    os.truncate(path, 300 * _MIB)

    fault = await _only_fault(take_in, settings)

    assert isinstance(fault, DocumentTooLarge)
    assert (fault.path, fault.size, fault.limit) == (str(path), 300 * _MIB, 20 * _MIB)


async def test_an_unknown_ending(write: Write, take_in: TakeIn, settings: LedfyrSettings) -> None:
    write("good.md", _GOOD)
    path = write("table.xlsx", b"PK\x03\x04")

    fault = await _only_fault(take_in, settings)

    assert isinstance(fault, FormatUnknown)
    assert (fault.path, fault.ending) == (str(path), ".xlsx")


async def test_broken_front_matter(write: Write, take_in: TakeIn, settings: LedfyrSettings) -> None:
    write("good.md", _GOOD)
    path = write("broken.md", "---\ntitle: X\nlanguage: klingonska\n---\nText.\n")

    fault = await _only_fault(take_in, settings)

    assert isinstance(fault, FrontMatterBroken)
    assert (fault.path, fault.line) == (str(path), 3)


async def test_a_date_in_the_front_matter_that_does_not_exist(
    write: Write, take_in: TakeIn, settings: LedfyrSettings
) -> None:
    write("good.md", _GOOD)
    write("broken.md", "---\ntitle: X\ndate: 2024-02-30\n---\nText.\n")

    assert isinstance(await _only_fault(take_in, settings), FrontMatterBroken)


@pytest.mark.parametrize("name", ["broken.pdf", "broken.docx", "broken.pptx", "broken.odt"])
async def test_a_file_that_is_not_what_its_name_says(
    write: Write, take_in: TakeIn, settings: LedfyrSettings, name: str
) -> None:
    write("good.md", _GOOD)
    path = write(name, "Det här är bara text.")

    fault = await _only_fault(take_in, settings)

    assert isinstance(fault, DocumentDamaged)
    assert fault.path == str(path)


async def test_a_path_that_leads_nowhere(
    write: Write, take_in: TakeIn, settings: LedfyrSettings, documents: Path
) -> None:
    write("good.md", _GOOD)

    report = await take_in(documents, documents / "nowhere.md")

    assert await _served(settings) == ["good.md"]
    [fault] = report.failed
    assert isinstance(fault, DocumentMissing)
    assert fault.path == str(documents / "nowhere.md")


async def test_a_link_that_leads_nowhere(
    write: Write, take_in: TakeIn, settings: LedfyrSettings, documents: Path
) -> None:
    write("good.md", _GOOD)
    (documents / "link.md").symlink_to(documents / "nowhere.md")

    assert isinstance(await _only_fault(take_in, settings), DocumentVanished)


async def test_a_file_that_vanishes_while_the_run_goes_on(
    write: Write, settings: LedfyrSettings, documents: Path, embedder: FakeEmbedder
) -> None:
    write("good.md", _GOOD)
    gone = write("gone.md", _GOOD)

    def unlink_at_the_first_step(_: Progress) -> None:
        gone.unlink(missing_ok=True)

    report = await ingest([Root(documents)], settings=settings, watch=unlink_at_the_first_step)

    [fault] = report.failed
    assert isinstance(fault, DocumentVanished)
    assert fault.path == str(gone)
    assert await _served(settings) == ["good.md"]
    assert embedder.embedded


async def test_a_file_that_breaks_its_loader_in_a_way_no_one_thought_of(
    write: Write, take_in: TakeIn, settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: Path) -> object:
        raise KeyError("word/document.xml")

    write("good.md", _GOOD)
    write("odd.txt", "Text.")
    monkeypatch.setattr("ingest.loaders.text.load_text", breaks)

    assert isinstance(await _only_fault(take_in, settings), DocumentDamaged)


async def test_everything_bad_at_once_is_told_file_by_file(
    write: Write, take_in: TakeIn, settings: LedfyrSettings
) -> None:
    bad = [
        write("empty.md", b""),
        write("program.txt", bytes(range(256))),
        write("table.xlsx", b"x"),
        write("sv/broken.md", "---\ntitle: [\n---\n"),
        write("sv/broken.pdf", b"%PDF-1.7"),
    ]
    write("sv/good.md", _GOOD)

    report = await take_in()

    assert {fault.path for fault in report.failed} == {str(path) for path in bad}
    assert report.added == ("sv/good.md",)
    assert await _served(settings) == ["sv/good.md"]


@pytest.mark.parametrize("damage", [b"", bytes(range(256)), b"---\ntitle: [\n---\n", None])
async def test_a_document_gone_bad_goes_on_being_served_as_it_was(
    write: Write, take_in: TakeIn, settings: LedfyrSettings, damage: bytes | None
) -> None:
    write("good.md", _GOOD)
    bad = write("bad.md", "# Städer\n\nStaden ska bli klok.\n")
    await take_in()
    if damage is None:
        os.truncate(bad, 30 * _MIB)
    else:
        bad.write_bytes(damage)
    write("new.md", "# Nytt\n\nDet här är nytt.\n")

    report = await take_in()

    assert [fault.path for fault in report.failed] == [str(bad)]
    assert report.added == ("new.md",)
    assert await _served(settings) == ["bad.md", "good.md", "new.md"]


async def test_a_run_that_is_broken_off_leaves_the_old_version_and_a_free_home(
    write: Write, take_in: TakeIn, settings: LedfyrSettings, documents: Path
) -> None:
    write("good.md", _GOOD)
    first = await take_in()
    for number in range(5):
        write(f"new{number}.md", f"# Nytt\n\nDet här är nyhet nummer {number}.\n")
    seen: list[Progress] = []

    def break_off(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await ingest([Root(documents)], settings=settings, watch=break_off)

    assert Shelf(settings.home).active() == first.active
    assert await _served(settings) == ["good.md"]
    assert len((await take_in()).added) == 5
