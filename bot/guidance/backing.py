"""What claims rest on: asking the documents, linking a quote, taking one away."""

from typing import Final

from bot.guidance.acts import value_of
from bot.guidance.documents import Documents, Found, evidence_in
from bot.guidance.doing import Doing
from bot.guidance.menus import THEME, menu_of_claims, menu_of_evidence, menu_of_questions
from bot.guidance.offers import offer, offering, step_called, step_meant
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.replies.answers import reply_to_question
from bot.replies.missions.evidence import reply_to_linked, reply_to_stale, reply_to_unlinked
from bot.replies.missions.forms import form_to_search
from bot.replies.missions.recorded import submissions
from bot.replies.reply import Choice
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.answer import Answer, Citation, NoAnswer
from knowledge.language import Language
from knowledge.method.method import Step
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.outcome import Recorded, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Session
from knowledge.sessions.standing import design_of, tally

_MOST: Final = 9  # quotes with a button each


class Backing:
    """Sees to evidence."""

    def __init__(self, *, missions: Missions, documents: Documents, views: Views) -> None:
        self._missions = missions
        self._documents = documents
        self._views = views

    async def documents(self, doing: Doing, session: Session) -> Response:
        """Ask the documents what they say to a step, or to the question of it that was picked."""
        method = await self._missions.method_of(session)
        step = step_meant(doing.at(0), session, method)
        told = await self._asked(_question(step, session, doing), step.id, session, doing)
        menu = menu_of_questions(step, session, doing.language)
        return told.model_copy(update={"reply": offering(told.reply, menus=(menu,)) if told.reply else None})

    async def search(self, doing: Doing) -> Response:
        """Open the form for a question of one's own."""
        return Response(form=form_to_search(doing.language, value=value_of("searched", doing.session, doing.at(0))))

    async def searched(self, doing: Doing, session: Session) -> Response:
        """Ask the documents what somebody wants to know."""
        return await self._asked(doing.sent.get("question", ""), doing.at(0), session, doing)

    async def link(self, doing: Doing, session: Session) -> Response:
        """Ask which claim a quote supports."""
        method = await self._missions.method_of(session)
        found, number = doing.at(0), doing.at(1)
        step = step_called(method, doing.at(2) or current_step(session, method))
        menu = menu_of_claims("support", method, session, doing.language, found, number, first=step)
        if not menu.options:
            choice = offer("answer", doing.language, session.id, step.id if step is not None else None)
            return Response(reply=offering(short_reply("mission.link.none", doing.language), choice))
        return Response(reply=offering(short_reply("mission.link", doing.language, number=number), menus=(menu,)))

    async def support(self, doing: Doing) -> Response:
        """Link a quote to the claim that was picked."""
        result = await self._documents.found(doing.at(0) or "")
        citation = next((one for one in quotes_of(result) if str(one.number) == doing.at(1)), None)
        if result is None or citation is None:
            choice = offer("documents", doing.language, doing.session)
            return Response(reply=offering(short_reply("mission.link.gone", doing.language), choice))
        evidence = evidence_in(citation, library=result.library)
        outcome = await self._missions.link(doing.session, doing.picked or "", evidence, by=doing.by)
        made = submissions(outcome) if isinstance(outcome, Recorded) else []
        if not made or isinstance(outcome, Refused):
            return await self._views.not_done(outcome, doing.language)
        method = await self._missions.method_of(outcome.session)
        reply = reply_to_linked(made[0], method, doing.language, by=doing.by.name)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def unlink(self, doing: Doing, session: Session) -> Response:
        """Take away the passage that was picked; the menu of them where none is picked yet."""
        method = await self._missions.method_of(session)
        if doing.picked is None:
            menu = menu_of_evidence(method, session, doing.language)
            reply = short_reply("mission.unlink" if menu.options else "mission.evidence.none", doing.language)
            return Response(reply=offering(reply, menus=(menu,) if menu.options else ()))
        claim, _, at = doing.picked.rpartition("/")
        held = tally(session.history).held.get(claim)
        rest = [e for n, e in enumerate(held.submission.evidence if held is not None else ()) if str(n) != at]
        outcome = await self._missions.support(session.id, claim, rest, by=doing.by)
        made = submissions(outcome) if isinstance(outcome, Recorded) else []
        if not made or isinstance(outcome, Refused):
            return await self._views.not_done(outcome, doing.language)
        reply = reply_to_unlinked(made[0], method, doing.language, by=doing.by.name)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def stale(self, doing: Doing, session: Session) -> Response:
        """Show the evidence that the library has otherwise by now."""
        method = await self._missions.method_of(session)
        design = design_of(session)
        found = await self._documents.stale(design)
        reply = reply_to_stale(found, design, method, doing.language)
        choices = [offer(verb, doing.language, session.id) for verb in ("unlink", "documents")] if found else []
        return Response(reply=offering(reply, *choices))

    async def _asked(self, question: str, step: str | None, session: Session, doing: Doing) -> Response:
        found = await self._documents.find(question, doing.language, by=doing.by)
        told = reply_to_question(found.result, brief=True)
        # The buttons under an answer belong to what was found.
        own = tuple(choice.model_copy(update={"value": found.id}) for choice in told.choices if choice.aim == "sources")
        reply = told.model_copy(update={"choices": own})
        links = _links(found, step, session, doing.language) if session.status == "open" else []
        again = offer("search", doing.language, session.id, step)
        return Response(reply=offering(reply, *links, again))


def _question(step: Step, session: Session, doing: Doing) -> str:
    """What the documents are asked: what was picked, else what the step is about."""
    if doing.picked == THEME:
        return text("mission.documents.theme", doing.language, title=session.title)
    picked = (question for question in step.questions if question.id == doing.picked)
    return next((question.text for question in picked), step.asks).said_in(doing.language)


def quotes_of(result: Answer | NoAnswer | None) -> tuple[Citation, ...]:
    """The quotes of an answer, or those nearest to a question without one."""
    if result is None:
        return ()
    return result.citations if isinstance(result, Answer) else result.nearest


def _links(found: Found, step: str | None, session: Session, language: Language) -> list[Choice]:
    """A button for each quote, with its number."""
    return [
        Choice(
            aim="mission",
            value=value_of("link", session.id, found.id, one.number, step),
            label=text("mission.button.link", language, number=one.number),
        )
        for one in quotes_of(found.result)[:_MOST]
    ]
