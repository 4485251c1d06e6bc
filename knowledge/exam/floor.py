"""What an exam must reach to be passed, and what dropped below it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

import yaml

from knowledge.exam.scoring import Marks
from knowledge.language import Language, Value

Figure = Literal["coverage", "wrongly_declined", "declined_out_of_scope", "declined_near_scope", "fidelity"]
_Told = tuple[Figure, str, float | None, float]
_CONTENT: Final = Path(__file__).parent.parent / "content"
OWN_BANK: Final = _CONTENT / "exam.jsonl"
"""The project's own bank of questions about the starter library."""


class Floor(Value):
    """The least a bank's figures may be (shares from 0 to 1); for `wrongly_declined` the most."""

    coverage: Mapping[Language, float]
    wrongly_declined: float
    declined_out_of_scope: float
    declined_near_scope: float
    fidelity: float


class Shortfall(Value):
    """A figure on the wrong side of its floor; `part` is a language or "all"."""

    figure: Figure
    part: str
    value: float
    floor: float


def own_floor(path: Path = _CONTENT / "exam_floor.yaml") -> Floor:
    """The floor of the project's own bank, as the content folder holds it."""
    return Floor.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def shortfalls(overall: Marks, languages: Mapping[str, Marks], floor: Floor) -> list[Shortfall]:
    """What dropped below `floor`; a figure that no question tells of is passed over."""
    said: list[_Told] = [
        ("coverage", part, languages[part].coverage, least)
        for part, least in floor.coverage.items()
        if part in languages
    ]
    kept: list[_Told] = [
        ("declined_out_of_scope", "all", overall.declined_out_of_scope, floor.declined_out_of_scope),
        ("declined_near_scope", "all", overall.declined_near_scope, floor.declined_near_scope),
        ("fidelity", "all", overall.fidelity, floor.fidelity),
    ]
    below = [
        Shortfall(figure=figure, part=part, value=value, floor=least)
        for figure, part, value, least in (*said, *kept)
        if value is not None and value < least
    ]
    wrongly = overall.wrongly_declined
    if wrongly is not None and wrongly > floor.wrongly_declined:
        below.append(Shortfall(figure="wrongly_declined", part="all", value=wrongly, floor=floor.wrongly_declined))
    return below
