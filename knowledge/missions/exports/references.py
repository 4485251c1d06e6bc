"""The list of references: which number each piece of evidence has, and how it is cited (pure)."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final, TypeAlias

from knowledge.language import Language
from knowledge.missions.design import Claim, Evidence
from knowledge.missions.exports.outline import Line, Piece, Reference, References
from knowledge.missions.exports.words import quoted, spoken_date, told
from knowledge.plain import address, harmless

Key: TypeAlias = tuple[str, str, str]

_PATH: Final = " › "
_SLIDES: Final = ".pptx"


def key_of(evidence: Evidence) -> Key:
    """What makes two pieces of evidence the same reference."""
    return evidence.document, evidence.passage, evidence.quote


def numbered(claims: Iterable[Claim]) -> Mapping[Key, tuple[int, Evidence]]:
    """Every piece of evidence once, with its number, counted from 1 in the order in which the claims lean on them."""
    cited = chain.from_iterable(claim.evidence for claim in claims)
    first: dict[Key, Evidence] = {}
    for evidence in cited:
        first.setdefault(key_of(evidence), evidence)
    return {key: (number, evidence) for number, (key, evidence) in enumerate(first.items(), start=1)}


def references(cited: Iterable[tuple[int, Evidence]], language: Language) -> References:
    """The list of references for a reader of `language`."""
    return References(
        entries=tuple(Reference(number=number, lines=_lines(evidence, language)) for number, evidence in cited)
    )


def _lines(evidence: Evidence, language: Language) -> tuple[Line, ...]:
    title = Piece(text=_said(evidence.title), tone="strong", language=evidence.language)
    lines: list[Line] = [(title, Piece(text=f". {_dated(evidence, language)}."))]
    if place := _place(evidence, language):
        lines.append((Piece(text=place),))
    quote = quoted(_said(evidence.quote), evidence.language)
    lines.append((Piece(text=quote, language=evidence.language),))
    if evidence.url:
        lines.append((Piece(text=_said(evidence.url), url=address(evidence.url)),))
    return tuple(lines)


def _dated(evidence: Evidence, language: Language) -> str:
    if evidence.date is None:
        return told("date.none", language)
    return told(f"date.{evidence.date_kind}", language, date=spoken_date(evidence.date, language))


def _place(evidence: Evidence, language: Language) -> str:
    path = _PATH.join(map(_said, evidence.heading))
    parts = [told("references.place", language, place=path) if path else "", _page(evidence, language)]
    return ", ".join(part for part in parts if part)


def _page(evidence: Evidence, language: Language) -> str:
    label = evidence.page_label or evidence.page
    if label is None:
        return ""
    kind = "slide" if evidence.document.casefold().endswith(_SLIDES) else "page"
    return told(f"references.{kind}", language, page=_said(str(label)))


def _said(text: str) -> str:
    return " ".join(harmless(text).split())
