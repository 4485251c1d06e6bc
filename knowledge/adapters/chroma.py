"""Passage vectors in Chroma: one directory a version, written by one process, closed, then only read.

Embedded Chroma is not process-safe: a reader's query misses what another process wrote, and two writers lose vectors
without a word. So a directory is written once and never again. Vectors always come from outside: Chroma's own default
would try to download a model.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, cast

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError

from knowledge.corpus import Scored, Vector
from knowledge.errors import LibraryDamaged

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


class ChromaDirectory:
    """The vectors of one version's passages, in the directory `chroma` of the version's own.

    LibraryDamaged where they do not open.
    """

    def __init__(self, directory: Path) -> None:
        self._version = directory.parent.name
        if not (directory / "chroma.sqlite3").is_file():
            raise LibraryDamaged(self._version, fault="chroma")
        with self._sound():
            self._client = _client(directory)
        try:
            with self._sound():
                self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        except LibraryDamaged:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the directory."""
        cast("_Closable", self._client).close()

    def count(self) -> int:
        """How many passages there are."""
        with self._sound():
            return self._collection.count()

    def nearest(self, vector: Vector, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        found = self._collection.query(query_embeddings=cast("Any", [vector]), n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        return [Scored(int(row), 1.0 - float(far)) for row, far in zip(found["ids"][0], distances[0], strict=True)]

    @contextmanager
    def _sound(self) -> Generator[None]:
        try:
            yield
        except (ChromaError, RuntimeError) as error:
            raise LibraryDamaged(self._version, fault=type(error).__name__) from error


def _client(directory: Path) -> ClientAPI:
    return chromadb.PersistentClient(path=str(directory), settings=Settings(anonymized_telemetry=False))
