"""One act on a session: load, let the engine decide, save; where another was quicker, once more on what stands then."""

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Final
from weakref import WeakValueDictionary

from knowledge.method.method import Method
from knowledge.sessions.engine.rights import refusal
from knowledge.sessions.keeping import MissionStore
from knowledge.sessions.outcome import Outcome, Refused
from knowledge.sessions.session import Person, Session

_TRIES: Final = 25
_PAUSE: Final = 0.005  # seconds before the second try, growing with each

Act = Callable[[Session, Method], Outcome]


class Acting:
    """Does acts on sessions; those of this process on one session take turns, those of others are noticed."""

    def __init__(self, *, store: MissionStore, method: Method, now: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._method = method
        self._now = now
        self._methods: dict[str, Method] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def method_of(self, session: Session) -> Method:
        """The version of the method that a session stays with; today's where it can no longer be read."""
        if session.method == self._method.id:
            return self._method
        if session.method not in self._methods:
            self._methods[session.method] = await self._store.method(session.method) or self._method
        return self._methods[session.method]

    async def act(self, name: str, by: Person, act: Act) -> Outcome:
        """What comes of an act; Refused where there is no such session, or where others are always quicker."""
        turn = self._turns.setdefault(name, asyncio.Lock())
        async with turn:
            for attempt in range(_TRIES):
                session = await self._store.load(name)
                if session is None:
                    return Refused(reason="gone")
                outcome = act(session, await self.method_of(session))
                if isinstance(outcome, Refused) or outcome.session == session:
                    return outcome
                changes = {"revision": session.revision + 1, "changed": self._now(), "asked": None}
                kept = outcome.session.model_copy(update=changes)
                if await self._store.save(kept, over=session.revision):
                    return outcome.model_copy(update={"session": kept})
                await asyncio.sleep(_PAUSE * (attempt + 1))
        return await self._busy(name, by)

    async def note(self, name: str, **noted: object) -> Session | None:
        """Note something beside the act of anybody: fields of the session; None where it is gone."""
        turn = self._turns.setdefault(name, asyncio.Lock())
        async with turn:
            for attempt in range(_TRIES):
                session = await self._store.load(name)
                if session is None:
                    return None
                told = session.model_copy(update={**noted, "revision": session.revision + 1})
                if await self._store.save(told, over=session.revision):
                    return told
                await asyncio.sleep(_PAUSE * (attempt + 1))
        return None

    async def _busy(self, name: str, by: Person) -> Refused:
        session = await self._store.load(name)
        seen = session if session is not None and refusal(session, by, "see") is None else None
        return Refused(reason="busy", session=seen)
