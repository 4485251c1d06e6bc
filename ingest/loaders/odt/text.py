"""The words of one ODT paragraph, and what hangs on it: footnotes, text boxes (pure)."""

import re
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from ingest.loaders.odt.styles import TEXT
from ingest.loaders.office.flow import Span
from ingest.loaders.office.markup import Node, child, local, whole_number

_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_DRAWING: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LEFT_OUT: Final = frozenset({
    "annotation", "ruby-text", "number", "hidden-text", "hidden-paragraph", "script", "event-listeners",
})  # fmt: skip
"""Comments, reading aids, numbers kept from the last time they were counted, what is not shown."""
_MOST_SPACES: Final = 100
_WHITE = re.compile(r"[ \t\r\n]+")


class OdtWords(NamedTuple):
    """A paragraph's runs, and the notes and drawings in it."""

    spans: list[Span]
    hung: list[Node]


def words_of(paragraph: Node, hidden: AbstractSet[str]) -> OdtWords:
    """Everything a reader sees in `paragraph`: spans in the `hidden` styles are left out, white space is one space."""
    words = OdtWords([], [])
    _read(paragraph, None, words, hidden)
    return words


def _read(node: Node, address: str | None, words: OdtWords, hidden: AbstractSet[str]) -> None:
    _say(node.text, address, words)
    for inner in node:
        _enter(inner, address, words, hidden)
        _say(inner.tail, address, words)


def _say(text: str | None, address: str | None, words: OdtWords) -> None:
    if text:
        words.spans.append(Span(_WHITE.sub(" ", text), address))


def _enter(node: Node, address: str | None, words: OdtWords, hidden: AbstractSet[str]) -> None:
    name = local(node)
    if name == "s":
        words.spans.append(Span(" " * min(whole_number(node.get(TEXT + "c"), 1), _MOST_SPACES), address))
    elif name == "tab":
        words.spans.append(Span("\t", address))
    elif name == "line-break":
        words.spans.append(Span("\n", address))
    elif name == "a":
        _read(node, node.get(_XLINK + "href"), words, hidden)
    elif name == "note":
        body = child(node, "note-body")
        words.hung.extend([] if body is None else [body])
    elif str(node.tag).startswith(_DRAWING):
        words.hung.append(node)
    elif name and name not in _LEFT_OUT and node.get(TEXT + "style-name") not in hidden:
        _read(node, address, words, hidden)
