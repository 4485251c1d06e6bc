"""An ingest from the first file to the version that is read."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from ingest.embed import TextVectors
from ingest.gather import Gathered, Root, gather
from ingest.publish import publish
from ingest.read import fingerprint, read, read_words
from ingest.records import Source
from knowledge.adapters.shelf import Shelf
from knowledge.assembly import load_embedder, open_vector_cache
from knowledge.corpus import Document, Embedder, Holding, LibraryVersion
from knowledge.errors import (
    DocumentError,
    DocumentForbidden,
    EmbedderUnavailable,
    LibraryDamaged,
    LibraryEmpty,
    LibraryMissing,
)
from knowledge.language import Value
from knowledge.settings import LedfyrSettings
from knowledge.versions import read_documents, read_holdings

STARTER_LIBRARY: Final = Path(__file__).parent.parent / "knowledge" / "content" / "library"


class Progress(Value):
    """How far a stage has come: files read, texts embedded, the version published."""

    stage: Literal["read", "embed", "publish"]
    done: int
    total: int


Watcher = Callable[[Progress], None]


class IngestReport(NamedTuple):
    """What an ingest did, by document id.

    `published` is None where nothing had changed; `active` is the version that is read now. `embedded` counts the texts
    that were embedded in this run, `without_meaning` says why the engine could not load ("missing", "cpu", "broken").
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[DocumentError, ...]
    published: LibraryVersion | None
    active: LibraryVersion
    embedded: int
    without_meaning: str | None
    seconds: float


class _Before(NamedTuple):
    version: LibraryVersion | None
    documents: Mapping[str, Document]


class _Engine(NamedTuple):
    embedder: Embedder | None
    fault: str | None


class _Survey(NamedTuple):
    """What a look at the files tells: which to read (with fingerprint), which stay, which cannot be read."""

    fresh: tuple[tuple[Source, str], ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[str, DocumentError], ...]


class _Readings(NamedTuple):
    holdings: tuple[Holding, ...]
    failed: tuple[tuple[str, DocumentError], ...]


def default_roots(settings: LedfyrSettings) -> list[Root]:
    """The library where no path is given: the starter library and the home's own documents."""
    roots = [Root(STARTER_LIBRARY, label="starter")]
    documents = settings.home / "documents"
    return [*roots, Root(documents)] if documents.is_dir() else roots


async def ingest(
    roots: Sequence[Root], *, settings: LedfyrSettings, watch: Watcher, rebuild: bool = False
) -> IngestReport:
    """Make `roots` the whole library and publish it if anything changed; with `rebuild`, read everything again.

    What is wrong with single documents is in the report; a document that can no longer be read stays as it was. Raises
    LibraryError where no version can be made.
    """
    begun = time.monotonic()
    shelf = Shelf(settings.home, server=settings.chroma)
    with shelf.making():
        before = await _before(shelf)
        engine = _engine()
        survey = await asyncio.to_thread(_survey, gather(roots), before, settings, anew=rebuild)
        readings = await _read_all(survey, watch)
        failed = (*survey.failed, *readings.failed)
        kept = (*survey.unchanged, *_out_of_reach(failed, before, survey))
        present = {*kept, *(holding.document.id for holding in readings.holdings)}
        removed = tuple(sorted(set(before.documents) - present))
        published, embedded = None, 0
        if readings.holdings or removed or _other_engine(before, engine) or _moved(before, shelf):
            stayed = await read_holdings(shelf.directory(before.version.id), kept) if before.version else []
            holdings = [*stayed, *readings.holdings]
            if not holdings:
                raise LibraryEmpty(tuple(error for _, error in failed))
            published, embedded = await _publish(holdings, shelf, engine, settings, watch)
        new = [holding.document.id for holding in readings.holdings]
        return IngestReport(
            added=tuple(name for name in new if name not in before.documents),
            changed=tuple(name for name in new if name in before.documents),
            unchanged=survey.unchanged,
            removed=removed,
            failed=tuple(error for _, error in failed),
            published=published,
            active=published or shelf.active(),
            embedded=embedded,
            without_meaning=engine.fault,
            seconds=time.monotonic() - begun,
        )


