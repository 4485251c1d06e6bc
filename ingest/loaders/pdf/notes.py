"""Footnotes: the lines at the foot of a page that the running text goes on past (pure)."""

from collections.abc import Mapping, Sequence

from ingest.loaders.pdf.lines import Line
from ingest.loaders.pdf.measure import Usual, is_below
from ingest.loaders.pdf.page import Box

_SMALL = 0.93
_SAME_X = 8.0
_MARKS = "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹*†‡"
_RAISED_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡"


def note_places(flow: Sequence[object], usual: Usual, separators: Mapping[int, Sequence[Box]]) -> set[int]:
    """The places in `flow` of lines that belong to footnotes.

    Footnotes are small print at the foot of a column, or stand below a short ruled line (`separators`, by page); in
    either case one of them opens with a figure or a star.
    """
    return _small_print(flow, usual) | _below_separators(flow, usual, separators)


def opens_note(line: Line) -> bool:
    """Whether the line begins with the mark of a note."""
    first = line.words[0].text
    return not first.strip(_MARKS) or first[0] in _RAISED_MARKS


def _small_print(flow: Sequence[object], usual: Usual) -> set[int]:
    notes: set[int] = set()
    foot: list[int] = []
    below: object = None
    for place, one in reversed(list(enumerate(flow))):
        is_small = isinstance(one, Line) and one.size <= _SMALL * usual.size
        stands_last = not (isinstance(one, Line) and isinstance(below, Line) and is_below(one, below))
        foot = [*foot, place] if is_small and (foot or stands_last) else []
        if isinstance(one, Line) and foot and opens_note(one):
            notes.update(foot)
        below = one
    return notes


def _below_separators(flow: Sequence[object], usual: Usual, separators: Mapping[int, Sequence[Box]]) -> set[int]:
    notes: set[int] = set()
    for page, rules in separators.items():
        lines = [(place, one) for place, one in enumerate(flow) if isinstance(one, Line) and one.page == page]
        for rule in rules:
            foot = [(place, line) for place, line in lines if _stands_below(line, rule)]
            if any(opens_note(line) for _, line in foot) and all(line.size <= usual.size for _, line in foot):
                notes.update(place for place, _ in foot)
    return notes


def _stands_below(line: Line, rule: Box) -> bool:
    return line.baseline > rule.bottom and abs(line.column[0] - rule.x0) <= _SAME_X
