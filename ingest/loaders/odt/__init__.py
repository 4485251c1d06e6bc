"""ODT: paragraphs, lists, tables and notes of a text document."""

from ingest.loaders.odt.load import load_odt

__all__ = ["load_odt"]
