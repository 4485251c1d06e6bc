"""DOCX: paragraphs, lists, tables and notes of a text document."""

from ingest.loaders.docx.load import load_docx

__all__ = ["load_docx"]
