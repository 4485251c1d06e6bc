"""Makes a version of the library, proves it, and points at it."""

import asyncio
import datetime as dt
import secrets
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import suppress
from itertools import chain

from ingest.embed import TextVectors, passage_text, unit_text
from knowledge.adapters.shelf import Shelf
from knowledge.corpus import Embedder, Holding, LibraryVersion, Passage
from knowledge.elsewhere import elsewhere
from knowledge.errors import LibraryDamaged, LibraryError
from knowledge.versions import OpenVersion, VersionVectors, open_version, passage_terms, write_version

_SAME = 0.999  # cosine of a passage with itself, after half precision
_TWINS = 10
_PROBES = 12  # passages that a finished version is asked for before anyone else is


def placed(holdings: Sequence[Holding]) -> list[Holding]:
    """The holdings with every passage's row and first unit counted through the whole version."""
    row = first_unit = 0
    moved: list[Holding] = []
    for holding in holdings:
        passages: list[Passage] = []
        for passage in holding.passages:
            passages.append(passage.model_copy(update={"row": row, "first_unit": first_unit}))
            row += 1
            first_unit += len(passage.units)
        moved.append(holding.model_copy(update={"passages": tuple(passages)}))
    return moved


async def publish(
    holdings: Sequence[Holding], *, shelf: Shelf, embedder: Embedder | None, vectors: TextVectors | None, keep: int
) -> LibraryVersion:
    """Publish `holdings` as the version that is read from now on; the one before goes on serving until then."""
    stand = placed(holdings)
    version = _version(stand, embedder, shelf.server)
    directory = shelf.directory(version.id)
    try:
        with shelf.guarded():
            found = _vectors(stand, embedder, vectors, server=shelf.server)
            await _finished(asyncio.to_thread(write_version, directory, stand, found))
            await _verify(version, stand, shelf, vectors)
        shelf.publish(version, keep=keep)
    except BaseException:
        # Interrupted or failed: nothing half made stays behind, but what is pointed at does.
        with suppress(LibraryError):
            if shelf.pointer().active != version.id:
                shelf.discard(version.id, vectors=version.vectors)
        raise
    return version


async def _finished(writing: Coroutine[None, None, None]) -> None:
    """Wait for a thread that writes; when cancelled, too, since it cannot be stopped and would write on."""
    task = asyncio.ensure_future(writing)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _version(holdings: Sequence[Holding], embedder: Embedder | None, server: str | None) -> LibraryVersion:
    now = dt.datetime.now(dt.UTC)
    passages = [passage for holding in holdings for passage in holding.passages]
    return LibraryVersion(
        id=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
        created=now,
        embedding=embedder.name if embedder else None,
        documents=len(holdings),
        passages=len(passages),
        units=sum(len(passage.units) for passage in passages),
        vectors="server" if embedder and server else "home",
    )


def _vectors(
    holdings: Sequence[Holding], embedder: Embedder | None, vectors: TextVectors | None, *, server: str | None
) -> VersionVectors | None:
    if embedder is None or vectors is None:
        return None
    return VersionVectors(
        dimensions=embedder.dimensions,
        passages=lambda: vectors.of(passage_text(title, passage) for title, passage in _passages(holdings)),
        units=lambda: vectors.of(
            unit_text(passage, unit) for _, passage in _passages(holdings) for unit in passage.units
        ),
        elsewhere=lambda: vectors.of(elsewhere()),
        server=server,
    )


def _passages(holdings: Sequence[Holding]) -> Iterator[tuple[str, Passage]]:
    return chain.from_iterable(
        ((holding.document.facts.title, passage) for passage in holding.passages) for holding in holdings
    )


async def _verify(
    version: LibraryVersion, holdings: Sequence[Holding], shelf: Shelf, vectors: TextVectors | None
) -> None:
    """Open the new version and ask it for passages that must be in it; LibraryDamaged where one is not found."""
    told = list(_passages(holdings))
    step = max(1, len(told) // _PROBES)
    async with open_version(version, shelf.directory(version.id), server=shelf.server) as opened:
        if len(await opened.catalogue.documents()) != len(holdings):
            raise LibraryDamaged(version.id, fault="catalogue")
        for title, passage in told[::step]:
            await _probe(opened, title, passage, vectors)


async def _probe(opened: OpenVersion, title: str, passage: Passage, vectors: TextVectors | None) -> None:
    [kept] = await opened.catalogue.passages([passage.row])
    if kept != passage:
        raise LibraryDamaged(opened.version.id, fault="catalogue")
    terms = passage_terms(title, passage, opened.words.lexicon)
    matching = await opened.words.matching(terms, limit=opened.words.count())
    if terms and passage.row not in {scored.row for scored in matching}:
        raise LibraryDamaged(opened.version.id, fault="words")
    if opened.meaning is None or vectors is None:
        return
    [vector] = vectors.of([passage_text(title, passage)])
    nearest = await opened.meaning.nearest(vector, limit=_TWINS)
    # A passage may stand in the library many times over: then all that are nearer or as near are its twins.
    own = next((one.score for one in nearest if one.row == passage.row), nearest[-1].score if nearest else 0.0)
    if own < _SAME:
        raise LibraryDamaged(opened.version.id, fault="meaning")
