"""Running headers, running footers and page numbers: found so that they can be left out (pure).

Peeled from the edges of the page inwards, so that nothing in the middle of a page is ever taken for chrome.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.loaders.pdf.lines import main_size, parts_of, rows_of, text_of
from ingest.loaders.pdf.page import Page, Word
from ingest.loaders.pdf.tables import Grid

_ENOUGH_PAGES = 3
_DEEPEST_ROW = 6
_ZONE = 0.2
_SHORT_FILE_ZONE = 0.1
_LARGE_SHARE = 0.3
_SAME_PLACE = 4.0
_SAME_SIZE = 0.6
_TIGHT = 1.35
_ROMAN = r"[ivxlc]{1,7}"
_NUMBER = rf"(\d{{1,4}}|{_ROMAN})"
_PAGE_NUMBER = re.compile(
    rf"(?:(?:sida|sid|page|s|p|bild|slide)\b\.?\s*)?[-–—|(]?\s*{_NUMBER}\s*[-–—|)]?(?:\s*(?:av|of|/|\(|:)\s*\d{{1,4}}\)?)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{1,9}")

Edge = tuple[str, int]
"""A place where chrome stands: "top" or "bottom" and the distance from it in steps of a few points."""


class _Part(NamedTuple):
    """A stretch of a row near an edge of a page, as it may come back on other pages."""

    words: tuple[Word, ...]
    pattern: str
    numbers: tuple[int, ...]
    place: float
    size: float

    @property
    def text(self) -> str:
        return text_of(self.words)


class _Row(NamedTuple):
    """A row near an edge, and whether it runs into the next one inwards as lines of one text do."""

    parts: tuple[_Part, ...]
    runs_in: bool


class _Strip(NamedTuple):
    """The rows nearest to one edge of a page, outermost first."""

    page: int
    label: str | None
    side: str
    height: float
    rows: tuple[_Row, ...]


def without_chrome(pages: Sequence[Page], grids: Mapping[int, Sequence[Grid]]) -> dict[int, list[Word]]:
    """The words of each page, by page number, that are not its header, footer or page number."""
    strips = [strip for page in pages for strip in _strips(page, grids.get(page.number, ()))]
    running = _Running(strips, pages=len(pages), body=_body_size(pages))
    chrome = {page.number: set[int]() for page in pages}
    for strip in strips:
        chrome[strip.page].update(word.order for word in running.peeled(strip))
    kept = {page.number: [word for word in page.words if word.order not in chrome[page.number]] for page in pages}
    # Pages that say one and the same thing and nothing else say it; on pictures of pages it is a stamp.
    only_chrome = not any(kept.values()) and not any(page.pictures for page in pages)
    return {page.number: list(page.words) for page in pages} if only_chrome else kept


def _body_size(pages: Sequence[Page]) -> float:
    words = [word for page in pages for word in page.words]
    return main_size(words) if words else 0.0


def _strips(page: Page, grids: Sequence[Grid]) -> Iterator[_Strip]:
    rows = rows_of(page.words)
    height = page.box.bottom - page.box.top
    for side, ordered in (("top", rows), ("bottom", rows[::-1])):
        edge = page.box.top if side == "top" else page.box.bottom
        near = [row for row in ordered[:_DEEPEST_ROW] if abs(row[0].baseline - edge) <= _ZONE * height]
        near = _without_split_tables(near, rows, grids)
        inwards = [*ordered[1 : len(near) + 1], []]
        found = tuple(_Row(_parts(row, edge), _runs_in(row, inner)) for row, inner in zip(near, inwards, strict=False))
        yield _Strip(page.number, page.label, side, height, found)


def _runs_in(row: Sequence[Word], inner: Sequence[Word]) -> bool:
    if not inner or abs(main_size(row) - main_size(inner)) > _SAME_SIZE:
        return False
    return abs(row[0].baseline - inner[0].baseline) <= _TIGHT * main_size(row)


def _without_split_tables(
    near: Sequence[list[Word]], rows: Sequence[list[Word]], grids: Sequence[Grid]
) -> list[list[Word]]:
    """The rows up to the first table that does not lie among them whole: the head of a long table is no header."""
    kept: list[list[Word]] = []
    for row in near:
        holders = [grid for grid in grids if grid.box.holds(row[0].middle)]
        if any(other not in near for grid in holders for other in rows if grid.box.holds(other[0].middle)):
            break
        kept.append(row)
    return kept


def _parts(row: Sequence[Word], edge: float) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            words=words,
            pattern=_DIGITS.sub("\0", text_of(words)).casefold(),
            numbers=tuple(int(found) for found in _DIGITS.findall(text_of(words))),
            place=abs(row[0].baseline - edge),
            size=main_size(words),
        )
        for words in parts_of(row)
    )


class _Running:
    """What comes back at the same place page after page."""

    def __init__(self, strips: Sequence[_Strip], *, pages: int, body: float) -> None:
        self._pages = pages
        self._body = body
        self._seen: dict[tuple[str, str], list[tuple[int, _Part]]] = defaultdict(list)
        self._numbered: Counter[Edge] = Counter()
        for strip in strips:
            for part in (part for row in strip.rows for part in row.parts):
                self._seen[strip.side, part.pattern].append((strip.page, part))
        for strip in strips:
            parts = [part for row in strip.rows for part in row.parts]
            self._numbered.update({_edge(strip, part) for part in parts if self._tells_its_page(strip, part)})

    def peeled(self, strip: _Strip) -> Iterator[Word]:
        """The words of the strip that are chrome: row after row from the edge, up to the first row without any.

        Where a row holds other things as well, what looks like the label of a form's field stays with its field. The
        first line of the text itself may be the same on several pages: what runs into the text is not chrome, save the
        outermost row.
        """
        found: list[tuple[_Row, list[_Part]]] = []
        for row in strip.rows:
            chrome = self._chrome_of(strip, row.parts)
            if len(chrome) < len(row.parts):
                chrome = [part for part in chrome if not part.pattern.endswith(":")]
            if not chrome:
                break
            found.append((row, chrome))
        while len(found) > 1 and found[-1][0].runs_in and len(found[-1][1]) == len(found[-1][0].parts):
            found.pop()
        yield from (word for _, chrome in found for part in chrome for word in part.words)

    def _chrome_of(self, strip: _Strip, row: Sequence[_Part]) -> list[_Part]:
        running = [part for part in row if self._comes_back(strip, part)]
        others = [part for part in row if part not in running]
        numbers = [part for part in others if self._is_page_number(strip, part, alone=len(others) == 1)]
        # Beside a running header, the title of a short chapter needs to come back only once.
        titles = [
            part for part in others if part not in numbers and (running or numbers) and self._pages_of(strip, part) > 1
        ]
        return running + numbers + titles

    def _comes_back(self, strip: _Strip, part: _Part) -> bool:
        pages = self._pages_of(strip, part)
        is_large = part.size > 1.15 * self._body
        if self._pages < _ENOUGH_PAGES:
            return pages == self._pages > 1 and not is_large and part.place < _SHORT_FILE_ZONE * strip.height
        return pages >= (max(_ENOUGH_PAGES, _LARGE_SHARE * self._pages) if is_large else _ENOUGH_PAGES)

    def _pages_of(self, strip: _Strip, part: _Part) -> int:
        """On how many pages the text stands at the same place, its numbers the same or growing with the pages."""
        alike = (
            page
            for page, other in self._seen[strip.side, part.pattern]
            if abs(other.place - part.place) <= _SAME_PLACE and _runs_on(part, other, page - strip.page)
        )
        return len(set(alike))

    def _is_page_number(self, strip: _Strip, part: _Part, *, alone: bool) -> bool:
        if not _PAGE_NUMBER.fullmatch(part.text):
            return False
        return (alone and self._tells_its_page(strip, part)) or self._numbered[_edge(strip, part)] >= _ENOUGH_PAGES

    def _tells_its_page(self, strip: _Strip, part: _Part) -> bool:
        found = _PAGE_NUMBER.fullmatch(part.text)
        return bool(found) and found[1].casefold() in (str(strip.page), (strip.label or "").casefold())


def _edge(strip: _Strip, part: _Part) -> Edge:
    return strip.side, round(part.place / _SAME_PLACE)


def _runs_on(part: _Part, other: _Part, pages: int) -> bool:
    """Whether the numbers in two such texts are the same or have grown by as many as there are pages between."""
    return all(after in (before, before + pages) for before, after in zip(part.numbers, other.numbers, strict=True))
