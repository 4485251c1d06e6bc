"""Looks at every part of Ledfyr and says how it stands; it changes nothing it can leave alone."""

import asyncio
import datetime as dt
import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Generator, Sequence
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import typer

from bot.cli.run import Run, put
from bot.failures import FAILED
from bot.replies.contract import written
from bot.replies.doctor import (
    Finding,
    database_kind,
    health_object,
    healthy,
    of_library,
    reply_to_health,
    shaped_as_token,
)
from bot.terminal import show
from bot.texts import spoken_size
from knowledge.adapters.shelf import Shelf
from knowledge.corpus import LibraryVersion
from knowledge.errors import (
    EmbedderUnavailable,
    HomeUnusable,
    LibraryDamaged,
    LibraryError,
    MethodError,
    SettingsInvalid,
    StateError,
    StateUnavailable,
    VectorServerUnavailable,
    VectorServerUnset,
)
from knowledge.language import Language
from knowledge.method.loading import load_method, method_folder
from knowledge.settings import LedfyrSettings, read_settings, without_credentials

_LITTLE_ROOM: Final = 200 * 1024 * 1024  # bytes; a version of the starter library takes a tenth
_PATIENCE: Final = 1.0  # seconds that a server gets to take a call
_NO_TABLE: Final = "42P01"  # PostgreSQL's word for a table that is not there
_PORTS: Final = {"http": 80, "https": 443, "postgres": 5432, "postgresql": 5432}


@contextmanager
def sound_settings() -> Generator[list[SettingsInvalid]]:
    """Hand over what is wrong with each setting that does not hold; meanwhile those settings count as not given."""
    wrong: list[SettingsInvalid] = []
    taken_out: dict[str, str] = {}
    try:
        while (error := _unsound()) is not None:
            names = [name for name in os.environ if name.upper() == error.name]
            if not names:
                raise error
            taken_out |= {name: os.environ.pop(name) for name in names}
            wrong.append(error)
        yield wrong
    finally:
        os.environ.update(taken_out)


def examine(run: Run, wrong: Sequence[SettingsInvalid], *, quick: bool, as_json: bool) -> None:
    """Show the health table; exit code 1 where there is a fault. `quick` leaves out what takes longer to load."""
    findings = asyncio.run(look_over(run.settings, wrong, language=run.language, quick=quick))
    if as_json:
        put(written(health_object(findings, run.language)))
    else:
        show(reply_to_health(findings, run.language), run.out)
    if not healthy(findings):
        raise typer.Exit(FAILED)


async def look_over(
    settings: LedfyrSettings, wrong: Sequence[SettingsInvalid], *, language: Language, quick: bool
) -> list[Finding]:
    """What is found of every part; `wrong` are the settings that do not hold."""
    version, library = _library(settings, language)
    faults = [Finding("settings", "fault", error=error) for error in wrong]
    found = [*(faults or [Finding("settings", "ok", "hold")]), _home(settings.home, language), library]
    if not quick:
        found += [await _index(version, settings)] if version else []
        found.append(await _engine(version))
    found += [await asyncio.to_thread(_server, settings.chroma, version), await _state(settings, quick=quick)]
    found.insert(-1, await asyncio.to_thread(_method, settings.home))
    commands = Finding("commands", "ok", settings.command_language)
    return [*found, _discord(settings), commands, Finding("model", "ok", "off")]


def _unsound() -> SettingsInvalid | None:
    try:
        read_settings()
    except SettingsInvalid as error:
        return error
    return None


