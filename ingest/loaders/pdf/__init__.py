"""PDF: words with their places, put together again into headings, paragraphs, lists and tables."""

from ingest.loaders.pdf.load import load_pdf

__all__ = ["load_pdf"]
