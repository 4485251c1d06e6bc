"""The front-end neutral reply: what is said, in order, with no opinion on how it looks."""

from typing import Literal

from knowledge.language import Language, Value

Aim = Literal[
    "ask", "sources", "helped", "not_helped", "go_on", "share", "take", "gap", "show", "rollback", "mission", "forget"
]
InputKind = Literal["line", "paragraph", "choice", "choices"]


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


class Option(Value):
    """One thing to pick from a menu: its value, its words (at most 100 characters), a line about it."""

    value: str
    label: str
    about: str | None = None


class Menu(Value):
    """Things to pick one of; `value` is what the pick aims at, `label` what stands in the empty menu.

    It may hold more than a front end shows at once.
    """

    value: str
    label: str
    options: tuple[Option, ...]


class Input(Value):
    """One input of a form: its name, a short label (at most 45 characters), and what stands in it beforehand.

    `asks` is the whole question, for a front end that has room for it. `options` are what a "choice" or "choices" picks
    from; the value of several is joined by commas. `longest` is the most characters it takes.
    """

    name: str
    label: str
    kind: InputKind = "line"
    value: str = ""
    hint: str | None = None
    asks: str | None = None
    options: tuple[Option, ...] = ()
    longest: int = 4000


class Form(Value):
    """A form of at most five inputs, none of them required; `value` is what sending it in aims at.

    `title` has at most 45 characters; `lead` is said above the inputs.
    """

    value: str
    title: str
    inputs: tuple[Input, ...]
    lead: str | None = None


class Table(Value):
    """Facts in rows: a name and what is said about it; `title` stands above them."""

    title: str | None = None
    rows: tuple[tuple[str, str], ...]


class Reply(Value):
    """Everything that is said in answer to one thing a person did.

    Shown in this order: title, paragraphs, tables, citations under `cited_as`, closing, choices, menus.
    """

    language: Language
    title: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    cited_as: str | None = None
    citations: tuple[CitationView, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    choices: tuple[Choice, ...] = ()
    menus: tuple[Menu, ...] = ()


def said(*lines: str) -> Paragraph:
    """A paragraph of running text, one line each."""
    return Paragraph(lines=tuple(Line(text=line) for line in lines))


def listed(lead: str, items: tuple[str, ...]) -> Paragraph:
    """A paragraph of a line and the list it introduces."""
    return Paragraph(lines=(Line(text=lead), *(Line(text=item, mark="-") for item in items)))
