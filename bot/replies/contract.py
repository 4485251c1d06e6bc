"""The JSON that scripts read: stable, fields may be added, none change."""

import datetime as dt
import json
import re
from typing import Final, Literal

from pydantic import BaseModel

from bot.replies.answers import said_no
from bot.replies.quotes import notes_of
from knowledge.answer import Answer, Citation, NoAnswer, Timing
from knowledge.corpus import DateKind, Document, Origin
from knowledge.language import Language, Value

_UNSEEN: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class DocumentObject(Value):
    """A document, as far as a citation needs it; `date` is ISO, `source` the path it was read from."""

    id: str
    title: str
    source: str
    publisher: str | None
    revision: str | None
    date: dt.date | None
    date_kind: DateKind
    url: str | None
    origin: Origin
    summary_of: str | None
    language: Language


class CitationObject(Value):
    """An exact quote with its place; `notes` is what a reader must know beside it."""

    number: int
    document: DocumentObject
    heading: tuple[str, ...]
    page: int | None
    page_label: str | None
    quote: str
    notes: tuple[str, ...]


class MillisecondsObject(Value):
    """Where the time of a question went."""

    embed: float
    search: float
    compose: float
    total: float


class AnswerObject(Value):
    """The answer to one question, or the no: then `reason` and `nearest` are set and `citations` is empty."""

    question: str
    language: Language
    kind: Literal["answer", "no_answer"]
    text: str
    citations: tuple[CitationObject, ...]
    reason: str | None
    nearest: tuple[CitationObject, ...]
    library: str
    milliseconds: MillisecondsObject
    about: str | None
    contact: CitationObject | None
    support: float


def answer_object(result: Answer | NoAnswer) -> AnswerObject:
    """A result as scripts read it."""
    no = result if isinstance(result, NoAnswer) else None
    return AnswerObject(
        question=result.question,
        language=result.language,
        kind="no_answer" if no else "answer",
        text=said_no(result) if isinstance(result, NoAnswer) else result.text,
        citations=() if isinstance(result, NoAnswer) else _citations(result.citations, result.language),
        reason=no.reason if no else None,
        nearest=_citations(no.nearest, no.language) if no else (),
        library=result.library,
        milliseconds=_milliseconds(result.timing),
        about=no.about if no else None,
        contact=_citation(no.contact, no.language) if no and no.contact else None,
        support=round(result.support, 3),
    )


def document_object(document: Document) -> DocumentObject:
    """A document as scripts read it."""
    facts = document.facts
    return DocumentObject(
        id=document.id,
        title=facts.title,
        source=document.source,
        publisher=facts.publisher,
        revision=facts.revision,
        date=facts.date,
        date_kind=facts.date_kind,
        url=facts.url,
        origin=facts.origin,
        summary_of=facts.summary_of,
        language=facts.language,
    )


def written(model: BaseModel, *, name: str | int | None = None) -> str:
    """A model as one line of JSON, letters as they are; `name` goes before it as its "id".

    Signs that steer a terminal or turn the direction of writing are written as escapes.
    """
    fields: dict[str, object] = model.model_dump(mode="json", by_alias=True)
    whole = fields if name is None else {"id": name, **fields}
    line = json.dumps(whole, ensure_ascii=False)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def _citations(citations: tuple[Citation, ...], language: Language) -> tuple[CitationObject, ...]:
    return tuple(_citation(citation, language) for citation in citations)


def _citation(citation: Citation, language: Language) -> CitationObject:
    return CitationObject(
        number=citation.number,
        document=document_object(citation.document),
        heading=citation.heading,
        page=citation.page,
        page_label=citation.page_label,
        quote=citation.quote,
        notes=notes_of(citation, language),
    )


def _milliseconds(timing: Timing) -> MillisecondsObject:
    return MillisecondsObject(
        embed=round(timing.embed, 1),
        search=round(timing.search, 1),
        compose=round(timing.compose, 1),
        total=round(timing.total, 1),
    )
