"""What the name of a paragraph style says, in Word's and Writer's own names and in Swedish templates' (pure)."""

import re
from typing import Final, NamedTuple

_HEADING = re.compile(r"(?:heading|rubrik|överskrift) ?([1-9])", re.IGNORECASE)
_LIST = re.compile(
    r"(?:list (?P<kind>bullet|number)|(?P<bullets>punktlista)|(?P<numbers>numrerad lista)|list|lista) ?(?P<level>\d?)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:toc|contents|innehåll) ?\d", re.IGNORECASE)
_LEVELS: Final = {
    "title": 1,
    "titel": 1,
    "rubrik": 1,
    "huvudrubrik": 1,
    "underrubrik": 2,
    "mellanrubrik": 3,
    "toc heading": 1,
    "contents heading": 1,
    "innehållsförteckningsrubrik": 1,
}
_TITLES: Final = frozenset({"title", "titel", "huvudrubrik"})


class ListNamed(NamedTuple):
    """A list that a style's name speaks of."""

    ordered: bool
    level: int


def heading_level_named(name: str) -> int | None:
    """How deep a heading a style called `name` is for, None where it is for something else."""
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match else _LEVELS.get(name.casefold())


def names_title(name: str) -> bool:
    """A style called `name` is for the document's title."""
    return name.casefold() in _TITLES


def names_contents_line(name: str) -> bool:
    """A style called `name` is for lines of a table of contents."""
    return _CONTENTS.fullmatch(name) is not None


def list_named(name: str) -> ListNamed | None:
    """The list a style called `name` is for: List Bullet 2, Numrerad lista …; a List Paragraph is only indented."""
    match = _LIST.fullmatch(name)
    if match is None:
        return None
    ordered = (match["kind"] or "").casefold() == "number" or match["numbers"] is not None
    return ListNamed(ordered=ordered, level=int(match["level"] or 1))
