"""Who is in a session, and what becomes of it as a whole (pure)."""

import datetime as dt
from collections.abc import Sequence

from knowledge.sessions.engine.moving import titled
from knowledge.sessions.engine.rights import full, happened, refusal
from knowledge.sessions.outcome import Changed, Outcome, Refused
from knowledge.sessions.session import Occasion, Participant, Person, Role, Session, Status

_MOST_PEOPLE = 200


def invite(session: Session, people: Sequence[Person], *, by: Person, now: dt.datetime) -> Outcome:
    """Let people in as contributors; those who are in stay what they are."""
    no = refusal(session, by, "decide") or full(session)
    if no is not None:
        return no
    new = list({one.id: one for one in people if session.participant(one.id) is None}.values())
    if not new:
        return Refused(reason="already", session=session)
    if len(session.participants) + len(new) > _MOST_PEOPLE:
        return Refused(reason="too_many", session=session, facts={"most": str(_MOST_PEOPLE)})
    for one in new:
        there = Participant(id=one.id, name=one.name, role="contributor")
        session = session.model_copy(update={"participants": (*session.participants, there)})
        session = happened(session, "invited", by, now, whom=one.name)
    return Changed(session=session)


def invite_role(session: Session, role: str, name: str, *, by: Person, now: dt.datetime) -> Outcome:
    """Let everybody with a role in; `name` is what the role is called."""
    no = refusal(session, by, "decide") or full(session)
    if no is not None:
        return no
    if role in session.roles:
        return Refused(reason="already", session=session)
    opened = session.model_copy(update={"roles": (*session.roles, role)})
    return Changed(session=happened(opened, "role_invited", by, now, whom=name))


def remove(session: Session, person: str, *, by: Person, now: dt.datetime) -> Outcome:
    """Let somebody out, or oneself; what they wrote stays. The owner hands over first."""
    leaving = person == by.id
    no = refusal(session, by, "see" if leaving else "decide")
    if no is not None:
        return no
    one = session.participant(person)
    if one is None:
        return Refused(reason="not_participant", session=session)
    if one.role == "owner":
        return Refused(reason="not_owner", session=session, facts={"name": one.name})
    others = tuple(other for other in session.participants if other.id != person)
    return Changed(
        session=happened(session.model_copy(update={"participants": others}), "removed", by, now, whom=one.name)
    )


def name_co_owner(session: Session, person: str, *, by: Person, now: dt.datetime) -> Outcome:
    """Let a participant decide beside the owner."""
    no = refusal(session, by, "own")
    if no is not None:
        return no
    one = session.participant(person)
    if one is None:
        return Refused(reason="not_participant", session=session)
    if one.role != "contributor":
        return Refused(reason="already", session=session)
    return Changed(session=happened(_as(session, person, "co_owner"), "named_co_owner", by, now, whom=one.name))


def hand_over(session: Session, person: str, *, by: Person, now: dt.datetime) -> Outcome:
    """Let a participant own the mission; who owned it before stays as co-owner."""
    no = refusal(session, by, "own")
    if no is not None:
        return no
    one = session.participant(person)
    if one is None:
        return Refused(reason="not_participant", session=session)
    if one.role == "owner":
        return Refused(reason="already", session=session)
    handed = _as(_as(session, by.id, "co_owner"), person, "owner")
    return Changed(session=happened(handed, "handed_over", by, now, whom=one.name))


def rename(session: Session, title: str, *, by: Person, now: dt.datetime) -> Outcome:
    """Give the mission another title."""
    no = refusal(session, by, "decide") or full(session)
    if no is not None:
        return no
    if not title.strip():
        return Refused(reason="empty", session=session)
    named = session.model_copy(update={"title": titled(title)})
    return Changed(session=happened(named, "renamed", by, now, whom=titled(title)))


def archive(session: Session, *, by: Person, now: dt.datetime) -> Outcome:
    """Put the mission away: it can be read and had back, and nothing is written in it meanwhile."""
    no = refusal(session, by, "own")
    return no if no is not None else Changed(session=_become(session, "archived", "archived", by, now))


def delete(session: Session, *, by: Person, now: dt.datetime) -> Outcome:
    """Delete the mission; for thirty days it can be had back."""
    no = _not_the_owner(session, by)
    if no is not None:
        return no
    if session.status == "deleted":
        return Refused(reason="deleted", session=session)
    gone = _become(session, "deleted", "deleted", by, now)
    return Changed(session=gone.model_copy(update={"deleted": now}))


def restore(session: Session, *, by: Person, now: dt.datetime) -> Outcome:
    """Have an archived or deleted mission back."""
    no = _not_the_owner(session, by)
    if no is not None:
        return no
    if session.status == "open":
        return Refused(reason="already", session=session)
    back = _become(session, "open", "restored", by, now)
    return Changed(session=back.model_copy(update={"deleted": None}))


def keep(session: Session, *, by: Person, now: dt.datetime) -> Outcome:
    """Let a mission that has lain idle stay: it counts as changed now."""
    no = refusal(session, by, "decide")
    return no if no is not None else Changed(session=session.model_copy(update={"changed": now, "asked": None}))


def _not_the_owner(session: Session, by: Person) -> Refused | None:
    one = session.participant(by.id)
    if one is None:
        return Refused(reason="not_member")
    if one.role != "owner":
        return Refused(reason="not_owner", session=session, facts={"name": session.owner.name})
    return None


def _become(session: Session, status: Status, what: Occasion, by: Person, now: dt.datetime) -> Session:
    return happened(session.model_copy(update={"status": status}), what, by, now)


def _as(session: Session, person: str, role: Role) -> Session:
    people = tuple(one.model_copy(update={"role": role}) if one.id == person else one for one in session.participants)
    return session.model_copy(update={"participants": people})
