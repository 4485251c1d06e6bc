"""Replies to a question: the answer with its quotes, or the honest no (pure)."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from bot.replies.quotes import dated, named, notes_of, passage_lines, quote_lines, view_of
from bot.replies.reply import Choice, CitationView, Line, Paragraph, Reply, said
from bot.texts import has_text, spoken_date, text
from knowledge.answer import Answer, Citation, NoAnswer
from knowledge.corpus import Passage
from knowledge.language import Language

_NUMBER: Final = re.compile(r"\s*\[(\d+)\]\Z")
_ITEM: Final = "- "


def reply_to_question(result: Answer | NoAnswer, *, library_told: bool = False, brief: bool = False) -> Reply:
    """What is said to a question.

    `library_told` says that the library's date has been said before, `brief` that room for the sources is short.
    """
    match result:
        case Answer():
            return _answered(result, library_told=library_told, brief=brief)
        case NoAnswer():
            return _declined(result, library_told=library_told, brief=brief)
        case _:
            assert_never(result)


def said_no(no: NoAnswer) -> str:
    """The no in words: one or two sentences, without the nearest passages."""
    match no.reason:
        case "nothing_found":
            return text("ask.nothing_found", no.language)
        case "nothing_asked":
            return text("ask.nothing_asked", no.language)
        case "empty_field":
            return text("ask.empty_field", no.language, about=no.about or "")
        case "part":
            return _partly(no)
        case _:
            assert_never(no.reason)


def reply_to_sources(found: Sequence[tuple[Passage | None, Sequence[Citation]]], language: Language) -> Reply:
    """The passages behind an answer in full, what it quotes marked; a passage that is gone is shown as quoted."""
    views = tuple(view for passage, citations in found for view in _in_context(passage, citations, language))
    return Reply(language=language, cited_as=text("ask.in_context", language), citations=views)


def _in_context(passage: Passage | None, citations: Sequence[Citation], language: Language) -> list[CitationView]:
    views = [view_of(citation, language) for citation in citations]
    if passage is None:
        return views
    numbers = tuple(citation.number for citation in citations)
    notes = tuple(dict.fromkeys(note for view in views for note in view.notes))
    lines = passage_lines(passage, citations)
    return [views[0].model_copy(update={"numbers": numbers, "notes": notes, "quote": lines})]


def _answered(answer: Answer, *, library_told: bool, brief: bool) -> Reply:
    language = answer.language
    return Reply(
        language=language,
        title=answer.question.strip(),
        paragraphs=tuple(_paragraph(block, answer.citations) for block in answer.text.split("\n\n")),
        cited_as=text("ask.sources", language),
        citations=tuple(view_of(citation, language, brief=brief) for citation in answer.citations),
        closing=() if library_told else _closing(answer.library, language),
        choices=(Choice(aim="sources", value="", label=text("ask.sources", language)),),
    )


def _declined(no: NoAnswer, *, library_told: bool, brief: bool) -> Reply:
    language = no.language
    contact = (_contact(no.contact, language),) if no.contact else ()
    return Reply(
        language=language,
        title=no.question.strip() or None,
        paragraphs=(said(said_no(no)),),
        cited_as=text("ask.nearest", language) if no.nearest else None,
        citations=tuple(view_of(citation, language, brief=brief) for citation in no.nearest),
        closing=contact if library_told or not no.nearest else (*contact, *_closing(no.library, language)),
    )


def _partly(no: NoAnswer) -> str:
    key = f"ask.what.{no.expects}"
    what = text(key if has_text(key) else "ask.what.any", no.language)
    if no.about is None:
        return text("ask.part_unnamed", no.language, what=what)
    return text("ask.part", no.language, about=named(no.about, no.language), what=what)


def _paragraph(block: str, citations: Sequence[Citation]) -> Paragraph:
    """One paragraph of an answer's text, its number taken from the end; its list numbered as its quote is."""
    match = _NUMBER.search(block)
    number = int(match[1]) if match else None
    texts = (block[: match.start()] if match else block).split("\n")
    marks = [line.mark for one in citations if one.number == number for line in quote_lines(one) if line.mark]
    numbered = iter(marks if len(marks) == sum(text.startswith(_ITEM) for text in texts) else ())
    return Paragraph(lines=tuple(_line(text, numbered) for text in texts), citation=number)


def _line(words: str, marks: Iterator[str]) -> Line:
    if not words.startswith(_ITEM):
        return Line(text=words)
    return Line(text=words.removeprefix(_ITEM), mark=next(marks, "-"))


def _contact(citation: Citation, language: Language) -> Paragraph:
    """Whom to ask, in the words of the source that names them."""
    facts = citation.document.facts
    source = text("ask.contact_source", language, title=named(facts.title, language), dated=dated(facts, language))
    lines = (line.model_copy(update={"mark": "-"}) for line in quote_lines(citation))
    notes = (Line(text=note) for note in notes_of(citation, language))
    return Paragraph(lines=(Line(text=text("ask.contact", language)), *lines, Line(text=source), *notes))


def library_updated(library: str, language: Language) -> str | None:
    """When the library was updated, read off the id of its version; None where that tells no date."""
    try:
        date = dt.datetime.strptime(library[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None
    return text("ask.library", language, date=spoken_date(date, language))


def _closing(library: str, language: Language) -> tuple[Paragraph, ...]:
    updated = library_updated(library, language)
    return (said(updated),) if updated else ()
