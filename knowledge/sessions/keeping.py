"""What keeps sessions, drafts and the versions of the method; every method raises StateUnavailable where it cannot."""

import datetime as dt
from typing import Protocol

from knowledge.method.method import Method
from knowledge.sessions.session import Draft, Person, Session


class SessionStore(Protocol):
    """Keeps sessions, each as one value with a revision."""

    async def add(self, session: Session) -> None:
        """Keep a new session."""
        ...

    async def load(self, name: str) -> Session | None:
        """The session of that id; None where there is none."""
        ...

    async def save(self, session: Session, *, over: int) -> bool:
        """Keep `session` in place of revision `over`; False where another revision stands there by now."""
        ...

    async def sessions_of(self, person: Person) -> list[Session]:
        """The sessions somebody is in or may join by a role, deleted ones too; the latest changed first."""
        ...

    async def session_in(self, place: str) -> Session | None:
        """The session that lives in a thread; None where there is none."""
        ...


class SessionUpkeep(Protocol):
    """Finds sessions whose time has come."""

    async def idle_since(self, before: dt.datetime) -> list[Session]:
        """The sessions, neither archived nor deleted, that changed last before a moment and whose owner is unasked."""
        ...

    async def purge(self, before: dt.datetime) -> int:
        """Delete for good what was deleted before a moment, with its drafts; how many went."""
        ...


class DraftStore(Protocol):
    """Keeps what could not be taken."""

    async def keep_draft(self, draft: Draft) -> None:
        """Keep a draft."""
        ...

    async def draft(self, name: str) -> Draft | None:
        """The draft of that id; None where there is none."""
        ...

    async def drafts_of(self, person: str, *, session: str | None = None) -> list[Draft]:
        """Somebody's drafts, in one session or all of them, the oldest first."""
        ...

    async def drop_draft(self, name: str) -> None:
        """Let go of a draft."""
        ...


class MethodStore(Protocol):
    """Keeps every version of the method that a session was begun with."""

    async def publish_method(self, method: Method) -> None:
        """Keep a version; one that is kept already stays as it was."""
        ...

    async def method(self, name: str) -> Method | None:
        """The version of that id; None where there is none that can be read."""
        ...


class MissionStore(SessionStore, SessionUpkeep, DraftStore, MethodStore, Protocol):
    """All of it, for the service."""
