"""How Word documents of Ledfyr look: the page, the styles, languages that can be told, links that are clean."""

import datetime as dt
from typing import Any, Final, TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType]
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from knowledge.language import Language
from knowledge.plain import address, harmless

Word: TypeAlias = Any
"""Something of python-docx, which leaves most of what it hands out untyped."""

CODES: Final[dict[Language, str]] = {"sv": "sv-SE", "en": "en-GB"}
INK: Final = RGBColor(0x1F, 0x2A, 0x37)
QUIET: Final = RGBColor(0x55, 0x5B, 0x66)
_LINK: Final = RGBColor(0x1F, 0x4E, 0x8C)
_HANGING: Final = Cm(0.6)
_FONT: Final = "Calibri"
_LONGEST_TITLE: Final = 200  # characters of a title in the document's properties


def set_up(document: Word, *, title: str, language: Language, moment: dt.datetime) -> None:
    """A page of A4, the language, and properties that name nobody."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), CODES[language])
    properties = document.core_properties
    properties.title = title[:_LONGEST_TITLE]
    properties.language = CODES[language]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = moment.astimezone(dt.UTC).replace(tzinfo=None)


def set_style(
    style: Word,
    *,
    size: float,
    after: int,
    before: int = 0,
    indent: float = 0,
    colour: RGBColor = INK,
) -> None:
    """A style's font, its size and spaces in points, its indent in centimetres."""
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), colour
    # A theme's font would win over the one that is named.
    for name in list(style.element.rPr.rFonts.attrib):
        if "Theme" in name:
            del style.element.rPr.rFonts.attrib[name]
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.left_indent = Cm(indent) if indent else None


def speak(run: Word, language: Language) -> None:
    """Name the language of a run, for spelling and for reading aloud."""
    spoken = element("w:lang")
    spoken.set(qn("w:val"), CODES[language])
    run._r.get_or_add_rPr().append(spoken)


def hang(paragraph: Word, indent: int) -> None:
    """Let a paragraph hang under the mark it begins with; `indent` is where the mark stands."""
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Length(indent + _HANGING), Length(-_HANGING)
    layout.tab_stops.add_tab_stop(layout.left_indent)


def write_link(paragraph: Word, url: str) -> None:
    """An address that can be followed where it is a clean one, else mere words."""
    run = paragraph.add_run(harmless(url))
    if address(url) is None:
        return
    run.font.color.rgb = _LINK
    run.underline = True
    hyperlink = element("w:hyperlink")
    hyperlink.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    hyperlink.append(run._r)
    paragraph._p.append(hyperlink)


def element(name: str) -> Word:
    """A new element of the document's markup, "w:tblHeader"."""
    return OxmlElement(name)  # pyright: ignore[reportUnknownVariableType]
