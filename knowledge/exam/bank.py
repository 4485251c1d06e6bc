"""Question banks: JSON Lines, one question a line, checked when they are read."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic import ConfigDict

from knowledge.errors import LineBroken
from knowledge.language import Language, Value
from knowledge.lines import check_letters, lines_of

MARKS: Final = re.compile(r"[*_`#>]")
"""The marks of Markdown, which no comparison looks at."""


class BankQuestion(Value):
    """A question with what a right answer must say.

    `must_contain` is a list of lists: every list has to be met, by any of its alternatives. A question that is not
    `answerable` is answered rightly by declining. `followup_of` names the question before it in the same conversation,
    `documents` those that hold the answer.
    """

    model_config = ConfigDict(extra="ignore")

    id: str
    lang: Language
    type: str
    question: str
    must_contain: tuple[tuple[str, ...], ...] = ()
    answerable: bool = True
    followup_of: str | None = None
    documents: tuple[str, ...] = ()


def read_bank(path: Path) -> list[BankQuestion]:
    """The questions of the bank at `path`, in order; LineBroken names the first line that does not hold one."""
    questions: list[BankQuestion] = []
    known: set[str] = set()
    numbered = lines_of(path, path.read_bytes(), BankQuestion)
    check_letters(path, numbered)
    for number, question in numbered:
        if question.id in known:
            raise LineBroken(path, line=number, fault=f"twice:{question.id}")
        if question.followup_of is not None and question.followup_of not in known:
            raise LineBroken(path, line=number, fault=f"unknown:{question.followup_of}")
        if not all(one and all(map(plain, one)) for one in question.must_contain):
            raise LineBroken(path, line=number, fault="empty:must_contain")
        known.add(question.id)
        questions.append(question)
    return questions


def earlier(question: BankQuestion, bank: Mapping[str, BankQuestion]) -> Sequence[str]:
    """The questions asked before `question` in its conversation, oldest first."""
    asked: list[str] = []
    while question.followup_of is not None:
        question = bank[question.followup_of]
        asked.insert(0, question.question)
    return asked


def plain(text: str) -> str:
    """`text` as it is compared: casefolded, white space collapsed, Markdown marks gone."""
    return " ".join(MARKS.sub("", text).casefold().split())
