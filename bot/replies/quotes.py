"""A citation as it is shown: its words line by line, and where they come from (pure)."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from bot.replies.reply import CitationView, Line
from bot.texts import quoted, spoken_date, text
from knowledge.answer import Citation, ShownUnit
from knowledge.corpus import DocumentFacts, Passage, Unit
from knowledge.language import Language

_MARK: Final = re.compile(r"^[ \t]*(\d+[.)]|[-*+•–·])[ \t]", re.MULTILINE)
_NUMBERED: Final = re.compile(r"(\d+[.)])[ \t]*\Z")
_RESTS_ON: Final = 3  # texts named beside a quote from a summary
_PATH: Final = " › "
_APART: Final = " · "


def view_of(citation: Citation, language: Language, *, brief: bool = False) -> CitationView:
    """A citation of an answer, for a reader of `language`; `brief` where room is short."""
    facts = citation.document.facts
    return CitationView(
        numbers=(citation.number,),
        document=citation.document.id,
        source=facts.title,
        about=about(facts, language, brief=brief),
        place=_place(citation, language),
        link=facts.url,
        rests_on=rests_on(facts),
        quote=quote_lines(citation),
        notes=notes_of(citation, language),
    )


def about(facts: DocumentFacts, language: Language, *, brief: bool = False) -> str:
    """One line on a document beside its title: publisher, date, whether it is a summary, a foreign language.

    `brief` leaves out what a summary sums up.
    """
    parts = [
        facts.publisher if facts.origin == "original" else None,
        dated(facts, language),
        origin(facts, language, brief=brief),
        text(f"quote.in_{facts.language}", language) if facts.language != language else None,
    ]
    return _APART.join(part for part in parts if part)


def rests_on(facts: DocumentFacts, *, most: int = _RESTS_ON) -> tuple[tuple[str, str], ...]:
    """Title and address of the texts that a summary was made from, those it sums up first."""
    told = sorted(facts.sources, key=lambda source: not source.summarised)
    return tuple((source.title, source.url) for source in told if source.url)[:most]


def dated(facts: DocumentFacts, language: Language) -> str:
    """A document's own date and what kind of date it is, or that it gives none; with its revision."""
    words = text("date.none", language)
    if facts.date is not None:
        words = text(f"date.{facts.date_kind}", language, date=spoken_date(facts.date, language))
    if facts.revision is None:
        return words
    return text("date.revision", language, date=words, revision=facts.revision)


def origin(facts: DocumentFacts, language: Language, *, brief: bool = False) -> str | None:
    """That a document is Ledfyr's summary and, unless `brief`, of what; None for an original."""
    if facts.origin == "original":
        return None
    if brief:
        return text("quote.summary_brief", language)
    if facts.summary_of is None or facts.language != language:  # it says so in its own language
        return text("quote.summary", language)
    return text("quote.summary_of", language, summary_of=facts.summary_of)


def notes_of(citation: Citation, language: Language) -> tuple[str, ...]:
    """What must be said with a quote: that it speaks of the time it was written in."""
    if not citation.aged:
        return ()
    date = citation.document.facts.date
    spoken = spoken_date(date, language) if date else text("date.unstated", language)
    return (text("quote.aged", language, date=spoken),)


def place(heading: Sequence[str], page: str | None) -> str | None:
    """The heading path and the page in one line; None where there is neither."""
    path = _PATH.join(heading)
    return ", ".join(part for part in (path, page) if part) or None


def page_of(document_format: str, page: int | None, label: str | None, language: Language) -> str | None:
    """A page by its printed label, or a slide by its number; None where the format has neither."""
    if page is None and label is None:
        return None
    key = "quote.slide" if document_format == "pptx" else "quote.page"
    return text(key, language, page=label or page)


def quote_lines(citation: Citation) -> tuple[Line, ...]:
    """The words of a quote: sentences that follow one another on one line, everything else on its own."""
    return tuple(_lines(citation.units, _marks(citation.units, citation.quote)))


def passage_lines(passage: Passage, citations: Sequence[Citation] = ()) -> tuple[Line, ...]:
    """A whole passage; where it is shown around `citations`, their words are marked as quoted."""
    own = {at for citation in citations for at in _positions(passage.units, citation.units)}
    lines: list[Line] = []
    for quoted_here, run in groupby(enumerate(passage.units), key=lambda pair: not citations or pair[0] in own):
        units = [unit for _, unit in run]
        shown = [ShownUnit(kind=unit.kind, text=unit.shown) for unit in units]
        marks = [_mark_before(unit) for unit in units if unit.kind == "item"]
        lines += [line.model_copy(update={"quoted": quoted_here}) for line in _lines(shown, marks)]
    return tuple(lines)


def named(heading: str, language: Language) -> str:
    """A heading or title as it is spoken of: between quotation marks, unless it brings its own."""
    return heading if heading[:1] in '”“"«»' and heading else quoted(heading, language)


def _place(citation: Citation, language: Language) -> str | None:
    page = page_of(citation.document.format, citation.page, citation.page_label, language)
    return place(citation.heading, page)


def _lines(units: Sequence[ShownUnit], marks: Sequence[str | None]) -> Iterator[Line]:
    flowing: list[str] = []
    left = iter(marks)
    for unit in units:
        if unit.kind == "sentence":
            flowing.append(unit.text)
            continue
        if flowing:
            yield Line(text=" ".join(flowing))
            flowing = []
        yield Line(text=unit.text, mark=next(left) if unit.kind == "item" else None)
    if flowing:
        yield Line(text=" ".join(flowing))


def _marks(units: Sequence[ShownUnit], quote: str) -> list[str | None]:
    """The sign before each list item: its number where the document numbers it, else a dash, none for an item alone."""
    items = sum(unit.kind == "item" for unit in units)
    found = [mark if mark[0].isdigit() else "-" for mark in _MARK.findall(quote)]
    if len(found) == items - 1 and found and units[0].kind == "item":
        # A quote begins with the words of its first item, so that item's sign is told by the next one.
        found.insert(0, _before(found[0]))
    if len(found) == items:
        return list(found)
    return _bullets(units)


def _before(mark: str) -> str:
    return f"{int(mark[:-1]) - 1}{mark[-1]}" if mark[0].isdigit() else mark


def _bullets(units: Sequence[ShownUnit]) -> list[str | None]:
    items = sum(unit.kind == "item" for unit in units)
    return [None] if items == 1 and len(units) == 1 else ["-"] * items


def _mark_before(item: Unit) -> str:
    """The sign that stands before a list item in its document: its number, else a dash."""
    match = _NUMBERED.search(item.lead or "")
    return match[1] if match else "-"


def _positions(units: Sequence[Unit], quote: Sequence[ShownUnit]) -> range:
    """The places of the quoted units among a passage's units."""
    wanted = [(unit.kind, unit.text) for unit in quote]
    held = [(unit.kind, unit.shown) for unit in units]
    start = next((at for at in range(len(held)) if held[at : at + len(wanted)] == wanted), len(held))
    return range(start, start + len(wanted))
