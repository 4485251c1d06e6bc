"""What the checks found, in words: what is wrong, what to try next, which guidance it rests on (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.replies.missions.wording import field_name
from bot.replies.quotes import view_of
from bot.replies.reply import Line, Paragraph, Reply, Table, said
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.answer import Citation
from knowledge.canvas import FieldName
from knowledge.language import Language
from knowledge.method.method import Method, Step
from knowledge.missions.finding import CriterionReadiness, Finding, Readiness, State, StepReadiness, Verdict
from knowledge.missions.worded import worded

SIGNS: Final[Mapping[State, str]] = {"holds": "✓", "weak": "△", "missing": "✗", "open": "○"}


def state_words(state: State, language: Language) -> str:
    """A state as its sign and word: "△ Behöver stärkas"."""
    return text("mission.state", language, sign=SIGNS[state], word=text(f"mission.state.{state}", language))


def problem(finding: Finding, method: Method, language: Language) -> str:
    """What is wrong and why it matters."""
    words = worded(finding, method, language)
    if words is None:
        return text("mission.finding.unnamed", language, field=field_name(method, finding.field, language))
    return words.problem


def remark(finding: Finding, method: Method, language: Language, *, citation: int | None = None) -> Paragraph:
    """One finding as two lines; `citation` is the number of the guidance it rests on."""
    mark = SIGNS["missing" if finding.severity == "missing" else "weak"]
    lines = [Line(text=problem(finding, method, language), mark=mark)]
    if words := worded(finding, method, language):
        lines.append(Line(text=text("mission.finding.try", language, words=words.try_next)))
    return Paragraph(lines=tuple(lines), citation=citation)


def remarks_on(
    readiness: Readiness,
    step: str,
    method: Method,
    language: Language,
    *,
    fields: Sequence[FieldName] = (),
    most: int = 2,
) -> tuple[Paragraph, ...]:
    """The most urgent findings of a step, about `fields` where any are named; where something is written already."""
    found = [one for one in readiness.findings(step) if not fields or one.field in fields]
    urgent = sorted(found, key=lambda one: one.severity == "weak") if not fields else found
    return tuple(remark(one, method, language) for one in urgent[:most])


def reply_to_findings(
    step: Step, readiness: StepReadiness, guidance: Mapping[str, Citation | None], method: Method, language: Language
) -> Reply:
    """Everything that was found in a step, each with the guidance its criterion rests on, and what people judge.

    `guidance` is by criterion.
    """
    numbers, citations = _numbered(readiness, guidance)
    found = [
        remark(finding, method, language, citation=numbers.get(verdict.criterion))
        for verdict in readiness.verdicts
        for finding in verdict.findings
    ]
    if not found:
        found = [said(text("mission.findings.none" if readiness.written else "mission.findings.blank", language))]
    views = tuple(view_of(one, language, brief=True) for one in citations)
    return Reply(
        language=language,
        title=text(
            "mission.findings.title",
            language,
            name=step.name.said_in(language),
            state=state_words(readiness.state, language),
        ),
        paragraphs=(*found, *_to_judge(step, readiness, language)),
        cited_as=text("mission.findings.guidance", language) if views else None,
        citations=views,
    )


def reply_to_criteria(readiness: Readiness, method: Method, language: Language) -> Reply:
    """The five mission criteria side by side, each with how it stands and what holds it back."""
    named = {one.id: one for one in method.criteria}
    told = [(named[one.criterion], one) for one in readiness.criteria if one.criterion in named]
    rows = tuple((criterion.name.said_in(language), _criterion(one, method, language)) for criterion, one in told)
    about = tuple(Line(text=criterion.text.said_in(language), mark="-") for criterion, _ in told)
    return Reply(
        language=language,
        title=text("mission.criteria.title", language),
        paragraphs=(Paragraph(lines=(Line(text=text("mission.criteria.about", language)), *about)),),
        tables=(Table(rows=rows),),
    )


def reply_to_confirmed(criterion: str, *, holds: bool, by: str, method: Method, language: Language) -> Reply:
    """That somebody has confirmed a criterion, or taken that back."""
    words = method.criterion(criterion).text.said_in(language)
    return short_reply("mission.confirmed" if holds else "mission.unconfirmed", language, name=by, criterion=words)


def first_reason(readiness: StepReadiness, method: Method, language: Language) -> str:
    """Why a step stands as it does, in a sentence; "" where there is no more to say."""
    found = [finding for verdict in readiness.verdicts for finding in verdict.findings]
    if not readiness.written:
        return text("mission.step.blank", language)
    return problem(found[0], method, language) if found else ""


def _criterion(one: CriterionReadiness, method: Method, language: Language) -> str:
    reasons = [problem(finding, method, language) for verdict in one.verdicts for finding in verdict.findings]
    state = state_words(one.state, language)
    return text("mission.because", language, state=state, reason=reasons[0]) if reasons else state


def _numbered(
    readiness: StepReadiness, guidance: Mapping[str, Citation | None]
) -> tuple[dict[str, int], list[Citation]]:
    """The guidance of what was found, each quote once, and its number by criterion."""
    numbers: dict[str, int] = {}
    citations: dict[tuple[str, str], Citation] = {}
    for verdict in readiness.verdicts:
        citation = guidance.get(verdict.criterion) if verdict.findings else None
        if citation is not None:
            key = (citation.passage, citation.quote)
            one = citations.setdefault(key, citation.model_copy(update={"number": len(citations) + 1}))
            numbers[verdict.criterion] = one.number
    return numbers, list(citations.values())


def _to_judge(step: Step, readiness: StepReadiness, language: Language) -> Iterator[Paragraph]:
    """The criteria that no rule judges: those confirmed, and those left to people."""
    states = {verdict.criterion: verdict for verdict in readiness.verdicts}
    lines = [
        Line(text=criterion.text.said_in(language), mark=_sign(states.get(criterion.id)))
        for criterion in step.criteria
        if criterion.judged_by != "rule"
    ]
    if lines:
        yield Paragraph(lines=(Line(text=text("mission.findings.judge", language), strong=True), *lines))


def _sign(verdict: Verdict | None) -> str:
    return SIGNS[verdict.state if verdict is not None else "open"]
