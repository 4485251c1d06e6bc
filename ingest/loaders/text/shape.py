"""From clusters of lines to blocks: which lines are headings, items, fields, and which flow together."""

import re
from collections.abc import Iterator, Sequence

from ingest.loaders.text.lines import Cluster, Line
from ingest.records import Block, BlockKind

_SLIDE_GAP = 2  # blank lines that begin something new
_SLIDES = 5  # as many wide gaps make a text the text layer of slides
_HEADING_LENGTH = 110
_ITEM_LENGTH = 70
_ENDS_SENTENCE = re.compile(r"[.!:;,…][\"”’)\]]*\s*\Z")
_ASKS = re.compile(r"\?[\"”’)\]]*\s*\Z")
_DATE_LINE = re.compile(
    r"\s*(?:[A-ZÅÄÖ][\wåäö]+(?:\s[a-zåäö]+)?:?\s+)?(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\s+[^\W\d]+\s+\d{4})\s*\Z"
)
_CUT_OFF = re.compile(r"(?:[-,]|\s(?:för|att|och|i|av|på|med|till|som|en|ett|den|det|of|the|and|to|for|in|a|with))\Z")
_STARTS_LOW = re.compile(r"[a-zåäöéü(]")
_FIELD_CELL = re.compile(r"[^\t]*\S[^\t]*")


def blocks_of(text: str, clusters: Sequence[Cluster], *, folded: bool = False) -> list[Block]:
    """The blocks of a plain text, in reading order.

    `folded` says that white space at the ends of lines is gone, so that a line cut in two shows by its words alone.
    """
    slides = sum(cluster.gap > _SLIDE_GAP for cluster in clusters) >= _SLIDES
    reading = _Reading(text, slides=slides, folded=folded)
    for at, cluster in enumerate(clusters):
        # A date between a heading and its text does not part them.
        following = next((after for after in clusters[at + 1 :] if not _is_date(text, after)), None)
        reading.take(cluster, following)
    return [_lone_item_as_paragraph(reading, at) for at in range(len(reading.blocks))]


def _is_date(text: str, cluster: Cluster) -> bool:
    return len(cluster.lines) == 1 and _DATE_LINE.match(text, cluster.lines[0].start, cluster.lines[0].end) is not None


def _lone_item_as_paragraph(reading: "_Reading", at: int) -> Block:
    block = reading.blocks[at]
    if at not in reading.guessed:
        return block
    neighbours = reading.blocks[max(0, at - 1) : at] + reading.blocks[at + 1 : at + 2]
    lone = not any(other.kind == "item" for other in neighbours)
    return block.model_copy(update={"kind": "paragraph"}) if lone else block


