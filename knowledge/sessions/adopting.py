"""A session from a design that was made elsewhere: what an export becomes when it is taken in again (pure)."""

import datetime as dt

from knowledge.method.method import Method
from knowledge.missions.design import Claim, MissionDesign
from knowledge.sessions.engine.moving import start
from knowledge.sessions.engine.rights import happened, with_events
from knowledge.sessions.session import Person, Session, Submission


def adopt(design: MissionDesign, *, name: str, method: Method, by: Person, now: dt.datetime) -> Session:
    """A session whose canvas says what `design` says; the history tells who took it in, each claim who said it."""
    session = start(
        name=name,
        title=design.title,
        method=method,
        path=design.path,
        language=design.language,
        owner=by,
        now=now,
        starting_point=design.starting_point,
    )
    session = happened(session, "imported", by, now)
    act = len(session.history) + 1
    made = [_submission(claim, method, by, now, number, act) for number, claim in enumerate(design.claims, start=act)]
    session = with_events(session, made, now)
    for criterion in design.confirmed:
        session = happened(session, "confirmed", by, now, whom=criterion)
    return session.model_copy(update={"skipped": design.skipped})


def _submission(claim: Claim, method: Method, by: Person, now: dt.datetime, number: int, act: int) -> Submission:
    return Submission(
        number=number,
        act=act,
        by=by.id,
        name=by.name,
        at=now,
        step=method.step_of(claim.field).id,
        field=claim.field,
        claim=claim.id,
        values=claim.values,
        stands=True,
        assumed=claim.assumed,
        evidence=claim.evidence,
        said_by=claim.author,
        said_at=claim.at,
    )
