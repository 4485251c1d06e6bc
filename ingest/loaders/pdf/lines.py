"""Words that share a baseline as lines, and what a line looks like (pure)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.loaders.pdf.mending import raised
from ingest.loaders.pdf.page import Word

_SAME_LINE = 0.45
_WIDE = 1.8
_CLOSE = 0.08


class Line(NamedTuple):
    """A line of text and the column it runs in.

    `size` is the size of most letters, `sizes` of more than a single one; `column` holds the bounds of the text around.
    """

    words: tuple[Word, ...]
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    sizes: frozenset[float]
    bold: bool
    column: tuple[float, float]
    page: int

    @property
    def parts(self) -> list[tuple[Word, ...]]:
        """The stretches of the line that wide gaps keep apart."""
        return parts_of(self.words)


def line_of(words: Sequence[Word], *, column: tuple[float, float], page: int) -> Line:
    """The line that `words`, in order from left to right, make."""
    sizes = sizes_of(words)
    return Line(
        words=tuple(words),
        text=text_of(words),
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        baseline=max(words, key=lambda word: word.size).baseline,
        size=max(sizes, key=sizes.__getitem__),
        sizes=frozenset(size for size, letters in sizes.items() if letters > 1),
        bold=all(word.bold for word in words),
        column=column,
        page=page,
    )


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words of an area by baseline, from the top down, each row from left to right."""
    rows: list[list[Word]] = []
    baseline = size = 0.0
    for word in sorted(words, key=lambda word: word.baseline):
        if rows and word.baseline - baseline < _SAME_LINE * max(size, word.size):
            rows[-1].append(word)
            if word.size > size:
                baseline, size = word.baseline, word.size
        else:
            rows.append([word])
            baseline, size = word.baseline, word.size
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def parts_of(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The stretches of a row that wide gaps keep apart."""
    parts: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        if word.x0 - before.x1 > _WIDE * max(before.size, word.size):
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def text_of(words: Sequence[Word]) -> str:
    """The words with spaces between them.

    A hyphen inside a line keeps what follows it close; small figures above the line become superscripts and close up.
    """
    if not words:
        return ""
    is_note = len(words) > 1 and _is_raised(words[0], words[1])
    pieces = [raised(words[0].text) if is_note else words[0].text]
    for before, word in pairwise(words):
        if _is_raised(word, before):
            pieces.append(raised(word.text))
        elif before.text.endswith("-") and word.x0 - before.x1 < _CLOSE * word.size:
            pieces.append(word.text)
        else:
            pieces.append(" " + word.text)
    return "".join(pieces)


def sizes_of(words: Iterable[Word]) -> dict[float, int]:
    """How many letters stand in each size, to half a point."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(word.size * 2) / 2] += len(word.text)
    return letters


def main_size(words: Iterable[Word]) -> float:
    """The size of most letters, to half a point."""
    sizes = sizes_of(words)
    return max(sizes, key=sizes.__getitem__)


def _is_raised(word: Word, beside: Word) -> bool:
    is_small = word.size < 0.85 * beside.size and word.baseline < beside.baseline - 0.15 * beside.size
    return is_small and word.text.isdigit()
