"""The front-end neutral reply: what is said, in order, with no opinion on how it looks."""

from typing import Literal

from knowledge.language import Language, Value

Aim = Literal["ask", "sources", "helped", "not_helped", "go_on", "share", "take", "gap", "show", "rollback"]


class Line(Value):
    """One line of a paragraph or quote.

    `mark` is the sign before a list item ("-", "1."), None for running text; `strong` sets a line off from those below
    it; `quoted` says that the line belongs to the quote, where a quote is shown in what surrounds it.
    """

    text: str
    mark: str | None = None
    strong: bool = False
    quoted: bool = True


class Paragraph(Value):
    """Lines that stand together; `citation` is the number of the quote they are taken from."""

    lines: tuple[Line, ...]
    citation: int | None = None


class CitationView(Value):
    """A quote as it is shown: its words, and one line each on where they come from.

    `source` is the document's title, `about` who published it, when, and whether it is a summary; `place` the heading
    path and page; `notes` what a reader must know beside the words; `rests_on` title and address of what a summary was
    made from. `numbers` are those the answer calls the quote by: several where quotes share one passage.
    """

    numbers: tuple[int, ...]
    document: str
    source: str
    about: str
    place: str | None
    link: str | None
    rests_on: tuple[tuple[str, str], ...] = ()
    quote: tuple[Line, ...]
    notes: tuple[str, ...] = ()


class Choice(Value):
    """Something the person may do next: what it aims at, its value, the words for it."""

    aim: Aim
    value: str
    label: str


class Table(Value):
    """Facts in rows: a name and what is said about it."""

    rows: tuple[tuple[str, str], ...]


class Reply(Value):
    """Everything that is said in answer to one thing a person did.

    Shown in this order: title, paragraphs, tables, citations under `cited_as`, closing, choices.
    """

    language: Language
    title: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    cited_as: str | None = None
    citations: tuple[CitationView, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    choices: tuple[Choice, ...] = ()


def said(*lines: str) -> Paragraph:
    """A paragraph of running text, one line each."""
    return Paragraph(lines=tuple(Line(text=line) for line in lines))


def listed(lead: str, items: tuple[str, ...]) -> Paragraph:
    """A paragraph of a line and the list it introduces."""
    return Paragraph(lines=(Line(text=lead), *(Line(text=item, mark="-") for item in items)))
