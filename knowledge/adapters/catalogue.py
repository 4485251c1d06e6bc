"""The catalogue of one library version: documents, texts and passages in a SQLite file, written once, then read."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing, contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from knowledge.corpus import Document, Holding, Passage
from knowledge.errors import DocumentUnknown, LibraryDamaged

_SCHEMA = """
CREATE TABLE document (id TEXT PRIMARY KEY, value TEXT NOT NULL, text TEXT NOT NULL, noise TEXT NOT NULL);
CREATE TABLE passage (row INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id), value TEXT NOT NULL);
CREATE INDEX passage_document ON passage (document, row);
"""

_AT_HAND: Final = 2000  # passages kept parsed; about 20 MB


def write_catalogue(path: Path, holdings: Iterable[Holding]) -> None:
    """Write the catalogue of a new version to `path`."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        for holding in holdings:
            document = holding.document
            database.execute(
                "INSERT INTO document VALUES (?, ?, ?, ?)",
                (document.id, document.model_dump_json(), holding.text, json.dumps(holding.noise)),
            )
            database.executemany(
                "INSERT INTO passage VALUES (?, ?, ?)",
                ((passage.row, document.id, passage.model_dump_json()) for passage in holding.passages),
            )


class SqliteCatalogue:
    """Reads the catalogue of one version."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._turn = threading.Lock()
        self._at_hand: dict[int, Passage] = {}
        self._name = path.parent.name

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def count(self) -> tuple[int, int]:
        """How many documents and how many passages there are."""
        [(documents,)] = self._fetch("SELECT count(*) FROM document", ())
        [(passages,)] = self._fetch("SELECT count(*) FROM passage", ())
        return int(documents), int(passages)

    async def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages at `rows`, in that order."""
        missing = [row for row in rows if row not in self._at_hand]
        fresh = await asyncio.to_thread(self._parsed, missing) if missing else {}
        with self._sound():
            found = [fresh[row] if row in fresh else self._at_hand[row] for row in rows]
        self._keep(fresh)
        return found

    async def documents(self) -> list[Document]:
        """Every document of the version, by id."""
        found = await self._read("SELECT value FROM document ORDER BY id", ())
        with self._sound():
            return [Document.model_validate_json(value) for (value,) in found]

    async def passages_of(self, document: str) -> list[Passage]:
        """Every passage of a document, in reading order."""
        found = await self._read("SELECT value FROM passage WHERE document = ? ORDER BY row", (document,))
        with self._sound():
            return [Passage.model_validate_json(value) for (value,) in found]

    async def text_of(self, document: str) -> str:
        """The clean text of a document; DocumentUnknown where there is none."""
        return (await self.holding(document)).clean_text

    async def holding(self, document: str) -> Holding:
        """A document with its text and passages; DocumentUnknown where there is none."""
        found = await self._read("SELECT value, text, noise FROM document WHERE id = ?", (document,))
        if not found:
            known = [str(row[0]) for row in await self._read("SELECT id FROM document", ())]
            raise DocumentUnknown(document, close=tuple(get_close_matches(document, known, n=3, cutoff=0.4)))
        value, text, noise = found[0]
        passages = tuple(await self.passages_of(document))
        with self._sound():
            return Holding(
                document=Document.model_validate_json(value),
                text=text,
                passages=passages,
                noise=tuple((start, end) for start, end in json.loads(noise)),
            )

    def _parsed(self, rows: Sequence[int]) -> dict[int, Passage]:
        marks = ",".join("?" * len(rows))
        found = self._fetch(f"SELECT row, value FROM passage WHERE row IN ({marks})", rows)  # noqa: S608 - marks only
        with self._sound():
            return {int(row): Passage.model_validate_json(value) for row, value in found}

    def _keep(self, passages: Mapping[int, Passage]) -> None:
        """Keep what was read at hand: the next question finds much of it again. The oldest go first."""
        self._at_hand.update(passages)
        while len(self._at_hand) > _AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]

    async def _read(self, query: str, values: Sequence[object]) -> list[tuple[str, ...]]:
        return await asyncio.to_thread(self._fetch, query, values)

    @contextmanager
    def _sound(self) -> Generator[None]:
        """What cannot be read as it was written is damage, whoever did it."""
        try:
            yield
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
            raise LibraryDamaged(self._name, fault="catalogue") from error

    def _fetch(self, query: str, values: Sequence[object]) -> list[tuple[str, ...]]:
        with self._turn, self._sound():
            return self._database.execute(query, tuple(values)).fetchall()  # pyright: ignore[reportArgumentType]
