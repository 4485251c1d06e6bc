"""Missions as files and lists, without a conversation."""

import asyncio
import sys
from pathlib import Path
from typing import Final, get_args

import typer

from bot.cli.missions.opening import Room, opened
from bot.cli.missions.saving import save
from bot.cli.run import Run, put, readable
from bot.failures import FAILED
from bot.guidance.acts import act_in, value_of
from bot.guidance.menus import EVERYTHING
from bot.guidance.response import Response
from bot.replies.contract import written
from bot.replies.missions.contract import mission_object
from bot.replies.missions.starting import reply_to_list
from bot.replies.reply import Reply
from bot.replies.talk import short_reply
from bot.terminal import show, show_text
from bot.texts import text
from knowledge.exporting import ExportKind
from knowledge.method.method import Method
from knowledge.sessions.session import Session

KINDS: Final[tuple[str, ...]] = (*get_args(ExportKind), EVERYTHING)
"""What `--kind` takes."""
_STANDARD_IN: Final = "-"


def list_missions(run: Run, *, as_json: bool) -> None:
    """Show the missions of whoever is here, each with its id."""
    sessions, room = asyncio.run(_listed(run))
    if as_json:
        for session, method in sessions:
            put(written(mission_object(session, method, room.person, run.language)))
    else:
        show(reply_to_list(sessions, room.person, run.language, ids=True), run.out)


def export_mission(run: Run, name: str, *, kind: str, out: str | None) -> None:
    """Write a mission as a file; `name` is its id or title."""
    if kind not in KINDS:
        raise typer.BadParameter(text("use.mission_kind", "en", kind=kind, kinds=", ".join(KINDS)))
    response = asyncio.run(_exported(run, name, kind))
    if not response.files:
        _fail(run, response.reply)
    try:
        paths = save(response.files, out)
    except OSError as error:
        raise typer.BadParameter(text("use.unwritable", "en", path=error.filename or out)) from error
    for path in paths:
        show_text(text("mission.saved", run.language, path=path), run.out)


def import_mission(run: Run, path: str, *, name: str | None) -> None:
    """Begin a mission from one that was exported as JSON."""
    try:
        words = readable(sys.stdin.read() if path == _STANDARD_IN else Path(path).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        words = ""
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise typer.BadParameter(text("use.unreadable", "en", path=path, reason=reason)) from error
    response = asyncio.run(_imported(run, words, name))
    if response.session is None:
        _fail(run, response.reply)
    if response.reply is not None:
        show(response.reply, run.out)


def _fail(run: Run, reply: Reply | None) -> None:
    if reply is not None:
        show(reply.model_copy(update={"choices": (), "menus": ()}), run.aside)
    raise typer.Exit(FAILED)


async def _listed(run: Run) -> tuple[list[tuple[Session, Method]], Room]:
    async with opened(run, name=None) as room:
        found = await room.missions.of(room.person)
        return [(session, await room.missions.method_of(session)) for session in found], room


async def _exported(run: Run, name: str, kind: str) -> Response:
    async with opened(run, name=None) as room:
        found = await room.missions.of(room.person)
        meant = [one.id for one in found if name in (one.id, one.title)]
        if len(meant) != 1:
            key = "mission.several_called" if meant else "mission.none_called"
            return Response(reply=short_reply(key, run.language, name=name))
        act = act_in(value_of("export", meant[0]))
        return await room.guide.act(act, by=room.person, language=run.language, picked=kind)


async def _imported(run: Run, words: str, name: str | None) -> Response:
    async with opened(run, name=name) as room:
        return await room.guide.take_in(words, by=room.person, language=run.language)
