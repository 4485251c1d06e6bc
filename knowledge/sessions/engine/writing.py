"""What is written on the canvas: taken, supported, decided on, taken back (pure)."""

import datetime as dt
from collections.abc import Sequence

from knowledge.canvas import FIELDS
from knowledge.method.method import Method
from knowledge.missions.design import Evidence
from knowledge.sessions.engine.rights import full, happened, join, refusal, with_events
from knowledge.sessions.outcome import Changed, Outcome, Recorded, Refused
from knowledge.sessions.session import Decision, Entry, Event, Happening, Person, Session, Submission, Undoing
from knowledge.sessions.standing import Held, confirmed, tally, undone_acts
from knowledge.sessions.submitting import Change, changes_in, fault_in, says_nothing


def revise(
    session: Session, method: Method, entries: Sequence[Entry], *, by: Person, seen: int, now: dt.datetime
) -> Outcome:
    """Take what somebody wrote; `seen` is how long the history was when they began to write.

    What owners write stands at once, what contributors write is a proposal. A text that met another one, written
    meanwhile, is a proposal too, whoever wrote it.
    """
    before, standing = tally(session.history, until=seen), tally(session.history)
    no = refusal(session, by, "see") or full(session) or _unfit(session, method, entries)
    if no is not None:
        return no
    if fault := fault_in(entries, standing):
        return Refused(reason=fault.reason, session=session, facts=fault.facts)
    if says_nothing(entries, seen=before, now=standing):
        return Refused(reason="empty", session=session)
    changes = changes_in(entries, seen=before, now=standing)
    joined = join(session, by, now)
    return _recorded(joined, method, changes, by=by, now=now) if changes else Recorded(session=joined)


def support(session: Session, claim: str, *, evidence: Sequence[Evidence], by: Person, now: dt.datetime) -> Outcome:
    """Let a claim rest on exactly this evidence; what it says stays as it is."""
    return _restand(session, claim, by=by, now=now, evidence=tuple(evidence))


def assume(session: Session, claim: str, *, assumed: bool, by: Person, now: dt.datetime) -> Outcome:
    """Mark a claim as an assumption to be tested, or no longer."""
    return _restand(session, claim, by=by, now=now, assumed=assumed)


def decide(session: Session, numbers: Sequence[int], *, stands: bool, by: Person, now: dt.datetime) -> Outcome:
    """Let proposals stand, or set them aside; those that somebody has decided on already are left as they are."""
    no = refusal(session, by, "decide") or full(session)
    if no is not None:
        return no
    waiting = {one.number for one in tally(session.history).waiting}
    wanted = [number for number in dict.fromkeys(numbers) if number in waiting]
    if not wanted:
        return Refused(reason="decided", session=session)
    act = len(session.history) + 1
    events = [
        Decision(number=act + at, act=act, by=by.id, name=by.name, at=now, about=number, stands=stands)
        for at, number in enumerate(wanted)
    ]
    return Recorded(session=with_events(session, events, now), recorded=tuple(event.number for event in events))


def undo(session: Session, *, by: Person, now: dt.datetime) -> Outcome:
    """Take back the last change of the canvas: one's own, or anybody's for those who decide."""
    no = refusal(session, by, "see") or full(session)
    if no is not None:
        return no
    last = last_act(session)
    if last is None:
        return Refused(reason="nothing_to_undo", session=session)
    if last.by != by.id and not session.decides(by.id):
        return Refused(reason="not_yours", session=session, facts={"name": last.name})
    number = len(session.history) + 1
    event = Undoing(number=number, act=number, by=by.id, name=by.name, at=now, about=last.act)
    return Changed(session=with_events(session, [event], now))


def last_act(session: Session) -> Event | None:
    """The first event of the last change of the canvas that has not been taken back; what was taken in stays."""
    undone = undone_acts(session.history) | {event.act for event in session.history if _taken_in(event)}
    for event in reversed(session.history):
        changes = isinstance(event, Submission | Decision) or (
            isinstance(event, Happening) and event.what in ("confirmed", "unconfirmed")
        )
        if changes and event.act not in undone:
            return session.history[event.act - 1]
    return None


def _taken_in(event: Event) -> bool:
    return isinstance(event, Happening) and event.what == "imported"


