"""Whether what was found answers a question, or only lies near it (pure)."""

import math
import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from knowledge.corpus import Hit
from knowledge.evidence import Scale, Weighed, is_empty_field, passage_terms
from knowledge.expectation import Expectation, holds
from knowledge.question import Question

THRESHOLD: Final = 0.55
_DISTANCE, _UNIT_DISTANCE, _COVERAGE, _ACROSS, _BIAS = 88.0, 119.0, 7.3, 2.1, -3.8
_FOLLOWS, _ERRAND = 2.5, -3.0
_WORDS_ALONE, _WORDS_BIAS = 14.0, -4.5
_TOP: Final = 3
_TREATED: Final = 0.3  # of the question; below that it would be too much to say that the documents treat its subject
_STRICT: Final[frozenset[Expectation]] = frozenset(
    {"date", "year", "money", "count", "share", "contact", "expansion", "name", "result", "indicator"}
)
_EVIDENCE: Final = 8  # units among which the thing asked for must stand
_EMPTY_FIELD = re.compile(r"\A([^:\n]{2,60}):\s*\Z")
_FIELD_OVERLAP = 0.2
_FITS = 0.2
_FIELD_OF_A_PERSON = re.compile(r"\bav\b|ansvarig|\bby\b|owner|author|författare", re.IGNORECASE)
_FIELD_OF_A_DATE = re.compile(r"datum|date|revidering|revision", re.IGNORECASE)
_NAMING: Final = 2  # units among which a name must stand
_NAME = re.compile(r"(?<=[\w,;:–-] )[\"”“]?[A-ZÅÄÖ][\w&-]+")
_COUNTED = re.compile(
    r"\b(?:hur många|how many|antalet|number of)\s+(?:av\s+|of\s+(?:the\s+)?)?(?:olika\s+|different\s+)?([\w-]+)",
    re.IGNORECASE,
)
_NUMERAL_BEFORE = 3  # words between a number and what it counts


class Decision(NamedTuple):
    """Whether to answer. `support` is 0 to 1; `reason` and `about` are set where not to."""

    answer: bool
    support: float
    reason: Literal["nothing_found", "part", "empty_field"] | None = None
    about: str | None = None


def decide(
    question: Question,
    hits: Sequence[Hit],
    weighed: Sequence[Weighed],
    elsewhere: float | None,
    scale: Scale,
    *,
    said: str | None = None,
) -> Decision:
    """Whether to answer `question` from `hits`; one that leans on an answer (`said`) is on its topic by itself."""
    head_start = _FOLLOWS * (said is not None) + _ERRAND * question.errand
    support = support_of(question, hits, elsewhere, scale, head_start)
    if support < THRESHOLD:
        return Decision(answer=False, support=support, reason="nothing_found")
    if field := empty_field(question, weighed):
        return Decision(answer=False, support=support, reason="empty_field", about=field)
    if lacks_the_kind(question, weighed, scale, said or ""):
        treated = covered(hits, scale) >= _TREATED
        return Decision(answer=False, support=support, reason="part" if treated else "nothing_found")
    return Decision(answer=True, support=support)


def support_of(
    question: Question, hits: Sequence[Hit], elsewhere: float | None, scale: Scale, head_start: float = 0.0
) -> float:
    """How sure it is (0 to 1) that the library treats what `question` asks.

    Three things tell: by how much the nearest passage and the nearest sentence lie nearer than anything that is not the
    library's business, how much of the question the best passages name, and that a question in one language shares few
    words with a text in the other. The numbers were fitted to some five hundred questions on two libraries.
    """
    if not hits:
        return 0.0
    coverage = covered(hits, scale)
    cosine = max((hit.meaning for hit in hits if hit.meaning is not None), default=None)
    if cosine is None or elsewhere is None:
        return _sigmoid(_WORDS_ALONE * coverage + _WORDS_BIAS + head_start)
    across = float(hits[0].passage.language != question.language)
    sentence = max((max(hit.likeness) for hit in hits if hit.likeness), default=cosine)
    distance = _DISTANCE * (cosine - elsewhere) + _UNIT_DISTANCE * (sentence - elsewhere)
    return _sigmoid(distance + _COVERAGE * coverage + _ACROSS * across + _BIAS + head_start)


