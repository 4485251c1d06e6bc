"""The words of a page, read letter by letter from pdfium."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
from pypdfium2 import raw  # pyright: ignore[reportMissingTypeStubs]

from ingest.loaders.pdf.mending import clean_letters, raised
from ingest.loaders.pdf.page import Word

# pdfium puts U+FFFE (older ones U+0002) for a hyphen that ends a line, and lets the next line follow without a break.
_HYPHENS = str.maketrans("\ufffe\x02", "--")
_TOKEN = re.compile(r"[^\s\x00-\x1f\ufffe]+[\ufffe\x02]?|[\ufffe\x02]")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|(?<![a-z])bd(?![a-z])", re.IGNORECASE)
_BOLD_WEIGHT = 650
_STROKED_TOO = 2
_SMALL = 0.85
_STRAIGHT = 0.05
_SMALLEST = 0.5
_FAR = 20_000.0
_NAME_BYTES = 256


class PageLetters(NamedTuple):
    """The words that run in the page's own direction, the texts that do not, and that direction in quarter turns."""

    words: tuple[Word, ...]
    asides: tuple[str, ...]
    turn: int


class _Run(NamedTuple):
    """How the letters of one drawing operation are set; `turn` counts quarter turns and is None where they slant."""

    turn: int | None
    x: float
    y: float
    size: float
    bold: bool


class _Token(NamedTuple):
    """Letters without white space between them: where they begin and end, and the runs at both ends."""

    start: int
    end: int
    first: _Run
    last: _Run


def letters_of(page: pdfium.PdfPage) -> PageLetters:
    """Everything written on `page`."""
    text_page = page.get_textpage()
    try:
        reader = _Reader(text_page)
        tokens = list(reader.tokens())
        turn = _main_turn(tokens)
        words: list[Word] = []
        asides: list[str] = []
        for token in tokens:
            if token.first.turn == turn:
                words.extend(word for word in reader.words(token, turn) if word.text)
            else:
                _set_aside(asides, reader, token)
        return PageLetters(tuple(words), tuple(asides), turn)
    finally:
        text_page.close()


