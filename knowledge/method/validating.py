"""What must hold between the files of the method: ids, references, numbers (pure)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from knowledge.canvas import FIELD_NAMES, FieldName
from knowledge.errors import MethodFault
from knowledge.method.method import FieldWords, Lexicon
from knowledge.method.place import Place, among
from knowledge.method.reading import Findings, Named, ReadCriterion, ReadHead, ReadPoint, ReadStep

STEP_FILES: Final = "step-*.yaml"
FINDINGS_FILE: Final = "findings.yaml"


class ReadMethod(NamedTuple):
    """Everything that was read.

    `whole` says that every step has an id, questions and criteria: without one of them, nothing that refers to it can
    be judged.
    `findings` is None where its file could not be read.
    """

    head: ReadHead
    steps: tuple[ReadStep, ...]
    fields: Mapping[FieldName, FieldWords]
    criteria: tuple[ReadCriterion, ...]
    points: tuple[ReadPoint, ...]
    findings: Findings | None
    lexicon: Lexicon
    whole: bool


def check(read: ReadMethod) -> tuple[MethodFault, ...]:
    """Tell at each place what does not hold with the others; what is missing, and has no place, is returned."""
    _check_ids(read)
    _check_fields(read.steps)
    if not read.whole:
        return ()
    _check_steps(read)
    _check_criteria(read)
    return (*_numbers_missing(read.steps), *_fields_unasked(read.steps), *_findings_missing(read))


def _check_ids(read: ReadMethod) -> None:
    """No id stands twice, nor a reference in one list."""
    _once(step.id for step in read.steps)
    _once(chain.from_iterable(step.questions for step in read.steps))
    _once(chain.from_iterable(step.criteria for step in read.steps))
    _once(one.id for one in read.criteria)
    _once(one.id for one in read.points)
    _once(read.head.short_path)
    for one in read.criteria:
        _once(one.rests_on)
    _once((Named(str(one.step.number), one.number) for one in read.steps if one.step.number), code="number_twice")


def _once(every: Iterable[Named], code: str = "id_twice") -> None:
    """Tell of each name that stood somewhere before."""
    seen: dict[str, Place] = {}
    for name, place in every:
        if name and name in seen:
            place.tell(code, name=name, first=seen[name].where)
        seen.setdefault(name, place)


def _check_fields(steps: Sequence[ReadStep]) -> None:
    """Each field that is asked for exists, and is asked for in one step alone."""
    home: dict[str, ReadStep] = {}
    for step in steps:
        for field, place in step.asked:
            if not field:
                continue
            if field not in FIELD_NAMES:
                place.tell("field_unknown", field=field, known=among(field, FIELD_NAMES))
            elif home.setdefault(field, step) is not step:
                place.tell("field_in_two_steps", field=field, step=home[field].id.name)


def _check_steps(read: ReadMethod) -> None:
    """The short path goes over steps that there are."""
    steps = [step.id.name for step in read.steps]
    for name, place in read.head.short_path:
        if name and name not in steps:
            place.tell("step_unknown", step=name, known=among(name, steps))


def _check_criteria(read: ReadMethod) -> None:
    """Mission criteria rest on criteria that there are, and findings belong to those that are judged by rule."""
    judged = _judged(read)
    found = [Named(name, place) for name, (place, _) in (read.findings or {}).items()]
    for name, place in chain(found, *(one.rests_on for one in read.criteria)):
        if name and name not in judged:
            place.tell("criterion_unknown", criterion=name, known=among(name, judged))
    for name, place in found:
        if judged.get(name) in ("model", "person"):
            place.tell("findings_unused", criterion=name)


def _numbers_missing(steps: Sequence[ReadStep]) -> Iterator[MethodFault]:
    """The steps are counted from 1 without a gap."""
    numbers = {step.step.number for step in steps}
    if 0 in numbers:  # one that could not be read, or is told at its place
        return
    for number in range(1, max(numbers, default=1) + 1):
        if number not in numbers:
            yield MethodFault(STEP_FILES, "number", "number_missing", None, {"number": str(number)})


def _fields_unasked(steps: Sequence[ReadStep]) -> Iterator[MethodFault]:
    """Every field of the canvas is what some question asks for."""
    asked = {field for step in steps for field, _ in step.asked}
    for name in FIELD_NAMES:
        if name not in asked:
            yield MethodFault(STEP_FILES, "questions", "field_unasked", None, {"field": name})


def _findings_missing(read: ReadMethod) -> Iterator[MethodFault]:
    """Every criterion that is judged by rule has the words of its findings."""
    if read.findings is None:
        return
    worded = {name for name, (_, words) in read.findings.items() if words}
    for name, judged in _judged(read).items():
        if judged == "rule" and name not in worded:
            yield MethodFault(FINDINGS_FILE, name, "findings_missing", None, {"criterion": name})


def _judged(read: ReadMethod) -> Mapping[str, str]:
    """By what each criterion of the steps is judged."""
    return {name: judged for step in read.steps for name, judged in step.judged.items() if name}
