"""The files of a library, and the id each document keeps."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.gather import Gathered, Root, gather
from knowledge.errors import DocumentForbidden, DocumentMissing

Write = Callable[..., Path]


def _ids(gathered: Gathered) -> list[str]:
    return sorted(source.id for source in gathered.sources)


def test_every_file_below_a_folder_is_found_with_its_path_as_id(documents: Path, write: Write) -> None:
    write("a.md", "x")
    write("sv/djupt/b.txt", "x")

    gathered = gather([Root(documents)])

    assert _ids(gathered) == ["a.md", "sv/djupt/b.txt"]
    assert gathered.failed == ()


def test_ids_stay_when_the_folder_moves(documents: Path, write: Write, tmp_path: Path) -> None:
    write("sv/b.txt", "x")
    before = _ids(gather([Root(documents)]))

    documents.rename(tmp_path / "flyttad")

    assert _ids(gather([Root(tmp_path / "flyttad")])) == before


def test_a_file_alone_has_its_name_as_id(write: Write) -> None:
    path = write("sv/b.txt", "x")

    [source] = gather([Root(path)]).sources

    assert (source.id, source.path) == ("b.txt", path)


def test_a_label_goes_before_the_ids_of_its_root(documents: Path, write: Write) -> None:
    file = write("sv/b.txt", "x")

    assert _ids(gather([Root(documents, label="starter")])) == ["starter/sv/b.txt"]
    assert _ids(gather([Root(file, label="starter")])) == ["starter/b.txt"]


def test_where_two_roots_hold_the_same_path_their_own_names_go_before_it(documents: Path, write: Write) -> None:
    for name in ("hav/a.md", "stad/a.md", "stad/b.md"):
        write(name, "x")

    gathered = gather([Root(documents / "hav"), Root(documents / "stad")])

    assert _ids(gathered) == ["b.md", "hav/a.md", "stad/a.md"]


def test_ids_are_unique_also_where_the_roots_are_called_the_same(documents: Path, write: Write) -> None:
    for name in ("ett/hav/a.md", "två/hav/a.md", "tre/hav/a.md"):
        write(name, "x")

    gathered = gather([Root(documents / name / "hav") for name in ("ett", "två", "tre")])

    assert _ids(gathered) == ["hav/a.md", "hav/a.md~2", "hav/a.md~3"]


def test_a_file_that_two_roots_hold_is_one_document(documents: Path, write: Write) -> None:
    path = write("sv/a.md", "x")

    gathered = gather([Root(documents), Root(path), Root(documents / "sv")])

    assert _ids(gathered) == ["sv/a.md"]


def test_a_link_to_a_file_that_is_there_already_is_no_second_document(documents: Path, write: Write) -> None:
    write("a.md", "x")
    (documents / "b.md").symlink_to(documents / "a.md")

    assert _ids(gather([Root(documents)])) == ["a.md"]


def test_hidden_files_and_folders_and_lock_files_are_left_out(documents: Path, write: Write) -> None:
    for name in (".hidden.md", ".git/a.md", "~$a.docx", ".~lock.a.odt#", "sv/.DS_Store", "a.md"):
        write(name, "x")

    assert _ids(gather([Root(documents)])) == ["a.md"]


def test_a_hidden_folder_that_is_named_is_meant(documents: Path, write: Write) -> None:
    write(".hidden/a.md", "x")

    assert _ids(gather([Root(documents / ".hidden")])) == ["a.md"]


def test_a_path_that_leads_nowhere_is_told_and_the_others_go_in(documents: Path, write: Write) -> None:
    write("a.md", "x")

    gathered = gather([Root(documents / "nowhere"), Root(documents)])

    assert _ids(gathered) == ["a.md"]
    [error] = gathered.failed
    assert isinstance(error, DocumentMissing)
    assert error.path == str(documents / "nowhere")


def test_a_folder_that_may_not_be_read_is_told_and_the_others_go_in(
    documents: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("open/a.md", "x")
    write("closed/b.md", "x")
    _close(monkeypatch, documents / "closed")

    gathered = gather([Root(documents / "closed"), Root(documents / "open")])

    assert _ids(gathered) == ["a.md"]
    [error] = gathered.failed
    assert isinstance(error, DocumentForbidden)
    assert error.path == str(documents / "closed")


def test_a_folder_inside_that_may_not_be_read_is_told_too(
    documents: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", "x")
    write("closed/b.md", "x")
    _close(monkeypatch, documents / "closed")

    [error] = gather([Root(documents)]).failed

    assert error.path == str(documents / "closed")


def test_a_file_in_a_folder_that_may_not_be_read_is_told(
    documents: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("closed/b.md", "x")
    _close(monkeypatch, documents / "closed")

    [error] = gather([Root(file)]).failed

    assert isinstance(error, DocumentForbidden)


def test_an_empty_folder_holds_nothing_and_nothing_is_wrong(documents: Path) -> None:
    assert gather([Root(documents)]) == Gathered((), ())
    assert gather([]) == Gathered((), ())


def _close(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Take the right to read `folder` away; the tests may run as root, whom no mode stops."""
    access, scandir, stat = os.access, os.scandir, Path.stat

    def guarded_access(path: Any, mode: int) -> bool:
        return Path(path) != folder and access(path, mode)

    def guarded_scandir(path: Any) -> Any:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    def guarded_stat(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if folder in self.parents:
            raise PermissionError(13, "Permission denied", str(self))
        return stat(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "access", guarded_access)
    monkeypatch.setattr(os, "scandir", guarded_scandir)
    monkeypatch.setattr(Path, "stat", guarded_stat)
