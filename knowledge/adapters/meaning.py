"""Finds passages by meaning: the vectors of passages wherever they stand, those of units in the version's own files."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from knowledge.adapters.vectors import ContrastShelf, VectorShelf
from knowledge.contrast import Ray
from knowledge.corpus import Likeness, Scored, Vector


class PassageVectors(Protocol):
    """The vectors of one version's passages, by row."""

    def count(self) -> int:
        """How many passages there are."""
        ...

    def nearest(self, vector: Vector, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        ...

    def close(self) -> None:
        """Let go of them."""
        ...


class StoredMeaning:
    """The meaning index of one version, read from where it was written."""

    def __init__(
        self, passages: PassageVectors, *, units: VectorShelf, elsewhere: VectorShelf, contrast: ContrastShelf
    ) -> None:
        self._passages = passages
        self._units = units
        self._contrast = contrast
        self._elsewhere = elsewhere.between(0, len(elsewhere))

    def close(self) -> None:
        """Let go of the vectors."""
        self._passages.close()

    def count(self) -> int:
        """How many passages there are."""
        return self._passages.count()

    def unit_count(self) -> int:
        """How many units have a vector."""
        return len(self._units)

    async def nearest(self, vector: Vector, *, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        return await asyncio.to_thread(self._passages.nearest, vector, limit)

    async def unit_vectors(self, spans: Sequence[tuple[int, int]]) -> list[npt.NDArray[np.float32]]:
        """For each (first unit, count): that passage's unit vectors, shape (count, dimensions)."""
        return [self._units.between(first, count) for first, count in spans]

    async def likeness(self, vector: Vector, spans: Sequence[tuple[int, int]]) -> list[Likeness]:
        """For each (first unit, count): how far those units are like the question."""
        return await asyncio.to_thread(self._likeness, vector, spans) if spans else []

    def elsewhere(self, vector: Vector) -> float:
        """How near a question lies to what is not the library's business: the highest cosine with any example."""
        return float((self._elsewhere @ vector).max())

    def _likeness(self, vector: Vector, spans: Sequence[tuple[int, int]]) -> list[Likeness]:
        """All units at once: a hundred small reads would take longer than the search."""
        places = np.concatenate([np.arange(first, first + count) for first, count in spans])
        units = self._units.at(places)
        plain = units @ vector
        contrast = Ray(vector, self._contrast.contrast).likeness(units, self._contrast.lengths[places])
        ends = np.cumsum([count for _, count in spans])[:-1]
        return [Likeness(*both) for both in zip(np.split(plain, ends), np.split(contrast, ends), strict=True)]
