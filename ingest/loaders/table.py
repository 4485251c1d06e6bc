"""Which loader reads which file: a plain table, each loader's library imported when it is first needed."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, cast

from ingest.records import Transcript
from knowledge.errors import FormatUnknown

Loader = Callable[[Path], Transcript]


class Format(NamedTuple):
    """A document format: its name, where its loader is, and how its text is to be taken.

    `as_written` says that the text is the file's own, so that quotes are spans of the file, Markdown marks and all;
    `slides` that it comes in slides, whose every line has a bullet whether it is a list item or not.
    """

    name: str
    module: str
    function: str
    as_written: bool = False
    slides: bool = False

    def loader(self) -> Loader:
        """The function that reads a file of this format."""
        return cast("Loader", getattr(import_module(self.module), self.function))


_MARKDOWN = Format("markdown", "ingest.loaders.markdown", "load_markdown", as_written=True)
_TEXT = Format("text", "ingest.loaders.text", "load_text", as_written=True)
_HTML = Format("html", "ingest.loaders.html", "load_html")
FORMATS: Final[dict[str, Format]] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".txt": _TEXT,
    ".text": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".pdf": Format("pdf", "ingest.loaders.pdf", "load_pdf"),
    ".docx": Format("docx", "ingest.loaders.docx", "load_docx"),
    ".pptx": Format("pptx", "ingest.loaders.pptx", "load_pptx", slides=True),
    ".odt": Format("odt", "ingest.loaders.odt", "load_odt"),
}


def format_of(path: Path) -> Format:
    """The format of the file at `path`, by its ending; FormatUnknown where no loader reads it."""
    found = FORMATS.get(path.suffix.casefold())
    if found is None:
        raise FormatUnknown(path, ending=path.suffix.casefold())
    return found
