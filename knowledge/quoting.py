"""Which sentences and list items answer a question, and the exact quotes they are (pure)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from knowledge.corpus import Hit, Passage, Unit
from knowledge.evidence import Weighed, is_empty_field
from knowledge.question import Question

ANSWER_LENGTH: Final = 1100  # characters: what a person reads without scrolling
_REPEATS, _REPETITION = 0.75, 0.4  # a sentence most of whose words have been said adds little
_CONSIDERED = 60  # units, best first; an answer holds ten at most
_NEIGHBOUR = 0.1  # a sentence beside a chosen one explains it
_BESIDE_A_LIST = 0.7
_LIST_LENGTH = 1000  # characters of a list that are shown whole
_ENOUGH = 0.4  # of the best unit's score; below that a sentence is beside the point …
_AT_LEAST = 450  # … once there is this much of an answer, in characters
_DOCUMENT_SHARE = 0.4  # of the answer, where a question asks what several documents say
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_BREAKS = re.compile(r"\s*\n\s*")
_SEVERAL = re.compile(
    r"\b(?:dokumenten|källorna|texterna|skrifterna|documents|sources|texts|each|båda|respektive|jämför|compare)\b",
    re.IGNORECASE,
)


class Quote(NamedTuple):
    """Units of one passage that stand together in the document.

    `text` is the exact words of the document from the first unit to the last, white space folded; a line break parts
    list items.
    """

    hit: Hit
    units: tuple[Unit, ...]
    text: str

    @property
    def passage(self) -> Passage:
        """The passage the quote is from."""
        return self.hit.passage


def compose(question: Question, weighed: Sequence[Weighed], *, length: int = ANSWER_LENGTH) -> list[Quote]:
    """The quotes that answer `question` in at most `length` characters, best passage first, each in reading order."""
    choice = _Choice(question, weighed, length)
    choice.fill()
    return [quote for hit, places in choice.in_order() for quote in quotes_of(hit, places)]


def nearest(weighed: Sequence[Weighed], *, limit: int) -> list[Quote]:
    """The best unit of each of the `limit` best passages: what the documents do say."""
    best: dict[int, Weighed] = {}
    for one in sorted(weighed, key=lambda one: -one.score):
        if one.unit.kind != "heading":
            best.setdefault(one.hit.passage.row, one)
    return [quote for one in list(best.values())[:limit] for quote in quotes_of(one.hit, [one.at])]


class _Choice:
    """The units chosen so far, and what may still be chosen."""

    def __init__(self, question: Question, weighed: Sequence[Weighed], length: int) -> None:
        self._question = question
        able = [one for one in weighed if not is_empty_field(one.unit)]
        best = sorted(able, key=lambda one: -one.score)[:_CONSIDERED]
        self._left = {(one.hit.passage.row, one.at): one for one in best}
        self._hits = {one.hit.passage.row: one.hit for one in weighed}
        self._best = max((one.score for one in weighed), default=0.0)
        self._room = length
        self._length = length
        self._spent: dict[str, int] = {}
        self._said: set[str] = set()
        self._listed: float | None = None
        self._terms = {(one.hit.passage.row, one.at): one.terms for one in weighed}
        self._told: frozenset[str] = frozenset()
        self.places: dict[int, set[int]] = {}
        self._several = _SEVERAL.search(question.text) is not None

    def fill(self) -> None:
        """Choose the best unit that still fits, again and again."""
        while self._left:
            key = max(self._left, key=lambda key: self._worth(*key))
            one = self._left.pop(key)
            if self._is_weak(one) or self._room <= 0:
                break
            self._take(one)

    def in_order(self) -> Iterator[tuple[Hit, list[int]]]:
        """The chosen places by passage, the passage that answers best first, its units in reading order."""
        return ((self._hits[row], sorted(places)) for row, places in self.places.items())

    def _is_weak(self, one: Weighed) -> bool:
        """Whether a unit adds too little to what is there."""
        if self._listed is not None:
            # The list that was asked for is there, whole: what else is said has to be nearly as good.
            return one.score < _BESIDE_A_LIST * self._listed
        return one.score < _ENOUGH * self._best and self._room < self._length - _AT_LEAST

    def _worth(self, row: int, at: int) -> float:
        one = self._left[row, at]
        near = self.places.get(row, set())
        score = one.score + _NEIGHBOUR * bool(near & {at - 1, at + 1})
        if one.terms and len(one.terms & self._told) > _REPEATS * len(one.terms):
            score -= _REPETITION
        return score

    def _take(self, one: Weighed) -> None:
        passage = one.hit.passage
        listed = passage.kind in ("list", "outline")
        if listed and passage.row not in self.places and self._take_whole(one.hit):
            fits = self._question.number in (None, passage.listed)
            if self._question.wants_list and fits and not self._several and self._listed is None:
                self._listed = one.score
        elif not listed or (one.unit.kind == "item") or not one.unit.shown.endswith(":"):
            self._add(one.hit, [one.at])

    def _take_whole(self, hit: Hit) -> bool:
        """Take a list with the line that introduces it, or without where only that fits; False where neither does."""
        units = hit.passage.units
        introduced = _without_upper_headings(units)
        bare = [at for at in introduced if units[at].kind not in ("sentence", "heading")]
        for places in (introduced, bare):
            if places and sum(len(units[at].shown) for at in places) <= min(_LIST_LENGTH, self._room):
                self._add(hit, places)
                return True
        return False

    def _add(self, hit: Hit, places: Sequence[int]) -> None:
        row, document = hit.passage.row, hit.passage.document
        for at in places:
            unit = hit.passage.units[at]
            words = " ".join(unit.shown.casefold().split())
            full = self._several and self._spent.get(document, 0) > self._length * _DOCUMENT_SHARE
            if len(unit.shown) > self._room or words in self._said or full:
                continue
            self._said.add(words)
            self._told |= self._terms.get((row, at), frozenset())
            self._room -= len(unit.shown)
            self._spent[document] = self._spent.get(document, 0) + len(unit.shown)
            self.places.setdefault(row, set()).add(at)
            self._left.pop((row, at), None)


def _without_upper_headings(units: Sequence[Unit]) -> list[int]:
    """Every place but the headings before the last one above the list, which only repeat the path."""
    opening = next((at for at, unit in enumerate(units) if unit.kind != "heading"), len(units))
    introduced = opening < len(units) and units[opening].kind == "sentence"
    start = opening if introduced else max(0, opening - 1)
    return list(range(start, len(units))) if opening < len(units) else list(range(len(units)))


def quotes_of(hit: Hit, places: Sequence[int]) -> Iterator[Quote]:
    """The chosen units of a passage in runs that stand together in the document."""
    run: list[int] = []
    for at in places:
        if run and (at != run[-1] + 1 or hit.passage.units[at].lead is None):
            yield _quote(hit, run)
            run = []
        run.append(at)
    if run:
        yield _quote(hit, run)


def _quote(hit: Hit, run: Sequence[int]) -> Quote:
    units = tuple(hit.passage.units[at] for at in run)
    pieces = [_on_one_line(units[0].text)]
    for unit in units[1:]:
        lead = unit.lead or ""
        pieces.append(_gap(lead) + _on_one_line(unit.text))
    return Quote(hit, units, "".join(pieces))


def _gap(lead: str) -> str:
    """What stands between two units: a space, or a line break with the marks of lists and rulers."""
    marks = "\n".join(line.strip() for line in lead.split("\n") if line.strip())
    if "\n" not in lead:
        return _SPACES.sub(" ", lead)
    return f"\n{marks} " if marks else "\n"


def _on_one_line(text: str) -> str:
    return _SPACES.sub(" ", _BREAKS.sub(" ", text))
