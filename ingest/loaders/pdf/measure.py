"""What is usual in a document, so that the unusual shows: body size, line spacing, where lines end (pure)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.loaders.pdf.lines import Line

_COMMON = 0.15
_FALLBACK = 1.25
_SPACE = 0.25
_SLACK = 0.2
_SAME_SIZE = 0.6
_FEWEST_PAIRS = 3
_FEWEST_STEPS = 4
_MANY_PAIRS = 5
_MOST = 0.6
_RAGGED = 0.4
_EVEN = 0.15
_RUNNING = 0.3


class Usual(NamedTuple):
    """The body's letter size and weight, and the step from line to line for each size."""

    size: float
    bold: bool
    steps: Mapping[float, float]

    def is_tight(self, before: Line, after: Line) -> bool:
        """Whether `after` follows `before` at the usual step of running text."""
        size = max(before.size, after.size)
        usual = self.steps.get(size) or size * self.steps.get(self.size, self.size * _FALLBACK) / self.size
        return 0 < after.baseline - before.baseline <= 1.15 * usual + 0.5


def usual_of(lines: Sequence[Line]) -> Usual:
    """What is usual in `lines`."""
    letters: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        letters[line.size, line.bold] += len(line.text)
    sizes: Counter[float] = Counter()
    for (size, _), count in letters.items():
        sizes[size] += count
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    return Usual(size=body, bold=letters[body, True] > letters[body, False], steps=_steps(lines))


def same_style(one: Line, other: Line) -> bool:
    """Whether two lines are set in the same weight and size; words in small capitals make no difference."""
    return one.bold == other.bold and (abs(one.size - other.size) <= _SAME_SIZE or bool(one.sizes & other.sizes))


def is_below(before: Line, after: Line) -> bool:
    """Whether `after` stands further down in the same column."""
    return before.page == after.page and before.column == after.column and after.baseline > before.baseline


def would_have_fitted(line: Line, following: Line, *, right: float) -> bool:
    """Whether the first word of `following` had room at the end of `line`, so that the line was ended on purpose."""
    word = following.words[0]
    room = right - line.x1
    if _is_centred(line):
        room += line.x0 - line.column[0]
    return room > word.x1 - word.x0 + (_SPACE + _SLACK) * line.size


def right_edge(block: Sequence[Line]) -> float:
    """Where the lines of a block end: the column's edge, or nearer where the text keeps to a margin of its own."""
    column = block[0].column[1]
    own = max(line.x1 for line in block)
    pairs = list(pairwise(block))
    if len(pairs) < _FEWEST_PAIRS:
        return column
    early = sum(would_have_fitted(one, other, right=column) for one, other in pairs) / len(pairs)
    ragged = sum(would_have_fitted(one, other, right=own) for one, other in pairs) / len(pairs)
    running = sum(other.text[0].islower() for _, other in pairs) / len(pairs)
    if early < _MOST:
        return column
    keeps_margin = ragged <= _RAGGED and running >= _RUNNING
    return own if keeps_margin or (ragged <= _EVEN and len(pairs) >= _MANY_PAIRS) else column


def _is_centred(line: Line) -> bool:
    left, right = line.x0 - line.column[0], line.column[1] - line.x1
    return left > line.size and abs(left - right) < line.size


def _steps(lines: Iterable[Line]) -> dict[float, float]:
    """For each size the smallest step between lines that is common."""
    found: dict[float, Counter[float]] = defaultdict(Counter)
    for before, after in pairwise(lines):
        step = after.baseline - before.baseline
        if is_below(before, after) and same_style(before, after) and 0.8 * after.size < step < 3 * after.size:
            found[after.size][round(step * 2) / 2] += 1
    return {
        size: min(step for step, count in steps.items() if count >= min(_COMMON * steps.total(), max(steps.values())))
        for size, steps in found.items()
        if steps.total() >= _FEWEST_STEPS
    }
