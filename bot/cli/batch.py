"""Reads a batch file: one question a line, every line checked before any is asked."""

import json
import sys
from pathlib import Path

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from knowledge.errors import BatchBroken

_STDIN = "-"


class BatchLine(BaseModel):
    """A question with its id, after the questions before it (oldest first); other fields are let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: StrictStr | StrictInt
    question: StrictStr
    earlier: tuple[StrictStr, ...] = ()


def read_batch(path: Path) -> list[BatchLine]:
    """The lines of the file at `path` (`-`: standard input), blank ones left out; BatchBroken for the first bad one."""
    whole = sys.stdin.buffer.read() if str(path) == _STDIN else path.read_bytes()
    numbered = enumerate(whole.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
    return [_line(path, number, line) for number, line in numbered if line.strip()]


def _line(path: Path, number: int, line: bytes) -> BatchLine:
    try:
        loaded: object = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BatchBroken(path, line=number, fault="encoding") from error
    except json.JSONDecodeError as error:
        raise BatchBroken(path, line=number, fault=f"json:{error.pos + 1}") from error
    except (RecursionError, ValueError) as error:
        raise BatchBroken(path, line=number, fault="object") from error
    if not isinstance(loaded, dict):
        raise BatchBroken(path, line=number, fault="object")
    try:
        return BatchLine.model_validate(loaded)
    except ValidationError as error:
        raise BatchBroken(path, line=number, fault=_fault(error)) from error


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'missing' if first['type'] == 'missing' else 'type'}:{first['loc'][0]}"
