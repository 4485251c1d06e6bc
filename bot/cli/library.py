"""Shows the library and its documents, and goes back to an earlier version."""

import asyncio
from collections.abc import Sequence

from pydantic import BaseModel

from bot.cli.run import Run, put
from bot.replies.contract import written
from bot.replies.library import (
    document_named,
    list_object,
    reply_to_list,
    reply_to_passages,
    reply_to_rollback,
    reply_to_show,
    reply_to_status,
    resembling,
    shown_object,
    status_object,
)
from bot.replies.reply import Reply
from bot.terminal import show, show_text
from knowledge.adapters.shelf import Shelf
from knowledge.corpus import Holding, LibraryVersion
from knowledge.errors import DocumentUnknown
from knowledge.versions import read_documents, read_holdings


def show_status(run: Run, *, as_json: bool) -> None:
    """Show which version is in use and which are kept."""
    shelf = Shelf(run.settings.home)
    active, pointer = shelf.active(), shelf.pointer()
    _say(
        run,
        reply_to_status(run.settings.home, active, pointer, run.language),
        status_object(run.settings.home, active, pointer) if as_json else None,
    )


def show_list(run: Run, *, as_json: bool) -> None:
    """List every document of the active version."""
    version, holdings = asyncio.run(_all(run))
    listed = list_object(holdings, version) if as_json else None
    _say(run, reply_to_list(holdings, version, run.language), listed)


def show_document(run: Run, name: str, *, passages: bool, as_json: bool) -> None:
    """Show what a document says about itself, then its clean text or its passages."""
    holding = asyncio.run(_one(run, name))
    shown = shown_object(holding, with_passages=passages) if as_json else None
    _say(run, reply_to_show(holding, run.language), shown)
    if as_json:
        return
    run.out.print()
    if passages:
        show(reply_to_passages(holding, run.language), run.out)
    else:
        show_text(holding.text, run.out)


def roll_back(run: Run, version: str | None, *, as_json: bool) -> None:
    """Point at `version`, or at the one before the active."""
    shelf = Shelf(run.settings.home)
    active = shelf.roll_back(version)
    status = status_object(run.settings.home, active, shelf.pointer()) if as_json else None
    _say(run, reply_to_rollback(active, run.language), status)


def _say(run: Run, reply: Reply, instead: BaseModel | None) -> None:
    if instead is None:
        show(reply, run.out)
    else:
        put(written(instead))


async def _all(run: Run) -> tuple[LibraryVersion, Sequence[Holding]]:
    shelf = Shelf(run.settings.home)
    version = shelf.active()
    directory = shelf.directory(version.id)
    documents = await read_documents(directory, version)
    return version, await read_holdings(directory, [document.id for document in documents])


async def _one(run: Run, name: str) -> Holding:
    """The document that `name` means; DocumentUnknown with those it may have been meant for."""
    shelf = Shelf(run.settings.home)
    version = shelf.active()
    directory = shelf.directory(version.id)
    documents = await read_documents(directory, version)
    found = document_named(name, documents)
    if found is None:
        raise DocumentUnknown(name, close=resembling(name, documents))
    [holding] = await read_holdings(directory, [found])
    return holding
