"""Whether what was found answers a question, or only lies near it (pure)."""

import math
import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from knowledge.corpus import Hit
from knowledge.evidence import Scale, Weighed, is_empty_field, passage_terms
from knowledge.lacking import lacks_the_kind
from knowledge.question import Question

THRESHOLD: Final = 0.55
_DISTANCE, _UNIT_DISTANCE, _COVERAGE, _ACROSS, _BIAS = 88.0, 119.0, 7.3, 2.1, -3.8
_FOLLOWS, _ERRAND, _OF_DOCUMENTS = 2.5, -4.5, 2.5
_WORDS_ALONE, _WORDS_BIAS = 14.0, -4.5
_TOP: Final = 3
_TREATED: Final = 0.3  # of the question; below that it would be too much to say that the documents treat its subject
_EMPTY_FIELD = re.compile(r"\A([^:\n]{2,60}):\s*\Z")
_FIELD_OVERLAP = 0.2
_FITS = 0.2
_FIELD_OF_A_PERSON = re.compile(r"\bav\b|ansvarig|\bby\b|owner|author|författare", re.IGNORECASE)
_FIELD_OF_A_DATE = re.compile(r"datum|date|revidering|revision", re.IGNORECASE)


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
    head_start = _FOLLOWS * (said is not None) + _ERRAND * question.errand + _OF_DOCUMENTS * question.of_documents
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
    nearest = max(hits, key=lambda hit: hit.meaning or 0.0)
    across = float(nearest.passage.language != question.language)
    sentence = max((max(hit.likeness) for hit in hits if hit.likeness), default=cosine)
    distance = _DISTANCE * (cosine - elsewhere) + _UNIT_DISTANCE * (sentence - elsewhere)
    return _sigmoid(distance + _COVERAGE * coverage + _ACROSS * across + _BIAS + head_start)


def covered(hits: Sequence[Hit], scale: Scale) -> float:
    """The share of the question that the best passages name together."""
    return scale.coverage(frozenset[str]().union(*(passage_terms(hit.passage, scale) for hit in hits[:_TOP])))


def empty_field(question: Question, weighed: Sequence[Weighed]) -> str | None:
    """The name of a form's field that is asked for and stands empty, if there is one."""
    fields = [one for one in weighed if is_empty_field(one.unit) and one.overlap >= _FIELD_OVERLAP]
    if question.expects not in ("issued", "date", "year", "author", "office_holder", "person", "any") or not fields:
        return None
    best = max(fields, key=lambda one: one.overlap + _FITS * _fits(question, one))
    if any(one.overlap >= best.overlap for one in weighed if one.unit.kind != "field"):
        return None
    match = _EMPTY_FIELD.match(best.unit.shown)
    return match[1].strip() if match else None


def _fits(question: Question, one: Weighed) -> bool:
    """Whether a field's name is that of the kind of thing asked for."""
    pattern = _FIELD_OF_A_PERSON if question.expects in ("author", "office_holder", "person") else _FIELD_OF_A_DATE
    return pattern.search(one.unit.shown) is not None


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, x))))
