"""What passes between the stages of an ingest."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from knowledge.corpus import DateKind, Origin, SourceReference
from knowledge.language import Language, Value

BlockKind = Literal["heading", "paragraph", "item", "row", "field", "noise"]


class Source(Value):
    """A file to take in: its path and the id its document will have."""

    id: str
    path: Path


class Block(Value):
    """A stretch of a document's text with one role.

    `start` and `end` are characters in the text and leave out the block's own mark (`#`, bullet, number). `level` is a
    heading's depth (1 is the top) or an item's nesting (1 is the outermost). `ordinal` is the number an ordered item or
    heading carries. `opens` marks a block that a wide gap sets off (a new slide): it stands under the document's title,
    not under the heading before it. `first` marks an item that begins a list of its own, right after another list.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 1
    ordinal: int | None = None
    page: int | None = None
    page_label: str | None = None
    opens: bool = False
    first: bool = False


class StatedFacts(Value):
    """What a file says about itself, each None where it does not say."""

    title: str | None = None
    language: Language | None = None
    publisher: str | None = None
    revision: str | None = None
    date: dt.date | None = None
    date_kind: DateKind | None = None
    url: str | None = None
    origin: Origin | None = None
    summary_of: str | None = None
    sources: tuple[SourceReference, ...] = ()


class Transcript(Value):
    """A document as its loader read it: one text, the blocks in it in reading order, and what it says about itself."""

    text: str
    blocks: tuple[Block, ...]
    stated: StatedFacts = StatedFacts()


class Writing:
    """Writes a transcript block by block, for formats whose files are not text themselves.

    The text it makes reads as Markdown (`# heading`, `- item`, `1. item`, `cell | cell`), a blank line between blocks;
    it is what `ledfyr library show` prints and what quotes are slices of. White space inside a block is folded to
    single spaces; a blank block is left out.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def heading(self, text: str, *, level: int, page: int | None = None, label: str | None = None) -> None:
        """A heading at depth `level` (1 to 6)."""
        depth = min(max(level, 1), 6)
        self._add("heading", "#" * depth + " ", text, level=depth, page=page, label=label)

    def paragraph(self, text: str, *, page: int | None = None, label: str | None = None) -> None:
        """A paragraph of running text."""
        self._add("paragraph", "", text, page=page, label=label)

    def item(
        self,
        text: str,
        *,
        level: int = 1,
        ordinal: int | None = None,
        page: int | None = None,
        label: str | None = None,
    ) -> None:
        """A list item, `level` 1 for the outermost, with its number where the list is ordered."""
        mark = "  " * (level - 1) + ("- " if ordinal is None else f"{ordinal}. ")
        self._add("item", mark, text, level=level, ordinal=ordinal, page=page, label=label)

    def row(self, cells: Iterable[str], *, page: int | None = None, label: str | None = None) -> None:
        """A table row, cells parted by ` | `; empty cells stay as gaps so that columns keep their place."""
        folded = [" ".join(cell.split()) for cell in cells]
        if any(folded):
            self._add("row", "", " | ".join(folded), page=page, label=label)

    def transcript(self, stated: StatedFacts) -> Transcript:
        """Everything written so far."""
        return Transcript(text="".join(self._pieces), blocks=tuple(self._blocks), stated=stated)

    def _add(
        self,
        kind: BlockKind,
        mark: str,
        text: str,
        *,
        level: int = 1,
        ordinal: int | None = None,
        page: int | None,
        label: str | None,
    ) -> None:
        folded = " ".join(text.split())
        if not folded:
            return
        gap = self._gap(kind)
        start = self._length + len(gap) + len(mark)
        self._pieces.append(gap + mark + folded)
        self._length = start + len(folded)
        self._blocks.append(
            Block(kind=kind, start=start, end=self._length, level=level, ordinal=ordinal, page=page, page_label=label)
        )

    def _gap(self, kind: BlockKind) -> str:
        if not self._blocks:
            return ""
        together = kind in ("item", "row") and self._blocks[-1].kind == kind
        return "\n" if together else "\n\n"
