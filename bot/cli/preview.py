"""Opens the preview: the real bot in a simulated Discord on a page of this machine; or takes its pictures."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from bot.cli.ingest import ensure_library
from bot.cli.run import Run
from bot.cli.serving import stopped_by_signals, warm_up
from bot.preview.extra import check_extra
from bot.texts import text
from knowledge.assembly import open_library

if TYPE_CHECKING:
    from bot.preview.pictures import Picture


def play(run: Run, *, port: int) -> None:
    """Serve the page until the person stops; where there is no library yet, build the default one first."""
    check_extra()
    ensure_library(run, announced=True)
    # Where the loop takes no signals, Ctrl-C comes as an exception.
    with suppress(KeyboardInterrupt):
        asyncio.run(_play(run, port))
    run.out.print(text("discord.stopped", run.language))


def take_pictures(run: Run, folder: Path) -> None:
    """Take the README's pictures into `folder`; BrowserMissing where there is no Chromium."""
    check_extra()
    from bot.preview.chromium import browser  # noqa: PLC0415 - needs the extra

    browser()
    _make(folder)
    ensure_library(run, announced=True)
    pictures = asyncio.run(_pictures(run))
    for picture in pictures:
        (folder / picture.name).write_bytes(picture.png)
    names = ", ".join(picture.name for picture in pictures)
    run.out.print(Text(text("preview.taken", run.language, folder=folder, names=names)), soft_wrap=True)


def _make(folder: Path) -> None:
    """Make a folder, before anything is spent on what is to stand in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise typer.BadParameter(text("use.no_folder", "en", path=folder, reason=reason)) from error


async def _pictures(run: Run) -> "tuple[Picture, ...]":
    from bot.preview.chromium import chromium  # noqa: PLC0415 - needs the extra
    from bot.preview.page import open_page  # noqa: PLC0415 - needs the extra
    from bot.preview.pictures import SIZE, take_all  # noqa: PLC0415 - needs the extra

    async with (
        chromium(*SIZE) as shown_in,
        open_library(run.settings) as library,
        open_page(run.settings, library, run.language) as page,
    ):
        return await take_all(page, shown_in, run.language)


async def _play(run: Run, port: int) -> None:
    from bot.preview.page import open_page  # noqa: PLC0415 - needs the extra

    async with open_library(run.settings) as library:
        await warm_up(library)
        async with open_page(run.settings, library, run.language, port=port) as page:
            run.out.print(Text(text("preview.open", run.language, url=page.preview.url)), soft_wrap=True)
            stopped = asyncio.Event()
            with stopped_by_signals(stopped.set):
                ends = [asyncio.ensure_future(stopped.wait()), asyncio.ensure_future(page.preview.wait_closed())]
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
                for end in ends:
                    end.cancel()
