"""Ruled tables: from thin lines to cells, and from words to rows (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.loaders.pdf.page import Box, Word

_SNAP = 3.0
_SHORTEST = 5.0
_FEWEST_EDGES = 3
# Beyond this the lines are those of a map or of squared paper.
_TOO_MANY_CROSSINGS = 20_000


class Grid(NamedTuple):
    """A framed table: the edges of its columns and rows, and for each cell of the raster the cell it belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def box(self) -> Box:
        """The table's outer frame."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, point: tuple[float, float]) -> tuple[int, int]:
        """(row, column) of the cell that holds a point inside the frame."""
        row = max(0, sum(y <= point[1] for y in self.ys[:-1]) - 1)
        column = max(0, sum(x <= point[0] for x in self.xs[:-1]) - 1)
        return self.owners[row][column]


def grids_of(rules: Iterable[Box]) -> list[Grid]:
    """The tables that the ruled lines of a page frame, from the top down; at least two columns and two rows each."""
    level, upright = _levels(rules)
    if len(level) * len(upright) > _TOO_MANY_CROSSINGS:
        return []
    grids = (_grid(*group) for group in _groups(level, upright))
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: (grid.ys[0], grid.xs[0]))


def words_by_cell(grid: Grid, words: Iterable[Word]) -> dict[tuple[int, int], list[Word]]:
    """The words of each cell of `grid`, in the order given."""
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        cells.setdefault(grid.cell_at(word.middle), []).append(word)
    return cells


class _Stroke(NamedTuple):
    """A straight line: where it lies across its direction, and from where to where it runs along it."""

    at: float
    start: float
    end: float


def _levels(rules: Iterable[Box]) -> tuple[list[_Stroke], list[_Stroke]]:
    level: list[_Stroke] = []
    upright: list[_Stroke] = []
    for rule in rules:
        width, height = rule.x1 - rule.x0, rule.bottom - rule.top
        if width >= height and width >= _SHORTEST:
            level.append(_Stroke((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        elif height >= _SHORTEST:
            upright.append(_Stroke((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    return _merged(level), _merged(upright)


def _merged(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """Lines that lie on one another or go on from one another as one."""
    merged: list[_Stroke] = []
    for at, group in _near(sorted(strokes)):
        reach: _Stroke | None = None
        for stroke in sorted(group, key=lambda stroke: stroke.start):
            if reach is not None and stroke.start <= reach.end + _SNAP:
                reach = reach._replace(end=max(reach.end, stroke.end))
                continue
            if reach is not None:
                merged.append(reach)
            reach = stroke._replace(at=at)
        if reach is not None:
            merged.append(reach)
    return merged


def _near(strokes: Sequence[_Stroke]) -> Iterator[tuple[float, list[_Stroke]]]:
    group: list[_Stroke] = []
    for stroke in strokes:
        if group and stroke.at - group[-1].at > _SNAP:
            yield sum(one.at for one in group) / len(group), group
            group = []
        group.append(stroke)
    if group:
        yield sum(one.at for one in group) / len(group), group


def _groups(level: Sequence[_Stroke], upright: Sequence[_Stroke]) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Lines that hang together by crossing or touching one another."""
    groups: list[tuple[list[_Stroke], list[_Stroke]]] = []
    for pole in upright:
        touched = [bar for bar in level if _touch(bar, pole)]
        if not touched:
            continue
        joined = [group for group in groups if any(bar in group[0] for bar in touched)]
        bars = [bar for group in joined for bar in group[0]]
        bars += [bar for bar in touched if bar not in bars]
        poles = [*(one for group in joined for one in group[1]), pole]
        groups = [group for group in groups if group not in joined]
        groups.append((bars, poles))
    return groups


def _touch(bar: _Stroke, pole: _Stroke) -> bool:
    across = bar.start - _SNAP <= pole.at <= bar.end + _SNAP
    return across and pole.start - _SNAP <= bar.at <= pole.end + _SNAP


def _grid(bars: Sequence[_Stroke], poles: Sequence[_Stroke]) -> Grid | None:
    xs = _edges([pole.at for pole in poles] + [end for bar in bars for end in (bar.start, bar.end)])
    ys = _edges([bar.at for bar in bars] + [end for pole in poles for end in (pole.start, pole.end)])
    if min(len(xs), len(ys)) < _FEWEST_EDGES:
        return None
    return Grid(tuple(xs), tuple(ys), _owners(xs, ys, bars, poles))


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SNAP:
            edges.append(place)
    return edges


def _owners(
    xs: Sequence[float], ys: Sequence[float], bars: Sequence[_Stroke], poles: Sequence[_Stroke]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Cells with no line between them are one: each names its first cell, reading from the top left."""
    owners: list[list[tuple[int, int]]] = []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        owners.append([])
        for column, (left, right) in enumerate(pairwise(xs)):
            owner = (row, column)
            if column and not _parted(poles, left, (top + bottom) / 2):
                owner = owners[row][column - 1]
            elif row and not _parted(bars, top, (left + right) / 2):
                owner = owners[row - 1][column]
            owners[row].append(owner)
    return tuple(tuple(row) for row in owners)


def _parted(strokes: Iterable[_Stroke], at: float, along: float) -> bool:
    return any(abs(stroke.at - at) <= _SNAP and stroke.start <= along <= stroke.end for stroke in strokes)
