"""The sessions as a service: each act loads, lets the engine decide, and saves what came of it.

Two acts at once never overwrite one another: whoever comes second finds another revision, and decides anew on what
stands then. What a person wrote is kept as a draft wherever it cannot be taken.
"""

import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress

from knowledge.errors import MissionDamaged
from knowledge.language import Language
from knowledge.method.method import Method, Path
from knowledge.missions.design import Evidence, MissionDesign
from knowledge.sessions.acting import Acting
from knowledge.sessions.adopting import adopt
from knowledge.sessions.drafting import Drafting
from knowledge.sessions.engine import moving, people, writing
from knowledge.sessions.keeping import MissionStore
from knowledge.sessions.outcome import Outcome, Refused
from knowledge.sessions.session import Draft, Entry, Person, Session


class Missions:
    """Everything that is done with guided sessions; `method` is the version that new ones begin with."""

    def __init__(self, *, store: MissionStore, method: Method, now: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._method = method
        self._now = now
        self._acting = Acting(store=store, method=method, now=now)
        self._act = self._acting.act
        self._drafting = Drafting(store=store, now=now)

    @property
    def method(self) -> Method:
        """The version of the method that new sessions begin with."""
        return self._method

    async def begin(
        self,
        *,
        title: str,
        path: Path,
        language: Language,
        owner: Person,
        starting_point: str | None = None,
        guild: str | None = None,
    ) -> Session:
        """Begin a session."""
        session = moving.start(
            name=_new_id(),
            title=title,
            method=self._method,
            path=path,
            language=language,
            owner=owner,
            now=self._now(),
            starting_point=starting_point,
            guild=guild,
        )
        return await self._added(session)

    async def take_in(self, design: MissionDesign, *, owner: Person, guild: str | None = None) -> Session:
        """Begin a session from a design that was made elsewhere."""
        session = adopt(design, name=_new_id(), method=self._method, by=owner, now=self._now())
        return await self._added(session.model_copy(update={"guild": guild}))

    async def open(self, name: str, *, by: Person) -> Session | Refused:
        """The session of that id, whatever its status, for somebody who may see it."""
        session = await self._store.load(name)
        if session is None:
            return Refused(reason="gone")
        return session if session.may_see(by) else Refused(reason="not_member")

    async def of(self, person: Person) -> list[Session]:
        """The sessions somebody is in or may join; the latest changed first."""
        return await self._store.sessions_of(person)

    async def session_in(self, place: str) -> Session | None:
        """The session that lives in a thread."""
        return await self._store.session_in(place)

    async def method_of(self, session: Session) -> Method:
        """The version of the method that a session stays with; today's where it can no longer be read."""
        return await self._acting.method_of(session)

    async def advance(self, name: str, *, by: Person, at: str | None = None) -> Outcome:
        """Go on to the next step."""
        return await self._act(name, by, lambda session, method: moving.advance(session, method, by=by, at=at))

    async def go_back(self, name: str, *, by: Person, at: str | None = None) -> Outcome:
        """Go back to the step before."""
        return await self._act(name, by, lambda session, method: moving.go_back(session, method, by=by, at=at))

    async def skip(self, name: str, *, by: Person, at: str | None = None) -> Outcome:
        """Leave the step for now."""
        return await self._act(name, by, lambda session, method: moving.skip(session, method, by=by, at=at))

    async def go_to(self, name: str, step: str, *, by: Person) -> Outcome:
        """Make a step the current one."""
        return await self._act(name, by, lambda session, method: moving.go_to(session, method, step, by=by))

    async def revise(
        self, name: str, entries: Sequence[Entry], *, by: Person, seen: int, form: str | None = None
    ) -> Outcome:
        """Take what somebody wrote; where it is refused, it is kept as a draft. MissionDamaged, with the draft kept."""
        try:
            outcome = await self._act(
                name,
                by,
                lambda session, method: writing.revise(session, method, entries, by=by, seen=seen, now=self._now()),
            )
        except MissionDamaged:
            await self._drafting.keep(name, None, entries, by=by, reason="gone", form=form)
            raise
        if isinstance(outcome, Refused) and any(value.strip() for one in entries for value in one.values.values()):
            draft = await self.keep_draft(name, entries, by=by, reason=outcome.reason, form=form)
            return outcome.model_copy(update={"draft": draft.id})
        return outcome

    async def support(self, name: str, claim: str, evidence: Sequence[Evidence], *, by: Person) -> Outcome:
        """Let a claim rest on exactly this evidence."""
        now = self._now()
        return await self._act(
            name, by, lambda session, _: writing.support(session, claim, evidence=evidence, by=by, now=now)
        )

    async def link(self, name: str, claim: str, evidence: Evidence, *, by: Person) -> Outcome:
        """Let a claim rest on one more passage."""
        now = self._now()

        def linked(session: Session, _: Method) -> Outcome:
            held = writing.evidence_of(session, claim)
            again = any((one.passage, one.quote) == (evidence.passage, evidence.quote) for one in held)
            return writing.support(session, claim, evidence=held if again else (*held, evidence), by=by, now=now)

        return await self._act(name, by, linked)

    async def assume(self, name: str, claim: str, *, assumed: bool, by: Person) -> Outcome:
        """Mark a claim as an assumption, or no longer."""
        now = self._now()
        return await self._act(
            name, by, lambda session, _: writing.assume(session, claim, assumed=assumed, by=by, now=now)
        )

    async def decide(self, name: str, numbers: Sequence[int], *, stands: bool, by: Person) -> Outcome:
        """Let proposals stand, or set them aside."""
        now = self._now()
        return await self._act(
            name, by, lambda session, _: writing.decide(session, numbers, stands=stands, by=by, now=now)
        )

    async def undo(self, name: str, *, by: Person) -> Outcome:
        """Take back the last change of the canvas."""
        now = self._now()
        return await self._act(name, by, lambda session, _: writing.undo(session, by=by, now=now))

    async def confirm(self, name: str, criterion: str, *, holds: bool, by: Person) -> Outcome:
        """Say that a criterion which no rule can judge holds, or no longer does."""
        now = self._now()
        return await self._act(
            name,
            by,
            lambda session, method: writing.confirm(session, method, criterion, holds=holds, by=by, now=now),
        )

    async def invite(self, name: str, whom: Sequence[Person], *, by: Person) -> Outcome:
        """Let people in."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.invite(session, whom, by=by, now=now))

    async def invite_role(self, name: str, role: str, called: str, *, by: Person) -> Outcome:
        """Let everybody with a role in."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.invite_role(session, role, called, by=by, now=now))

    async def remove(self, name: str, person: str, *, by: Person) -> Outcome:
        """Let somebody out, or oneself."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.remove(session, person, by=by, now=now))

    async def name_co_owner(self, name: str, person: str, *, by: Person) -> Outcome:
        """Let a participant decide beside the owner."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.name_co_owner(session, person, by=by, now=now))

    async def hand_over(self, name: str, person: str, *, by: Person) -> Outcome:
        """Let a participant own the mission."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.hand_over(session, person, by=by, now=now))

    async def rename(self, name: str, title: str, *, by: Person) -> Outcome:
        """Give the mission another title."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.rename(session, title, by=by, now=now))

    async def archive(self, name: str, *, by: Person) -> Outcome:
        """Put the mission away."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.archive(session, by=by, now=now))

    async def delete(self, name: str, *, by: Person) -> Outcome:
        """Delete the mission; for thirty days it can be had back."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.delete(session, by=by, now=now))

    async def restore(self, name: str, *, by: Person) -> Outcome:
        """Have an archived or deleted mission back."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.restore(session, by=by, now=now))

    async def settle_in(self, name: str, *, place: str | None = None, canvas: str | None = None) -> Session | None:
        """Note in which thread a session lives, and which message holds its canvas; None where it is gone."""
        wanted = {key: value for key, value in (("place", place), ("canvas", canvas)) if value is not None}
        return await self._acting.note(name, **wanted)

    async def keep(self, name: str, *, by: Person) -> Outcome:
        """Let a mission that has lain idle stay."""
        now = self._now()
        return await self._act(name, by, lambda session, _: people.keep(session, by=by, now=now))

    async def drafts(self, person: Person, *, session: str | None = None) -> list[Draft]:
        """What somebody wrote that could not be taken."""
        return await self._drafting.of(person, session=session)

    async def draft(self, name: str, *, by: Person) -> Draft | None:
        """A draft of one's own; None where there is none."""
        return await self._drafting.find(name, by=by)

    async def keep_draft(
        self, name: str, entries: Sequence[Entry], *, by: Person, reason: str, form: str | None = None
    ) -> Draft:
        """Keep what somebody wrote where it is not to be taken."""
        session = None
        with suppress(MissionDamaged):
            session = await self._store.load(name)
        return await self._drafting.keep(name, session, entries, by=by, reason=reason, form=form)

    async def drop_draft(self, name: str, *, by: Person) -> None:
        """Let go of a draft of one's own."""
        await self._drafting.drop(name, by=by)

    async def _added(self, session: Session) -> Session:
        await self._store.publish_method(self._method)
        await self._store.add(session)
        return session


def _new_id() -> str:
    # At the command line, what begins with a dash is an option.
    return secrets.token_urlsafe(8).replace("-", "_")
