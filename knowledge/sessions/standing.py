"""What the history of a session comes to: the claims that stand, the proposals that wait, the design (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from knowledge.canvas import FIELD_NAMES, FieldName
from knowledge.missions.design import Claim, MissionDesign
from knowledge.sessions.merging import laid_over
from knowledge.sessions.session import Decision, Event, Happening, Session, Submission, Undoing

_ORDER: Final[Mapping[FieldName, int]] = {name: at for at, name in enumerate(FIELD_NAMES)}


class Held(NamedTuple):
    """The submission that a claim stands by, and the number of the event by which it came to stand.

    A proposal that came to stand holds what others changed meanwhile in the parts that it left alone.
    """

    submission: Submission
    since: int

    @property
    def values(self) -> Mapping[str, str]:
        """What the claim says; empty where it was withdrawn."""
        return self.submission.values


class Tally(NamedTuple):
    """The claims by id, in the order in which they first came to stand, and the proposals that wait."""

    held: Mapping[str, Held]
    waiting: tuple[Submission, ...]


def tally(history: Sequence[Event], *, until: int | None = None) -> Tally:
    """What the first `until` events come to, all of them where it is None."""
    events = [event for event in history if until is None or event.number <= until]
    undone = undone_acts(events)
    held: dict[str, Held] = {}
    waiting: dict[int, tuple[Submission, Held | None]] = {}
    for event in events:
        if event.act in undone:
            continue
        if isinstance(event, Submission):
            if event.stands:
                held[event.claim] = Held(event, event.number)
            else:
                waiting[event.number] = event, held.get(event.claim)
        elif isinstance(event, Decision) and (proposed := waiting.pop(event.about, None)) is not None and event.stands:
            claim = proposed[0].claim
            held[claim] = _accepted(*proposed, now=held.get(claim), since=event.number)
    return Tally(held, tuple(proposal for proposal, _ in waiting.values()))


def _accepted(proposal: Submission, over: Held | None, *, now: Held | None, since: int) -> Held:
    """A proposal that an owner lets stand, on top of what has been changed since it was written."""
    base, stands = (one.submission if one is not None else None for one in (over, now))
    return Held(laid_over(proposal, base, stands), since)


def undone_acts(history: Iterable[Event]) -> frozenset[int]:
    """The acts that have been taken back."""
    return frozenset(event.about for event in history if isinstance(event, Undoing))


def proposals(session: Session) -> tuple[Submission, ...]:
    """What waits for an owner's word, the oldest first."""
    return tally(session.history).waiting


def confirmed(history: Sequence[Event]) -> tuple[str, ...]:
    """The criteria that people have confirmed, and not taken back since."""
    undone = undone_acts(history)
    held: dict[str, None] = {}
    for event in history:
        if isinstance(event, Happening) and event.whom is not None and event.act not in undone:
            if event.what == "confirmed":
                held[event.whom] = None
            elif event.what == "unconfirmed":
                held.pop(event.whom, None)
    return tuple(held)


def design_of(session: Session) -> MissionDesign:
    """The canvas as it stands."""
    held = [one for one in tally(session.history).held.values() if one.values]
    return MissionDesign(
        title=session.title,
        language=session.language,
        method=session.method,
        path=session.path,
        claims=tuple(map(_claim, sorted(held, key=lambda one: _ORDER[one.submission.field]))),
        skipped=session.skipped,
        confirmed=confirmed(session.history),
        starting_point=session.starting_point,
    )


def _claim(held: Held) -> Claim:
    said = held.submission
    return Claim(
        id=said.claim,
        field=said.field,
        values=said.values,
        author=said.author,
        at=said.said_at or said.at,
        assumed=said.assumed,
        evidence=said.evidence,
    )
