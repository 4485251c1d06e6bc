"""What somebody wrote that could not be taken: kept, and offered back to them alone."""

import datetime as dt
import secrets
from collections.abc import Callable, Sequence

from knowledge.sessions.keeping import DraftStore
from knowledge.sessions.session import Draft, Entry, Person, Session


class Drafting:
    """Keeps drafts, and gives them to whoever wrote them."""

    def __init__(self, *, store: DraftStore, now: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._now = now

    async def keep(
        self,
        name: str,
        session: Session | None,
        entries: Sequence[Entry],
        *,
        by: Person,
        reason: str,
        form: str | None,
    ) -> Draft:
        """Keep what somebody wrote in the session called `name`, which may be gone."""
        # Whoever may not see a mission does not learn its title from a draft.
        title = session.title if session is not None and session.may_see(by) else ""
        draft = Draft(
            id=secrets.token_urlsafe(9),
            session=name,
            title=title,
            person=by.id,
            form=form,
            entries=tuple(entries),
            reason=reason,
            at=self._now(),
        )
        await self._store.keep_draft(draft)
        return draft

    async def of(self, person: Person, *, session: str | None = None) -> list[Draft]:
        """Somebody's drafts, the oldest first."""
        return await self._store.drafts_of(person.id, session=session)

    async def find(self, name: str, *, by: Person) -> Draft | None:
        """A draft of one's own; None where there is none."""
        draft = await self._store.draft(name)
        return draft if draft is not None and draft.person == by.id else None

    async def drop(self, name: str, *, by: Person) -> None:
        """Let go of a draft of one's own."""
        if await self.find(name, by=by) is not None:
            await self._store.drop_draft(name)
