"""HTML: lxml reads the page, trafilatura judges where its content begins and ends.

Trafilatura tells content from chrome well, but its own text loses what a page says: where a list starts counting,
captions, fact boxes, the questions of an accordion, a paragraph that is one link. So the words are read from the page,
and trafilatura's judgement is used at the edges of a page that does not mark its main content.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import trafilatura

from ingest.loaders.decode import read_text
from ingest.loaders.html.blocks import blocks_of
from ingest.loaders.html.chrome import drop_chrome, shown, visible_text
from ingest.loaders.html.facts import stated_facts
from ingest.loaders.office.faults import vendor_edge
from ingest.loaders.office.flow import Heading, Piece, Table, cell_text, write_flow
from ingest.loaders.office.markup import Node, child, local, parse_html
from ingest.records import Transcript, Writing
from knowledge.errors import DocumentEmpty

_CHARSET: Final = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES: Final = 4096
_WINDOWS_READS: Final = frozenset({"utf-8", "utf8", "iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"})
_MOST: Final = 0.5
_NEARLY_ALL: Final = 0.7  # an article may be one of several things on a page
_MOST_BEFORE_HEADING: Final = 1  # many pages set a date or a category above the heading
_LONGEST_MENU: Final = 300  # characters
_LINKS_ABOVE: Final = 2  # as few make a menu above the content
_LINKS_BELOW: Final = 4  # a page may well end in a link or two that belong to it
_TELLING: Final = 25  # characters from which words found inside another line are there by no chance
_ADDED: Final = re.compile(r" \((?:https?://[^\s()]*|[^\s()]+@[^\s()]+)\)", re.IGNORECASE)


class _Judgement(NamedTuple):
    """What trafilatura takes for the page's content: its lines and all of it; the links on the page, longest first.

    All are letters and digits alone, for comparing.
    """

    lines: frozenset[str]
    text: str
    links: tuple[str, ...]
    share: float


def load_html(path: Path) -> Transcript:
    """The web page at `path`, its navigation, banners, cookie notices, forms and page footer left out.

    Raises DocumentEmpty, DocumentNotText, DocumentDamaged.
    """
    source = _source(path)
    with vendor_edge(path):
        root = parse_html(source)
        body = child(root, "body")
        if root is None or body is None:
            raise DocumentEmpty(path)
        above = _first_heading(body)
        drop_chrome(body)
        region = _region(body)
        pieces = blocks_of(region)
        if region is body:
            pieces = _trimmed(pieces, _judgement(source, body))
        if (
            above is not None
            and pieces
            and not any(isinstance(piece, Heading) and piece.level == 1 for piece in pieces)
        ):
            pieces = [Heading(above, 1), *pieces]
        if not pieces:
            raise DocumentEmpty(path)
        writing = Writing()
        write_flow(pieces, writing)
        return writing.transcript(stated_facts(root, _naming(pieces)))


def _source(path: Path) -> str:
    """The characters of the page: UTF-8 where the bytes are, else as it declares, else Windows-1252."""
    raw = path.read_bytes()
    declared = _CHARSET.search(raw[:_HEAD_BYTES])
    encoding = declared[1].decode("ascii").casefold() if declared else "utf-8"
    if encoding not in _WINDOWS_READS and _decoded(raw, "utf-8") is None:
        text = _decoded(raw, encoding)
        if text is not None:
            return text
    return read_text(path)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _first_heading(body: Node) -> str | None:
    """The page's heading at the top level, which many pages keep in their header."""
    node = next((node for node in shown(body) if local(node) == "h1"), None)
    return None if node is None else visible_text(node) or None


def _naming(pieces: Sequence[Piece]) -> str | None:
    """The heading that names the page: the only one at the top level, with little before it."""
    tops = [
        (place, piece.text) for place, piece in enumerate(pieces) if isinstance(piece, Heading) and piece.level == 1
    ]
    return tops[0][1] if len(tops) == 1 and tops[0][0] <= _MOST_BEFORE_HEADING else None


def _region(body: Node) -> Node:
    """The element marked as the main content where it holds most of the page, else the whole page."""
    nodes = list(shown(body))
    mains = [node for node in nodes if local(node) == "main" or node.get("role") == "main"]
    articles = [node for node in nodes if local(node) == "article"]
    page = len(visible_text(body))
    for marked, least in ((mains, _MOST), (articles, _NEARLY_ALL)):
        if len(marked) == 1 and len(visible_text(marked[0])) >= least * page:
            return marked[0]
    return body


def _judgement(source: str, body: Node) -> _Judgement:
    found = trafilatura.extract(
        source, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, with_metadata=False
    )
    text = found or ""
    lines = {_letters(cell) for line in text.splitlines() for cell in (line, *line.split("|"))}
    links = {_letters(visible_text(node)) for node in shown(body) if local(node) == "a"}
    return _Judgement(
        lines=frozenset(lines - {""}),
        text=_letters(text),
        links=tuple(sorted(links - {""}, key=len, reverse=True)),
        share=len(_letters(text)) / max(len(_letters(visible_text(body))), 1),
    )


def _trimmed(pieces: Sequence[Piece], judgement: _Judgement) -> list[Piece]:
    """The pieces without the menus before the first and behind the last that trafilatura takes for content.

    Where it finds less than half of the page it is not believed: of short pages and of those that an office program
    wrote it loses whole sections.
    """
    known = [place for place, piece in enumerate(pieces) if _is_known(piece, judgement)]
    if not known or judgement.share < _MOST:
        return list(pieces)
    first, behind = known[0], known[-1] + 1
    before = _without_menu(pieces[:first], judgement, least=_LINKS_ABOVE)
    after = _without_menu(pieces[behind:], judgement, least=_LINKS_BELOW)
    return [*before, *pieces[first:behind], *after]


def _without_menu(edge: Sequence[Piece], judgement: _Judgement, *, least: int) -> list[Piece]:
    """What stands before or behind the content, without its links where there are as many as in a menu."""
    links = [_links_in(piece, judgement) for piece in edge]
    if sum(links) < least:
        return list(edge)
    return [piece for piece, count in zip(edge, links, strict=True) if not count]


def _is_known(piece: Piece, judgement: _Judgement) -> bool:
    if isinstance(piece, Table):
        return any(_is_known(inner, judgement) for row in piece.rows for cell in row for inner in cell)
    letters = _compared(piece)
    return letters in judgement.lines or (len(letters) >= _TELLING and letters in judgement.text)


def _links_in(piece: Piece, judgement: _Judgement) -> int:
    """How many links a piece has that is mostly links; 0 for any other."""
    letters = left = _compared(piece)
    if len(letters) > _LONGEST_MENU:
        return 0
    count = 0
    for link in judgement.links:
        count += left.count(link)
        left = left.replace(link, "")
    return count if len(left) < _MOST * len(letters) else 0


def _compared(piece: Piece) -> str:
    """The letters and digits of a piece, without the addresses that were added to its links."""
    if isinstance(piece, Table):
        return _letters(" ".join(cell_text(cell) for row in piece.rows for cell in row))
    return _letters(_ADDED.sub("", piece.text))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
