"""Reads a batch file: one question a line, every line checked before any is asked."""

import sys
from pathlib import Path

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr

from knowledge.lines import lines_of

_STDIN = "-"


class BatchLine(BaseModel):
    """A question with its id, after the questions before it (oldest first); other fields are let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: StrictStr | StrictInt
    question: StrictStr
    earlier: tuple[StrictStr, ...] = ()


def read_batch(path: Path) -> list[BatchLine]:
    """The lines of the file at `path` (`-`: standard input), blank ones left out; LineBroken for the first bad one."""
    whole = sys.stdin.buffer.read() if str(path) == _STDIN else path.read_bytes()
    return [line for _, line in lines_of(path, whole, BatchLine)]
