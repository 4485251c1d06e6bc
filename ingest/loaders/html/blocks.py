"""From the elements of a web page to pieces, in reading order (pure)."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.loaders.html.chrome import UNSHOWN
from ingest.loaders.office.flow import Heading, Paragraph, Piece, Span, Table, is_blank, item_of, spoken, typed_pieces
from ingest.loaders.office.markup import Node, children, local, whole_number

_BLOCKS: Final = frozenset({
    "html", "body", "p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "figure",
    "figcaption", "address", "details", "summary", "pre", "center", "fieldset", "legend", "form", "hgroup", "hr", "td",
    "th", "caption", "li", "dd", "dt", "button", "tr", "tbody", "thead", "tfoot",
})  # fmt: skip
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_HEADING = re.compile(r"h([1-6])")
_MOST_COLUMNS: Final = 100
_MOST_ROWS: Final = 1000
_WHITE = re.compile(r"[ \t\r\n\f]+")
_NOTE_MARK = re.compile(r"\[?[\d*†‡]{1,3}\]?")
_NUMBER_RUN_ON = re.compile(r"\A(\d+(?:\.\d+)*\.?)(?=[A-ZÅÄÖ][a-zåäö])")
"""LibreOffice writes a numbered heading as "1.2Syfte"."""
_BREAK: Final = "\n"


def blocks_of(node: Node, *, level: int = 0, links: bool = True) -> list[Piece]:
    """What stands in `node`; `level` is how many lists it is nested in, `links` whether addresses are written out."""
    reading = _Reading(level, links=links)
    reading.inside(node, None)
    reading.flush()
    return [piece for piece in reading.pieces if not is_blank(piece)]


class _Reading:
    """One pass over an element: the words of the paragraph at hand, and the pieces so far."""

    def __init__(self, level: int, *, links: bool) -> None:
        self.pieces: list[Piece] = []
        self._level = level
        self._links = links
        self._spans: list[Span] = []

    def inside(self, node: Node, address: str | None) -> None:
        """Everything in `node`: its text, its elements and the text between them."""
        self._say(node.text, address)
        for inner in node:
            self._enter(inner, address)
            self._say(inner.tail, address)

    def flush(self) -> None:
        """End the paragraph at hand; a doubled line break in it parts paragraphs as well."""
        paragraph: list[Span] = []
        is_broken = False
        for span in self._spans:
            if span.text == _BREAK and is_broken:
                self._end(paragraph)
                paragraph, is_broken = [], False
                continue
            is_broken = span.text == _BREAK or (is_broken and not span.text.strip())
            paragraph.append(span)
        self._end(paragraph)
        self._spans = []

    def _end(self, paragraph: list[Span]) -> None:
        text = spoken(paragraph)
        if text.strip():
            self.pieces += typed_pieces(text)

    def _say(self, text: str | None, address: str | None) -> None:
        if text:
            self._spans.append(Span(_WHITE.sub(" ", text), address))

    def _enter(self, node: Node, address: str | None) -> None:
        name = local(node)
        if name in UNSHOWN:
            return
        if name == "br":
            self._spans.append(Span(_BREAK, address))
        elif name == "a":
            self._link(node)
        elif (pieces := self._structure(node, name)) is not None:
            self._block(pieces)
        elif heading := _heading_level(node, name):
            self._block([Heading(_NUMBER_RUN_ON.sub(r"\1 ", _line(node, links=False)), heading)])
        elif name in _BLOCKS or "-" in name:
            self.flush()
            self.inside(node, None)
            self.flush()
        elif name:
            self.inside(node, address)

    def _structure(self, node: Node, name: str) -> list[Piece] | None:
        """The pieces of a list, a table or preformatted text; None for any other element."""
        if name in _LISTS:
            return _list(node, self._level + 1)
        if name == "dl":
            return _definitions(node, self._level + 1)
        if name == "table":
            return _table(node)
        return _preformatted(node) if name == "pre" else None

    def _block(self, pieces: list[Piece]) -> None:
        self.flush()
        self.pieces += pieces

    def _link(self, node: Node) -> None:
        """A link; the mark of a footnote is none, and one around whole blocks gives its address to none of them."""
        target = node.get("href") or ""
        if target.startswith("#") and _NOTE_MARK.fullmatch(_line(node)):
            return
        around_blocks = any(local(inner) in _BLOCKS or _HEADING.fullmatch(local(inner)) for inner in node.iter())
        self.inside(node, None if around_blocks or not self._links else target or None)


def _heading_level(node: Node, name: str) -> int | None:
    match = _HEADING.fullmatch(name)
    if match:
        return int(match[1])
    return whole_number(node.get("aria-level"), 2) if node.get("role") == "heading" else None


def _preformatted(node: Node) -> list[Piece]:
    """Text whose line breaks are its own: a paragraph a line, what goes on in small letters joined to the last."""
    lines: list[str] = []
    for line in _every_word(node).splitlines():
        if lines and lines[-1].strip() and line.strip()[:1].islower():
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return [piece for line in lines if line.strip() for piece in typed_pieces(line)]


def _every_word(node: Node) -> str:
    """All text in `node` as it is written, line breaks and all."""
    return (node.text or "") + "".join(_every_word(inner) + (inner.tail or "") for inner in node)


def _line(node: Node, *, links: bool = True) -> str:
    """All words in `node` on one line."""
    return " ".join(piece.text.strip() for piece in blocks_of(node, links=links) if not isinstance(piece, Table))


def _nearest(node: Node, *names: str) -> Iterator[Node]:
    """The elements called one of `names`, whatever they are wrapped in, but none inside another."""
    for inner in children(node):
        if local(inner) in names:
            yield inner
        elif local(inner) not in UNSHOWN:
            yield from _nearest(inner, *names)


def _list(node: Node, level: int) -> list[Piece]:
    """The items of a list with their numbers; what strays between items stays where it is."""
    number = whole_number(node.get("start"), 1)
    pieces: list[Piece] = [Paragraph(node.text or "")]
    for item in children(node):
        name = local(item)
        if name == "li":
            number = whole_number(item.get("value"), number)
            ordinal = number if local(node) == "ol" else None
            pieces += item_of(blocks_of(item, level=level), level=level, ordinal=ordinal)
            number += 1
        elif name in _LISTS:
            pieces += _list(item, level + 1)
        elif name not in UNSHOWN:
            pieces += blocks_of(item, level=level)
        pieces.append(Paragraph(item.tail or ""))
    return pieces


def _definitions(node: Node, level: int) -> list[Piece]:
    """Terms and what they mean, each pair an item: "Projektledare: Anna Ek"."""
    pieces: list[Piece] = []
    terms: list[str] = []
    for inner in _nearest(node, "dt", "dd"):
        if local(inner) == "dt":
            terms.append(_line(inner))
            continue
        meaning = blocks_of(inner, level=level)
        term, terms = " / ".join(filter(None, terms)), []
        first = meaning[0] if meaning else Paragraph("")
        if term and isinstance(first, Paragraph):
            gap = " " if term[-1] in ":?!." else ": "
            meaning = [Paragraph(f"{term}{gap}{first.text.strip()}"), *meaning[1:]]
        elif term:
            meaning = [Paragraph(term), *meaning]
        pieces += item_of(meaning, level=level, ordinal=None)
    return [*pieces, *(Paragraph(term) for term in terms)]


def _table(node: Node) -> list[Piece]:
    """A table, its caption before it."""
    captions = [Paragraph(_line(inner)) for inner in _nearest(node, "caption", "tr") if local(inner) == "caption"]
    waiting: dict[int, int] = {}
    rows = tuple(_row(row, waiting) for row in _nearest(node, "tr"))
    return [*captions, Table(rows)]


def _row(row: Node, waiting: dict[int, int]) -> tuple[tuple[Piece, ...], ...]:
    """The cells of a row; `waiting` tells for how many more rows a cell above covers a column."""
    nodes = list(_nearest(row, "td", "th"))
    cells: list[tuple[Piece, ...]] = []
    for cell in nodes:
        _fill_covered(cells, waiting)
        width = min(max(whole_number(cell.get("colspan"), 1), 1), _MOST_COLUMNS)
        height = min(max(whole_number(cell.get("rowspan"), 1), 1), _MOST_ROWS)
        for column in range(len(cells), len(cells) + width):
            waiting[column] = height - 1
        cells += [tuple(blocks_of(cell)), *[()] * (width - 1)]
    _fill_covered(cells, waiting)
    spans_all = nodes and whole_number(nodes[0].get("colspan"), 1) >= len(cells)
    return tuple(cells[:1] if spans_all else cells)


def _fill_covered(cells: list[tuple[Piece, ...]], waiting: dict[int, int]) -> None:
    while waiting.get(len(cells), 0) > 0:
        waiting[len(cells)] -= 1
        cells.append(())
