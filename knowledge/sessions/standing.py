"""What the history of a session comes to: the claims that stand, the proposals that wait, the design (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from knowledge.canvas import FIELD_NAMES, FieldName
from knowledge.missions.design import Claim, MissionDesign
from knowledge.sessions.session import Decision, Event, Happening, Session, Submission, Undoing

_ORDER: Final[Mapping[FieldName, int]] = {name: at for at, name in enumerate(FIELD_NAMES)}


class Held(NamedTuple):
    """The submission that a claim stands by, and the number of the event by which it came to stand."""

    submission: Submission
    since: int

    @property
    def values(self) -> Mapping[str, str]:
        """What the claim says; empty where it was withdrawn."""
        return self.submission.values


class Tally(NamedTuple):
    """The claims by id, in the order in which they were first written, and the proposals that wait."""

    held: Mapping[str, Held]
    waiting: tuple[Submission, ...]


def tally(history: Sequence[Event], *, until: int | None = None) -> Tally:
    """What the first `until` events come to, all of them where it is None."""
    events = [event for event in history if until is None or event.number <= until]
    undone = undone_acts(events)
    held: dict[str, Held] = {}
    waiting: dict[int, Submission] = {}
    for event in events:
        if event.act in undone:
            continue
        if isinstance(event, Submission):
            if event.stands:
                held[event.claim] = Held(event, event.number)
            else:
                waiting[event.number] = event
        elif isinstance(event, Decision) and (about := waiting.pop(event.about, None)) is not None and event.stands:
            held[about.claim] = Held(about, event.number)
    return Tally(held, tuple(waiting.values()))


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
        author=said.said_by or said.name,
        at=said.said_at or said.at,
        assumed=said.assumed,
        evidence=said.evidence,
    )
