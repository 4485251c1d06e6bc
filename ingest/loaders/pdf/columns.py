"""The order in which a page is read: from the top down, column by column (pure).

The order of drawing is no guide by itself: some programs draw the first line of every column, then the second. So a
gutter is looked for: a strip that stays free of letters over several lines, with text on both sides of it.
"""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.loaders.pdf.lines import Line, line_of, rows_of
from ingest.loaders.pdf.page import Box, Word

_NARROWEST = 0.8
_FEWEST_ROWS = 2
_PROSE_ROWS = 4
_CANDIDATES = 10
_MARGIN = 0.1
_SHORTEST_ROW = 6
_PROSE_WORDS = 3
_PARAGRAPH_GAP = 1.3
_HEADING_ROWS = 2
# The frame of a table stands out from the text above it by the margin of its cells.
_CELL_MARGIN = 7.0


class _Row(NamedTuple):
    """Words on one baseline, or a table that stands among them."""

    words: tuple[Word, ...]
    table: Box | None
    top: float

    def crosses(self, left: float, right: float) -> bool:
        """Whether anything stands in the strip between `left` and `right`."""
        if self.table is not None:
            return self.table.x0 + _CELL_MARGIN < right and self.table.x1 - _CELL_MARGIN > left
        return any(word.x0 < right and word.x1 > left for word in self.words)


class _Gutter(NamedTuple):
    """A free strip that ends at `x`, over the rows from `first` up to `last`."""

    x: float
    first: int
    last: int


def in_reading_order(
    words: Iterable[Word], tables: Sequence[Box], *, column: tuple[float, float], page: int
) -> list[Line | Box]:
    """The lines and tables of an area of a page, as they are read."""
    return [
        row.table if row.table is not None else line_of(row.words, column=bounds, page=page)
        for row, bounds in _read(_rows(words, tables), column)
    ]


def _rows(words: Iterable[Word], tables: Iterable[Box]) -> list[_Row]:
    rows = [_Row(tuple(row), None, row[0].baseline - row[0].size) for row in rows_of(words)]
    rows += [_Row((), table, table.top) for table in tables]
    return sorted(rows, key=lambda row: row.top)


def _read(rows: Sequence[_Row], column: tuple[float, float]) -> list[tuple[_Row, tuple[float, float]]]:
    gutter = _gutter(rows)
    if gutter is None:
        return [(row, column) for row in rows]
    between = rows[gutter.first : gutter.last]
    left, right = _sides(between, gutter.x)
    edge = max((word.x1 for row in left for word in row.words), default=gutter.x)
    return [
        *_read(rows[: gutter.first], column),
        *_read(left, (column[0], edge)),
        *_read(right, (gutter.x, column[1])),
        *_read(rows[gutter.last :], column),
    ]


def _sides(rows: Iterable[_Row], x: float) -> tuple[list[_Row], list[_Row]]:
    """What stands left and right of `x`, each side with rows of its own."""
    words = [word for row in rows for word in row.words]
    tables = [row.table for row in rows if row.table is not None]
    left = _rows((word for word in words if word.x0 < x), (table for table in tables if _middle(table) < x))
    right = _rows((word for word in words if word.x0 >= x), (table for table in tables if _middle(table) >= x))
    return left, right


def _middle(table: Box) -> float:
    return (table.x0 + table.x1) / 2


def _gutter(rows: Sequence[_Row]) -> _Gutter | None:
    """The gutter that parts the most rows, if there is one."""
    words = [word for row in rows for word in row.words]
    if len(words) < 2 * _FEWEST_ROWS:
        return None
    width = _NARROWEST * statistics.median(word.size for word in words)
    found = [
        gutter
        for x in _left_edges(rows, width)
        for gutter in _free_runs(rows, x - width, x - 0.1)
        if _parts_columns(rows[gutter.first : gutter.last], gutter.x)
    ]
    return max(found, key=lambda gutter: gutter.last - gutter.first, default=None)


