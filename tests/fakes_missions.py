"""A fake for the protocols of `knowledge.sessions.keeping`, real enough to pass their contract."""

import asyncio
import datetime as dt

from knowledge.errors import StateError
from knowledge.method.method import Method
from knowledge.sessions.privacy import MissionPart, as_told_to, draft_without, names_of, part_of, without
from knowledge.sessions.session import DRAFT_DAYS, UNDO_DAYS, Draft, Person, Session


class FakeMissions:
    """Keeps missions in dictionaries; every method raises `failing` while it is set.

    `saved` counts the saves that were taken, `lost` those that came too late.
    """

    def __init__(self) -> None:
        self.failing: StateError | None = None
        self.saved = 0
        self.lost = 0
        self._sessions: dict[str, Session] = {}
        self._drafts: dict[str, Draft] = {}
        self._methods: dict[str, Method] = {}

    async def add(self, session: Session) -> None:
        """Keep a new session."""
        self._check()
        if session.id in self._sessions:
            raise ValueError(session.id)
        self._sessions[session.id] = session

    async def load(self, name: str) -> Session | None:
        """The session of that id; others get their turn meanwhile."""
        self._check()
        found = self._sessions.get(name)
        await asyncio.sleep(0)
        return found

    async def save(self, session: Session, *, over: int) -> bool:
        """Keep `session` in place of revision `over`; False where another revision stands there by now."""
        self._check()
        before = self._sessions.get(session.id)
        if before is None or before.revision != over:
            self.lost += 1
            return False
        self._sessions[session.id] = session
        self.saved += 1
        return True

    async def sessions_of(self, person: Person) -> list[Session]:
        """The sessions somebody is in or may join by a role; the latest changed first."""
        return self._latest([one for one in self._sessions.values() if one.may_see(person)])

    async def session_in(self, place: str) -> Session | None:
        """The session that lives in a thread."""
        return next(iter(self._latest([one for one in self._sessions.values() if one.place == place])), None)

    async def idle_since(self, before: dt.datetime) -> list[Session]:
        """The open sessions that changed last before a moment and whose owner is unasked."""
        idle = [one for one in self._sessions.values() if one.status == "open" and one.changed < before]
        return self._latest([one for one in idle if one.asked is None])

    async def purge(self, before: dt.datetime) -> int:
        """Delete for good what was deleted before a moment, with its drafts; how many missions went."""
        self._check()
        old = {
            name
            for name, one in self._sessions.items()
            if one.status == "deleted" and one.deleted is not None and one.deleted < before
        }
        self._sessions = {name: one for name, one in self._sessions.items() if name not in old}
        self._drafts = {name: one for name, one in self._drafts.items() if one.session not in old}
        return len(old)

    async def keep_draft(self, draft: Draft) -> None:
        """Keep a draft."""
        self._check()
        self._drafts.setdefault(draft.id, draft)

    async def draft(self, name: str) -> Draft | None:
        """The draft of that id."""
        self._check()
        return self._drafts.get(name)

    async def drafts_of(self, person: str, *, session: str | None = None) -> list[Draft]:
        """Somebody's drafts, in one session or all of them, the oldest first."""
        self._check()
        theirs = [one for one in self._drafts.values() if one.person == person and session in (None, one.session)]
        return sorted(theirs, key=lambda one: (one.at, one.id))

    async def drop_draft(self, name: str) -> None:
        """Let go of a draft."""
        self._check()
        self._drafts.pop(name, None)

    async def publish_method(self, method: Method) -> None:
        """Keep a version; one that is kept already stays as it was."""
        self._check()
        self._methods.setdefault(method.id, method)

    async def method(self, name: str) -> Method | None:
        """The version of that id."""
        self._check()
        return self._methods.get(name)

    def stored_about(self, person: str) -> tuple[list[Session], list[MissionPart], list[Draft]]:
        """The missions somebody owns, their parts in others', and their drafts."""
        theirs = self._with(person)
        owned = [as_told_to(one, person) for one in theirs if one.owner.id == person]
        parts = [part_of(one, person) for one in theirs if one.owner.id != person]
        drafts = sorted(
            (one for one in self._drafts.values() if one.person == person), key=lambda one: (one.at, one.id)
        )
        return owned, parts, drafts

    def forget(self, person: str, *, now: dt.datetime) -> tuple[int, int, int]:
        """Forget somebody; how many missions went, how many go on without them, how many drafts went."""
        gone = handed_on = 0
        for session in self._with(person):
            left = without(session, person, now=now)
            if left is None:
                del self._sessions[session.id]
                gone += 1
            else:
                self._sessions[session.id] = left
                names = names_of(session, person)
                for name, draft in self._drafts.items():
                    if draft.session == session.id:
                        self._drafts[name] = draft_without(draft, names)
                handed_on += 1
        before = len(self._drafts)
        self._drafts = {name: one for name, one in self._drafts.items() if one.person != person}
        return gone, handed_on, before - len(self._drafts)

    async def sweep(self, *, now: dt.datetime) -> int:
        """Delete what has been kept for its time; how many missions and drafts went."""
        undo, unused = (now - dt.timedelta(days=days) for days in (UNDO_DAYS, DRAFT_DAYS))
        went = await self.purge(undo)
        before = len(self._drafts)
        self._drafts = {
            name: one
            for name, one in self._drafts.items()
            if one.at >= unused and (one.at >= undo or one.session in self._sessions)
        }
        return went + before - len(self._drafts)

    def _with(self, person: str) -> list[Session]:
        """The sessions somebody is in, or stands in the history of, the oldest first."""
        inside = [
            one
            for one in self._sessions.values()
            if one.participant(person) is not None or any(event.by == person for event in one.history)
        ]
        return sorted(inside, key=lambda one: (one.created, one.id))

    def _latest(self, sessions: list[Session]) -> list[Session]:
        self._check()
        return sorted(sorted(sessions, key=lambda one: one.id), key=lambda one: one.changed, reverse=True)

    def _check(self) -> None:
        if self.failing is not None:
            raise self.failing
