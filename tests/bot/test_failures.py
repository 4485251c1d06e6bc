import datetime as dt
import errno
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.failures import failure_of, logged, prune_log
from knowledge.errors import LibraryMissing, LineBroken, SettingsInvalid
from tests.bot.builders import spoken

TODAY = dt.date(2026, 11, 21)


def the_log(home: Path) -> Path:
    """The one log of failures that stands in a home."""
    (log,) = (home / "log").glob("*.log")
    return log


def a_log(home: Path, name: str) -> Path:
    """A file among the logs of a home."""
    path = home / "log" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


def raised(error: BaseException) -> BaseException:
    """The error with a traceback, caused by another that quotes the question."""
    try:
        try:
            raise ValueError("hemlig fråga")
        except ValueError as cause:
            raise error from cause
    except BaseException as caught:
        return caught


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LibraryMissing("/home"), 1),
        (LineBroken("f.jsonl", line=2, fault="object"), 2),
        (SettingsInvalid("LEDFYR_LANGUAGE", fault="sv or en"), 2),
        (KeyboardInterrupt(), 130),
        (RuntimeError("x"), 1),
    ],
)
def test_every_exception_has_its_exit_code(error: BaseException, code: int, tmp_path: Path) -> None:
    assert failure_of(error, language="sv", home=tmp_path).code == code


def test_a_known_error_is_told_without_a_reference_or_a_log(tmp_path: Path) -> None:
    failure = failure_of(LibraryMissing(tmp_path), language="sv", home=tmp_path)

    assert "ledfyr ingest" in spoken(failure.reply)
    assert "referens" not in spoken(failure.reply)
    assert not (tmp_path / "log").exists()


def test_an_interruption_is_told_in_one_word(tmp_path: Path) -> None:
    assert spoken(failure_of(KeyboardInterrupt(), language="sv", home=tmp_path).reply) == "Avbrutet."
    assert spoken(failure_of(KeyboardInterrupt(), language="en", home=tmp_path).reply) == "Interrupted."


def test_an_unforeseen_error_gets_a_reference_that_the_log_has_too(tmp_path: Path) -> None:
    told = spoken(failure_of(raised(RuntimeError("boom")), language="sv", home=tmp_path).reply)

    match = re.match(r"Ett fel inträffade \(referens (\w{6})\)\.", told)
    log = the_log(tmp_path)
    assert match is not None
    assert match[1] in log.read_text(encoding="utf-8")
    assert str(log) in told


def test_an_error_while_searching_says_that_it_cannot_search_now(tmp_path: Path) -> None:
    told = spoken(failure_of(RuntimeError(), language="sv", home=tmp_path, searching=True).reply)

    assert told.startswith("Jag kan inte söka just nu (referens ")


def test_two_errors_have_different_references(tmp_path: Path) -> None:
    told = {spoken(failure_of(RuntimeError(), language="sv", home=tmp_path).reply) for _ in range(5)}

    assert len(told) == 5


def test_the_log_tells_where_and_what_but_never_what_was_asked(tmp_path: Path) -> None:
    failure_of(raised(RuntimeError("hemlig fråga igen")), language="sv", home=tmp_path)

    log = the_log(tmp_path).read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "builtins.RuntimeError" in log
    assert "test_failures.py" in log
    assert "fråga igen" not in log


def test_the_person_never_sees_a_traceback(tmp_path: Path) -> None:
    told = spoken(failure_of(raised(RuntimeError("boom")), language="en", home=tmp_path).reply)

    assert "Traceback" not in told
    assert "boom" not in told


def test_the_number_of_a_system_error_is_in_the_log(tmp_path: Path) -> None:
    failure_of(raised(OSError(errno.EIO, "Input/output error")), language="sv", home=tmp_path)

    assert f"(errno {errno.EIO})" in the_log(tmp_path).read_text(encoding="utf-8")


def test_a_full_disk_is_known_wherever_it_shows(tmp_path: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device")

    told = spoken(failure_of(error, language="sv", home=tmp_path).reply)

    assert told.startswith("Disken är full")


def test_a_full_disk_is_known_when_a_database_finds_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "small.sqlite", isolation_level=None)) as database:
        database.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            database.execute("CREATE TABLE much AS SELECT zeroblob(100000)")

    told = spoken(failure_of(full.value, language="sv", home=tmp_path).reply)

    assert told.startswith("Disken är full")


def test_a_home_that_cannot_hold_a_log_does_not_hide_the_error(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way", encoding="utf-8")

    told = spoken(failure_of(RuntimeError(), language="sv", home=tmp_path).reply)

    assert told.startswith("Ett fel inträffade (referens ")
    assert str(tmp_path) not in told


def test_without_a_home_there_is_no_log() -> None:
    assert "Mer finns i" not in spoken(failure_of(RuntimeError(), language="sv", home=None).reply)


def test_a_log_that_has_grown_large_is_begun_anew(tmp_path: Path) -> None:
    failure_of(RuntimeError(), language="sv", home=tmp_path)
    log = the_log(tmp_path)
    log.write_text("x" * 1_000_001, encoding="utf-8")

    failure_of(RuntimeError(), language="sv", home=tmp_path)

    assert log.stat().st_size < 1000
    assert log.with_suffix(".old.log").exists()


def test_the_log_of_a_day_carries_its_date(tmp_path: Path) -> None:
    before = dt.datetime.now(dt.UTC).date()
    failure_of(RuntimeError(), language="sv", home=tmp_path)
    after = dt.datetime.now(dt.UTC).date()

    assert the_log(tmp_path).name in {f"ledfyr-{day}.log" for day in (before, after)}


def test_what_is_logged_stands_under_the_reference_it_gives(tmp_path: Path) -> None:
    reference = logged(raised(RuntimeError("hemlig fråga")), tmp_path)

    assert f" {reference}\n" in the_log(tmp_path).read_text(encoding="utf-8")


def test_a_reference_is_given_where_there_is_no_place_for_a_log() -> None:
    assert re.fullmatch(r"[0-9a-f]{6}", logged(RuntimeError(), None))


def test_logs_go_when_they_are_older_than_the_days_they_are_kept(tmp_path: Path) -> None:
    kept, old = a_log(tmp_path, "ledfyr-2026-10-22.log"), a_log(tmp_path, "ledfyr-2026-10-21.log")
    grown = a_log(tmp_path, "ledfyr-2026-10-21.old.log")

    gone = prune_log(tmp_path, 30, today=TODAY)

    assert gone == 2
    assert (kept.exists(), old.exists(), grown.exists()) == (True, False, False)


def test_logs_that_are_to_be_kept_are_kept(tmp_path: Path) -> None:
    old = a_log(tmp_path, "ledfyr-2016-10-21.log")

    assert prune_log(tmp_path, "keep", today=TODAY) == 0
    assert old.exists()


def test_other_files_beside_the_logs_are_let_be(tmp_path: Path) -> None:
    others = [a_log(tmp_path, name) for name in ("ledfyr-notes.log", "ledfyr-2016-10-21.txt", "2016-10-21.log")]
    (tmp_path / "log" / "ledfyr-2016-10-22.log").mkdir()

    assert prune_log(tmp_path, 30, today=TODAY) == 0
    assert all(other.exists() for other in others)


def test_a_home_without_logs_has_none_to_delete(tmp_path: Path) -> None:
    assert prune_log(tmp_path, 30, today=TODAY) == 0
