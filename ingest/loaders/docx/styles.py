"""What a DOCX file's styles say of a paragraph: heading, list or text (pure)."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from ingest.loaders.office.markup import Node, child, children, local, whole_number
from ingest.loaders.office.style_names import (
    ListNamed,
    heading_level_named,
    list_named,
    names_contents_line,
    names_title,
)

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_BODY_LEVEL: Final = 9  # outline level 10 in Word's dialogue: body text


class NumberedAs(NamedTuple):
    """The list a paragraph belongs to: the number definition (0 = none) and the level in it, each None where unsaid."""

    number: int | None
    level: int | None


class Style(NamedTuple):
    """A paragraph style as far as reading needs it."""

    id: str
    name: str
    based_on: str | None
    outline: int | None
    numbered: NumberedAs


def value(node: Node | None) -> str | None:
    """The `w:val` of a property, None where there is no such property."""
    return None if node is None else node.get(W + "val")


def outline_of(properties: Node | None) -> int | None:
    """The outline level that paragraph properties state, 0 the top."""
    stated = value(child(properties, "outlineLvl"))
    return None if stated is None else whole_number(stated, _BODY_LEVEL)


def numbered_of(properties: Node | None) -> NumberedAs:
    """The list that paragraph properties name."""
    number = value(child(properties, "numPr", "numId"))
    level = value(child(properties, "numPr", "ilvl"))
    return NumberedAs(
        None if number is None else whole_number(number, 0), None if level is None else whole_number(level, 0)
    )


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, root: Node | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        for node in children(root):
            if local(node) == "style" and node.get(W + "type") in ("paragraph", None):
                style = _style(node)
                self._styles[style.id] = style
                if node.get(W + "default") in ("1", "true", "on"):
                    self._default = style.id

    def line(self, style_id: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        next_id = style_id or self._default
        while next_id and next_id not in seen and next_id in self._styles:
            seen.add(next_id)
            yield self._styles[next_id]
            next_id = self._styles[next_id].based_on or ""

    def heading_level(self, style_id: str | None, own_outline: int | None) -> int | None:
        """How deep a heading the paragraph is, None for text; its own outline level goes before its style's."""
        if own_outline is not None:
            return None if own_outline >= _BODY_LEVEL else own_outline + 1
        for style in self.line(style_id):
            named = heading_level_named(style.name)
            if named is not None:
                return named
            if style.outline is not None:
                return None if style.outline >= _BODY_LEVEL else style.outline + 1
        return None

    def is_title(self, style_id: str | None) -> bool:
        """The paragraph is the document's title."""
        return any(names_title(style.name) for style in self.line(style_id))

    def is_contents_line(self, style_id: str | None) -> bool:
        """The paragraph is a line of a table of contents."""
        return any(names_contents_line(style.name) for style in self.line(style_id))

    def list_style(self, style_id: str | None) -> ListNamed | None:
        """The list that the style's name, or else an ancestor's, speaks of."""
        return next((found for style in self.line(style_id) if (found := list_named(style.name))), None)

    def numbered(self, style_id: str | None) -> tuple[NumberedAs, str]:
        """The list that the style or an ancestor names, and that style's id."""
        for style in self.line(style_id):
            if style.numbered.number is not None:
                return style.numbered, style.id
        return NumberedAs(None, None), ""


def _style(node: Node) -> Style:
    properties = child(node, "pPr")
    return Style(
        id=node.get(W + "styleId") or "",
        name=(value(child(node, "name")) or "").strip(),
        based_on=value(child(node, "basedOn")),
        outline=outline_of(properties),
        numbered=numbered_of(properties),
    )
