"""Replies to an ingest: how far it has come, what it did (pure)."""

from collections.abc import Sequence
from typing import Final

from bot.replies.faults import engine_fault, fault_in_words
from bot.replies.reply import Line, Paragraph, Reply, Table, said
from bot.texts import counted, grouped, spoken_seconds, text
from ingest.pipeline import IngestReport, Progress
from knowledge.language import Language, Value

_NAMED: Final = 5  # documents of each kind that are named; the others are counted


def reply_to_ingest(report: IngestReport, language: Language) -> Reply:
    """What an ingest did: a table, what failed and how to mend it, which version is read now."""
    return Reply(
        language=language,
        title=text("ingest.done" if report.published else "ingest.nothing_new", language),
        tables=(Table(rows=_rows(report, language)),),
        closing=_outcome(report, language),
    )


def reply_to_first_build(report: IngestReport, language: Language) -> Reply:
    """The same in brief, where a person came to ask and not to ingest."""
    return Reply(language=language, paragraphs=_outcome(report, language))


def progress_in_words(progress: Progress, language: Language) -> str:
    """What an ingest is doing, without how far it has come."""
    return text(f"ingest.stage.{progress.stage}", language)


def progress_line(progress: Progress, language: Language) -> str:
    """What an ingest is doing and how far it has come, as a line of its own."""
    stage = progress_in_words(progress, language)
    return text("ingest.so_far", language, stage=stage, done=grouped(progress.done), total=grouped(progress.total))


class FailureObject(Value):
    """A file that could not be taken in: the kind of error, and the sentence with the remedy."""

    path: str
    error: str
    reason: str


class IngestObject(Value):
    """An ingest's report as scripts read it; `published` is None where nothing had changed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[FailureObject, ...]
    published: str | None
    library: str
    documents: int
    passages: int
    embedding: str | None
    embedded: int
    without_meaning: str | None
    seconds: float


def ingest_object(report: IngestReport, language: Language) -> IngestObject:
    """An ingest's report as scripts read it."""
    failed = (
        FailureObject(path=error.path, error=type(error).__name__, reason=fault_in_words(error, language))
        for error in report.failed
    )
    return IngestObject(
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        removed=report.removed,
        failed=tuple(failed),
        published=report.published.id if report.published else None,
        library=report.active.id,
        documents=report.active.documents,
        passages=report.active.passages,
        embedding=report.active.embedding,
        embedded=report.embedded,
        without_meaning=report.without_meaning,
        seconds=round(report.seconds, 1),
    )


def _rows(report: IngestReport, language: Language) -> tuple[tuple[str, str], ...]:
    named = (("added", report.added), ("changed", report.changed), ("removed", report.removed))
    rows = [(text(f"ingest.{kind}", language), _names(names, language)) for kind, names in named]
    rows.insert(2, (text("ingest.unchanged", language), grouped(len(report.unchanged))))
    rows.append((text("ingest.failed", language), grouped(len(report.failed))))
    return tuple(rows)


def _names(names: Sequence[str], language: Language) -> str:
    """How many, and the first of them by name."""
    if not names:
        return grouped(0)
    lines = [grouped(len(names)), *names[:_NAMED]]
    if len(names) > _NAMED:
        lines.append(text("ingest.others", language, count=grouped(len(names) - _NAMED)))
    return "\n".join(lines)


def _outcome(report: IngestReport, language: Language) -> tuple[Paragraph, ...]:
    """What failed, what is missing, which version is read."""
    without = (said(engine_fault(report.without_meaning, language)),) if report.without_meaning else ()
    return (*_failed(report, language), *without, said(_standing(report, language)))


def _failed(report: IngestReport, language: Language) -> tuple[Paragraph, ...]:
    if not report.failed:
        return ()
    faults = (Line(text=fault_in_words(error, language), mark="-") for error in report.failed)
    return (Paragraph(lines=(Line(text=text("ingest.not_taken_in", language)), *faults)),)


def _standing(report: IngestReport, language: Language) -> str:
    return text(
        "ingest.standing",
        language,
        version=report.active.id,
        documents=counted("document", report.active.documents, language),
        passages=counted("passage", report.active.passages, language),
        time=spoken_seconds(report.seconds, language),
    )
