"""Measures Ledfyr on this machine, in a folder of its own that is gone afterwards."""

import os
import platform
import shutil
import signal
import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final, NamedTuple

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bot.bench.asking import ask_all, single_questions, write_batch
from bot.bench.figures import (
    LARGE,
    MIDDLE,
    SMALL,
    BenchFigures,
    IngestFigures,
    Machine,
    QuestionFigures,
    growth,
    marks,
    question_figures,
)
from bot.bench.ingesting import ingest_figures, sections, write_documents
from bot.bench.libraries import ROOM, Base, Built, base_library, build, starter_holdings
from bot.bench.plot import can_draw, draw
from bot.bench.processes import ProcessFailed, peak_of_batch, start_figures
from bot.cli.run import Run, put
from bot.failures import FAILED
from bot.replies.bench import columns, curve, reply_to_bench
from bot.replies.contract import written
from bot.terminal import harmless, show
from bot.texts import counted, grouped, spoken_size, text
from ingest.pipeline import STARTER_LIBRARY, Progress
from knowledge.adapters.shelf import Shelf
from knowledge.assembly import load_embedder, open_vector_cache
from knowledge.corpus import Embedder, VectorCache
from knowledge.exam.bank import BankQuestion
from knowledge.language import Language

BANK: Final = STARTER_LIBRARY.parent / "exam.jsonl"
SIZES: Final = (SMALL, MIDDLE, LARGE)
QUICK_SIZES: Final = (SMALL, MIDDLE)
_ROUNDS: Final = 3
_SPARE: Final = 500_000_000  # bytes of disk beside the libraries
_QUARTERS: Final = 4


class Plan(NamedTuple):
    """What is to be measured: libraries of these sizes, the questions so many times, an ingest of so many documents."""

    sizes: tuple[int, ...]
    questions: Sequence[BankQuestion]
    rounds: int
    documents: int


def measure(run: Run, *, sizes: str | None, plot: Path, quick: bool, as_json: bool) -> None:
    """Measure, draw the plot, show everything; nothing but the plot and remembered vectors stays on disk."""
    plan = _plan(sizes, quick=quick)
    _check_plot(plot)
    if not can_draw():
        _say(run, text("bench.no_plot", run.language))
    _check_room(run, plan)
    figures = _drawn(run, _measured(run, plan), plot)
    if as_json:
        put(written(figures))
        return
    run.out.print(table(figures, run.language))
    show(reply_to_bench(figures, run.language), run.out)


def _measured(run: Run, plan: Plan) -> BenchFigures:
    embedder = load_embedder()
    try:
        with _stoppable(), TemporaryDirectory(prefix="ledfyr-bench-", ignore_cleanup_errors=True) as folder:
            return _Bench(run, plan, folder=Path(folder), embedder=embedder).figures()
    except ProcessFailed as error:
        _say(run, text("bench.process_failed", run.language, code=error.code, complaints=harmless(error.complaints)))
        raise typer.Exit(FAILED) from error


def sizes_of(words: str) -> tuple[int, ...]:
    """The numbers of passages in "1000,10000", the smallest first; BadParameter where that is not what it says."""
    parts = [part.strip() for part in words.split(",")]
    if not all(part.isascii() and part.isdigit() and int(part) for part in parts):
        raise typer.BadParameter(text("use.sizes", "en", sizes=words))
    return tuple(sorted({int(part) for part in parts}))


def machine() -> Machine:
    """The machine we are on."""
    return Machine(
        cores=os.cpu_count() or 1,
        cpu=_cpu(Path("/proc/cpuinfo")),
        system=platform.platform(terse=True),
        python=platform.python_version(),
        ledfyr=_own_version(),
    )


