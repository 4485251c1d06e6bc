"""Times questions: each embedded alone, and answered from end to end, by the same engine."""

import asyncio
import datetime as dt
import gc
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from itertools import product
from pathlib import Path
from typing import Final

from bot.bench.figures import Timed
from knowledge.adapters.shelf import Shelf
from knowledge.answer import Answer
from knowledge.assembly import Library
from knowledge.corpus import Embedder
from knowledge.exam.bank import BankQuestion, read_bank

_WARM_UP: Final = 5  # questions that are asked before any is timed


class MeasuredLibrary(Library):
    """A library that embeds with the engine it is given, so that the same one can be timed alone."""

    def __init__(self, home: Path, *, embedder: Embedder) -> None:
        super().__init__(shelf=Shelf(home), today=dt.date.today)
        self._embedder = embedder


def single_questions(bank: Path) -> list[BankQuestion]:
    """The questions of a bank that have an answer and stand alone."""
    return [one for one in read_bank(bank) if one.answerable and one.followup_of is None]


def write_batch(path: Path, questions: Sequence[BankQuestion]) -> None:
    """Write `questions` as a batch file for `ledfyr ask`."""
    lines = (json.dumps({"id": one.id, "question": one.question}, ensure_ascii=False) for one in questions)
    path.write_text("\n".join(lines), encoding="utf-8")


def ask_all(
    homes: Mapping[int, Path], questions: Sequence[BankQuestion], embedder: Embedder, *, rounds: int
) -> dict[int, list[Timed]]:
    """Ask every library in `homes`, by its size, every question `rounds` times."""
    return asyncio.run(_ask_all(homes, questions, embedder, rounds))


async def _ask_all(
    homes: Mapping[int, Path], questions: Sequence[BankQuestion], embedder: Embedder, rounds: int
) -> dict[int, list[Timed]]:
    async with AsyncExitStack() as stack:
        libraries = {size: MeasuredLibrary(home, embedder=embedder) for size, home in homes.items()}
        for library in libraries.values():
            stack.push_async_callback(library.close)
            for question in questions[:_WARM_UP]:
                await _timed(library, question, embedder, alone_first=True)
        gc.collect()  # what building the libraries left behind is no part of any question
        timed: dict[int, list[Timed]] = {size: [] for size in homes}
        # Libraries in turn with the same question, so that a busy minute of the machine falls on all of them.
        for turn, (at, question) in product(range(rounds), enumerate(questions)):
            for size, library in libraries.items():
                timed[size].append(await _timed(library, question, embedder, alone_first=(at + turn) % 2 == 0))
        return timed


async def _timed(library: Library, question: BankQuestion, embedder: Embedder, *, alone_first: bool) -> Timed:
    """One question, alone and whole in turn, so that neither always finds the caches warm.

    Nothing remembers a question's vector, here or in the library: it is embedded anew both times. Should that ever
    change, the whole would have to be measured with questions never asked before.
    """
    alone = await _embedding(embedder, question) if alone_first else 0.0
    begun = time.perf_counter()
    result = await library.answer(question.question, language=question.lang)
    total = (time.perf_counter() - begun) * 1000
    alone = alone if alone_first else await _embedding(embedder, question)
    return Timed(embed=alone, total=total, answered=isinstance(result, Answer))


async def _embedding(embedder: Embedder, question: BankQuestion) -> float:
    begun = time.perf_counter()
    await embedder.of_question(question.question)
    return (time.perf_counter() - begun) * 1000
