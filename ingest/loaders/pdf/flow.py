"""The pages of a document as one stream of lines and table rows, in reading order (pure)."""

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.loaders.pdf.cells import table_rows
from ingest.loaders.pdf.chrome import without_chrome
from ingest.loaders.pdf.columns import in_reading_order
from ingest.loaders.pdf.lines import Line, rows_of
from ingest.loaders.pdf.page import Box, Page, Word
from ingest.loaders.pdf.paragraphs import Flow, TableRow
from ingest.loaders.pdf.tables import Grid, grids_of

_ENOUGH_ROWS = 20
_ENOUGH_PAGES = 3
_THIN = 2.0
_SEPARATOR = (0.05, 0.5)
_PUNCTUATION = ".,;:!?()[]”“\"'’«»…"


class Content(NamedTuple):
    """What a document says: its lines and rows in reading order, and the words it uses (casefolded).

    `separators` are, by page, the short level lines that may part footnotes from the text.
    """

    flow: list[Flow]
    vocabulary: frozenset[str]
    separators: dict[int, list[Box]]


class _Table(NamedTuple):
    """A table on a page: its frame and what its rows read."""

    box: Box
    rows: list[TableRow]


def content_of(pages: Sequence[Page]) -> Content:
    """The text of `pages` without running headers, footers and page numbers."""
    grids = {page.number: grids_of(page.rules) for page in pages if page.rules}
    words = without_chrome(pages, grids)
    vocabulary = _vocabulary(words)
    tables = {number: _tables(number, grids.get(number, ()), words[number], vocabulary) for number in words}
    loose = {number: _outside(words[number], tables[number]) for number in words}
    columns = _columns(loose)
    flow: list[Flow] = []
    for page in pages:
        ordered = _page_flow(loose[page.number], tables[page.number], columns[page.number], page.number)
        flow.extend(_without_repeated_head(flow, ordered))
        flow.extend(TableRow((aside,), page.number) for aside in _asides(page, pages))
    return Content(flow, vocabulary, {page.number: _separators(page) for page in pages if page.rules})


def _separators(page: Page) -> list[Box]:
    shortest, longest = (share * (page.box.x1 - page.box.x0) for share in _SEPARATOR)
    return [rule for rule in page.rules if rule.bottom - rule.top <= _THIN and shortest < rule.x1 - rule.x0 < longest]


def _page_flow(words: Sequence[Word], tables: Sequence[_Table], column: tuple[float, float], page: int) -> list[Flow]:
    by_box = {table.box: table.rows for table in tables}
    flow: list[Flow] = []
    for one in in_reading_order(words, list(by_box), column=column, page=page):
        if isinstance(one, Line):
            flow.append(one)
        else:
            flow.extend(by_box[one])
    return flow


def _vocabulary(words: Mapping[int, Sequence[Word]]) -> frozenset[str]:
    return frozenset(word.text.strip(_PUNCTUATION).casefold() for page in words.values() for word in page)


def _tables(page: int, grids: Sequence[Grid], words: Sequence[Word], vocabulary: frozenset[str]) -> list[_Table]:
    """The grids of a page that hold the cells of a table."""
    tables: list[_Table] = []
    for grid in grids:
        inside = [word for word in words if grid.box.holds(word.middle)]
        rows = [TableRow(tuple(row), page) for row in table_rows(grid, inside, known=vocabulary)]
        if rows:
            tables.append(_Table(grid.box, rows))
    return tables


def _outside(words: Sequence[Word], tables: Sequence[_Table]) -> list[Word]:
    return [word for word in words if not any(table.box.holds(word.middle) for table in tables)]


def _columns(words: Mapping[int, Sequence[Word]]) -> dict[int, tuple[float, float]]:
    """The left and right bounds of each page's text; a page with few lines borrows the document's."""
    own = {number: _bounds(page) for number, page in words.items() if page}
    if not own:
        return dict.fromkeys(words, (0.0, 0.0))
    left = statistics.median(bounds[0] for bounds in own.values())
    right = statistics.median(bounds[1] for bounds in own.values())
    return {
        number: (min(left, own[number][0]), max(right, own[number][1])) if number in own else (left, right)
        for number in words
    }


def _bounds(words: Sequence[Word]) -> tuple[float, float]:
    ends = sorted(row[-1].x1 for row in rows_of(words))
    # A lone word in the margin is not where the text ends.
    right = ends[int(0.95 * len(ends))] if len(ends) >= _ENOUGH_ROWS else ends[-1]
    return min(word.x0 for word in words), right


def _without_repeated_head(before: Sequence[Flow], page: list[Flow]) -> list[Flow]:
    """The page without the head row of a table that goes on from the page before."""
    if not before or not page or not isinstance(before[-1], TableRow) or not isinstance(page[0], TableRow):
        return page
    table: list[TableRow] = []
    for one in reversed(before):
        if not isinstance(one, TableRow) or len(one.cells) != len(page[0].cells):
            break
        table.append(one)
    return page[1:] if any(row.cells == page[0].cells for row in table) else page


def _asides(page: Page, pages: Sequence[Page]) -> Iterator[str]:
    """What stands turned or slanting on the page, save what stands so beside the text of page after page."""
    if page.asides:
        seen = Counter(aside for other in pages if other.words for aside in set(other.asides))
        yield from (aside for aside in page.asides if seen[aside] < _ENOUGH_PAGES)
