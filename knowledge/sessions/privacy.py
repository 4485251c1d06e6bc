"""What a session tells somebody about themselves, and what stays of it when they are forgotten (pure)."""

import datetime as dt
from typing import Final

from knowledge.language import Value
from knowledge.sessions.engine.rights import happened
from knowledge.sessions.session import (
    GONE,
    Draft,
    Event,
    Happening,
    Occasion,
    Participant,
    Person,
    Role,
    Session,
    Submission,
)

_OF_PEOPLE: Final[frozenset[Occasion]] = frozenset({"invited", "joined", "removed", "named_co_owner", "handed_over"})


class MissionPart(Value):
    """What is stored about somebody in a mission that another owns: their own submissions.

    `role` is None for somebody who is not in it any longer; they are not told its title.
    """

    mission: str
    title: str
    role: Role | None
    submissions: tuple[Submission, ...]


def part_of(session: Session, person: str) -> MissionPart:
    """Somebody's part in a mission."""
    one = session.participant(person)
    return MissionPart(
        mission=session.id,
        title=session.title if one is not None else "",
        role=one.role if one is not None else None,
        submissions=tuple(e for e in session.history if isinstance(e, Submission) and e.by == person),
    )


def as_told_to(session: Session, person: str) -> Session:
    """A session in which nobody's id stands but that of the person it is told to; the names stay."""
    others = [one.id for one in session.participants] + [event.by for event in session.history]
    known = dict.fromkeys(one for one in others if one not in (person, GONE))
    masks = {name: f"person-{number}" for number, name in enumerate(known, start=1)}
    people = tuple(one.model_copy(update={"id": masks.get(one.id, one.id)}) for one in session.participants)
    history = tuple(event.model_copy(update={"by": masks.get(event.by, event.by)}) for event in session.history)
    return session.model_copy(update={"participants": people, "history": history})


def without(session: Session, person: str, *, now: dt.datetime) -> Session | None:
    """The session once somebody has been forgotten; None where nobody else takes part, and it goes with them.

    What they wrote stays, under no name. A mission that they owned is the first co-owner's then, else the first
    participant's.
    """
    left = tuple(one for one in session.participants if one.id != person)
    if not left:
        return None
    names = names_of(session, person)
    heir = None if any(one.role == "owner" for one in left) else _heir(left)
    people = tuple(one.model_copy(update={"role": "owner"}) if one is heir else one for one in left)
    history = tuple(_nameless(event, person, names) for event in session.history)
    bare = session.model_copy(update={"participants": people, "history": history})
    if heir is not None:
        bare = happened(bare, "handed_over", Person(id=GONE, name=""), now, whom=heir.name)
    return bare.model_copy(update={"revision": session.revision + 1})


def names_of(session: Session, person: str) -> frozenset[str]:
    """The names that somebody has in a session or has had."""
    now = {one.name for one in session.participants if one.id == person}
    return frozenset((now | {event.name for event in session.history if event.by == person}) - {""})


def draft_without(draft: Draft, names: frozenset[str]) -> Draft:
    """A draft in which nobody of these names stands as the one who said it."""
    entries = tuple(
        entry.model_copy(update={"said_by": ""}) if entry.said_by in names else entry for entry in draft.entries
    )
    return draft.model_copy(update={"entries": entries})


def _heir(left: tuple[Participant, ...]) -> Participant:
    return next((one for one in left if one.role == "co_owner"), left[0])


def _nameless(event: Event, person: str, names: frozenset[str]) -> Event:
    changes: dict[str, object] = {}
    if event.by == person:
        changes |= {"by": GONE, "name": ""}
    if isinstance(event, Submission) and event.said_by in names:
        changes |= {"said_by": ""}
    if isinstance(event, Happening) and event.what in _OF_PEOPLE and event.whom in names:
        changes |= {"whom": ""}
    return event.model_copy(update=changes) if changes else event