def confirm(session: Session, method: Method, criterion: str, *, holds: bool, by: Person, now: dt.datetime) -> Outcome:
    """Say that a criterion which no rule can judge holds, or no longer does."""
    no = refusal(session, by, "decide") or full(session)
    if no is not None:
        return no
    known = {one.id for step in method.steps for one in step.criteria if one.judged_by != "rule"}
    if criterion not in known:
        return Refused(reason="unknown_field", session=session, facts={"field": criterion})
    if (criterion in confirmed(session.history)) == holds:
        return Refused(reason="already", session=session)
    return Changed(session=happened(session, "confirmed" if holds else "unconfirmed", by, now, whom=criterion))


def _unfit(session: Session, method: Method, entries: Sequence[Entry]) -> Refused | None:
    """Whether an entry is for a field that no question asks for, or for a claim that its field never had."""
    asked = {field for step in method.steps for field in step.fields}
    known = {(event.field, event.claim) for event in session.history if isinstance(event, Submission)}
    for entry in entries:
        if entry.field not in asked:
            return Refused(reason="unknown_field", session=session, facts={"field": entry.field})
        only = entry.claim == entry.field and not FIELDS[entry.field].many
        if entry.claim is not None and not only and (entry.field, entry.claim) not in known:
            return Refused(reason="claim_gone", session=session)
    return None


def _recorded(session: Session, method: Method, changes: Sequence[Change], *, by: Person, now: dt.datetime) -> Recorded:
    held = tally(session.history).held
    act = len(session.history) + 1
    taken = {event.claim for event in session.history if isinstance(event, Submission)}
    made: list[Submission] = []
    for number, change in enumerate(changes, start=act):
        before = _said(held.get(change.claim or ""))
        claim = change.claim or _fresh(number, taken)
        made.append(
            Submission(
                number=number,
                act=act,
                by=by.id,
                name=by.name,
                at=now,
                step=method.step_of(change.entry.field).id,
                field=change.entry.field,
                claim=claim,
                values=change.values,
                stands=session.decides(by.id) and not change.contested,
                contested=change.contested,
                assumed=before.assumed if before else change.entry.field == "assumptions",
                evidence=before.evidence if before else (),
                said_by=change.entry.said_by,
                said_at=change.entry.said_at,
            )
        )
    written = {one.step for one in made}
    left = tuple(step for step in session.skipped if step not in written)
    kept = with_events(session, made, now).model_copy(update={"skipped": left})
    return Recorded(
        session=kept,
        recorded=tuple(one.number for one in made),
        contested=tuple(one.number for one in made if one.contested),
    )


def _said(held: Held | None) -> Submission | None:
    """What a claim stands by; None where it was withdrawn: what is written there anew rests on nothing yet."""
    return held.submission if held is not None and held.values else None


def _fresh(number: int, taken: set[str]) -> str:
    """An id for a new claim; one that was taken in with a design may have the next name already."""
    while f"c{number}" in taken:
        number += 1
    taken.add(f"c{number}")
    return f"c{number}"


def _restand(
    session: Session,
    claim: str,
    *,
    by: Person,
    now: dt.datetime,
    evidence: tuple[Evidence, ...] | None = None,
    assumed: bool | None = None,
) -> Outcome:
    """Change what a claim rests on."""
    no = refusal(session, by, "see") or full(session)
    if no is not None:
        return no
    said = _said(tally(session.history).held.get(claim))
    if said is None:
        return Refused(reason="claim_gone", session=session)
    wanted = said.evidence if evidence is None else evidence
    marked = said.assumed if assumed is None else assumed
    if (wanted, marked) == (said.evidence, said.assumed):
        return Recorded(session=session)
    joined = join(session, by, now)
    number = len(joined.history) + 1
    again = said.model_copy(
        update={
            "number": number,
            "act": number,
            "by": by.id,
            "name": by.name,
            "at": now,
            "stands": joined.decides(by.id),
            "contested": False,
            "evidence": wanted,
            "assumed": marked,
            # Whoever links a passage does not become the one who said it.
            "said_by": said.author,
            "said_at": said.said_at or said.at,
        }
    )
    return Recorded(session=with_events(joined, [again], now), recorded=(number,))


def evidence_of(session: Session, claim: str) -> tuple[Evidence, ...]:
    """What a claim rests on; nothing where it does not stand."""
    said = _said(tally(session.history).held.get(claim))
    return said.evidence if said is not None else ()
