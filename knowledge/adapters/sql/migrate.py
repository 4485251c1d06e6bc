"""Brings a database to the latest revision, one process at a time."""

import asyncio
import logging
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Connection, func, select
from sqlalchemy.engine import URL

from knowledge.adapters.sql.engine import failures_told, file_of, for_writing, make_engine, make_file
from knowledge.errors import StateTooNew

_PATIENCE: Final = 30.0  # seconds to wait for another process that migrates
_LOCK: Final = 0x4C656466  # the number of our advisory lock in PostgreSQL; any that no other program takes


def migrate(url: URL, *, patience: float = _PATIENCE) -> None:
    """Make or migrate the database at `url`; blocks.

    Raises StateTooNew where it stands at a revision that we do not know, StateUnavailable where it does not answer.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with failures_told(), _our_turn(url, patience):
        asyncio.run(_migrate(url, patience))


def migrations() -> Config:
    """Alembic's configuration, wherever this package is installed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


@contextmanager
def _our_turn(url: URL, patience: float) -> Generator[None]:
    """SQLite waits for a lock on a file beside the database; PostgreSQL for one inside, see below."""
    path = file_of(url)
    if path is None:
        yield
        return
    make_file(path)
    with FileLock(f"{path}.lock", timeout=patience, mode=0o600):
        yield


async def _migrate(url: URL, patience: float) -> None:
    engine = make_engine(url, patience=patience)
    try:
        async with asyncio.timeout(2 * patience), for_writing(engine).begin() as connection:
            if file_of(url) is None:
                await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    config = migrations()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    for found in MigrationContext.configure(connection).get_current_heads():
        if found not in known:
            raise StateTooNew(found=found)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
