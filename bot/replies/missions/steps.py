"""A step as everybody sees it: what is asked, what is written, what a good answer looks like (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.replies.missions.wording import BRIEF, brief, named, told
from bot.replies.reply import Line, Paragraph, Reply, listed, said
from bot.texts import counted, text
from knowledge.canvas import FIELDS, FieldName
from knowledge.language import Language
from knowledge.method.method import Method, Path, Step
from knowledge.missions.design import MissionDesign

ANSWERED: Final = "✓"
UNANSWERED: Final = "○"
_WRITTEN: Final = "→"
_MOST_NAMES: Final = 3
_WAITS: Final = 60  # characters of a name in a list of names


def step_title(step: Step, method: Method, path: Path, language: Language) -> str:
    """Which step this is: "Steg 1 av 10 · Utmaning och lämplighet"; on the short path it keeps its own number."""
    steps = method.path(path)
    at = [one.id for one in steps].index(step.id) + 1 if step in steps else step.number
    key = "mission.step.title" if len(steps) == len(method.steps) else "mission.step.title_short"
    return text(key, language, at=at, of=len(steps), number=step.number, name=step.name.said_in(language))


def reply_to_step(
    step: Step,
    method: Method,
    design: MissionDesign,
    language: Language,
    *,
    remarks: Sequence[Paragraph] = (),
    notes: Sequence[str] = (),
    room: int = BRIEF,
) -> Reply:
    """A step with its questions, what is written under each, what is good, and what the checks remark.

    `room` is how many characters of what people wrote are told under a question.
    """
    skipped = (text("mission.step.skipped", language),) if step.id in design.skipped else ()
    return Reply(
        language=language,
        title=step_title(step, method, design.path, language),
        paragraphs=(
            said(step.purpose.said_in(language)),
            Paragraph(lines=tuple(_questions(step, method, design, language, room))),
            said(text("mission.step.good", language, good=step.good.said_in(language))),
            *remarks,
        ),
        closing=tuple(said(note) for note in (*skipped, *notes)),
    )


def reply_to_walked(design: MissionDesign, steps: int, language: Language) -> Reply:
    """That every step has been walked, and what may come now."""
    return Reply(
        language=language,
        title=text("mission.walked.title", language, title=design.title),
        paragraphs=(said(text("mission.walked", language, steps=steps)),),
    )


def reply_to_example(step: Step, language: Language) -> Reply:
    """Examples of answers to a step."""
    title = text("mission.example.title", language, name=step.name.said_in(language))
    if not step.examples:
        return Reply(language=language, title=title, paragraphs=(said(text("mission.example.none", language)),))
    return Reply(language=language, title=title, paragraphs=tuple(said(one.said_in(language)) for one in step.examples))


def reply_to_mistakes(step: Step, language: Language) -> Reply:
    """What often goes wrong in a step."""
    mistakes = tuple(one.said_in(language) for one in step.mistakes)
    title = text("mission.mistakes.title", language, name=step.name.said_in(language))
    if not mistakes:
        return Reply(language=language, title=title, paragraphs=(said(text("mission.mistakes.none", language)),))
    return Reply(language=language, title=title, paragraphs=(listed(text("mission.mistakes", language), mistakes),))


def _questions(step: Step, method: Method, design: MissionDesign, language: Language, room: int) -> Iterator[Line]:
    """Each question with its mark and, at the first one of a field, what is written there."""
    seen: set[FieldName] = set()
    for question in step.questions:
        written = written_under(question.field, method, design, language)
        yield Line(text=question.text.said_in(language), mark=ANSWERED if written else UNANSWERED)
        if written and room and question.field not in seen:
            yield Line(text=brief(written, room), mark=_WRITTEN)
        seen.add(question.field)


def written_under(field: FieldName, method: Method, design: MissionDesign, language: Language) -> str:
    """What is written in a field, on one line; "" where nothing is."""
    claims = design.of(field)
    if not claims:
        return ""
    if not FIELDS[field].many:
        return told(method, field, claims[0].values, language)
    names = [brief(named(method, field, claim.values, language), _WAITS) for claim in claims]
    more = [text("mission.more", language, count=len(names) - _MOST_NAMES)] if len(names) > _MOST_NAMES else []
    number = counted("entry", len(names), language)
    return text("mission.written", language, count=number, names=", ".join((*names[:_MOST_NAMES], *more)))
