"""The versions of a home, and the pointer to the one that is read."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from knowledge.adapters.shelf import FORMAT, Shelf
from knowledge.errors import (
    DiskFull,
    HomeTooNew,
    HomeUnusable,
    LibraryBusy,
    LibraryDamaged,
    LibraryMissing,
    VersionUnknown,
)
from tests.builders import a_version


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "home")


def _publish(shelf: Shelf, *names: str, keep: int = 3) -> None:
    for name in names:
        with shelf.making():
            shelf.directory(name).mkdir(parents=True)
            shelf.publish(a_version(name), keep=keep)


def _pointer_file(shelf: Shelf) -> Path:
    return shelf.home / "library" / "pointer.json"


def _refusing(code: int) -> Callable[[int], NoReturn]:
    def refuse(_: int) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return refuse


def test_a_home_without_a_library_says_so(shelf: Shelf) -> None:
    assert shelf.pointer().active is None
    with pytest.raises(LibraryMissing) as told:
        shelf.active()
    assert told.value.home == str(shelf.home)


def test_looking_at_a_home_writes_nothing_there(shelf: Shelf) -> None:
    shelf.pointer()

    assert not shelf.home.exists()


def test_the_version_published_last_is_read(shelf: Shelf) -> None:
    _publish(shelf, "one", "two")

    assert shelf.active() == a_version("two")
    assert [version.id for version in shelf.pointer().versions] == ["two", "one"]


def test_the_last_three_stay_and_older_ones_go(shelf: Shelf) -> None:
    _publish(shelf, "one", "two", "three")

    with shelf.making():
        gone = shelf.publish(a_version("four"), keep=3)

    assert gone == ("one",)
    assert not shelf.directory("one").exists()
    assert shelf.directory("two").is_dir()


def test_rolling_back_points_at_the_version_before_and_keeps_the_newer(shelf: Shelf) -> None:
    _publish(shelf, "one", "two", "three")

    assert shelf.roll_back().id == "two"
    assert shelf.active().id == "two"
    assert [version.id for version in shelf.pointer().versions] == ["three", "two", "one"]


def test_rolling_back_again_goes_further_and_stops_at_the_oldest(shelf: Shelf) -> None:
    _publish(shelf, "one", "two", "three")
    shelf.roll_back()

    assert shelf.roll_back().id == "one"
    with pytest.raises(VersionUnknown):
        shelf.roll_back()
    assert shelf.active().id == "one"


def test_one_can_roll_back_to_a_version_by_name_and_forward_again(shelf: Shelf) -> None:
    _publish(shelf, "one", "two", "three")

    assert shelf.roll_back("one").id == "one"
    assert shelf.roll_back("three").id == "three"


def test_a_version_that_is_not_kept_is_named_with_those_that_are(shelf: Shelf) -> None:
    _publish(shelf, "one", "two")

    with pytest.raises(VersionUnknown) as told:
        shelf.roll_back("never")

    assert told.value.version == "never"
    assert told.value.known == ("two", "one")


def test_there_is_nothing_to_roll_back_in_an_empty_home(shelf: Shelf) -> None:
    with pytest.raises(LibraryMissing):
        shelf.roll_back()


def test_rolling_back_to_a_version_whose_files_are_gone_leaves_the_pointer(shelf: Shelf) -> None:
    _publish(shelf, "one", "two")
    shelf.directory("one").rmdir()

    with pytest.raises((VersionUnknown, LibraryDamaged)):
        shelf.roll_back("one")
    assert shelf.active().id == "two"


def test_nobody_rolls_back_while_a_version_is_made(shelf: Shelf) -> None:
    _publish(shelf, "one", "two")

    with shelf.making(), pytest.raises(LibraryBusy):
        Shelf(shelf.home).roll_back()


def test_a_home_written_by_a_newer_ledfyr_is_left_alone(shelf: Shelf) -> None:
    _publish(shelf, "one")
    written = json.dumps({"format": FORMAT + 1, "shape": "unknown to us"})
    _pointer_file(shelf).write_text(written, encoding="utf-8")

    with pytest.raises(HomeTooNew) as told:
        shelf.active()
    with pytest.raises(HomeTooNew), shelf.making():
        pass

    assert (told.value.found, told.value.known) == (FORMAT + 1, FORMAT)
    assert _pointer_file(shelf).read_text(encoding="utf-8") == written
    assert shelf.directory("one").is_dir()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"format": 1, "active": 5}'])
def test_a_damaged_pointer_is_said_to_be_damaged(shelf: Shelf, damage: bytes) -> None:
    _publish(shelf, "one")
    _pointer_file(shelf).write_bytes(damage)

    with pytest.raises(LibraryDamaged) as told:
        shelf.active()

    assert told.value.version == "pointer.json"


def test_a_pointer_to_a_version_that_is_not_kept_is_no_library(shelf: Shelf) -> None:
    _publish(shelf, "one")
    pointer = shelf.pointer().model_copy(update={"active": "elsewhere"})
    _pointer_file(shelf).write_text(pointer.model_dump_json(), encoding="utf-8")

    with pytest.raises(LibraryMissing):
        shelf.active()


def test_a_pointer_that_cannot_be_read_makes_the_home_unusable(shelf: Shelf) -> None:
    _pointer_file(shelf).mkdir(parents=True)

    with pytest.raises(HomeUnusable) as told:
        shelf.pointer()

    assert told.value.fault


def test_a_home_that_is_a_file_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")

    with pytest.raises(HomeUnusable), Shelf(tmp_path / "home").making():
        pass


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_the_pointer_stays(shelf: Shelf, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    _publish(shelf, "one")
    monkeypatch.setattr(os, "fsync", _refusing(code))

    with pytest.raises(DiskFull), shelf.making():
        shelf.publish(a_version("two"), keep=3)

    assert shelf.active().id == "one"


def test_a_home_that_refuses_to_be_written_is_said_with_the_systems_word(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(shelf, "one")
    monkeypatch.setattr(os, "fsync", _refusing(errno.EROFS))

    with pytest.raises(HomeUnusable) as told:
        shelf.publish(a_version("two"), keep=3)

    assert told.value.fault == os.strerror(errno.EROFS)
    assert shelf.active().id == "one"


def test_only_one_makes_a_version_at_a_time(shelf: Shelf) -> None:
    with shelf.making(), pytest.raises(LibraryBusy) as told, Shelf(shelf.home).making():
        pass

    assert told.value.home == str(shelf.home)


def test_the_shelf_is_free_again_after_a_failure(shelf: Shelf) -> None:
    with pytest.raises(RuntimeError, match="broke"), shelf.making():
        raise RuntimeError("broke")

    with Shelf(shelf.home).making():
        pass


def test_what_an_interrupted_run_left_is_cleared_away_before_the_next(shelf: Shelf) -> None:
    _publish(shelf, "one")
    (shelf.directory("half made") / "chroma").mkdir(parents=True)

    with shelf.making():
        assert not shelf.directory("half made").exists()

    assert shelf.directory("one").is_dir()


def test_two_homes_never_mix(tmp_path: Path) -> None:
    first, second = Shelf(tmp_path / "first"), Shelf(tmp_path / "second")
    _publish(first, "one")

    assert first.active().id == "one"
    with pytest.raises(LibraryMissing):
        second.active()
