"""The canvas of a mission: short in the one message that is kept up to date, longer where it is asked for (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.replies.missions.findings import first_reason, state_words
from bot.replies.missions.starting import place_words
from bot.replies.missions.steps import written_under
from bot.replies.missions.wording import brief, numbered
from bot.replies.reply import Line, Paragraph, Reply, Table, said
from bot.replies.talk import short_reply
from bot.texts import counted, text
from knowledge.language import Language
from knowledge.method.method import Method, Step
from knowledge.missions.design import MissionDesign
from knowledge.missions.finding import Coverage, Readiness, StepReadiness
from knowledge.sessions.session import Session

_DONE: Final = "▰"
_TO_DO: Final = "▱"
_APART: Final = " · "
_SENTENCE: Final = 3  # times as much room for the mission sentence as for a line
_REASON: Final = 160


def reply_to_canvas(
    session: Session,
    design: MissionDesign,
    readiness: Readiness,
    method: Method,
    language: Language,
    *,
    room: int,
    notes: Sequence[str] = (),
) -> Reply:
    """A mission at a glance; `room` is how many characters of what people wrote are told for each step."""
    states = {one.step: one for one in readiness.steps}
    rows = tuple(
        (
            numbered(step, language),
            _APART.join(filter(None, _at_a_glance(step, states, design, method, language, room))),
        )
        for step in method.path(session.path)
    )
    return Reply(
        language=language,
        title=brief(session.title, max(room, 20)),
        paragraphs=(Paragraph(lines=tuple(_head(session, design, readiness, method, language, room))),),
        tables=(Table(rows=rows),),
        closing=tuple(said(line) for line in (coverage_words(readiness.coverage, language), *notes)),
    )


def reply_to_show(
    session: Session,
    design: MissionDesign,
    readiness: Readiness,
    method: Method,
    language: Language,
    *,
    notes: Sequence[str],
) -> Reply:
    """A mission as it stands: its sentence, every step with why it stands so, the five criteria, what waits."""
    states = {one.step: one for one in readiness.steps}
    rows = tuple(
        (numbered(step, language), _with_reason(states.get(step.id), method, language))
        for step in method.path(session.path)
    )
    named = {one.id: one.name.said_in(language) for one in method.criteria}
    criteria = tuple(
        (named[one.criterion], state_words(one.state, language)) for one in readiness.criteria if one.criterion in named
    )
    return Reply(
        language=language,
        title=session.title,
        paragraphs=(Paragraph(lines=tuple(_head(session, design, readiness, method, language, room=None))),),
        tables=(
            Table(rows=rows),
            *((Table(title=text("mission.criteria.title", language), rows=criteria),) if criteria else ()),
        ),
        closing=tuple(said(line) for line in (coverage_words(readiness.coverage, language), *notes)),
    )


def reply_to_share(session: Session, language: Language) -> Reply:
    """Whether a mission is to be shown to everybody where one is: a mission is private."""
    return short_reply("mission.share", language, title=session.title)


def coverage_words(coverage: Coverage, language: Language) -> str:
    """What the claims rest on, in numbers."""
    if not coverage.claims:
        return text("mission.coverage.none", language)
    return text(
        "mission.coverage",
        language,
        claims=counted("claim", coverage.claims, language),
        evidence=coverage.evidence,
        contribution=coverage.contribution,
        assumption=coverage.assumption,
    )


def _head(
    session: Session,
    design: MissionDesign,
    readiness: Readiness,
    method: Method,
    language: Language,
    room: int | None,
) -> Iterator[Line]:
    sentence = design.text("mission")
    if sentence:
        yield Line(text=sentence if room is None else brief(sentence, _SENTENCE * room), strong=True)
    steps = len(method.path(session.path))
    walked = min(session.position, steps)
    bar = _DONE * walked + _TO_DO * (steps - walked)
    yield Line(text=text("mission.progress", language, bar=bar, where=place_words(session, method, language)))
    yield Line(text=text("mission.whole", language, state=state_words(readiness.state, language)))


def _at_a_glance(
    step: Step,
    states: dict[str, StepReadiness],
    design: MissionDesign,
    method: Method,
    language: Language,
    room: int,
) -> Iterator[str]:
    """How a step stands, and the first words that are written in it."""
    one = states.get(step.id)
    if one is not None:
        yield state_words(one.state, language)
    if step.id in design.skipped:
        yield text("mission.skipped", language)
    written = (written_under(field, method, design, language) for field in step.fields)
    first = next((words for words in written if words), "")
    if first and room:
        yield brief(first, room)


def _with_reason(one: StepReadiness | None, method: Method, language: Language) -> str:
    if one is None:
        return ""
    state = state_words(one.state, language)
    skipped = [text("mission.skipped", language)] if one.skipped else []
    reason = first_reason(one, method, language)
    told = text("mission.because", language, state=state, reason=brief(reason, _REASON)) if reason else state
    return _APART.join((told, *skipped))
