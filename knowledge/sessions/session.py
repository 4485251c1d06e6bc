"""A guided session: the whole state of one mission in the making, in one value.

What was written stands in `history`, event after event, each with its author and its moment; nothing in it is ever
changed or taken away. What the canvas says now is worked out from it (`knowledge.sessions.standing`).
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import Field as Held
from pydantic import model_validator

from knowledge.canvas import FieldName
from knowledge.language import Language, Value
from knowledge.method.method import Path
from knowledge.missions.design import Evidence

Role = Literal["owner", "co_owner", "contributor"]
Status = Literal["open", "archived", "deleted"]
Occasion = Literal[
    "started",
    "imported",
    "renamed",
    "invited",
    "role_invited",
    "joined",
    "removed",
    "named_co_owner",
    "handed_over",
    "confirmed",
    "unconfirmed",
    "archived",
    "deleted",
    "restored",
]

LONGEST_TITLE: Final = 100
"""Characters of a title: what names a thread in Discord."""
MOST_CLAIMS: Final = 200
"""Claims of one field."""
MOST_EVENTS: Final = 5000
"""Events of one session; a mission that needs more begins anew from its export."""
UNDO_DAYS: Final = 30
"""Days that a deleted mission can be had back."""
DRAFT_DAYS: Final = 365
"""Days that a draft is kept which nobody uses."""
GONE: Final = "gone"
"""Stands for the id of somebody who has been forgotten; their name is "" then."""
IDLE_MONTHS: Final = 24
"""Months without a change until the owner is asked whether a mission is to be kept."""


class Person(Value):
    """Somebody who acts: the platform's id ("discord:123"), the name they go by, the ids of their roles there."""

    id: str
    name: str
    roles: tuple[str, ...] = ()


class Participant(Value):
    """Somebody who is in a session."""

    id: str
    name: str
    role: Role


class Submission(Value):
    """A claim made, changed or (where `values` is empty) withdrawn.

    `number` is its place in the history, from 1; events of one act share `act`, the number of the first of them.
    `stands` says that it stood at once; where it did not, it is a proposal until somebody decides. `said_by` and
    `said_at` tell who said it and when, where another person entered it.
    """

    kind: Literal["submission"] = "submission"
    number: int
    act: int
    by: str
    name: str
    at: dt.datetime
    step: str
    field: FieldName
    claim: str
    values: Mapping[str, str]
    stands: bool
    contested: bool = False
    assumed: bool = False
    evidence: tuple[Evidence, ...] = ()
    said_by: str | None = None
    said_at: dt.datetime | None = None

    @property
    def author(self) -> str:
        """The name of whoever said it; "" for somebody who has been forgotten."""
        return self.name if self.said_by is None else self.said_by


class Decision(Value):
    """An owner's word on a proposal: submission number `about` stands, or is set aside."""

    kind: Literal["decision"] = "decision"
    number: int
    act: int
    by: str
    name: str
    at: dt.datetime
    about: int
    stands: bool


class Undoing(Value):
    """Everything of the act `about` is taken back; it stays in the history."""

    kind: Literal["undoing"] = "undoing"
    number: int
    act: int
    by: str
    name: str
    at: dt.datetime
    about: int


class Happening(Value):
    """What happened to the session itself; `whom` is the name of a person, role or criterion it concerns."""

    kind: Literal["happening"] = "happening"
    number: int
    act: int
    by: str
    name: str
    at: dt.datetime
    what: Occasion
    whom: str | None = None


Event = Annotated[Submission | Decision | Undoing | Happening, Held(discriminator="kind")]


class Session(Value):
    """A mission in the making.

    `revision` counts the saved changes. `method` is the version it was begun with and stays with. `position` is the
    place of the current step on the path, counted from 0; equal to the number of steps when all have been walked.
    `roles` are those whose members may join. `place` is the thread it lives in and `canvas` the message with its
    canvas, in the platform's own ids. Moments are in UTC.
    """

    id: str
    revision: int = 0
    title: str
    method: str
    path: Path
    language: Language
    participants: tuple[Participant, ...]
    roles: tuple[str, ...] = ()
    position: int = 0
    skipped: tuple[str, ...] = ()
    history: tuple[Event, ...] = ()
    starting_point: str | None = None
    status: Status = "open"
    created: dt.datetime
    changed: dt.datetime
    deleted: dt.datetime | None = None
    asked: dt.datetime | None = None
    guild: str | None = None
    place: str | None = None
    canvas: str | None = None

    @model_validator(mode="after")
    def _is_owned(self) -> Self:
        if [one.role for one in self.participants].count("owner") != 1:
            raise ValueError("a mission has one owner")
        return self

    @property
    def owner(self) -> Participant:
        """Who owns the mission."""
        return next(one for one in self.participants if one.role == "owner")

    def participant(self, person: str) -> Participant | None:
        """Somebody in the session; None where they are not in it."""
        return next((one for one in self.participants if one.id == person), None)

    def may_see(self, person: Person) -> bool:
        """Whether somebody is in the session, or may join it by a role."""
        return self.participant(person.id) is not None or not set(self.roles).isdisjoint(person.roles)

    def decides(self, person: str) -> bool:
        """Whether somebody decides what stands: the owner and the co-owners."""
        one = self.participant(person)
        return one is not None and one.role in ("owner", "co_owner")


class Entry(Value):
    """What a form or message brings for one field.

    `claim` is None for a new entry. `values` has the parts that the form showed, as they were written; a field of shape
    "lines" has all its lines in one value. `said_by` and `said_at` are set where the words are another person's.
    """

    field: FieldName
    claim: str | None = None
    values: Mapping[str, str]
    said_by: str | None = None
    said_at: dt.datetime | None = None


class Draft(Value):
    """What somebody wrote that could not be taken, kept and offered back.

    `form` is the form it was written in (`knowledge.method.forms`), None for a message; `reason` is why it was refused.
    """

    id: str
    session: str
    title: str
    person: str
    form: str | None
    entries: tuple[Entry, ...]
    reason: str
    at: dt.datetime
