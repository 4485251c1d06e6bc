"""Who may do what in a session, and what an act leaves in its history (pure)."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from knowledge.sessions.outcome import Refused
from knowledge.sessions.session import MOST_EVENTS, Event, Happening, Occasion, Participant, Person, Session

Right = Literal["see", "decide", "own"]


def refusal(session: Session, person: Person, right: Right) -> Refused | None:
    """Why somebody may not act on a session; None where they may."""
    one = session.participant(person.id)
    if one is None and not session.may_see(person):
        return Refused(reason="not_member")
    if session.status == "deleted":
        return Refused(reason="deleted", session=session)
    if session.status == "archived":
        return Refused(reason="archived", session=session)
    if right == "decide" and not session.decides(person.id):
        return Refused(reason="not_owner", session=session, facts={"name": session.owner.name})
    if right == "own" and (one is None or one.role != "owner"):
        return Refused(reason="not_owner", session=session, facts={"name": session.owner.name})
    return None


def full(session: Session) -> Refused | None:
    """That the history has no room for more; None where it has. Leaving and putting away are always possible."""
    return Refused(reason="too_many", session=session) if len(session.history) >= MOST_EVENTS else None


def join(session: Session, person: Person, now: dt.datetime) -> Session:
    """The session with somebody in it who was invited by a role; with their name as it is now."""
    known = session.participant(person.id)
    if known is None:
        one = Participant(id=person.id, name=person.name, role="contributor")
        with_them = session.model_copy(update={"participants": (*session.participants, one)})
        return happened(with_them, "joined", person, now, whom=person.name)
    if known.name == person.name:
        return session
    named = known.model_copy(update={"name": person.name})
    people = tuple(named if one.id == person.id else one for one in session.participants)
    return session.model_copy(update={"participants": people})


def happened(session: Session, what: Occasion, by: Person, now: dt.datetime, *, whom: str | None = None) -> Session:
    """The session with something that happened to it in its history."""
    number = len(session.history) + 1
    event = Happening(number=number, act=number, by=by.id, name=by.name, at=now, what=what, whom=whom)
    return with_events(session, [event], now)


def with_events(session: Session, events: Sequence[Event], now: dt.datetime) -> Session:
    """The session with more in its history."""
    return session.model_copy(update={"history": (*session.history, *events), "changed": now, "asked": None})
