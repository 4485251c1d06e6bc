"""Looking at a mission: as it stands, what the checks found, who has done what."""

import asyncio
from collections.abc import Callable
from typing import Final

from bot.guidance.acts import NONE, Verb
from bot.guidance.documents import Documents
from bot.guidance.doing import Doing
from bot.guidance.menus import menu_of_criteria
from bot.guidance.offers import offer, offering, step_meant, waiting_in
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.replies.missions.canvas import reply_to_share, reply_to_show
from bot.replies.missions.findings import reply_to_criteria, reply_to_findings
from bot.replies.missions.history import pages_of, people_words, reply_to_history
from bot.replies.missions.steps import reply_to_example, reply_to_mistakes
from bot.replies.reply import Choice, Reply
from bot.texts import counted, text
from knowledge.answer import Citation
from knowledge.language import Language
from knowledge.method.method import Step
from knowledge.missions.finding import StepReadiness
from knowledge.sessions.outcome import Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session
from knowledge.sessions.standing import design_of

_Worded = Callable[[Step, Language], Reply]
_FIRST: Final = 0


class Looking:
    """Sees to everything that changes nothing."""

    def __init__(self, *, missions: Missions, documents: Documents, views: Views) -> None:
        self._missions = missions
        self._documents = documents
        self._views = views

    async def show(self, doing: Doing) -> Response:
        """Show the mission as it stands."""
        name = doing.session if doing.session != NONE else doing.picked or NONE
        session = await self._missions.open(name, by=doing.by)
        if isinstance(session, Refused):
            return await self._views.refused(session, doing.language)
        reply = await self._shown(session, doing.language, by=doing.by)
        return Response(reply=offering(reply, *await self._offers(session, doing)))

    async def share(self, doing: Doing, session: Session) -> Response:
        """Ask whether the mission is to be shown to everybody here."""
        reply = reply_to_share(session, doing.language)
        return Response(reply=offering(reply, offer("share_yes", doing.language, session.id)))

    async def share_yes(self, doing: Doing, session: Session) -> Response:
        """Show the mission to everybody here."""
        return Response(reply=await self._shown(session, doing.language, by=None), hidden=False)

    async def example(self, doing: Doing, session: Session) -> Response:
        """Show examples of answers to a step."""
        return await self._of_step(doing, session, reply_to_example)

    async def mistakes(self, doing: Doing, session: Session) -> Response:
        """Show what often goes wrong in a step."""
        return await self._of_step(doing, session, reply_to_mistakes)

    async def findings(self, doing: Doing, session: Session) -> Response:
        """Show everything that the checks found in a step, with the guidance it rests on."""
        now = await self._views.standing(session)
        step = step_meant(doing.at(0), session, now.method)
        found = next((one for one in now.ready.steps if one.step == step.id), None)
        if found is None:
            return Response(reply=await self._views.step(session, doing.language, named=step.id))
        guidance = await self._guidance(step, found, doing.language)
        reply = reply_to_findings(step, found, guidance, now.method, doing.language)
        menu = menu_of_criteria(step, session, doing.language)
        menus = (menu,) if menu.options and session.status == "open" and session.decides(doing.by.id) else ()
        return Response(reply=offering(reply, menus=menus))

    async def criteria(self, doing: Doing, session: Session) -> Response:
        """Show the five mission criteria side by side."""
        now = await self._views.standing(session)
        return Response(reply=reply_to_criteria(now.ready, now.method, doing.language))

    async def history(self, doing: Doing, session: Session) -> Response:
        """Show who has done what, the latest first."""
        method = await self._missions.method_of(session)
        asked = doing.at(0) or ""
        page = min(int(asked) if asked.isdecimal() else _FIRST, pages_of(session) - 1)
        reply = reply_to_history(session, method, doing.language, page=page)
        pages = ((page - 1, "newer"), (page + 1, "older"))
        choices = [
            offer("history", doing.language, session.id, to, key=key)
            for to, key in pages
            if 0 <= to < pages_of(session)
        ]
        return Response(reply=offering(reply, *choices, offer("undo", doing.language, session.id)))

    async def _shown(self, session: Session, language: Language, *, by: Person | None) -> Reply:
        """The mission as it stands; what only concerns `by` is left out where it is shown to everybody."""
        now = await self._views.standing(session)
        stale = await self._documents.stale(now.design)
        counts = [("proposal_waiting", waiting_in(session)), ("stale", len(stale))]
        if by is not None:
            counts.append(("own_draft", len(await self._missions.drafts(by, session=session.id))))
        notes = [counted(thing, number, language) for thing, number in counts if number]
        notes.append(text("mission.people", language, people=people_words(session, language)))
        return reply_to_show(session, now.design, now.ready, now.method, language, notes=notes)

    async def _offers(self, session: Session, doing: Doing) -> list[Choice]:
        """What can be done from the mission as it stands, for somebody."""
        design = design_of(session)
        drafts = await self._missions.drafts(doing.by, session=session.id)
        there: list[tuple[Verb, bool]] = [
            ("restore", session.status != "open"),
            ("step", session.status == "open"),
            ("criteria", True),
            ("proposals", waiting_in(session) > 0),
            ("drafts", bool(drafts)),
            ("stale", any(claim.evidence for claim in design.claims)),
            ("assume", session.status == "open" and bool(design.claims)),
            ("unlink", session.status == "open" and any(claim.evidence for claim in design.claims)),
            ("history", True),
            ("people", True),
            ("export", session.status != "deleted"),
            ("share", session.status != "deleted"),
        ]
        return [offer(verb, doing.language, session.id) for verb, is_there in there if is_there]

    async def _of_step(self, doing: Doing, session: Session, worded: _Worded) -> Response:
        method = await self._missions.method_of(session)
        return Response(reply=worded(step_meant(doing.at(0), session, method), doing.language))

    async def _guidance(self, step: Step, found: StepReadiness, language: Language) -> dict[str, Citation | None]:
        """What the documents say to each criterion in which something was found."""
        amiss = {verdict.criterion for verdict in found.verdicts if verdict.findings}
        asked = [criterion for criterion in step.criteria if criterion.id in amiss]
        quotes = await asyncio.gather(*(self._documents.guidance(one.asks, language) for one in asked))
        return {criterion.id: quote for criterion, quote in zip(asked, quotes, strict=True)}
