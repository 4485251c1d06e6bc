"""A session from a design that was made elsewhere: what an export becomes when it is taken in again (pure)."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from knowledge.canvas import FIELD_NAMES, FIELDS
from knowledge.method.method import Method
from knowledge.missions.design import Claim, MissionDesign
from knowledge.sessions.engine.moving import start
from knowledge.sessions.engine.rights import happened, with_events
from knowledge.sessions.session import Happening, Person, Session, Submission

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,23}\Z")


def adopt(design: MissionDesign, *, name: str, method: Method, by: Person, now: dt.datetime) -> Session:
    """A session whose canvas says what `design` says; the history tells who took it in, each claim who said it.

    Everything taken in is one act. What the method does not know (steps, criteria) is left out, a second claim of a
    field that has only one waits as a proposal, and claims that share an id, or whose id no button can carry, get one
    of their own.
    """
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
    act = len(session.history)
    made = [
        _submission(claim, method, by, now, number=number, act=act, stands=stands)
        for number, (claim, stands) in enumerate(_told_apart(design.claims), start=act + 1)
    ]
    session = with_events(session, made, now)
    known = {criterion.id for step in method.steps for criterion in step.criteria}
    said = [
        Happening(number=number, act=act, by=by.id, name=by.name, at=now, what="confirmed", whom=criterion)
        for number, criterion in enumerate(
            (one for one in design.confirmed if one in known), start=len(session.history) + 1
        )
    ]
    steps = {step.id for step in method.steps}
    skipped = tuple(step for step in design.skipped if step in steps)
    return with_events(session, said, now).model_copy(update={"skipped": skipped})


def _told_apart(claims: tuple[Claim, ...]) -> Iterator[tuple[Claim, bool]]:
    """The claims, each under an id of its own, and whether it stands: a field with one claim has the field's name."""
    own = {name for name in FIELD_NAMES if not FIELDS[name].many}
    taken: set[str] = set()
    ids = {claim.id for claim in claims}
    for at, claim in enumerate(claims, start=1):
        if claim.field in own:
            yield claim.model_copy(update={"id": claim.field}), claim.field not in taken
            taken.add(claim.field)
            continue
        free = _PLAIN.match(claim.id) and claim.id not in own and claim.id not in taken
        name = claim.id if free else next(one for one in _names(at) if one not in ids)
        ids.add(name)
        taken.add(name)
        yield claim.model_copy(update={"id": name}), True


def _names(at: int) -> Iterator[str]:
    while True:
        yield f"i{at}"
        at += 1


def _submission(
    claim: Claim, method: Method, by: Person, now: dt.datetime, *, number: int, act: int, stands: bool
) -> Submission:
    return Submission(
        number=number,
        act=act,
        by=by.id,
        name=by.name,
        at=now,
        step=_step(claim, method),
        field=claim.field,
        claim=claim.id,
        values=claim.values,
        stands=stands,
        contested=not stands,
        assumed=claim.assumed,
        evidence=claim.evidence,
        said_by=claim.author,
        said_at=claim.at,
    )


def _step(claim: Claim, method: Method) -> str:
    """The step that asks for a claim; the first where none does any longer."""
    asking = (step.id for step in method.steps if claim.field in step.fields)
    return next(asking, method.steps[0].id)