def _home(home: Path, language: Language) -> Finding:
    """Whether the data folder, or the folder it will be made in, may be written."""
    there = next(place for place in (home, *home.parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        return Finding("home", "fault", error=HomeUnusable(home))
    room = shutil.disk_usage(there).free
    facts = {"home": home, "free": spoken_size(room, language)}
    if room < _LITTLE_ROOM:
        return Finding("home", "note", "full", facts)
    return Finding("home", "ok", "writable" if there == home else "new", facts)


def _library(settings: LedfyrSettings, language: Language) -> tuple[LibraryVersion | None, Finding]:
    """The version that is read, None where there is none, and how it stands as far as its files tell."""
    shelf = Shelf(settings.home)
    try:
        version = shelf.active()
        if not (shelf.directory(version.id) / "catalogue.sqlite").is_file():
            raise LibraryDamaged(version.id, fault="catalogue")
    except LibraryError as error:
        return None, Finding("library", "fault", error=error)
    return version, of_library(version, language, now=dt.datetime.now(dt.UTC))


def _method(home: Path) -> Finding:
    """Whether the method that missions follow holds, and whose it is."""
    own = method_folder(home)
    try:
        method = load_method(own)
    except MethodError as error:
        return Finding("method", "fault", error=error)
    return Finding("method", "ok", "packaged" if own is None else "own", {"version": method.id, "folder": own})


async def _index(version: LibraryVersion, settings: LedfyrSettings) -> Finding:
    """Whether the version opens, and finds something by words and by meaning."""
    from knowledge.versions import open_version  # noqa: PLC0415 - takes too long for the quick look

    begun = time.monotonic()
    directory = Shelf(settings.home).directory(version.id)
    try:
        async with open_version(version, directory, server=settings.chroma) as opened:
            await opened.words.matching(opened.words.vocabulary()[:1], limit=1)
            if opened.meaning is None:
                return Finding("index", "note", "words")
            [units] = await opened.meaning.unit_vectors([(0, 1)])
            if not await opened.meaning.nearest(units[0], limit=1):
                raise LibraryDamaged(version.id, fault="vectors")
    except LibraryError as error:
        return Finding("index", "fault", error=error)
    return Finding("index", "ok", "answers", {"milliseconds": _since(begun)})


async def _engine(version: LibraryVersion | None) -> Finding:
    """Whether the embedding engine loads, and is the one that the library was made with."""
    from knowledge.assembly import load_embedder  # noqa: PLC0415 - see above

    try:
        engine = load_embedder()
    except EmbedderUnavailable as error:
        return Finding("engine", "note", error=error)
    begun = time.monotonic()
    await engine.of_question("Ledfyr")
    facts = {"engine": engine.name, "milliseconds": _since(begun)}
    other = version is not None and version.embedding != engine.name
    return Finding("engine", "note" if other else "ok", "other" if other else "runs", facts)


def _server(url: str | None, version: LibraryVersion | None) -> Finding:
    """Whether the Chroma server takes calls, if there is to be one."""
    if url is None and version is not None and version.vectors == "server":
        return Finding("server", "fault", error=VectorServerUnset(version.id))
    if url is None:
        return Finding("server", "ok", "off")
    shown = without_credentials(url)
    if fault := _refusal(url):
        return Finding("server", "fault", error=VectorServerUnavailable(shown, fault=fault))
    return Finding("server", "ok", "takes_calls", {"url": shown})


async def _state(settings: LedfyrSettings, *, quick: bool) -> Finding:
    """Whether the state database answers; a SQLite file is only read."""
    if settings.state is None:
        return _sqlite(settings.home / "state" / "ledfyr.sqlite")
    url = settings.state.get_secret_value()
    match database_kind(url):
        case None:
            return Finding("state", "fault", "no_url")
        case "sqlite":
            return _sqlite(Path(urlsplit(url).path.removeprefix("/")))
        case _ if fault := await asyncio.to_thread(_refusal, url):
            return Finding("state", "fault", error=StateUnavailable(fault=fault))
        case _ if quick:
            return Finding("state", "ok", "takes_calls", {"place": without_credentials(url)})
        case _:
            return await _database(url, settings.home)


async def _database(url: str, home: Path) -> Finding:
    """Whether a database server answers; nothing is made or migrated there."""
    from knowledge.adapters.sql.engine import Database, state_url  # noqa: PLC0415 - see above
    from knowledge.adapters.sql.store import SqlState  # noqa: PLC0415 - see above

    facts = {"place": without_credentials(url)}
    try:
        async with AsyncExitStack() as stack:
            state = SqlState(Database(state_url(url, home)))
            stack.push_async_callback(state.close)
            await state.ping()
    except StateUnavailable as error:
        if error.fault == _NO_TABLE:
            return Finding("state", "note", "empty", facts)
        return Finding("state", "fault", error=error)
    except (StateError, SettingsInvalid) as error:
        return Finding("state", "fault", error=error)
    return Finding("state", "ok", "answers", facts)


def _sqlite(path: Path) -> Finding:
    """How a SQLite file stands. One that nobody writes to is opened as if it could never change: nothing is made."""
    if not path.exists():
        return Finding("state", "ok", "new", {"place": path})
    in_use = Path(f"{path}-wal").exists()
    uri = f"{path.absolute().as_uri()}?{'mode=ro' if in_use else 'immutable=1'}"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        return Finding("state", "fault", error=StateUnavailable(fault=error.sqlite_errorname))
    migrated = "alembic_version" in tables
    return Finding("state", "ok" if migrated else "note", "answers" if migrated else "empty", {"place": path})


def _discord(settings: LedfyrSettings) -> Finding:
    if settings.discord_token is None:
        return Finding("discord", "note", "off")
    shaped = shaped_as_token(settings.discord_token.get_secret_value())
    return Finding("discord", "ok" if shaped else "fault", "shaped" if shaped else "misshapen")


def _refusal(url: str) -> str:
    """Why the server at `url` does not take a call; empty where it does."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme.partition("+")[0]]
        _call(parts.hostname or parse_qs(parts.query).get("host", ["localhost"])[0], port)
    except (OSError, ValueError, KeyError) as error:
        return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return ""


def _call(host: str, port: int) -> None:
    """Connect and hang up; OSError where nobody takes the call. PostgreSQL's host may be the folder of its socket."""
    if not host.startswith("/"):
        socket.create_connection((host, port), timeout=_PATIENCE).close()
        return
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_PATIENCE)
        line.connect(f"{host}/.s.PGSQL.{port}")


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
