"""PDF to transcript: the file is read, and what it shows written down."""

from pathlib import Path

from ingest.loaders.pdf.page import Drawn
from ingest.loaders.pdf.reading import read_pdf
from ingest.loaders.pdf.transcribing import transcribed
from ingest.records import Transcript
from knowledge.errors import DocumentEmpty, DocumentScanned


def load_pdf(path: Path) -> Transcript:
    """The PDF at `path`, read as a person would: without running headers, column by column, words and paragraphs whole.

    Raises DocumentEmpty, DocumentDamaged, DocumentEncrypted (a password is needed) or DocumentScanned (pictures of
    pages, no text). pdfium is not made for threads: one file at a time.
    """
    drawn = read_pdf(path)
    transcript = transcribed(drawn)
    if not transcript.blocks:
        raise _without_text(drawn, path)
    return transcript


def _without_text(drawn: Drawn, path: Path) -> DocumentScanned | DocumentEmpty:
    if any(page.pictures for page in drawn.pages):
        return DocumentScanned(path, pages=len(drawn.pages))
    return DocumentEmpty(path)
