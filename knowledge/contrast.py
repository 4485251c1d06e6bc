"""What sets texts of a library apart: likeness of meaning without what they all have in common (pure).

Texts about one matter lie close together, and sentence embeddings crowd into a narrow cone anyway. Measured along the
directions in which the library's own texts differ (its mean taken away, its main directions damped: whitening with
shrinkage), a question tells sentences apart better than by the plain cosine.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.corpus import Vector

Matrix = npt.NDArray[np.float32]
SAMPLE: Final = 20_000
"""Vectors that suffice to learn a contrast from."""
_SHRINKAGE: Final = 3e-3  # some six times the mean variance along a direction: rare directions stay small
_FEWEST: Final = 2


class Contrast(NamedTuple):
    """The mean of a library's vectors, shape (d,), and the metric that damps what they share, shape (d, d)."""

    mean: Vector
    metric: Matrix


def learned(vectors: Matrix) -> Contrast:
    """The contrast of `vectors`, shape (n, d); with fewer than two of them the plain inner product."""
    dimensions = vectors.shape[1]
    if len(vectors) < _FEWEST:
        return Contrast(np.zeros(dimensions, np.float32), np.eye(dimensions, dtype=np.float32))
    mean = vectors.mean(axis=0)
    values, directions = np.linalg.eigh(np.cov((vectors - mean).T))
    metric = (directions / (np.maximum(values, 0) + _SHRINKAGE)) @ directions.T
    return Contrast(mean.astype(np.float32), metric.astype(np.float32))


def lengths(vectors: Matrix, contrast: Contrast) -> npt.NDArray[np.float32]:
    """The length of each vector in the contrast's own measure, shape (n,); never 0."""
    apart = vectors - contrast.mean
    squares = np.einsum("nd,nd->n", apart @ contrast.metric, apart)
    return np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)


class Ray:
    """A question as the contrast sees it, to be held against many vectors."""

    def __init__(self, vector: Vector, contrast: Contrast) -> None:
        apart = vector - contrast.mean
        seen = contrast.metric @ apart
        self._seen = (seen / max(float(np.sqrt(max(float(seen @ apart), 1e-12))), 1e-6)).astype(np.float32)
        self._offset = float(self._seen @ contrast.mean)

    def likeness(self, vectors: Matrix, long: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The cosine with each of `vectors`, whose `lengths` are `long`, in the contrast's measure, shape (n,)."""
        # Where all vectors are alike there is nothing to tell apart, and rounding would do the telling.
        return np.clip((vectors @ self._seen - self._offset) / long, -1.0, 1.0)
