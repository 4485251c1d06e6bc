"""Finds the structure that a format does not carry: headings that only look like some, numbers, fields (pure)."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from ingest.loaders.text.lines import Cluster, Line, line_of
from ingest.loaders.text.shape import blocks_of
from ingest.records import Block, Transcript
from ingest.sentences import sentence_spans

_NUMBER = re.compile(r"(\d{1,2})[.)]\s+\S")
_CONTENTS = re.compile(r".*\S\s*\.{4,}\s*\d{1,4}\s*\Z", re.DOTALL)
_FIELD = re.compile(r"[A-ZÅÄÖ][^:.!?\n]{1,40}:(?:\s.{0,90})?\Z", re.DOTALL)
_FIELDS = 3  # as many in a row are a form, not sentences that happen to hold a colon
_SPOKEN = 220  # characters; bullets on a slide that are longer are running text
_UNSTRUCTURED = 8  # paragraphs without a heading among them


def structured(transcript: Transcript, *, as_written: bool, slides: bool = False) -> Transcript:
    """The transcript with what its format leaves unsaid.

    Headings get the number they open with, a heading said again on the next slide goes, lines of a table of contents
    become noise, a run of "Name: value" lines becomes fields. A document of another format than text (`as_written`
    false) that has no headings at all is read by the shape of its paragraphs, as plain text is. On `slides`, bulleted
    lines that run over several sentences are paragraphs.
    """
    text = transcript.text
    blocks = list(transcript.blocks)
    if not as_written and _is_unstructured(blocks):
        blocks = list(_by_shape(text, blocks))
    if slides:
        blocks = _spoken(text, blocks)
    blocks = [_numbered(text, block) for block in blocks]
    blocks = [_without_contents(text, block) for block in blocks]
    blocks = _fields(text, _without_repeats(text, blocks))
    return transcript.model_copy(update={"blocks": tuple(blocks)})


def _is_unstructured(blocks: Sequence[Block]) -> bool:
    headings = sum(block.kind == "heading" for block in blocks)
    return headings <= 1 and sum(block.kind == "paragraph" for block in blocks) >= _UNSTRUCTURED


def _spoken(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of slides with running text told from lists, run of bullets by run of bullets."""
    found: list[Block] = []
    for bulleted, run in groupby(blocks, key=lambda block: block.kind == "item" and block.ordinal is None):
        together = list(run)
        found += _prose_and_items(text, together) if bulleted else together
    return found


def _prose_and_items(text: str, run: Sequence[Block]) -> list[Block]:
    """A run of bullets: the running text that opens it, the list, and what is far too long to be part of the list."""
    usual = median(block.end - block.start for block in run)
    found: list[Block] = []
    listing = False
    for block in run:
        words = text[block.start : block.end]
        several = len(sentence_spans(words)) > 1
        listing = listing or not (several or words.rstrip().endswith(":") or len(words) > _SPOKEN)
        long = several and len(words) > max(_SPOKEN, 2.5 * usual)
        prose = usual > _SPOKEN or not listing or long
        found.append(block.model_copy(update={"kind": "paragraph"}) if prose else block)
    return found


def _numbered(text: str, block: Block) -> Block:
    match = _NUMBER.match(text, block.start, block.end) if block.kind == "heading" else None
    return block.model_copy(update={"ordinal": int(match[1])}) if match else block


def _without_contents(text: str, block: Block) -> Block:
    if block.kind in ("paragraph", "item") and _CONTENTS.match(text, block.start, block.end):
        return block.model_copy(update={"kind": "noise"})
    return block


def _without_repeats(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without headings that say the heading before them again, as slides that go on do."""
    kept: list[Block] = []
    last = ""
    for block in blocks:
        words = text[block.start : block.end] if block.kind == "heading" else ""
        repeated = bool(words) and words == last and block.page is not None
        kept.append(block.model_copy(update={"kind": "noise"}) if repeated else block)
        last = words or last
    return kept


def _fields(text: str, blocks: Sequence[Block]) -> list[Block]:
    found = list(blocks)
    run: list[int] = []
    for at, block in enumerate([*blocks, None]):
        fits = (
            block is not None and block.kind in ("paragraph", "item") and (not run or found[run[0]].kind == block.kind)
        )
        if block is not None and fits and _FIELD.match(text, block.start, block.end):
            run.append(at)
            continue
        if len(run) >= _FIELDS and any(text[found[n].start : found[n].end].rstrip().endswith(":") for n in run):
            for n in run:
                found[n] = found[n].model_copy(update={"kind": "field"})
        run = []
    return found


def _by_shape(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks as plain text would give them, each with the page of the block it was part of."""
    clusters = [Cluster(1, (_line(text, block),)) for block in blocks if block.kind not in ("noise", "row")]
    places = {block.start: block for block in blocks}
    for block in sorted([*blocks_of(text, clusters, folded=True), *_rows(blocks)], key=lambda block: block.start):
        origin = places.get(block.start) or _holder(blocks, block)
        page, label = origin.page_at(block.start)
        yield block.model_copy(update={"page": page, "page_label": label, "turns": origin.turns})


def _rows(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.kind in ("noise", "row")]


def _line(text: str, block: Block) -> Line:
    match block.kind:
        case "heading":
            return Line("hash", block.start, block.end, depth=block.level, ordinal=block.ordinal)
        case "item":
            kind = "bullet" if block.ordinal is None else "number"
            return Line(kind, block.start, block.end, indent=2 * (block.level - 1), ordinal=block.ordinal)
        case _:
            return line_of(text[block.start : block.end], block.start)


def _holder(blocks: Sequence[Block], inner: Block) -> Block:
    return next((block for block in blocks if block.start <= inner.start < block.end), blocks[0])
