"""A mission's outline as a Word document: real headings, tables with header rows, pictures and tables with alt text."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Final, assert_never

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from knowledge.adapters.word.look import QUIET, Word, element, set_style, set_up, speak, write_link
from knowledge.language import Language
from knowledge.missions.exports.outline import (
    Block,
    Cell,
    Heading,
    Line,
    Listing,
    Look,
    Outline,
    Paragraph,
    Picture,
    Piece,
    Reference,
    References,
    Table,
    Tone,
)

_SEA: Final = RGBColor(0x12, 0x40, 0x5C)
_HAIR: Final = "C4D0D9"
_STATES: Final[Mapping[Tone, RGBColor]] = {
    "holds": RGBColor(0x14, 0x61, 0x3A),
    "weak": RGBColor(0x7A, 0x4D, 0x00),
    "missing": RGBColor(0x9A, 0x25, 0x25),
    "open": RGBColor(0x3F, 0x4C, 0x5A),
}
_STYLES: Final[Mapping[Look, str]] = {
    "body": "Normal",
    "lead": "Ledfyr Lead",
    "facts": "Ledfyr Facts",
    "quiet": "Ledfyr Facts",
    "basis": "Ledfyr Basis",
}
_CELL: Final = "Ledfyr Cell"
_REFERENCE: Final = "Ledfyr Reference"
_TEXT_WIDTH: Final = 16.0  # centimetres between the margins
_MAP: Final = (25.5, 14.5)  # centimetres that a picture may fill of a lying page, beside its heading


def as_docx(outline: Outline, *, picture: bytes, today: dt.date) -> bytes:
    """The outline as a Word document of `today`, its map the PNG `picture`; takes some 0.2 s of the processor."""
    document: Word = docx.Document()
    moment = dt.datetime.combine(today, dt.time(12), dt.UTC)
    set_up(document, title=outline.title, language=outline.language, moment=moment)
    _set_styles(document.styles)
    _number_pages(document.sections[0].footer.paragraphs[0])
    for block in outline.blocks:
        _lay(document, lying=isinstance(block, Picture))
        _write(document, block, outline.language, picture)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document: Word, block: Block, language: Language, picture: bytes) -> None:
    match block:
        case Heading(level=level, text=text):
            _write_heading(document, text, level, block.language or language)
        case Paragraph(look=look, line=line):
            paragraph = _paragraph(document, _STYLES[look])
            paragraph.paragraph_format.keep_with_next = True if line[0].tone in _STATES else None
            _write_line(paragraph, line, language)
        case Listing(items=items):
            _write_list(document, items, language)
        case Table():
            _write_table(document, block, language)
        case References(entries=entries):
            for entry in entries:
                _write_reference(_paragraph(document, _REFERENCE), entry, language)
        case Picture():
            _write_picture(document, block, language, picture)
        case _:
            assert_never(block)


def _paragraph(document: Word, style: str) -> Word:
    """A new paragraph at the end of the document."""
    paragraph = document.add_paragraph()
    _give_style(paragraph, style)
    return paragraph


def _give_style(paragraph: Word, style: str) -> None:
    """Set a style by its id, which is its name without spaces: looking one up by name takes 5 ms each time."""
    paragraph._p.style = style.replace(" ", "")


def _write_heading(document: Word, text: str, level: int, language: Language) -> None:
    speak(_paragraph(document, f"Heading {level}").add_run(text), language)


def _write_list(document: Word, items: Sequence[Line], language: Language) -> None:
    for item in items:
        _write_line(_paragraph(document, "List Bullet"), item, language)


def _write_line(paragraph: Word, line: Line, language: Language) -> None:
    for piece in line:
        if piece.url is not None:
            write_link(paragraph, piece.url)
        else:
            _write_piece(paragraph, piece, language)


def _write_piece(paragraph: Word, piece: Piece, language: Language) -> None:
    run = paragraph.add_run(piece.text)
    if piece.tone in _STATES:
        run.font.color.rgb, run.bold = _STATES[piece.tone], True
    elif piece.tone == "strong":
        run.bold = True
    elif piece.tone == "quiet":
        run.font.color.rgb = QUIET
    if piece.language not in (None, language):
        speak(run, piece.language)


def _write_reference(paragraph: Word, entry: Reference, language: Language) -> None:
    paragraph.add_run(f"[{entry.number}]").bold = True
    for at, line in enumerate(entry.lines):
        paragraph.add_run("\n" if at else "\t")
        _write_line(paragraph, line, language)


def _write_picture(document: Word, block: Picture, language: Language, picture: bytes) -> None:
    """The map on a lying page of its own, with what it shows as alt text."""
    _write_heading(document, block.text, 2, language)
    width, height = _MAP
    shape = document.add_paragraph().add_run().add_picture(io.BytesIO(picture), width=Cm(width))
    if shape.height > Cm(height):
        shape.width, shape.height = round(shape.width * Cm(height) / shape.height), Cm(height)
    properties = shape._inline.docPr
    properties.set("descr", block.about)
    properties.set("title", block.text)


def _lay(document: Word, *, lying: bool) -> None:
    """Let what follows stand on pages that lie, or that do not."""
    orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    if document.sections[-1].orientation == orientation:
        return
    section: Word = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = orientation
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(2) if lying else Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(1.8) if lying else Cm(2.5)


def _write_table(document: Word, block: Table, language: Language) -> None:
    table: Word = document.add_table(rows=0, cols=len(block.header))
    table.autofit = False
    _describe(table, block.about)
    header: tuple[Cell, ...] = tuple(((Piece(text=words, tone="strong"),),) for words in block.header)
    widths = [Cm(_TEXT_WIDTH * width / sum(block.widths)) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in (header, *block.rows):
        _write_row(table.add_row(), row, widths, language)
    _repeat(table.rows[0])
    _paragraph(document, _STYLES["basis"])


def _write_row(row: Word, cells: Sequence[Cell], widths: Sequence[int], language: Language) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for place, cell, width in zip(row.cells, cells, widths, strict=True):
        place.width = width
        for at, line in enumerate(cell):
            paragraph = place.add_paragraph() if at else place.paragraphs[0]
            _give_style(paragraph, _CELL)
            _write_line(paragraph, line, language)


def _describe(table: Word, about: str) -> None:
    """A table's alt text and its lines; the first row is told to be its header, the first column not to be."""
    properties = table._tbl.tblPr
    for name in ("w:tblCaption", "w:tblDescription"):
        told = element(name)
        told.set(qn("w:val"), about)
        properties.append(told)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for name, value in (("firstRow", "1"), ("firstColumn", "0"), ("noHBand", "1")):
            look.set(qn(f"w:{name}"), value)
    properties.insert(1, _lines())


