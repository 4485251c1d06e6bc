"""The answers hold on five real texts, in every format; the texts lie beside the checkout, or the tests skip."""

import asyncio
import datetime as dt
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.gather import Root
from ingest.pipeline import ingest
from knowledge.answer import Answer, NoAnswer
from knowledge.assembly import Library, open_library
from knowledge.exam.bank import BankQuestion, read_bank
from knowledge.exam.scoring import Given, Marked, Quoted, marks_of
from knowledge.exam.sitting import sit
from knowledge.language import recognised_language
from knowledge.settings import LedfyrSettings
from tests.quality.engine import needs_engine
from tests.quality.other_formats import make

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "corpus"
BANK = SHARED / "exam" / "questions.jsonl"
OWN_BANK = Path(__file__).parent / "corpus_questions.jsonl"
TODAY = dt.date(2026, 11, 21)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the five texts (../shared/corpus) are not on this machine")


class Sat:
    """A bank sat in one library: the marks, and every answer."""

    def __init__(self, marked: list[Marked], answers: list[Answer | NoAnswer]) -> None:
        self.marked = marked
        self.answers = answers
        self.marks = marks_of(marked)


async def _sit(library: Library, bank: list[BankQuestion]) -> Sat:
    answers: list[Answer | NoAnswer] = []

    async def ask(question: BankQuestion, earlier: Sequence[str]) -> Given:
        language = recognised_language(question.question) or "sv"
        answer = await library.answer(question.question, language=language, earlier=earlier)
        answers.append(answer)
        return _given(answer)

    return Sat(await sit(bank, ask, _silent), answers)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _given(answer: Answer | NoAnswer) -> Given:
    if isinstance(answer, NoAnswer):
        return Given(declined=True, text="", quotes=(), milliseconds=answer.timing.total)
    quotes = [Quoted(citation.quote, citation.quote) for citation in answer.citations]
    return Given(declined=False, text=answer.text, quotes=quotes, milliseconds=answer.timing.total)


async def _asked(folder: Path, home: Path, banks: list[Path]) -> list[Sat]:
    settings = LedfyrSettings(home=home)
    report = await ingest([Root(folder)], settings=settings, watch=lambda _: None)
    assert report.failed == ()
    async with open_library(settings, today=lambda: TODAY) as library:
        return [await _sit(library, read_bank(bank)) for bank in banks if bank.is_file()]


@pytest.fixture(scope="module")
def as_text(tmp_path_factory: pytest.TempPathFactory) -> list[Sat]:
    return asyncio.run(_asked(CORPUS, tmp_path_factory.mktemp("home"), [BANK, OWN_BANK]))


@needs_engine
def test_three_quarters_of_what_must_be_said_is_said(as_text: list[Sat]) -> None:
    assert (as_text[0].marks.coverage or 0) >= 0.90
    assert (as_text[1].marks.coverage or 0) >= 0.65


@needs_engine
def test_what_the_texts_do_not_treat_is_declined(as_text: list[Sat]) -> None:
    for sat in as_text:
        assert sat.marks.declined_out_of_scope == 1.0


@needs_engine
def test_hardly_any_question_is_wrongly_declined(as_text: list[Sat]) -> None:
    for sat in as_text:
        assert (sat.marks.wrongly_declined or 0) <= 0.05


@needs_engine
def test_every_quote_is_a_span_of_its_file(as_text: list[Sat]) -> None:
    files = {path.name: _bare(path.read_text(encoding="utf-8")) for path in CORPUS.glob("*.txt")}
    citations = [one for sat in as_text for answer in sat.answers for one in _citations(answer)]

    assert citations
    assert [one.quote for one in citations if _bare(one.quote) not in files[one.document.id]] == []


@needs_engine
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_the_format_of_a_text_hardly_matters(as_text: list[Sat], tmp_path_factory: pytest.TempPathFactory) -> None:
    folders = make(CORPUS, tmp_path_factory.mktemp("formats"))
    for folder in folders:
        [sat] = asyncio.run(_asked(folder, tmp_path_factory.mktemp(folder.name), [BANK]))
        pages = {one.page for answer in sat.answers for one in _citations(answer)}

        assert (sat.marks.coverage or 0) >= (as_text[0].marks.coverage or 0) - 0.05, folder.name
        assert (None in pages) == (folder.name in ("docx", "html")), folder.name


def _citations(answer: Answer | NoAnswer):  # noqa: ANN202 - a tuple of citations either way
    return answer.citations if isinstance(answer, Answer) else answer.nearest


def _bare(text: str) -> str:
    return re.sub(r"[\s*_`#]+", "", text)
