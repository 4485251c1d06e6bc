"""What was measured, what follows from it, and the marks it is held against (pure)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal, NamedTuple

import numpy as np
from pydantic import PlainSerializer

from knowledge.language import Value

SMALL: Final = 1_000  # passages at which a question is held against embedding it
MIDDLE: Final = 10_000  # passages at which memory is judged
LARGE: Final = 100_000  # passages up to which the time of a question may double
MEGABYTE: Final = 1_000_000

Number = Annotated[float, PlainSerializer(lambda value: round(value, 3), return_type=float, when_used="unless-none")]
"""A figure, written with three decimals."""

Sense = Literal["at_most", "at_least", "below", "equal"]


class Timed(NamedTuple):
    """One question asked once: milliseconds to embed it alone and to answer it from end to end, and whether it was."""

    embed: float
    total: float
    answered: bool


class Spread(Value):
    """The median and the 95th percentile, in milliseconds."""

    p50: Number
    p95: Number


class QuestionFigures(Value):
    """How questions went in a library of one size.

    `asked` counts the measurements, `answered` is the share of them that brought an answer. `ratio_p50` and `ratio_p95`
    hold the two distributions against each other, `ratio_each` is the median of every question's own ratio. Memory is
    the peak of a process that answers all the questions, None where the system does not tell; a megabyte is a million
    bytes.
    """

    passages: int
    units: int
    asked: int
    embed_ms: Spread
    total_ms: Spread
    ratio_p50: Number
    ratio_p95: Number
    ratio_each: Number
    answered: Number
    rss_mb: Number | None
    disk_mb: Number
    build_seconds: Number


class EditFigures(Value):
    """After one sentence was changed: how many texts were embedded, and how many the library has that it had not."""

    embedded: int
    fresh: int


class IngestFigures(Value):
    """An ingest against the embedding calls it makes, the same again with nothing changed, and with one edit."""

    documents: int
    texts: int
    seconds: Number
    embedding_seconds: Number
    ratio: Number
    unchanged_seconds: Number
    speedup: Number
    edited: EditFigures


class StartFigures(Value):
    """`ledfyr ask` from the start of the process to its end, against importing Chroma; medians in seconds."""

    ledfyr_seconds: Number
    chromadb_seconds: Number
    ratio: Number


class Machine(Value):
    """What it was measured on."""

    cores: int
    cpu: str | None
    system: str
    python: str
    ledfyr: str | None


class Mark(Value):
    """One mark: what was measured (None: not in this run), the limit, and whether it holds."""

    name: str
    value: Number | None
    sense: Sense
    limit: Number
    held: bool | None


class BenchFigures(Value):
    """A whole run: `questions` by the number of passages, `growth` of p95 from the smallest library to the largest."""

    machine: Machine
    questions: dict[int, QuestionFigures]
    growth: Number | None
    ingest: IngestFigures
    start: StartFigures
    plot: str | None
    marks: tuple[Mark, ...]


def spread(milliseconds: Sequence[float]) -> Spread:
    """The median and the 95th percentile, between neighbours in proportion."""
    p50, p95 = (float(found) for found in np.percentile(milliseconds, [50, 95]))
    return Spread(p50=p50, p95=p95)


def question_figures(
    timed: Sequence[Timed], *, passages: int, units: int, peak: int | None, disk: int, build_seconds: float
) -> QuestionFigures:
    """The figures of one library; `peak` and `disk` in bytes."""
    embed, total = spread([one.embed for one in timed]), spread([one.total for one in timed])
    return QuestionFigures(
        passages=passages,
        units=units,
        asked=len(timed),
        embed_ms=embed,
        total_ms=total,
        ratio_p50=total.p50 / embed.p50,
        ratio_p95=total.p95 / embed.p95,
        ratio_each=float(np.median([one.total / one.embed for one in timed])),
        answered=sum(one.answered for one in timed) / len(timed),
        rss_mb=None if peak is None else peak / MEGABYTE,
        disk_mb=disk / MEGABYTE,
        build_seconds=build_seconds,
    )


def growth(questions: Mapping[int, QuestionFigures]) -> float | None:
    """How many times longer p95 is in the largest library than in the smallest; None where there is only one."""
    if len(questions) < 2:  # noqa: PLR2004 - a comparison takes two
        return None
    return questions[max(questions)].total_ms.p95 / questions[min(questions)].total_ms.p95


def marks(questions: Mapping[int, QuestionFigures], ingest: IngestFigures, start: StartFigures) -> tuple[Mark, ...]:
    """Every mark; those that need a library of a size that was not measured are left open."""
    small, middle, large = (questions.get(size) for size in (SMALL, MIDDLE, LARGE))
    grown = large.total_ms.p95 / small.total_ms.p95 if large and small else None
    return (
        _mark("question_p50", small.ratio_p50 if small else None, "at_most", 1.5),
        _mark("question_p95", small.ratio_p95 if small else None, "at_most", 2.5),
        _mark("growth", grown, "at_most", 2),
        _mark("ingest", ingest.ratio, "at_most", 1.15),
        _mark("unchanged", ingest.speedup, "at_least", 50),
        _mark("edit", ingest.edited.embedded, "equal", ingest.edited.fresh),
        _mark("memory", middle.rss_mb if middle else None, "below", 600),
        _mark("start", start.ratio, "below", 3),
    )


def _mark(name: str, value: float | None, sense: Sense, limit: float) -> Mark:
    held = None if value is None else holds(value, sense, limit)
    return Mark(name=name, value=value, sense=sense, limit=limit, held=held)


def holds(value: float, sense: Sense, limit: float) -> bool:
    """Whether `value` is on the right side of `limit`."""
    match sense:
        case "at_most":
            return value <= limit
        case "at_least":
            return value >= limit
        case "below":
            return value < limit
        case "equal":
            return value == limit
