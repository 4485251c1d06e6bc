"""A list that is written as lines: which of them are new, changed or gone (pure)."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_MARK: Final = re.compile(r"(?:[-*•–]|\d{1,3}[.)])\s+")


class LineChange(NamedTuple):
    """One line's change: of the claim it had, None for a new one, to its new words, "" where it is gone."""

    claim: str | None
    words: str


def lines_in(written: str) -> list[str]:
    """The lines of a list as it was written: blank ones and list marks left out, none twice."""
    bare = (_unmarked(line.strip()) for line in written.splitlines())
    return list(dict.fromkeys(line for line in bare if line))


def line_changes(before: Sequence[tuple[str, str]], written: str) -> Iterator[LineChange]:
    """What the list `written` changes in the claims `before`, each with its words."""
    now = lines_in(written)
    matcher = SequenceMatcher(None, [words for _, words in before], now, autojunk=False)
    for change, start, end, first, last in matcher.get_opcodes():
        if change == "equal":
            continue
        old, new = before[start:end], now[first:last]
        yield from (LineChange(claim, words) for (claim, _), words in zip(old, new, strict=False))
        yield from (LineChange(claim, "") for claim, _ in old[len(new) :])
        yield from (LineChange(None, words) for words in new[len(old) :])


def _unmarked(line: str) -> str:
    match = _MARK.match(line)
    return line[match.end() :] if match else line
