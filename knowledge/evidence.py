"""How well each sentence and list item of the hits answers a question (pure)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.analysis import Lexicon, terms_of
from knowledge.corpus import Hit, Passage, Unit
from knowledge.expectation import holds
from knowledge.question import Concept, Question

_BOTH = ("sv", "en")
_LIKENESS, _OVERLAP, _HIT, _HEADING = 0.36, 1.0, 1.4, 0.8
_HOLDS_THE_KIND = 0.17
_OF_THE_TEXT = 0.8  # the line of a text that says who wrote it, or when it was put out
_YIELDS = -0.8  # a summary beside its original
_SCRAP_LENGTH, _SCRAP = 30, -0.3  # a few words that are no list item seldom say anything alone
_KIN = 0.7
_PART = 0.5  # what the parts of a compound say of the whole


class Weighed(NamedTuple):
    """A unit of a hit with its worth as an answer.

    `overlap` is the share of the question, by weight, whose concepts the unit names; `likeness` its cosine, spread
    between the lowest and highest of all units at hand; `terms` what it says, by its search terms.
    """

    hit: Hit
    at: int
    score: float
    overlap: float
    likeness: float
    terms: frozenset[str] = frozenset()

    @property
    def unit(self) -> Unit:
        """The unit itself."""
        return self.hit.passage.units[self.at]


class Scale:
    """Weighs texts against one question."""

    def __init__(self, question: Question, lexicon: Lexicon) -> None:
        self._concepts = question.concepts
        self._total = sum(concept.weight for concept in question.concepts)
        self._lexicon = lexicon

    def terms(self, text: str) -> frozenset[str]:
        """The search terms of `text` in both languages."""
        return _terms(text, self._lexicon)

    def coverage(self, terms: frozenset[str]) -> float:
        """The share of the question, by weight, that `terms` name; 0 for a question without telling words."""
        if not self._total:
            return 0.0
        return sum(concept.weight * named(concept, terms) for concept in self._concepts) / self._total


@lru_cache(maxsize=16_384)  # the sentences of a few thousand passages: what one question finds, the next finds again
def _terms(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(terms_of(text, _BOTH, lexicon))


def named(concept: Concept, terms: frozenset[str]) -> float:
    """How far `terms` name a concept: 1 for the whole, less for a word of its kin or the parts of a compound."""
    if concept.whole & terms:
        return 1.0
    alike = _KIN if concept.kin & terms else 0.0
    return max(alike, _PART * len(concept.parts & terms) / len(concept.parts) if concept.parts else 0.0)


def passage_terms(passage: Passage, scale: Scale) -> frozenset[str]:
    """What a passage names, headings included."""
    return scale.terms(" ".join((*passage.heading, passage.searched)))


def weigh(question: Question, hits: Sequence[Hit], scale: Scale) -> list[Weighed]:
    """Every quotable unit of `hits`, in the order of the hits, with its worth."""
    cosines = [cosine for hit in hits for cosine in hit.likeness]
    low, high = (min(cosines), max(cosines)) if cosines else (0.0, 0.0)
    weighed = [one for hit in hits for one in _weigh_hit(question, hit, scale, low, (high - low) or 1.0)]
    return _with_originals_first(weighed)


def _with_originals_first(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The units, those of an original lifted to the worth of the summary it stands in for, the summary's lowered."""
    best: dict[int, float] = {}
    for one in weighed:
        best[one.hit.passage.row] = max(one.score, best.get(one.hit.passage.row, one.score))

    def worth(one: Weighed) -> float:
        spoken_for = best.get(one.hit.speaks_for, 0.0) if one.hit.speaks_for is not None else 0.0
        lift = max(0.0, spoken_for - best[one.hit.passage.row])
        return one.score + lift + _YIELDS * one.hit.yields

    return [one._replace(score=worth(one)) for one in weighed]


def _weigh_hit(question: Question, hit: Hit, scale: Scale, low: float, width: float) -> Iterable[Weighed]:
    if hit.passage.kind == "outline" and not question.wants_list:
        return
    around = _HIT * hit.score + _HEADING * scale.coverage(scale.terms(" ".join(hit.passage.heading)))
    # A list that is asked for answers as a whole: its line of introduction and its items together.
    as_one = question.wants_list and question.number == hit.passage.listed and hit.passage.kind in ("list", "outline")
    named_by_all = scale.coverage(scale.terms(hit.passage.searched)) if as_one else 0.0
    closest = (max(hit.likeness) - low) / width if hit.likeness else 0.0
    for at, unit in enumerate(hit.passage.units):
        if unit.kind == "heading" and hit.passage.kind != "outline":
            continue
        likeness = (hit.likeness[at] - low) / width if hit.likeness else 0.0
        terms = scale.terms(unit.searched)
        overlap = scale.coverage(terms)
        if as_one:
            likeness, overlap = max(likeness, closest), max(overlap, named_by_all)
        score = around + _LIKENESS * likeness + _OVERLAP * overlap
        score += _SCRAP * (len(unit.shown) < _SCRAP_LENGTH and unit.kind == "sentence")
        if question.expects != "any" and _shows(question, unit):
            score += _OF_THE_TEXT if question.expects in ("issued", "author") else _HOLDS_THE_KIND
        yield Weighed(hit, at, score, overlap, likeness, terms)


def is_empty_field(unit: Unit) -> bool:
    """Whether a unit is a form's field with nothing in it ("Beslut datum:")."""
    return unit.kind == "field" and unit.shown.rstrip().endswith(":")


def _shows(question: Question, unit: Unit) -> bool:
    return question.expects not in ("person", "place", "count") and holds(unit.searched, question.expects)
