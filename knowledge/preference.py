"""Which of two equally good passages is preferred (pure)."""

from typing import Final

from knowledge.conversation import Said
from knowledge.corpus import DocumentFacts, Hit, Passage
from knowledge.question import Question

_OWN_LANGUAGE: Final = 0.12
_ORIGINAL: Final = 0.15
_LIST: Final = 0.1
_NUMBER: Final = 0.3
_SAME_PASSAGE, _SAME_DOCUMENT, _SAME_HEADING, _BESIDE = 0.25, 0.1, 0.06, 0.1
_POINTED_AT: Final = 0.4
_WITHOUT_LEANING: Final = 0.3  # what the talk's topic counts for a question that can stand alone


def preference(question: Question, hit: Hit, facts: DocumentFacts, said: Said | None) -> float:
    """What is added to a hit's score: for the asker's language, an original, a fitting list, the talk's topic."""
    passage = hit.passage
    worth = _OWN_LANGUAGE * (passage.language == question.language) + _ORIGINAL * (facts.origin == "original")
    if passage.kind in ("list", "outline"):
        worth += _LIST * question.wants_list + _NUMBER * (question.number == passage.listed)
    if said is not None:
        worth += _on_topic(passage, said) * (1.0 if question.leans else _WITHOUT_LEANING)
    return worth


def _on_topic(passage: Passage, said: Said) -> float:
    if said.pointed_at is not None:
        return _POINTED_AT * any(said.pointed_at == heading for heading in passage.heading)
    worth = _SAME_PASSAGE * (passage.row in said.rows)
    worth += _BESIDE * bool({passage.row - 1, passage.row + 1} & said.rows)
    worth += _SAME_DOCUMENT * (passage.document in said.documents)
    return worth + _SAME_HEADING * any(heading in said.headings for heading in passage.heading)
