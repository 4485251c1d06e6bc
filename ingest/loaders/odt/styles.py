"""What an ODT file's styles say: paragraph styles by name, list and heading numbering (pure)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ingest.loaders.office.markup import Node, below, children, local, whole_number
from ingest.loaders.office.numerals import numeral

STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_NUMBERED_LEVELS: Final = ("list-level-style-number", "outline-level-style")


class ListLevel(NamedTuple):
    """How one level of a list is numbered; levels without a format are not in a list's numbering."""

    form: str
    start: int
    before: str
    after: str
    shown_levels: int


class ParagraphStyle(NamedTuple):
    """A paragraph style: the name people see, its parent, and the list style it names ("" takes a list away)."""

    name: str
    parent: str | None
    list_style: str | None


class OdtStyles:
    """The styles of one document, from its styles.xml and its content.xml."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: Mapping[int, ListLevel] = {}
        self.hidden: set[str] = set()
        for root in roots:
            for node in below(root, "style"):
                if node.get(STYLE + "family") == "paragraph":
                    self._paragraphs[node.get(STYLE + "name") or ""] = _paragraph_style(node)
                elif any(inner.get(TEXT + "display") == "none" for inner in children(node)):
                    self.hidden.add(node.get(STYLE + "name") or "")
            for node in below(root, "list-style"):
                self._lists[node.get(STYLE + "name") or ""] = _levels(node)
            for node in below(root, "outline-style"):
                self.outline = _levels(node)

    def line(self, name: str | None) -> Iterator[ParagraphStyle]:
        """The style called `name` and those it is based on, nearest first."""
        seen: set[str] = set()
        while name and name not in seen and name in self._paragraphs:
            seen.add(name)
            yield self._paragraphs[name]
            name = self._paragraphs[name].parent

    def names(self, name: str | None) -> list[str]:
        """The names people see of the style and those it is based on."""
        return [style.name for style in self.line(name)]

    def is_unnumbered(self, name: str | None) -> bool:
        """The style takes automatic numbers away."""
        stated = next((style.list_style for style in self.line(name) if style.list_style is not None), None)
        return stated == ""

    def numbering(self, list_style: str | None) -> Mapping[int, ListLevel]:
        """The numbered levels of a list style, 1 the outermost."""
        return self._lists.get(list_style or "", {})


def label(numbering: Mapping[int, ListLevel], counts: Mapping[int, int], depth: int) -> str:
    """The number drawn before a heading at `depth`: "2.1" where two levels are shown."""
    level = numbering[depth]
    shown = [
        numeral(counts.get(upper, numbering[upper].start), numbering[upper].form)
        for upper in range(max(1, depth - level.shown_levels + 1), depth + 1)
        if upper in numbering
    ]
    return f"{level.before}{'.'.join(shown)}{level.after}".strip()


def _paragraph_style(node: Node) -> ParagraphStyle:
    name = node.get(STYLE + "display-name") or (node.get(STYLE + "name") or "").replace("_20_", " ")
    return ParagraphStyle(name, node.get(STYLE + "parent-style-name"), node.get(STYLE + "list-style-name"))


def _levels(node: Node) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for level in children(node):
        form = level.get(STYLE + "num-format")
        if local(level) in _NUMBERED_LEVELS and form:
            levels[whole_number(level.get(TEXT + "level"), 1)] = ListLevel(
                form=form,
                start=whole_number(level.get(TEXT + "start-value"), 1),
                before=level.get(STYLE + "num-prefix") or "",
                after=level.get(STYLE + "num-suffix") or "",
                shown_levels=whole_number(level.get(TEXT + "display-levels"), 1),
            )
    return levels
