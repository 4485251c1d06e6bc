"""The way to the database: its URL, its engine, and transactions that end in bounded time."""

import asyncio
import os
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.errors import SettingsInvalid, StateUnavailable

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

PATIENCE: Final = 5.0  # seconds to wait for a connection or for another's lock
_CALL: Final = 3  # times the patience: the longest that one call takes, whatever happens
_SETTING: Final = "LEDFYR_STATE"
_FORMS: Final = "postgresql://… / sqlite:///…"
_WRITES: Final = "ledfyr_writes"


def state_url(given: str | None, home: Path) -> URL:
    """The database's URL: the one that is set, else SQLite in `home`; SettingsInvalid where it is of no known kind."""
    if given is None:
        return URL.create("sqlite+aiosqlite", database=str(home / "state" / "ledfyr.sqlite"))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise SettingsInvalid(_SETTING, fault=_FORMS) from None  # the message would hold the password
    match url.drivername:
        case "postgresql" | "postgres" | "postgresql+asyncpg":
            return url.set(drivername="postgresql+asyncpg")
        case "sqlite" | "sqlite+aiosqlite" if url.database and url.database != ":memory:":
            return url.set(drivername="sqlite+aiosqlite")
        case _:
            raise SettingsInvalid(_SETTING, fault=_FORMS)


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database; None for a server's."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def make_file(path: Path) -> None:
    """Make an empty file that only its owner reads, in a folder of the same kind, where there is none; OSError."""
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def make_engine(url: URL, *, patience: float = PATIENCE) -> AsyncEngine:
    """The engine of a database; nothing is connected yet."""
    return _sqlite(url, patience) if file_of(url) else _postgresql(url, patience)


def _sqlite(url: URL, patience: float) -> AsyncEngine:
    engine = create_async_engine(
        url,
        connect_args={"isolation_level": None, "timeout": patience},
        pool_size=4,
        max_overflow=0,
        pool_timeout=patience,
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: "DBAPIConnection", _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A transaction that writes says so at once: one that reads first and writes later is refused, not made to wait."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL, patience: float) -> AsyncEngine:
    try:
        import asyncpg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsInvalid(_SETTING, fault='pip install "ledfyr[postgres]"') from error
    # asyncpg reads the URL itself: it knows sslmode and the other options that hosts hand out in their URLs.
    dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)

    async def connect() -> object:
        return await asyncpg.connect(dsn, timeout=patience, command_timeout=2 * patience)  # pyright: ignore

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_pre_ping=True,
        pool_timeout=patience,
        hide_parameters=True,
    )


def for_writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, for transactions that write."""
    return engine.execution_options(**{_WRITES: True})


@contextmanager
def failures_told() -> Generator[None]:
    """Whatever keeps the database from answering becomes StateUnavailable; a fault of our own stays what it is."""
    try:
        yield
    except (DataError, IntegrityError):
        raise
    except (DBAPIError, NoConnectionFree, OSError) as error:
        raise StateUnavailable(fault=_fault(error)) from error


def _fault(error: Exception) -> str:
    """A short technical word: SQLite's or PostgreSQL's code, else what kind of exception it was."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    for code in (getattr(cause, "sqlite_errorname", None), getattr(cause, "sqlstate", None)):
        if isinstance(code, str):
            return code
    return type(cause).__name__


async def insert_new(connection: AsyncConnection, table: Table, row: Mapping[str, object]) -> bool:
    """Put a row in its table; False where there is one of that key, which stays as it was."""
    inserting = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    done = await connection.execute(inserting(table).values(dict(row)).on_conflict_do_nothing())
    return done.rowcount > 0


class Database:
    """Transactions that read and transactions that write; each raises StateUnavailable where it cannot be done."""

    def __init__(self, url: URL, *, patience: float = PATIENCE) -> None:
        self._engine = make_engine(url, patience=patience)
        self._longest = _CALL * patience
        # SQLite has one writer at a time: ours take turns here rather than wait for one another's locks.
        self._turn = asyncio.Lock() if file_of(url) else nullcontext()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction that only reads."""
        with failures_told():
            async with asyncio.timeout(self._longest), self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction that writes, committed at the end."""
        with failures_told():
            async with asyncio.timeout(self._longest), self._turn, for_writing(self._engine).begin() as connection:
                yield connection

    async def close(self) -> None:
        """Let go of every connection."""
        await self._engine.dispose()
