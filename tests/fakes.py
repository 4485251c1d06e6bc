"""A fake for each protocol of `knowledge.corpus` and `knowledge.journal`.

Each is real enough to pass its contract, quick, and has a history.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from knowledge.analysis import Lexicon, words
from knowledge.answer import Answer
from knowledge.contrast import Ray, learned, lengths
from knowledge.corpus import Document, Holding, Likeness, Passage, Scored, Vector
from knowledge.errors import DocumentUnknown, StateError
from knowledge.journal import Conversation, Exchange, Feedback, Forgotten, Gap, Keep, PersonalRecord, Retention
from tests.fakes_missions import FakeMissions

_K1, _B = 1.2, 0.75


class FakeEmbedder:
    """Texts that share words lie near each other: a text's vector is the sum of one random vector a word.

    `asked` and `embedded` tell which questions and which texts it was given, in order.
    """

    def __init__(self, *, name: str = "fake-words", dimensions: int = 64) -> None:
        self._name = name
        self._dimensions = dimensions
        self.asked: list[str] = []
        self.embedded: list[str] = []

    @property
    def name(self) -> str:
        """The name given."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return self._dimensions

    async def of_question(self, text: str) -> Vector:
        """The vector of a question; a blank text raises ValueError."""
        vector = bag_of_words(text, self._dimensions)
        self.asked.append(text)
        return vector

    async def of_passage(self, text: str) -> Vector:
        """The vector of a text in the library; a blank text raises ValueError."""
        vector = bag_of_words(text, self._dimensions)
        self.embedded.append(text)
        return vector


