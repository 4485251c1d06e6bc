"""Builders of what the bot replies to: answers, noes, reports; and a terminal that can be read."""

import io
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from rich.console import Console

from bot.replies.reply import Reply
from bot.terminal import show
from ingest.pipeline import IngestReport
from knowledge.adapters.shelf import Shelf
from knowledge.answer import Answer, Citation, NoAnswer, Reason, ShownUnit, Timing, text_of
from knowledge.corpus import Document, DocumentFacts, Holding, LibraryVersion, Passage, UnitKind
from knowledge.errors import DocumentError
from knowledge.language import Language
from knowledge.settings import LedfyrSettings
from tests.builders import a_version

LIBRARY = "20261121-120000-aaaa"
TIMING = Timing(embed=20.04, search=3.0, compose=1.0, total=24.06)


def a_document(name: str = "strategi.txt", *, document_format: str = "text", **facts: object) -> Document:
    """A document; `facts` replace what it says about itself."""
    told = DocumentFacts(title="Blekinges strategi", language="sv").model_copy(update=facts)
    return Document(id=name, fingerprint="print", source=f"/documents/{name}", format=document_format, facts=told)


def a_citation(
    *texts: str,
    number: int = 1,
    kind: UnitKind = "sentence",
    quote: str | None = None,
    document: Document | None = None,
    heading: tuple[str, ...] = ("Flaskhalsar",),
    page: int | None = None,
    page_label: str | None = None,
    aged: bool = False,
) -> Citation:
    """A quote of `texts`, one unit each."""
    words = texts or ("Blekinge har sju flaskhalsar.",)
    return Citation(
        number=number,
        document=document or a_document(),
        passage="strategi.txt#1",
        heading=heading,
        page=page,
        page_label=page_label,
        quote=quote or "\n".join(words),
        units=tuple(ShownUnit(kind=kind, text=text) for text in words),
        aged=aged,
    )


def an_answer(*citations: Citation, question: str = "Vilka är flaskhalsarna?", language: Language = "sv") -> Answer:
    """An answer made of `citations`."""
    cited = citations or (a_citation(),)
    return Answer(
        question=question,
        language=language,
        text=text_of(cited),
        citations=cited,
        support=0.9,
        library=LIBRARY,
        timing=TIMING,
    )


def a_no(
    reason: Reason = "nothing_found",
    *nearest: Citation,
    question: str = "Vad kostar det?",
    language: Language = "sv",
    about: str | None = None,
    expects: str = "any",
    contact: Citation | None = None,
) -> NoAnswer:
    """A no with what lies nearest."""
    return NoAnswer(
        question=question,
        language=language,
        reason=reason,
        about=about,
        expects=expects,
        nearest=nearest,
        contact=contact,
        support=0.1,
        library=LIBRARY,
        timing=TIMING,
    )


def a_report(
    *,
    added: Sequence[str] = (),
    unchanged: Sequence[str] = (),
    failed: Sequence[DocumentError] = (),
    published: bool = True,
    without_meaning: str | None = None,
    seconds: float = 12.0,
) -> IngestReport:
    """What an ingest did."""
    return IngestReport(
        added=tuple(added),
        changed=(),
        unchanged=tuple(unchanged),
        removed=(),
        failed=tuple(failed),
        published=a_version() if published else None,
        active=a_version(),
        embedded=3,
        without_meaning=without_meaning,
        seconds=seconds,
    )


def drawn(reply: Reply, *, width: int = 80, colour: bool = False) -> str:
    """A reply as a terminal of this width shows it."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
    )
    with console.capture() as capture:
        show(reply, console)
    return capture.get()


def spoken(reply: Reply) -> str:
    """Every paragraph of a reply as plain text."""
    paragraphs = (*reply.paragraphs, *reply.closing)
    return "\n\n".join("\n".join(line.text for line in paragraph.lines) for paragraph in paragraphs)


def publish(home: Path, *versions: LibraryVersion) -> None:
    """Point a home at versions whose folders are empty, the last of them active."""
    for version in versions or (a_version(LIBRARY),):
        Shelf(home).directory(version.id).mkdir(parents=True, exist_ok=True)
        Shelf(home).publish(version, keep=3)


class ScriptedLibrary:
    """A library that answers from a script, an exception raised, and remembers what it was asked."""

    def __init__(self, *script: Answer | NoAnswer | BaseException | Callable[[], BaseException]) -> None:
        self._script = list(script)
        self.asked: list[tuple[str, Language, tuple[str, ...]]] = []
        self.passages: list[Passage] = []
        self.held = [a_document()]
        self.holdings: list[Holding] = []
        self.version = LIBRARY

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The next answer of the script, in the words and language that were asked in."""
        self.asked.append((text, language, tuple(earlier)))
        result = self._script.pop(0) if self._script else an_answer()
        if isinstance(result, BaseException):
            raise result
        if not isinstance(result, Answer | NoAnswer):
            raise result()
        return result.model_copy(update={"question": text, "language": language})

    async def behind(
        self, citations: Sequence[Citation], *, version: str
    ) -> list[tuple[Passage | None, list[Citation]]]:
        """Its passages for the citations; none where it has none of that document."""
        assert version
        found = {citation.document.id: self._passage_of(citation.document.id) for citation in citations}
        return [(found[name], [c for c in citations if c.document.id == name]) for name in found]

    def _passage_of(self, document: str) -> Passage | None:
        return next((passage for passage in self.passages if passage.document == document), None)

    async def documents(self) -> list[Document]:
        """One document, unless `held` are others."""
        return self.held

    async def holding(self, document: str) -> Holding | None:
        """The document of that id among its `holdings`."""
        return next((one for one in self.holdings if one.document.id == document), None)

    async def active(self) -> LibraryVersion:
        """The version every answer comes from, unless `version` is set to another."""
        return a_version(self.version)

    def opened(self) -> Callable[[LedfyrSettings], AbstractAsyncContextManager["ScriptedLibrary"]]:
        """What stands in for `open_library`."""

        @asynccontextmanager
        async def opening(_settings: LedfyrSettings) -> AsyncGenerator["ScriptedLibrary"]:
            yield self

        return opening
