"""A list that is written as lines: which of them are new, changed or gone (pure)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_BULLETS: Final = re.compile(r"^(?:[-*•–]\s+)+")
_NUMBER: Final = re.compile(r"(\d{1,3})[.)]\s+")

Line = tuple[str | None, str]


class LineChange(NamedTuple):
    """One line's change: of the claim it had, None for a new one, to its new words, "" where it is gone."""

    claim: str | None
    words: str


def lines_in(written: str) -> list[str]:
    """The lines of a list as it was written: blank ones and list marks left out, none twice."""
    return list(dict.fromkeys(_lines(written)))


def line_changes(before: Sequence[tuple[str, str]], written: str) -> Iterator[LineChange]:
    """What the list `written` changes in the claims `before`, each with its words.

    A line that was only moved is the claim it was: a list is kept in the order in which it was first written.
    """
    now: list[Line] = [(None, words) for words in _lines(written)]
    matcher = SequenceMatcher(None, [words for _, words in before], [words for _, words in now], autojunk=False)
    blocks = [(list[Line](before[a:b]), now[c:d]) for change, a, b, c, d in matcher.get_opcodes() if change != "equal"]
    old, new = ([line for pair in blocks for line in pair[side]] for side in (0, 1))
    moved = _counted(old) & _counted(new)
    at_old, at_new = moved.copy(), moved.copy()
    for gone, come in blocks:
        yield from _replaced(_but(gone, at_old), _but(come, at_new))


def _replaced(gone: Sequence[Line], come: Sequence[Line]) -> Iterator[LineChange]:
    """Lines that stand where others stood: the first of them are those others, with new words."""
    yield from (LineChange(claim, words) for (claim, _), (_, words) in zip(gone, come, strict=False))
    yield from (LineChange(claim, "") for claim, _ in gone[len(come) :])
    yield from (LineChange(None, words) for _, words in come[len(gone) :])


def _counted(lines: Sequence[Line]) -> Counter[str]:
    return Counter(words for _, words in lines)


def _but(lines: Sequence[Line], moved: Counter[str]) -> list[Line]:
    """The lines without those that were moved, which are counted down."""
    left: list[Line] = []
    for line in lines:
        if moved[line[1]] > 0:
            moved[line[1]] -= 1
        else:
            left.append(line)
    return left


def _lines(written: str) -> list[str]:
    """The lines without their marks; a number is one where it counts on from the one before, or begins with 1."""
    lines: list[str] = []
    counted = 0
    for line in written.splitlines():
        bare = _BULLETS.sub("", line.strip())
        number = _NUMBER.match(bare)
        if number and int(number[1]) in (1, counted + 1):
            counted = int(number[1])
            bare = bare[number.end() :]
        if bare:
            lines.append(bare)
    return lines