def bag_of_words(text: str, dimensions: int) -> Vector:
    """The unit-length vector of a text's words, the same on every machine."""
    if not text.strip():
        raise ValueError("a blank text has no meaning to embed")
    total = np.sum([_of_word(word, dimensions) for word in words(text) or [text.strip()]], axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


@lru_cache(maxsize=50_000)
def _of_word(word: str, dimensions: int) -> npt.NDArray[np.float64]:
    seed = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return np.random.default_rng(seed).standard_normal(dimensions)


class FakeVectorCache:
    """Remembers vectors in a dictionary."""

    def __init__(self) -> None:
        self.vectors: dict[str, Vector] = {}

    def known(self, keys: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those of `keys` that are remembered."""
        return {key: self.vectors[key] for key in keys if key in self.vectors}

    def remember(self, vectors: Mapping[str, Vector]) -> None:
        """Keep `vectors`."""
        self.vectors.update(vectors)

    def count(self) -> int:
        """How many vectors are remembered."""
        return len(self.vectors)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Let go of every vector whose key is not in `keys`."""
        self.vectors = {key: vector for key, vector in self.vectors.items() if key in keys}


class FakeMeaningIndex:
    """Compares a question's vector with every passage's."""

    def __init__(self, *, passages: Sequence[Vector], units: Sequence[Vector], elsewhere: Sequence[Vector]) -> None:
        self._passages = np.stack(passages)
        self._units = np.stack(units)
        self._elsewhere = np.stack(elsewhere)

    async def nearest(self, vector: Vector, *, limit: int) -> list[Scored]:
        """The `limit` nearest passages, best first, score = cosine."""
        cosines = self._passages @ vector
        return [Scored(int(row), float(cosines[row])) for row in np.argsort(-cosines, kind="stable")[:limit]]

    async def unit_vectors(self, spans: Sequence[tuple[int, int]]) -> list[npt.NDArray[np.float32]]:
        """For each (first unit, count): that passage's unit vectors, shape (count, dimensions)."""
        return [self._units[first : first + count] for first, count in spans]

    async def likeness(self, vector: Vector, spans: Sequence[tuple[int, int]]) -> list[Likeness]:
        """For each (first unit, count): how far those units are like the question."""
        contrast = learned(self._units)
        ray, long = Ray(vector, contrast), lengths(self._units, contrast)
        places = [slice(at, at + count) for at, count in spans]
        return [Likeness(self._units[at] @ vector, ray.likeness(self._units[at], long[at])) for at in places]

    def elsewhere(self, vector: Vector) -> float:
        """The highest cosine with any example of what is not the library's business."""
        return float((self._elsewhere @ vector).max())


class FakeWordIndex:
    """Scores every passage's terms with BM25."""

    def __init__(self, passages: Sequence[Sequence[str]], whole_words: Sequence[str]) -> None:
        self._passages = [Counter(terms) for terms in passages]
        self._average = sum(terms.total() for terms in self._passages) / max(1, len(self._passages))
        self._whole_words = whole_words
        self.lexicon = Lexicon(whole_words)

    async def matching(self, terms: Sequence[str], *, limit: int) -> list[Scored]:
        """At most `limit` passages that hold any of the terms, best first, score = BM25."""
        scored = [Scored(row, self._score(held, terms)) for row, held in enumerate(self._passages)]
        return sorted((one for one in scored if one.score > 0), key=lambda one: (-one.score, one.row))[:limit]

    def weights(self, terms: Sequence[str]) -> list[float]:
        """Inverse document frequency; 0 for a term that no passage holds."""
        return [self._weight(term) for term in terms]

    def rarest(self) -> float:
        """The weight of a term that no passage holds."""
        return math.log(1 + (len(self._passages) + 0.5) / 0.5)

    def vocabulary(self) -> Sequence[str]:
        """Every whole word of the library, casefolded."""
        return self._whole_words

    def _weight(self, term: str) -> float:
        holding = sum(term in held for held in self._passages)
        return math.log(1 + (len(self._passages) - holding + 0.5) / (holding + 0.5)) if holding else 0.0

    def _score(self, held: Counter[str], terms: Sequence[str]) -> float:
        length = 1 - _B + _B * held.total() / self._average
        return sum(self._weight(term) * held[term] / (held[term] + _K1 * length) for term in dict.fromkeys(terms))


class FakeCatalogue:
    """Keeps the holdings of one version in memory; their passages' rows must already be counted through."""

    def __init__(self, holdings: Sequence[Holding]) -> None:
        self._holdings = {holding.document.id: holding for holding in holdings}
        self._passages = {passage.row: passage for holding in holdings for passage in holding.passages}

    async def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages at `rows`, in that order."""
        return [self._passages[row] for row in rows]

    async def documents(self) -> list[Document]:
        """Every document of the version, by id."""
        return [self._holdings[name].document for name in sorted(self._holdings)]

    async def passages_of(self, document: str) -> list[Passage]:
        """Every passage of a document, in reading order."""
        return list(self._holdings[document].passages) if document in self._holdings else []

    async def text_of(self, document: str) -> str:
        """The clean text of a document; DocumentUnknown where there is none."""
        if document not in self._holdings:
            close = tuple(name for name in self._holdings if name[:3] == document[:3])
            raise DocumentUnknown(document, close=close)
        return self._holdings[document].clean_text


class FakeState:
    """Keeps the state in dictionaries; every method raises `failing` while it is set.

    `cited` has a passage, a document, a library and a day for each passage that an answer cited.
    """

    def __init__(self) -> None:
        self.failing: StateError | None = None
        self.cited: list[tuple[str, str, str, dt.date]] = []
        self._exchanges: dict[str, Exchange] = {}
        self._conversations: dict[str, Conversation] = {}
        self._feedback: dict[str, Feedback] = {}
        self._gaps: dict[str, Gap] = {}
        self._traces: dict[tuple[str, str, str], str] = {}
        self._met: dict[str, dt.datetime] = {}
        self._notes: dict[str, str] = {}
        self.missions = FakeMissions()

    async def keep(self, exchange: Exchange) -> None:
        """Keep an exchange, and which passages it cited; one that is kept already stays as it was."""
        await self.ping()
        if exchange.id in self._exchanges:
            return
        self._exchanges[exchange.id] = exchange
        if isinstance(exchange.result, Answer):
            cited = {citation.passage: citation.document.id for citation in exchange.result.citations}
            day = exchange.asked.astimezone(dt.UTC).date()
            self.cited += [(passage, name, exchange.result.library, day) for passage, name in cited.items()]

    async def find(self, exchange: str) -> Exchange | None:
        """The exchange of that id."""
        await self.ping()
        return self._exchanges.get(exchange)

    async def open(self, conversation: Conversation) -> None:
        """Begin a conversation; one that has been opened before stays as it was."""
        await self.ping()
        self._conversations.setdefault(conversation.id, conversation)

    async def conversation(self, name: str) -> Conversation | None:
        """The conversation of that id."""
        await self.ping()
        return self._conversations.get(name)

    async def earlier(self, conversation: str, *, since: dt.datetime | None = None, limit: int = 10) -> list[str]:
        """The latest questions of a conversation, oldest first; before them the one it goes on from."""
        await self.ping()
        opened = self._conversations.get(conversation)
        recent = [one for one in self._exchanges.values() if since is None or one.asked >= since]
        first = [one for one in recent if opened is not None and one.id == opened.begun_with]
        others = [one for one in recent if one.conversation == conversation]
        others.sort(key=lambda one: (one.asked, one.id))
        return [one.question for one in (*first, *others[max(0, len(others) - limit) :])]

    async def give(self, feedback: Feedback, *, exchange: str, person: str) -> bool:
        """Put feedback in; False where the person had given some on that exchange, which this replaces."""
        await self.ping()
        before = self._traces.get((person, exchange, "feedback"))
        self._feedback.pop(before or "", None)
        self._feedback[feedback.id] = feedback
        if exchange in self._exchanges:
            self._traces[person, exchange, "feedback"] = feedback.id
        return before is None

    async def report(self, gap: Gap, *, exchange: str, person: str) -> bool:
        """Log a gap; False where the person had reported that exchange before, and nothing is added."""
        await self.ping()
        if (person, exchange, "gap") in self._traces:
            return False
        self._gaps[gap.id] = gap
        if exchange in self._exchanges:
            self._traces[person, exchange, "gap"] = gap.id
        return True

    async def feedback(self) -> list[Feedback]:
        """All feedback, the oldest first."""
        await self.ping()
        return sorted(self._feedback.values(), key=lambda one: (one.given, one.id))

    async def gaps(self) -> list[Gap]:
        """All gaps, the oldest first."""
        await self.ping()
        return sorted(self._gaps.values(), key=lambda one: (one.logged, one.id))

    async def meet(self, person: str, *, now: dt.datetime) -> bool:
        """Note that a person is here; True the first time."""
        await self.ping()
        new = person not in self._met
        self._met.setdefault(person, now)
        return new

    async def stored_about(self, person: str) -> PersonalRecord:
        """Everything that is stored about a person."""
        told = {told for (whose, _, _), told in self._traces.items() if whose == person}
        asked = (one for one in self._exchanges.values() if one.asker == person)
        opened = (one for one in self._conversations.values() if one.opener == person)
        owned, parts, drafts = self.missions.stored_about(person)
        return PersonalRecord(
            person=person,
            met=self._met.get(person),
            exchanges=tuple(sorted(asked, key=lambda one: (one.asked, one.id))),
            conversations=tuple(sorted(opened, key=lambda one: (one.opened, one.id))),
            feedback=tuple(one for one in await self.feedback() if one.id in told),
            gaps=tuple(one for one in await self.gaps() if one.id in told),
            missions=tuple(owned),
            parts=tuple(parts),
            drafts=tuple(drafts),
        )

    async def forget(self, person: str, *, now: dt.datetime) -> Forgotten:
        """Delete everything that is stored about a person, what they told the maintainers included."""
        record = await self.stored_about(person)
        self._feedback = {name: one for name, one in self._feedback.items() if one not in record.feedback}
        self._gaps = {name: one for name, one in self._gaps.items() if one not in record.gaps}
        self._traces = {key: told for key, told in self._traces.items() if key[0] != person}
        self._conversations = {name: one for name, one in self._conversations.items() if one.opener != person}
        self._drop_exchanges([one.id for one in record.exchanges])
        self._met.pop(person, None)
        gone, handed_on, drafts = self.missions.forget(person, now=now)
        return Forgotten(
            exchanges=len(record.exchanges),
            conversations=len(record.conversations),
            feedback=len(record.feedback),
            gaps=len(record.gaps),
            missions=gone,
            handed_on=handed_on,
            drafts=drafts,
        )

    async def sweep(self, retention: Retention, *, now: dt.datetime) -> int:
        """Delete what has been kept for its time; how many rows went, traces not counted."""
        await self.ping()
        before = self._count()
        if old := _before(retention.conversations, now):
            self._drop_exchanges([name for name, one in self._exchanges.items() if one.asked < old])
            used = {one.conversation for one in self._exchanges.values()}
            talks = self._conversations.items()
            self._conversations = {name: one for name, one in talks if one.opened >= old or name in used}
            self._met = {person: since for person, since in self._met.items() if since >= old}
        if old := _before(retention.told, now):
            self._feedback = {name: one for name, one in self._feedback.items() if one.given >= old}
            self._gaps = {name: one for name, one in self._gaps.items() if one.logged >= old}
            kept = {*self._feedback, *self._gaps}
            self._traces = {key: told for key, told in self._traces.items() if told in kept}
        if old := _before(retention.citations, now):
            self.cited = [one for one in self.cited if one[3] >= old.astimezone(dt.UTC).date()]
        return before - self._count() + await self.missions.sweep(now=now)

    async def noted(self, name: str) -> str | None:
        """What was noted under a name."""
        await self.ping()
        return self._notes.get(name)

    async def note(self, name: str, value: str) -> None:
        """Note `value` under a name; what stood there is replaced."""
        await self.ping()
        self._notes[name] = value

    async def ping(self) -> None:
        """Return, unless the state is failing."""
        if self.failing is not None:
            raise self.failing

    def _drop_exchanges(self, names: Collection[str]) -> None:
        """Drop exchanges and the traces that lead to them."""
        self._exchanges = {name: one for name, one in self._exchanges.items() if name not in names}
        self._traces = {key: told for key, told in self._traces.items() if key[1] not in names}

    def _count(self) -> int:
        kinds = (self._exchanges, self._conversations, self._met, self._feedback, self._gaps, self.cited)
        return sum(len(kind) for kind in kinds)


def _before(kept: Keep, now: dt.datetime) -> dt.datetime | None:
    return None if kept == "keep" else now - dt.timedelta(days=kept)
