"""The lines of a plain text: what each looks like, and which stand together."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

LineKind = Literal["plain", "hash", "bullet", "number", "fields", "contents", "ruler"]

_HASH = re.compile(r"\s{0,3}(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(r"(\s*)[•●▪◦‣·*][ \t]+(?=\S)|(\s*)-[ \t]+(?=\S)")
_DASH = re.compile(r"\s*[–—][ \t]+(?=\S)")
_NUMBER = re.compile(r"(\s*)(\d{1,2})[.)][ \t]+(?=\S)")
_CONTENTS = re.compile(r".*\S\s*\.{4,}\s*\d{1,4}\s*\Z")
_RULER = re.compile(r"\s*[-=_*#~]{3,}\s*\Z")
_FIELD_NAME = re.compile(r"[A-ZÅÄÖ][^\t:.!?]{1,40}:(?=\s|\Z|<)")


class Line(NamedTuple):
    """A line of the text: where its words begin and end, and what its mark says."""

    kind: LineKind
    start: int
    end: int
    indent: int = 0
    depth: int = 0
    ordinal: int | None = None


class Cluster(NamedTuple):
    """Lines without a blank line between them, and how many blank lines stood before."""

    gap: int
    lines: tuple[Line, ...]


def clusters_of(text: str, *, begin: int) -> list[Cluster]:
    """The clusters of `text` from character `begin` on."""
    found: list[Cluster] = []
    gap = 0
    together: list[Line] = []
    for line in _lines(text, begin):
        if line is not None:
            together.append(line)
            continue
        if together:
            found.append(Cluster(gap, tuple(together)))
            together, gap = [], 0
        gap += 1
    if together:
        found.append(Cluster(gap, tuple(together)))
    return found


def _lines(text: str, begin: int) -> Iterator[Line | None]:
    position = begin
    for raw in text[begin:].splitlines(keepends=True):
        body = raw.rstrip()
        yield line_of(body, position) if body else None
        position += len(raw)


def line_of(body: str, position: int) -> Line:  # noqa: PLR0911 - one return a kind of line
    """What the line `body`, which begins at character `position`, looks like."""
    end = position + len(body)
    if _RULER.match(body):
        return Line("ruler", position, end)
    if _CONTENTS.match(body):
        return Line("contents", position + _indent(body), end)
    if match := _HASH.match(body):
        return Line("hash", position + match.end(), end, depth=len(match[1]))
    if match := _BULLET.match(body):
        return Line("bullet", position + match.end(), end, indent=_indent(body))
    if match := _DASH.match(body):
        # A dash opens a list item in one text and a line of speech in the next: the shape of its neighbours decides.
        return Line("plain", position + _indent(body), end, indent=match.end())
    if match := _NUMBER.match(body):
        return Line("number", position + match.end(), end, indent=_indent(body), ordinal=int(match[2]))
    if _is_fields(body):
        return Line("fields", position + _indent(body), end)
    return Line("plain", position + _indent(body), end, indent=_indent(body))


def _indent(body: str) -> int:
    return len(body) - len(body.lstrip())


def _is_fields(body: str) -> bool:
    cells = [cell for cell in body.strip().split("\t") if cell.strip()]
    named = sum(_FIELD_NAME.match(cell.strip()) is not None for cell in cells)
    return named > 0 and "\t" in body.strip("\n") and named * 2 >= len(cells)