def covered(hits: Sequence[Hit], scale: Scale) -> float:
    """The share of the question that the best passages name together."""
    return scale.coverage(frozenset[str]().union(*(passage_terms(hit.passage, scale) for hit in hits[:_TOP])))


def empty_field(question: Question, weighed: Sequence[Weighed]) -> str | None:
    """The name of a form's field that is asked for and stands empty, if there is one."""
    fields = [one for one in weighed if is_empty_field(one.unit) and one.overlap >= _FIELD_OVERLAP]
    if question.expects not in ("date", "year", "person", "any") or not fields:
        return None
    best = max(fields, key=lambda one: one.overlap + _FITS * _fits(question, one))
    if any(one.overlap >= best.overlap for one in weighed if one.unit.kind != "field"):
        return None
    match = _EMPTY_FIELD.match(best.unit.shown)
    return match[1].strip() if match else None


def _fits(question: Question, one: Weighed) -> bool:
    """Whether a field's name is that of the kind of thing asked for."""
    pattern = _FIELD_OF_A_PERSON if question.expects == "person" else _FIELD_OF_A_DATE
    return pattern.search(one.unit.shown) is not None


def lacks_the_kind(question: Question, weighed: Sequence[Weighed], scale: Scale, said: str = "") -> bool:
    """Whether the question asks for a thing of a kind (a date, a sum …) that no sentence at hand holds.

    `said` is what has been answered before: a question for the names of the others is not answered by the same names.
    """
    if question.expects not in _STRICT:
        return False
    best = sorted(weighed, key=lambda one: -one.score)[:_EVIDENCE]
    if question.expects == "count":
        return not _counts(question, weighed, scale)
    if question.expects == "expansion":
        return not any(_expands(question, one) for one in best)
    if question.expects == "name":
        return not any(_names(question, one, said) for one in best[:_NAMING])
    return not any(holds(one.unit.searched, question.expects) for one in best)


def _names(question: Question, one: Weighed, said: str) -> bool:
    """Whether a unit names something by its own name, other than what was asked and said."""
    known = f"{question.text} {said}".casefold()
    words = one.unit.shown
    found = _NAME.findall(words) if one.unit.kind in ("sentence", "row") else re.findall(r"[A-ZÅÄÖ][\w&-]+", words)
    return any(name.strip('"”“ ').casefold().rstrip("s") not in known for name in found)


def _counts(question: Question, weighed: Sequence[Weighed], scale: Scale) -> bool:
    """Whether a number stands before what is counted, or a list of it is at hand."""
    match = _COUNTED.search(question.asked)
    if match is None:
        return True
    named_next = match[1].casefold().split()
    counted = frozenset(stem for c in question.concepts if c.word in named_next for stem in (*c.whole, *c.parts))
    if not counted:
        return True
    for one in weighed:
        words = one.unit.searched.split()
        for at, word in enumerate(words):
            if holds(word, "count"):
                after = scale.terms(" ".join(words[at + 1 : at + 1 + _NUMERAL_BEFORE]))
                if counted & after:
                    return True
        if _introduces(one) and counted & scale.terms(one.unit.searched):
            return True
    return False


def _introduces(one: Weighed) -> bool:
    """Whether a unit says what the list it stands over lists."""
    listed = one.hit.passage.kind in ("list", "outline") and one.at <= 1
    return listed and (one.unit.kind == "heading" or one.unit.shown.endswith(":"))


def _expands(question: Question, one: Weighed) -> bool:
    """Whether a unit spells out a capital-letter abbreviation that the question names."""
    for short in re.findall(r"\b[A-ZÅÄÖ]{2,}\d*\b", question.text):
        beside = re.search(
            rf"\b{short}\b\s*(?:\(|=|–|står för|stands for|är en förkortning)|\(\s*{short}\b", one.unit.searched
        )
        if beside:
            return True
    return False


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, x))))
