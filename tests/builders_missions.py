"""Builders of missions: designs from empty to rich, and how they stand."""

import datetime as dt
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

from knowledge.canvas import BETWEEN_CHOICES, FIELDS, FieldName
from knowledge.corpus import DateKind
from knowledge.language import Language
from knowledge.method.method import Method, Path, Step
from knowledge.missions.design import Claim, Evidence, MissionDesign
from knowledge.missions.finding import Coverage, CriterionReadiness, Finding, Readiness, State, StepReadiness, Verdict

WRITTEN: Final = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


def a_claim(
    field: FieldName = "challenge",
    text: str = "",
    /,
    *,
    claim_id: str = "",
    author: str = "Anna Ek",
    assumed: bool = False,
    evidence: Iterable[Evidence] = (),
    **values: str,
) -> Claim:
    """A claim: `text` fills the field's first part, `values` the parts they name; blanks are left out."""
    told = {FIELDS[field].parts[0].name: text, **values}
    held = {part: said for part, said in told.items() if said}
    return Claim(
        id=claim_id or f"{field}-{zlib.crc32(repr(held).encode()):x}",
        field=field,
        values=held,
        author=author,
        at=WRITTEN,
        assumed=assumed,
        evidence=tuple(evidence),
    )


def an_evidence(
    quote: str = "Blekinge har sju flaskhalsar.",
    *,
    title: str = "Blekinges strategi",
    heading: tuple[str, ...] = ("Flaskhalsar",),
    page: int | None = 4,
    language: Language = "sv",
    date: dt.date | None = dt.date(2019, 10, 4),
    date_kind: DateKind = "published",
    url: str | None = "https://example.se/strategi.pdf",
) -> Evidence:
    """A passage that a claim rests on."""
    return Evidence(
        document="strategi.pdf",
        title=title,
        passage="strategi.pdf#3",
        heading=heading,
        page=page,
        page_label=None,
        quote=quote,
        language=language,
        date=date,
        date_kind=date_kind,
        url=url,
        library="20261121-120000-aaaa",
    )


def a_design(
    *claims: Claim,
    title: str = "Friska hav",
    language: Language = "sv",
    path: Path = "full",
    skipped: tuple[str, ...] = (),
) -> MissionDesign:
    """A design of these claims, in the order of the canvas."""
    order = list(FIELDS)
    stand = sorted(claims, key=lambda claim: order.index(claim.field))
    return MissionDesign(
        title=title, language=language, method="1.0-test", path=path, claims=tuple(stand), skipped=skipped
    )


def a_readiness(
    design: MissionDesign,
    method: Method,
    *,
    findings: Iterable[Finding] = (),
    states: Mapping[str, State] | None = None,
) -> Readiness:
    """How a design stands: a step holds where something is written, unless `findings` or `states` tell."""
    found, told = tuple(findings), states or {}
    steps = tuple(_step_readiness(step, design, found, told) for step in method.path(design.path))
    verdicts = {verdict.criterion: verdict for step in steps for verdict in step.verdicts}
    criteria = tuple(
        CriterionReadiness(criterion=one.id, state=told.get(one.id, "open"), verdicts=_of(one.rests_on, verdicts))
        for one in method.criteria
    )
    standings = [claim.standing for claim in design.claims]
    coverage = Coverage(
        evidence=standings.count("evidence"),
        contribution=standings.count("contribution"),
        assumption=standings.count("assumption"),
    )
    return Readiness(state=_worst(steps, told.get("whole")), steps=steps, criteria=criteria, coverage=coverage)


def _worst(steps: Iterable[StepReadiness], told: State | None) -> State:
    by_weight: tuple[State, ...] = ("holds", "open", "weak", "missing")
    states: list[State] = [step.state for step in steps]
    return told or max(states, key=by_weight.index)


def _of(rests_on: Iterable[str], verdicts: Mapping[str, Verdict]) -> tuple[Verdict, ...]:
    return tuple(verdicts[name] for name in rests_on if name in verdicts)


def _step_readiness(
    step: Step, design: MissionDesign, findings: tuple[Finding, ...], states: Mapping[str, State]
) -> StepReadiness:
    own = {criterion.id for criterion in step.criteria}
    found = tuple(finding for finding in findings if finding.criterion in own)
    written = sum(len(design.of(question.field)) for question in step.questions)
    state: State = "missing" if not written else "weak" if found else "holds"
    state = states.get(step.id, state)
    verdicts = tuple(Verdict(criterion=name, state=state, findings=found) for name in own)
    return StepReadiness(
        step=step.id, state=state, verdicts=verdicts, written=written, skipped=step.id in design.skipped
    )


def choices(*options: str) -> str:
    """Several options chosen in one part."""
    return BETWEEN_CHOICES.join(options)
