"""Replies to a measurement of speed and size: the curve, the other figures, the marks (pure)."""

from collections.abc import Sequence
from typing import Final

from bot.bench.figures import BenchFigures, Mark, QuestionFigures, Spread
from bot.replies.reply import Line, Paragraph, Reply, Table, said
from bot.texts import counted, grouped, text
from knowledge.language import Language

_SIGNS: Final = {True: "✓", False: "✗", None: "–"}
_COLUMNS: Final = ("passages", "embed", "total", "ratio", "answered", "memory", "disk", "build")
_TIMES: Final = ("question_p50", "question_p95", "growth", "ingest", "start")  # marks told as "1.4 times"


def reply_to_bench(figures: BenchFigures, language: Language) -> Reply:
    """What was measured beside the questions, and how it stands against the marks."""
    marks = Paragraph(lines=tuple(_mark(mark, language) for mark in figures.marks))
    plot = (said(text("bench.plot.written", language, path=figures.plot)),) if figures.plot else ()
    return Reply(language=language, tables=(Table(rows=_rows(figures, language)),), closing=(marks, *plot))


def columns(language: Language) -> list[str]:
    """The heads of the curve's table."""
    return [text(f"bench.column.{name}", language) for name in _COLUMNS]


def curve(questions: Sequence[QuestionFigures], language: Language) -> list[list[str]]:
    """The rows of the curve's table: one a library, the smallest first."""
    return [_row(one, language) for one in sorted(questions, key=lambda one: one.passages)]


def number(value: float, language: Language, *, places: int = 1) -> str:
    """A number as it is written in `language`, with so many decimals."""
    whole, point, rest = f"{value:.{places}f}".partition(".")
    digits = grouped(int(whole)) + (point and f"{',' if language == 'sv' else '.'}{rest}")
    return f"-{digits}" if whole == "-0" else digits


def _row(one: QuestionFigures, language: Language) -> list[str]:
    memory = "–" if one.rss_mb is None else number(one.rss_mb, language, places=0)
    return [
        grouped(one.passages),
        _spread(one.embed_ms, language, places=0),
        _spread(one.total_ms, language, places=0),
        _spread(Spread(p50=one.ratio_p50, p95=one.ratio_p95), language, places=2),
        f"{number(100 * one.answered, language, places=0)} %",
        memory,
        number(one.disk_mb, language, places=0),
        number(one.build_seconds, language, places=0),
    ]


def _spread(one: Spread, language: Language, *, places: int) -> str:
    return f"{number(one.p50, language, places=places)}/{number(one.p95, language, places=places)}"


def _rows(figures: BenchFigures, language: Language) -> tuple[tuple[str, str], ...]:
    ingest, start, machine = figures.ingest, figures.start, figures.machine
    told = {
        "ingest": text(
            "bench.value.ingest",
            language,
            seconds=number(ingest.seconds, language),
            embedding=number(ingest.embedding_seconds, language),
        ),
        "unchanged": text(
            "bench.value.unchanged", language, seconds=number(ingest.unchanged_seconds, language, places=2)
        ),
        "edit": text(
            "bench.value.edit", language, embedded=grouped(ingest.edited.embedded), fresh=grouped(ingest.edited.fresh)
        ),
        "start": text(
            "bench.value.start",
            language,
            seconds=number(start.ledfyr_seconds, language),
            chromadb=number(start.chromadb_seconds, language),
        ),
        "machine": text(
            "bench.value.machine",
            language,
            cores=counted("core", machine.cores, language),
            cpu=machine.cpu or machine.system,
            python=machine.python,
        ),
    }
    documents = counted("document", ingest.documents, language)
    return tuple((text(f"bench.row.{name}", language, documents=documents), words) for name, words in told.items())


def _mark(mark: Mark, language: Language) -> Line:
    standing = {True: "held", False: "missed", None: "open"}[mark.held]
    places = 2 if mark.name in _TIMES else 0
    words = text(
        f"bench.mark.{mark.name}",
        language,
        value="–" if mark.value is None else number(mark.value, language, places=places),
        limit=f"{mark.limit:g}".replace(".", "," if language == "sv" else "."),
    )
    return Line(text=text(f"bench.{standing}", language, mark=words), mark=_SIGNS[mark.held])
