"""Deciding what stands: proposals, confirmed criteria, what counts as an assumption."""

from collections.abc import Sequence

from bot.guidance.doing import Doing
from bot.guidance.menus import menu_of_claims, menu_of_criteria, menu_of_proposals
from bot.guidance.offers import offer, offering, step_meant
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.replies.missions.evidence import reply_to_assumed
from bot.replies.missions.findings import reply_to_confirmed
from bot.replies.missions.proposals import reply_to_decided, reply_to_proposals
from bot.replies.missions.recorded import submissions
from bot.replies.reply import Menu
from bot.replies.talk import short_reply
from knowledge.sessions.outcome import Recorded, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Decision, Session, Submission
from knowledge.sessions.standing import confirmed, design_of, proposals


class Deciding:
    """Sees to what is for people to decide."""

    def __init__(self, *, missions: Missions, views: Views) -> None:
        self._missions = missions
        self._views = views

    async def proposals(self, doing: Doing, session: Session) -> Response:
        """Show what waits, with what an owner can do about it."""
        method = await self._missions.method_of(session)
        reply = reply_to_proposals(session, method, doing.language)
        waiting = proposals(session)
        if not waiting or not session.decides(doing.by.id):
            return Response(reply=reply)
        menus = [menu_of_proposals(verb, method, session, doing.language) for verb in ("stand", "aside")]
        last = max(one.number for one in waiting)
        return Response(reply=offering(reply, offer("stand_all", doing.language, session.id, last), menus=menus))

    async def stand(self, doing: Doing) -> Response:
        """Let a proposal stand."""
        return await self._decide(doing, [_number(doing)], stands=True)

    async def aside(self, doing: Doing) -> Response:
        """Set a proposal aside."""
        return await self._decide(doing, [_number(doing)], stands=False)

    async def stand_all(self, doing: Doing, session: Session) -> Response:
        """Let everything stand that waited when it was shown."""
        last = _number(doing)
        numbers = [one.number for one in proposals(session) if one.number <= last]
        return await self._decide(doing, numbers, stands=True)

    async def confirm(self, doing: Doing, session: Session) -> Response:
        """Confirm the criterion that was picked, or take that back; the menu of them where none is picked yet."""
        method = await self._missions.method_of(session)
        if doing.picked is None:
            step = step_meant(doing.at(0), session, method)
            return _asked(
                "mission.confirm", "mission.confirm.none", menu_of_criteria(step, session, doing.language), doing
            )
        holds = doing.picked not in confirmed(session.history)
        outcome = await self._missions.confirm(session.id, doing.picked, holds=holds, by=doing.by)
        if isinstance(outcome, Refused):
            return await self._views.refused(outcome, doing.language)
        reply = reply_to_confirmed(doing.picked, holds=holds, by=doing.by.name, method=method, language=doing.language)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def assume(self, doing: Doing, session: Session) -> Response:
        """Mark the claim that was picked as an assumption, or no longer; the menu of claims where none is yet."""
        method = await self._missions.method_of(session)
        if doing.picked is None:
            return _asked(
                "mission.assume",
                "mission.assume.none",
                menu_of_claims("assume", method, session, doing.language),
                doing,
            )
        claim = design_of(session).claim(doing.picked)
        assumed = claim is None or not claim.assumed
        outcome = await self._missions.assume(session.id, doing.picked, assumed=assumed, by=doing.by)
        made = submissions(outcome) if isinstance(outcome, Recorded) else []
        if isinstance(outcome, Refused) or not made:
            return await self._views.not_done(outcome, doing.language)
        reply = reply_to_assumed(made[0], method, doing.language, by=doing.by.name)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def _decide(self, doing: Doing, numbers: Sequence[int], *, stands: bool) -> Response:
        outcome = await self._missions.decide(doing.session, numbers, stands=stands, by=doing.by)
        if not isinstance(outcome, Recorded):
            return await self._views.not_done(outcome, doing.language)
        session = outcome.session
        method = await self._missions.method_of(session)
        decided = _decided(session, outcome.recorded)
        reply = reply_to_decided(decided, method, doing.language, stands=stands, by=doing.by.name)
        waits = (offer("proposals", doing.language, session.id),) if proposals(session) else ()
        return Response(reply=offering(reply, *waits), session=session, hidden=False)


def _asked(key: str, none: str, menu: Menu, doing: Doing) -> Response:
    """A menu to pick from, or that there is nothing in it."""
    if not menu.options:
        return Response(reply=short_reply(none, doing.language))
    return Response(reply=offering(short_reply(key, doing.language), menus=(menu,)))


def _number(doing: Doing) -> int:
    """The number of a proposal that was pressed or picked; 0 for none."""
    told = doing.at(0) or doing.picked or ""
    return int(told) if told.isdecimal() else 0


def _decided(session: Session, numbers: Sequence[int]) -> list[Submission]:
    """The proposals that decisions were about."""
    about = {event.about for event in session.history if isinstance(event, Decision) and event.number in numbers}
    return [event for event in session.history if isinstance(event, Submission) and event.number in about]
