"""Lines put together into paragraphs and list items, over line ends, columns and pages (pure)."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.loaders.pdf.lines import Line
from ingest.loaders.pdf.marks import Mark, is_contents_line, is_tabular, mark_of
from ingest.loaders.pdf.measure import Usual, is_below, right_edge, same_style, would_have_fitted
from ingest.loaders.pdf.notes import opens_note

_INDENT = 0.8
_SAME_X = 2.0
_SENTENCE_END = ".!?:;"
_WIDEST_GAP = 3.0
_SAME_SIZE = 0.6
_CENTRED = 0.3
# Words no sentence and no heading ends with.
_NEVER_LAST = re.compile(
    r"och|eller|samt|att|som|en|ett|den|det|de|av|i|från|mellan|genom|där|när|hos|mot|även|såväl|inklusive|våra|sina|är"
    r"|var|har|kan|ska|skall|vill|an?|the|and|or|of|in|to|for|with|by|from|that|which|is|are|was|were|has|have",
    re.IGNORECASE,
)
_CLOSERS = "”\"’')]»"


class TableRow(NamedTuple):
    """A row of a ruled table, its cells as they read; one cell alone is a text that stands aside from the page."""

    cells: tuple[str, ...]
    page: int


@dataclass
class Stretch:
    """Lines that read as one: a paragraph, an item with its mark, a note, or a line with a shape of its own."""

    lines: list[Line]
    mark: Mark | None = None
    is_note: bool = False
    is_contents: bool = False
    is_tabular: bool = False
    right: float = 0.0

    @property
    def first(self) -> Line:
        """The line it opens with."""
        return self.lines[0]

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.first.page

    @property
    def last(self) -> Line:
        """The line it ends with so far."""
        return self.lines[-1]


Flow = Line | TableRow


def stretches_of(flow: Sequence[Flow], usual: Usual, notes: Collection[int]) -> list[Stretch | TableRow]:
    """The lines and rows of a document, in reading order, as whole stretches; `notes` are the footnotes' lines."""
    composing = _Composing(usual)
    for place, (one, right) in enumerate(zip(flow, _right_edges(flow, usual), strict=True)):
        if isinstance(one, Line):
            composing.take(one, right=right, is_note=place in notes)
        else:
            composing.take_row(one)
    return composing.done


@dataclass
class _Composing:
    """What has been put together so far; `open` is the last stretch that may go on."""

    usual: Usual
    done: list[Stretch | TableRow] = field(default_factory=list["Stretch | TableRow"])
    open: Stretch | None = None
    open_note: Stretch | None = None

    def take_row(self, row: TableRow) -> None:
        """The next row of a table: no paragraph goes on past it. A text aside does not interrupt."""
        self.done.append(row)
        if len(row.cells) > 1:
            self.open = None

    def take(self, line: Line, *, right: float, is_note: bool) -> None:
        """The next line, which could have reached `right`; the body goes on past the notes at the foot of a page."""
        before = self.open_note if is_note else self.open
        if before is not None and self._goes_on(before, line):
            before.lines.append(line)
            before.right = right
            before.is_contents = is_contents_line(line)
            return
        stretch = _begun(line, right=right, is_note=is_note)
        self.done.append(stretch)
        if is_note:
            self.open_note = stretch
        else:
            self.open = stretch

    def _goes_on(self, stretch: Stretch, line: Line) -> bool:
        stands_alone = stretch.is_contents or stretch.is_tabular or (is_tabular(line) and not is_contents_line(line))
        if stands_alone:
            return False
        if not is_below(stretch.last, line):
            return self._goes_on_over_a_break(stretch, line)
        return not self._changes_style(stretch, line) and self._runs_on(stretch, line)

    def _runs_on(self, stretch: Stretch, line: Line) -> bool:
        """Whether a line of the same style, further down in the same column, goes on the stretch."""
        mark = mark_of(line)
        if not self.usual.is_tight(stretch.last, line):
            return mark is None and _runs_on_past_a_gap(stretch, line)
        if stretch.is_note:
            return not opens_note(line)
        if mark is not None:
            return self._is_no_mark_here(stretch, line, mark)
        own = stretch.mark
        return _runs_on_in_item(stretch, line, own.text_x) if own else _runs_on_in_paragraph(stretch, line)

    def _goes_on_over_a_break(self, stretch: Stretch, line: Line) -> bool:
        """Whether a sentence begun in one column or page goes on at the head of the next."""
        last = stretch.last
        if not same_style(last, line) or _ends_sentence(last):
            return False
        if stretch.is_note:
            return _starts_low(line)
        if mark := mark_of(line):
            return self._is_no_mark_here(stretch, line, mark)
        if _must_go_on(last, line):
            return True
        is_heading = last.size > self.usual.size + _SAME_SIZE or (last.bold and not self.usual.bold)
        return not is_heading and not would_have_fitted(last, line, right=stretch.right)

    def _changes_style(self, stretch: Stretch, line: Line) -> bool:
        if same_style(stretch.last, line):
            return False
        mid_sentence = _starts_low(line) and not would_have_fitted(stretch.last, line, right=stretch.right)
        return not (mid_sentence and abs(stretch.last.size - line.size) <= _SAME_SIZE)

    @staticmethod
    def _is_no_mark_here(stretch: Stretch, line: Line, mark: Mark) -> bool:
        """Whether a dash or a number only happens to open a line in the middle of a sentence."""
        last, own = stretch.last, stretch.mark
        if mark.kind == "bullet" or _ends_sentence(last):
            return False
        if would_have_fitted(last, line, right=stretch.right):
            return False
        if is_below(last, line) and abs(line.x0 - (own.text_x if own else last.x0)) > _SAME_X:
            return False
        if mark.kind == "dash":
            return own is None or (own.kind != "dash" and line.words[1].text[0].islower())
        return mark.ordinal != ((own.ordinal or 0) + 1 if own else 1)


