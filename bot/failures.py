"""The one desk: turns any exception into a reply and an exit code; what went wrong inside goes to a log file a day."""

import datetime as dt
import errno
import secrets
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from bot.replies.faults import reply_to_fault
from bot.replies.reply import Reply, said
from bot.texts import text
from knowledge.errors import DiskFull, LedfyrError, LineBroken, QuestionEmpty, SettingsInvalid
from knowledge.journal import Keep
from knowledge.language import Language

FAILED: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130
_LARGEST_LOG: Final = 1_000_000  # bytes a day; then the log is begun anew and the old one kept beside it
_DATE: Final = len("2026-11-21")


class Failure(NamedTuple):
    """What is said of an exception, and the exit code of a command that ends with it."""

    reply: Reply
    code: int


def failure_of(error: BaseException, *, language: Language, home: Path | None, searching: bool = False) -> Failure:
    """The reply to any exception.

    An exception nobody foresaw gets a reference; its traceback goes to the day's file in `home`/log under that.
    `searching` says that a question was being answered.
    """
    match _foreseen(error, home):
        case KeyboardInterrupt():
            return Failure(_reply(text("failure.interrupted", language), language), INTERRUPTED)
        case QuestionEmpty() | LineBroken() | SettingsInvalid() as known:
            return Failure(reply_to_fault(known, language), WRONG_USE)
        case LedfyrError() as known:
            return Failure(reply_to_fault(known, language), FAILED)
        case unforeseen:
            return _unforeseen(unforeseen, language=language, home=home, searching=searching)


def _foreseen(error: BaseException, home: Path | None) -> BaseException:
    """The error as we know it: a full disk shows itself in many places."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    full_database = isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_FULL
    return DiskFull(home) if home is not None and (full or full_database) else error


def logged(error: BaseException, home: Path | None) -> str:
    """Write what happened to the log of failures; the reference it stands under."""
    reference = secrets.token_hex(3)
    _log(error, reference, home)
    return reference


def prune_log(home: Path, days: Keep, *, today: dt.date) -> int:
    """Delete the logs of failures that are older than `days`; how many went."""
    if days == "keep":
        return 0
    gone = 0
    for path in (home / "log").glob("ledfyr-*.log"):
        with suppress(ValueError, OSError):
            if (today - dt.date.fromisoformat(path.stem.removeprefix("ledfyr-")[:_DATE])).days > days:
                path.unlink()
                gone += 1
    return gone


def _unforeseen(error: BaseException, *, language: Language, home: Path | None, searching: bool) -> Failure:
    reference = secrets.token_hex(3)
    log = _log(error, reference, home)
    words = text("failure.search" if searching else "failure.unknown", language, reference=reference)
    where = text("failure.log", language, log=log) if log else None
    return Failure(_reply(words, language, where), FAILED)


def _reply(words: str, language: Language, more: str | None = None) -> Reply:
    return Reply(language=language, paragraphs=tuple(said(line) for line in (words, more) if line))


def _log(error: BaseException, reference: str, home: Path | None) -> Path | None:
    """Write what happened to the log; None where there is no place to write."""
    if home is None:
        return None
    now = dt.datetime.now(dt.UTC)
    path = home / "log" / f"ledfyr-{now:%Y-%m-%d}.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{now:%Y-%m-%dT%H:%M:%SZ} {reference}\n{''.join(_trace(error))}\n")
    except OSError:
        return None
    return path


def _trace(error: BaseException) -> Iterator[str]:
    """The traceback without the exceptions' messages: those may hold what a person asked."""
    for one in _chain(error):
        yield from traceback.format_tb(one.__traceback__)
        number = f" (errno {one.errno})" if isinstance(one, OSError) and one.errno else ""
        yield f"{type(one).__module__}.{type(one).__qualname__}{number}\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception after those it was caused by."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before)
    yield error