class _Reading:
    """The blocks read so far, and what the last one was."""

    def __init__(self, text: str, *, slides: bool, folded: bool) -> None:
        self.blocks: list[Block] = []
        self.guessed: set[int] = set()
        self._text = text
        self._slides = slides
        self._folded = folded
        self._opens = False
        self._first = False
        self._tight = False
        self._marked = re.search(r"^\s{0,3}#{1,6}[ \t]+\S", text, re.MULTILINE) is not None

    def take(self, cluster: Cluster, following: Cluster | None) -> None:
        self._opens = cluster.gap > _SLIDE_GAP
        for run in _runs(self._text, cluster.lines):
            first_run = run[0] is cluster.lines[0]
            match run[0].kind:
                case "ruler":
                    continue
                case "hash":
                    self._hash(run)
                case "contents":
                    self._each("noise", run)
                case "fields":
                    self._fields(run)
                case "bullet" | "number":
                    self._items(run, new=first_run)
                case "plain":
                    self._plain(run, cluster, following, first=first_run, last=run[-1] is cluster.lines[-1])

    def _hash(self, run: Sequence[Line]) -> None:
        for line in run:
            self._add("heading", line.start, line.end, level=line.depth, ordinal=self._number_in(line))

    def _is_other_list(self, line: Line, before: Block, tight: bool) -> bool:  # noqa: FBT001 - a fact, not a switch
        """Whether an item right after an item begins a list of its own."""
        if (line.ordinal is None) != (before.ordinal is None):
            return True
        if line.ordinal is not None and before.ordinal is not None:
            return line.ordinal != before.ordinal + 1
        return tight or self._tight

    def _number_in(self, line: Line) -> int | None:
        match = re.match(r"(\d{1,2})[.)]\s", self._text[line.start : line.end])
        return int(match[1]) if match else None

    def _each(self, kind: BlockKind, run: Sequence[Line]) -> None:
        for line in run:
            self._add(kind, line.start, line.end)

    def _fields(self, run: Sequence[Line]) -> None:
        for line in run:
            for cell in _FIELD_CELL.finditer(self._text, line.start, line.end):
                raw = cell.group()
                start = cell.start() + len(raw) - len(raw.lstrip())
                self._add("field", start, start + len(raw.strip()))

    def _items(self, run: Sequence[Line], *, new: bool) -> None:
        indents = sorted({line.indent for line in run if line.kind != "plain"})
        outermost = indents[0]
        tight = sum(line.kind != "plain" and line.indent == outermost for line in run) > 1
        # Bullets without blank lines between them are one list; after bullets that have them, another.
        before = self.blocks[-1] if self.blocks else None
        self._first = (
            new and before is not None and before.kind == "item" and self._is_other_list(run[0], before, tight)
        )
        self._tight = tight
        for line in run:
            if line.kind == "plain":
                self._extend(line.end)
            else:
                level = 1 + indents.index(line.indent)
                self._add("item", line.start, line.end, level=level, ordinal=line.ordinal)

    def _plain(
        self, run: Sequence[Line], cluster: Cluster, following: Cluster | None, *, first: bool, last: bool
    ) -> None:
        body = self._text[run[0].start : run[-1].end]
        if first and self._continues(body):
            self._extend(run[-1].end)
        elif first and last and self._is_title(body, following):
            self._add("heading", run[0].start, run[-1].end)
        elif len(run) > 1 and self._are_items(run):
            self._short_lines(run, new=first and cluster.gap > _SLIDE_GAP)
        elif self._is_one_line(run) and last and self._is_heading(body, cluster, following, first=first):
            level = 3 if self._marked or (self._slides and cluster.gap <= _SLIDE_GAP) else 2
            self._add("heading", run[0].start, run[-1].end, level=level if self._has_title() else 1)
        elif len(run) == 1 and self._is_short(body) and self._in_short_run(cluster, following):
            self.guessed.add(len(self.blocks))
            self._add("item", run[0].start, run[0].end)
        else:
            self._add("paragraph", run[0].start, run[-1].end)

    def _continues(self, body: str) -> bool:
        """Whether a sentence that a blank line cut in two goes on here."""
        if not self.blocks or not _STARTS_LOW.match(body) or self.blocks[-1].kind in ("noise", "field"):
            return False
        end = self.blocks[-1].end
        before = self._text[self.blocks[-1].start : end]
        # Lines that were broken for a slide or a page keep their trailing space.
        cut = self._folded or self._text[end : end + 1] == " " or _CUT_OFF.search(before) is not None
        return cut and not _ENDS_SENTENCE.search(before) and not _ASKS.search(before)

    def _is_title(self, body: str, following: Cluster | None) -> bool:
        """Whether a short text that stands alone at the very top names the document."""
        alone = following is not None and following.gap > _SLIDE_GAP
        return alone and not self.blocks and len(body) <= _HEADING_LENGTH

    def _is_one_line(self, run: Sequence[Line]) -> bool:
        return len(run) == 1 or (not run[2:] and bool(_STARTS_LOW.match(self._text[run[1].start])))

    def _are_items(self, run: Sequence[Line]) -> bool:
        bodies = [self._text[line.start : line.end] for line in run]
        short = bool(bodies) and all(len(body) <= _ITEM_LENGTH and not _ENDS_SENTENCE.search(body) for body in bodies)
        return short and not any(_STARTS_LOW.match(body) for body in bodies)

    def _short_lines(self, run: Sequence[Line], *, new: bool) -> None:
        if new:
            self._add("heading", run[0].start, run[0].end, level=2 if self._has_title() else 1)
        self._each("item", run[1:] if new else run)

    def _is_short(self, body: str) -> bool:
        return len(body) <= _HEADING_LENGTH and not _ENDS_SENTENCE.search(body)

    def _is_heading(self, body: str, cluster: Cluster, following: Cluster | None, *, first: bool) -> bool:
        if not self._is_short(body) or following is None or _DATE_LINE.match(body) or _STARTS_LOW.match(body):
            return False
        if not first or body[0] in "–—+":
            return False
        if _ASKS.search(body) and not self._marked:
            return True
        if following.gap > _SLIDE_GAP:
            return False
        opening, several = following.lines[0], following.lines[1:]
        next_body = self._text[opening.start : (several or (opening,))[-1].end]
        opens_text = opening.kind in ("bullet", "number", "fields") or bool(several)
        opens_text = opens_text or (opening.kind == "plain" and not self._is_short(next_body))
        return opens_text or (cluster.gap > _SLIDE_GAP and opening.kind == "plain")

    def _in_short_run(self, cluster: Cluster, following: Cluster | None) -> bool:
        """Whether a short line stands among its like: under a heading or beside another short line."""
        if not self.blocks or self._marked or cluster.gap > _SLIDE_GAP or not self._has_title():
            return False
        if _is_date(self._text, cluster):
            return False
        if self.blocks[-1].kind in ("item", "heading"):
            return True
        return following is not None and len(following.lines) == 1 and following.gap <= _SLIDE_GAP

    def _has_title(self) -> bool:
        return any(block.kind == "heading" for block in self.blocks)

    def _extend(self, end: int) -> None:
        if self.blocks:
            self.blocks[-1] = self.blocks[-1].model_copy(update={"end": end})

    def _add(self, kind: BlockKind, start: int, end: int, *, level: int = 1, ordinal: int | None = None) -> None:
        self.blocks.append(
            Block(kind=kind, start=start, end=end, level=level, ordinal=ordinal, opens=self._opens, first=self._first)
        )
        self._opens = self._first = False


def _runs(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of a cluster that belong to one structure: a list with its continuation lines, a paragraph, fields."""
    run: list[Line] = []
    for line in lines:
        if run and not _joins(text, run, line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _joins(text: str, run: Sequence[Line], line: Line) -> bool:
    listed = run[0].kind in ("bullet", "number")
    if listed and line.kind == "plain":
        return line.indent > run[0].indent or bool(_STARTS_LOW.match(text[line.start]))
    if listed:
        return line.kind in ("bullet", "number")
    return line.kind == run[0].kind
