"""What flows start from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TakeIn

MISSION = """---
title: Missionen Friska hav
publisher: Region Blekinge
date: 2019-10-04
date_kind: published
---

# Missionen Friska hav

## Vad är målet?

Målet är att vattnet i Karlskrona skärgård håller god status år 2030. För närvarande deltar elva kommuner i arbetet.

## Vilka åtgärder ingår?

Tre åtgärder ingår i missionen:

1. våtmarker som fångar näring
2. musslor som renar vattnet
3. båtbottnar utan gifter
"""
COURSE = """# Introduction to facilitation

## Who leads the workshop?

The facilitator leads the workshop and keeps the time. The participants own the answers.
"""


@pytest.fixture
async def missions(write: Callable[..., Path], take_in: TakeIn) -> None:
    """A small library of two documents in the test's home, one in Swedish and one in English."""
    write("mission.md", MISSION)
    write("course.md", COURSE)
    await take_in()
