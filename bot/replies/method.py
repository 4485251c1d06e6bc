"""What is said of the method: that it holds, or every fault with its place and remedy, and where a copy lies (pure)."""

import shlex
from pathlib import Path

from bot.replies.reply import Reply, listed, said
from bot.texts import counted, text
from knowledge.errors import MethodFault, MethodInvalid
from knowledge.language import Language, Value
from knowledge.method.method import Method


class FaultObject(Value):
    """A fault as scripts read it; `line` counts from 1, None where the file has no such line."""

    file: str
    line: int | None
    key: str
    code: str
    said: str


class CheckObject(Value):
    """What a check came to; `method` is the id of a method that holds, None where there are faults."""

    method: str | None
    faults: tuple[FaultObject, ...] = ()


def reply_to_check(method: Method, folder: Path | None, language: Language) -> Reply:
    """That a method holds, and where it was read from; None for the one that comes with Ledfyr."""
    holds = text(
        "method.check.well",
        language,
        name=method.name.said_in(language),
        id=method.id,
        steps=counted("step", len(method.steps), language),
        questions=counted("question", sum(len(step.questions) for step in method.steps), language),
        criteria=counted("criterion", sum(len(step.criteria) for step in method.steps), language),
    )
    packaged = text("method.check.packaged", language)
    where = text("method.check.folder", language, folder=folder) if folder else packaged
    return Reply(language=language, paragraphs=(said(holds), said(where)))


def reply_to_invalid(error: MethodInvalid, language: Language) -> Reply:
    """Every fault of a method, one a line."""
    faults = tuple(method_fault(fault, language) for fault in error.faults)
    lead = text("method.faults", language, folder=error.folder, faults=_faults(error, language))
    return Reply(language=language, paragraphs=(listed(lead, faults),))


def invalid_in_words(error: MethodInvalid, language: Language) -> str:
    """That a method does not hold, how many faults it has, and where they are told."""
    return text("error.MethodInvalid", language, folder=error.folder, faults=_faults(error, language))


def _faults(error: MethodInvalid, language: Language) -> str:
    return counted("fault", len(error.faults), language)


def reply_to_copy(folder: Path, files: int, used: Path, language: Language) -> Reply:
    """Where a copy lies, and what to do with it; `used` is the folder that the home's method is read from."""
    copied = text("method.copied", language, files=counted("file", files, language), folder=folder)
    further = text("method.copied.next", language, folder=shlex.quote(str(folder)))
    in_use = folder.absolute() == used.absolute()
    use = text("method.copied.used", language) if in_use else text("method.copied.unused", language, used=used)
    return Reply(language=language, paragraphs=(said(copied), said(further), said(use)))


def checked_object(method: Method) -> CheckObject:
    """A method that holds, for scripts."""
    return CheckObject(method=method.id)


def invalid_object(error: MethodInvalid, language: Language) -> CheckObject:
    """The faults of a method, for scripts."""
    faults = tuple(
        FaultObject(file=one.file, line=one.line, key=one.key, code=one.code, said=method_fault(one, language))
        for one in error.faults
    )
    return CheckObject(method=None, faults=faults)


def method_fault(fault: MethodFault, language: Language) -> str:
    """A fault in words: the file and key, what is wrong and what to do about it."""
    file = text("method.where", language, file=fault.file, line=fault.line) if fault.line else fault.file
    where = f"{file}, {fault.key}" if fault.key else file
    return f"{where}: {text(f'method.fault.{fault.code}', language, **fault.facts)}"
