"""Plain text: paragraphs, lists, fields and headings read from the shape of the lines."""

from ingest.loaders.text.load import load_text

__all__ = ["load_text"]
