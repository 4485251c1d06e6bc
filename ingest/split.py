"""Cuts a document into passages along its headings, paragraphs and lists; no word is lost (pure)."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ingest.normalise import shown
from ingest.records import Block, Transcript
from ingest.sections import Section, outlines_of, sections_of
from ingest.sentences import sentence_spans
from knowledge.corpus import Passage, PassageKind, Unit, UnitKind
from knowledge.language import Language, language_of

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

_PROSE_LENGTH = 800  # characters; about 160 tokens, where a small embedding model still tells passages apart
_LIST_LENGTH = 1800
_LONG_BLOCK = 1200  # characters of one paragraph that may stay together
_ENDLESS = 1000  # characters without a sentence's end: a table pasted as text, a list of names
_LONG_UNIT = 600  # a longer item is quoted by the sentence
_PATTERNS: dict[str, UnitKind] = {"item": "item", "row": "row", "field": "field", "heading": "heading"}
_NUMBERED = re.compile(r"(?:[^\W\d_]+\s)?\d{1,2}\b")  # "1. First", "Steg 1: …"
_MARKS_ONLY = re.compile(r"(?:\s|[•●▪◦‣·*>|#–—-]|\d{1,3}[.)])*")
_KIND_OF: dict[str, PassageKind] = {"item": "list", "row": "table", "field": "fields"}


@cache
def _splitter() -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415 - half a second, seldom needed

    return RecursiveCharacterTextSplitter(
        chunk_size=_LONG_UNIT, chunk_overlap=0, add_start_index=True, separators=["\n", "; ", ", ", " ", ""]
    )


class _Cut(NamedTuple):
    """Blocks that make one passage, and the headings it stands under."""

    kind: PassageKind
    heading: tuple[Block, ...]
    blocks: tuple[Block, ...]


def split(transcript: Transcript, *, document: str, title: str, language: Language, as_written: bool) -> list[Passage]:
    """The passages of a normalised transcript, in reading order, then one per heading over numbered sub-headings.

    Row and first unit are places within the document; publishing moves them to the version's own. `as_written` says
    that the text is the file's own: Markdown marks are read as such, and words are mended for the search alone.
    """
    reader = _Reader(transcript.text, as_written=as_written)
    blocks = [part for block in transcript.blocks for part in reader.shortened(block)]
    cuts = [cut for section in sections_of(blocks) for cut in _cuts(section)]
    cuts += [
        _Cut("outline", (outline.parent,), (outline.parent, *outline.children))
        for outline in outlines_of(blocks)
        if all(_NUMBERED.match(reader.text, child.start, child.end) for child in outline.children)
    ]
    drafts = ((cut, tuple(reader.units(cut))) for cut in cuts)
    return _numbered([(cut, units) for cut, units in drafts if units], document, title, language, reader)


def _cuts(section: Section) -> Iterator[_Cut]:
    """A section's blocks in passages: lists with the line that introduces them, fields, rows, prose by length."""
    path = tuple(heading.block for heading in section.path)
    waiting = list(section.opened)
    for kind, blocks in _joined_lists(section.blocks):
        for part in _by_length(blocks, _PROSE_LENGTH if kind == "prose" else _LIST_LENGTH):
            yield _Cut(kind, path, (*waiting, *part))
            waiting = []
    if waiting:
        yield _Cut("prose", path, tuple(waiting))


def _joined_lists(blocks: Sequence[Block]) -> Iterator[tuple[PassageKind, list[Block]]]:
    """Runs of blocks of one kind; the paragraph above a list introduces it and goes with it."""
    runs: list[tuple[PassageKind, list[Block]]] = []
    for block in blocks:
        kind = _KIND_OF.get(block.kind, "prose")
        if runs and runs[-1][0] == kind and not block.first:
            runs[-1][1].append(block)
        else:
            runs.append((kind, [block]))
    for (before, above), (kind, run) in pairwise(runs):
        if kind in ("list", "table") and before == "prose" and above and len(run) > 1:
            run.insert(0, above.pop())
    return ((kind, run) for kind, run in runs if run)


