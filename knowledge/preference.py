"""Which of two equally good passages is preferred (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from knowledge.analysis import is_telling, stem, words
from knowledge.conversation import Said
from knowledge.corpus import Document, DocumentFacts, Hit, Passage
from knowledge.language import LANGUAGES
from knowledge.question import Question

_OWN_LANGUAGE: Final = 0.1
_ORIGINAL: Final = 0.15
_ABOUT_AS_WELL: Final = 0.55  # of a summary's score
_LIST: Final = 0.05
_NUMBER: Final = 0.2
_SAME_PASSAGE, _SAME_DOCUMENT, _SAME_HEADING, _BESIDE = 0.25, 0.1, 0.06, 0.1
_POINTED_AT: Final = 0.4
_CALLED: Final = 0.4  # "according to the strategy": the question names the document
_WITHOUT_LEANING: Final = 0.3  # what the talk's topic counts for a question that can stand alone


def called(document: Document) -> frozenset[str]:
    """What a document is called by: the stems of its title, its publisher and its file's name."""
    name = document.id.replace("-", " ").replace("_", " ").replace("/", " ").replace(".", " ")
    every = words(" ".join((document.facts.title, document.facts.publisher or "", name)))
    return frozenset(stem(word, language) for word in every if is_telling(word) for language in LANGUAGES)


def preference(question: Question, hit: Hit, facts: DocumentFacts, names: frozenset[str], said: Said | None) -> float:
    """What is added to a hit's score.

    For the asker's language, an original, a fitting list, the talk's topic, and as far as the question names the
    document, which is called by `names`.
    """
    passage = hit.passage
    worth = _OWN_LANGUAGE * (passage.language == question.language) + _ORIGINAL * (facts.origin == "original")
    if passage.kind in ("list", "outline"):
        worth += _LIST * question.wants_list + _NUMBER * (question.number == passage.listed)
    whole = sum(concept.weight for concept in question.concepts)
    if whole:
        worth += _CALLED * sum(concept.weight for concept in question.concepts if concept.whole & names) / whole
    if said is not None:
        worth += _on_topic(passage, said) * (1.0 if question.leans else _WITHOUT_LEANING)
    return worth


def originals(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """For each summary, the documents of the library that it sums up, told by their titles."""
    every = list(documents)
    by_title = {_plain(one.facts.title): one.id for one in every if one.facts.origin == "original"}
    found = {
        one.id: frozenset(
            by_title[_plain(source.title)]
            for source in one.facts.sources
            if source.summarised and _plain(source.title) in by_title
        )
        for one in every
        if one.facts.origin == "summary"
    }
    return {summary: named for summary, named in found.items() if named}


def with_summaries_that_yield(hits: Sequence[Hit], summed_up: Mapping[str, frozenset[str]]) -> list[Hit]:
    """The hits with those marked that yield: passages of a summary whose original answers about as well."""
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.passage.document] = max(hit.score, best.get(hit.passage.document, 0.0))

    def yields(hit: Hit) -> bool:
        document = hit.passage.document
        rival = max((best.get(one, 0.0) for one in summed_up.get(document, ())), default=0.0)
        return rival >= _ABOUT_AS_WELL * best[document]

    return [hit.model_copy(update={"yields": True}) if yields(hit) else hit for hit in hits]


def _plain(title: str) -> str:
    return "".join(
        letter for letter in title.casefold().partition("(")[0].partition(", revision")[0] if letter.isalnum()
    )


def _on_topic(passage: Passage, said: Said) -> float:
    if said.pointed_at is not None:
        return _POINTED_AT * any(said.pointed_at == heading for heading in passage.heading)
    worth = _SAME_PASSAGE * (passage.row in said.rows)
    worth += _BESIDE * bool({passage.row - 1, passage.row + 1} & said.rows)
    worth += _SAME_DOCUMENT * (passage.document in said.documents)
    return worth + _SAME_HEADING * any(heading in said.headings for heading in passage.heading)
