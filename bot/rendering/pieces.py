"""Long replies in pieces: between blocks first, then between lines, sentences, words (pure).

A row keeps the marks around its words apart from them, so that a cut never parts a mark from its pair.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from ingest.sentences import sentence_spans

_SPACE: Final = re.compile(r"[^\S\u00a0\u202f]+")
_STARTS: Final = re.compile(r"\s*(?:#{1,3}|-#|[-*+>]|>>>|\d+[.)])(?:\s|\Z)")
_ASTRAL: Final = "\uffff"


class Row(NamedTuple):
    """One line: `every` stands before each piece of it, `opens` before the first, `closes` after the last.

    `wrap` is a mark pair around the words of every piece ("**", "*"). `text` has no line break in it and no spaces at
    its ends; what formats in it is escaped.
    """

    text: str
    opens: str = ""
    every: str = ""
    wrap: str = ""
    closes: str = ""


class Block(NamedTuple):
    """Rows that stand together.

    `keeps` says that it never ends a message: what it introduces follows; `tight` that no empty line stands above it.
    """

    rows: tuple[Row, ...]
    keeps: bool = False
    tight: bool = False


class Filled(NamedTuple):
    """A message and the blocks that are left."""

    text: str
    left: tuple[Block, ...]


def size_of(text: str) -> int:
    """How long Discord takes `text` to be: in UTF-16 units, the longest of the ways it counts."""
    return len(text) + sum(character > _ASTRAL for character in text)


def drawn(blocks: Sequence[Block]) -> str:
    """Blocks as one text."""
    return "".join(_parting(at, block) + "\n".join(map(_row, block.rows)) for at, block in enumerate(blocks))


def filled(blocks: Sequence[Block], limit: int) -> Filled:
    """As many of `blocks` as make a message of at most `limit`; a block is cut only where no message holds it whole."""
    taken, left = _whole(blocks, limit)
    if left:
        headings = all(block.keeps for block in taken)
        if headings or size_of(drawn(left[:1])) > limit:
            taken, left = _with_part(taken, left, limit, anywhere=headings)
        while any(not block.keeps for block in taken) and taken[-1].keeps:
            left.insert(0, taken.pop())
    return Filled(drawn(taken), tuple(left))


def _whole(blocks: Sequence[Block], limit: int) -> tuple[list[Block], list[Block]]:
    """The blocks that fit as they are, and the others."""
    count, room = 0, limit
    for at, block in enumerate(blocks):
        room -= size_of(_parting(at, block) + drawn([block]))
        if room < 0:
            break
        count += 1
    return list(blocks[:count]), list(blocks[count:])


def _with_part(taken: list[Block], left: list[Block], limit: int, *, anywhere: bool) -> tuple[list[Block], list[Block]]:
    """What was taken with the first rows of what is left; within words only `anywhere` else a message would be bare."""
    first, *others = left
    room = limit - size_of(drawn(taken) + (_parting(1, first) if taken else ""))
    head, tail = _cut_block(first.rows, room, limit, anywhere=anywhere)
    if not head:
        return taken, left
    return [*taken, first._replace(rows=head, keeps=False)], [first._replace(rows=tail), *others]


def _cut_block(
    rows: Sequence[Row], room: int, limit: int, *, anywhere: bool
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Rows in two, the first part within `room`; a row is cut where it exceeds `limit`, the first `anywhere` too."""
    head: list[Row] = []
    for at, row in enumerate(rows):
        gap = 1 if head else 0
        if size_of(_row(row)) + gap > room:
            bare = anywhere and not head
            pair = _cut_row(row, room - gap, anywhere=bare) if bare or size_of(_row(row)) > limit else None
            return ((*head, pair[0]), (pair[1], *rows[at + 1 :])) if pair else (tuple(head), tuple(rows[at:]))
        head.append(row)
        room -= size_of(_row(row)) + gap
    return tuple(head), ()


def _cut_row(row: Row, room: int, *, anywhere: bool) -> tuple[Row, Row] | None:
    """A row in two, the first at most `room` long; None where it cannot be cut."""
    within = room - size_of(_row(row._replace(text="", closes=""))) - 2 * len(row.wrap)
    at = _place_to_cut(row.text, within, anywhere=anywhere) if within > 0 else None
    if at is None:
        return None
    tail = row.text[at:].lstrip()
    return row._replace(text=row.text[:at].rstrip(), closes=""), row._replace(text=tail, opens="")


def _place_to_cut(text: str, room: int, *, anywhere: bool) -> int | None:
    """Where `text` is best cut within `room`: after its last sentence, else after a word, else anywhere it must."""
    most = _characters(text, room)
    last = min(most, len(text) - 1)
    finds = (_sentence_ends(text), _word_ends(text[: last + 1]), list(range(1, last + 1)))
    for places in finds if anywhere else finds[:1]:
        found = next((at for at in reversed(places) if at <= last and _may_cut(text, at)), None)
        if found is not None:
            return found
    return next((at for at in range(most, 0, -1) if not _parts_escape(text, at)), None) if anywhere else None


def _sentence_ends(text: str) -> list[int]:
    return [end for _, end in sentence_spans(text)]


def _word_ends(text: str) -> list[int]:
    return [match.start() for match in _SPACE.finditer(text) if match.start()]


def _may_cut(text: str, at: int) -> bool:
    """Whether a cut leaves escapes whole, and what follows does not start a list, heading or quote of its own."""
    return not _parts_escape(text, at) and not _STARTS.match(text, at)


def _parts_escape(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _characters(text: str, room: int) -> int:
    """How many characters of `text` take up no more than `room`."""
    sizes = accumulate(1 + (character > _ASTRAL) for character in text[:room])
    return bisect_right(list(sizes), room)


def _row(row: Row) -> str:
    wrap = row.wrap if row.text else ""
    return f"{row.every}{row.opens}{wrap}{row.text}{wrap}{row.closes}"


def _parting(at: int, block: Block) -> str:
    return "" if not at else "\n" if block.tight else "\n\n"
