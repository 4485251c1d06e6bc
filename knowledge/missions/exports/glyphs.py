"""What the fonts of the exports can show, and text made ready for them: nothing is lost silently (pure)."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from knowledge.plain import harmless

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"

INSTEAD: Final = "▯"
"""Stands for a character that no font shows."""
_FILE: Final = Path(__file__).parents[2] / "content" / "fonts" / "coverage.txt"
_UNSEEN: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # variation selectors: no look of their own
_LONG_WORD: Final = re.compile(r"[^\s\u00ad\u200b-]{27,}")
_PIECE: Final = 10
_BREAK: Final = "\u200b"


def ready(data: Data) -> Data:
    """`data` with every text in it ready to be set: shown by the fonts, and with places to break in very long words.

    What stands under "url" leads somewhere and is left as it is.
    """
    match data:
        case str():
            return _breakable(shown(data))
        case list():
            return [ready(one) for one in data]
        case dict():
            return {name: one if name == "url" else ready(one) for name, one in data.items()}
        case _:
            return data


def shown(text: str) -> str:
    """`text` with ▯ for each character that no font shows, and without unseen signs that none knows."""
    composed = unicodedata.normalize("NFC", harmless(text))
    return "".join(sign if covered(sign) else "" if _unseen(sign) else INSTEAD for sign in composed)


def uncovered(data: Data) -> tuple[str, ...]:
    """The characters in `data` that no font shows, each once, in the order in which they first stand."""
    return tuple(dict.fromkeys(_uncovered(data)))


@cache
def covered(sign: str) -> bool:
    """Whether one of the fonts shows a character; white space is always shown."""
    ranges = _ranges()
    at = bisect_right(ranges, (ord(sign), 0x110000)) - 1
    return sign in " \n\t" or (at >= 0 and ranges[at][0] <= ord(sign) <= ranges[at][1])


def _uncovered(data: Data) -> Iterator[str]:
    match data:
        case str():
            composed = unicodedata.normalize("NFC", harmless(data))
            yield from (sign for sign in composed if not covered(sign) and not _unseen(sign))
        case list():
            for one in data:
                yield from _uncovered(one)
        case dict():
            for one in data.values():
                yield from _uncovered(one)
        case _:
            return


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or _UNSEEN.match(sign) is not None


def _breakable(text: str) -> str:
    return _LONG_WORD.sub(lambda match: _BREAK.join(_pieces(match[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]


@cache
def _ranges() -> list[tuple[int, int]]:
    """The ranges of code points that the fonts show, in order, both ends within."""
    lines = _FILE.read_text(encoding="ascii").split()
    ends = [line.partition("-") for line in lines]
    return [(int(first, 16), int(last or first, 16)) for first, _, last in ends]
