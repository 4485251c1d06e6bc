"""The words of one DOCX paragraph: runs, links, fields, tracked changes, and what hangs on the paragraph."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from ingest.loaders.docx.styles import W, value
from ingest.loaders.office.flow import Span
from ingest.loaders.office.markup import Node, child, children, holds, local

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_LEFT_OUT: Final = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "del", "delText", "moveFrom", "rt", "rubyPr", "annotationRef", "instrText",
})  # fmt: skip
"""Properties, tracked deletions, and the reading aids of a ruby text."""
_CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS: Final = {"F0E0": "→", "F0DF": "←", "F0F3": "↔", "F0FC": "✓", "F0FE": "☒", "F0A8": "☐", "F06F": "☐"}
"""Wingdings that Word's autocorrection and forms put into text."""
_OFF: Final = ("0", "false", "off")
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


class Note(NamedTuple):
    """A reference to a footnote or an endnote."""

    kind: str
    id: str


class Words(NamedTuple):
    """A paragraph's runs, the notes it refers to and the drawings anchored in it."""

    spans: list[Span]
    notes: list[Note]
    drawings: list[Node]


class _Field:
    """A field being read: its instruction, then its result."""

    def __init__(self) -> None:
        self.instruction = ""
        self.in_result = False

    @property
    def address(self) -> str | None:
        link = _LINK_FIELD.match(self.instruction)
        return link[1] if link else None


def words_of(paragraph: Node, addresses: Mapping[str, str]) -> Words:
    """Everything a reader sees in `paragraph`, tracked deletions left out, insertions kept.

    `addresses` are the targets of the part's external relations by their ids.
    """
    reading = _Reading(addresses)
    reading.descend(paragraph, None)
    return reading.words


class _Reading:
    def __init__(self, addresses: Mapping[str, str]) -> None:
        self.words = Words([], [], [])
        self._addresses = addresses
        self._fields: list[_Field] = []

    def descend(self, node: Node, address: str | None) -> None:
        for inner in children(node):
            self._read(inner, address)

    def _read(self, node: Node, address: str | None) -> None:
        name = local(node)
        if name in ("fldChar", "instrText"):
            self._follow_field(node, name)
        elif name in _LEFT_OUT:
            return
        elif name == "t":
            self._say(node.text or "", address)
        elif name in _CHARACTERS:
            self._say(_CHARACTERS[name], address)
        elif name == "sym":
            self._say(_SYMBOLS.get((node.get(W + "char") or "").upper(), " "), address)
        elif name in ("footnoteReference", "endnoteReference"):
            self.words.notes.append(Note(name.removesuffix("Reference"), node.get(W + "id") or ""))
        elif name in ("drawing", "pict", "object"):
            self.words.drawings.append(node)
        else:
            self._enter(node, name, address)

    def _enter(self, node: Node, name: str, address: str | None) -> None:
        if name == "AlternateContent":
            self._read_one_of(node, address)
        elif name == "hyperlink":
            self.descend(node, self._addresses.get(node.get(_R + "id") or "", address))
        elif name == "fldSimple":
            link = _LINK_FIELD.match(node.get(W + "instr") or "")
            self.descend(node, link[1] if link else address)
        elif name != "r" or not _is_hidden(node):
            self.descend(node, address)

    def _read_one_of(self, node: Node, address: str | None) -> None:
        """The same content is written for new and for old programs: one of them is read, the one that has words."""
        choices = children(node)
        best = next((choice for choice in choices if holds(choice, "t")), choices[0] if choices else None)
        if best is not None:
            self.descend(best, address)

    def _say(self, text: str, address: str | None) -> None:
        if all(field.in_result for field in self._fields):
            of_field = next((field.address for field in reversed(self._fields) if field.address), None)
            self.words.spans.append(Span(text, address or of_field))

    def _follow_field(self, node: Node, name: str) -> None:
        """A field is its beginning, its instruction, a separator, the result that is seen, and its end."""
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif name == "instrText":
            self._fields[-1].instruction += node.text or ""
        elif kind == "separate":
            self._fields[-1].in_result = True
        elif kind == "end":
            self._fields.pop()


def _is_hidden(run: Node) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and value(vanish) not in _OFF