async def ingest_words(texts: Iterable[tuple[str, str, str]], *, settings: LedfyrSettings, watch: Watcher) -> None:
    """Make texts that are in no file, each (id, title, words), the whole library; blank ones are left out.

    Raises LibraryError where no version can be made.
    """
    shelf = Shelf(settings.home, server=settings.chroma)
    with shelf.making():
        holdings = [read_words(*text) for text in texts if text[2].strip()]
        if not holdings:
            raise LibraryEmpty(())
        await _publish(holdings, shelf, _engine(), settings, watch)


async def _before(shelf: Shelf) -> _Before:
    """The active version and its documents; nothing where there is none or it no longer opens."""
    try:
        version = shelf.active()
        documents = await read_documents(shelf.directory(version.id), version)
        if not await asyncio.to_thread(shelf.has_vectors, version):
            return _Before(None, {})
    except (LibraryMissing, LibraryDamaged):
        return _Before(None, {})
    return _Before(version, {document.id: document for document in documents})


def _engine() -> _Engine:
    try:
        return _Engine(load_embedder(), None)
    except EmbedderUnavailable as error:
        return _Engine(None, error.fault)


def _other_engine(before: _Before, engine: _Engine) -> bool:
    """Whether the version before was made with another engine, or not at all."""
    name = engine.embedder.name if engine.embedder else None
    return before.version is None or before.version.embedding != name


def _moved(before: _Before, shelf: Shelf) -> bool:
    """Whether the vectors of the version before stand elsewhere than the settings have them now."""
    version = before.version
    return version is not None and version.embedding is not None and (version.vectors == "server") != bool(shelf.server)


def _out_of_reach(failed: Sequence[tuple[str, DocumentError]], before: _Before, survey: _Survey) -> list[str]:
    """The documents of the version before that are there still but cannot be read now: they stay as they were."""
    names = {name for name, _ in failed if name in before.documents}
    closed = [Path(error.path) for _, error in failed if isinstance(error, DocumentForbidden)]
    found = {*survey.unchanged, *(source.id for source, _ in survey.fresh)}
    names |= {
        document.id
        for document in before.documents.values()
        if document.id not in found and any(Path(document.source).is_relative_to(folder) for folder in closed)
    }
    return sorted(names)


def _survey(gathered: Gathered, before: _Before, settings: LedfyrSettings, *, anew: bool) -> _Survey:
    fresh: list[tuple[Source, str]] = []
    unchanged: list[str] = []
    failed: list[tuple[str, DocumentError]] = [("", error) for error in gathered.failed]
    for source in gathered.sources:
        known = before.documents.get(source.id)
        try:
            found = fingerprint(source, settings)
        except DocumentError as error:
            failed.append((source.id, error))
            continue
        if known is not None and known.fingerprint == found and not anew:
            unchanged.append(source.id)
        else:
            fresh.append((source, found))
    return _Survey(tuple(fresh), tuple(unchanged), tuple(failed))


async def _read_all(survey: _Survey, watch: Watcher) -> _Readings:
    holdings: list[Holding] = []
    failed: list[tuple[str, DocumentError]] = []
    for at, (source, found) in enumerate(survey.fresh):
        watch(Progress(stage="read", done=at, total=len(survey.fresh)))
        try:
            holdings.append(await asyncio.to_thread(read, source, found))
        except DocumentError as error:
            failed.append((source.id, error))
    watch(Progress(stage="read", done=len(survey.fresh), total=len(survey.fresh)))
    return _Readings(tuple(holdings), tuple(failed))


async def _publish(
    holdings: Sequence[Holding], shelf: Shelf, engine: _Engine, settings: LedfyrSettings, watch: Watcher
) -> tuple[LibraryVersion, int]:
    """Embed what is new and publish; returns the version and how many texts were embedded."""
    ordered = sorted(holdings, key=lambda holding: holding.document.id)
    vectors, embedded = None, 0
    if engine.embedder is not None:
        with shelf.guarded():
            vectors = TextVectors(embedder=engine.embedder, cache=open_vector_cache(shelf.vectors()))
            embedded = (
                await vectors.prepare(
                    ordered, lambda done, total: watch(Progress(stage="embed", done=done, total=total))
                )
            ).fresh
    watch(Progress(stage="publish", done=0, total=1))
    version = await publish(
        ordered, shelf=shelf, embedder=engine.embedder, vectors=vectors, keep=settings.kept_versions
    )
    if vectors is not None:
        await asyncio.to_thread(vectors.forget_others, ordered)
    watch(Progress(stage="publish", done=1, total=1))
    return version, embedded