def _begun(line: Line, *, right: float, is_note: bool) -> Stretch:
    contents = is_contents_line(line)
    return Stretch(
        lines=[line],
        mark=None if is_note else mark_of(line),
        is_note=is_note,
        is_contents=contents,
        is_tabular=not contents and is_tabular(line),
        right=right,
    )


def _runs_on_in_item(stretch: Stretch, line: Line, text_x: float) -> bool:
    if line.x0 >= text_x - _SAME_X or _must_go_on(stretch.last, line):
        return True
    return not would_have_fitted(stretch.last, line, right=stretch.right)


def _runs_on_in_paragraph(stretch: Stretch, line: Line) -> bool:
    last = stretch.last
    if _must_go_on(last, line):
        return True
    if _ends_sentence(last) and not _same_centre(last, line) and _is_set_off(stretch, line):
        return False
    return not would_have_fitted(last, line, right=stretch.right)


def _runs_on_past_a_gap(stretch: Stretch, line: Line) -> bool:
    """Whether a sentence goes on although the line stands apart, as hand-made line breaks leave it."""
    last = stretch.last
    if line.baseline - last.baseline > _WIDEST_GAP * line.size or not _must_go_on(last, line):
        return False
    hangs = stretch.mark is not None and abs(line.x0 - stretch.mark.text_x) <= _SAME_X
    return _starts_low(line) and (hangs or _is_left_open(last))


def _must_go_on(last: Line, line: Line) -> bool:
    """Whether no sentence can end where `last` ends."""
    return not _ends_sentence(last) and (_starts_low(line) or _is_left_open(last))


def _is_left_open(line: Line) -> bool:
    return bool(_NEVER_LAST.fullmatch(line.words[-1].text))


def _is_set_off(stretch: Stretch, line: Line) -> bool:
    """Whether `line` is set in as a new paragraph's first line, or set out again after lines that hang."""
    indent = _INDENT * line.size
    hangs = len(stretch.lines) > 1 and stretch.last.x0 - stretch.first.x0 > indent
    return line.x0 - stretch.last.x0 > indent or (hangs and line.x0 - stretch.first.x0 < _SAME_X)


def _same_centre(one: Line, other: Line) -> bool:
    return abs(one.x0 + one.x1 - other.x0 - other.x1) < _CENTRED * one.size


def _starts_low(line: Line) -> bool:
    return line.text[0].islower()


def _ends_sentence(line: Line) -> bool:
    return line.text.rstrip(_CLOSERS)[-1:] in _SENTENCE_END and bool(line.text.rstrip(_CLOSERS))


def _right_edges(flow: Iterable[Flow], usual: Usual) -> list[float]:
    """For each line where the lines around it end (0 for a table's row)."""
    edges: list[float] = []
    block: list[Line] = []
    for one in [*flow, None]:
        if isinstance(one, Line) and block and _in_block(block[-1], one, usual):
            block.append(one)
            continue
        edges += [right_edge(block)] * len(block) if block else []
        block = [one] if isinstance(one, Line) else []
        edges += [0.0] if isinstance(one, TableRow) else []
    return edges


def _in_block(before: Line, after: Line, usual: Usual) -> bool:
    return is_below(before, after) and same_style(before, after) and usual.is_tight(before, after)
