"""Which headings a block stands under, also where a document's heading levels are uneven (pure)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.records import Block


class Heading(NamedTuple):
    """A heading on the way down to a block: its own block and the depth it counts as."""

    block: Block
    level: int


class Section(NamedTuple):
    """A heading path (outermost first) and the blocks directly under it; `opened` are those that open here."""

    path: tuple[Heading, ...]
    opened: tuple[Block, ...]
    blocks: tuple[Block, ...]


class Outline(NamedTuple):
    """A heading with the sub-headings right under it, in order."""

    parent: Block
    children: tuple[Block, ...]


class _Path:
    """The open headings. Numbered headings that count on stay siblings whatever their marks say."""

    def __init__(self) -> None:
        self.open: list[Heading] = []
        self._run: list[Heading] = []  # the last numbered heading with those above it
        self._last_number = 0

    def enter(self, block: Block, *, counts_on: bool) -> None:
        """Open a heading; `counts_on` says that the numbered run it may interrupt goes on after it."""
        if counts_on and block.ordinal is None and self._run and block.level == self._run[-1].level:
            self.open = [*self._run, Heading(block, block.level + 1)]
            return
        if block.ordinal is not None and self._run and block.ordinal == self._last_number + 1:
            self.open = [*self._run[:-1], Heading(block, self._run[-1].level)]
        else:
            self.open = [*self._above(block), Heading(block, block.level)]
        if block.ordinal is not None:
            self._run, self._last_number = list(self.open), block.ordinal
        elif self._run and len(self.open) < len(self._run):
            self._run, self._last_number = [], 0

    def _above(self, block: Block) -> list[Heading]:
        above = [heading for heading in self.open if heading.level < block.level]
        same = next((heading for heading in self.open if heading.level == block.level), None)
        if block.ordinal == 1 and same is not None and same.block.ordinal is None:
            return [*above, same]  # "### Three areas" followed by "### 1. First area"
        if block.ordinal is None and self._run and block.level <= self._run[-1].level:
            # "## 7. Last bottleneck" followed by "## Something else": the numbered run and its parent are over
            owner = self._run[-2] if len(self._run) > 1 else None
            return [heading for heading in above if heading != owner]
        return above

    def leave_all(self) -> None:
        self.open = self.open[:1]


def sections_of(blocks: Sequence[Block]) -> Iterator[Section]:
    """The sections of a document in reading order; noise is left out."""
    path = _Path()
    counting = _counting_on(blocks)
    opened: list[Block] = []
    inside: list[Block] = []
    for block in blocks:
        if block.kind == "noise":
            continue
        if block.kind == "heading" or (block.opens and path.open):
            if inside:
                yield Section(tuple(path.open), tuple(opened), tuple(inside))
                opened, inside = [], []
            if block.opens and path.open:
                path.leave_all()
        if block.kind == "heading":
            path.enter(block, counts_on=block in counting)
            opened.append(block)
        else:
            inside.append(block)
    if inside or opened:
        yield Section(tuple(path.open), tuple(opened), tuple(inside))


def outlines_of(blocks: Sequence[Block], *, least: int = 2) -> list[Outline]:
    """Every heading with at least `least` sub-headings right under it."""
    path = _Path()
    counting = _counting_on(blocks)
    children: dict[Block, list[Block]] = {}
    for block in blocks:
        if block.kind != "heading":
            continue
        if block.opens:
            path.leave_all()
        path.enter(block, counts_on=block in counting)
        if len(path.open) > 1:
            children.setdefault(path.open[-2].block, []).append(block)
    return [Outline(parent, tuple(below)) for parent, below in children.items() if len(below) >= least]


def _counting_on(blocks: Sequence[Block]) -> set[Block]:
    """The unnumbered headings that stand between a numbered heading and the next number at the same level."""
    inside: set[Block] = set()
    waiting: list[Block] = []
    last: Block | None = None
    for block in blocks:
        if block.kind != "heading":
            continue
        if block.ordinal is None:
            if last is not None and block.level < last.level:
                last, waiting = None, []
            elif last is not None and block.level == last.level:
                waiting.append(block)
            continue
        if last is not None and block.ordinal == (last.ordinal or 0) + 1:
            inside.update(waiting)
        last, waiting = block, []
    return inside
