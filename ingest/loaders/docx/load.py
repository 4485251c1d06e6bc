"""DOCX: python-docx opens the package, the body is read in the order and with the numbers that Word draws."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, cast

from docx.document import Document

from ingest.loaders.docx.numbering import Mark, Numbering
from ingest.loaders.docx.package import open_docx
from ingest.loaders.docx.runs import Note, words_of
from ingest.loaders.docx.styles import NumberedAs, Styles, W, numbered_of, outline_of, value
from ingest.loaders.office.archives import guard_archive
from ingest.loaders.office.diagrams import chart_pieces, diagram_pieces
from ingest.loaders.office.faults import vendor_edge
from ingest.loaders.office.flow import (
    Heading,
    Item,
    Piece,
    Table,
    contents_line,
    is_blank,
    spoken,
    title_worth_keeping,
    typed_pieces,
    write_flow,
)
from ingest.loaders.office.markup import Node, below, child, children, local, parse_xml, whole_number
from ingest.loaders.office.relations import Part, addresses_of, related, related_by
from ingest.records import StatedFacts, Transcript, Writing
from knowledge.errors import DocumentEmpty, DocumentScanned

_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body"})
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def load_docx(path: Path) -> Transcript:
    """The Word document at `path`.

    Headers and footers are left out. Footnotes, text boxes, charts and SmartArt follow the paragraph they hang on.
    Pages are not known: a DOCX file holds none. Raises what `guard_archive` raises, DocumentScanned for pictures alone,
    DocumentEmpty.
    """
    guard_archive(path)
    with vendor_edge(path):
        document = open_docx(path)
        root = cast("Node", document.element)
        reading = _Reading(cast("Part", document.part))
        pieces = [piece for piece in reading.blocks(root) if not is_blank(piece)]
        if not pieces:
            pictures = sum(1 for _ in below(root, "blip"))
            raise DocumentScanned(path, pages=pictures) if pictures else DocumentEmpty(path)
        writing = Writing()
        write_flow(pieces, writing)
        return writing.transcript(_stated(document, reading.title))


def _stated(document: Document, shown_title: str | None) -> StatedFacts:
    """The title alone: author, dates and language of the properties tell whose computer saved the file and when."""
    return StatedFacts(title=title_worth_keeping(document.core_properties.title) or shown_title)


class _Listed(NamedTuple):
    """A paragraph's place in a list: the mark Word draws and how deep it stands, 1 the outermost."""

    mark: Mark
    level: int


