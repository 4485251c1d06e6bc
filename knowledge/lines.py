"""JSON Lines as people write them: one value a line, every line checked before any is used."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.errors import LineBroken

Model = TypeVar("Model", bound=BaseModel)


def lines_of(path: Path, whole: bytes, model: type[Model]) -> list[tuple[int, Model]]:
    """The values in `whole`, read from `path`, with their line numbers (1-based); blank lines are left out.

    LineBroken names the first line that does not hold a value, with the fault as "code:detail".
    """
    numbered = enumerate(whole.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
    return [(number, _value(path, number, line, model)) for number, line in numbered if line.strip()]


def check_letters(path: Path, read: Iterable[tuple[int, BaseModel]]) -> None:
    """LineBroken for the first of `read` with half a character in it, which could be written nowhere."""
    for number, value in read:
        try:
            json.dumps(value.model_dump(), ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise LineBroken(path, line=number, fault="encoding") from error


def _value(path: Path, number: int, line: bytes, model: type[Model]) -> Model:
    try:
        loaded: object = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LineBroken(path, line=number, fault="encoding") from error
    except json.JSONDecodeError as error:
        raise LineBroken(path, line=number, fault=f"json:{error.pos + 1}") from error
    except (RecursionError, ValueError) as error:
        raise LineBroken(path, line=number, fault="object") from error
    if not isinstance(loaded, dict):
        raise LineBroken(path, line=number, fault="object")
    try:
        return model.model_validate(loaded)
    except ValidationError as error:
        raise LineBroken(path, line=number, fault=_fault(error)) from error


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"] if part not in ("str", "int"))
    return f"{'missing' if first['type'] == 'missing' else 'type'}:{place}"
