"""Suggestions for an answer by a chat model, where one is set: shown as such, and kept only where a person wants it."""

import secrets
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from bot.guidance.backing import quotes_of
from bot.guidance.documents import Documents
from bot.guidance.doing import Doing
from bot.guidance.drafting import Drafting
from bot.guidance.offers import offer, offering, step_meant
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.replies.missions.suggested import reply_to_suggested
from bot.replies.talk import short_reply
from knowledge.answer import Citation
from knowledge.errors import LibraryError
from knowledge.language import Language
from knowledge.method.method import Step
from knowledge.missions.design import MissionDesign
from knowledge.sessions.outcome import Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Session
from knowledge.sessions.standing import design_of

_REMEMBERED: Final = 200  # suggestions that can still be taken


class Suggests(Protocol):
    """Writes a suggestion for a step from what is written so far and what the documents say."""

    async def suggest(
        self, session: Session, design: MissionDesign, step: Step, citations: Sequence[Citation], language: Language
    ) -> str:
        """The suggestion, in plain text."""
        ...


class _Suggested(NamedTuple):
    """A suggestion, and the session it was made in."""

    session: str
    words: str


class Suggesting:
    """Sees to suggestions; nothing of them is in a mission before a person puts it there."""

    def __init__(
        self,
        *,
        missions: Missions,
        documents: Documents,
        views: Views,
        drafting: Drafting,
        suggests: Suggests | None,
    ) -> None:
        self._missions = missions
        self._documents = documents
        self._views = views
        self._drafting = drafting
        self._suggests = suggests
        self._made: dict[str, _Suggested] = {}

    async def suggest(self, doing: Doing) -> Response:
        """Show a suggestion for a step, marked as one, with what it was made from."""
        if self._suggests is None:
            return Response(reply=short_reply("mission.suggest.off", doing.language))
        session = await self._views.opened(doing.session, doing.by)
        if isinstance(session, Refused):
            return await self._views.refused(session, doing.language)
        method = await self._missions.method_of(session)
        step = step_meant(doing.at(0), session, method)
        citations = await self._citations(step, doing.language)
        words = await self._suggests.suggest(session, design_of(session), step, citations, doing.language)
        if not words.strip():
            return Response(reply=short_reply("mission.suggest.none", doing.language))
        reply = reply_to_suggested(words, citations, step, doing.language)
        return Response(reply=offering(reply, offer("adopt", doing.language, session.id, self._keep(session, words))))

    async def adopt(self, doing: Doing) -> Response:
        """Keep a suggestion as a draft of one's own."""
        made = self._made.get(doing.at(0) or "")
        if made is None or made.session != doing.session:
            return Response(reply=short_reply("mission.suggest.gone", doing.language))
        return await self._drafting.keep_words(
            doing.session,
            made.words,
            said_by=None,
            said_at=None,
            by=doing.by,
            language=doing.language,
            reason="suggestion",
        )

    async def _citations(self, step: Step, language: Language) -> Sequence[Citation]:
        try:
            return quotes_of(await self._documents.ask(step.asks.said_in(language), language))
        except LibraryError:
            return ()

    def _keep(self, session: Session, words: str) -> str:
        if len(self._made) >= _REMEMBERED:
            del self._made[next(iter(self._made))]
        name = secrets.token_urlsafe(6)
        self._made[name] = _Suggested(session.id, words)
        return name
