"""ODT: content.xml is read in order with lxml, whose parser leaves entities unexpanded."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ingest.loaders.odt.styles import TEXT, ListLevel, OdtStyles, label
from ingest.loaders.odt.text import words_of
from ingest.loaders.office.archives import guard_archive
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
from ingest.loaders.office.style_names import heading_level_named, list_named, names_contents_line, names_title
from ingest.records import StatedFacts, Transcript, Writing
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentScanned

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_LEFT_OUT: Final = frozenset({
    "tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "annotation", "title", "desc",
    "table-of-content-source", "alphabetical-index-source", "bibliography-source", "illustration-index-source",
    "table-index-source", "object-index-source", "user-index-source", "event-listeners", "binary-data",
})  # fmt: skip
"""Tracked deletions (they are kept apart from the text), declarations, comments, what indexes are made from."""
_ROW_GROUPS: Final = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_MOST_COLUMNS: Final = 100


def load_odt(path: Path) -> Transcript:
    """The OpenDocument text at `path`.

    Headers and footers are left out; they stand in styles.xml. Footnotes and text boxes follow the paragraph they hang
    on. Pages are not known. Raises what `guard_archive` raises, DocumentScanned for pictures alone, DocumentEmpty.
    """
    guard_archive(path)
    with vendor_edge(path):
        parts = _parts(path)
        body = child(parts.get("content.xml"), "body", "text")
        if body is None:
            raise DocumentDamaged(path, fault="content.xml")
        reading = _Reading(OdtStyles(root for name, root in sorted(parts.items(), reverse=True) if name != "meta.xml"))
        pieces = [piece for piece in reading.blocks(body) if not is_blank(piece)]
        if not pieces:
            pictures = sum(1 for _ in below(body, "image"))
            raise DocumentScanned(path, pages=pictures) if pictures else DocumentEmpty(path)
        writing = Writing()
        write_flow(pieces, writing)
        title = _title(parts.get("meta.xml")) or reading.title
        return writing.transcript(StatedFacts(title=title))


def _parts(path: Path) -> dict[str, Node]:
    with zipfile.ZipFile(path) as archive:
        present = frozenset(archive.namelist())
        return {
            name: parse_xml(archive.read(name)) for name in ("content.xml", "styles.xml", "meta.xml") if name in present
        }


def _title(meta: Node | None) -> str | None:
    title = child(meta, "meta", "title")
    return None if title is None else title_worth_keeping(title.text)


class _ListPlace:
    """Where in a list the reading is: its numbering and how far each level has counted."""

    def __init__(self, style: str | None, numbering: Mapping[int, ListLevel], counts: dict[int, int]) -> None:
        self.style = style
        self.numbering = numbering
        self.counts = counts

    def count(self, level: int, start: str | None) -> int | None:
        """Count the next item at `level`; None where the level is not numbered."""
        for deeper in [other for other in self.counts if other > level]:
            del self.counts[deeper]
        if level not in self.numbering:
            return None
        follows = self.counts.get(level, self.numbering[level].start - 1) + 1
        self.counts[level] = whole_number(start, follows)
        return self.counts[level]

    def count_item(self, item: Node, level: int) -> int | None:
        """Count `item`; one that only nests a list, and a list's header, carry no number."""
        first = next(iter(children(item)), None)
        if first is None or local(first) not in ("p", "h") or local(item) == "list-header":
            return None
        return self.count(level, item.get(TEXT + "start-value"))

    def label(self, level: int) -> str:
        """The number last counted at `level`, as it is drawn."""
        return label(self.numbering, self.counts, level)


