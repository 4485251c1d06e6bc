"""What is kept of the questions people ask, for how long, and the protocols that keep it.

Exchanges and conversations are about a person and go after a month. What people tell the maintainers (feedback, gaps)
stands without the person's id and stays a year; for as long as the exchange is kept, a trace tells whose it was, so
that the person can see it and take it back. Of every answer stays which passages it cited, ids only. Missions are
kept until they are deleted (`knowledge.sessions`); here is told what they hold about a person.
"""

import datetime as dt
from typing import Annotated, Literal, Protocol

from pydantic import Field

from knowledge.answer import Answer, NoAnswer, Reason
from knowledge.language import Language, Value
from knowledge.sessions.keeping import MissionStore
from knowledge.sessions.privacy import MissionPart
from knowledge.sessions.session import Draft, Session

Keep = Annotated[int, Field(ge=1, le=36500)] | Literal["keep"]
"""A number of days, or "keep": never deleted by itself."""


class Exchange(Value):
    """A question with what came of it, kept so that what stands under the answer works after a restart.

    `asker` is the platform's id of the person, `place` the id of the channel the answer stands in, `conversation` the
    one whose history it belongs to (None: it stands alone). `private`: only the asker, or those in a private thread,
    saw it. Moments are in UTC.
    """

    id: str
    asker: str
    guild: str | None
    place: str
    conversation: str | None
    private: bool
    question: str
    language: Language
    result: Answer | NoAnswer
    asked: dt.datetime


class Conversation(Value):
    """A thread or direct message whose questions lean on one another; `begun_with` is the exchange it goes on from."""

    id: str
    opener: str
    private: bool
    begun_with: str | None
    opened: dt.datetime


class Feedback(Value):
    """Whether an answer helped, and what was missing or wrong; without the person's id, its texts masked.

    `documents` are the ids of the documents that the answer cited.
    """

    id: str
    helped: bool
    comment: str | None
    question: str
    language: Language
    answered: bool
    documents: tuple[str, ...]
    library: str
    given: dt.datetime


class Gap(Value):
    """A question the documents did not answer, reported to the maintainers; without the person's id, masked.

    `nearest` are the ids of the documents that lay nearest.
    """

    id: str
    question: str
    language: Language
    reason: Reason
    about: str | None
    nearest: tuple[str, ...]
    library: str
    logged: dt.datetime


class PersonalRecord(Value):
    """Everything that is stored about one person.

    `missions` are those that they own, others' ids masked; `parts` what they wrote in those of others.
    """

    person: str
    met: dt.datetime | None
    exchanges: tuple[Exchange, ...]
    conversations: tuple[Conversation, ...]
    feedback: tuple[Feedback, ...]
    gaps: tuple[Gap, ...]
    missions: tuple[Session, ...] = ()
    parts: tuple[MissionPart, ...] = ()
    drafts: tuple[Draft, ...] = ()


class Forgotten(Value):
    """How much was deleted of each kind; `handed_on` are the missions that others go on with, without the name."""

    exchanges: int
    conversations: int
    feedback: int
    gaps: int
    missions: int = 0
    handed_on: int = 0
    drafts: int = 0


class Retention(Value):
    """For how many days each kind is kept."""

    conversations: Keep = 30
    told: Keep = 365
    citations: Keep = 365


class Journal(Protocol):
    """Keeps exchanges and conversations. Every method raises StateUnavailable where the database does not answer."""

    async def keep(self, exchange: Exchange) -> None:
        """Keep an exchange, and which passages it cited; one that is kept already stays as it was."""
        ...

    async def find(self, exchange: str) -> Exchange | None:
        """The exchange of that id; None where there is none, or no longer."""
        ...

    async def open(self, conversation: Conversation) -> None:
        """Begin a conversation; one that has been opened before stays as it was."""
        ...

    async def conversation(self, name: str) -> Conversation | None:
        """The conversation of that id."""
        ...

    async def earlier(self, conversation: str, *, since: dt.datetime | None = None, limit: int = 10) -> list[str]:
        """The latest `limit` questions of a conversation, oldest first; before them the one it goes on from, if kept.

        None of them was asked before `since`.
        """
        ...


class Letterbox(Protocol):
    """Takes what people tell the maintainers; StateUnavailable where the database does not answer."""

    async def give(self, feedback: Feedback, *, exchange: str, person: str) -> bool:
        """Put feedback in; False where the person had given some on that exchange, which this replaces.

        Where the exchange is not kept any longer, the feedback is, but nobody can tell whose it was.
        """
        ...

    async def report(self, gap: Gap, *, exchange: str, person: str) -> bool:
        """Log a gap; False where the person had reported that exchange before, and nothing is added.

        Where the exchange is not kept any longer, the gap is, but nobody can tell whose it was.
        """
        ...

    async def feedback(self) -> list[Feedback]:
        """All feedback, the oldest first."""
        ...

    async def gaps(self) -> list[Gap]:
        """All gaps, the oldest first."""
        ...


class PersonalRecords(Protocol):
    """Tells and deletes what is stored about a person; StateUnavailable where the database does not answer."""

    async def meet(self, person: str, *, now: dt.datetime) -> bool:
        """Note that a person is here; True the first time."""
        ...

    async def stored_about(self, person: str) -> PersonalRecord:
        """Everything that is stored about a person."""
        ...

    async def forget(self, person: str, *, now: dt.datetime) -> Forgotten:
        """Delete everything that is stored about a person, what they told the maintainers included.

        What others asked in a conversation that the person opened stays, still under that conversation's id; and so
        does what others told of the person's answers, though nobody can tell any longer whose it was. Missions that
        others are in go on without the person's name.
        """
        ...


class Upkeep(Protocol):
    """Keeps the state in order; StateUnavailable where the database does not answer."""

    async def sweep(self, retention: Retention, *, now: dt.datetime) -> int:
        """Delete what has been kept for its time; how many rows went, traces not counted.

        A conversation goes when it is old and holds no exchange any longer, a deleted mission when nobody can have it
        back, a draft when it has not been used for a year.
        """
        ...

    async def noted(self, name: str) -> str | None:
        """What was noted under a name, such as the fingerprint of the commands last synced."""
        ...

    async def note(self, name: str, value: str) -> None:
        """Note `value` under a name; what stood there is replaced."""
        ...

    async def ping(self) -> None:
        """Return where the database answers."""
        ...


class StateStore(Journal, Letterbox, PersonalRecords, Upkeep, Protocol):
    """The whole state, for those who hand its parts out."""

    @property
    def missions(self) -> MissionStore:
        """Where missions are kept."""
        ...
