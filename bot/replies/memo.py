"""An answer as a person takes it away: what was asked, what the documents say, and a list of references (pure)."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.replies.answers import library_updated, reply_to_question
from bot.replies.quotes import dated, origin
from bot.replies.reply import CitationView, Line, Paragraph, Reply
from bot.texts import spoken_date, text
from knowledge.answer import Answer, Citation, NoAnswer
from knowledge.corpus import DocumentFacts, SourceReference
from knowledge.language import Language, Value

_NUMBER: Final = re.compile(r"\s*\[(\d+)\]\Z")


class Said(Value):
    """Lines that stand together; `verbatim` says that they are a quote, then `language` is the quote's own.

    `numbers` are the references they lean on, `notes` what a reader must know beside the words.
    """

    lines: tuple[Line, ...]
    verbatim: bool
    language: Language
    numbers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


class Reference(Value):
    """A document of the list of references.

    `words` name it in one line: publisher or whose summary it is, title, date and its kind, revision. `places` are
    where in it the quotes stand, `rests_on` what a summary was made from.
    """

    numbers: tuple[int, ...]
    words: str
    places: tuple[str, ...]
    url: str | None
    rests_on: tuple[str, ...] = ()


class Memo(Value):
    """What is taken away; `facts` say when the question was asked and how old the library is.

    `quotes` stand under `quotes_heading`: those whose words the answer does not give itself, or lie nearest to a
    question that has no answer.
    """

    language: Language
    question: str
    facts: tuple[str, ...]
    answer: tuple[Said, ...]
    quotes_heading: str
    quotes: tuple[Said, ...]
    references: tuple[Reference, ...]


def memo_of(result: Answer | NoAnswer, *, asked: dt.datetime, language: Language | None = None) -> Memo:
    """What is taken away from `result`, asked at `asked`; in the answer's own language unless another is given."""
    told = result if language is None else result.model_copy(update={"language": language})
    reply = reply_to_question(told, library_told=True)
    cited = told.citations if isinstance(told, Answer) else told.nearest
    languages: dict[int, Language] = {citation.number: citation.document.facts.language for citation in cited}
    shown = frozenset(number for one in reply.paragraphs for number in verbatim_numbers(one, reply.citations))
    return Memo(
        language=told.language,
        question=told.question.strip(),
        facts=_facts(told, asked),
        answer=(*(_said(one, reply, languages) for one in reply.paragraphs), *_contact(told, reply)),
        quotes_heading=text("memo.quotes" if isinstance(told, Answer) else "memo.nearest", told.language),
        quotes=tuple(_quote(view, languages) for view in reply.citations if not shown.issuperset(view.numbers)),
        references=_references(cited, reply.citations, told.language),
    )


def verbatim_numbers(paragraph: Paragraph, views: Sequence[CitationView]) -> tuple[int, ...]:
    """The numbers of the quotes whose exact words a paragraph is made of; none where any word is another's."""
    words = {number: _words(view.quote) for view in views for number in view.numbers}
    found: list[int] = []
    run: list[Line] = []
    for line, number in numbered_lines(paragraph):
        run.append(line)
        if number is not None:
            if words.get(number) != _words(run):
                return ()
            found.append(number)
            run = []
    return () if run else tuple(found)


def numbered_lines(paragraph: Paragraph) -> list[tuple[Line, int | None]]:
    """The lines of a paragraph, each with the number of the quote that ends there."""
    if paragraph.citation is None:
        return [(line, None) for line in paragraph.lines]
    *before, last = paragraph.lines
    return [*map(_parted, before), (last, paragraph.citation)]


def _parted(line: Line) -> tuple[Line, int | None]:
    match = _NUMBER.search(line.text)
    if match is None:
        return line, None
    return line.model_copy(update={"text": line.text[: match.start()]}), int(match[1])


def _words(lines: Sequence[Line]) -> list[str]:
    return " ".join(line.text for line in lines).split()


def _facts(result: Answer | NoAnswer, asked: dt.datetime) -> tuple[str, ...]:
    """When it was asked and when the library was updated."""
    language = result.language
    told = text("memo.asked", language, date=spoken_date(asked.astimezone().date(), language))
    updated = library_updated(result.library, language)
    return (told, updated) if updated else (told,)


