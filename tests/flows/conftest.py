"""What flows start from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TakeIn
from tests.flows.missions import COURSE, MISSION


@pytest.fixture
async def missions(write: Callable[..., Path], take_in: TakeIn) -> None:
    """A small library of two documents in the test's home, one in Swedish and one in English."""
    write("mission.md", MISSION)
    write("course.md", COURSE)
    await take_in()
