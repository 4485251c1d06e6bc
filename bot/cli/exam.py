"""Sits exams: question banks through the way that `ledfyr ask` goes, retrieval sets through search and fusion."""

import asyncio
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bot.cli.ingest import ensure_library, watching
from bot.cli.run import Run, put, readable
from bot.failures import FAILED
from bot.replies.contract import written
from bot.replies.exam import (
    AnswersObject,
    BeirObject,
    ExamObject,
    asked_so_far,
    bank_columns,
    bank_rows,
    beir_columns,
    beir_rows,
    exam_object,
    reply_to_beir,
    reply_to_exam,
)
from bot.terminal import show
from bot.texts import text
from ingest.pipeline import ingest_words
from knowledge.answer import Answer, NoAnswer
from knowledge.answering import Answerer, Draft
from knowledge.assembly import Library, open_library
from knowledge.exam.bank import BankQuestion, read_bank
from knowledge.exam.beir import Beir, BeirQuery, read_beir
from knowledge.exam.floor import OWN_BANK, own_floor, shortfalls
from knowledge.exam.ranking import RankingMarks, auroc, ranking_marks
from knowledge.exam.scoring import Given, Marked, Quoted, share_met
from knowledge.exam.sitting import sit
from knowledge.language import Language, language_of
from knowledge.retrieval import CANDIDATES, Weights
from knowledge.versions import OpenVersion

_ANSWER_LENGTH: Final = 400  # characters of a composed answer that is looked through for the right one
_AS_WRITTEN: Final = ("markdown", "text")
_WAYS: Final = {
    "words": Weights(meaning=0.0, words=1.0, units=0.0),
    "meaning": Weights()._replace(words=0.0),
    "both": Weights(),
}
_STEP: Final = 20  # questions between two lines of progress


def sit_bank(run: Run, bank: Path, *, as_json: bool) -> None:
    """Ask the library every question of `bank` and show the figures."""
    with _readable(bank):
        questions = read_bank(bank)
    library, marked = asyncio.run(_sat(run, questions))
    _tell_bank(run, exam_object(marked, library), as_json=as_json)


def sit_own(run: Run, *, as_json: bool) -> None:
    """Ask the library the project's own questions; exit code 1 where a figure is below its floor.

    They are about the starter library, which is built first where there is no library yet.
    """
    questions = read_bank(OWN_BANK)
    ensure_library(run)
    library, marked = asyncio.run(_sat(run, questions, about_starter=True))
    whole = exam_object(marked, library)
    below = shortfalls(whole.all, whole.languages, own_floor())
    _tell_bank(run, exam_object(marked, library, below), as_json=as_json)
    if below:
        raise typer.Exit(FAILED)


def rank_set(run: Run, folder: Path, *, as_json: bool) -> None:
    """Make the texts of a retrieval set a library of their own, in a temporary folder, and rank them for each query."""
    with _readable(folder):
        wanted = read_beir(folder)
    with TemporaryDirectory(prefix="ledfyr-exam-", ignore_cleanup_errors=True) as home:
        apart = run._replace(settings=run.settings.model_copy(update={"home": Path(home), "chroma": None}))
        figures = asyncio.run(_ranked(apart, wanted))
    if as_json:
        put(written(figures))
        return
    run.out.print(grid(beir_columns(run.language), beir_rows(figures, run.language)))
    show(reply_to_beir(figures, run.language), run.out)


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Rows of figures under their heads, the first column words."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for at, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if at else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _tell_bank(run: Run, exam: ExamObject, *, as_json: bool) -> None:
    if as_json:
        put(written(exam))
        return
    run.out.print(grid(bank_columns(run.language), bank_rows(exam, run.language)))
    run.out.print(Text(text("exam.legend", run.language)))
    show(reply_to_exam(exam, run.language), run.out)


