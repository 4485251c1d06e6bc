"""A PDF file opened with pdfium and read into values; what is wrong with a file is said here."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol, cast

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
from pypdfium2 import raw  # pyright: ignore[reportMissingTypeStubs]

from ingest.loaders.pdf.addresses import with_addresses
from ingest.loaders.pdf.drawings import drawings_of, links_of, turned_box
from ingest.loaders.pdf.letters import letters_of
from ingest.loaders.pdf.page import Drawn, OutlineEntry, Page
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentEncrypted

_TAIL = 4096
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def read_pdf(path: Path) -> Drawn:
    """Everything the file at `path` shows; one reader at a time, for pdfium is not made for threads."""
    data = path.read_bytes()
    if not data:
        raise DocumentEmpty(path)
    # pdfium mends a file that was cut off and shows what is left of it, so the end is looked for here.
    if b"startxref" not in data.rstrip(b"\0\t\r\n ")[-_TAIL:]:
        raise DocumentDamaged(path, fault="no end of file")
    try:
        with pdfium.PdfDocument(data) as document:
            return _drawn(document)
    except pdfium.PdfiumError as error:
        if cast("int | None", error.err_code) in _LOCKED:
            raise DocumentEncrypted(path) from error
        raise DocumentDamaged(path, fault=str(error)) from error


class _Bookmark(Protocol):
    level: int

    def get_title(self) -> str: ...
    def get_dest(self) -> "_Target | None": ...


class _Target(Protocol):
    def get_index(self) -> int | None: ...


class _Catalogue(Protocol):
    """What a document says of itself, in types (pypdfium2 gives none)."""

    def get_toc(self) -> Iterable[_Bookmark]: ...
    def get_metadata_value(self, key: str) -> str: ...
    def get_page_label(self, index: int) -> str: ...


def _drawn(document: pdfium.PdfDocument) -> Drawn:
    has_fields = bool(document.get_formtype())
    catalogue = cast("_Catalogue", document)
    return Drawn(
        pages=tuple(_page(document, index, has_fields=has_fields) for index in range(len(document))),
        outline=tuple(_outline(catalogue)),
        title=_said(lambda: catalogue.get_metadata_value("Title")),
        publisher=_said(lambda: catalogue.get_metadata_value("Publisher")),
    )


def _page(document: pdfium.PdfDocument, index: int, *, has_fields: bool) -> Page:
    if has_fields:
        _write_fields(document, index)
    page = document[index]
    try:
        letters = letters_of(page)
        drawings = drawings_of(page, letters.turn)
        links = links_of(document, page, letters.turn)
        label = _said(lambda: cast("_Catalogue", document).get_page_label(index))
        return Page(
            number=index + 1,
            label=label if label not in ("", str(index + 1)) else None,
            box=turned_box(page.get_bbox(), letters.turn),
            words=with_addresses(letters.words, links),
            asides=letters.asides,
            rules=drawings.rules,
            pictures=drawings.pictures,
        )
    finally:
        page.close()


def _write_fields(document: pdfium.PdfDocument, index: int) -> None:
    """Lets what was filled into a form's fields stand on the page like other text."""
    page = document[index]
    try:
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    finally:
        page.close()


def _outline(document: _Catalogue) -> Iterator[OutlineEntry]:
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        page = None if index is None else index + 1
        yield OutlineEntry(title=_said(bookmark.get_title), level=bookmark.level + 1, page=page)


def _said(ask: Callable[[], str]) -> str:
    """A short text of the file's own, empty where its letters do not decode."""
    try:
        return ask().strip("\0 ")
    except UnicodeDecodeError:
        return ""