class _Bench:
    """One measurement, in `folder`."""

    def __init__(self, run: Run, plan: Plan, *, folder: Path, embedder: Embedder) -> None:
        self._run = run
        self._plan = plan
        self._folder = folder
        self._embedder = embedder
        self._batch = folder / "questions.jsonl"
        self._quarter = 0

    def figures(self) -> BenchFigures:
        """Measure everything; the ingest first, so that it pays for loading Chroma as a process of its own would."""
        ingest = self._ingest()
        base = self._base()
        built = {size: self._built(base, size) for size in self._plan.sizes}
        questions = self._questions(built)
        self._step("bench.step.start")
        start = start_figures(self._plan.questions[0].question, self._home(min(built)))
        return BenchFigures(
            machine=machine(),
            questions=questions,
            growth=growth(questions),
            ingest=ingest,
            start=start,
            plot=None,
            marks=marks(questions, ingest, start),
        )

    def _ingest(self) -> IngestFigures:
        documents = self._folder / "documents"
        count = write_documents(documents, sections(starter_holdings()), count=self._plan.documents)
        self._step("bench.step.ingest", documents=counted("document", count, self._run.language))
        # An empty home: nothing is remembered there, every text is embedded.
        settings = self._run.settings.model_copy(update={"home": self._folder / "ingested", "chroma": None})
        return ingest_figures(documents, settings=settings, embedder=self._embedder, watch=self._watch)

    def _base(self) -> Base:
        self._step("bench.step.base")
        return base_library(self._plan.sizes, self._embedder, self._remembered(), self._count)

    def _remembered(self) -> VectorCache:
        """The vectors remembered in the person's home, where it may be written; else a memory that goes with us."""
        try:
            return open_vector_cache(Shelf(self._run.settings.home).vectors())
        except (OSError, sqlite3.Error):
            return open_vector_cache(self._folder / "vectors.sqlite")

    def _built(self, base: Base, size: int) -> Built:
        self._step("bench.step.build", passages=counted("passage", size, self._run.language))
        return build(base, passages=size, home=self._home(size))

    def _questions(self, built: Mapping[int, Built]) -> dict[int, QuestionFigures]:
        """How questions go, and the memory they take: every library asked in one process, then each in its own."""
        self._step("bench.step.ask", count=grouped(len(self._plan.questions)))
        homes = {size: self._home(size) for size in built}
        timed = ask_all(homes, self._plan.questions, self._embedder, rounds=self._plan.rounds)
        self._step("bench.step.memory")
        write_batch(self._batch, self._plan.questions)
        return {
            size: question_figures(
                timed[size],
                passages=one.version.passages,
                units=one.version.units,
                peak=peak_of_batch(self._batch, homes[size]),
                disk=one.disk,
                build_seconds=one.seconds,
            )
            for size, one in built.items()
        }

    def _home(self, size: int) -> Path:
        return self._folder / f"home-{size}"

    def _step(self, key: str, **values: object) -> None:
        self._quarter = 0
        _say(self._run, text(key, self._run.language, **values))

    def _watch(self, progress: Progress) -> None:
        if progress.stage == "embed":
            self._count(progress.done, progress.total)

    def _count(self, done: int, total: int) -> None:
        """Say when another quarter is done."""
        quarter = done * _QUARTERS // max(1, total)
        if quarter > self._quarter:
            _say(self._run, text("bench.so_far", self._run.language, percent=100 * quarter // _QUARTERS))
        self._quarter = quarter


def _plan(sizes: str | None, *, quick: bool) -> Plan:
    try:
        questions = single_questions(BANK)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise typer.BadParameter(text("use.unreadable", "en", path=BANK, reason=reason)) from error
    usual = QUICK_SIZES if quick else SIZES
    chosen = usual if sizes is None else sizes_of(sizes)
    return Plan(chosen, questions, rounds=1 if quick else _ROUNDS, documents=20 if quick else 100)


def _check_plot(plot: Path) -> None:
    """Whether the plot can be written, before an hour is spent on what it shows."""
    if plot.is_dir() or not os.access(plot.absolute().parent, os.W_OK):
        raise typer.BadParameter(text("use.unwritable", "en", path=plot))


def _check_room(run: Run, plan: Plan) -> None:
    folder = gettempdir()
    needed, free = sum(plan.sizes) * ROOM + _SPARE, shutil.disk_usage(folder).free
    if free < needed:
        sizes = {"needed": spoken_size(needed, run.language), "free": spoken_size(free, run.language)}
        _say(run, text("bench.no_room", run.language, folder=folder, **sizes))
        raise typer.Exit(FAILED)


@contextmanager
def _stoppable() -> Generator[None]:
    """Let a request to end be an interruption, after which things are tidied up."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _drawn(run: Run, figures: BenchFigures, plot: Path) -> BenchFigures:
    """The figures with the path of their plot, once it is drawn."""
    if not can_draw():
        return figures
    try:
        draw(list(figures.questions.values()), plot, run.language)
    except OSError:
        _say(run, text("use.unwritable", run.language, path=plot))
        return figures
    return figures.model_copy(update={"plot": str(plot)})


def table(figures: BenchFigures, language: Language) -> Table:
    """How questions went, one row a library."""
    table = Table(title=Text(text("bench.title", language)), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in columns(language):
        table.add_column(Text(name), justify="right", no_wrap=True)
    for row in curve(list(figures.questions.values()), language):
        table.add_row(*(Text(cell) for cell in row))
    return table


def _say(run: Run, words: str) -> None:
    run.aside.print(Text(words))


def _own_version() -> str | None:
    """Which Ledfyr this is, where it is installed."""
    try:
        return version("ledfyr")
    except PackageNotFoundError:
        return None


def _cpu(cpuinfo: Path) -> str | None:
    """The processor's name, where the system tells it."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), None)
