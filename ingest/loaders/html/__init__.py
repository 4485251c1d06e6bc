"""HTML: what a web page says, without its furniture."""

from ingest.loaders.html.load import load_html

__all__ = ["load_html"]
