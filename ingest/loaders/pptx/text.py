"""The words of a text frame on a slide: paragraphs, bullets, numbers, links (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from ingest.loaders.office.flow import Item, Paragraph, Piece, Span, spoken, typed_pieces
from ingest.loaders.office.markup import Node, child, children, local, whole_number

SHORT: Final = 120
"""Characters up to which paragraphs of a body read as a list even where their bullets were turned off."""

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_UNSEEN: Final = frozenset({"pPr", "rPr", "endParaRPr", "fldPr"})
_DRAWN_BY_PROGRAM: Final = ("slidenum", "datetime", "footer", "header")
_DEEPEST: Final = 8

Bullet = Literal["none", "bullet", "number"]


class Line(NamedTuple):
    """A paragraph of a frame: its words, its level (0 the outermost), its bullet and the number it begins with."""

    text: str
    level: int
    bullet: Bullet
    start: int


def lines_of(body: Node, addresses: Mapping[str, str], inherited: Sequence[Node]) -> list[Line]:
    """The paragraphs of a text body that hold words.

    `inherited` are the list styles that apply to it, nearest first; the body's own goes before them.
    """
    own = child(body, "lstStyle")
    styles = [*([] if own is None else [own]), *inherited]
    lines = [_line(paragraph, addresses, styles) for paragraph in children(body) if local(paragraph) == "p"]
    return [line for line in lines if line.text.strip()]


def body_pieces(lines: Sequence[Line]) -> list[Piece]:
    """A slide's body: a list where it has several paragraphs that are bulleted or all short, text otherwise."""
    if len(lines) == 1:
        return typed_pieces(lines[0].text)
    if all(line.bullet == "none" for line in lines) and all(len(line.text) <= SHORT for line in lines):
        return [Item(line.text, line.level + 1) for line in lines]
    return frame_pieces(lines)


def frame_pieces(lines: Sequence[Line]) -> list[Piece]:
    """A frame of its own: items where bullets are drawn, paragraphs where none are."""
    counts: dict[int, int] = {}
    pieces: list[Piece] = []
    for line in lines:
        counts = {level: count for level, count in counts.items() if level <= line.level}
        if line.bullet == "number":
            counts[line.level] = counts.get(line.level, line.start - 1) + 1
            pieces.append(Item(line.text, line.level + 1, counts[line.level]))
            continue
        counts.pop(line.level, None)
        pieces += [Item(line.text, line.level + 1)] if line.bullet == "bullet" else typed_pieces(line.text)
    return pieces


def one_line(lines: Sequence[Line]) -> str:
    """The words of all lines as one, as a title's lines are."""
    return " ".join(" ".join(line.text.split()) for line in lines)


def cell_pieces(cell: Node, addresses: Mapping[str, str]) -> tuple[Piece, ...]:
    """The words of a table cell."""
    body = child(cell, "txBody")
    return () if body is None else tuple(Paragraph(line.text) for line in lines_of(body, addresses, ()))


def _line(paragraph: Node, addresses: Mapping[str, str], styles: Sequence[Node]) -> Line:
    properties = child(paragraph, "pPr")
    stated = None if properties is None else properties.get("lvl")
    level = min(max(whole_number(stated, 0), 0), _DEEPEST)
    bullet, start = _bullet(properties, [child(style, f"lvl{level + 1}pPr") for style in styles])
    return Line(spoken(_spans(paragraph, addresses, None)), level, bullet, start)


def _bullet(own: Node | None, inherited: Sequence[Node | None]) -> tuple[Bullet, int]:
    for properties in (own, *inherited):
        for node in children(properties):
            name = local(node)
            if name == "buNone":
                return "none", 1
            if name == "buAutoNum":
                return "number", whole_number(node.get("startAt"), 1)
            if name in ("buChar", "buBlip"):
                return "bullet", 1
    return "none", 1


def _spans(node: Node, addresses: Mapping[str, str], address: str | None) -> Iterator[Span]:
    for inner in children(node):
        name = local(inner)
        if name == "t":
            yield Span(inner.text or "", address)
        elif name == "br":
            yield Span("\n", address)
        elif name == "r":
            link = child(inner, "rPr", "hlinkClick")
            target = None if link is None else addresses.get(link.get(_R + "id") or "")
            yield from _spans(inner, addresses, target)
        elif name == "AlternateContent":
            first = children(inner)[:1]
            yield from (span for choice in first for span in _spans(choice, addresses, address))
        elif name not in _UNSEEN and not (inner.get("type") or "").startswith(_DRAWN_BY_PROGRAM):
            yield from _spans(inner, addresses, address)
