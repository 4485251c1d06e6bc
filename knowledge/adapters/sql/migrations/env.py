"""What Alembic runs: on the connection it is handed, else on the database that the settings name."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from knowledge.adapters.sql.engine import for_writing, make_engine, state_url
from knowledge.adapters.sql.tables import METADATA
from knowledge.settings import read_settings


def run_on(connection: Connection) -> None:
    """Run the migrations on an open connection."""
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def run() -> None:
    """Run the migrations on the database that the settings name."""
    settings = read_settings()
    given = settings.state.get_secret_value() if settings.state else None
    engine = make_engine(state_url(given, settings.home))
    try:
        async with for_writing(engine).begin() as connection:
            await connection.run_sync(run_on)
    finally:
        await engine.dispose()


handed: Connection | None = context.config.attributes.get("connection")
if handed is None:
    asyncio.run(run())
else:
    run_on(handed)
