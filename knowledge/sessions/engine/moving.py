"""Beginning a session, and walking its steps (pure)."""

import datetime as dt

from knowledge.language import Language
from knowledge.method.method import Method, Path
from knowledge.plain import shortened
from knowledge.sessions.engine.rights import happened, refusal
from knowledge.sessions.outcome import Advanced, Completed, Outcome, Refused
from knowledge.sessions.session import LONGEST_TITLE, Participant, Person, Session


def start(
    *,
    name: str,
    title: str,
    method: Method,
    path: Path,
    language: Language,
    owner: Person,
    now: dt.datetime,
    starting_point: str | None = None,
    guild: str | None = None,
) -> Session:
    """A new session called `name`, owned by whoever starts it."""
    session = Session(
        id=name,
        title=titled(title),
        method=method.id,
        path=path,
        language=language,
        participants=(Participant(id=owner.id, name=owner.name, role="owner"),),
        starting_point=starting_point,
        created=now,
        changed=now,
        guild=guild,
    )
    return happened(session, "started", owner, now)


def titled(title: str) -> str:
    """A title on one line, at most 100 characters."""
    return shortened(title, LONGEST_TITLE)


def advance(session: Session, method: Method, *, by: Person, at: str | None = None) -> Outcome:
    """Go on to the next step; after the last one the session is complete.

    `at` is the step on which the person pressed: where the session stands elsewhere by now, nothing moves.
    """
    no = refusal(session, by, "decide") or _elsewhere(session, method, at)
    if no is not None:
        return no
    steps = method.path(session.path)
    if session.position >= len(steps):
        return Refused(reason="finished", session=session)
    moved = session.model_copy(update={"position": session.position + 1})
    return Completed(session=moved) if moved.position == len(steps) else Advanced(session=moved)


def skip(session: Session, method: Method, *, by: Person, at: str | None = None) -> Outcome:
    """Go on and leave the step for now; it stays visible as skipped until something is written in it."""
    step = current_step(session, method)
    outcome = advance(session, method, by=by, at=at)
    if step is None or not isinstance(outcome, Advanced | Completed):
        return outcome
    skipped = tuple(dict.fromkeys((*session.skipped, step)))
    return outcome.model_copy(update={"session": outcome.session.model_copy(update={"skipped": skipped})})


def go_back(session: Session, method: Method, *, by: Person, at: str | None = None) -> Outcome:
    """Go back to the step before."""
    no = refusal(session, by, "decide") or _elsewhere(session, method, at)
    if no is not None:
        return no
    if session.position == 0:
        return Refused(reason="first", session=session)
    # Where the method's version can no longer be read, today's may have fewer steps.
    walked = min(session.position, len(method.path(session.path)))
    return Advanced(session=session.model_copy(update={"position": walked - 1}))


def go_to(session: Session, method: Method, step: str, *, by: Person) -> Outcome:
    """Make a step of the path the current one."""
    no = refusal(session, by, "decide")
    if no is not None:
        return no
    names = [one.id for one in method.path(session.path)]
    if step not in names:
        return Refused(reason="elsewhere", session=session)
    return Advanced(session=session.model_copy(update={"position": names.index(step)}))


def current_step(session: Session, method: Method) -> str | None:
    """The id of the current step; None where all have been walked."""
    steps = method.path(session.path)
    return steps[session.position].id if session.position < len(steps) else None


def _elsewhere(session: Session, method: Method, at: str | None) -> Refused | None:
    if at is None or at == current_step(session, method):
        return None
    return Refused(reason="elsewhere", session=session)
