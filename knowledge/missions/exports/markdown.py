"""An outline as Markdown that any program shows the same way; what people wrote stays text (pure)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from knowledge.missions.exports.outline import (
    Block,
    Cell,
    Heading,
    Line,
    Listing,
    Outline,
    Paragraph,
    Picture,
    Piece,
    References,
    Table,
)
from knowledge.plain import harmless

_FORMATS: Final = re.compile(
    r"[\\`*_{}\[\]<>|~$&@]"
    r"|:(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)\.",  # what programs make links of by themselves
    re.IGNORECASE,
)
_STARTS: Final = re.compile(r"^(\s*)(?:([#+=-])|(\d+)([.)]))")
_SPACE: Final = re.compile(r"\s+")
_STATES: Final = ("holds", "weak", "missing", "open")


def as_markdown(outline: Outline) -> str:
    """The outline in CommonMark with tables, an empty line between blocks, a line break at the end."""
    return "\n\n".join(text for block in outline.blocks for text in _block(block)) + "\n"


def escaped(text: str) -> str:
    """`text` in one line, so that Markdown shows it as it stands: nothing formats, links or calls on anybody."""
    line = _FORMATS.sub(r"\\\g<0>", _SPACE.sub(_one_space, harmless(text)))
    return _STARTS.sub(lambda match: f"{match[1]}{match[3] or ''}\\{match[2] or match[4]}", line)


def _one_space(match: re.Match[str]) -> str:
    """White space as one space, which may not break where it might not."""
    return match[0] if match[0] == "\u00a0" else " "


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, text=text):
            yield f"{'#' * level} {escaped(text).strip()}"
        case Paragraph(look="lead", line=line):
            yield f"> **{_line(line)}**"
        case Paragraph(look="basis" | "quiet" | "facts", line=line):
            yield f"*{_line(line)}*"
        case Paragraph(line=line):
            yield _line(line)
        case Listing(items=items):
            yield _list(items)
        case Table():
            yield _table(block)
        case References(entries=entries):
            yield from (f"\\[{entry.number}\\] {_cell(entry.lines)}" for entry in entries)
        case Picture(text=text, items=items):
            yield f"## {escaped(text)}"
            yield _list(items)
        case _:
            assert_never(block)


def _list(items: Sequence[Line]) -> str:
    return "\n".join(f"- {_line(item)}" for item in items)


def _table(table: Table) -> str:
    rows = [[escaped(words) for words in table.header], ["---"] * len(table.header)]
    rows += [[_cell(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell)


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line).strip(" ")


def _piece(piece: Piece) -> str:
    text = escaped(piece.text)
    if piece.url is not None:
        return f"<{piece.url}>"
    # What stands out must touch its marks.
    bare = text.strip(" ")
    if bare and piece.tone in ("strong", *_STATES):
        return text.replace(bare, f"**{bare}**", 1)
    return text
