"""Builders of the library's values: say what a test is about, leave the rest."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from ingest.embed import passage_text, unit_text
from ingest.loaders.markdown import load_markdown
from ingest.loaders.text import load_text
from ingest.publish import placed
from ingest.read import read
from ingest.records import Source, Transcript
from knowledge.analysis import Lexicon, terms_of, words
from knowledge.answer import Answer, NoAnswer, Reason, Timing
from knowledge.answering import Answerer
from knowledge.bridge import Bridge, load_bridge, load_kin, load_spoken
from knowledge.corpus import (
    DateKind,
    Document,
    DocumentFacts,
    Embedder,
    Hit,
    Holding,
    LibraryVersion,
    Origin,
    Passage,
    PassageKind,
    Unit,
    UnitKind,
)
from knowledge.evidence import Scale, Weighed, weigh
from knowledge.journal import Conversation, Exchange, Feedback, Gap
from knowledge.language import Language
from knowledge.question import Question, Reader
from knowledge.retrieval import Retriever
from knowledge.spelling import Speller
from knowledge.versions import passage_terms
from tests.fakes import FakeCatalogue, FakeMeaningIndex, FakeWordIndex, bag_of_words

TODAY = dt.date(2026, 11, 21)
ELSEWHERE = ("Hur lagar man en god middag? Recept på mat.", "What will the weather be like this weekend?")


def a_document(
    name: str = "missioner.md",
    *,
    title: str = "Missioner",
    language: Language = "sv",
    date: dt.date | None = dt.date(2026, 6, 18),
    date_kind: DateKind = "published",
    origin: Origin = "original",
) -> Document:
    """A document of the library."""
    facts = DocumentFacts(title=title, language=language, date=date, date_kind=date_kind, origin=origin)
    ending = Path(name).suffix.removeprefix(".") or "markdown"
    return Document(id=name, fingerprint=f"print of {name}", source=f"/documents/{name}", format=ending, facts=facts)


def a_unit(
    text: str = "En mission är ett djärvt mål.",
    *,
    kind: UnitKind = "sentence",
    start: int = 0,
    lead: str | None = " ",
    page: int | None = None,
) -> Unit:
    """A unit whose words need no mending."""
    return Unit(kind=kind, start=start, end=start + len(text), text=text, lead=lead, shown=text, page=page)


def a_passage(
    *texts: str,
    document: str = "missioner.md",
    row: int = 0,
    first_unit: int = 0,
    kind: PassageKind = "prose",
    unit: UnitKind = "sentence",
    heading: tuple[str, ...] = (),
    language: Language = "sv",
    page: int | None = None,
) -> Passage:
    """A passage of `texts`, one unit each, parted by one space (prose) or one line (everything else)."""
    gap = " " if kind == "prose" else "\n"
    units: list[Unit] = []
    for text in texts or ("En mission är ett djärvt mål.",):
        start = units[-1].end + len(gap) if units else 0
        units.append(a_unit(text, kind=unit, start=start, lead=gap if units else None, page=page))
    return Passage(
        id=f"{document}#{row}",
        document=document,
        row=row,
        first_unit=first_unit,
        kind=kind,
        heading=heading,
        pages=(page, page) if page else None,
        start=0,
        end=units[-1].end,
        language=language,
        units=tuple(units),
    )


def a_hit(
    passage: Passage | None = None,
    *,
    score: float = 1.0,
    meaning: float | None = None,
    by_words: float | None = 1.0,
    likeness: tuple[float, ...] = (),
) -> Hit:
    """A passage that retrieval found, by words unless told otherwise."""
    return Hit(passage=passage or a_passage(), score=score, meaning=meaning, words=by_words, likeness=likeness)


def a_holding(text: str, name: str = "missioner.md", **facts: object) -> Holding:
    """The document that a file `name` with this text becomes; `facts` replace what it says about itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        holding = read(Source(id=name, path=path), f"print of {name}")
    told = holding.document.facts.model_copy(update=facts)
    return holding.model_copy(update={"document": holding.document.model_copy(update={"facts": told})})


