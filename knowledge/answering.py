"""From a question to an answer with checked citations, or to an honest no."""

import datetime as dt
import re
import time
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from knowledge.analysis import Lexicon
from knowledge.answer import Answer, Citation, NoAnswer, ShownUnit, Timing, is_old, speaks_of_now, text_of
from knowledge.conversation import Said, in_light_of, items_of, pointed_at
from knowledge.corpus import Catalogue, Document, Hit
from knowledge.deciding import Decision, decide
from knowledge.evidence import Scale, Weighed, weigh
from knowledge.language import Language, language_of
from knowledge.preference import called, originals, preference, with_summaries_that_yield
from knowledge.question import Question, Reader
from knowledge.quoting import ANSWER_LENGTH, Quote, compose, nearest, quotes_of
from knowledge.retrieval import Found, Retriever, Weights
from knowledge.small_talk import is_small_talk

SEARCHED: Final = 40  # passages that preferences are weighed among
_SUMMARIES: Final = 3  # best hits whose originals are looked up
HITS: Final = 12  # passages that may be quoted
NEAREST: Final = 3
_REMEMBERED: Final = 3  # earlier questions that a leaning one is read in the light of
_RESTED_ON: Final = 3  # quotes that an earlier answer chiefly rested on
_CONTACT_LENGTH: Final = 300
_CONTACT = re.compile(r"\+\d[\d\s\-]{6,}\d|\b0\d{1,3}[\s-]\d[\d\s]{4,}\d|[\w.+-]+@[\w-]+\.\w{2,}")


class _Search(NamedTuple):
    """One question's way through retrieval and composition."""

    question: Question
    found: Found
    hits: tuple[Hit, ...]
    weighed: list[Weighed]
    decision: Decision
    quotes: list[Quote]


class Draft(NamedTuple):
    """What would be answered, were it decided to: the quoted words, how sure it is (0 to 1), and the decision."""

    text: str
    support: float
    answer: bool


