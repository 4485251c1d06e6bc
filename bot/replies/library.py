"""Replies on the library itself: its versions, its documents, one document (pure)."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from bot.replies.contract import DocumentObject, document_object
from bot.replies.quotes import about, dated, origin, page_of, passage_lines, place
from bot.replies.reply import CitationView, Line, Paragraph, Reply, Table, said
from bot.texts import counted, spoken_time, text
from knowledge.adapters.shelf import Pointer
from knowledge.corpus import Document, Holding, LibraryVersion, Passage, SourceReference
from knowledge.language import Language, Value

_APART: Final = " · "
_WORD: Final = re.compile(r"[^\W_]+")
_CONTAINED: Final = 90.0
_RESEMBLES: Final = 70.0  # of 100
_CLOSE: Final = 3


class VersionObject(Value):
    """A version as scripts read it."""

    id: str
    created: dt.datetime
    embedding: str | None
    documents: int
    passages: int
    active: bool


class StatusObject(Value):
    """A home's library as scripts read it: the versions newest first."""

    home: str
    active: str
    versions: tuple[VersionObject, ...]


class ListedObject(DocumentObject):
    """A document in the list, with how many passages it has."""

    passages: int


class ListObject(Value):
    """Every document of the active version."""

    library: str
    documents: tuple[ListedObject, ...]


class PassageObject(Value):
    """A passage of a document; `start` and `end` are characters in its text."""

    id: str
    kind: str
    heading: tuple[str, ...]
    pages: tuple[int, int] | None
    start: int
    end: int
    text: str


class ShownObject(Value):
    """A document with its clean text."""

    document: DocumentObject
    text: str
    passages: tuple[PassageObject, ...] | None


def reply_to_status(home: Path, active: LibraryVersion, pointer: Pointer, language: Language) -> Reply:
    """How the library stands: what is read, and the versions there are to go back to."""
    rows = (
        (text("library.home", language), str(home)),
        (text("library.active", language), active.id),
        (text("library.created", language), spoken_time(active.created, language)),
        (text("library.holds", language), _holds(active, language)),
        (text("library.engine", language), active.embedding or text("library.words_alone", language)),
        (text("library.kept", language), "\n".join(_version(one, active, language) for one in pointer.versions)),
    )
    return Reply(language=language, title=text("library.title", language), tables=(Table(rows=rows),))


def status_object(home: Path, active: LibraryVersion, pointer: Pointer) -> StatusObject:
    """The same for scripts."""
    versions = (
        VersionObject(
            id=one.id,
            created=one.created,
            embedding=one.embedding,
            documents=one.documents,
            passages=one.passages,
            active=one.id == active.id,
        )
        for one in pointer.versions
    )
    return StatusObject(home=str(home), active=active.id, versions=tuple(versions))


def reply_to_rollback(version: LibraryVersion, language: Language) -> Reply:
    """Which version is read from now on."""
    created = spoken_time(version.created, language)
    words = text("library.rolled_back", language, version=version.id, created=created, holds=_holds(version, language))
    return Reply(language=language, paragraphs=(said(words),))


def reply_to_list(holdings: Sequence[Holding], version: LibraryVersion, language: Language) -> Reply:
    """Every document: title, id, date, origin, passages."""
    paragraphs = tuple(_listed(holding, language) for holding in holdings)
    title = text("library.documents", language, count=counted("document", version.documents, language))
    return Reply(language=language, title=title, paragraphs=paragraphs)


def list_object(holdings: Sequence[Holding], version: LibraryVersion) -> ListObject:
    """The same for scripts."""
    listed = (
        ListedObject(**dict(document_object(holding.document)), passages=len(holding.passages)) for holding in holdings
    )
    return ListObject(library=version.id, documents=tuple(listed))


