"""The pieces an office or web document is made of, between its markup and the transcript (pure)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from ingest.records import Writing

LONG_CELL: Final = 1200
"""Characters from which a cell is a column of a page rather than an entry of a table."""


class Heading(NamedTuple):
    """A heading at depth `level`, 1 the top."""

    text: str
    level: int


class Paragraph(NamedTuple):
    """A paragraph of running text."""

    text: str


class Item(NamedTuple):
    """A list item, `level` 1 for the outermost, with its number where the list is ordered."""

    text: str
    level: int = 1
    ordinal: int | None = None


class Table(NamedTuple):
    """Rows of cells; a cell holds pieces, and none where it is empty or covered by a merged neighbour."""

    rows: "tuple[tuple[tuple[Piece, ...], ...], ...]"


Piece = Heading | Paragraph | Item | Table


class Span(NamedTuple):
    """A run of characters and the address it links to, if it does."""

    text: str
    address: str | None = None


_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_PLAIN = {
    0x2011: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_SYMBOLS = {
    **dict.fromkeys(range(0xF020, 0xF100), " "),
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0D8: "•",
    0xF0E0: "→",
    0xF0FC: "✓",
}
_MENDING = {**_INVISIBLE, **_PLAIN, **_SYMBOLS}
_TYPED_BULLET = re.compile(r"\s*[•▪◦‣●○■□∙·]\s+")
_OWN_LINE = re.compile(r"\s*(?:\S.*\.{4,}\s*\d+|[^\W\d][^:.!?]{0,40}:(?:\s.*)?)\s*")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
_CLOTHES = re.compile(r"https?://|mailto:|www\.|[/?#]+\Z")
_LEADER = re.compile(r"\s*\t\s*(?=[^\t]*\Z)")
_JUNK_TITLE = re.compile(
    r"microsoft (word|powerpoint) - .*|powerpoint[ -]?presentation|(word[ -]?)?(dokument|document|presentation)\s*\d*"
    r"|untitled(?: document)?\s*\d*|namnl[öo]st?(?: dokument)?\s*\d*|utan titel|no title",
    re.IGNORECASE,
)


def mended(text: str) -> str:
    """`text` in composed letters, without soft hyphens and invisible marks, ligatures and symbols as characters."""
    return unicodedata.normalize("NFC", text.translate(_MENDING))


def spoken(spans: Iterable[Span]) -> str:
    """Runs as one text; a link whose address says more than its words is followed by the address in parentheses.

    Neighbouring runs with the same address are one link: Word parts a link wherever the spelling was checked.
    """
    parts: list[str] = []
    for address, runs in groupby(spans, key=lambda span: span.address):
        text = "".join(run.text for run in runs)
        parts.append(text if address is None else _linked(text, address.strip()))
    return mended("".join(parts))


def _linked(text: str, address: str) -> str:
    words = text.strip()
    if not words or not _ADDRESS.match(address):
        return text
    shown = address.removeprefix("mailto:").partition("?")[0] if address.startswith("mailto:") else address
    if _undressed(mended(words)) == _undressed(shown):
        return text
    gap = text[len(text.rstrip()) :]
    return f"{text.rstrip()} ({shown}){gap}"


def _undressed(address: str) -> str:
    return _CLOTHES.sub("", address.casefold())


def typed_pieces(text: str) -> list[Piece]:
    """A paragraph whose line breaks are line ends.

    Lines whose bullet was typed as a character are items, and a line without one goes on with the line before it. Where
    every line is a field ("Beslut av: …") or an entry of a table of contents, each is a paragraph.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(_OWN_LINE.fullmatch(line) for line in lines):
        return [Paragraph(line) for line in lines]
    if not any(_TYPED_BULLET.match(line) for line in lines):
        return [Paragraph(text)]
    pieces: list[Piece] = []
    for line in lines:
        typed = _TYPED_BULLET.match(line)
        if typed:
            pieces.append(Item(line[typed.end() :]))
        elif pieces and not isinstance(pieces[-1], Table):
            pieces[-1] = pieces[-1]._replace(text=f"{pieces[-1].text} {line}")
        else:
            pieces.append(Paragraph(line))
    return pieces


def contents_line(text: str) -> Paragraph:
    """A line of a table of contents: its last tab is drawn as the dots that a reader sees."""
    return Paragraph(_LEADER.sub(" ..... ", text))


def item_of(pieces: Sequence[Piece], *, level: int, ordinal: int | None) -> list[Piece]:
    """What stands in one list item: its own paragraphs become the item, what is nested in it follows.

    An item that holds headings or tables is a card of a page rather than an item, and stays as its pieces.
    """
    if any(isinstance(piece, Heading | Table) for piece in pieces):
        return list(pieces)
    own = next((place for place, piece in enumerate(pieces) if not isinstance(piece, Paragraph)), len(pieces))
    text = " ".join(piece.text.strip() for piece in pieces[:own] if not isinstance(piece, Table))
    return [Item(text, level, ordinal), *pieces[own:]]


def title_worth_keeping(text: str | None) -> str | None:
    """A title from a file's properties, None where it is blank or what the program filled in."""
    title = " ".join(mended(text or "").split())
    return None if not title or _JUNK_TITLE.fullmatch(title) else title


def is_blank(piece: Piece) -> bool:
    """Nothing to read in it."""
    if isinstance(piece, Table):
        return all(is_blank(inner) for row in piece.rows for cell in row for inner in cell)
    return not piece.text.strip()


def write_flow(pieces: Iterable[Piece], writing: Writing, *, page: int | None = None) -> None:
    """Write `pieces` in order, all on `page`."""
    for piece in pieces:
        match piece:
            case Heading(text, level):
                writing.heading(text, level=level, page=page)
            case Paragraph(text):
                writing.paragraph(text, page=page)
            case Item(text, level, ordinal):
                writing.item(text, level=level, ordinal=ordinal, page=page)
            case Table(rows):
                _write_table(rows, writing, page)


def _write_table(rows: Sequence[Sequence[Sequence[Piece]]], writing: Writing, page: int | None) -> None:
    """Rows as rows; a table that only places things on the page is written cell by cell instead."""
    if _is_layout(rows):
        for row in rows:
            for cell in row:
                write_flow(cell, writing, page=page)
        return
    for row in rows:
        writing.row([cell_text(cell) for cell in row], page=page)


def _is_layout(rows: Sequence[Sequence[Sequence[Piece]]]) -> bool:
    if max((len(row) for row in rows), default=0) <= 1:
        return True
    alone = len(rows) == 1
    return any(_is_column(cell, alone=alone) for row in rows for cell in row)


def _is_column(cell: Sequence[Piece], *, alone: bool) -> bool:
    """A cell that holds a stretch of a page: a table, a heading with its text, very much text, much in an only row."""
    kept = [piece for piece in cell if not is_blank(piece)]
    if any(isinstance(piece, Table) for piece in kept) or len(cell_text(kept)) > LONG_CELL:
        return True
    return len(kept) > 1 and (alone or any(isinstance(piece, Heading) for piece in kept))


def cell_text(cell: Sequence[Piece]) -> str:
    """A cell's pieces on one line, parted by a semicolon where no punctuation parts them."""
    text = ""
    for piece in cell:
        words = "" if isinstance(piece, Table) else " ".join(piece.text.split())
        if not words:
            continue
        if isinstance(piece, Item) and piece.ordinal is not None:
            words = f"{piece.ordinal}. {words}"
        text = words if not text else f"{text}{'' if text[-1] in '.!?:;,–-/' else ';'} {words}"
    return text
