"""The rows of a ruled table as they read (pure)."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from ingest.loaders.pdf.lines import rows_of, text_of
from ingest.loaders.pdf.mending import joined_lines
from ingest.loaders.pdf.page import Word
from ingest.loaders.pdf.tables import Grid, words_by_cell

_FIGURES = re.compile(r"[\d\s.,:%+()/–-]*\d[\d\s.,:%+()/–-]*(?:kr|mkr|tkr|%|st)?")
_SAME_LINE = 3.0
_FEWEST = 2

Cell = list[list[Word]]
"""The lines of a cell, each with its words."""


def table_rows(grid: Grid, words: Iterable[Word], *, known: Collection[str]) -> list[list[str]]:
    """The table row by row, empty columns left out; nothing where it holds text in one row or one column only.

    Where figures stand line under line with no rule between them, each line is a row.
    """
    cells = {place: rows_of(inside) for place, inside in words_by_cell(grid, words).items()}
    columns = sorted({column for _, column in cells})
    if min(len(columns), len({row for row, _ in cells})) < _FEWEST:
        return []
    rows: list[list[str]] = []
    for row in range(len(grid.ys) - 1):
        inside = {column: cells[row, column] for column in columns if (row, column) in cells}
        rows.extend([_text(lines.get(column, []), known) for column in columns] for lines in _split(inside))
    return [row for row in rows if any(row)]


def _text(lines: Cell, known: Collection[str]) -> str:
    return joined_lines((text_of(line) for line in lines), known=known)


def _split(row: Mapping[int, Cell]) -> list[Mapping[int, Cell]]:
    """One row of cells as several, where most cells hold figures on the same lines."""
    figures = [lines for lines in row.values() if all(_FIGURES.fullmatch(text_of(line)) for line in lines)]
    if len(figures) < _FEWEST or 2 * len(figures) < len(row):
        return [row]
    steps = [line[0].baseline for line in figures[0]]
    if len(steps) == 1 or not all(_stand_on(lines, steps) for lines in figures):
        return [row]
    split: list[dict[int, Cell]] = [{} for _ in steps]
    for column, lines in row.items():
        for line in lines:
            split[_nearest(line[0].baseline, steps)].setdefault(column, []).append(line)
    return list(split)


def _stand_on(lines: Cell, steps: Sequence[float]) -> bool:
    return len(lines) == len(steps) and all(
        abs(line[0].baseline - step) <= _SAME_LINE for line, step in zip(lines, steps, strict=True)
    )


def _nearest(baseline: float, steps: Sequence[float]) -> int:
    return min(range(len(steps)), key=lambda place: abs(steps[place] - baseline))
