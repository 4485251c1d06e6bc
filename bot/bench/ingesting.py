"""Times an ingest against the embedding calls it makes, alone; then the same again, and once more after an edit."""

import asyncio
import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bot.bench.figures import EditFigures, IngestFigures
from ingest.embed import passage_text, unit_text
from ingest.gather import Root, gather
from ingest.pipeline import Progress, Watcher, ingest
from ingest.read import read
from knowledge.adapters.shelf import Shelf
from knowledge.corpus import Embedder, Holding
from knowledge.elsewhere import elsewhere
from knowledge.settings import LedfyrSettings
from knowledge.versions import read_documents, read_holdings

_SECTION: Final = re.compile(r"^## (.+)\n(?:(?!## ).*\n?)*", re.MULTILINE)
_LONG: Final = 30  # characters of a sentence that can be changed in its middle


class NothingToEdit(Exception):
    """No sentence of the documents can be changed without changing another."""


class Section(NamedTuple):
    """A section of a document, as Markdown with front matter."""

    title: str
    text: str


def sections(holdings: Iterable[Holding]) -> list[Section]:
    """Every section of Markdown `holdings` as a document of its own."""
    return [section for holding in holdings for section in _sections(holding)]


def _sections(holding: Holding) -> Iterator[Section]:
    facts = holding.document.facts
    for found in _SECTION.finditer(holding.text):
        heading, body = found[1].strip(), found[0].partition("\n")[2].strip()
        title = f"{facts.title}: {heading}"
        front = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nlanguage: {facts.language}\n---"
        yield Section(title, f"{front}\n\n# {heading}\n\n{body}\n")


def write_documents(folder: Path, found: Sequence[Section], *, count: int) -> int:
    """Write `count` sections, taken evenly from all of them, to `folder`; returns how many there were."""
    folder.mkdir(parents=True)
    chosen = [found[at * len(found) // count] for at in range(count)] if count < len(found) else found
    for number, section in enumerate(chosen, start=1):
        (folder / f"{number:03}.md").write_text(section.text, encoding="utf-8")
    return len(chosen)


def ingest_figures(documents: Path, *, settings: LedfyrSettings, embedder: Embedder, watch: Watcher) -> IngestFigures:
    """Take `documents` in three times, into the empty home of `settings`: afresh, unchanged, one sentence changed."""
    return asyncio.run(_ingest_figures(documents, settings, embedder, watch))


async def _ingest_figures(
    documents: Path, settings: LedfyrSettings, embedder: Embedder, watch: Watcher
) -> IngestFigures:
    roots = [Root(documents)]
    holdings = [read(source, source.id) for source in gather(roots).sources]
    texts = texts_of(holdings)
    # Alone before and after, so that a machine that grows slower or quicker meanwhile favours neither.
    before = await _alone(texts, embedder)
    first = await ingest(roots, settings=settings, watch=watch)
    after = await _alone(texts, embedder)
    again = await ingest(roots, settings=settings, watch=_unseen)
    embedding = (before + after) / 2
    return IngestFigures(
        documents=len(holdings),
        texts=first.embedded,
        seconds=first.seconds,
        embedding_seconds=embedding,
        ratio=first.seconds / embedding,
        unchanged_seconds=again.seconds,
        speedup=first.seconds / again.seconds,
        edited=await _edit(roots, holdings, settings),
    )


def texts_of(holdings: Iterable[Holding]) -> list[str]:
    """Every text that an ingest of `holdings` embeds, once."""
    found = dict.fromkeys(elsewhere())
    for holding in holdings:
        for passage in holding.passages:
            found[passage_text(holding.document.facts.title, passage)] = None
            found.update((unit_text(passage, unit), None) for unit in passage.units)
    return list(found)


async def _alone(texts: Sequence[str], embedder: Embedder) -> float:
    """Seconds to embed `texts` and do nothing else, every core kept busy."""
    waiting = iter(texts)

    async def work() -> None:
        for text in waiting:
            await embedder.of_passage(text)

    begun = time.monotonic()
    await asyncio.gather(*(work() for _ in range(os.cpu_count() or 1)))
    return time.monotonic() - begun


async def _edit(roots: Sequence[Root], holdings: Sequence[Holding], settings: LedfyrSettings) -> EditFigures:
    """Change one sentence and ingest: what is embedded, against what the library has come to hold."""
    known = set(texts_of(await _held(settings)))
    path, text = one_edit(holdings)
    path.write_text(text, encoding="utf-8")
    report = await ingest(roots, settings=settings, watch=_unseen)
    return EditFigures(embedded=report.embedded, fresh=len(set(texts_of(await _held(settings))) - known))


def _unseen(_: Progress) -> None:
    """Watch a run that is over in a moment."""


async def _held(settings: LedfyrSettings) -> list[Holding]:
    """What the library of a home holds now."""
    shelf = Shelf(settings.home)
    version = shelf.active()
    directory = shelf.directory(version.id)
    documents = await read_documents(directory, version)
    return await read_holdings(directory, [document.id for document in documents])


def one_edit(holdings: Sequence[Holding]) -> tuple[Path, str]:
    """A file in the middle of the library and its text with one sentence changed; NothingToEdit where none can be."""
    for holding in holdings[len(holdings) // 2 :]:
        for unit in (unit for passage in holding.passages for unit in passage.units):
            if unit.kind == "sentence" and len(unit.text) >= _LONG and holding.text.count(unit.text) == 1:
                words = unit.text.split(" ")
                changed = " ".join((*words[: len(words) // 2], "2035", *words[len(words) // 2 :]))
                return Path(holding.document.source), holding.text.replace(unit.text, changed)
    raise NothingToEdit
