"""The library's values (document, passage, version) and the protocols that find and keep them."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.language import Language, Value

DateKind = Literal["published", "updated", "decided", "unknown"]
Origin = Literal["original", "summary"]
PassageKind = Literal["prose", "list", "table", "fields", "outline"]
VectorsAt = Literal["home", "server"]
UnitKind = Literal["sentence", "item", "row", "field", "heading"]

Vector = npt.NDArray[np.float32]
"""A unit-length embedding, shape (dimensions,)."""


class SourceReference(Value):
    """A text that a document rests on, as its front matter names it.

    `summarised` says that the document sums the text up: where the library holds the text itself, that comes first.
    """

    title: str
    summarised: bool = False
    publisher: str | None = None
    year: int | None = None
    url: str | None = None


class DocumentFacts(Value):
    """What a document says about itself; None where it does not say."""

    title: str
    language: Language
    publisher: str | None = None
    revision: str | None = None
    date: dt.date | None = None
    date_kind: DateKind = "unknown"
    url: str | None = None
    origin: Origin = "original"
    summary_of: str | None = None
    sources: tuple[SourceReference, ...] = ()


class Document(Value):
    """A document of the library.

    `id` says where it comes from and survives an edit; `fingerprint` is the hash of the file's bytes and of the way
    they were read, and notices one. `source` is the path it was read from.
    """

    id: str
    fingerprint: str
    source: str
    format: str
    facts: DocumentFacts


class Unit(Value):
    """The smallest thing that is quoted: a sentence, a list item, a table row, a field, a heading.

    `start` and `end` are characters in the document's text; `text` is exactly that slice. `lead` is what stands between
    the unit before and this one, None where that is more than white space and list marks. `shown` is the unit for the
    eye: one line, Markdown marks gone, its words untouched; `mended` the same for the search, with hyphenated words
    joined, where that differs. `page` counts from 1 (a slide's number for slides).
    """

    kind: UnitKind
    start: int
    end: int
    text: str
    lead: str | None
    shown: str
    mended: str | None = None
    page: int | None = None
    page_label: str | None = None

    @property
    def searched(self) -> str:
        """The unit's words as they are searched."""
        return self.mended or self.shown


class Passage(Value):
    """A stretch of a document that is searched and cited as one.

    `start` and `end` are characters in the document's text; `pages` the first and last page or slide (1-based), None
    where the format has none. `row` is the passage's place in its version's indexes, `first_unit` its first unit's
    place among all units.
    """

    id: str
    document: str
    row: int
    first_unit: int
    kind: PassageKind
    heading: tuple[str, ...]
    pages: tuple[int, int] | None
    start: int
    end: int
    language: Language
    units: tuple[Unit, ...]

    @property
    def shown(self) -> str:
        """The passage as one readable text."""
        return " ".join(unit.shown for unit in self.units)

    @property
    def listed(self) -> int:
        """How many things the passage lists: its items, or the headings that an outline sums up."""
        return len(self.units) - 1 if self.kind == "outline" else sum(unit.kind == "item" for unit in self.units)

    @property
    def searched(self) -> str:
        """The passage's words as they are searched."""
        return " ".join(unit.searched for unit in self.units)


class Holding(Value):
    """A document as the library holds it: its facts, its text and its passages in reading order.

    `text` is what the document was read as, which every span counts in; `noise` are the spans of it that are not the
    document's own (front matter, notices, page furniture).
    """

    document: Document
    text: str
    passages: tuple[Passage, ...]
    noise: tuple[tuple[int, int], ...] = ()

    @property
    def clean_text(self) -> str:
        """The text without its noise: what `ledfyr library show` prints."""
        pieces: list[str] = []
        position = 0
        for start, end in self.noise:
            pieces.append(self.text[position:start])
            position = end
        return "".join([*pieces, self.text[position:]]).strip("\r\n")


class Scored(NamedTuple):
    """A passage's row and how well it matched, higher is better."""

    row: int
    score: float


class Likeness(NamedTuple):
    """How far each unit of a passage is like a question: by cosine, and in contrast to what all units share."""

    plain: npt.NDArray[np.float32]
    contrast: npt.NDArray[np.float32]


class Hit(Value):
    """A passage that retrieval found.

    `score` is the fused score (0 to 1, before preferences), `meaning` the cosine and `words` the BM25 score, each None
    where that way did not find it; `likeness` is each unit's cosine with the question, empty without an engine.
    `yields` marks a passage of a summary whose original is at hand, `speaks_for` is the row of the summary that an
    original stands in for.
    """

    passage: Passage
    score: float
    meaning: float | None
    words: float | None
    likeness: tuple[float, ...] = ()
    yields: bool = False
    speaks_for: int | None = None


class LibraryVersion(Value):
    """One published state of the library; a reader uses exactly one at a time.

    `vectors` says where the passages' vectors stand: in the version's own directory, or on a server, in a collection
    called by the version's id.
    """

    id: str
    created: dt.datetime
    embedding: str | None
    documents: int
    passages: int
    units: int
    vectors: VectorsAt = "home"


class Embedder(Protocol):
    """Turns text into vectors whose inner product tells likeness of meaning."""

    @property
    def name(self) -> str:
        """The model and its form, so that vectors of different models never mix."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        ...

    async def of_question(self, text: str) -> Vector:
        """The vector of a question; a blank text raises ValueError."""
        ...

    async def of_passage(self, text: str) -> Vector:
        """The vector of a text in the library; a blank text raises ValueError."""
        ...


class VectorCache(Protocol):
    """Remembers vectors by the text they were made of, so that no text is embedded twice."""

    def known(self, keys: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those of `keys` that are remembered."""
        ...

    def remember(self, vectors: Mapping[str, Vector]) -> None:
        """Keep `vectors` for later runs, also when this one breaks off."""
        ...

    def count(self) -> int:
        """How many vectors are remembered."""
        ...

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Let go of every vector whose key is not in `keys`."""
        ...


class MeaningIndex(Protocol):
    """Finds passages by likeness of meaning."""

    async def nearest(self, vector: Vector, *, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        ...

    async def unit_vectors(self, spans: Sequence[tuple[int, int]]) -> list[npt.NDArray[np.float32]]:
        """For each (first unit, count): that passage's unit vectors, shape (count, dimensions)."""
        ...

    async def likeness(self, vector: Vector, spans: Sequence[tuple[int, int]]) -> list[Likeness]:
        """For each (first unit, count): how far those units are like the question."""
        ...

    def elsewhere(self, vector: Vector) -> float:
        """How near a question lies to what is not the library's business: the highest cosine with any example."""
        ...


class WordIndex(Protocol):
    """Finds passages by the words they share with the question."""

    async def matching(self, terms: Sequence[str], *, limit: int) -> list[Scored]:
        """At most `limit` passages that hold any of the terms, best first, score = BM25."""
        ...

    def weights(self, terms: Sequence[str]) -> list[float]:
        """How telling each term is (inverse document frequency; 0 for a term the library does not hold)."""
        ...

    def rarest(self) -> float:
        """The weight of a term that no passage holds: as telling as a word can be."""
        ...

    def vocabulary(self) -> Sequence[str]:
        """Every whole word of the library, casefolded."""
        ...


class Catalogue(Protocol):
    """Keeps the documents and passages of one version."""

    async def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages at `rows`, in that order."""
        ...

    async def documents(self) -> list[Document]:
        """Every document of the version, by id."""
        ...

    async def passages_of(self, document: str) -> list[Passage]:
        """Every passage of a document, in reading order."""
        ...

    async def text_of(self, document: str) -> str:
        """The clean text of a document; DocumentUnknown where there is none."""
        ...
