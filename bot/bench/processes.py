"""Measures Ledfyr as a process: its peak memory, and the time from its start to an answer."""

import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final

from bot.bench.figures import StartFigures
from knowledge.language import Value

_PYTHON: Final = (sys.executable, "-P")  # -P: no module of the current folder stands in for ours
_LEDFYR: Final = (*_PYTHON, "-c", "from bot.cli import main; main()")
_CHROMA: Final = (*_PYTHON, "-c", "import chromadb")
_TIMES: Final = 5
_PATIENCE: Final = 900  # seconds
_UNIT: Final = 1 if sys.platform == "darwin" else 1024  # bytes in which the system counts memory


class ProcessFailed(Exception):
    """A process that was measured ended with `code`, saying `complaints`."""

    def __init__(self, *, code: int, complaints: str) -> None:
        super().__init__(code)
        self.code = code
        self.complaints = complaints


class Ran(Value):
    """How a process went: its exit code, its time, its peak memory as the system counts it, its complaints."""

    code: int
    seconds: float
    peak: int
    complaints: str


def peak_of_batch(batch: Path, home: Path) -> int:
    """The peak memory, in bytes, of `ledfyr ask --batch` on the library in `home`."""
    return _run(*_LEDFYR, "ask", "--batch", str(batch), "--home", str(home)).peak * _UNIT


def start_figures(question: str, home: Path) -> StartFigures:
    """The time of `ledfyr ask` from start to end against that of importing Chroma, in turn; medians."""
    asking = (*_LEDFYR, "ask", "--home", str(home), "--", question)
    for command in (asking, _CHROMA):
        _run(*command)  # so that each finds its files in memory
    times = [(_run(*asking).seconds, _run(*_CHROMA).seconds) for _ in range(_TIMES)]
    ledfyr, chromadb = (statistics.median(column) for column in zip(*times, strict=True))
    return StartFigures(ledfyr_seconds=ledfyr, chromadb_seconds=chromadb, ratio=ledfyr / chromadb)


def _run(*command: str) -> Ran:
    """Run a command by way of a small process; ProcessFailed where it does not end well."""
    whole = (*_PYTHON, "-m", "bot.bench.child", *command)
    done = subprocess.run(whole, capture_output=True, text=True, check=True, timeout=_PATIENCE)  # noqa: S603 - our own
    ran = Ran.model_validate_json(done.stdout)
    if ran.code:
        raise ProcessFailed(code=ran.code, complaints=ran.complaints)
    return ran
