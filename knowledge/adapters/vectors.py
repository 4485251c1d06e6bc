"""Vectors on disk: those of a version by their place, and those remembered from one run to the next."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.contrast import SAMPLE, Contrast, learned, lengths
from knowledge.corpus import Vector

_BLOCK = 4096  # vectors measured at a time
_BATCH = 500  # below SQLite's limit of variables in a statement


def write_shelf(path: Path, vectors: Iterator[Vector], *, count: int, dimensions: int) -> None:
    """Write `count` vectors, in order, to `path` (NumPy, half precision, shape (count, dimensions))."""
    shelf = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=(count, dimensions))
    for at, vector in enumerate(vectors):
        shelf[at] = vector
    shelf.flush()


class VectorShelf:
    """Reads vectors by their place, without loading them all."""

    def __init__(self, path: Path) -> None:
        self._shelf: npt.NDArray[np.float16] = np.load(path, mmap_mode="r")

    def __len__(self) -> int:
        return int(self._shelf.shape[0])

    def between(self, first: int, count: int) -> npt.NDArray[np.float32]:
        """The `count` vectors from `first` on, shape (count, dimensions)."""
        return np.asarray(self._shelf[first : first + count], dtype=np.float32)

    def at(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
        """The vectors at `places`, shape (len(places), dimensions)."""
        return self._shelf[places].astype(np.float32)

    def sample(self, count: int) -> npt.NDArray[np.float32]:
        """At most `count` vectors, evenly from first to last."""
        step = max(1, -(-len(self) // count))
        return np.asarray(self._shelf[::step], dtype=np.float32)


def write_contrast(path: Path, lengths_path: Path, units: VectorShelf) -> None:
    """Learn the contrast of a version's units, write it to `path` (NumPy archive) and the units' lengths beside."""
    count = len(units)
    learned_from = units.sample(SAMPLE)
    contrast = learned(learned_from)
    np.savez(path, mean=contrast.mean, metric=contrast.metric)
    shelf = np.lib.format.open_memmap(lengths_path, mode="w+", dtype=np.float32, shape=(count,))
    for start in range(0, count, _BLOCK):
        some = units.between(start, min(_BLOCK, count - start))
        shelf[start : start + len(some)] = lengths(some, contrast)
    shelf.flush()


class ContrastShelf:
    """Reads a version's contrast and the lengths of its units in it."""

    def __init__(self, path: Path, lengths_path: Path) -> None:
        with np.load(path) as kept:
            self.contrast = Contrast(mean=kept["mean"], metric=kept["metric"])
        self.lengths: npt.NDArray[np.float32] = np.load(lengths_path, mmap_mode="r")

    def __len__(self) -> int:
        return int(self.lengths.shape[0])


class SqliteVectorCache:
    """Vectors by the text they were made of, in a SQLite file that outlives any run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._make()
        except sqlite3.OperationalError:
            raise  # a full disk, a closed folder: not the file's fault
        except sqlite3.DatabaseError:
            # What is remembered can be made again; a file that is no database any more is begun anew.
            path.unlink()
            self._make()

    def _make(self) -> None:
        with closing(self._open()) as database, database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
            )

    def known(self, keys: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those of `keys` that are remembered."""
        found: dict[str, Vector] = {}
        with closing(self._open()) as database:
            for batch in _batches(keys):
                marks = ",".join("?" * len(batch))
                rows = database.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", batch)  # noqa: S608
                found.update((str(key), np.frombuffer(value, np.float16).astype(np.float32)) for key, value in rows)
        return found

    def remember(self, vectors: Mapping[str, Vector]) -> None:
        """Keep `vectors` for later runs, also when this one breaks off."""
        rows = [(key, vector.astype(np.float16).tobytes()) for key, vector in vectors.items()]
        with closing(self._open()) as database, database:
            database.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def count(self) -> int:
        """How many vectors are remembered."""
        with closing(self._open()) as database:
            [(count,)] = database.execute("SELECT count(*) FROM vector").fetchall()
        return int(count)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Let go of every vector whose key is not in `keys`."""
        kept = set(keys)
        with closing(self._open()) as database, database:
            gone = [(key,) for (key,) in database.execute("SELECT key FROM vector") if key not in kept]
            database.executemany("DELETE FROM vector WHERE key = ?", gone)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=30)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
        except sqlite3.Error:
            database.close()
            raise
        return database


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]
