"""From a question to the passages that may answer it, best first."""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.corpus import Catalogue, Embedder, Hit, Likeness, MeaningIndex, Passage, Scored, Vector, WordIndex
from knowledge.expectation import Expectation, has_form, holds
from knowledge.question import Question

_SAME_MATTER: Final = 0.86  # mean cosine of a summary's sentences with the sentences they sum up
_NARROW_COSINE, _NARROW_CONTRAST, _NARROW_WORDS = 0.02, 0.1, 0.2  # the last as a share of the highest score
_HOLDS_THE_KIND: Final = 0.08
_AS_LONG_A_LIST: Final = 0.03
CANDIDATES: Final = 60  # passages that each way of searching brings in


class Weights(NamedTuple):
    """What each way of finding counts for in the fused score."""

    meaning: float = 0.35
    words: float = 0.40
    units: float = 0.25


class Found(NamedTuple):
    """The hits, best first, and how near the question lies to what is not the library's business.

    `elsewhere` is a cosine and `vector` the question's, both None without an engine. Times in milliseconds.
    """

    hits: tuple[Hit, ...]
    vector: Vector | None
    elsewhere: float | None
    embed_ms: float
    search_ms: float


def fuse(
    meaning: Mapping[int, float], by_words: Mapping[int, float], units: Mapping[int, float], weights: Weights
) -> list[Scored]:
    """The rows of three scorings in one ranking, best first, score 0 to 1.

    Each scoring is spread between its own lowest and highest score, since a cosine and a BM25 score have no common
    measure; a row that a scoring did not find gets nothing from it. Scores that hardly differ are not spread far.
    """
    scorings = zip((meaning, by_words, units), (_NARROW_COSINE, None, _NARROW_CONTRAST), weights, strict=True)
    spread = [(_relative(scores, narrow), weight) for scores, narrow, weight in scorings]
    total = sum(weight for scores, weight in spread if scores) or 1.0
    rows = dict.fromkeys(row for scores, _ in spread for row in scores)
    fused = [Scored(row, sum(weight * scores.get(row, 0.0) for scores, weight in spread) / total) for row in rows]
    return sorted(fused, key=lambda scored: (-scored.score, scored.row))


