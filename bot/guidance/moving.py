"""Walking the steps of a mission."""

from typing import assert_never

from bot.guidance.acts import NONE
from bot.guidance.doing import Doing
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.replies.missions.recorded import reply_to_undone
from knowledge.sessions.outcome import Advanced, Changed, Completed, Outcome, Recorded, Refused
from knowledge.sessions.service import Missions


class Moving:
    """Sees to going on, back, past a step, and to one's last change taken back."""

    def __init__(self, *, missions: Missions, views: Views) -> None:
        self._missions = missions
        self._views = views

    async def next(self, doing: Doing) -> Response:
        """Go on to the next step."""
        return await self._after(doing, await self._missions.advance(doing.session, by=doing.by, at=doing.at(0)))

    async def back(self, doing: Doing) -> Response:
        """Go back to the step before."""
        return await self._after(doing, await self._missions.go_back(doing.session, by=doing.by, at=doing.at(0)))

    async def skip(self, doing: Doing) -> Response:
        """Leave the step for now."""
        return await self._after(doing, await self._missions.skip(doing.session, by=doing.by, at=doing.at(0)))

    async def step(self, doing: Doing) -> Response:
        """Show the current step, or the one that is named; whoever decides makes that one the current."""
        name = doing.session if doing.session != NONE else doing.picked or ""
        wanted = doing.at(0) or (doing.picked if name != doing.picked else None)
        session = await self._missions.open(name, by=doing.by)
        if isinstance(session, Refused):
            return await self._views.refused(session, doing.language)
        if wanted is not None and session.status == "open" and session.decides(doing.by.id):
            return await self._after(doing, await self._missions.go_to(name, wanted, by=doing.by))
        return Response(reply=await self._views.step(session, doing.language, named=wanted))

    async def undo(self, doing: Doing) -> Response:
        """Take back the last change of the canvas."""
        outcome = await self._missions.undo(doing.session, by=doing.by)
        if isinstance(outcome, Refused):
            return await self._views.refused(outcome, doing.language)
        method = await self._missions.method_of(outcome.session)
        reply = reply_to_undone(outcome.session, method, doing.by.name, doing.language)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def _after(self, doing: Doing, outcome: Outcome) -> Response:
        match outcome:
            case Refused():
                return await self._views.refused(outcome, doing.language)
            case Advanced() | Completed():
                return Response(session=outcome.session, moved=True)
            case Recorded() | Changed():
                return Response(session=outcome.session)
            case _:
                assert_never(outcome)