def upright(x: float, y: float, turn: int) -> tuple[float, float]:
    """The point (x, y) of the page in reading space, for text that runs `turn` quarter turns anticlockwise."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def on_paper(place: float) -> float:
    """`place`, or the edge of the largest paper: damaged files hold numbers without end, and none at all."""
    return min(_FAR, max(-_FAR, place))


def _main_turn(tokens: Iterable[_Token]) -> int:
    letters: Counter[int] = Counter()
    for token in tokens:
        if token.first.turn is not None:
            letters[token.first.turn] += token.end - token.start
    return letters.most_common(1)[0][0] if letters else 0


def _set_aside(asides: list[str], reader: "_Reader", token: _Token) -> None:
    new_line = "\n" in reader.text[max(0, token.start - 2) : token.start]
    text = reader.letters(token.start, token.end)
    if asides and not new_line:
        asides[-1] += " " + text
    else:
        asides.append(text)


class _Reader:
    """Asks pdfium about the letters of one page; what it says of a run is remembered, for every question costs time."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self.text = _text(text_page)
        self._page = text_page.raw
        self._runs: dict[int, _Run] = {}
        self._box = raw.FS_RECTF()

    def tokens(self) -> Iterator[_Token]:
        """Every stretch of letters without white space."""
        for found in _TOKEN.finditer(self.text):
            start, end = found.span()
            first = self._run(start)
            yield _Token(start, end, first, first if end - start == 1 else self._run(end - 1))

    def letters(self, start: int, end: int) -> str:
        """The letters from `start` to `end`, cleaned."""
        return clean_letters(self.text[start:end].translate(_HYPHENS))

    def words(self, token: _Token, turn: int) -> Iterator[Word]:
        """The token as a word; as several where its letters stand on different lines or far apart."""
        if token.first is token.last:
            yield self._word(token.start, token.end, token.first, turn)
            return
        whole: Word | None = None
        for word in self._pieces(token, turn):
            if whole is not None and _belongs(whole, word):
                whole = _attached(whole, word)
                continue
            if whole is not None:
                yield whole
            whole = word
        if whole is not None:
            yield whole

    def _pieces(self, token: _Token, turn: int) -> Iterator[Word]:
        runs = [self._run(place) for place in range(token.start, token.end)]
        inner = [place for place in range(1, len(runs)) if runs[place] is not runs[place - 1]]
        for first, last in pairwise([0, *inner, len(runs)]):
            yield self._word(token.start + first, token.start + last, runs[first], turn)

    def _word(self, start: int, end: int, run: _Run, turn: int) -> Word:
        x0, _ = self._span(start, turn)
        _, x1 = self._span(end - 1, turn)
        _, baseline = upright(run.x, run.y, turn)
        return Word(self.letters(start, end), x0, x1, baseline, run.size, run.bold, start)

    def _span(self, place: int, turn: int) -> tuple[float, float]:
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, place, box)
        if turn == 0:
            return on_paper(box.left), on_paper(box.right)
        one, _ = upright(box.left, box.bottom, turn)
        other, _ = upright(box.right, box.top, turn)
        return on_paper(min(one, other)), on_paper(max(one, other))

    def _run(self, place: int) -> _Run:
        found = raw.FPDFText_GetTextObject(self._page, place)
        key = ctypes.addressof(found.contents) if found else -1
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = self._asked(place)
        return run

    def _asked(self, place: int) -> _Run:
        matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetMatrix(self._page, place, matrix)
        raw.FPDFText_GetCharOrigin(self._page, place, x, y)
        size = max(_SMALLEST, on_paper(raw.FPDFText_GetFontSize(self._page, place) * math.hypot(matrix.c, matrix.d)))
        quarters = math.atan2(on_paper(matrix.b), on_paper(matrix.a)) / (math.pi / 2)
        is_straight = abs(quarters - round(quarters)) < _STRAIGHT
        turn = round(quarters) % 4 if is_straight else None
        return _Run(turn, on_paper(x.value), on_paper(y.value), size, self._is_bold(place))

    def _is_bold(self, place: int) -> bool:
        name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._page, place, name, _NAME_BYTES, flags)
        if _BOLD_NAME.search(name.value.decode("latin-1")):
            return True
        drawing = raw.FPDFText_GetTextObject(self._page, place)
        if drawing and raw.FPDFTextObj_GetTextRenderMode(drawing) == _STROKED_TOO:
            return True
        return raw.FPDFText_GetFontWeight(self._page, place) >= _BOLD_WEIGHT


def _text(text_page: pdfium.PdfTextPage) -> str:
    """The page's letters, one character for each of pdfium's."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(text_page.raw, place)) for place in range(count))


def _belongs(whole: Word, word: Word) -> bool:
    """Whether a piece goes on the same word: on the line, or as a small figure above or below its end."""
    size = max(whole.size, word.size)
    opens_note = (
        whole.text.isdigit() and whole.size < _SMALL * word.size and whole.baseline < word.baseline - 0.15 * size
    )
    on_line = abs(word.baseline - whole.baseline) < 0.6 * size
    return on_line and not opens_note and -0.5 * size < word.x0 - whole.x1 < 0.3 * size


def _attached(whole: Word, word: Word) -> Word:
    """Two pieces of a word as one; small figures above the line become superscripts."""
    is_raised = word.size < _SMALL * whole.size and word.baseline < whole.baseline - 0.15 * whole.size
    text = raised(word.text) if is_raised else word.text
    main = whole if whole.size >= word.size else word
    bold = whole.bold and word.bold
    return main._replace(text=whole.text + text, x0=whole.x0, x1=word.x1, bold=bold, order=whole.order)
