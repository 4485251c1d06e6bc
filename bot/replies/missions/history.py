"""Who has done what in a mission, and who is in it (pure)."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.replies.missions.wording import brief, field_name, told, who
from bot.replies.reply import Line, Paragraph, Reply, said
from bot.replies.talk import short_reply
from bot.texts import spoken_time, text
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.sessions.session import Decision, Event, Happening, Participant, Person, Session, Submission, Undoing

A_PAGE: Final = 15
"""Events of the history on one page."""
_WORDS: Final = 110


def reply_to_history(session: Session, method: Method, language: Language, *, page: int) -> Reply:
    """A page of the history, the latest first; `page` counts from 0."""
    events = list(reversed(session.history))[page * A_PAGE : (page + 1) * A_PAGE]
    lines = tuple(Line(text=_line(event, session, method, language), mark="-") for event in events)
    pages = pages_of(session)
    return Reply(
        language=language,
        title=text("mission.history.title", language, title=session.title),
        paragraphs=(Paragraph(lines=lines),),
        closing=(said(text("mission.history.page", language, page=page + 1, pages=pages)),) if pages > 1 else (),
    )


def pages_of(session: Session) -> int:
    """How many pages the history has."""
    return max(1, -(-len(session.history) // A_PAGE))


def reply_to_invited(people: Sequence[str], role: str | None, language: Language, *, co_owner: bool, by: str) -> Reply:
    """Who has been let in."""
    key = "mission.invited.co_owner" if co_owner else "mission.invited"
    lines = [text(key, language, name=by, names=_among(people, language))] if people else []
    lines += [text("mission.invited.role", language, name=by, role=role)] if role else []
    return Reply(language=language, paragraphs=(said(*lines),))


def reply_to_handed_over(to: str, language: Language, *, by: str) -> Reply:
    """That somebody else owns the mission now."""
    return short_reply("mission.handed_over", language, name=by, other=to)


def reply_to_people(session: Session, language: Language) -> Reply:
    """Who takes part in a mission, one a line, and the roles that may join."""
    lines = tuple(Line(text=_participant(one, language), mark="-") for one in session.participants)
    title = text("mission.people.title", language, title=session.title)
    note = (said(text("mission.people.roles", language)),) if session.roles else ()
    return Reply(language=language, title=title, paragraphs=(Paragraph(lines=lines), *note))


def reply_to_left(one: Participant, language: Language, *, by: Person) -> Reply:
    """That somebody is out of a mission, by their own will or another's; what they wrote stays."""
    key = "mission.left_it" if one.id == by.id else "mission.let_out"
    return short_reply(key, language, name=by.name, other=who(one.name, language))


def reply_to_renamed(session: Session, language: Language, *, by: str) -> Reply:
    """That a mission has another title."""
    return short_reply("mission.renamed", language, name=by, title=session.title)


def people_words(session: Session, language: Language) -> str:
    """Who is in a mission, in a line."""
    return ", ".join(_participant(one, language) for one in session.participants)


def _participant(one: Participant, language: Language) -> str:
    name = who(one.name, language)
    if one.role == "contributor":
        return name
    return text("mission.people.one", language, name=name, role=text(f"mission.people.{one.role}", language))


def _among(names: Sequence[str], language: Language) -> str:
    if len(names) == 1:
        return names[0]
    return text("mission.names", language, names=", ".join(names[:-1]), last=names[-1])


def _line(event: Event, session: Session, method: Method, language: Language) -> str:
    what = _what(event, session, method, language)
    return text(
        "mission.history.line",
        language,
        date=spoken_time(event.at, language),
        name=who(event.name, language),
        what=what,
    )


def _what(event: Event, session: Session, method: Method, language: Language) -> str:
    match event:
        case Submission():
            return _written(event, session, method, language)
        case Decision():
            key = "mission.history.stands" if event.stands else "mission.history.aside"
            return text(key, language, what=_named(event.about, session, method, language))
        case Undoing():
            return text("mission.history.undone", language, what=_named(event.about, session, method, language))
        case Happening():
            return text(f"mission.happened.{event.what}", language, whom=_whom(event, method, language))


def _written(event: Submission, session: Session, method: Method, language: Language) -> str:
    facts = {"field": field_name(method, event.field, language), "words": _words(event, method, language)}
    if not event.values:
        return text("mission.history.removed" if event.stands else "mission.history.removes", language, **facts)
    before = _before(event, session)
    kind = _kind(event, before)
    proposed = "" if event.stands else text("mission.history.as_proposal", language)
    return text(f"mission.history.{kind}", language, proposed=proposed, **facts).replace("  ", " ").strip()


def _kind(event: Submission, before: Submission | None) -> str:
    """What a submission changed: the words, or what they rest on."""
    if before is None or before.values != event.values:
        return "wrote"
    if len(event.evidence) != len(before.evidence):
        return "linked" if len(event.evidence) > len(before.evidence) else "unlinked"
    if event.assumed != before.assumed:
        return "assumed" if event.assumed else "not_assumed"
    return "wrote"


def _before(event: Submission, session: Session) -> Submission | None:
    earlier = (
        one
        for one in reversed(session.history[: event.number - 1])
        if isinstance(one, Submission) and one.claim == event.claim
    )
    return next(earlier, None)


def _named(number: int, session: Session, method: Method, language: Language) -> str:
    """What an event is called in the line of another one."""
    event = session.history[number - 1] if 0 < number <= len(session.history) else None
    if isinstance(event, Submission):
        words = _words(event, method, language) or text("mission.met.empty", language)
        return text("mission.undone.one", language, field=field_name(method, event.field, language), words=words)
    return text("mission.undone.decision", language)


def _words(event: Submission, method: Method, language: Language) -> str:
    return brief(told(method, event.field, event.values, language), _WORDS)


def _whom(event: Happening, method: Method, language: Language) -> str:
    if event.what not in ("confirmed", "unconfirmed"):
        return who(event.whom or "", language)
    criteria: Mapping[str, str] = {one.id: one.text.said_in(language) for step in method.steps for one in step.criteria}
    return criteria.get(event.whom or "", event.whom or "")
