"""What is said after somebody has written: what it says now, what waits, and two texts that met (pure)."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.replies.missions.wording import brief, field_name, on, told, under, who, whole
from bot.replies.reply import Line, Paragraph, Reply, said
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.sessions.outcome import Recorded
from knowledge.sessions.session import Event, Session, Submission, Undoing
from knowledge.sessions.standing import tally

_MOST: Final = 5  # changes told one by one
_WORDS: Final = 200  # characters of each


def reply_to_recorded(
    recorded: Recorded, method: Method, language: Language, *, by: str, remarks: Sequence[Paragraph] = ()
) -> Reply:
    """What somebody wrote, each change on a line; then what the checks remark, or that nothing is amiss."""
    made = submissions(recorded)
    if not made:
        return short_reply("mission.nothing_new", language)
    contested = [one for one in made if one.number in recorded.contested]
    lines = [Line(text=_line(one, method, language, by)) for one in made[:_MOST] if one not in contested]
    if len(made) > _MOST:
        lines.append(Line(text=text("mission.wrote.more", language, count=len(made) - _MOST)))
    if any(not one.stands for one in made if one not in contested):
        lines.append(Line(text=text("mission.wrote.waits", language, name=recorded.session.owner.name)))
    paragraphs = [Paragraph(lines=tuple(lines))] if lines else []
    met = [part for one in contested for part in side_by_side(one, recorded.session, method, language)]
    return Reply(language=language, paragraphs=(*paragraphs, *met, *remarks))


def submissions(recorded: Recorded) -> list[Submission]:
    """The submissions that were recorded."""
    history = recorded.session.history
    return [event for event in history if isinstance(event, Submission) and event.number in recorded.recorded]


def side_by_side(one: Submission, session: Session, method: Method, language: Language) -> tuple[Paragraph, ...]:
    """Two texts that met: the one that stands and the one that waits, each with who wrote it and when."""
    field = field_name(method, one.field, language)
    held = tally(session.history).held.get(one.claim)
    stands = held.submission if held is not None else None
    return (
        said(text("mission.met", language, field=field)),
        _text(stands, "mission.met.stands", method, language) if stands else said(text("mission.met.gone", language)),
        _text(one, "mission.met.waits", method, language),
    )


def _text(one: Submission, key: str, method: Method, language: Language) -> Paragraph:
    heading = text(key, language, name=who(one.author, language), date=on(one.said_at or one.at, language))
    lines = whole(method, one.field, one.values, language)
    return under(heading, lines or (Line(text=text("mission.met.empty", language)),))


def _line(one: Submission, method: Method, language: Language, by: str) -> str:
    field = field_name(method, one.field, language)
    if not one.values:
        return text("mission.removed" if one.stands else "mission.removes", language, name=by, field=field)
    words = brief(told(method, one.field, one.values, language), _WORDS)
    if one.said_by is not None and one.said_by != by:
        key = "mission.wrote.for" if one.stands else "mission.proposes.for"
        return text(key, language, name=by, field=field, words=words, other=one.said_by)
    return text("mission.wrote" if one.stands else "mission.proposes", language, name=by, field=field, words=words)


def reply_to_undone(session: Session, method: Method, by: str, language: Language) -> Reply:
    """What was taken back."""
    undone = next((event.about for event in reversed(session.history) if isinstance(event, Undoing)), 0)
    events = [event for event in session.history if event.act == undone]
    what = ", ".join(dict.fromkeys(_undone(events, method, language))) or text("mission.undone.decision", language)
    return short_reply("mission.undone", language, name=by, what=what)


def _undone(events: Sequence[Event], method: Method, language: Language) -> Iterator[str]:
    for event in events:
        if isinstance(event, Submission):
            words = brief(told(method, event.field, event.values, language)) or text("mission.undone.removal", language)
            yield text("mission.undone.one", language, field=field_name(method, event.field, language), words=words)
