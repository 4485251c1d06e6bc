"""The mission design: every field of the canvas as claims, each with its standing. The checks look only at this."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from knowledge.canvas import BETWEEN_CHOICES, TEXT, FieldName
from knowledge.corpus import DateKind
from knowledge.language import Language, Value
from knowledge.method.method import Path

Standing = Literal["evidence", "contribution", "assumption"]


class Evidence(Value):
    """A passage that a claim rests on: an exact quote with its place, as the library had it.

    `document` and `passage` are ids in library version `library`. `page` counts from 1, None where the format has none.
    """

    document: str
    title: str
    passage: str
    heading: tuple[str, ...]
    page: int | None
    page_label: str | None
    quote: str
    language: Language
    date: dt.date | None
    date_kind: DateKind
    url: str | None
    library: str


class Claim(Value):
    """One entry of a field: what the group says, who said it, and what it rests on.

    `values` are the parts that were filled in, by name. `author` is a display name, "" for somebody who has been
    forgotten; `at` is when it was said (UTC). `assumed` marks what is yet to be tested.
    """

    id: str
    field: FieldName
    values: Mapping[str, str]
    author: str
    at: dt.datetime
    assumed: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def standing(self) -> Standing:
        """What the claim rests on: evidence before all, else an assumption where it is marked so, else who said it."""
        if self.evidence:
            return "evidence"
        return "assumption" if self.assumed else "contribution"

    def part(self, name: str) -> str:
        """What was written in a part; "" where nothing was."""
        return self.values.get(name, "").strip()

    def chosen(self, name: str) -> tuple[str, ...]:
        """The options chosen in a part of kind `choices`."""
        return tuple(one for one in self.part(name).split(BETWEEN_CHOICES) if one)


class MissionDesign(Value):
    """The canvas as it stands: nothing in it is required, and what is missing stays visible.

    `claims` stand in the order of the canvas, and within a field in the order in which they were first written.
    `confirmed` are the criteria that people have confirmed, `skipped` the steps they chose to leave.
    """

    title: str
    language: Language
    method: str
    path: Path
    claims: tuple[Claim, ...] = ()
    skipped: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    starting_point: str | None = None

    def of(self, field: FieldName) -> tuple[Claim, ...]:
        """The claims of a field."""
        return tuple(claim for claim in self.claims if claim.field == field)

    def text(self, field: FieldName) -> str:
        """The text of a field of shape "text"; "" where nothing is written."""
        return next((claim.part(TEXT) for claim in self.of(field)), "")

    def claim(self, name: str) -> Claim | None:
        """The claim of that id; None where it does not stand."""
        return next((claim for claim in self.claims if claim.id == name), None)
