"""Passage vectors in Chroma: one directory a version, written by one process, closed, then only read.

Embedded Chroma is not process-safe: a reader's query misses what another process wrote, and two writers lose vectors
without a word. So a directory is written once and never again. Vectors always come from outside: Chroma's own default
would try to download a model.
"""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.api import ClientAPI
from chromadb.config import Settings

from knowledge.adapters.vectors import ContrastShelf, VectorShelf
from knowledge.contrast import Ray
from knowledge.corpus import Likeness, Scored, Vector

_COLLECTION = "passages"
_SPACE = {"hnsw": {"space": "cosine"}}


class _Closable(Protocol):
    """The client's way to let go of its directory, which its own type leaves out."""

    def close(self) -> None: ...


def write_vectors(directory: Path, vectors: Iterator[Vector]) -> int:
    """Write the vectors of a version's passages, in row order, to `directory`; returns how many."""
    client = _client(directory)
    try:
        collection = client.create_collection(_COLLECTION, embedding_function=None, configuration=cast("Any", _SPACE))
        batch_size = client.get_max_batch_size()
        row = 0
        batch: list[Vector] = []
        for vector in vectors:
            batch.append(vector)
            if len(batch) == batch_size:
                row = _add(collection, batch, row)
                batch = []
        return _add(collection, batch, row) if batch else row
    finally:
        cast("_Closable", client).close()


def _add(collection: chromadb.Collection, batch: Sequence[Vector], row: int) -> int:
    ids = [str(row + offset) for offset in range(len(batch))]
    collection.add(ids=ids, embeddings=cast("Any", np.stack(batch)))
    return row + len(batch)


class ChromaIndex:
    """Finds passages of one version by meaning."""

    def __init__(self, directory: Path, *, units: VectorShelf, elsewhere: VectorShelf, contrast: ContrastShelf) -> None:
        self._client = _client(directory)
        self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        self._units = units
        self._contrast = contrast
        self._elsewhere = elsewhere.between(0, len(elsewhere))

    def close(self) -> None:
        """Let go of the directory."""
        cast("_Closable", self._client).close()

    def count(self) -> int:
        """How many passages there are."""
        return self._collection.count()

    def unit_count(self) -> int:
        """How many units have a vector."""
        return len(self._units)

    async def nearest(self, vector: Vector, *, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        return await asyncio.to_thread(self._nearest, vector, limit)

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

    def _nearest(self, vector: Vector, limit: int) -> list[Scored]:
        found = self._collection.query(query_embeddings=cast("Any", [vector]), n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        return [Scored(int(row), 1.0 - float(far)) for row, far in zip(found["ids"][0], distances[0], strict=True)]


def _client(directory: Path) -> ClientAPI:
    return chromadb.PersistentClient(path=str(directory), settings=Settings(anonymized_telemetry=False))