def reply_to_show(holding: Holding, language: Language) -> Reply:
    """What a document says about itself, before its text."""
    document, facts = holding.document, holding.document.facts
    rows = [
        (text("show.id", language), document.id),
        (text("show.source", language), document.source),
        (text("show.publisher", language), facts.publisher),
        (text("show.date", language), dated(facts, language)),
        (text("show.language", language), text(f"language.{facts.language}", language)),
        (text("show.origin", language), origin(facts, language) or text("show.original", language)),
        (text("show.link", language), facts.url),
        (text("show.sources", language), "\n".join(_reference(one) for one in facts.sources) or None),
        (text("show.passages", language), counted("passage", len(holding.passages), language)),
    ]
    table = Table(rows=tuple((name, value) for name, value in rows if value is not None))
    return Reply(language=language, title=facts.title, tables=(table,))


def reply_to_passages(holding: Holding, language: Language) -> Reply:
    """A document's passages in reading order, each with its place."""
    document = holding.document
    views = tuple(
        CitationView(
            numbers=(number,),
            document=document.id,
            source=document.facts.title,
            about=about(document.facts, language),
            place=place(passage.heading, _pages(passage, document, language)),
            link=document.facts.url,
            quote=passage_lines(passage),
        )
        for number, passage in enumerate(holding.passages, start=1)
    )
    return Reply(language=language, cited_as=text("show.passages", language), citations=views)


def shown_object(holding: Holding, *, with_passages: bool) -> ShownObject:
    """A document and its text for scripts."""
    passages = (
        PassageObject(
            id=passage.id,
            kind=passage.kind,
            heading=passage.heading,
            pages=passage.pages,
            start=passage.start,
            end=passage.end,
            text=holding.text[passage.start : passage.end],
        )
        for passage in holding.passages
    )
    return ShownObject(
        document=document_object(holding.document),
        text=holding.text,
        passages=tuple(passages) if with_passages else None,
    )


def document_named(name: str, documents: Sequence[Document]) -> str | None:
    """The id of the one document that `name` can mean: its id, its file's name with or without ending, its title."""
    if any(document.id == name for document in documents):
        return name
    wanted = name.casefold()
    meant = [
        document.id
        for document in documents
        if wanted
        in {Path(document.id).name.casefold(), Path(document.id).stem.casefold(), document.facts.title.casefold()}
    ]
    return meant[0] if len(meant) == 1 else None


def resembling(name: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """The ids that `name` may have been meant for, the likeliest first."""
    ranked = sorted(((_likeness(name, document), document.id) for document in documents), key=lambda pair: -pair[0])
    return tuple(identity for likeness, identity in ranked[:_CLOSE] if likeness >= _RESEMBLES)


def _likeness(name: str, document: Document) -> float:
    """How like a name is to a document's id or title, or to a word of them, 0 to 100."""
    wanted = name.casefold()
    wholes = (document.id.casefold(), Path(document.id).stem.casefold(), document.facts.title.casefold())
    parts = (*wholes, *(word for whole in wholes for word in _WORD.findall(whole)))
    contained = _CONTAINED if any(wanted in whole for whole in wholes) else 0.0
    return max(contained, *(fuzz.ratio(wanted, part) for part in parts))


def _listed(holding: Holding, language: Language) -> Paragraph:
    facts = holding.document.facts
    kind = text("list.summary" if facts.origin == "summary" else "list.original", language)
    told = _APART.join((dated(facts, language), kind, counted("passage", len(holding.passages), language)))
    return Paragraph(lines=(Line(text=facts.title, strong=True), Line(text=holding.document.id), Line(text=told)))


def _holds(version: LibraryVersion, language: Language) -> str:
    documents = counted("document", version.documents, language)
    return f"{documents}, {counted('passage', version.passages, language)}"


def _version(version: LibraryVersion, active: LibraryVersion, language: Language) -> str:
    key = "library.version_active" if version.id == active.id else "library.version"
    documents = counted("document", version.documents, language)
    return text(key, language, version=version.id, documents=documents)


def _pages(passage: Passage, document: Document, language: Language) -> str | None:
    first = passage.units[0] if passage.units else None
    return page_of(document.format, first.page, first.page_label, language) if first else None


def _reference(source: SourceReference) -> str:
    year = str(source.year) if source.year else None
    parts = (source.title, ", ".join(part for part in (source.publisher, year) if part), source.url)
    return _APART.join(part for part in parts if part)
