"""What is drawn on a page besides letters: the thin lines that may frame a table, pictures and links."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
from pypdfium2 import raw  # pyright: ignore[reportMissingTypeStubs]

from ingest.loaders.pdf.letters import on_paper, upright
from ingest.loaders.pdf.page import Box, Link

# A page with more drawn things than this is a map or a chart: looking for tables in it costs time and finds none.
_TOO_MANY = 6000
_TOO_MANY_CORNERS = 600
_THIN = 3.0
_LEVEL = 0.5
_DEEPEST = 4

_Transform = tuple[float, float, float, float, float, float]
_Drawing = tuple[int, object, tuple[_Transform, ...]]


class Drawings(NamedTuple):
    """The ruled lines of a page as thin boxes, and whether it shows a picture."""

    rules: tuple[Box, ...]
    pictures: bool


def drawings_of(page: pdfium.PdfPage, turn: int) -> Drawings:
    """The lines and pictures of `page`, in reading space for text that runs `turn` quarter turns."""
    rules: list[Box] = []
    pictures = False
    for kind, drawing, placed in _drawings(cast("object", page.raw), (), depth=0):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        else:
            rules.extend(_turned(box, turn) for box in _rules(drawing, placed))
    return Drawings(tuple(rules), pictures)


def links_of(document: pdfium.PdfDocument, page: pdfium.PdfPage, turn: int) -> list[Link]:
    """The links of `page` that lead out of the document."""
    holder = cast("object", document.raw)
    links: list[Link] = []
    place, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, place, link):
        address = _address(holder, link)
        if address and raw.FPDFLink_GetAnnotRect(link, rect):
            box = Box(rect.left, rect.bottom, rect.right, rect.top)
            links.append(Link(_turned(box, turn), address))
    return links


def turned_box(box: tuple[float, float, float, float], turn: int) -> Box:
    """A rectangle (left, bottom, right, top) of the page in reading space."""
    return _turned(Box(*box), turn)


def _turned(box: Box, turn: int) -> Box:
    left, bottom, right, top = (on_paper(place) for place in box)
    x0, y0 = upright(left, bottom, turn)
    x1, y1 = upright(right, top, turn)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _address(document: object, link: object) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", errors="replace").strip()


def _drawings(holder: object, placed: tuple[_Transform, ...], *, depth: int) -> Iterator[_Drawing]:
    """Every path and picture of a page or a form on it, with the transforms that place it."""
    count = (raw.FPDFFormObj_CountObjects if depth else raw.FPDFPage_CountObjects)(holder)
    one = raw.FPDFFormObj_GetObject if depth else raw.FPDFPage_GetObject
    for place in range(count if count <= _TOO_MANY else 0):
        drawing = one(holder, place)
        kind = raw.FPDFPageObj_GetType(drawing)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, drawing, placed
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _drawings(drawing, (_transform(drawing), *placed), depth=depth + 1)


def _transform(drawing: object) -> _Transform:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawing, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _rules(path: object, placed: tuple[_Transform, ...]) -> Iterator[Box]:
    """The straight upright or level edges of a painted path; a thin filled box is one line."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for corners in _outlines(path, (_transform(path), *placed)):
        whole = _around(corners)
        if _thickness(whole) <= _THIN:
            yield whole
            continue
        closed = [*corners, corners[0]] if fill.value else corners
        edges = (_around(pair) for pair in pairwise(closed))
        yield from (edge for edge in edges if _thickness(edge) < _LEVEL)


def _outlines(path: object, placed: tuple[_Transform, ...]) -> list[list[tuple[float, float]]]:
    """The corners of each stroke of a path, on the page; none where it bends or is too elaborate to be a frame."""
    count = raw.FPDFPath_CountSegments(path)
    outlines: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(count if count <= _TOO_MANY_CORNERS else 0):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        if kind == raw.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        outlines[-1].append(_placed(x.value, y.value, placed))
        if raw.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return [corners for corners in outlines if len(corners) > 1]


def _around(corners: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _thickness(box: Box) -> float:
    return min(box.x1 - box.x0, box.bottom - box.top)


def _placed(x: float, y: float, placed: tuple[_Transform, ...]) -> tuple[float, float]:
    for a, b, c, d, e, f in placed:
        x, y = a * x + c * y + e, b * x + d * y + f
    return on_paper(x), on_paper(y)