@contextmanager
def _readable(path: Path) -> Generator[None]:
    """Turn a file that is not there or may not be read into wrong use, with its name."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise typer.BadParameter(text("use.unreadable", "en", path=error.filename or path, reason=reason)) from error


async def _sat(
    run: Run, questions: Sequence[BankQuestion], *, about_starter: bool = False
) -> tuple[str, Sequence[Marked]]:
    """The id of the library that was asked, and its marks."""
    async with open_library(run.settings) as library:
        opened = await library.version()
        if about_starter:
            await _check_starter(run, opened, questions)
        sources = _Sources(opened)

        async def ask(question: BankQuestion, earlier: Sequence[str]) -> Given:
            words = readable(question.question)
            asked_before = [readable(one) for one in earlier]
            result = await library.answer(words, language=_language(words, run), earlier=asked_before)
            return await _given(result, sources)

        return opened.version.id, await sit(questions, ask, _counting(run))


async def _check_starter(run: Run, opened: OpenVersion, questions: Sequence[BankQuestion]) -> None:
    """Leave where the library does not hold the documents that the questions are about."""
    held = {document.id for document in await opened.catalogue.documents()}
    asked = {name for question in questions for name in question.documents}
    if not any(name == one or one.endswith(f"/{name}") for name in asked for one in held):
        run.aside.print(Text(text("exam.no_starter", run.language)))
        raise typer.Exit(FAILED)


def _language(question: str, run: Run) -> Language:
    """The language of a question of an exam: its own, whatever language the figures are told in."""
    return language_of(question, default=run.settings.language)


class _Sources:
    """The texts that quotes are held against: the file's own for Markdown and text, else the clean text."""

    def __init__(self, opened: OpenVersion) -> None:
        self._opened = opened
        self._texts: dict[str, str] = {}

    async def text_of(self, document: str) -> str:
        """The text of a document, read once."""
        if document not in self._texts:
            holding = await self._opened.catalogue.holding(document)
            written_so = holding.document.format in _AS_WRITTEN
            self._texts[document] = holding.text if written_so else holding.clean_text
        return self._texts[document]


async def _given(result: Answer | NoAnswer, sources: _Sources) -> Given:
    declined = isinstance(result, NoAnswer)
    citations = result.nearest if isinstance(result, NoAnswer) else result.citations
    quotes = [Quoted(one.quote, await sources.text_of(one.document.id)) for one in citations]
    return Given(
        declined=declined,
        text="" if isinstance(result, NoAnswer) else result.text,
        quotes=quotes,
        milliseconds=result.timing.total,
    )


def _counting(run: Run) -> Callable[[int, int], None]:
    """Says beside the figures how far the exam has come."""

    def count(done: int, total: int) -> None:
        if done and (done % _STEP == 0 or done == total):
            run.aside.print(Text(asked_so_far(done, total, run.language)))

    return count


async def _ranked(run: Run, wanted: Beir) -> BeirObject:
    with watching(run.aside, run.language) as watch:
        texts = ((one.id, one.title, one.text) for one in wanted.texts)
        await ingest_words(texts, settings=run.settings, watch=watch)
    async with open_library(run.settings) as library:
        marks = {way: await _marks(run, library, wanted, weights) for way, weights in _WAYS.items()}
        return BeirObject(**marks, answers=await _answers(run, library, wanted))


async def _marks(run: Run, library: Library, wanted: Beir, weights: Weights) -> RankingMarks:
    rankings: list[list[str]] = []
    queries = [query for query in wanted.queries if query.id in wanted.relevant]
    async with library.answerer() as answerer:
        for query in queries:
            words = readable(query.text)
            hits = await answerer.ranking(words, language=_language(words, run), limit=2 * CANDIDATES, weights=weights)
            # A text is as good as its best passage.
            rankings.append(list(dict.fromkeys(hit.passage.document for hit in hits)))
    return ranking_marks(rankings, [wanted.relevant[query.id] for query in queries])


async def _answers(run: Run, library: Library, wanted: Beir) -> AnswersObject:
    if not any(query.metadata.answers for query in wanted.queries):
        return AnswersObject(contained=None, auroc=None, declined=None)
    contained: list[float] = []
    declined: list[bool] = []
    support: dict[bool, list[float]] = {True: [], False: []}
    async with library.answerer() as answerer:
        for query in wanted.queries:
            draft = await _draft(run, answerer, query)
            support[query.metadata.answerable].append(draft.support)
            if query.metadata.answerable:
                declined.append(not draft.answer)
                contained.append(share_met([query.metadata.answers], draft.text[:_ANSWER_LENGTH]))
    return AnswersObject(
        contained=sum(contained) / len(contained) if contained else None,
        auroc=auroc(support[True], support[False]),
        declined=sum(declined) / len(declined) if declined else None,
    )


async def _draft(run: Run, answerer: Answerer, query: BeirQuery) -> Draft:
    words = readable(query.text)
    return await answerer.draft(words, language=_language(words, run), length=_ANSWER_LENGTH)