class _Reading:
    """One pass over a document: what counts on from list to list and heading to heading is kept here."""

    def __init__(self, styles: OdtStyles) -> None:
        self.title: str | None = None
        self._styles = styles
        self._outline = _ListPlace(None, styles.outline, {})
        self._counts_of_list: dict[str, dict[int, int]] = {}
        self._counts_of_style: dict[str, dict[int, int]] = {}

    def blocks(self, container: Node) -> Iterator[Piece]:
        """The headings, paragraphs, lists and tables in a body, a section, a cell, a note or a text box, in order."""
        for node in children(container):
            yield from self._block(node)

    def _block(self, node: Node) -> Iterator[Piece]:
        name = local(node)
        if name in ("p", "h"):
            text, hung = self._words(node)
            if text.strip():
                yield from self._heading(node, text) if name == "h" else self._paragraph(node, text)
            yield from hung
        elif name == "list":
            yield from self._list(node)
        elif name == "table":
            yield Table(tuple(self._row(row) for row in _rows(node)))
        elif name not in _LEFT_OUT and node.get(TEXT + "display") != "none":
            yield from self.blocks(node)

    def _words(self, node: Node) -> tuple[str, list[Piece]]:
        """What a paragraph or heading says, and what hangs on it."""
        words = words_of(node, self._styles.hidden)
        return spoken(words.spans), [piece for inner in words.hung for piece in self.blocks(inner)]

    def _paragraph(self, node: Node, text: str) -> list[Piece]:
        names = self._styles.names(node.get(TEXT + "style-name"))
        level = next((found for name in names if (found := heading_level_named(name))), None)
        if level is not None:
            if self.title is None and any(map(names_title, names)):
                self.title = title_worth_keeping(text)
            return [Heading(text, level)]
        return [contents_line(text)] if any(map(names_contents_line, names)) else typed_pieces(text)

    def _heading(self, node: Node, text: str) -> list[Piece]:
        """A heading with its automatic number: those that are in no list are counted for the document as a whole."""
        level = whole_number(node.get(TEXT + "outline-level"), 1)
        bare = node.get(TEXT + "is-list-header") == "true" or self._styles.is_unnumbered(node.get(TEXT + "style-name"))
        number = None if bare else self._outline.count(level, node.get(TEXT + "start-value"))
        return [Heading(f"{self._outline.label(level)} {text}" if number else text, level)]

    def _list(self, node: Node) -> Iterator[Piece]:
        """A list, counting on where it says that it goes on with one before it."""
        style = node.get(TEXT + "style-name") or ""
        goes_on_with = node.get(TEXT + "continue-list")
        before = None if goes_on_with is None else self._counts_of_list.get(goes_on_with)
        if before is None and node.get(TEXT + "continue-numbering") == "true":
            before = self._counts_of_style.get(style)
        place = _ListPlace(style, self._styles.numbering(style), dict(before or {}))
        yield from self._items(node, place, level=1)
        self._counts_of_style[style] = place.counts
        self._counts_of_list[node.get(_XML + "id") or ""] = place.counts

    def _items(self, node: Node, place: _ListPlace, *, level: int) -> Iterator[Piece]:
        own_style = node.get(TEXT + "style-name")
        if own_style and own_style != place.style:
            place = _ListPlace(own_style, self._styles.numbering(own_style), place.counts)
        for item in children(node):
            if local(item) in ("list-item", "list-header"):
                yield from self._item(item, place, level=level)

    def _item(self, item: Node, place: _ListPlace, *, level: int) -> list[Piece]:
        """An item's own paragraphs as one item, then what hangs on them and what is nested in it."""
        ordinal = place.count_item(item, level)
        own: list[str] = []
        rest: list[Piece] = []
        nests, depth = False, level
        for node in children(item):
            name = local(node)
            if name == "p" and not nests:
                text, hung = self._words(node)
                own.append(text.strip())
                depth = max(depth, self._named_level(node))
                rest += hung
            elif name == "h":
                text, hung = self._words(node)
                outline = whole_number(node.get(TEXT + "outline-level"), level)
                rest += [Heading(f"{place.label(level)} {text}" if ordinal else text, outline), *hung]
            else:
                rest += self._items(node, place, level=level + 1) if name == "list" else self._block(node)
                nests = True
        return [Item(" ".join(own), depth, ordinal), *rest] if own else rest

    def _named_level(self, paragraph: Node) -> int:
        """Files from Word keep each level of a list as a list of its own, and tell the level in the style's name."""
        names = self._styles.names(paragraph.get(TEXT + "style-name"))
        return max((named.level for name in names if (named := list_named(name))), default=1)

    def _row(self, row: Node) -> tuple[tuple[Piece, ...], ...]:
        """The cells of a row; one that a merge covers is empty, a cell over the whole row is the row."""
        nodes = [node for node in children(row) if local(node) in ("table-cell", "covered-table-cell")]
        cells: list[tuple[Piece, ...]] = []
        for node in nodes:
            read = tuple(self.blocks(node)) if local(node) == "table-cell" else ()
            cells += [read] * min(whole_number(node.get(_TABLE + "number-columns-repeated"), 1), _MOST_COLUMNS)
        spans_all = nodes and whole_number(nodes[0].get(_TABLE + "number-columns-spanned"), 1) >= len(cells)
        return tuple(cells[:1] if spans_all else cells)


def _rows(table: Node) -> Iterator[Node]:
    for node in children(table):
        if local(node) == "table-row":
            yield node
        elif local(node) in _ROW_GROUPS:
            yield from _rows(node)
