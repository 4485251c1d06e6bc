"""The words of a page, read letter by letter from pdfium."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
import pypdfium2.raw as raw  # pyright: ignore[reportMissingTypeStubs]

from ingest.loaders.pdf.mending import clean_letters, raised
from ingest.loaders.pdf.page import Word

# pdfium marks a hyphen that ends a line with one of these, and lets the next line follow without a break.
_LINE_HYPHENS = "\ufffe\x02"
_TOKEN = re.compile(rf"[^\s\x00-\x1f\ufffe]+(?:[{_LINE_HYPHENS}](?!\s*\Z))?|[{_LINE_HYPHENS}]")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|(?<![a-z])bd(?![a-z])", re.IGNORECASE)
_BOLD_WEIGHT = 650
_STROKED_TOO = 2
_NAME_BYTES = 256


class _Style(NamedTuple):
    """How a run of letters is set: real size, weight and the quarter turns of its direction (None when it slants)."""

    size: float
    bold: bool
    turn: int | None


class _Run(NamedTuple):
    """Letters of one style that follow one another on the same line."""

    text: str
    x0: float
    x1: float
    baseline: float
    style: _Style


class PageLetters(NamedTuple):
    """The words that run in the page's own direction, the texts that do not, and that direction in quarter turns."""

    words: tuple[Word, ...]
    asides: tuple[str, ...]
    turn: int


def letters_of(page: pdfium.PdfPage) -> PageLetters:
    """Everything written on `page`."""
    text_page = page.get_textpage()
    try:
        reader = _Reader(text_page)
        tokens = list(reader.tokens())
        turn = _main_turn(tokens)
        reader.turn = turn
        words: list[Word] = []
        asides: list[list[str]] = []
        for start, end, style in tokens:
            if style.turn == turn:
                words.extend(_words(reader.runs(start, end), order=len(words)))
            else:
                _set_aside(asides, reader.text[start:end], after=reader.text[max(0, start - 2) : start])
        return PageLetters(tuple(words), tuple(" ".join(text) for text in asides), turn)
    finally:
        text_page.close()


def upright(x: float, y: float, turn: int) -> tuple[float, float]:
    """The point (x, y) of the page in reading space, for text that runs `turn` quarter turns anticlockwise."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def _main_turn(tokens: Iterable[tuple[int, int, _Style]]) -> int:
    weights: Counter[int] = Counter()
    for start, end, style in tokens:
        if style.turn is not None:
            weights[style.turn] += end - start
    return weights.most_common(1)[0][0] if weights else 0


def _set_aside(asides: list[list[str]], text: str, *, after: str) -> None:
    whole = clean_letters(text.replace("\ufffe", "-").replace("\x02", "-"))
    if asides and "\n" not in after:
        asides[-1].append(whole)
    else:
        asides.append([whole])


def _words(runs: Iterable[_Run], *, order: int) -> Iterator[Word]:
    """The runs of one token as words: figures above the line become superscripts, far runs words of their own."""
    whole: Word | None = None
    for run in runs:
        word = Word(run.text, run.x0, run.x1, run.baseline, run.style.size, run.style.bold, order)
        if whole is None:
            whole = word
        elif _belongs(whole, word):
            whole = _attached(whole, word)
        else:
            yield whole
            order += 1
            whole = word._replace(order=order)
    if whole is not None:
        yield whole


def _belongs(whole: Word, word: Word) -> bool:
    size = max(whole.size, word.size)
    return abs(word.baseline - whole.baseline) < 0.6 * size and -0.5 * size < word.x0 - whole.x1 < 0.3 * size


def _attached(whole: Word, word: Word) -> Word:
    is_raised = word.size < 0.85 * whole.size and word.baseline < whole.baseline - 0.15 * whole.size
    text = raised(word.text) if is_raised else word.text
    main = whole if whole.size >= word.size else word
    return main._replace(
        text=whole.text + text, x0=whole.x0, x1=word.x1, bold=whole.bold and word.bold, order=whole.order
    )


class _Reader:
    """Asks pdfium about the letters of one page; what it says of a run's font is remembered."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._page = text_page.raw
        self.text = _text(text_page)
        self.turn = 0
        self._styles: dict[int, _Style] = {}
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()

    def tokens(self) -> Iterator[tuple[int, int, _Style]]:
        """Every stretch of letters without white space: start, end and the style it begins in."""
        for found in _TOKEN.finditer(self.text):
            yield found.start(), found.end(), self._style(found.start())

    def runs(self, start: int, end: int) -> Iterator[_Run]:
        """The letters from `start` to `end`, parted where font or line changes."""
        if self._object(start) == self._object(end - 1):
            yield self._run(start, end)
            return
        objects = [self._object(place) for place in range(start, end)]
        cuts = [0, *(place for place in range(1, end - start) if objects[place] != objects[place - 1]), end - start]
        for first, last in pairwise(cuts):
            yield self._run(start + first, start + last)

    def _run(self, start: int, end: int) -> _Run:
        raw.FPDFText_GetCharOrigin(self._page, start, self._x, self._y)
        _, baseline = upright(self._x.value, self._y.value, self.turn)
        letters = self.text[start:end]
        text = clean_letters(letters.replace("\ufffe", "-").replace("\x02", "-").replace("\u00ad", "\u00ad"))
        x0, _ = self._span(start)
        _, x1 = self._span(end - 1)
        return _Run(text, x0, x1, baseline, self._style(start))

    def _span(self, place: int) -> tuple[float, float]:
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, place, box)
        one, _ = upright(box.left, box.bottom, self.turn)
        other, _ = upright(box.right, box.top, self.turn)
        return min(one, other), max(one, other)

    def _object(self, place: int) -> int:
        found = raw.FPDFText_GetTextObject(self._page, place)
        return ctypes.addressof(found.contents) if found else 0

    def _style(self, place: int) -> _Style:
        key = self._object(place)
        if key not in self._styles:
            self._styles[key] = self._asked_style(place)
        return self._styles[key]

    def _asked_style(self, place: int) -> _Style:
        page, matrix = self._page, self._matrix
        raw.FPDFText_GetMatrix(page, place, matrix)
        size = raw.FPDFText_GetFontSize(page, place) * math.hypot(matrix.c, matrix.d)
        raw.FPDFText_GetFontInfo(page, place, self._name, _NAME_BYTES, self._flags)
        name = self._name.value.decode("latin-1")
        stroked = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(page, place)) == _STROKED_TOO
        bold = stroked or bool(_BOLD_NAME.search(name)) or raw.FPDFText_GetFontWeight(page, place) >= _BOLD_WEIGHT
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        straight = abs(quarters - round(quarters)) < 0.05
        return _Style(size=size, bold=bold, turn=round(quarters) % 4 if straight else None)


def _text(text_page: pdfium.PdfTextPage) -> str:
    """The page's letters, one character for each of pdfium's."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(text_page.raw, place)) for place in range(count))