class _Reading:
    """One pass over a document: what counts on from paragraph to paragraph is kept here."""

    def __init__(self, part: Part) -> None:
        styles, numbering = related(part, "styles"), related(part, "numbering")
        self.title: str | None = None
        self._part = part
        self._addresses = addresses_of(part)
        self._styles = Styles(None if styles is None else parse_xml(styles.blob))
        self._numbering = Numbering(None if numbering is None else parse_xml(numbering.blob), self._styles)
        self._notes = {kind: _notes(part, kind) for kind in ("footnote", "endnote")}
        self._named_counts: dict[int, int] = {}

    def blocks(self, container: Node) -> Iterator[Piece]:
        """The paragraphs and tables of a body, a cell, a text box or a note, in order."""
        for node in children(container):
            name = local(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield self._table(node)
            elif name in _WRAPPERS:
                yield from self.blocks(node)

    def _paragraph(self, node: Node) -> Iterator[Piece]:
        words = words_of(node, self._addresses)
        text = spoken(words.spans)
        if text.strip():
            yield from self._said(node, text)
        for drawing in words.drawings:
            yield from self._drawn(drawing)
        for note in words.notes:
            yield from self._noted(note)

    def _said(self, node: Node, text: str) -> list[Piece]:
        properties = child(node, "pPr")
        style = value(child(properties, "pStyle"))
        listed = self._listed(properties, style)
        level = self._styles.heading_level(style, outline_of(properties))
        if level is not None:
            if self.title is None and self._styles.is_title(style):
                self.title = title_worth_keeping(text)
            label = listed.mark.label if listed and listed.mark.ordinal else ""
            return [Heading(f"{label} {text}", level)]
        if self._styles.is_contents_line(style):
            return [contents_line(text)]
        if listed is not None:
            return [Item(text, listed.level, listed.mark.ordinal)]
        return self._named_item(style, text)

    def _listed(self, properties: Node | None, style: str | None) -> _Listed | None:
        """The list of the paragraph or, where it names none, of its style."""
        own = numbered_of(properties)
        by_style, tied_style = self._styles.numbered(style)
        number = by_style.number if own.number is None else own.number
        if not number:
            return None
        depth = self._depth(own, by_style, number, tied_style)
        named = self._styles.list_style(style)
        return _Listed(self._numbering.mark(number, depth), max(depth + 1, named.level if named else 1))

    def _depth(self, own: NumberedAs, by_style: NumberedAs, number: int, tied_style: str) -> int:
        if own.level is not None:
            return own.level
        if own.number is None and by_style.level is None:
            return self._numbering.level_of_style(number, tied_style)
        return by_style.level or 0

    def _named_item(self, style: str | None, text: str) -> list[Piece]:
        """A paragraph without automatic numbers is an item where its style's name says so; numbers are counted here."""
        named = self._styles.list_style(style)
        if named is None:
            self._named_counts.clear()
            return typed_pieces(text)
        self._named_counts = {level: count for level, count in self._named_counts.items() if level <= named.level}
        if not named.ordered:
            return [Item(text, named.level)]
        self._named_counts[named.level] = self._named_counts.get(named.level, 0) + 1
        return [Item(text, named.level, self._named_counts[named.level])]

    def _drawn(self, drawing: Node) -> Iterator[Piece]:
        """What is said in a drawing: its text boxes, else its diagram or chart."""
        for box in _outermost(drawing, "txbxContent"):
            yield from self.blocks(box)
        for node in drawing.iter():
            if local(node) == "relIds" and (data := related_by(self._part, node.get(_R + "dm"))):
                yield from diagram_pieces(data.blob)
            if local(node) == "chart" and (data := related_by(self._part, node.get(_R + "id"))):
                yield from chart_pieces(data.blob)

    def _noted(self, note: Note) -> Iterator[Piece]:
        node = self._notes.get(note.kind, {}).get(note.id)
        if node is not None:
            yield from self.blocks(node)

    def _table(self, table: Node) -> Table:
        return Table(tuple(self._row(row) for row in _rows(table)))

    def _row(self, row: Node) -> tuple[tuple[Piece, ...], ...]:
        """The cells of a row; one that a merge covers is empty, a row of one cell is that cell."""
        cells = list(_unwrapped(row, "tc"))
        read: list[tuple[Piece, ...]] = [()] * _span(child(row, "trPr", "gridBefore"))
        for cell in cells:
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            covered = merge is not None and value(merge) != "restart"
            read.append(() if covered else tuple(self.blocks(cell)))
            if len(cells) > 1:
                read += [()] * (_span(child(properties, "gridSpan"), least=1) - 1)
        return tuple(read)


def _notes(part: Part, kind: str) -> dict[str, Node]:
    """The document's footnotes or endnotes by id; the lines drawn above notes are no notes."""
    notes = related(part, f"{kind}s")
    if notes is None:
        return {}
    return {
        node.get(W + "id") or "": node
        for node in children(parse_xml(notes.blob))
        if local(node) == kind and node.get(W + "type") in (None, "normal")
    }


def _rows(table: Node) -> Iterator[Node]:
    return (row for row in _unwrapped(table, "tr") if child(row, "trPr", "del") is None)


def _unwrapped(node: Node, name: str) -> Iterator[Node]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for inner in children(node):
        if local(inner) == name:
            yield inner
        elif local(inner) in _WRAPPERS:
            yield from _unwrapped(inner, name)


def _outermost(node: Node, name: str) -> Iterator[Node]:
    for inner in children(node):
        if local(inner) == name:
            yield inner
        else:
            yield from _outermost(inner, name)


def _span(node: Node | None, *, least: int = 0) -> int:
    """How many columns a property spans; bounded as Word bounds a table."""
    return min(max(whole_number(value(node), least), least), 63)
