"""The guide: takes every act of a person in a mission to those who see to it, and hands back what comes of it."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping

from bot.guidance.acts import Act, Verb
from bot.guidance.documents import Documents
from bot.guidance.doing import Doing
from bot.guidance.moving import Moving
from bot.guidance.response import Response
from bot.guidance.starting import Starting
from bot.guidance.suggesting import Suggests
from bot.guidance.views import Views
from bot.guidance.writing import Writing
from bot.replies.missions.outcomes import reply_to_unknown_act
from bot.replies.reply import Reply
from knowledge.language import Language
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session

Deed = Callable[[Doing], Awaitable[Response]]


class Guide:
    """What every front end talks to; it decides nothing itself.

    `suggests` is None where no chat model is set.
    """

    def __init__(
        self,
        *,
        missions: Missions,
        documents: Documents,
        now: Callable[[], dt.datetime],
        suggests: Suggests | None = None,
    ) -> None:
        self._views = Views(missions=missions, documents=documents, now=now, suggests=suggests is not None)
        starting = Starting(missions=missions, documents=documents)
        moving = Moving(missions=missions, views=self._views)
        writing = Writing(missions=missions, views=self._views)
        self._deeds: dict[Verb, Deed] = {
            "new": starting.new,
            "begin": starting.begin,
            "start": starting.start,
            "list": starting.mine,
            "step": moving.step,
            "next": moving.next,
            "back": moving.back,
            "skip": moving.skip,
            "undo": moving.undo,
            "answer": writing.answer,
            "pick": writing.pick,
            "more": writing.more,
            "form": writing.form,
        }

    async def act(
        self,
        act: Act,
        *,
        by: Person,
        language: Language,
        picked: str | None = None,
        sent: Mapping[str, str] | None = None,
        guild: str | None = None,
    ) -> Response:
        """What comes of an act.

        `picked` is the option chosen in a menu, `sent` the inputs of a form by name. StateUnavailable where nothing can
        be read or kept just now; `late` keeps the words then.
        """
        deed = self._deeds.get(act.verb) if act.verb is not None else None
        if deed is None:
            return Response(reply=reply_to_unknown_act(language))
        return await deed(Doing(act, by, language, picked, sent or {}, guild))

    async def step(self, session: Session, language: Language) -> Reply:
        """The current step as everybody sees it, with its buttons and menu."""
        return await self._views.step(session, language)