class Answerer:
    """Answers questions from one version of the library."""

    def __init__(
        self,
        *,
        reader: Reader,
        retriever: Retriever,
        catalogue: Catalogue,
        lexicon: Lexicon,
        documents: Mapping[str, Document],
        version: str,
        today: dt.date,
    ) -> None:
        self._reader = reader
        self._retriever = retriever
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._documents = documents
        self._called = {name: called(document) for name, document in documents.items()}
        self._summed_up = originals(documents.values())
        self._version = version
        self._today = today

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The answer to `text`, asked in `language` after the questions `earlier` (oldest first)."""
        begun = time.perf_counter()
        question = self._reader.read(text, language)
        if is_small_talk(text):
            return self._nothing_asked(text, language, begun)
        said = await self._said(earlier) if earlier else None
        search = await self._search(question, said)
        timing = Timing(
            embed=search.found.embed_ms,
            search=search.found.search_ms,
            compose=max(0.0, _since(begun) - search.found.embed_ms - search.found.search_ms),
            total=_since(begun),
        )
        if search.decision.answer and search.quotes:
            return self._answered(text, language, search, timing)
        return await self._declined(text, language, search, timing)

    async def draft(self, text: str, *, language: Language, length: int) -> Draft:
        """The answer to `text` in at most `length` characters of quoted words, whether it would be given or not."""
        search = await self._search(self._reader.read(text, language), None, length)
        words = " ".join(unit.shown for quote in search.quotes for unit in quote.units)
        return Draft(words, search.decision.support, search.decision.answer)

    async def ranking(self, text: str, *, language: Language, limit: int, weights: Weights) -> tuple[Hit, ...]:
        """The `limit` best passages for `text`, each way of searching counting for its weight."""
        question = self._reader.read(text, language)
        return (await self._retriever.find(question, limit=limit, weights=weights)).hits

    async def _said(self, earlier: Sequence[str]) -> Said | None:
        """What the conversation is about: its last questions asked again, the latest in the light of those before."""
        said: Said | None = None
        for text in earlier[-_REMEMBERED:]:
            question = self._reader.read(text, language_of(text))
            search = await self._search(question, said)
            said = Said(
                question=search.question,
                answered=search.decision.answer,
                text=" ".join(quote.text for quote in search.quotes),
                rows=frozenset(quote.passage.row for quote in search.quotes[:_RESTED_ON]),
                documents=frozenset(quote.passage.document for quote in search.quotes[:1]),
                headings=frozenset(heading for quote in search.quotes[:1] for heading in quote.passage.heading[-1:]),
                items=items_of(search.quotes),
            )
        return said

    async def _search(self, question: Question, said: Said | None, length: int = ANSWER_LENGTH) -> _Search:
        leaning = said is not None and question.leans
        if said is not None and leaning:
            item = pointed_at(question, said.items)
            said = said._replace(pointed_at=item)
            topic = self._reader.concepts(item, said.question.language) if item else ()
            question = in_light_of(question, said, topic)
        found = await self._retriever.find(question, limit=SEARCHED)
        hits = self._preferred(question, await self._with_originals(found), said)
        scale = Scale(question, self._lexicon)
        weighed = weigh(question, hits, scale)
        before = said.text if leaning and said is not None and said.answered else None
        decision = decide(question, hits, weighed, found.elsewhere, scale, said=before)
        return _Search(question, found, hits, weighed, decision, compose(question, weighed, length=length))

    async def _with_originals(self, found: Found) -> list[Hit]:
        """The hits, and what the originals of the summaries among the best of them say on the matter."""
        hits = {hit.passage.row: hit for hit in found.hits}
        for hit in found.hits[:_SUMMARIES]:
            summed_up = self._summed_up.get(hit.passage.document)
            if summed_up is None or found.vector is None:
                continue
            origin = await self._retriever.origin(hit, summed_up, found.vector)
            known = hits.get(origin.passage.row) if origin else None
            if origin is not None and (known is None or known.speaks_for is None):
                score = max(origin.score, known.score if known else 0.0)
                changes = {"score": score, "speaks_for": origin.speaks_for}
                hits[origin.passage.row] = (known or origin).model_copy(update=changes)
        return list(hits.values())

    def _preferred(self, question: Question, hits: Sequence[Hit], said: Said | None) -> tuple[Hit, ...]:
        """The hits with what is preferred set first among equals: originals, the asker's language, the talk's topic."""
        ranked = [hit.model_copy(update={"score": hit.score + self._worth(question, hit, said)}) for hit in hits]
        ordered = sorted(with_summaries_that_yield(ranked, self._summed_up), key=lambda hit: -hit.score)
        return tuple(ordered[:HITS])

    def _worth(self, question: Question, hit: Hit, said: Said | None) -> float:
        name = hit.passage.document
        return preference(question, hit, self._documents[name].facts, self._called[name], said)

    def _answered(self, text: str, language: Language, search: _Search, timing: Timing) -> Answer:
        citations = self._citations(search.quotes)
        return Answer(
            question=text,
            language=language,
            text=text_of(citations),
            citations=citations,
            support=search.decision.support,
            library=self._version,
            timing=timing,
        )

    async def _declined(self, text: str, language: Language, search: _Search, timing: Timing) -> NoAnswer:
        near = self._citations(nearest(search.weighed, limit=NEAREST))
        about = search.decision.about
        if search.decision.reason == "part" and near:
            about = _matter(near[0])
        return NoAnswer(
            question=text,
            language=language,
            reason=search.decision.reason or "nothing_found",
            about=about,
            expects=search.question.expects,
            nearest=near,
            contact=await self._contact(near) if search.decision.reason == "part" else None,
            support=search.decision.support,
            library=self._version,
            timing=timing,
        )

    def _nothing_asked(self, text: str, language: Language, begun: float) -> NoAnswer:
        return NoAnswer(
            question=text,
            language=language,
            reason="nothing_asked",
            about=None,
            expects="any",
            nearest=(),
            contact=None,
            support=0.0,
            library=self._version,
            timing=Timing(embed=0.0, search=0.0, compose=_since(begun), total=_since(begun)),
        )

    async def _contact(self, near: Sequence[Citation]) -> Citation | None:
        """Whom to ask: the lines of the nearest document that give a telephone number or an address."""
        for citation in near[:1]:
            for passage in await self._catalogue.passages_of(citation.document.id):
                places = [at for at, unit in enumerate(passage.units) if unit.kind != "heading"]
                short = sum(len(passage.units[at].shown) for at in places) <= _CONTACT_LENGTH
                if short and any(_CONTACT.search(passage.units[at].shown) for at in places):
                    hit = Hit(passage=passage, score=0.0, meaning=None, words=None)
                    return self._citations([*quotes_of(hit, places)])[0]
        return None

    def _citations(self, quotes: Sequence[Quote]) -> tuple[Citation, ...]:
        return tuple(self._citation(number, quote) for number, quote in enumerate(quotes, start=1))

    def _citation(self, number: int, quote: Quote) -> Citation:
        document = self._documents[quote.passage.document]
        first = quote.units[0]
        return Citation(
            number=number,
            document=document,
            passage=quote.passage.id,
            heading=quote.passage.heading,
            page=first.page,
            page_label=first.page_label,
            quote=quote.text,
            units=tuple(ShownUnit(kind=unit.kind, text=unit.shown) for unit in quote.units),
            aged=speaks_of_now(quote.text) and is_old(document, self._today),
        )


def _matter(citation: Citation) -> str:
    """What a quote's surroundings deal with: its nearest heading that is no question, else its document's title."""
    headings = (heading for heading in reversed(citation.heading) if not heading.rstrip().endswith("?"))
    return next(headings, citation.document.facts.title)


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000
