"""Builders of guided sessions: people, a session at any step, what they write in it."""

import datetime as dt
from typing import Final

from knowledge.canvas import FIELDS, FieldName
from knowledge.method.method import Method, Path
from knowledge.sessions.engine.moving import current_step, go_to, start
from knowledge.sessions.engine.people import hand_over, invite, name_co_owner
from knowledge.sessions.engine.writing import revise
from knowledge.sessions.outcome import Advanced, Changed, Outcome, Recorded
from knowledge.sessions.session import Draft, Entry, Person, Session
from knowledge.sessions.standing import tally
from tests.builders_small_method import a_method

BEGUN: Final = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def a_person(name: str = "anna", *, roles: tuple[str, ...] = ()) -> Person:
    """Somebody on the platform; the id follows from the name."""
    return Person(id=f"discord:{name}", name=name.capitalize(), roles=roles)


ANNA, BO, CILLA, DAN = (a_person(name) for name in ("anna", "bo", "cilla", "dan"))


def a_session(
    name: str = "m1",
    *,
    at: str | None = None,
    title: str = "Friska hav",
    path: Path = "full",
    owner: Person = ANNA,
    co_owners: tuple[Person, ...] = (),
    contributors: tuple[Person, ...] = (),
    method: Method | None = None,
    now: dt.datetime = BEGUN,
    **texts: str,
) -> Session:
    """A session of these people; `at` is the step it stands at, `texts` what its owner wrote, by field."""
    method = method or a_method()
    session = start(name=name, title=title, method=method, path=path, language="sv", owner=owner, now=now)
    people = (*co_owners, *contributors)
    if people:
        session = changed(invite(session, people, by=owner, now=now))
    for one in co_owners:
        session = changed(name_co_owner(session, one.id, by=owner, now=now))
    if texts:
        entries = [an_entry(field, texts[field]) for field in FIELDS if field in texts]
        session = written(revise(session, method, entries, by=owner, seen=len(session.history), now=now))
    if at is not None and at != current_step(session, method):
        moved = go_to(session, method, at, by=owner)
        assert isinstance(moved, Advanced)
        session = moved.session
    return session


def a_method_with_a_persons_criterion(name: str = "P1") -> Method:
    """A small method in which the first step has a criterion that people judge."""
    method = a_method()
    first, *others = method.steps
    judged = first.criteria[0].model_copy(update={"id": name, "judged_by": "person", "findings": {}})
    first = first.model_copy(update={"criteria": (*first.criteria, judged)})
    return method.model_copy(update={"steps": (first, *others)})


def an_entry(field: FieldName, text: str = "", /, claim: str | None = None, **parts: str) -> Entry:
    """What a form brings for a field: `text` for its first part, `parts` for those they name."""
    values = {FIELDS[field].parts[0].name: text, **parts} if text or not parts else parts
    return Entry(field=field, claim=claim, values=values)


def a_draft(
    name: str = "d1",
    *,
    person: str = ANNA.id,
    session: str = "m1",
    text: str = "Vattnet är friskt.",
    said_by: str | None = None,
    at: dt.datetime = BEGUN,
) -> Draft:
    """What somebody wrote that could not be taken."""
    entry = Entry(field="vision", values={"text": text}, said_by=said_by)
    return Draft(
        id=name, session=session, title="Friska hav", person=person, form="a", entries=(entry,), reason="busy", at=at
    )


def changed(outcome: Outcome) -> Session:
    """The session after an act that was taken."""
    assert isinstance(outcome, Changed | Recorded | Advanced), outcome
    return outcome.session


def written(outcome: Outcome) -> Session:
    """The session after something was written that is in the history."""
    assert isinstance(outcome, Recorded), outcome
    assert outcome.recorded
    return outcome.session


def handed_over(session: Session, *, to: Person, by: Person = ANNA, now: dt.datetime = BEGUN) -> Session:
    """The session that another owns now."""
    return changed(hand_over(session, to.id, by=by, now=now))


def says(session: Session, field: FieldName) -> list[dict[str, str]]:
    """What the claims of a field say, those that were withdrawn left out."""
    return [
        dict(held.values)
        for held in tally(session.history).held.values()
        if held.submission.field == field and held.values
    ]


def claims_of(session: Session, field: FieldName) -> list[str]:
    """The ids of the claims of a field that say something."""
    return [
        name for name, held in tally(session.history).held.items() if held.submission.field == field and held.values
    ]
