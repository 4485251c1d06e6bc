"""What stands on a page of a PDF: words, ruled lines and links, each with its place.

Places are points in reading space: the page turned so that its text runs from left to right, x growing to the right and
y growing downwards.
"""

from typing import NamedTuple


class Word(NamedTuple):
    """Letters without a space between them, standing on one baseline.

    `order` is the word's place in the order in which the file draws; `size` the font's real size on the page.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    order: int

    @property
    def middle(self) -> tuple[float, float]:
        """A point well inside the word."""
        return (self.x0 + self.x1) / 2, self.baseline - 0.3 * self.size


class Box(NamedTuple):
    """A rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether `point` lies in the rectangle."""
        return self.x0 <= point[0] <= self.x1 and self.top <= point[1] <= self.bottom


class Link(NamedTuple):
    """A stretch of the page that leads to `address`."""

    box: Box
    address: str


class Page(NamedTuple):
    """A page as it was drawn.

    `asides` are texts that do not run with the rest of the page (turned or slanting); `rules` are thin rectangles, the
    lines that may frame a table; `label` is the printed page number where it is not `number`.
    """

    number: int
    label: str | None
    box: Box
    words: tuple[Word, ...]
    asides: tuple[str, ...]
    rules: tuple[Box, ...]
    pictures: bool


class OutlineEntry(NamedTuple):
    """A bookmark: its title, depth (1 is the top) and the page it leads to (1-based)."""

    title: str
    level: int
    page: int | None


class Drawn(NamedTuple):
    """A whole file as it was drawn, with the title and publisher its metadata gives."""

    pages: tuple[Page, ...]
    outline: tuple[OutlineEntry, ...]
    title: str
    publisher: str
