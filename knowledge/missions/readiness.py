"""How ready a design is: every step, the whole, the five mission criteria, and what the claims rest on (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from knowledge.method.method import Criterion, Method, MissionCriterion, Step
from knowledge.missions.design import MissionDesign
from knowledge.missions.finding import Coverage, CriterionReadiness, Readiness, State, StepReadiness, Verdict
from knowledge.missions.rules.book import OTHER_LANGUAGE, RULES
from knowledge.missions.rules.check import Check, says_something

_WORST_FIRST: Final[tuple[State, ...]] = ("missing", "weak", "open", "holds")


def readiness(design: MissionDesign, method: Method, today: date) -> Readiness:
    """How a design stands on a day.

    The steps are those of the design's path, and steps off it on which something is written nevertheless: those are
    told, but count neither for the whole nor against it. The whole is "missing" where nothing is written, "holds" where
    no step of the path is weak or missing, else "weak".
    """
    check = Check(lexicon=method.lexicon, today=today)
    path = method.path(design.path)
    shown = [step for step in method.steps if step in path or _written(design, step)]
    steps = tuple(_step(step, design, check) for step in shown)
    on_path = [one for one, step in zip(steps, shown, strict=True) if step in path]
    verdicts = {verdict.criterion: verdict for step in steps for verdict in step.verdicts}
    return Readiness(
        state=_whole(on_path),
        steps=steps,
        criteria=tuple(_mission_criterion(criterion, verdicts) for criterion in method.criteria),
        coverage=coverage(design),
    )


def coverage(design: MissionDesign) -> Coverage:
    """What the claims of a design rest on; an entry in which nothing can be read is none."""
    standings = [claim.standing for claim in design.claims if says_something(claim)]
    return Coverage(
        evidence=standings.count("evidence"),
        contribution=standings.count("contribution"),
        assumption=standings.count("assumption"),
    )


def _step(step: Step, design: MissionDesign, check: Check) -> StepReadiness:
    """How one step stands.

    "missing" where nothing is written in it, "holds" where all of its rules hold, else "weak": where something stands,
    a part that is missing is work to do. What a model or a person has yet to judge does not count; where that is all
    there is, the step is "open".
    """
    written = _written(design, step)
    verdicts = _told_once(tuple(_verdict(criterion, design, check) for criterion in step.criteria))
    judged = {verdict.state for verdict in verdicts} - {"open"}
    state: State = "open" if not judged else "holds" if judged == {"holds"} else "weak"
    return StepReadiness(
        step=step.id,
        state=state if written else "missing",
        verdicts=verdicts,
        written=written,
        skipped=step.id in design.skipped,
    )


def _verdict(criterion: Criterion, design: MissionDesign, check: Check) -> Verdict:
    """How one criterion stands: by its rule, or else by whether people have confirmed it."""
    rule = RULES.get(criterion.id) if criterion.judged_by == "rule" else None
    if rule is None:
        return Verdict(criterion=criterion.id, state="holds" if criterion.id in design.confirmed else "open")
    findings = rule.judge(design, check)
    state = _worst(finding.severity for finding in findings)
    return Verdict(criterion=criterion.id, state=state, findings=findings)


def _told_once(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts of a step, in which a text in another language is told of once.

    The criteria that cannot be judged for it after the first are open.
    """
    told: set[str] = set()
    kept: list[Verdict] = []
    for verdict in verdicts:
        kept.append(_without_unread(verdict, told))
        told |= {finding.field for finding in verdict.findings if finding.code == OTHER_LANGUAGE}
    return tuple(kept)


def _without_unread(verdict: Verdict, told: AbstractSet[str]) -> Verdict:
    """A verdict without what it finds of texts in another language, where those fields have been told of."""
    left = tuple(one for one in verdict.findings if one.code != OTHER_LANGUAGE or one.field not in told)
    if left == verdict.findings:
        return verdict
    state = _worst(one.severity for one in left) if left else "open"
    return Verdict(criterion=verdict.criterion, state=state, findings=left)


def _whole(steps: Sequence[StepReadiness]) -> State:
    if not any(step.written for step in steps):
        return "missing"
    return "holds" if all(step.state in ("holds", "open") for step in steps) else "weak"


def _mission_criterion(criterion: MissionCriterion, verdicts: Mapping[str, Verdict]) -> CriterionReadiness:
    """How one of the five stands, by those of its criteria that are on the path.

    "missing" where there is nothing yet for any of its rules to judge, "weak" where one of them finds something, "open"
    where the rules hold but a model or a person has yet to judge (or nothing on the path bears on it), else "holds".
    """
    own = tuple(verdicts[name] for name in criterion.rests_on if name in verdicts)
    judged = [verdict.state for verdict in own if verdict.state != "open"]
    state: State = "open" if len(judged) < len(own) or not own else "holds"
    if judged and all(one == "missing" for one in judged):
        state = "missing"
    elif any(one in ("missing", "weak") for one in judged):
        state = "weak"
    return CriterionReadiness(criterion=criterion.id, state=state, verdicts=own)


def _worst(states: Iterable[State]) -> State:
    found = set(states)
    for state in _WORST_FIRST:
        if state in found:
            return state
    return "holds"


def _written(design: MissionDesign, step: Step) -> int:
    """How many entries of a step's fields say something."""
    return sum(says_something(claim) for field in step.fields for claim in design.of(field))
