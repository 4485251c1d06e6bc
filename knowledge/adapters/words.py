"""Passages by the words they share with a question: BM25, from bm25s, one directory a version."""

import asyncio
import json
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol, cast

import bm25s
import numpy as np
import numpy.typing as npt
from bm25s.tokenization import Tokenized

from knowledge.analysis import Lexicon
from knowledge.corpus import Scored

_K1: Final = 0.9
_B: Final = 0.4
_VOCABULARY = "whole_words.json"


class _Bm25(Protocol):
    """What is used of bm25s, which has no types of its own."""

    vocab_dict: dict[str, int]
    scores: dict[str, npt.NDArray[Any]]

    def get_scores(self, query_tokens_single: list[str]) -> npt.NDArray[np.float32]: ...
    def index(self, corpus: object, *, show_progress: bool) -> None: ...
    def save(self, save_dir: str, *, show_progress: bool) -> None: ...


def write_words(directory: Path, passages: Iterable[Sequence[str]], whole_words: Sequence[str]) -> None:
    """Write the word index of a version: each passage's terms, in row order, and the library's whole words."""
    index = cast("_Bm25", bm25s.BM25(k1=_K1, b=_B, method="lucene"))
    # Numbers instead of the terms themselves: a passage has some hundred terms, and a library a hundred thousand.
    numbers: dict[str, int] = {}
    terms = [array("i", [numbers.setdefault(term, len(numbers)) for term in passage or ("",)]) for passage in passages]
    index.index(Tokenized(ids=cast("Any", terms), vocab=numbers), show_progress=False)
    index.save(str(directory), show_progress=False)
    (directory / _VOCABULARY).write_text(json.dumps(list(whole_words), ensure_ascii=False), encoding="utf-8")


class Bm25Words:
    """Finds passages of one version by words."""

    def __init__(self, directory: Path) -> None:
        loaded = bm25s.BM25.load(str(directory), mmap=True, load_vocab=True)  # pyright: ignore[reportUnknownMemberType]
        self._index = cast("_Bm25", loaded)
        self._pointers = np.asarray(self._index.scores["indptr"])
        self._passages = int(cast("Any", self._index.scores)["num_docs"])
        self._whole_words: list[str] = json.loads((directory / _VOCABULARY).read_text(encoding="utf-8"))
        self.lexicon = Lexicon(self._whole_words)

    def count(self) -> int:
        """How many passages there are."""
        return self._passages

    async def matching(self, terms: Sequence[str], *, limit: int) -> list[Scored]:
        """At most `limit` passages that hold any of the terms, best first, score = BM25."""
        known = [term for term in dict.fromkeys(terms) if term in self._index.vocab_dict]
        if not known:
            return []
        return await asyncio.to_thread(self._matching, known, limit)

    def weights(self, terms: Sequence[str]) -> list[float]:
        """How telling each term is (inverse document frequency; 0 for a term the library does not hold)."""
        return [self._weight(term) for term in terms]

    def rarest(self) -> float:
        """The weight of a term that no passage holds: as telling as a word can be."""
        return float(np.log(1 + (self._passages + 0.5) / 0.5))

    def vocabulary(self) -> Sequence[str]:
        """Every whole word of the library, casefolded."""
        return self._whole_words

    def _weight(self, term: str) -> float:
        at = self._index.vocab_dict.get(term)
        if at is None:
            return 0.0
        holding = int(self._pointers[at + 1] - self._pointers[at])
        return float(np.log(1 + (self._passages - holding + 0.5) / (holding + 0.5)))

    def _matching(self, terms: list[str], limit: int) -> list[Scored]:
        scores = self._index.get_scores(terms)
        best = np.argpartition(-scores, limit)[:limit] if len(scores) > limit else np.arange(len(scores))
        ranked = best[np.argsort(-scores[best], kind="stable")]
        return [Scored(int(row), float(scores[row])) for row in ranked if scores[row] > 0]
