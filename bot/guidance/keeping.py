"""A mission as a whole: who is in it, put away, deleted and had back."""

from collections.abc import Sequence

from bot.guidance.acts import value_of
from bot.guidance.doing import Doing
from bot.guidance.menus import menu_of_people
from bot.guidance.offers import offer, offering
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.replies.missions.forms import form_to_rename
from bot.replies.missions.history import (
    reply_to_handed_over,
    reply_to_invited,
    reply_to_left,
    reply_to_people,
    reply_to_renamed,
)
from bot.replies.missions.outcomes import reply_to_ended, reply_to_ending
from bot.replies.reply import said
from knowledge.language import Language
from knowledge.sessions.outcome import Outcome, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Person, Session


class Keeping:
    """Sees to what becomes of a mission, and to who is in it."""

    def __init__(self, *, missions: Missions, views: Views) -> None:
        self._missions = missions
        self._views = views

    async def archive(self, doing: Doing) -> Response:
        """Put the mission away."""
        return await self._became("archived", await self._missions.archive(doing.session, by=doing.by), doing)

    async def delete(self, doing: Doing, session: Session) -> Response:
        """Ask whether the mission is to be deleted."""
        if session.owner.id != doing.by.id:
            no = Refused(reason="not_owner", session=session, facts={"name": session.owner.name})
            return await self._views.refused(no, doing.language)
        reply = reply_to_ending(session, doing.language)
        choices = [offer(verb, doing.language, session.id) for verb in ("delete_yes", "export")]
        return Response(reply=offering(reply, *choices))

    async def delete_yes(self, doing: Doing) -> Response:
        """Delete the mission."""
        return await self._became("deleted", await self._missions.delete(doing.session, by=doing.by), doing)

    async def restore(self, doing: Doing) -> Response:
        """Have the mission back."""
        return await self._became("restored", await self._missions.restore(doing.session, by=doing.by), doing)

    async def keep(self, doing: Doing) -> Response:
        """Let a mission that has lain idle stay."""
        return await self._became("kept", await self._missions.keep(doing.session, by=doing.by), doing)

    async def people(self, doing: Doing, session: Session) -> Response:
        """Show who takes part; let out whoever was picked."""
        if doing.picked is not None:
            return await self._left(doing.picked, session, doing)
        menu = menu_of_people(session, doing.by, doing.language)
        open_now = session.status == "open"
        choices = [offer("rename", doing.language, session.id)] if open_now and session.decides(doing.by.id) else []
        menus = (menu,) if open_now and menu.options else ()
        return Response(reply=offering(reply_to_people(session, doing.language), *choices, menus=menus))

    async def rename(self, doing: Doing, session: Session) -> Response:
        """Open the form for another title."""
        return Response(form=form_to_rename(session, doing.language, value=value_of("renamed", session.id)))

    async def renamed(self, doing: Doing) -> Response:
        """Give the mission the title that was sent in."""
        title = doing.sent.get("title", "")
        outcome = await self._missions.rename(doing.session, title, by=doing.by)
        if isinstance(outcome, Refused):
            return _with_words(await self._views.refused(outcome, doing.language), title)
        reply = reply_to_renamed(outcome.session, doing.language, by=doing.by.name)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def invite(
        self,
        session_id: str,
        people: Sequence[Person],
        *,
        role: tuple[str, str] | None,
        co_owner: bool,
        by: Person,
        language: Language,
    ) -> Response:
        """Let people in, and everybody with a role; `role` is its id and what it is called."""
        outcomes = await self._invited(session_id, people, role, by, co_owner=co_owner)
        taken = [outcome for outcome in outcomes if not isinstance(outcome, Refused)]
        if not taken:
            refused = next((one for one in outcomes if isinstance(one, Refused)), Refused(reason="not_participant"))
            return await self._views.refused(refused, language)
        names = [person.name for person in people]
        called = role[1] if role is not None else None
        reply = reply_to_invited(names, called, language, co_owner=co_owner, by=by.name)
        return Response(reply=reply, session=taken[-1].session, hidden=False)

    async def hand_over(self, session_id: str, to: Person, *, by: Person, language: Language) -> Response:
        """Let a participant own the mission."""
        outcome = await self._missions.hand_over(session_id, to.id, by=by)
        if isinstance(outcome, Refused):
            return await self._views.refused(outcome, language)
        reply = reply_to_handed_over(to.name, language, by=by.name)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def _left(self, person: str, session: Session, doing: Doing) -> Response:
        one = session.participant(person)
        outcome = await self._missions.remove(session.id, person, by=doing.by)
        if isinstance(outcome, Refused) or one is None:
            refused = outcome if isinstance(outcome, Refused) else Refused(reason="not_participant", session=session)
            return await self._views.refused(refused, doing.language)
        reply = reply_to_left(one, doing.language, by=doing.by)
        return Response(reply=reply, session=outcome.session, hidden=False)

    async def _invited(
        self, name: str, people: Sequence[Person], role: tuple[str, str] | None, by: Person, *, co_owner: bool
    ) -> list[Outcome]:
        outcomes: list[Outcome] = []
        if people:
            outcomes.append(await self._missions.invite(name, people, by=by))
        if co_owner:
            outcomes += [await self._missions.name_co_owner(name, person.id, by=by) for person in people]
        if role is not None:
            outcomes.append(await self._missions.invite_role(name, role[0], role[1], by=by))
        return outcomes

    async def _became(self, what: str, outcome: Outcome, doing: Doing) -> Response:
        if isinstance(outcome, Refused):
            return await self._views.refused(outcome, doing.language)
        session = outcome.session
        reply = reply_to_ended(what, session, doing.language, by=doing.by.name)
        choice = offer("restore" if session.status != "open" else "step", doing.language, session.id)
        return Response(reply=offering(reply, choice), session=session, moved=what == "restored", hidden=False)


def _with_words(refused: Response, words: str) -> Response:
    """A refusal that gives back what was written: a title is no answer that a draft could keep."""
    if refused.reply is None or not words.strip():
        return refused
    given = (*refused.reply.paragraphs, said(words.strip()))
    return refused.model_copy(update={"reply": refused.reply.model_copy(update={"paragraphs": given})})
