"""One file into a holding, or the reason why not."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.loaders import table
from ingest.read import READING, fingerprint, read
from ingest.records import Source, Transcript
from knowledge.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentForbidden,
    DocumentTooLarge,
    DocumentVanished,
    FormatUnknown,
)
from knowledge.settings import LedfyrSettings

Write = Callable[..., Path]
_TEXT = "# Friska hav\n\nHavet ska bli friskt.\n"


def _source(path: Path) -> Source:
    return Source(id=path.name, path=path)


def test_a_document_comes_with_its_facts_its_text_and_its_passages(write: Write) -> None:
    path = write("hav.md", _TEXT)

    holding = read(_source(path), "print")

    document = holding.document
    assert (document.id, document.fingerprint) == ("hav.md", "print")
    assert (document.source, document.format) == (str(path), "markdown")
    assert document.facts.title == "Friska hav"
    assert holding.text == _TEXT
    assert [unit.shown for passage in holding.passages for unit in passage.units][-1] == "Havet ska bli friskt."


@pytest.mark.parametrize(("name", "format_name"), [("a.MD", "markdown"), ("a.Markdown", "markdown"), ("a.TXT", "text")])
def test_the_ending_tells_the_format_in_any_case(write: Write, name: str, format_name: str) -> None:
    assert read(_source(write(name, _TEXT)), "print").document.format == format_name


def test_the_clean_text_leaves_out_front_matter_and_notices(write: Write) -> None:
    path = write("hav.md", "---\ntitle: X\n---\n# Hav\n\nHavet.\n\nAcceptera alla kakor\n\nFisken.\n")

    holding = read(_source(path), "print")

    assert holding.clean_text.split() == ["#", "Hav", "Havet.", "Fisken."]
    assert holding.text == path.read_text(encoding="utf-8")


def test_every_format_of_the_table_has_its_loader() -> None:
    assert all(callable(chosen.loader()) for chosen in set(table.FORMATS.values()))


def test_the_fingerprint_notices_every_byte_and_the_way_of_reading(write: Write, settings: LedfyrSettings) -> None:
    before = fingerprint(_source(write("a.md", _TEXT)), settings)

    assert fingerprint(_source(write("b.md", _TEXT)), settings) == before
    assert fingerprint(_source(write("a.md", _TEXT + " ")), settings) != before
    assert before.startswith(f"{READING}:")


def test_a_text_over_the_size_that_is_read_is_told_with_both_sizes(write: Write) -> None:
    path = write("a.txt", "x")
    os.truncate(path, 3 * 1024 * 1024)

    with pytest.raises(DocumentTooLarge) as told:
        fingerprint(_source(path), LedfyrSettings(home=path, largest_text=2))

    assert (told.value.size, told.value.limit) == (3 * 1024 * 1024, 2 * 1024 * 1024)


def test_files_that_are_not_text_may_be_larger(write: Write) -> None:
    path = write("a.pdf", "x")
    os.truncate(path, 3 * 1024 * 1024)

    assert fingerprint(_source(path), LedfyrSettings(home=path, largest_text=2, largest_file=4))


def test_a_file_of_no_bytes_is_empty(write: Write, settings: LedfyrSettings) -> None:
    for name in ("a.md", "a.pdf", "a.docx"):
        with pytest.raises(DocumentEmpty):
            fingerprint(_source(write(name, b"")), settings)


@pytest.mark.parametrize("text", ["  \n\n", "---\ntitle: X\n---\n", "<!-- bara dolt -->\n", "***\n"])
def test_a_file_with_nothing_to_read_in_it_is_empty(write: Write, text: str) -> None:
    with pytest.raises(DocumentEmpty) as told:
        read(_source(write("a.md", text)), "print")

    assert told.value.path.endswith("a.md")


@pytest.mark.parametrize(
    ("name", "ending"), [("a.xyz", ".xyz"), ("README", ""), ("a.tar.gz", ".gz"), ("a.md~", ".md~")]
)
def test_an_ending_that_no_loader_reads_is_told(write: Write, settings: LedfyrSettings, name: str, ending: str) -> None:
    with pytest.raises(FormatUnknown) as told:
        fingerprint(_source(write(name, _TEXT)), settings)

    assert told.value.ending == ending


def test_a_file_that_is_gone_has_vanished(write: Write, settings: LedfyrSettings) -> None:
    path = write("a.md", _TEXT)
    path.unlink()

    with pytest.raises(DocumentVanished):
        fingerprint(_source(path), settings)
    with pytest.raises(DocumentVanished):
        read(_source(path), "print")


def test_a_file_that_may_not_be_read_is_forbidden(
    write: Write, settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.md", _TEXT)
    monkeypatch.setattr(Path, "open", _raising(PermissionError(errno.EACCES, "Permission denied")))

    with pytest.raises(DocumentForbidden):
        fingerprint(_source(path), settings)
    with pytest.raises(DocumentForbidden):
        read(_source(path), "print")


def test_a_disk_that_cannot_read_the_file_is_told_with_its_word(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.md", _TEXT)
    monkeypatch.setattr(Path, "open", _raising(OSError(errno.EIO, "Input/output error")))

    with pytest.raises(DocumentDamaged) as told:
        read(_source(path), "print")

    assert told.value.fault == "Input/output error"


def test_a_folder_with_a_files_name_is_damaged(documents: Path) -> None:
    folder = documents / "a.md"
    folder.mkdir()

    with pytest.raises(DocumentDamaged):
        read(_source(folder), "print")


@pytest.mark.parametrize("error", [MemoryError(), RecursionError()])
def test_a_file_that_no_machine_could_read_is_damaged(
    write: Write, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def load(_: Path) -> Transcript:
        raise error

    monkeypatch.setattr("ingest.loaders.markdown.load_markdown", load)

    with pytest.raises(DocumentDamaged) as told:
        read(_source(write("a.md", _TEXT)), "print")

    assert told.value.fault == type(error).__name__


def _raising(error: OSError) -> Callable[..., NoReturn]:
    def raising(*_: object, **__: object) -> NoReturn:
        raise error

    return raising
