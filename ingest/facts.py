"""What a document says about itself: title, dates, revision, language (pure)."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ingest.normalise import shown
from ingest.records import Source, Transcript
from knowledge.corpus import DateKind, DocumentFacts
from knowledge.language import language_of

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "mars march mar", "april apr", "maj may", "juni june jun",
            "juli july jul", "augusti august aug", "september sep sept", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMERIC = re.compile(r"\b(\d{4})[-./](\d{1,2})[-./](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?::?[ea]|st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_KINDS: Final[tuple[tuple[DateKind, re.Pattern[str]], ...]] = (
    (
        "updated",
        re.compile(r"\b(?:uppdaterad|uppdaterat|ändrad|reviderad|updated|modified|revised)\b", re.IGNORECASE),
    ),
    ("decided", re.compile(r"\b(?:beslut(?:ad|at|s)?|antagen|fastställd|decided|adopted|decision)\b", re.IGNORECASE)),
    ("published", re.compile(r"\b(?:publicerad|publicerat|utgiven|published|posted|date|datum)\b", re.IGNORECASE)),
)
_DATED_LINE = 70
_TOP = 8
_TITLE_FIELD = re.compile(
    r"\A(?:dokumentnamn|titel|rubrik|title|document name)\s*:\s*(.+?)(?:\s+[A-ZÅÄÖ]\w+:.*)?\Z", re.IGNORECASE
)
_REVISION_FIELD = re.compile(r"\A(?:revision|version|utgåva|rev)\s*:\s*(\S.*)\Z", re.IGNORECASE)
_REVISION_LINE = re.compile(r"\b(?:revision|version|utgåva)[: ]+(\d[\w.]*)\b", re.IGNORECASE)
_PUBLISHER_FIELD = re.compile(r"\A(?:utgivare|utgiven av|publisher|published by)\s*:\s*(\S.*)\Z", re.IGNORECASE)
_SLUG = re.compile(r"[^\s-]+(?:[-_.][^\s-]+){2,}|\S+_\S+|\S+\.(?:docx?|pptx?|odt|pdf|html?)")
_TITLE_LENGTH = 160
_LANGUAGE_SAMPLE = 6000


class _Dated(NamedTuple):
    kind: DateKind
    date: dt.date


def facts_of(transcript: Transcript, source: Source) -> DocumentFacts:
    """The facts of a document: what its file states, else what its text says, else what its name tells."""
    stated = transcript.stated
    lines = _lines(transcript)
    dated = _Dated(stated.date_kind or "unknown", stated.date) if stated.date else _date_in(lines)
    return DocumentFacts(
        title=_fit(
            _worthy(stated.title, source) or _first(_TITLE_FIELD, lines) or _headline(transcript) or source.path.stem
        ),
        language=stated.language or language_of(" ".join(lines)[:_LANGUAGE_SAMPLE]),
        publisher=stated.publisher or _first(_PUBLISHER_FIELD, lines),
        revision=stated.revision or _first(_REVISION_FIELD, lines) or _first(_REVISION_LINE, lines[:_TOP]),
        date=dated.date if dated else None,
        date_kind=dated.kind if dated else "unknown",
        url=stated.url,
        origin=stated.origin or "original",
        summary_of=stated.summary_of,
        sources=stated.sources,
    )


def date_in(text: str) -> dt.date | None:
    """The first full date that `text` writes out, in Swedish or English."""
    written = [
        *((match.start(), match[1], match[2], match[3]) for match in _NUMERIC.finditer(text)),
        *((match.start(), match[3], match[2], match[1]) for match in _DAY_FIRST.finditer(text)),
        *((match.start(), match[3], match[1], match[2]) for match in _MONTH_FIRST.finditer(text)),
    ]
    dates = (_date(year, _month(month), day) for _, year, month, day in sorted(written))
    return next((date for date in dates if date is not None), None)


def _month(written: str) -> str:
    return str(_MONTHS.get(written.casefold(), written))


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _lines(transcript: Transcript) -> list[str]:
    """The blocks as readable lines, chrome left out."""
    kept = (block for block in transcript.blocks if block.kind != "noise")
    return [shown(transcript.text[block.start : block.end], markdown=True) for block in kept]


def _date_in(lines: list[str]) -> _Dated | None:
    """The date a document gives itself: the most telling kind first, an update before the publication."""
    found = list(_dated(lines))
    return next((one for kind, _ in _KINDS for one in found if one.kind == kind), None)


def _dated(lines: list[str]) -> Iterator[_Dated]:
    for at, line in enumerate(lines):
        date = date_in(line) if len(line) <= _DATED_LINE else None
        if date is None:
            continue
        kind: DateKind | None = next((kind for kind, pattern in _KINDS if pattern.search(line)), None)
        if kind is not None and len(line.split()) <= _TOP:
            yield _Dated(kind, date)
        elif kind is None and at < _TOP and len(line) <= len("wednesday 30 september 2024"):
            yield _Dated("published", date)


def _headline(transcript: Transcript) -> str | None:
    headings = [block for block in transcript.blocks if block.kind == "heading"]
    if headings:
        top = min(headings[:3], key=lambda block: (block.level, block.start))
        return shown(transcript.text[top.start : top.end], markdown=True)
    first = next((block for block in transcript.blocks if block.kind in ("paragraph", "item")), None)
    words = shown(transcript.text[first.start : first.end], markdown=True) if first else ""
    return words if 0 < len(words) <= _TITLE_LENGTH // 2 else None


def _worthy(title: str | None, source: Source) -> str | None:
    """A stated title that is one: programs like to put the file's name there."""
    if title is None or title.casefold() in (source.path.stem.casefold(), source.path.name.casefold()):
        return None
    return None if _SLUG.fullmatch(title) else title


def _fit(title: str) -> str:
    folded = " ".join(title.split())
    return folded if len(folded) <= _TITLE_LENGTH else folded[: _TITLE_LENGTH - 1].rstrip() + "…"


def _first(pattern: re.Pattern[str], lines: list[str]) -> str | None:
    return next((match[1].strip() for line in lines if (match := pattern.search(line))), None)
