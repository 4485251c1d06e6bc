"""What is not in the mission yet: drafts, messages that may become answers."""

import datetime as dt
from typing import Final

from bot.guidance.acts import NONE
from bot.guidance.doing import Doing
from bot.guidance.menus import STEP, menu_of_drafts, menu_of_fields
from bot.guidance.offers import offering
from bot.guidance.pages import added_line, field_called, place_asking, place_of, standing_on
from bot.guidance.response import Response
from bot.guidance.views import Views
from bot.guidance.writing import Writing, opened_form
from bot.replies.missions.drafts import reply_to_drafts, words_of
from bot.replies.missions.forms import input_name
from bot.replies.missions.outcomes import reply_to_refused
from bot.replies.talk import short_reply
from knowledge.canvas import FIELDS, TEXT, FieldName
from knowledge.language import Language
from knowledge.method.method import Method
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.outcome import Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Draft, Entry, Person, Session
from knowledge.sessions.standing import design_of

_BETWEEN: Final = "\n\n"


class Drafting:
    """Sees to what somebody wrote and has not put in."""

    def __init__(self, *, missions: Missions, views: Views, writing: Writing) -> None:
        self._missions = missions
        self._views = views
        self._writing = writing

    async def keep_words(
        self,
        session_id: str,
        words: str,
        *,
        said_by: str | None,
        said_at: dt.datetime | None,
        by: Person,
        language: Language,
        reason: str = "message",
    ) -> Response:
        """Keep words as a draft of `by`, and ask where they belong."""
        if not words.strip():
            return Response(reply=short_reply("mission.use.blank", language))
        session = await self._missions.open(session_id, by=by)
        method = self._missions.method if isinstance(session, Refused) else await self._missions.method_of(session)
        entry = Entry(
            field=_first_field(None if isinstance(session, Refused) else session, method),
            values={TEXT: words},
            said_by=said_by,
            said_at=said_at,
        )
        draft = await self._missions.keep_draft(session_id, [entry], by=by, reason=reason)
        if isinstance(session, Refused):
            return await self._views.refused(session.model_copy(update={"draft": draft.id}), language)
        if session.status != "open":
            refused = Refused(reason=session.status, session=session, draft=draft.id)
            return await self._views.refused(refused, language)
        reply = short_reply("mission.use", language)
        return Response(reply=offering(reply, menus=(menu_of_fields(method, session, language, draft=draft.id),)))

    async def use(self, doing: Doing, session: Session) -> Response:
        """Put a draft's words where it was picked that they belong."""
        draft = await self._missions.draft(doing.at(0) or NONE, by=doing.by)
        field = field_called(doing.picked)
        if draft is None:
            return Response(reply=short_reply("mission.draft.gone", doing.language))
        method = await self._missions.method_of(session)
        if field is None:
            step = (doing.picked or "").removeprefix(STEP) or None
            menu = menu_of_fields(method, session, doing.language, draft=draft.id, step=step)
            return Response(reply=offering(short_reply("mission.use", doing.language), menus=(menu,)))
        return await self._put(draft, field, session, method, doing)

    async def drafts(self, doing: Doing) -> Response:
        """Show somebody's drafts, those of the session, or all of them where none is named."""
        wanted = doing.session if doing.session != NONE else None
        drafts = await self._missions.drafts(doing.by, session=wanted)
        reply = reply_to_drafts(drafts, await self._method(doing), doing.language)
        if not drafts:
            return Response(reply=reply)
        menus = [menu_of_drafts(verb, drafts, doing.session, doing.language) for verb in ("draft", "drop_draft")]
        return Response(reply=offering(reply, menus=menus))

    async def draft(self, doing: Doing) -> Response:
        """Open a draft again: in its form, or with the fields where it may belong."""
        draft = await self._missions.draft(doing.at(0) or doing.picked or NONE, by=doing.by)
        if draft is None:
            return Response(reply=short_reply("mission.draft.gone", doing.language))
        session = await self._views.opened(draft.session, doing.by)
        if isinstance(session, Refused):
            return await self._unopened(draft, session, doing)
        method = await self._missions.method_of(session)
        place = place_of(method, draft.form) if draft.form is not None else None
        if place is None:
            menu = menu_of_fields(method, session, doing.language, draft=draft.id)
            return Response(reply=offering(short_reply("mission.use", doing.language), menus=(menu,)))
        claim = next((entry.claim for entry in draft.entries), None)
        # What was to be changed may be gone by now: then it is a new entry.
        still = claim if claim is not None and design_of(session).claim(claim) is not None else None
        over = {
            input_name(one): entry.values[one.part]
            for one in place.page.inputs
            for entry in draft.entries
            if entry.field == one.field and one.part in entry.values
        }
        form = opened_form(place, method, session, doing.by, doing.language, claim=still, over=over, draft=draft.id)
        return Response(form=form)

    async def drop_draft(self, doing: Doing) -> Response:
        """Let go of a draft."""
        await self._missions.drop_draft(doing.at(0) or doing.picked or NONE, by=doing.by)
        return Response(reply=short_reply("mission.draft.dropped", doing.language))

    async def _unopened(self, draft: Draft, refused: Refused, doing: Doing) -> Response:
        """A draft of a mission that takes nothing: its words, and why they cannot be put in."""
        method = await self._method(doing)
        shown = reply_to_drafts([draft], method, doing.language)
        why = reply_to_refused(refused, method, doing.language)
        return Response(reply=shown.model_copy(update={"paragraphs": (*why.paragraphs, *shown.paragraphs)}))

    async def _put(self, draft: Draft, field: FieldName, session: Session, method: Method, doing: Doing) -> Response:
        """The words of a draft in a field: at once where nothing has to be chosen, else in its form."""
        place = place_asking(method, field)
        if place is None:
            return await self._views.refused(Refused(reason="unknown_field", session=session), doing.language)
        words, shape = words_of(draft), FIELDS[field].shape
        said = next((entry for entry in draft.entries if entry.said_by is not None), None)
        if shape == "lines" or (shape == "text" and not design_of(session).text(field)):
            entry = Entry(
                field=field,
                values={TEXT: added_line(field, words, session) if shape == "lines" else words},
                said_by=said.said_by if said is not None else None,
                said_at=said.said_at if said is not None else None,
            )
            seen = len(session.history)
            return await self._writing.written(doing, place, [entry], session=session, seen=seen, draft=draft.id)
        name = input_name(next(one for one in place.page.inputs if one.field == field))
        before = standing_on(place.page, session, claim=None, by=doing.by).get(name, "") if shape == "text" else ""
        over = {name: _BETWEEN.join(part for part in (before, words) if part)}
        form = opened_form(place, method, session, doing.by, doing.language, over=over, draft=draft.id)
        return Response(form=form)

    async def _method(self, doing: Doing) -> Method:
        session = await self._missions.open(doing.session, by=doing.by)
        return self._missions.method if isinstance(session, Refused) else await self._missions.method_of(session)


def _first_field(session: Session | None, method: Method) -> FieldName:
    """A field of the current step, for words that have no place yet."""
    step = current_step(session, method) if session is not None else None
    found = next((one for one in method.steps if one.id == step), method.steps[0])
    return found.questions[0].field
