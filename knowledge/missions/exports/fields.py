"""A field of the canvas as blocks of a document: a text, a list or a table of its entries (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from knowledge.canvas import FIELDS, TEXT, FieldName, Part
from knowledge.missions.design import Claim
from knowledge.missions.exports.outline import Block, Cell, Heading, Line, Listing, Paragraph, Piece, Table
from knowledge.missions.exports.saying import Telling, basis_of, lines_of, part_lines, part_words

_MOST_COLUMNS: Final = 5  # parts that stand side by side on a page; more are told together in one column
_APART: Final = "\u00a0· "
_WIDTHS: Final = {"text": 5, "line": 4, "choices": 4, "choice": 3, "date": 3, "year": 2, "number": 2}
_BASIS: Final = 3
_ENTRY, _DETAILS = 4, 8
_NOTHING: Final[Line] = (Piece(text="–", tone="quiet"),)


def field_blocks(telling: Telling, field: FieldName) -> Iterator[Block]:
    """A field with everything that stands in it; nothing where nothing does."""
    claims = telling.design.of(field)
    if not claims:
        return
    yield Heading(level=3, text=telling.field_name(field))
    match FIELDS[field].shape:
        case "text":
            yield from _text(telling, claims)
        case "lines":
            yield Listing(items=tuple(_item(telling, claim) for claim in claims))
        case "entry" | "entries":
            yield _table(telling, field, claims)


def _text(telling: Telling, claims: Iterable[Claim]) -> Iterator[Block]:
    for claim in claims:
        for line in lines_of(claim.part(TEXT)):
            yield Paragraph(line=(telling.written(line),))
        yield Paragraph(look="basis", line=(Piece(text=basis_of(telling, claim), tone="quiet"),))


def _item(telling: Telling, claim: Claim) -> Line:
    said = " ".join(lines_of(claim.part(TEXT)))
    return telling.written(said), Piece(text=f"{_APART}{basis_of(telling, claim)}", tone="quiet")


def _table(telling: Telling, field: FieldName, claims: Sequence[Claim]) -> Table:
    parts = FIELDS[field].parts
    wide = len(parts) <= _MOST_COLUMNS
    labels = [_label(telling, field, part) for part in parts] if wide else _joined_labels(telling)
    widths = [_WIDTHS[part.kind] for part in parts] if wide else [_ENTRY, _DETAILS]
    return Table(
        about=telling.say("table.about", field=telling.field_name(field)),
        header=(*labels, telling.say("basis.heading")),
        widths=(*widths, _BASIS),
        rows=tuple((*_cells(telling, claim, wide=wide), _basis(telling, claim)) for claim in claims),
    )


def _joined_labels(telling: Telling) -> list[str]:
    return [telling.say("table.entry"), telling.say("table.details")]


def _cells(telling: Telling, claim: Claim, *, wide: bool) -> tuple[Cell, ...]:
    first, *others = FIELDS[claim.field].parts
    name = part_lines(telling, claim, first, strong=True) or (_NOTHING,)
    if wide:
        return (name, *(part_lines(telling, claim, part) or (_NOTHING,) for part in others))
    return name, _details(telling, claim, others) or (_NOTHING,)


def _details(telling: Telling, claim: Claim, parts: Sequence[Part]) -> Cell:
    """What else was written of an entry: what was chosen, whose names tell enough, then the rest with its labels."""
    chosen = [(Piece(text=words),) for part in parts if part.options and (words := _words(telling, claim, part))]
    short = [_labelled(telling, claim, part) for part in parts if not part.options and part.kind != "text"]
    texts = [_labelled(telling, claim, part) for part in parts if part.kind == "text"]
    return tuple(line for line in (_joined(chosen), _joined(short), *texts) if line)


def _labelled(telling: Telling, claim: Claim, part: Part) -> Line:
    words = _words(telling, claim, part)
    label = Piece(text=f"{_label(telling, claim.field, part)}: ", tone="quiet")
    return (label, telling.written(words)) if words else ()


def _words(telling: Telling, claim: Claim, part: Part) -> str:
    return part_words(claim, part, telling.method, telling.language)


def _joined(lines: Iterable[Line]) -> Line:
    """What is written, in one line."""
    apart = Piece(text=_APART, tone="quiet")
    held = [line for line in lines if line]
    return tuple(piece for at, line in enumerate(held) for piece in ((apart, *line) if at else line))


def _basis(telling: Telling, claim: Claim) -> Cell:
    return ((Piece(text=basis_of(telling, claim), tone="quiet"),),)


def _label(telling: Telling, field: FieldName, part: Part) -> str:
    return telling.method.fields[field].parts[part.name].label.said_in(telling.language)
