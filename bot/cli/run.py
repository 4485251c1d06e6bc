"""One run of a command: its settings and consoles, and the desk that every exception ends at."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, TextIO

import typer
from rich.console import Console

from bot.failures import failure_of
from bot.terminal import console_for, show
from knowledge.language import Language
from knowledge.settings import LedfyrSettings, read_settings

_PASSED_ON: Final = (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError)


class Run(NamedTuple):
    """What a command has at hand.

    `chosen` is the language asked for on the command line, `language` that of what is said around the answers. Answers
    go to `out`; progress and faults go to `aside`.
    """

    settings: LedfyrSettings
    chosen: Language | None
    out: Console
    aside: Console

    @property
    def language(self) -> Language:
        """The language of everything but answers."""
        return self.chosen or self.settings.language


@contextmanager
def running(ctx: typer.Context, *, home: Path | None, lang: Language | None, searching: bool = False) -> Generator[Run]:
    """A run with the `home` of the command or the program before it; any exception becomes words and an exit code."""
    given = home if home is not None else _home_before(ctx)
    aside = console_for(stderr=True)
    known: LedfyrSettings | None = None
    try:
        known = read_settings(home=given)
        yield Run(settings=known, chosen=lang, out=console_for(), aside=aside)
    except _PASSED_ON:
        raise
    except (Exception, KeyboardInterrupt) as error:
        language = lang or (known.language if known else _language_wished())
        failure = failure_of(error, language=language, home=known.home if known else None, searching=searching)
        show(failure.reply, aside)
        raise typer.Exit(failure.code) from None


def readable(words: str) -> str:
    """What was typed as text that can be written anywhere: half characters become question marks."""
    return words.encode("utf-8", "replace").decode("utf-8")


def put(line: str) -> None:
    """Write one line to standard output, at once."""
    typer.echo(line)
    sys.stdout.flush()


def steady_streams() -> None:
    """Let output never fail on a letter: UTF-8 where no terminal reads, a question mark where one cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        _steady(stream)


def _steady(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _home_before(ctx: typer.Context) -> Path | None:
    """The home given before the command's name, the nearest one first."""
    above = ctx.parent
    while above is not None:
        found: object = above.params.get("home")
        if isinstance(found, Path):
            return found
        above = above.parent
    return None


def _language_wished() -> Language:
    """The language of a person whose settings do not hold."""
    wished = os.environ.get("LEDFYR_LANGUAGE")
    return "en" if wished == "en" else "sv"
