"""What is said of an exam: its figures in rows, what dropped, and the JSON that scripts read (pure)."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.replies.reply import Reply, listed, said
from bot.texts import counted, text
from knowledge.exam.bank import BankQuestion
from knowledge.exam.floor import Shortfall
from knowledge.exam.ranking import RankingMarks
from knowledge.exam.scoring import Marked, Marks, by_part, marks_of
from knowledge.language import LANGUAGES, Language, Value

_BANK_COLUMNS: Final = (
    "part", "questions", "coverage", "full", "wrongly", "out_of_scope", "near_scope", "fidelity", "p50", "p95",
)  # fmt: skip
_WAYS: Final = ("words", "meaning", "both")
_NONE: Final = "–"


class QuestionObject(Value):
    """How one question went: the share of what must be said that is said (1 for a rightly declined one)."""

    id: str
    type: str
    lang: Language
    coverage: float
    declined: bool
    milliseconds: float


class ExamObject(Value):
    """The figures of a bank as scripts read them, overall and in parts; `held` only where there is a floor."""

    library: str
    all: Marks
    languages: Mapping[str, Marks]
    types: Mapping[str, Marks]
    questions: tuple[QuestionObject, ...]
    held: bool | None = None
    below: tuple[Shortfall, ...] = ()


class AnswersObject(Value):
    """What composing and deciding are worth on a retrieval set whose queries have answers.

    `contained` is the share of answerable queries whose composed answer, at most 400 characters whether it would be
    given or not, contains a right one; `auroc` how well the score of the decision tells answerable queries from
    unanswerable ones; `declined` the share of answerable queries that would be declined. None where it cannot be told.
    """

    contained: float | None
    auroc: float | None
    declined: float | None


class BeirObject(Value):
    """The figures of a retrieval set as scripts read them, by way of searching."""

    words: RankingMarks
    meaning: RankingMarks
    both: RankingMarks
    answers: AnswersObject


def exam_object(marked: Sequence[Marked], library: str, below: Sequence[Shortfall] | None = None) -> ExamObject:
    """The figures of `marked`; `below` are those that dropped, None where there is no floor."""
    return ExamObject(
        library=library,
        all=marks_of(marked),
        languages=by_part(marked, _language_of),
        types=by_part(marked, _type_of),
        questions=tuple(
            QuestionObject(
                id=one.question.id,
                type=one.question.type,
                lang=one.question.lang,
                coverage=round(one.coverage, 4),
                declined=one.given.declined,
                milliseconds=round(one.given.milliseconds, 1),
            )
            for one in marked
        ),
        held=None if below is None else not below,
        below=tuple(below or ()),
    )


def bank_columns(language: Language) -> list[str]:
    """The heads of a bank's table."""
    return [text(f"exam.column.{name}", language) for name in _BANK_COLUMNS]


def bank_rows(exam: ExamObject, language: Language) -> list[list[str]]:
    """The rows of a bank's table: all questions, then each language, then each type."""
    parts = [(text("exam.all", language), exam.all)]
    parts += [(text(f"exam.lang.{one}", language), exam.languages[one]) for one in LANGUAGES if one in exam.languages]
    parts += sorted(exam.types.items())
    return [_bank_row(name, marks) for name, marks in parts]


def beir_columns(language: Language) -> list[str]:
    """The heads of a retrieval set's table."""
    return [text("exam.column.way", language), "nDCG@10", "MRR@10", "recall@1", "recall@5", "recall@10"]


def beir_rows(beir: BeirObject, language: Language) -> list[list[str]]:
    """The rows of a retrieval set's table: one a way of searching."""
    ways: Mapping[str, RankingMarks] = {"words": beir.words, "meaning": beir.meaning, "both": beir.both}
    return [[text(f"exam.way.{way}", language), *(f"{figure:.3f}" for _, figure in ways[way])] for way in _WAYS]


def reply_to_exam(exam: ExamObject, language: Language) -> Reply:
    """Whether an exam with a floor was passed, and what dropped where it was not."""
    if exam.held is None:
        return Reply(language=language)
    if exam.held:
        return Reply(language=language, paragraphs=(said(text("exam.held", language)),))
    dropped = tuple(_shortfall(one, language) for one in exam.below)
    return Reply(language=language, paragraphs=(listed(text("exam.dropped", language), dropped),))


def reply_to_beir(beir: BeirObject, language: Language) -> Reply:
    """What composing and deciding are worth, where the set tells."""
    told = beir.answers
    lines = [
        text(f"exam.answers.{name}", language, value=f"{value:.3f}")
        for name, value in (("contained", told.contained), ("declined", told.declined), ("auroc", told.auroc))
        if value is not None
    ]
    return Reply(language=language, paragraphs=(said(*lines),) if lines else ())


def asked_so_far(done: int, total: int, language: Language) -> str:
    """How far an exam has come."""
    return text("exam.so_far", language, done=done, questions=counted("question", total, language))


def _language_of(question: BankQuestion) -> str:
    return question.lang


def _type_of(question: BankQuestion) -> str:
    return question.type


def _bank_row(name: str, marks: Marks) -> list[str]:
    shares = (
        marks.coverage,
        marks.full,
        marks.wrongly_declined,
        marks.declined_out_of_scope,
        marks.declined_near_scope,
        marks.fidelity,
    )
    return [name, str(marks.questions), *(_share(one) for one in shares), f"{marks.p50:.0f}", f"{marks.p95:.0f}"]


def _share(value: float | None) -> str:
    """A share in per cent, without the sign."""
    return _NONE if value is None else f"{100 * value:.1f}"


def _shortfall(one: Shortfall, language: Language) -> str:
    return text(
        "exam.below",
        language,
        figure=text(f"exam.figure.{one.figure}", language),
        part=text(f"exam.lang.{one.part}" if one.part in LANGUAGES else "exam.all", language),
        value=f"{one.value:.3f}",
        floor=f"{one.floor:.3f}",
    )
