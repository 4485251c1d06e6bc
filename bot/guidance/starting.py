"""Beginning a mission: what from, what it is called, and those one is in already."""

import asyncio
from collections.abc import Sequence
from typing import Final

from bot.guidance.acts import NONE, value_of
from bot.guidance.documents import Documents
from bot.guidance.doing import Doing
from bot.guidance.offers import offer, offering
from bot.guidance.response import Response
from bot.replies.faults import reply_to_fault
from bot.replies.missions.forms import form_to_begin
from bot.replies.missions.starting import place_words, reply_to_begun, reply_to_list, reply_to_new, reply_to_taken_in
from bot.replies.missions.wording import brief
from bot.replies.reply import Menu, Option
from bot.texts import text
from knowledge.answer import Citation
from knowledge.canvas import TEXT
from knowledge.errors import DesignUnreadable
from knowledge.language import Language
from knowledge.method.method import StartingPoint
from knowledge.missions.exports.interchange import from_json
from knowledge.sessions.outcome import Recorded
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Entry, Person, Session
from knowledge.sessions.standing import design_of

BLANK: Final = "blank"
_LONGEST: Final = 100  # characters of an option


class Starting:
    """Sees to what comes before a mission is there."""

    def __init__(self, *, missions: Missions, documents: Documents) -> None:
        self._missions = missions
        self._documents = documents

    async def new(self, doing: Doing) -> Response:
        """Show what a mission may begin from."""
        points = self._missions.method.starting_points
        cited = await self._cited(points, doing.language)
        citations = {point.id: citation for point, citation in zip(points, cited, strict=True)}
        reply = reply_to_new(points, citations, doing.language)
        return Response(reply=offering(reply, menus=(_menu(points, doing.language),)))

    async def begin(self, doing: Doing) -> Response:
        """Open the form in which a mission is begun from the starting point that was picked."""
        point = self._point(doing.picked or doing.at(0))
        value = value_of("start", NONE, point.id if point is not None else BLANK)
        return Response(form=form_to_begin(point, doing.language, value=value))

    async def start(self, doing: Doing) -> Response:
        """Begin a mission as the form says."""
        sent = doing.sent
        point = self._point(doing.at(0))
        session = await self._missions.begin(
            title=sent.get("title", "").strip() or text("mission.untitled", doing.language),
            path="short" if sent.get("path") == "short" else "full",
            language=doing.language,
            owner=doing.by,
            starting_point=point.id if point is not None else None,
            guild=doing.guild,
        )
        challenge = sent.get("challenge", "")
        session = session if _as_offered(challenge, point) else await self._with_challenge(session, challenge, doing)
        return Response(reply=reply_to_begun(session, doing.language), session=session, moved=True, hidden=False)

    async def mine(self, doing: Doing) -> Response:
        """Show the missions somebody is in."""
        found = await self._missions.of(doing.by)
        own = [one for one in found if one.status != "deleted" or one.owner.id == doing.by.id]
        sessions = [(one, await self._missions.method_of(one)) for one in own]
        reply = reply_to_list(sessions, doing.by, doing.language)
        options = tuple(
            Option(
                value=one.id,
                label=brief(one.title, _LONGEST),
                about=brief(place_words(one, method, doing.language), _LONGEST),
            )
            for one, method in sessions
        )
        menu = Menu(value=value_of("show"), label=text("mission.menu.open", doing.language), options=options)
        return Response(reply=offering(reply, offer("new", doing.language), menus=(menu,) if options else ()))

    async def take_in(self, words: str, *, by: Person, language: Language, guild: str | None) -> Response:
        """Begin a mission from one that was exported as JSON."""
        try:
            design = from_json(words)
        except DesignUnreadable as error:
            return Response(reply=reply_to_fault(error, language))
        design = await self._documents.with_known_links(design)
        session = await self._missions.take_in(design, owner=by, guild=guild)
        reply = reply_to_taken_in(session, len(design_of(session).claims), language)
        return Response(reply=reply, session=session, moved=True, hidden=False)

    async def _with_challenge(self, session: Session, words: str, doing: Doing) -> Session:
        """The session with a first challenge, where the form brought one."""
        if not words.strip():
            return session
        entry = Entry(field="challenge", values={TEXT: words})
        outcome = await self._missions.revise(session.id, [entry], by=doing.by, seen=len(session.history))
        return outcome.session if isinstance(outcome, Recorded) else session

    async def _cited(self, points: Sequence[StartingPoint], language: Language) -> Sequence[Citation | None]:
        return await asyncio.gather(*(self._documents.citation_of(point, language) for point in points))

    def _point(self, name: str | None) -> StartingPoint | None:
        return next((one for one in self._missions.method.starting_points if one.id == name), None)


def _menu(points: Sequence[StartingPoint], language: Language) -> Menu:
    named = (
        Option(
            value=point.id,
            label=brief(point.name.said_in(language), _LONGEST),
            about=text(f"mission.option.{point.kind}", language),
        )
        for point in points
    )
    blank = Option(value=BLANK, label=text("mission.option.blank", language))
    label = text("mission.menu.begin", language)
    return Menu(value=value_of("begin"), label=label, options=(*named, blank))


def _as_offered(challenge: str, point: StartingPoint | None) -> bool:
    """Whether a challenge is the theme's own words, left as they were: those are nobody's claim."""
    return point is not None and challenge.strip() in (point.about.sv.strip(), point.about.en.strip())
