"""What a PDF says of itself to programs that read it aloud: its structure, language, fonts, links."""

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw

_PDFIUM: Final[Any] = pypdfium2.raw


class ReadPdf:
    """A PDF, read by PDFium."""

    def __init__(self, content: bytes) -> None:
        self._pdf: Any = pypdfium2.PdfDocument(content)
        facts: dict[str, str] = self._pdf.get_metadata_dict()
        self.title, self.author = facts["Title"], facts["Author"]
        self.tagged = bool(_PDFIUM.FPDFCatalog_IsTagged(self._pdf))
        self.bookmarks: list[tuple[int, str]] = [(mark.level, mark.get_title()) for mark in self._pdf.get_toc()]
        # PDFium tells a hyphen at the end of a line as U+0002.
        self.text = "".join(str(page.get_textpage().get_text_bounded()) for page in self._pdf).replace("\x02", "")
        self.fonts = {font for page in self._pdf for font in _fonts(page)}
        self.links = [url for page in self._pdf for url in self._links(page)]
        self.structure = [element for page in self._pdf for element in _structure(page)]

    @property
    def language(self) -> str:
        """The language of the whole document."""
        buffer = ctypes.create_string_buffer(64)
        letters = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        length: int = _PDFIUM.FPDFCatalog_GetLanguage(self._pdf, letters, 64)
        return buffer.raw[: length - 2].decode("utf-16-le")

    def _links(self, page: Any) -> Iterator[str]:
        """Where the links of a page lead."""
        place, link = ctypes.c_int(0), _PDFIUM.FPDF_LINK()
        while _PDFIUM.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
            buffer = ctypes.create_string_buffer(1000)
            _PDFIUM.FPDFAction_GetURIPath(self._pdf, _PDFIUM.FPDFLink_GetAction(link), buffer, 1000)
            yield buffer.value.decode()


def _structure(page: Any) -> Iterator[tuple[str, str]]:
    """The kind and alt text of every element of a page's structure."""
    tree = _PDFIUM.FPDF_StructTree_GetForPage(page)
    for at in range(_PDFIUM.FPDF_StructTree_CountChildren(tree)):
        yield from _elements(_PDFIUM.FPDF_StructTree_GetChildAtIndex(tree, at))
    _PDFIUM.FPDF_StructTree_Close(tree)


def _elements(element: Any) -> Iterator[tuple[str, str]]:
    kind, alt = _PDFIUM.FPDF_StructElement_GetType, _PDFIUM.FPDF_StructElement_GetAltText
    yield _told_by(kind, element), _told_by(alt, element)
    for at in range(_PDFIUM.FPDF_StructElement_CountChildren(element)):
        if child := _PDFIUM.FPDF_StructElement_GetChildAtIndex(element, at):
            yield from _elements(child)


def _told_by(ask: Any, element: Any) -> str:
    length: int = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(2, length))
    ask(element, buffer, length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le")


def _fonts(page: Any) -> Iterator[tuple[str, bool]]:
    """The fonts of a page, each with whether it is embedded."""
    for found in page.get_objects(filter=[_PDFIUM.FPDF_PAGEOBJ_TEXT]):
        font = _PDFIUM.FPDFTextObj_GetFont(found)
        buffer = ctypes.create_string_buffer(128)
        _PDFIUM.FPDFFont_GetBaseFontName(font, buffer, 128)
        yield buffer.value.decode().split("+")[-1], bool(_PDFIUM.FPDFFont_GetIsEmbedded(font))