def _same_matter(told: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    """How far two passages say the same, by their sentences' vectors: what each finds in the other, on the mean."""
    both = told @ other.T
    return float(both.max(axis=1).mean() + both.max(axis=0).mean()) / 2


def _relative(scores: Mapping[int, float], narrow: float | None) -> dict[int, float]:
    """The scores between 0 and 1, the highest 1; `narrow` is the least width they are spread over (None: of BM25)."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    width = max(high - low, _NARROW_WORDS * high if narrow is None else narrow) or 1.0
    return {row: 1.0 - (high - score) / width for row, score in scores.items()}


def _with_the_kind(fused: Sequence[Scored], passages: Mapping[int, Passage], kind: Expectation) -> list[Scored]:
    """The ranking with those passages lifted that hold a thing of the kind asked for, where its form tells."""
    if not has_form(kind):
        return list(fused)
    lifted = [
        Scored(row, score + _HOLDS_THE_KIND * any(holds(unit.searched, kind) for unit in passages[row].units))
        for row, score in fused
    ]
    return sorted(lifted, key=lambda scored: (-scored.score, scored.row))


class Retriever:
    """Searches one version by words and by meaning at once."""

    def __init__(
        self, *, words: WordIndex, meaning: MeaningIndex | None, catalogue: Catalogue, embedder: Embedder | None
    ) -> None:
        self._words = words
        self._meaning = meaning
        self._catalogue = catalogue
        self._embedder = embedder

    async def find(self, question: Question, *, limit: int, weights: Weights = Weights()) -> Found:  # noqa: B008 - frozen
        """The `limit` best passages for `question`."""
        begun = time.perf_counter()
        # The engine works on a core of its own: what the words find is read meanwhile.
        (vector, embed_ms), by_words = await asyncio.gather(self._embedded(question), self._by_words(question))
        hits = await self._search(question, vector, by_words, limit, weights)
        elsewhere = self._meaning.elsewhere(vector) if self._meaning and vector is not None else None
        whole = (time.perf_counter() - begun) * 1000
        return Found(hits, vector, elsewhere, embed_ms, max(0.0, whole - embed_ms))

    async def origin(self, hit: Hit, documents: Iterable[str], vector: Vector) -> Hit | None:
        """The passage of `documents` that says what a summary's passage says, scored like it; None where none does.

        An original seldom uses the words of the question as a summary does, so it is found by way of the summary.
        """
        if self._meaning is None:
            return None
        passages = [passage for name in documents for passage in await self._catalogue.passages_of(name)]
        places = [(passage.first_unit, len(passage.units)) for passage in (hit.passage, *passages)]
        own, *others = await self._meaning.unit_vectors(places)
        told = own[[unit.kind != "heading" for unit in hit.passage.units]]
        if not len(told) or not others:
            return None
        likeness = [_same_matter(told, other) for other in others]
        alike = [
            score + _AS_LONG_A_LIST * (hit.passage.listed > 1 and passage.listed == hit.passage.listed)
            for score, passage in zip(likeness, passages, strict=True)
        ]
        best = int(np.argmax(alike))
        if likeness[best] < _SAME_MATTER:
            return None
        cosines = tuple(float(cosine) for cosine in others[best] @ vector)
        return Hit(
            passage=passages[best],
            score=hit.score,
            meaning=None,
            words=None,
            likeness=cosines,
            speaks_for=hit.passage.row,
        )

    async def _embedded(self, question: Question) -> tuple[Vector | None, float]:
        """The question's vector, and the milliseconds it took; no vector without an engine."""
        if self._embedder is None or self._meaning is None or not question.asked.strip():
            return None, 0.0
        begun = time.perf_counter()
        vector = await self._embedder.of_question(question.asked)
        return vector, (time.perf_counter() - begun) * 1000

    async def _by_words(self, question: Question) -> tuple[list[Scored], dict[int, Passage]]:
        """What the words find, best first, with the passages."""
        found = await self._words.matching(question.terms(), limit=CANDIDATES)
        return found, await self._passages([scored.row for scored in found])

    async def _search(
        self,
        question: Question,
        vector: Vector | None,
        by_words: tuple[list[Scored], dict[int, Passage]],
        limit: int,
        weights: Weights,
    ) -> tuple[Hit, ...]:
        meaning = await self._nearest(vector)
        found, passages = by_words
        passages |= await self._passages([scored.row for scored in meaning if scored.row not in passages])
        likeness = await self._likeness(list(passages.values()), vector)
        best_unit = {row: float(found.contrast.max()) for row, found in likeness.items() if len(found.contrast)}
        scores_of = dict(meaning), dict(found)
        fused = fuse(*scores_of, best_unit, weights)
        ranked = _with_the_kind(fused, passages, question.expects)[:limit]
        return tuple(
            Hit(
                passage=passages[row],
                score=score,
                meaning=scores_of[0].get(row),
                words=scores_of[1].get(row),
                likeness=tuple(likeness[row].plain.tolist()) if row in likeness else (),
            )
            for row, score in ranked
        )

    async def _passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        return dict(zip(rows, await self._catalogue.passages(rows), strict=True)) if rows else {}

    async def _nearest(self, vector: Vector | None) -> list[Scored]:
        if vector is None or self._meaning is None:
            return []
        return await self._meaning.nearest(vector, limit=CANDIDATES)

    async def _likeness(self, passages: Sequence[Passage], vector: Vector | None) -> dict[int, Likeness]:
        if vector is None or self._meaning is None or not passages:
            return {}
        found = await self._meaning.likeness(vector, [(p.first_unit, len(p.units)) for p in passages])
        return {passage.row: likeness for passage, likeness in zip(passages, found, strict=True)}
