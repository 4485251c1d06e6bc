"""PPTX: the slides of a deck, in order."""

from ingest.loaders.pptx.load import load_pptx

__all__ = ["load_pptx"]
