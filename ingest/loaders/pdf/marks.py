"""The marks that open list items, and lines with a shape of their own (pure)."""

import re
from typing import Literal, NamedTuple

from ingest.loaders.pdf.lines import Line, parts_of

MarkKind = Literal["bullet", "dash", "number", "letter"]

_BULLETS = frozenset("•●▪◦‣⁃∙·○■□◆◇►▶▸➢➤➔➜→✓✔✗❖❑❒★☐☑")
# Letters that symbol fonts show as bullets; a wide gap after them tells them from words.
_LETTER_BULLETS = frozenset("oØü§vq")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]")
_LETTER = re.compile(r"\(?([a-zåäö])\)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ROMAN_NUMBER = re.compile(r"\(?([ivx]{1,4})\)")
_GLUED_BULLET = re.compile(r"([•●▪◦‣])(?=\w)")
_CONTENTS = re.compile(r"(?:(?:\.\s?){4,}|(?:…\s?){2,}|_{4,})\s*(?:\d{1,4}|[ivxlc]{1,7})\Z")
_LEADERS = ("...", ". .", "…", "__")
_PAGE = re.compile(r"\d{1,3}")
_WIDE_GAP = 0.6


class Mark(NamedTuple):
    """An item's bullet, dash or number: where it stands and where the text after it begins."""

    kind: MarkKind
    ordinal: int | None
    x: float
    text_x: float


def mark_of(line: Line) -> Mark | None:
    """The mark that opens `line`, if one does."""
    first = line.words[0]
    if _GLUED_BULLET.match(first.text):
        return Mark("bullet", None, first.x0, first.x0 + 0.5 * first.size)
    if len(line.words) == 1:
        return None
    text_x = line.words[1].x0
    found = _kind(first.text, wide=text_x - first.x1 > _WIDE_GAP * line.size)
    return Mark(found[0], found[1], first.x0, text_x) if found else None


def without_mark(line: Line) -> str:
    """The line's text after its mark."""
    glued = _GLUED_BULLET.match(line.text)
    return line.text[glued.end() :] if glued else line.text[len(line.words[0].text) :].lstrip()


def is_contents_line(line: Line) -> bool:
    """Whether the line is an entry of a table of contents: a title, a leader or a wide gap, and a page number."""
    if any(leader in line.text for leader in _LEADERS) and _CONTENTS.search(line.text):
        return True
    *title, last = line.parts
    if len(title) != 1 or len(last) != 1 or title[0][-1].text.endswith(":"):
        return False
    return len(title[0]) > 1 and bool(_PAGE.fullmatch(last[0].text))


def is_tabular(line: Line) -> bool:
    """Whether wide gaps part the line into cells."""
    words = line.words[1:] if len(line.words) > 1 and mark_of(line) else line.words
    return len(parts_of(words)) > 1


def _kind(text: str, *, wide: bool) -> tuple[MarkKind, int | None] | None:
    if text in _BULLETS or (len(text) == 1 and "\ue000" <= text <= "\uf8ff") or (wide and text in _LETTER_BULLETS):
        return "bullet", None
    if text in "-–—":
        return "dash", None
    if found := _NUMBER.fullmatch(text):
        return "number", int(found[1])
    if (found := _ROMAN_NUMBER.fullmatch(text)) and found[1] in _ROMAN and found[1] not in "vx":
        return "letter", _ROMAN[found[1]]
    if found := _LETTER.fullmatch(text):
        return "letter", "abcdefghijklmnopqrstuvwxyzåäö".index(found[1]) + 1
    return None