def _lines() -> Word:
    """Lines under every row, none between columns."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = element(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _HAIR)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    return borders


def _repeat(row: Word) -> None:
    """Mark a row as the table's header, repeated on every page."""
    mark = element("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _number_pages(paragraph: Word) -> None:
    paragraph.style = _STYLES["facts"]
    run = paragraph.add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = element("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._r.append(part)


def _set_styles(styles: Word) -> None:
    set_style(styles["Normal"], size=11, after=6)
    set_style(styles["Heading 1"], size=26, after=6, colour=_SEA)
    set_style(styles["Heading 2"], size=16, after=6, before=22, colour=_SEA)
    set_style(styles["Heading 3"], size=12, after=4, before=12)
    set_style(styles["List Bullet"], size=11, after=3)
    styles["List Bullet"].paragraph_format.left_indent = Cm(0.6)
    styles["List Bullet"].paragraph_format.first_line_indent = Cm(-0.6)
    set_style(styles.add_style("Ledfyr Lead", WD_STYLE_TYPE.PARAGRAPH), size=17, after=10, colour=_SEA)
    styles["Ledfyr Lead"].font.bold = True
    set_style(styles.add_style("Ledfyr Facts", WD_STYLE_TYPE.PARAGRAPH), size=10, after=6, before=6, colour=QUIET)
    set_style(styles.add_style("Ledfyr Basis", WD_STYLE_TYPE.PARAGRAPH), size=9.5, after=8, colour=QUIET)
    set_style(styles.add_style(_CELL, WD_STYLE_TYPE.PARAGRAPH), size=9.5, after=2, before=2)
    set_style(styles.add_style(_REFERENCE, WD_STYLE_TYPE.PARAGRAPH), size=10, after=8, indent=1)
    styles[_REFERENCE].paragraph_format.first_line_indent = Cm(-1)
    styles[_REFERENCE].paragraph_format.tab_stops.add_tab_stop(Cm(1))
    styles[_REFERENCE].paragraph_format.line_spacing = Pt(14)
