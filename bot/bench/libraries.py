"""Builds the libraries that are measured: real passages first, then real ones filled up, then made ones."""

import asyncio
import datetime as dt
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from bot.bench.figures import SMALL
from bot.bench.made import Cloud, Enlarged, Recipe, Vectors, beginning, recipes
from ingest.embed import TextVectors, passage_text, unit_text
from ingest.gather import Root, gather
from ingest.pipeline import STARTER_LIBRARY
from ingest.publish import placed
from ingest.read import read
from knowledge.adapters.shelf import Shelf
from knowledge.corpus import Embedder, Holding, LibraryVersion, Passage, Vector, VectorCache
from knowledge.elsewhere import elsewhere
from knowledge.versions import VersionVectors, write_version

ROOM: Final = 20_000  # bytes of disk that a passage may take with its units: twice what it does
_SEED: Final = 20_261_121

Counted = Callable[[int, int], None]
"""Told how many are done, and of how many."""


class Base(NamedTuple):
    """The passages that are embedded for real, at most 1,000 (placed), and every vector of them, in order."""

    holdings: Sequence[Holding]
    passages: Vectors
    units: Vectors
    elsewhere: Vectors
    engine: str

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return int(self.passages.shape[1])


class Built(NamedTuple):
    """A library in a home of its own: what it holds, its bytes on disk, and how long writing it took."""

    version: LibraryVersion
    disk: int
    seconds: float


def starter_holdings() -> list[Holding]:
    """The documents of the starter library, as an ingest reads them."""
    sources = gather([Root(STARTER_LIBRARY, label="starter")]).sources
    return placed([read(source, source.id) for source in sources])


def filled_up(holdings: Sequence[Holding], passages: int) -> list[Holding]:
    """So many passages: those of `holdings` (placed), and behind them made ones where there are too few."""
    lacking = passages - sum(len(holding.passages) for holding in holdings)
    if lacking <= 0:
        return beginning(holdings, passages)
    return list(Enlarged(holdings, recipes(holdings, passages=lacking, seed=f"filled {_SEED}"), name="filled"))


async def embedded(holdings: Sequence[Holding], embedder: Embedder, cache: VectorCache, counted: Counted) -> Base:
    """The base of every library, embedded as an ingest would; what `cache` remembers is not embedded again."""
    vectors = TextVectors(embedder=embedder, cache=cache)
    await vectors.prepare(holdings, counted)

    def rows(texts: Iterable[str]) -> Vectors:
        return np.stack(list(vectors.of(texts)))

    return Base(
        holdings=holdings,
        passages=rows(passage_text(title, passage) for title, passage in _passages(holdings)),
        units=rows(unit_text(passage, unit) for _, passage in _passages(holdings) for unit in passage.units),
        elsewhere=rows(elsewhere()),
        engine=embedder.name,
    )


def base_library(sizes: Sequence[int], embedder: Embedder, cache: VectorCache, counted: Counted) -> Base:
    """The base for libraries of `sizes` passages."""
    holdings = filled_up(starter_holdings(), min(SMALL, max(sizes)))
    return asyncio.run(embedded(holdings, embedder, cache, counted))


def build(base: Base, *, passages: int, home: Path) -> Built:
    """Write a library of so many `passages` to an empty `home` and point at it."""
    begun = time.perf_counter()
    real = beginning(base.holdings, passages)
    made = recipes(base.holdings, passages=max(0, passages - len(base.passages)), seed=f"made {_SEED}")
    library = Enlarged(real, made, name="made")
    shelf = Shelf(home)
    version = _version(library, base.engine)
    with shelf.making():
        write_version(shelf.directory(version.id), library, _vectors(base, library, made))
        shelf.publish(version, keep=1)
    return Built(version, disk=_size(shelf.directory(version.id)), seconds=time.perf_counter() - begun)


def _version(library: Enlarged, engine: str) -> LibraryVersion:
    now = dt.datetime.now(dt.UTC)
    return LibraryVersion(
        id=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
        created=now,
        embedding=engine,
        documents=len(library),
        passages=library.passages,
        units=library.units,
    )


def _vectors(base: Base, library: Enlarged, made: Sequence[Recipe]) -> VersionVectors:
    """The real vectors, and behind them those of made passages, a document's at a time."""
    rows, places = [one.rows for one in made], [one.places for one in made]
    real_passages = base.passages[: library.passages - sum(map(len, rows))]
    real_units = base.units[: library.units - sum(map(len, places))]
    return VersionVectors(
        dimensions=base.dimensions,
        passages=lambda: _near(real_passages, base.passages, rows),
        units=lambda: _near(real_units, base.units, places),
        elsewhere=lambda: iter(base.elsewhere),
    )


def _near(first: Vectors, originals: Vectors, wanted: Sequence[Sequence[int]]) -> Iterator[Vector]:
    """The vectors `first`, then one near each of the `wanted` originals."""
    yield from first
    if wanted:
        cloud, chance = Cloud(originals), np.random.default_rng(_SEED)
        for rows in wanted:
            yield from cloud.near(rows, chance)


def _passages(holdings: Iterable[Holding]) -> Iterator[tuple[str, Passage]]:
    return ((holding.document.facts.title, passage) for holding in holdings for passage in holding.passages)


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
