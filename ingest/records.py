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


class Turn(Value):
    """Where a block goes on to another page: the character in the text from which on it stands on `page`."""

    at: int
    page: int
    page_label: str | None = None


class Block(Value):
    """A stretch of a document's text with one role.

    `start` and `end` are characters in the text and leave out the block's own mark (`#`, bullet, number). `level` is a
    heading's depth (1 is the top) or an item's nesting (1 is the outermost). `ordinal` is the number an ordered item or
    heading carries. `opens` marks a block that a wide gap sets off (a new slide): it stands under the document's title,
    not under the heading before it. `first` marks an item that begins a list of its own, right after another list.
    `page` is where the block begins, `turns` where it goes on to further pages.
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
    turns: tuple[Turn, ...] = ()

    def page_at(self, at: int) -> tuple[int | None, str | None]:
        """The page, and its printed label, that character `at` of the text stands on."""
        passed = [turn for turn in self.turns if turn.at <= at]
        return (passed[-1].page, passed[-1].page_label) if passed else (self.page, self.page_label)


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

    def paragraph(
        self, text: str, *, page: int | None = None, label: str | None = None, turns: Iterable[Turn] = ()
    ) -> None:
        """A paragraph of running text; `turns` count from its own beginning."""
        before = len(self._blocks)
        self._add("paragraph", "", text, page=page, label=label)
        if len(self._blocks) > before:
            self._blocks[-1] = self._blocks[-1].model_copy(update={"turns": self._moved(turns)})

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

    def _moved(self, turns: Iterable[Turn]) -> tuple[Turn, ...]:
        """Turns of the last block, counted through the whole text."""
        start = self._blocks[-1].start
        return tuple(turn.model_copy(update={"at": start + turn.at}) for turn in turns)

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
