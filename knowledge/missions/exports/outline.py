"""The outline of a document: headings, paragraphs, lists and tables, before it is Markdown, Word or PDF.

Outline ── Block = Heading | Paragraph | Listing | Table | References | Picture
                   each of lines; a line is made of pieces, and no piece holds a line break
"""

from typing import Literal

from knowledge.language import Language, Value

Tone = Literal["plain", "strong", "quiet", "holds", "weak", "missing", "open"]
"""How a piece stands out; the last four are states, whose words bring a symbol of their own."""
Look = Literal["body", "lead", "facts", "quiet", "basis"]


class Piece(Value):
    """Some words of one tone; `language` is theirs where it is not the outline's, `url` a clean address."""

    text: str
    tone: Tone = "plain"
    language: Language | None = None
    url: str | None = None


Line = tuple[Piece, ...]
Cell = tuple[Line, ...]


class Heading(Value):
    """A heading; `level` counts from 1, which is the title."""

    kind: Literal["heading"] = "heading"
    level: int
    text: str
    language: Language | None = None


class Paragraph(Value):
    """A paragraph. "lead" is the mission sentence, "facts" stand under the title, "basis" tells what claims rest on."""

    kind: Literal["paragraph"] = "paragraph"
    look: Look = "body"
    line: Line


class Listing(Value):
    """A bulleted list."""

    kind: Literal["listing"] = "listing"
    items: tuple[Line, ...]


class Table(Value):
    """A table with a header row; `about` says what it shows, `widths` how wide the columns are to one another."""

    kind: Literal["table"] = "table"
    about: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Reference(Value):
    """One entry of the list of references."""

    number: int
    lines: tuple[Line, ...]


class References(Value):
    """The list of references."""

    kind: Literal["references"] = "references"
    entries: tuple[Reference, ...]


class Picture(Value):
    """The mission map under its own heading, `text`; `about` is its alt text, `items` the same told as a list."""

    kind: Literal["picture"] = "picture"
    text: str
    about: str
    items: tuple[Line, ...]


Block = Heading | Paragraph | Listing | Table | References | Picture


class Outline(Value):
    """A whole document in one language."""

    title: str
    language: Language
    blocks: tuple[Block, ...]
