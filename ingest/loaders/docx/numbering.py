"""Automatic numbers of a DOCX file: which bullet or number Word draws before a paragraph."""

import re
from typing import Final, NamedTuple

from ingest.loaders.docx.styles import Styles, W, value
from ingest.loaders.office.markup import Node, child, children, local, whole_number
from ingest.loaders.office.numerals import numeral

_UNNUMBERED: Final = frozenset({"bullet", "none"})
_PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list: its number format, where it starts, its pattern ("%1.%2") and the style tied to it."""

    format: str
    start: int
    pattern: str
    style: str | None


class Mark(NamedTuple):
    """What is drawn before a paragraph: the label, and the number where it carries one."""

    label: str
    ordinal: int | None


class _List(NamedTuple):
    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """The lists of one document and how far each has counted; `mark` counts on, so ask once per paragraph, in order."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        abstracts = {
            node.get(W + "abstractNumId") or "": node for node in children(root) if local(node) == "abstractNum"
        }
        numbers = [node for node in children(root) if local(node) == "num"]
        linked = {node.get(W + "numId") or "": value(child(node, "abstractNumId")) or "" for node in numbers}
        self._lists: dict[int, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()
        for node in numbers:
            abstract = _followed(linked[node.get(W + "numId") or ""], abstracts, linked, styles)
            number = whole_number(node.get(W + "numId"), 0)
            self._lists[number] = _read_list(node, abstract, abstracts.get(abstract))

    def level_of_style(self, number: int, style_id: str) -> int:
        """The level of the list that is tied to a style."""
        known = self._lists.get(number)
        levels = known.levels if known else {}
        return next((depth for depth, level in levels.items() if level.style == style_id), 0)

    def mark(self, number: int, depth: int) -> Mark:
        """What stands before the next paragraph of list `number` at `depth` (0 the outermost)."""
        known = self._lists.get(number)
        level = known.levels.get(depth) if known else None
        if known is None or level is None or level.format in _UNNUMBERED:
            return Mark("", None)
        counts = self._counts.setdefault(known.abstract, {})
        if (number, depth) not in self._begun and depth in known.restarts:
            counts[depth] = known.restarts[depth] - 1
        self._begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return Mark(_label(level.pattern, known.levels, counts), counts[depth])


def _followed(abstract: str, abstracts: dict[str, Node], linked: dict[str, str], styles: Styles) -> str:
    """A list definition may only name a list style, which names the definition that holds the levels."""
    node = abstracts.get(abstract)
    style = value(child(node, "numStyleLink"))
    if style is None:
        return abstract
    numbered, _ = styles.numbered(style)
    target = linked.get(str(numbered.number), "")
    if target:
        return target
    return next((key for key, other in abstracts.items() if value(child(other, "styleLink")) == style), abstract)


def _read_list(node: Node, abstract: str, definition: Node | None) -> _List:
    levels = {depth: level for depth, level in map(_level, children(definition)) if level is not None}
    restarts: dict[int, int] = {}
    for override in (inner for inner in children(node) if local(inner) == "lvlOverride"):
        depth = whole_number(override.get(W + "ilvl"), 0)
        own = child(override, "lvl")
        if own is not None and (level := _level(own)[1]) is not None:
            levels[depth] = level
        start = value(child(override, "startOverride"))
        if start is not None:
            restarts[depth] = whole_number(start, 1)
    return _List(abstract, levels, restarts)


def _level(node: Node) -> tuple[int, Level | None]:
    if local(node) != "lvl":
        return 0, None
    level = Level(
        format=value(child(node, "numFmt")) or "decimal",
        start=whole_number(value(child(node, "start")), 1),
        pattern=value(child(node, "lvlText")) or "",
        style=value(child(node, "pStyle")),
    )
    return whole_number(node.get(W + "ilvl"), 0), level


def _label(pattern: str, levels: dict[int, Level], counts: dict[int, int]) -> str:
    def drawn(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        level = levels.get(depth)
        if level is None or level.format in _UNNUMBERED:
            return ""
        return numeral(counts.get(depth, level.start), level.format)

    return _PLACE.sub(drawn, pattern).strip()