def _by_length(blocks: Sequence[Block], limit: int) -> Iterator[list[Block]]:
    part: list[Block] = []
    length = 0
    for block in blocks:
        size = block.end - block.start
        if part and length + size > limit:
            yield part
            part, length = [], 0
        part.append(block)
        length += size
    if part:
        yield part


class _Reader:
    """Reads units out of one document's text."""

    def __init__(self, text: str, *, as_written: bool) -> None:
        self.text = text
        self._as_written = as_written

    def shortened(self, block: Block) -> Iterator[Block]:
        """A block, or where it is too long for a passage, parts of it that end with sentences."""
        if block.kind in ("noise", "heading") or block.end - block.start <= _LONG_BLOCK:
            yield block
            return
        start = end = block.start
        for sentence_start, sentence_end in self._sentences(block):
            if end > start and sentence_end - start > _PROSE_LENGTH:
                yield block.model_copy(update={"start": start, "end": end})
                start = sentence_start
            end = sentence_end
        yield block.model_copy(update={"start": start, "end": end})

    def shown(self, start: int, end: int) -> str:
        return shown(self.text[start:end], markdown=self._as_written, mend=not self._as_written)

    def units(self, cut: _Cut) -> Iterator[Unit]:
        last = None
        for block in cut.blocks:
            kind = _PATTERNS.get(block.kind, "sentence")
            whole = kind != "sentence" and (kind != "item" or block.end - block.start <= _LONG_UNIT)
            for start, end in [(block.start, block.end)] if whole else self._sentences(block):
                words = self.shown(start, end)
                if words:
                    yield self._unit(kind, block, (start, end), words, last)
                    last = end

    def _unit(self, kind: UnitKind, block: Block, span: tuple[int, int], words: str, last: int | None) -> Unit:
        start, end = span
        mended = shown(self.text[start:end], markdown=self._as_written, mend=True)
        page, page_label = block.page_at(start)
        between = self.text[last:start] if last is not None and last <= start else None
        return Unit(
            kind=kind,
            start=start,
            end=end,
            text=self.text[start:end],
            lead=between if between is not None and _MARKS_ONLY.fullmatch(between) else None,
            shown=words,
            mended=mended if mended != words else None,
            page=page,
            page_label=page_label,
        )

    def _sentences(self, block: Block) -> list[tuple[int, int]]:
        spans = sentence_spans(self.text[block.start : block.end])
        within = [(block.start + start, block.start + end) for start, end in spans]
        return [part for start, end in within for part in self._pieces(start, end)]

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """A sentence, or where it never ends, pieces of it that break at the next best place."""
        if end - start <= _ENDLESS:
            return [(start, end)]
        pieces = _splitter().create_documents([self.text[start:end]])
        begins = [start + int(piece.metadata["start_index"]) for piece in pieces]  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        return [(begin, begin + len(piece.page_content.rstrip())) for begin, piece in zip(begins, pieces, strict=True)]


def _numbered(
    drafts: Sequence[tuple[_Cut, tuple[Unit, ...]]], document: str, title: str, language: Language, reader: _Reader
) -> list[Passage]:
    passages: list[Passage] = []
    taken: set[str] = set()
    first_unit = 0
    for row, (cut, units) in enumerate(drafts):
        path = [reader.shown(block.start, block.end) for block in cut.heading]
        heading = tuple(words for at, words in enumerate(path) if at or words != title)
        pages = [unit.page for unit in units if unit.page is not None]
        passages.append(
            Passage(
                id=_name(document, heading, units, taken),
                document=document,
                row=row,
                first_unit=first_unit,
                kind=cut.kind,
                heading=heading,
                pages=(min(pages), max(pages)) if pages else None,
                start=min(unit.start for unit in units),
                end=max(unit.end for unit in units),
                language=language_of(" ".join(unit.shown for unit in units), default=language),
                units=units,
            )
        )
        first_unit += len(units)
    return passages


def _name(document: str, heading: tuple[str, ...], units: Sequence[Unit], taken: set[str]) -> str:
    """An id made of the passage's words, so that it stays when the document changes elsewhere."""
    words = "\n".join([*heading, *(unit.shown for unit in units)])
    stem = f"{document}#{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
    name, again = stem, 1
    while name in taken:
        again += 1
        name = f"{stem}-{again}"
    taken.add(name)
    return name
