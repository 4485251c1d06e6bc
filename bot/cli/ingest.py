"""Takes documents in, and shows how far it has come."""

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from bot.cli.run import Run, put
from bot.failures import FAILED, INTERRUPTED
from bot.replies.contract import written
from bot.replies.reports import (
    ingest_object,
    progress_in_words,
    progress_line,
    reply_to_first_build,
    reply_to_ingest,
)
from bot.replies.talk import short_reply
from bot.terminal import show
from bot.texts import text
from ingest.gather import Root
from ingest.pipeline import IngestReport, Progress, Watcher, default_roots, ingest
from knowledge.adapters.shelf import Shelf
from knowledge.errors import LedfyrError, LibraryMissing
from knowledge.language import Language

_STEPS: Final = 4  # lines a stage gets where there is no terminal to draw a bar in


def take_in(run: Run, paths: Sequence[Path], *, rebuild: bool, as_json: bool) -> None:
    """Make `paths` the whole library and report; exit code 1 where anything failed."""
    roots = [Root(path) for path in paths] or default_roots(run.settings)
    report = build(run, roots, rebuild=rebuild)
    if as_json:
        put(written(ingest_object(report, run.language)))
    else:
        show(reply_to_ingest(report, run.language), run.out)
    if report.failed:
        raise typer.Exit(FAILED)


def build(run: Run, roots: Sequence[Root], *, rebuild: bool = False) -> IngestReport:
    """Ingest `roots` with progress beside; interrupted, it says which library is in use and leaves."""
    try:
        with watching(run.aside, run.language) as watch:
            return asyncio.run(ingest(roots, settings=run.settings, watch=watch, rebuild=rebuild))
    except KeyboardInterrupt:
        key = "ingest.interrupted" if _has_library(run) else "ingest.interrupted_first"
        run.aside.print(text(key, run.language))
        raise typer.Exit(INTERRUPTED) from None


def ensure_library(run: Run, *, announced: bool = False) -> None:
    """Build the default library where none has been; `announced`, say so before and after."""
    try:
        Shelf(run.settings.home).active()
    except LibraryMissing:
        if not announced:
            build(run, default_roots(run.settings))
            return
        show(short_reply("chat.building", run.language), run.out)
        report = build(run, default_roots(run.settings))
        show(reply_to_first_build(report, run.language), run.out)
        run.out.print()


@contextmanager
def watching(console: Console, language: Language) -> Generator[Watcher]:
    """Shows progress: bars with counts and remaining time in a terminal, a few plain lines elsewhere."""
    if not console.is_terminal:
        yield _Lines(console, language)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with Bars(*columns, console=console) as bars:
        yield _Bars(bars, language)


class _Bars:
    """A bar for each stage."""

    def __init__(self, bars: Bars, language: Language) -> None:
        self._bars = bars
        self._language: Language = language
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        if not progress.total:
            return
        if progress.stage not in self._tasks:
            words = progress_in_words(progress, self._language)
            self._tasks[progress.stage] = self._bars.add_task(words, total=progress.total)
        self._bars.update(self._tasks[progress.stage], completed=progress.done, total=progress.total)


class _Lines:
    """A line at the beginning of each stage and after every quarter of it."""

    def __init__(self, console: Console, language: Language) -> None:
        self._console = console
        self._language: Language = language
        self._said: tuple[str, int] | None = None

    def __call__(self, progress: Progress) -> None:
        step = (progress.stage, progress.done * _STEPS // max(1, progress.total))
        if progress.total and step != self._said:
            self._said = step
            self._console.print(Text(progress_line(progress, self._language)))


def _has_library(run: Run) -> bool:
    try:
        Shelf(run.settings.home).active()
    except LedfyrError:
        return False
    return True
