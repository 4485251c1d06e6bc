"""A fake for each protocol of `knowledge.corpus`: real enough to pass its contract, quick, and with a history."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from knowledge.analysis import Lexicon, words
from knowledge.contrast import Ray, learned, lengths
from knowledge.corpus import Document, Holding, Likeness, Passage, Scored, Vector
from knowledge.errors import DocumentUnknown

_K1, _B = 1.2, 0.75


class FakeEmbedder:
    """Texts that share words lie near each other: a text's vector is the sum of one random vector a word.

    `asked` and `embedded` tell which questions and which texts it was given, in order.
    """

    def __init__(self, *, name: str = "fake-words", dimensions: int = 64) -> None:
        self._name = name
        self._dimensions = dimensions
        self.asked: list[str] = []
        self.embedded: list[str] = []

    @property
    def name(self) -> str:
        """The name given."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return self._dimensions

    async def of_question(self, text: str) -> Vector:
        """The vector of a question; a blank text raises ValueError."""
        vector = bag_of_words(text, self._dimensions)
        self.asked.append(text)
        return vector

    async def of_passage(self, text: str) -> Vector:
        """The vector of a text in the library; a blank text raises ValueError."""
        vector = bag_of_words(text, self._dimensions)
        self.embedded.append(text)
        return vector


def bag_of_words(text: str, dimensions: int) -> Vector:
    """The unit-length vector of a text's words, the same on every machine."""
    if not text.strip():
        raise ValueError("a blank text has no meaning to embed")
    total = np.sum([_of_word(word, dimensions) for word in words(text) or [text.strip()]], axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


@lru_cache(maxsize=50_000)
def _of_word(word: str, dimensions: int) -> npt.NDArray[np.float64]:
    seed = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return np.random.default_rng(seed).standard_normal(dimensions)


class FakeVectorCache:
    """Remembers vectors in a dictionary."""

    def __init__(self) -> None:
        self.vectors: dict[str, Vector] = {}

    def known(self, keys: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those of `keys` that are remembered."""
        return {key: self.vectors[key] for key in keys if key in self.vectors}

    def remember(self, vectors: Mapping[str, Vector]) -> None:
        """Keep `vectors`."""
        self.vectors.update(vectors)

    def count(self) -> int:
        """How many vectors are remembered."""
        return len(self.vectors)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Let go of every vector whose key is not in `keys`."""
        self.vectors = {key: vector for key, vector in self.vectors.items() if key in keys}


class FakeMeaningIndex:
    """Compares a question's vector with every passage's."""

    def __init__(self, *, passages: Sequence[Vector], units: Sequence[Vector], elsewhere: Sequence[Vector]) -> None:
        self._passages = np.stack(passages)
        self._units = np.stack(units)
        self._elsewhere = np.stack(elsewhere)

    async def nearest(self, vector: Vector, *, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        cosines = self._passages @ vector
        return [Scored(int(row), float(cosines[row])) for row in np.argsort(-cosines, kind="stable")[:limit]]

    async def unit_vectors(self, spans: Sequence[tuple[int, int]]) -> list[npt.NDArray[np.float32]]:
        """For each (first unit, count): that passage's unit vectors, shape (count, dimensions)."""
        return [self._units[first : first + count] for first, count in spans]

    async def likeness(self, vector: Vector, spans: Sequence[tuple[int, int]]) -> list[Likeness]:
        """For each (first unit, count): how far those units are like the question."""
        contrast = learned(self._units)
        ray, long = Ray(vector, contrast), lengths(self._units, contrast)
        places = [slice(at, at + count) for at, count in spans]
        return [Likeness(self._units[at] @ vector, ray.likeness(self._units[at], long[at])) for at in places]

    def elsewhere(self, vector: Vector) -> float:
        """The highest cosine with any example of what is not the library's business."""
        return float((self._elsewhere @ vector).max())


class FakeWordIndex:
    """Scores every passage's terms with BM25."""

    def __init__(self, passages: Sequence[Sequence[str]], whole_words: Sequence[str]) -> None:
        self._passages = [Counter(terms) for terms in passages]
        self._average = sum(terms.total() for terms in self._passages) / max(1, len(self._passages))
        self._whole_words = whole_words
        self.lexicon = Lexicon(whole_words)

    async def matching(self, terms: Sequence[str], *, limit: int) -> list[Scored]:
        """At most `limit` passages that hold any of the terms, best first, score = BM25."""
        scored = [Scored(row, self._score(held, terms)) for row, held in enumerate(self._passages)]
        return sorted((one for one in scored if one.score > 0), key=lambda one: (-one.score, one.row))[:limit]

    def weights(self, terms: Sequence[str]) -> list[float]:
        """Inverse document frequency; 0 for a term that no passage holds."""
        return [self._weight(term) for term in terms]

    def rarest(self) -> float:
        """The weight of a term that no passage holds."""
        return math.log(1 + (len(self._passages) + 0.5) / 0.5)

    def vocabulary(self) -> Sequence[str]:
        """Every whole word of the library, casefolded."""
        return self._whole_words

    def _weight(self, term: str) -> float:
        holding = sum(term in held for held in self._passages)
        return math.log(1 + (len(self._passages) - holding + 0.5) / (holding + 0.5)) if holding else 0.0

    def _score(self, held: Counter[str], terms: Sequence[str]) -> float:
        length = 1 - _B + _B * held.total() / self._average
        return sum(self._weight(term) * held[term] / (held[term] + _K1 * length) for term in dict.fromkeys(terms))


class FakeCatalogue:
    """Keeps the holdings of one version in memory; their passages' rows must already be counted through."""

    def __init__(self, holdings: Sequence[Holding]) -> None:
        self._holdings = {holding.document.id: holding for holding in holdings}
        self._passages = {passage.row: passage for holding in holdings for passage in holding.passages}

    async def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages at `rows`, in that order."""
        return [self._passages[row] for row in rows]

    async def documents(self) -> list[Document]:
        """Every document of the version, by id."""
        return [self._holdings[name].document for name in sorted(self._holdings)]

    async def passages_of(self, document: str) -> list[Passage]:
        """Every passage of a document, in reading order."""
        return list(self._holdings[document].passages) if document in self._holdings else []

    async def text_of(self, document: str) -> str:
        """The clean text of a document; DocumentUnknown where there is none."""
        if document not in self._holdings:
            close = tuple(name for name in self._holdings if name[:3] == document[:3])
            raise DocumentUnknown(document, close=close)
        return self._holdings[document].clean_text
