"""Gives every passage and every unit its vector, and embeds no text twice."""

import asyncio
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge.corpus import Embedder, Holding, Passage, Unit, Vector, VectorCache
from knowledge.elsewhere import elsewhere

_SPARE = 5  # times the vectors in use that may be remembered
_BATCH = 64  # texts between two writes to the cache: what an interrupted run loses at most


class Embedded(NamedTuple):
    """How many texts the library has, and how many of them had to be embedded now."""

    texts: int
    fresh: int


class TextVectors:
    """The vectors of one library's texts."""

    def __init__(self, *, embedder: Embedder, cache: VectorCache) -> None:
        self._embedder = embedder
        self._cache = cache

    async def prepare(self, holdings: Sequence[Holding], progress: Callable[[int, int], None]) -> Embedded:
        """Embed what the cache does not know; `progress(done, all)` counts the fresh texts."""
        texts = {self._key(text): text for text in _texts(holdings)}
        known = await asyncio.to_thread(lambda: set(self._cache.known(list(texts))))
        fresh = [key for key in texts if key not in known]
        progress(0, len(fresh))
        for start in range(0, len(fresh), _BATCH):
            batch = fresh[start : start + _BATCH]
            await self._embed(batch, texts)
            progress(start + len(batch), len(fresh))
        return Embedded(texts=len(texts), fresh=len(fresh))

    def of(self, texts: Iterable[str]) -> Iterator[Vector]:
        """The vectors of prepared `texts`, in order."""
        batch: list[str] = []
        for text in texts:
            batch.append(self._key(text))
            if len(batch) == _BATCH * 8:
                yield from self._known(batch)
                batch = []
        yield from self._known(batch)

    def forget_others(self, holdings: Sequence[Holding]) -> None:
        """Let go of vectors that none of `holdings` uses, once they have become many: an old library may come back."""
        used = {self._key(text) for text in _texts(holdings)}
        if self._cache.count() > _SPARE * len(used):
            self._cache.forget_all_but(used)

    def _known(self, keys: Sequence[str]) -> Iterator[Vector]:
        found = self._cache.known(keys)
        return (found[key] for key in keys)

    async def _embed(self, keys: Sequence[str], texts: dict[str, str]) -> None:
        # One call a core: the engine works single-threaded and lets go of the interpreter.
        places = asyncio.Semaphore(os.cpu_count() or 1)

        async def one(key: str) -> tuple[str, Vector]:
            async with places:
                return key, await self._embedder.of_passage(texts[key])

        vectors = dict(await asyncio.gather(*(one(key) for key in keys)))
        await asyncio.to_thread(self._cache.remember, vectors)

    def _key(self, text: str) -> str:
        words = f"{self._embedder.name}\n{text}"
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def passage_text(title: str, passage: Passage) -> str:
    """What is embedded of a passage: its words under their title and headings."""
    body = " ".join(unit.searched for unit in passage.units if unit.kind != "heading" or passage.kind == "outline")
    return "\n".join(part for part in (title, " – ".join(passage.heading), body) if part)


def unit_text(passage: Passage, unit: Unit) -> str:
    """What is embedded of a unit: its words, a short one under the heading that explains it."""
    if unit.kind == "heading" or not passage.heading or len(unit.searched) > _SHORT:
        return unit.searched
    return f"{passage.heading[-1]}: {unit.searched}"


_SHORT = 60  # characters; a list item or a name says little alone


def _texts(holdings: Iterable[Holding]) -> Iterator[str]:
    yield from elsewhere()
    for holding in holdings:
        for passage in holding.passages:
            yield passage_text(holding.document.facts.title, passage)
            yield from (unit_text(passage, unit) for unit in passage.units)
