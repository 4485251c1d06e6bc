"""How a design stands, as blocks of a document: step by step, and the five mission criteria side by side (pure)."""

from collections.abc import Iterable, Iterator

from knowledge.missions.exports.outline import Block, Cell, Heading, Line, Paragraph, Piece, Table
from knowledge.missions.exports.saying import AMONG, Telling
from knowledge.missions.finding import CriterionReadiness, Finding, State, StepReadiness
from knowledge.missions.worded import worded


def standing_blocks(telling: Telling) -> Iterator[Block]:
    """The section on where the mission stands."""
    whole = Piece(text=f"{telling.say('standing.whole')} ")
    yield Heading(level=2, text=telling.say("standing.heading"))
    yield Paragraph(line=(whole, state_piece(telling, telling.readiness.state)))
    yield Heading(level=3, text=telling.say("standing.steps"))
    yield _steps(telling)
    if telling.readiness.criteria:
        yield Heading(level=3, text=telling.say("standing.criteria"))
        yield _criteria(telling)


def state_piece(telling: Telling, state: State) -> Piece:
    """A state as its symbol and word."""
    return Piece(text=telling.say(f"state.{state}"), tone=state)


def problem(telling: Telling, finding: Finding) -> str:
    """What is wrong, in words; "" where the method has none for it."""
    words = worded(finding, telling.method, telling.language)
    return words.problem if words is not None else ""


def next_try(telling: Telling, finding: Finding) -> str:
    """What to try next, in words; "" where the method has none for it."""
    words = worded(finding, telling.method, telling.language)
    return words.try_next if words is not None else ""


def _steps(telling: Telling) -> Table:
    return Table(
        about=telling.say("standing.about_steps"),
        header=(telling.say("standing.step"), telling.say("standing.state"), telling.say("standing.why")),
        widths=(5, 4, 9),
        rows=tuple(_step_row(telling, one) for one in telling.readiness.steps),
    )


def _step_row(telling: Telling, readiness: StepReadiness) -> tuple[Cell, ...]:
    step = telling.method.step(readiness.step)
    name = Piece(text=f"{step.number}. {step.name.said_in(telling.language)}", tone="strong")
    return ((name,),), ((state_piece(telling, readiness.state),),), _reasons(telling, readiness)


def _reasons(telling: Telling, readiness: StepReadiness) -> Cell:
    lines: list[Line] = []
    if readiness.step not in {step.id for step in telling.method.path(telling.design.path)}:
        lines.append((Piece(text=telling.say("document.off_path"), tone="quiet"),))
    if readiness.skipped:
        lines.append((Piece(text=telling.say("document.skipped")),))
    if not readiness.written:
        lines.append((Piece(text=telling.say("document.nothing")),))
    else:
        found = (finding for verdict in readiness.verdicts for finding in verdict.findings)
        problems = dict.fromkeys(problem(telling, finding) for finding in found)
        lines += [(Piece(text=words),) for words in problems if words]
    return tuple(lines) or ((Piece(text="–", tone="quiet"),),)


def _criteria(telling: Telling) -> Table:
    named = {criterion.id: criterion for criterion in telling.method.criteria}
    told = [(named[one.criterion], one) for one in telling.readiness.criteria if one.criterion in named]
    return Table(
        about=telling.say("standing.about_criteria"),
        header=tuple(criterion.name.said_in(telling.language) for criterion, _ in told),
        widths=(1,) * len(told),
        rows=(
            tuple(((state_piece(telling, one.state),),) for _, one in told),
            tuple(_about(telling, criterion.text.said_in(telling.language), one) for criterion, one in told),
        ),
    )


def _about(telling: Telling, text: str, readiness: CriterionReadiness) -> Cell:
    lines: list[Line] = [(Piece(text=text),)]
    if steps := _steps_of(telling, readiness):
        lines.append((Piece(text=telling.say("standing.see", steps=AMONG.join(steps)), tone="quiet"),))
    return tuple(lines)


def _steps_of(telling: Telling, readiness: CriterionReadiness) -> Iterable[str]:
    """The numbers of the steps on the path where something holds a criterion back."""
    short = {verdict.criterion for verdict in readiness.verdicts if verdict.state in ("weak", "missing")}
    path = telling.method.path(telling.design.path)
    return [str(step.number) for step in path if short & {criterion.id for criterion in step.criteria}]
