"""A mission in the JSON that scripts read: stable, fields may be added, none change."""

import datetime as dt

from bot.replies.missions.starting import place_words
from knowledge.language import Language, Value
from knowledge.method.method import Method, Path
from knowledge.sessions.session import Person, Role, Session, Status


class MissionObject(Value):
    """A mission somebody is in; `where` tells in words where it stands, `changed` is in UTC."""

    id: str
    title: str
    status: Status
    where: str
    path: Path
    language: Language
    role: Role | None
    changed: dt.datetime


def mission_object(session: Session, method: Method, person: Person, language: Language) -> MissionObject:
    """A mission as scripts read it."""
    one = session.participant(person.id)
    return MissionObject(
        id=session.id,
        title=session.title,
        status=session.status,
        where=place_words(session, method, language),
        path=session.path,
        language=session.language,
        role=one.role if one is not None else None,
        changed=session.changed,
    )
