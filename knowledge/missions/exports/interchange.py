"""A mission design as a file to bring back: written as JSON, read again with every fault named (pure)."""

import json
import re
from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError

from knowledge.canvas import FIELDS
from knowledge.errors import DesignUnreadable
from knowledge.missions.design import Claim, MissionDesign

FORMAT: Final = "ledfyr-mission"
VERSION: Final = 1
LARGEST: Final = 1_000_000
"""Bytes of a file that is read."""

_HALF: Final = re.compile(r"[\ud800-\udfff]")  # half a character: JSON can tell it, UTF-8 cannot


def as_json(design: MissionDesign) -> str:
    """A design as JSON text that any program can read, and `from_json` brings back as it was."""
    whole = {"format": FORMAT, "version": VERSION, "design": design.model_dump(mode="json")}
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return _HALF.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def from_json(text: str) -> MissionDesign:
    """The design in JSON text.

    DesignUnreadable tells what is wrong by a code and its detail: "large:1200000" (bytes), "json:14" (character),
    "format", "version:2", "missing:design.title", "wrong:design.claims.0.at", "part:…", "option:…" and
    "long:…", each with the place.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        raise DesignUnreadable(f"large:{size}")
    design = _design(_loaded(text.removeprefix("\ufeff")))
    for fault in _faults(design):
        raise DesignUnreadable(fault)
    return design


def _loaded(text: str) -> object:
    """What stands under "design" in a file of a format and version that is known."""
    try:
        whole: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise DesignUnreadable(f"json:{error.pos + 1}") from error
    except (RecursionError, ValueError) as error:
        raise DesignUnreadable("json:1") from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:  # pyright: ignore[reportUnknownMemberType]
        raise DesignUnreadable("format")
    held: dict[str, object] = whole  # pyright: ignore[reportUnknownVariableType]
    for name in ("version", "design"):
        if name not in held:
            raise DesignUnreadable(f"missing:{name}")
    version = str(held["version"])
    if version != str(VERSION):
        raise DesignUnreadable(f"version:{version}")
    return held["design"]


def _design(loaded: object) -> MissionDesign:
    try:
        return MissionDesign.model_validate(loaded)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in ("design", *first["loc"]))
        raise DesignUnreadable(f"{'missing' if first['type'] == 'missing' else 'wrong'}:{place}") from error


def _faults(design: MissionDesign) -> Iterator[str]:
    """What the canvas does not allow, though it has the right shape."""
    for at, claim in enumerate(design.claims):
        place = f"design.claims.{at}"
        if claim.at.tzinfo is None:
            yield f"wrong:{place}.at"
        for name in claim.values:
            if fault := _fault(claim, name):
                yield f"{fault}:{place}.values.{name}"


def _fault(claim: Claim, name: str) -> str | None:
    """What the canvas has against one part of a claim; how long a line of a list may be is for the whole list."""
    field = FIELDS[claim.field]
    part = next((part for part in field.parts if part.name == name), None)
    if part is None:
        return "part"
    if field.shape != "lines" and len(claim.values[name]) > part.longest:
        return "long"
    return "option" if part.options and not set(claim.chosen(name)) <= set(part.options) else None
