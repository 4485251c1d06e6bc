"""A session as it is shown: the step everybody sees, the canvas, and why an act was not taken."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Final, NamedTuple

from bot.guidance.acts import NONE
from bot.guidance.doing import Doing
from bot.guidance.fitting import fitted
from bot.guidance.menus import menu_of_step
from bot.guidance.offers import offer, offering, offers_at, step_called, waiting_in
from bot.guidance.response import Response
from bot.replies.missions.canvas import reply_to_canvas
from bot.replies.missions.findings import remarks_on
from bot.replies.missions.outcomes import reply_to_refused
from bot.replies.missions.steps import reply_to_step, reply_to_walked
from bot.replies.reply import Choice, Paragraph, Reply
from bot.texts import counted, text
from knowledge.canvas import FieldName
from knowledge.language import Language
from knowledge.method.method import Method, Step
from knowledge.missions.design import MissionDesign
from knowledge.missions.finding import Readiness
from knowledge.missions.readiness import readiness
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.outcome import Outcome, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session
from knowledge.sessions.standing import design_of

_OVERTAKEN: Final = ("claim_gone", "decided", "busy")
"""Reasons that tell of others' acts, after which what is shown may be out of date."""


Deed = Callable[[Doing], Awaitable[Response]]
"""What comes of an act."""
Inside = Callable[[Doing, Session], Awaitable[Response]]
"""What comes of an act in a session that whoever acts has been let into."""


class AsItStands(NamedTuple):
    """A session with what it comes to today, worked out once for all that is shown: the checks take 10 ms and more."""

    session: Session
    method: Method
    design: MissionDesign
    ready: Readiness


class Board(NamedTuple):
    """What stands where a mission lives: its canvas and its current step."""

    canvas: Reply
    step: Reply


class Views:
    """Makes replies of a session, with the method it stays with."""

    def __init__(self, *, missions: Missions, now: Callable[[], dt.datetime], suggests: bool) -> None:
        self._missions = missions
        self._now = now
        self._suggests = suggests

    async def step(self, session: Session, language: Language, *, named: str | None = None) -> Reply:
        """The current step with what can be done there; the one `named` where that is wanted."""
        return self._step(await self.standing(session), language, named)

    async def board(self, session: Session, language: Language) -> Board:
        """The mission at a glance and its current step."""
        now = await self.standing(session)
        return Board(self._canvas(now, language), self._step(now, language))

    async def canvas(self, session: Session, language: Language) -> Reply:
        """The mission at a glance, in one message."""
        return self._canvas(await self.standing(session), language)

    async def standing(self, session: Session) -> AsItStands:
        """A session as it stands today, by the method it stays with."""
        method, design = await self._missions.method_of(session), design_of(session)
        return AsItStands(session, method, design, readiness(design, method, self._now().astimezone().date()))

    def _step(self, now: AsItStands, language: Language, named: str | None = None) -> Reply:
        session, method, design, _ = now
        step = step_called(method, named or current_step(session, method))
        if step is None:
            return _walked(now, language)
        remarks = remarks_at(step, now, language)
        notes = _notes(session, language)
        reply = fitted(
            lambda room: reply_to_step(step, method, design, language, remarks=remarks, notes=notes, room=room)
        )
        if session.status != "open":
            return offering(reply, offer("show", language, session.id))
        first = method.path(session.path)[0].id == step.id
        choices = offers_at(step, session, language, first=first, suggests=self._suggests)
        return offering(reply, *choices, menus=(menu_of_step(step, method, session, language),))

    def _canvas(self, now: AsItStands, language: Language) -> Reply:
        session, method, design, ready = now
        notes = _notes(session, language)
        reply = fitted(lambda room: reply_to_canvas(session, design, ready, method, language, room=room, notes=notes))
        return offering(reply, *(offer(verb, language, session.id) for verb in ("show", "export")))

    async def refused(self, refused: Refused, language: Language) -> Response:
        """Why an act was not taken, with where the session stands and what helps."""
        session = refused.session
        method = await self._missions.method_of(session) if session is not None else self._missions.method
        reply = reply_to_refused(refused, method, language)
        if refused.reason == "elsewhere" and session is not None:
            step = await self.step(session, language)
            both = step.model_copy(update={"paragraphs": (*reply.paragraphs, *step.paragraphs)})
            return Response(reply=both, session=session)
        stale = session if refused.reason in _OVERTAKEN else None
        return Response(reply=offering(reply, *_remedies(refused, language)), session=stale)

    async def not_done(self, outcome: Outcome, language: Language) -> Response:
        """Why an act changed nothing: it was refused, or it was so already."""
        refused = outcome if isinstance(outcome, Refused) else Refused(reason="already", session=outcome.session)
        return await self.refused(refused, language)

    def seen(self, deed: Inside) -> Deed:
        """The deed for whoever may see the session; anybody else is told why not."""

        async def done(doing: Doing) -> Response:
            session = await self._missions.open(doing.session, by=doing.by)
            return await self._let(deed, doing, session)

        return done

    def open(self, deed: Inside) -> Deed:
        """The deed where the session is open for whoever acts to write in; else it is told why it is not."""

        async def done(doing: Doing) -> Response:
            return await self._let(deed, doing, await self.opened(doing.session, doing.by))

        return done

    async def _let(self, deed: Inside, doing: Doing, session: Session | Refused) -> Response:
        if isinstance(session, Refused):
            return await self.refused(session, doing.language)
        return await deed(doing, session)

    async def opened(self, name: str, by: Person) -> Session | Refused:
        """The session of that id, where it is open for somebody to write in; else why it is not."""
        session = await self._missions.open(name, by=by)
        if isinstance(session, Refused) or session.status == "open":
            return session
        return Refused(reason=session.status, session=session)


def remarks_at(
    step: Step, now: AsItStands, language: Language, fields: Sequence[FieldName] = ()
) -> tuple[Paragraph, ...]:
    """What the checks remark on a step in which something is written; on `fields` of it where any are named."""
    if not any(now.design.of(field) for field in step.fields):
        return ()
    return remarks_on(now.ready, step.id, now.method, language, fields=fields)


def _walked(now: AsItStands, language: Language) -> Reply:
    reply = reply_to_walked(now.design, len(now.method.path(now.session.path)), language)
    return offering(reply, *(offer(verb, language, now.session.id) for verb in ("show", "export", "back")))


def _notes(session: Session, language: Language) -> tuple[str, ...]:
    """What waits for somebody's word."""
    waiting = waiting_in(session)
    if not waiting:
        return ()
    return (text("mission.waiting", language, count=counted("proposal", waiting, language)),)


def _remedies(refused: Refused, language: Language) -> Iterator[Choice]:
    """What helps after an act was not taken."""
    session = refused.session
    if refused.draft is not None:
        yield offer("drafts", language, session.id if session is not None else NONE)
    if session is None:
        yield offer("list", language)
    elif refused.reason in ("archived", "deleted"):
        yield offer("restore", language, session.id)