def _left_edges(rows: Iterable[_Row], width: float) -> list[float]:
    """Where several rows begin, or begin anew after a gap, well inside the area."""
    edges: Counter[int] = Counter()
    leftmost = min(word.x0 for row in rows for word in row.words)
    rightmost = max(word.x1 for row in rows for word in row.words)
    for row in rows:
        for before, word in pairwise((None, *row.words)):
            if word is not None and (before is None or word.x0 - before.x1 >= width):
                edges[math.floor(word.x0)] += 1
    inner = leftmost + _MARGIN * (rightmost - leftmost)
    near = {x: edges[x] + edges[x + 1] for x in list(edges) if x >= inner}
    common = [(count, x) for x, count in near.items() if count >= _FEWEST_ROWS]
    return [float(x) for _, x in sorted(common, reverse=True)[:_CANDIDATES]]


def _free_runs(rows: Sequence[_Row], left: float, right: float) -> list[_Gutter]:
    """The longest stretches of rows that leave the strip free, from the first that has something to the left of it."""
    runs: list[_Gutter] = []
    first: int | None = None
    for place, row in enumerate([*rows, None]):
        if row is not None and not row.crosses(left, right):
            if first is None and _starts_left(row, left):
                first = place
        elif first is not None:
            runs.append(_Gutter(right, first, _trimmed(rows, first, place, right)))
            first = None
    return runs


def _starts_left(row: _Row, x: float) -> bool:
    return _middle(row.table) < x if row.table is not None else row.words[0].x0 < x


def _trimmed(rows: Sequence[_Row], first: int, last: int, x: float) -> int:
    """Where the run ends when the heading of what follows below, standing alone on the left, is left out."""
    if last == len(rows):
        return last
    left = [place for place in range(first, last) if _starts_left(rows[place], x)]
    steps = [rows[after].top - rows[before].top for before, after in pairwise(left)]
    if not steps:
        return last
    wide = _PARAGRAPH_GAP * statistics.median(steps)
    for place, step in list(zip(left[1:], steps, strict=True))[-_HEADING_ROWS:]:
        if step > wide and all(_only_left(row, x) for row in rows[place:last]):
            return place
    return last


def _only_left(row: _Row, x: float) -> bool:
    return _middle(row.table) < x if row.table is not None else row.words[-1].x1 <= x


def _parts_columns(rows: Sequence[_Row], x: float) -> bool:
    """Whether text in columns stands on the two sides, and not the cells of a table or marks before their text.

    Columns are drawn one after the other; where they are drawn line by line, both sides must look like running prose.
    """
    left, right = _sides(rows, x)
    left, right = [row for row in left if row.words], [row for row in right if row.words]
    if min(len(left), len(right)) < _FEWEST_ROWS or not _overlap(left, right):
        return False
    if min(_usual_length(left), _usual_length(right)) < _SHORTEST_ROW:
        return False
    return _drawn_apart(rows, x) or (_is_prose(left) and _is_prose(right))


def _overlap(left: Sequence[_Row], right: Sequence[_Row]) -> bool:
    return min(left[-1].top, right[-1].top) > max(left[0].top, right[0].top)


def _usual_length(rows: Iterable[_Row]) -> float:
    return statistics.median(sum(len(word.text) for word in row.words) for row in rows)


def _drawn_apart(rows: Iterable[_Row], x: float) -> bool:
    words = sorted((word for row in rows for word in row.words), key=lambda word: word.order)
    return sum((one.x0 < x) != (other.x0 < x) for one, other in pairwise(words)) <= 1


def _is_prose(rows: Sequence[_Row]) -> bool:
    """Rows of several words that fill their column and break in mid-sentence."""
    if len(rows) < _PROSE_ROWS or statistics.median(len(row.words) for row in rows) < _PROSE_WORDS:
        return False
    left = min(row.words[0].x0 for row in rows)
    right = max(row.words[-1].x1 for row in rows)
    full = sum(row.words[-1].x1 > left + 0.7 * (right - left) for row in rows)
    goes_on = sum(row.words[0].text[0].islower() for row in rows)
    return full >= 0.55 * len(rows) and goes_on >= 0.25 * len(rows)
