"""Question banks: JSON Lines, one question a line, checked when they are read."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from knowledge.errors import BatchBroken
from knowledge.language import Language, Value


class BankQuestion(Value):
    """A question with what a right answer must say.

    `must_contain` is a list of lists: every list has to be met, by any of its alternatives. A question that is not
    `answerable` is answered rightly by declining. `followup_of` names the question before it in the same conversation.
    """

    model_config = ConfigDict(extra="ignore")

    id: str
    lang: Language
    type: str
    question: str
    must_contain: tuple[tuple[str, ...], ...] = ()
    answerable: bool = True
    followup_of: str | None = None


def read_bank(path: Path) -> list[BankQuestion]:
    """The questions of the bank at `path`, in order; BatchBroken names the first line that does not hold one."""
    questions: list[BankQuestion] = []
    known: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        question = _parsed(line, path, number)
        if question.id in known:
            raise BatchBroken(path, line=number, fault=f"id {question.id}")
        if question.followup_of is not None and question.followup_of not in known:
            raise BatchBroken(path, line=number, fault=f"followup_of {question.followup_of}")
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


def _parsed(line: str, path: Path, number: int) -> BankQuestion:
    try:
        return BankQuestion.model_validate(json.loads(line))
    except ValidationError as error:
        fault = error.errors()[0]
        raise BatchBroken(
            path, line=number, fault=f"{fault['loc'][0] if fault['loc'] else ''}: {fault['msg']}"
        ) from error
    except ValueError as error:
        raise BatchBroken(path, line=number, fault="JSON") from error