def a_transcript(text: str | bytes, name: str = "missioner.md") -> Transcript:
    """What the Markdown or text loader reads from a file `name` with this text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return load_markdown(path) if path.suffix == ".md" else load_text(path)


def a_version(name: str = "20261121-120000-aaaa", *, embedding: str | None = None) -> LibraryVersion:
    """A version of the library."""
    created = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
    return LibraryVersion(id=name, created=created, embedding=embedding, documents=1, passages=1, units=1)


def a_word_index(holdings: Sequence[Holding]) -> FakeWordIndex:
    """The word index of a library."""
    return FakeWordIndex(*terms_and_words(holdings))


def terms_and_words(holdings: Sequence[Holding]) -> tuple[list[list[str]], list[str]]:
    """Every passage's terms, in row order, and the library's whole words."""
    told = [(holding.document.facts.title, passage) for holding in holdings for passage in holding.passages]
    whole = sorted({word for title, p in told for text in (title, *p.heading, p.searched) for word in words(text)})
    lexicon = Lexicon(whole)
    return [passage_terms(title, passage, lexicon) for title, passage in told], whole


def a_meaning_index(holdings: Sequence[Holding], *, dimensions: int = 64) -> FakeMeaningIndex:
    """The meaning index of a library, as the fake embedder sees it."""
    told = [(holding.document.facts.title, passage) for holding in holdings for passage in holding.passages]
    return FakeMeaningIndex(
        passages=[bag_of_words(passage_text(title, passage), dimensions) for title, passage in told],
        units=[bag_of_words(unit_text(passage, unit), dimensions) for _, passage in told for unit in passage.units],
        elsewhere=[bag_of_words(text, dimensions) for text in ELSEWHERE],
    )


def a_reader(*holdings: Holding, bridge: Bridge | None = None) -> Reader:
    """A reader of questions against a library."""
    index = a_word_index(holdings)
    return Reader(
        speller=Speller(index.vocabulary(), index.lexicon, others={}),
        lexicon=index.lexicon,
        weigh=index.weights,
        rarest=index.rarest(),
        bridge=bridge or load_bridge(),
        kin=load_kin(),
        spoken=load_spoken(),
    )


def a_question(text: str, *holdings: Holding, language: Language = "sv") -> Question:
    """A question as it is read against a library."""
    return a_reader(*holdings).read(text, language)


def weighed_against(question: Question, *holdings: Holding) -> tuple[list[Hit], list[Weighed], Scale]:
    """Every passage of a library as a hit, and its units weighed against a question, words alone."""
    scale = Scale(question, a_word_index(holdings).lexicon)
    asked = frozenset(question.terms())
    hits: list[Hit] = []
    for passage in (passage for holding in placed(holdings) for passage in holding.passages):
        shared = len(asked & set(terms_of(passage.searched, ("sv", "en"), a_word_index(holdings).lexicon)))
        hits.append(a_hit(passage, score=shared / max(1, len(asked)), by_words=float(shared)))
    hits.sort(key=lambda hit: -hit.score)
    return hits, weigh(question, hits, scale), scale


def an_answerer(*holdings: Holding, embedder: Embedder | None = None, today: dt.date = TODAY) -> Answerer:
    """Answers from a library over fakes; by words alone unless there is an embedder."""
    stand = placed(sorted(holdings, key=lambda holding: holding.document.id))
    index, catalogue = a_word_index(stand), FakeCatalogue(stand)
    meaning = a_meaning_index(stand, dimensions=embedder.dimensions) if embedder else None
    return Answerer(
        reader=a_reader(*stand),
        retriever=Retriever(words=index, meaning=meaning, catalogue=catalogue, embedder=embedder),
        catalogue=catalogue,
        lexicon=index.lexicon,
        documents={holding.document.id: holding.document for holding in stand},
        version="20261121-120000-aaaa",
        today=today,
    )


_VOCABULARY = """
mission missionen hav friska Blekinge åtgärder älvar öar system- EU-projekt test-arena 2030 3,5 bl.a. t.ex. CO₂
**djärvt** *tidsatt* [Vinnova](https://vinnova.se/x) `kod` ”citat” (parentes) – samt och AB nr idé naïve
"""
_WORD = st.sampled_from(_VOCABULARY.split())


def markdown_texts(*others: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts of headings, paragraphs, quotations and lists as people write them; `others` add kinds of pieces."""
    piece = st.one_of(_headings(), _paragraphs(), _quotations(), _bullets(), _numbers(), _lines(), *others)
    gap = st.sampled_from(("\n\n", "\n\n", "\n\n\n\n"))
    return st.tuples(st.lists(piece, max_size=9), _paragraphs(), gap).map(
        lambda drawn: drawn[2].join((*drawn[0], drawn[1])) + "\n"
    )


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Markdown tables of two columns."""
    rows = [f"| {draw(_lines())} | {draw(_lines())} |" for _ in range(draw(st.integers(1, 4)))]
    return "\n".join(("| Vad | Vem |", "|---|---|", *rows))


@st.composite
def _lines(draw: st.DrawFn) -> str:
    return " ".join(draw(st.lists(_WORD, min_size=1, max_size=4))).capitalize()


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    words = " ".join(draw(st.lists(_WORD, min_size=1, max_size=12))).capitalize()
    words = f"År {words}" if words[0].isdigit() else words  # "2030." alone is the mark of an empty item in Markdown
    return words + draw(st.sampled_from((".", "?", "!", ".”", ":", "…")))


@st.composite
def _paragraphs(draw: st.DrawFn) -> str:
    told = draw(st.lists(_sentences(), min_size=1, max_size=6))
    return "".join(sentence + draw(st.sampled_from((" ", "\n", "  "))) for sentence in told).rstrip()


@st.composite
def _quotations(draw: st.DrawFn) -> str:
    return "\n".join(f"> {line}" for line in draw(_paragraphs()).splitlines())


@st.composite
def _headings(draw: st.DrawFn) -> str:
    mark = "#" * draw(st.integers(1, 4))
    return f"{mark} {draw(st.sampled_from(('', '', '1. ', '2. ')))}{draw(_lines())}"


@st.composite
def _bullets(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from(("-", "*")))
    items = draw(st.lists(_lines() | _sentences(), min_size=1, max_size=6))
    return "\n".join(f"{draw(st.sampled_from(('', '', '  ')))}{mark} {item}" for item in items)


@st.composite
def _numbers(draw: st.DrawFn) -> str:
    items = draw(st.lists(_lines() | _sentences(), min_size=1, max_size=5))
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))


def bare(text: str) -> str:
    """A text with its white space removed."""
    return "".join(text.split())


NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def an_exchange(
    name: str = "e1",
    *,
    asker: str = "anna",
    question: str = "Vad kostar det?",
    result: Answer | NoAnswer | None = None,
    conversation: str | None = None,
    private: bool = False,
    asked: dt.datetime = NOW,
) -> Exchange:
    """A question with what came of it: nothing was found, unless told otherwise."""
    return Exchange(
        id=name,
        asker=asker,
        guild="region",
        place="channel",
        conversation=conversation,
        private=private,
        question=question,
        language="sv",
        result=result or _nothing_found(question),
        asked=asked,
    )


def _nothing_found(question: str) -> NoAnswer:
    return NoAnswer(
        question=question,
        language="sv",
        reason="nothing_found",
        about=None,
        expects="any",
        nearest=(),
        contact=None,
        support=0.1,
        library="20261121-120000-aaaa",
        timing=Timing(embed=20.04, search=3.0, compose=1.0, total=24.06),
    )


def a_conversation(
    name: str = "thread", *, opener: str = "anna", begun_with: str | None = None, opened: dt.datetime = NOW
) -> Conversation:
    """A thread that somebody opened."""
    return Conversation(id=name, opener=opener, private=False, begun_with=begun_with, opened=opened)


def a_feedback(
    name: str = "f1", *, helped: bool = False, comment: str | None = "Årtalet saknas.", given: dt.datetime = NOW
) -> Feedback:
    """What somebody thought of an answer."""
    return Feedback(
        id=name,
        helped=helped,
        comment=comment,
        question="Vad kostar det?",
        language="sv",
        answered=True,
        documents=("missioner.md", "åtgärder.pdf"),
        library="20261121-120000-aaaa",
        given=given,
    )


def a_gap(name: str = "g1", *, reason: Reason = "nothing_found", logged: dt.datetime = NOW) -> Gap:
    """A question the documents did not answer."""
    return Gap(
        id=name,
        question="Vad kostar det?",
        language="sv",
        reason=reason,
        about=None,
        nearest=("missioner.md",),
        library="20261121-120000-aaaa",
        logged=logged,
    )
