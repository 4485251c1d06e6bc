"""A session as it is shown: the step everybody sees, the canvas, and why an act was not taken."""

import datetime as dt
from collections.abc import Callable, Iterator

from bot.guidance.acts import NONE
from bot.guidance.documents import Documents
from bot.guidance.offers import menu_of_step, offer, offering, offers_at, waiting_in
from bot.guidance.response import Response
from bot.replies.missions.outcomes import reply_to_refused
from bot.replies.missions.steps import reply_to_step, reply_to_walked
from bot.replies.reply import Choice, Reply, said
from bot.texts import counted, text
from knowledge.language import Language
from knowledge.method.method import Method, Step
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.outcome import Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session
from knowledge.sessions.standing import design_of


class Views:
    """Makes replies of a session, with the method it stays with and what the documents say."""

    def __init__(
        self, *, missions: Missions, documents: Documents, now: Callable[[], dt.datetime], suggests: bool
    ) -> None:
        self._missions = missions
        self._documents = documents
        self._now = now
        self._suggests = suggests

    async def step(self, session: Session, language: Language, *, named: str | None = None) -> Reply:
        """The current step with what can be done there; the one `named` where that is wanted."""
        method = await self._missions.method_of(session)
        step = step_called(method, named or current_step(session, method))
        if step is None:
            return self._walked(session, method, language)
        waiting = waiting_in(session)
        notes = (text("mission.waiting", language, count=counted("proposal", waiting, language)),) if waiting else ()
        reply = reply_to_step(step, method, design_of(session), language, notes=notes)
        first = method.path(session.path)[0].id == step.id
        choices = offers_at(step, session, language, first=first, suggests=self._suggests)
        return offering(reply, *choices, menus=(menu_of_step(step, method, session, language),))

    async def refused(self, refused: Refused, language: Language) -> Response:
        """Why an act was not taken, with where the session stands and what helps."""
        session = refused.session
        method = await self._missions.method_of(session) if session is not None else self._missions.method
        reply = reply_to_refused(refused, method, language)
        if refused.reason == "elsewhere" and session is not None:
            step = await self.step(session, language)
            both = step.model_copy(update={"paragraphs": (*reply.paragraphs, *step.paragraphs)})
            return Response(reply=both, session=session)
        return Response(reply=offering(reply, *_remedies(refused, language)), session=session)

    def _walked(self, session: Session, method: Method, language: Language) -> Reply:
        reply = reply_to_walked(design_of(session), len(method.path(session.path)), language, remarks=())
        offers = (offer(verb, language, session.id) for verb in ("show", "export", "back"))
        return offering(reply, *offers)

    async def opened(self, name: str, by: Person) -> Session | Refused:
        """The session of that id, where it is open for somebody to write in; else why it is not."""
        session = await self._missions.open(name, by=by)
        if isinstance(session, Refused) or session.status == "open":
            return session
        return Refused(reason=session.status, session=session)


def step_called(method: Method, name: str | None) -> Step | None:
    """The step of that id; None where the method has none."""
    return next((step for step in method.steps if step.id == name), None)


def spoken(line: str, language: Language) -> Reply:
    """A reply of one line that is made already."""
    return Reply(language=language, paragraphs=(said(line),))


def _remedies(refused: Refused, language: Language) -> Iterator[Choice]:
    """What helps after an act was not taken."""
    session = refused.session
    if refused.draft is not None:
        yield offer("drafts", language, session.id if session is not None else NONE)
    if session is None:
        yield offer("list", language)
    elif refused.reason in ("archived", "deleted"):
        yield offer("restore", language, session.id)
