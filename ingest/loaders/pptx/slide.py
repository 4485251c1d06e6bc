"""One slide as its frames: what each says and where it stands."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, cast

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import SlideShapeFactory
from pptx.slide import Slide

from ingest.loaders.office.diagrams import chart_pieces, diagram_pieces
from ingest.loaders.office.flow import Paragraph, Piece, Table, cell_text, is_blank
from ingest.loaders.office.markup import Node, below, child, children, holds, local, whole_number
from ingest.loaders.office.relations import Part, addresses_of, related_by
from ingest.loaders.pptx.order import Box, reading_order
from ingest.loaders.pptx.text import Line, body_pieces, cell_pieces, frame_pieces, lines_of, one_line

LABEL: Final = 80
"""Characters of a line that may head a frame or a slide."""

_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_CHROME: Final = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER)
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_COLUMNS: Final = 100


class Frame(NamedTuple):
    """A text frame, table, chart, diagram or group with words in it; `is_free` where no placeholder holds it."""

    box: Box
    pieces: tuple[Piece, ...]
    is_free: bool


class SlideRead(NamedTuple):
    """What a slide says: title and whether it is one that opens a deck, frames in reading order, speaker notes."""

    title: str
    is_opening: bool
    frames: tuple[Frame, ...]
    notes: tuple[Piece, ...]
    has_pictures: bool


def read_slide(slide: Slide) -> SlideRead:
    """Everything on `slide` but its date, footer and number."""
    return _SlideReading(slide).read()


class _SlideReading:
    def __init__(self, slide: Slide) -> None:
        self._slide = slide
        self._part = cast("Part", slide.part)
        self._addresses = addresses_of(self._part)
        self._title: list[str] = []
        self._is_opening = False

    def read(self) -> SlideRead:
        frames = self._in_order(self._shapes())
        pictures = holds(cast("Node", self._slide.element), "blip")
        return SlideRead(" ".join(self._title), self._is_opening, frames, self._notes(), pictures)

    def _shapes(self) -> Iterator[BaseShape]:
        """The slide's shapes, also those that python-pptx passes over because they are written for new programs."""
        yield from self._slide.shapes
        for node in children(child(cast("Node", self._slide.element), "cSld", "spTree")):
            if local(node) == "AlternateContent":
                spoken_choices = [choice for choice in children(node) if holds(choice, "t")]
                for inner in children(spoken_choices[0]) if spoken_choices else ():
                    yield SlideShapeFactory(inner, self._slide.shapes)  # pyright: ignore[reportArgumentType] lxml node

    def _in_order(self, shapes: Iterator[BaseShape]) -> tuple[Frame, ...]:
        frames = [frame for frame in map(self._frame, shapes) if frame is not None]
        return tuple(frames[place] for place in reading_order([frame.box for frame in frames]))

    def _frame(self, shape: BaseShape) -> Frame | None:
        pieces = tuple(piece for piece in self._pieces(shape) if not is_blank(piece))
        if not pieces:
            return None
        left, top = shape.left or 0, shape.top or 0
        is_label = len(pieces) == 1 and isinstance(pieces[0], Paragraph) and len(cell_text(pieces)) <= LABEL
        box = Box(left, top, left + (shape.width or 0), top + (shape.height or 0), is_label)
        return Frame(box, pieces, not shape.is_placeholder)

    def _pieces(self, shape: BaseShape) -> list[Piece]:
        if isinstance(shape, GroupShape):
            return [piece for frame in self._in_order(iter(shape.shapes)) for piece in frame.pieces]
        if isinstance(shape, GraphicFrame):
            return self._graphic(shape)
        body = child(cast("Node", shape.element), "txBody")
        return [] if body is None else self._text(shape, body)

    def _text(self, shape: BaseShape, body: Node) -> list[Piece]:
        if not shape.is_placeholder:
            return frame_pieces(lines_of(body, self._addresses, ()))
        place = shape.placeholder_format
        if place.type in _CHROME:
            return []
        lines = lines_of(body, self._addresses, self._inherited(place.idx, place.type))
        if place.type in _TITLES:
            self._title.append(one_line(lines))
            self._is_opening = place.type == PP_PLACEHOLDER.CENTER_TITLE
            return []
        return frame_pieces(lines) if place.type == PP_PLACEHOLDER.SUBTITLE else body_pieces(lines)

    def _inherited(self, index: int, kind: PP_PLACEHOLDER) -> list[Node]:
        """The list styles of the layout's placeholder, of the master's, and the master's body style."""
        layout = self._slide.slide_layout
        of_layout = [
            cast("Node", place.element) for place in layout.placeholders if place.placeholder_format.idx == index
        ]
        master = layout.slide_master
        as_body = PP_PLACEHOLDER.BODY if kind == PP_PLACEHOLDER.OBJECT else kind
        of_master = [
            cast("Node", place.element) for place in master.placeholders if place.placeholder_format.type == as_body
        ]
        styles = [child(place, "txBody", "lstStyle") for place in (*of_layout, *of_master)]
        styles.append(child(cast("Node", master.element), "txStyles", "bodyStyle"))
        return [style for style in styles if style is not None]

    def _graphic(self, frame: GraphicFrame) -> list[Piece]:
        root = cast("Node", frame.element)
        pieces: list[Piece] = [_table(node, self._addresses) for node in below(root, "tbl")]
        for node in root.iter():
            if local(node) == "chart" and (part := related_by(self._part, node.get(_R + "id"))):
                pieces += chart_pieces(part.blob)
            if local(node) == "relIds" and (part := related_by(self._part, node.get(_R + "dm"))):
                pieces += diagram_pieces(part.blob)
        return pieces

    def _notes(self) -> tuple[Piece, ...]:
        if not self._slide.has_notes_slide:
            return ()
        notes = self._slide.notes_slide
        place = notes.notes_placeholder
        body = None if place is None else child(cast("Node", place.element), "txBody")
        lines: list[Line] = [] if body is None else lines_of(body, addresses_of(cast("Part", notes.part)), ())
        return tuple(frame_pieces(lines))


def _table(table: Node, addresses: Mapping[str, str]) -> Table:
    rows = (node for node in children(table) if local(node) == "tr")
    return Table(tuple(_row(row, addresses) for row in rows))


def _row(row: Node, addresses: Mapping[str, str]) -> tuple[tuple[Piece, ...], ...]:
    """The cells of a row; one that a merge covers is empty, a cell over the whole row is the row."""
    cells = [node for node in children(row) if local(node) == "tc"]
    if cells and min(whole_number(cells[0].get("gridSpan"), 1), _MOST_COLUMNS) >= len(cells) > 1:
        return (cell_pieces(cells[0], addresses),)
    covered = [cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true") for cell in cells]
    return tuple(() if hidden else cell_pieces(cell, addresses) for cell, hidden in zip(cells, covered, strict=True))
