"""What comes of a question: an answer with its citations, or an honest no."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from knowledge.corpus import Document, UnitKind
from knowledge.language import Language, Value

Reason = Literal["nothing_asked", "nothing_found", "part", "empty_field"]
_FRESH_MONTHS: Final = 24
_NOW = re.compile(
    r"\b(?:idag|i dag|för närvarande|i år|just nu|nuvarande|numera|"
    r"today|currently|at present|this year|right now|nowadays)\b",
    re.IGNORECASE,
)


class ShownUnit(Value):
    """A quoted sentence, item or heading as it is shown."""

    kind: UnitKind
    text: str


class Citation(Value):
    """An exact quote with its place.

    `quote` is the document's own words; `units` the same piece by piece for the eye, Markdown marks gone. `aged` says
    that the quote speaks of "now" and the document is undated or older than two years.
    """

    number: int
    document: Document
    passage: str
    heading: tuple[str, ...]
    page: int | None
    page_label: str | None
    quote: str
    units: tuple[ShownUnit, ...]
    aged: bool


class Timing(Value):
    """Where the time of a question went, in milliseconds."""

    embed: float
    search: float
    compose: float
    total: float


class Answer(Value):
    """What the documents say: `text` is made of their exact words, each with the number of its citation.

    `support` tells how sure retrieval is (0 to 1).
    """

    question: str
    language: Language
    text: str
    citations: tuple[Citation, ...]
    support: float
    library: str
    timing: Timing


class NoAnswer(Value):
    """The documents do not say, or were not found to.

    `about` is what they do treat ("part") or the name of the field that is empty ("empty_field"); `expects` what was
    asked for. `contact` is whom to ask, where a source near at hand names someone.
    """

    question: str
    language: Language
    reason: Reason
    about: str | None
    expects: str
    nearest: tuple[Citation, ...]
    contact: Citation | None
    support: float
    library: str
    timing: Timing


def speaks_of_now(text: str) -> bool:
    """Whether `text` speaks of the time it was written in ("idag", "för närvarande", "this year")."""
    return _NOW.search(text) is not None


def is_old(document: Document, today: dt.date) -> bool:
    """Whether a document is undated or older than 24 months."""
    date = document.facts.date
    return date is None or (today.year - date.year) * 12 + today.month - date.month > _FRESH_MONTHS


def text_of(citations: Sequence[Citation]) -> str:
    """The answer in words: every quoted sentence and item, each quote with its number."""
    text = ""
    for before, citation in pairwise((None, *citations)):
        if citation is not None:
            follows = before is not None and _goes_on(before, citation)
            gap = "" if not text else "\n" if follows else "\n\n"
            text += gap + ("- " if follows else "") + _paragraph(citation)
    return text


def _goes_on(before: Citation, citation: Citation) -> bool:
    return before.passage == citation.passage and _is_line(before) and _is_line(citation)


def _is_line(citation: Citation) -> bool:
    """Whether a citation is one heading, a line of an outline."""
    return [unit.kind for unit in citation.units] == ["heading"]


def _paragraph(citation: Citation) -> str:
    lines: list[str] = []
    for at, unit in enumerate(citation.units):
        if unit.kind == "sentence" and lines and citation.units[at - 1].kind == "sentence":
            lines[-1] += " " + unit.text
        else:
            listed = unit.kind in ("item", "row", "field")
            lines.append(f"- {unit.text}" if listed else unit.text)
    lines[-1] += f" [{citation.number}]"
    return "\n".join(lines)
