"""Asks the library one question, or a file of them."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import typer

from bot.cli.batch import BatchLine, read_batch
from bot.cli.run import Run, put, readable
from bot.replies.answers import reply_to_question
from bot.replies.contract import answer_object, written
from bot.terminal import show
from bot.texts import text
from knowledge.answer import Answer, NoAnswer
from knowledge.assembly import Library, open_library
from knowledge.language import Language, language_of


def ask_one(run: Run, question: str, *, as_json: bool) -> None:
    """Answer one question on standard output."""
    if not as_json and run.aside.is_terminal:
        with run.aside.status(text("ask.searching", run.language)):
            result = asyncio.run(_answer(run, readable(question)))
    else:
        result = asyncio.run(_answer(run, readable(question)))
    if as_json:
        put(written(answer_object(result)))
    else:
        show(reply_to_question(result), run.out)


def ask_batch(run: Run, path: Path) -> None:
    """Answer every line of a batch file, in its order, everything loaded once."""
    try:
        lines = read_batch(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise typer.BadParameter(text("use.unreadable", "en", path=path, reason=reason)) from error
    asyncio.run(_answer_all(run, lines))


def language_for(question: str, run: Run) -> Language:
    """The language to answer in: the one asked for, else the question's own, else the setting."""
    return run.chosen or language_of(question, default=run.settings.language)


async def _answer(run: Run, question: str) -> Answer | NoAnswer:
    async with open_library(run.settings) as library:
        return await library.answer(question, language=language_for(question, run))


async def _answer_all(run: Run, lines: Sequence[BatchLine]) -> None:
    async with open_library(run.settings) as library:
        for line in lines:
            result = await _answer_line(library, line, run)
            put(written(answer_object(result), name=line.id))


async def _answer_line(library: Library, line: BatchLine, run: Run) -> Answer | NoAnswer:
    question = readable(line.question)
    earlier = [readable(one) for one in line.earlier]
    return await library.answer(question, language=language_for(question, run), earlier=earlier)