def _contact(result: Answer | NoAnswer, reply: Reply) -> tuple[Said, ...]:
    if not isinstance(result, NoAnswer) or result.contact is None:
        return ()
    return (Said(lines=reply.closing[0].lines, verbatim=False, language=reply.language),)


def _said(paragraph: Paragraph, reply: Reply, languages: Mapping[int, Language]) -> Said:
    numbers = verbatim_numbers(paragraph, reply.citations)
    if not numbers:
        own = (paragraph.citation,) if paragraph.citation is not None else ()
        return Said(lines=paragraph.lines, verbatim=False, language=reply.language, numbers=own)
    lines = tuple(line for line, _ in numbered_lines(paragraph))
    return Said(
        lines=(lines[0].model_copy(update={"mark": None}),) if len(lines) == 1 else lines,
        verbatim=True,
        language=languages[numbers[0]],
        numbers=numbers,
        notes=notes_on(numbers, reply.citations),
    )


def notes_on(numbers: Sequence[int], views: Sequence[CitationView]) -> tuple[str, ...]:
    """What must be said beside these quotes, each thing once."""
    return tuple(dict.fromkeys(note for view in views if set(numbers) & set(view.numbers) for note in view.notes))


def _quote(view: CitationView, languages: Mapping[int, Language]) -> Said:
    return Said(
        lines=view.quote, verbatim=True, language=languages[view.numbers[0]], numbers=view.numbers, notes=view.notes
    )


def signs(numbers: Sequence[int]) -> str:
    """Numbers as they stand beside quotes: "[1] [2]"."""
    return " ".join(f"[{number}]" for number in numbers)


def _references(
    citations: Sequence[Citation], views: Sequence[CitationView], language: Language
) -> tuple[Reference, ...]:
    """Every document that is quoted, in the order of the first quote from it."""
    pairs = list(zip(citations, views, strict=True))
    facts = {citation.document.id: citation.document.facts for citation in citations}
    return tuple(
        Reference(
            numbers=tuple(citation.number for citation, _ in pairs if citation.document.id == document),
            words=_named(one, language),
            places=_places([pair for pair in pairs if pair[0].document.id == document], language),
            url=one.url,
            rests_on=_rests_on(one),
        )
        for document, one in facts.items()
    )


def _places(pairs: Sequence[tuple[Citation, CitationView]], language: Language) -> tuple[str, ...]:
    """Where in a document its quotes stand, with their numbers where they stand in several places."""
    numbers: dict[str, list[int]] = {}
    for citation, view in pairs:
        if view.place:
            place = text("memo.place", language, place=view.place) if citation.heading else view.place
            numbers.setdefault(place, []).append(citation.number)
    return tuple(f"{place} {signs(own)}" if len(numbers) > 1 else place for place, own in numbers.items())


def _named(facts: DocumentFacts, language: Language) -> str:
    """A document in one line: who stands behind it, its title, its date, its language where the reader's is another."""
    parts = [origin(facts, language) or facts.publisher, facts.title, dated(facts, language)]
    if facts.language != language:
        foreign = text(f"quote.in_{facts.language}", language)
        parts.append(foreign[:1].upper() + foreign[1:])
    return " ".join(_ended(part) for part in parts if part)


def _rests_on(facts: DocumentFacts) -> tuple[str, ...]:
    """What a summary sums up, or where that is not told apart, everything it rests on; nothing for an original."""
    if facts.origin == "original":
        return ()
    summarised = [source for source in facts.sources if source.summarised]
    return tuple(_source(source) for source in summarised or facts.sources)


def _source(source: SourceReference) -> str:
    """A text that a summary was made from, in one line."""
    told = source.year is None or str(source.year) in source.title
    title = source.title if told else f"{source.title} ({source.year})"
    return " ".join([*(_ended(part) for part in (source.publisher, title) if part), *filter(None, [source.url])])


def _ended(part: str) -> str:
    """A part of a reference with a full stop, unless it brings its own end."""
    return part if part.endswith((".", "!", "?", "…")) else f"{part}."
