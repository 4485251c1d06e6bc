"""Writing in a mission: which form comes next, what was sent in, and what is said about it."""

from collections.abc import Iterator
from typing import Final

from bot.guidance.acts import NONE, value_of
from bot.guidance.doing import Doing
from bot.guidance.menus import CLAIM, PAGE
from bot.guidance.offers import offer, offering, step_called
from bot.guidance.pages import (
    Place,
    claim_on,
    entries_in,
    labelled,
    name_of,
    next_page,
    place_asking,
    place_of,
    standing_on,
    submission_of,
    with_credit,
)
from bot.guidance.response import Response
from bot.guidance.views import AsItStands, Views, remarks_at
from bot.replies.missions.drafts import reply_to_late
from bot.replies.missions.forms import form_of
from bot.replies.missions.recorded import reply_to_recorded, submissions
from bot.replies.missions.wording import named
from bot.replies.reply import Choice, Form, said
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.canvas import FIELDS, TEXT, FieldName
from knowledge.language import Language
from knowledge.method.forms import FormPage, forms_of
from knowledge.method.method import Method, Step
from knowledge.missions.design import MissionDesign
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.outcome import Recorded, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Entry, Person, Session
from knowledge.sessions.standing import design_of

_SEEN: Final = 2  # where a form's act tells how long the history was
_DRAFT: Final = 3


class Writing:
    """Sees to forms, opened and sent in."""

    def __init__(self, *, missions: Missions, views: Views) -> None:
        self._missions = missions
        self._views = views

    async def answer(self, doing: Doing, session: Session) -> Response:
        """Open the form of a step in which most is to be written."""
        method = await self._missions.method_of(session)
        step = step_called(method, doing.at(0) or current_step(session, method))
        if step is None:
            return Response(reply=await self._views.step(session, doing.language))
        page = page_to_write(step, design_of(session)) or forms_of(step)[0]
        return self._form(Place(step, page), method, session, doing)

    async def pick(self, doing: Doing, session: Session) -> Response:
        """Open the form that was picked from a menu: a page of the step, or an entry to change."""
        method = await self._missions.method_of(session)
        picked = doing.picked or ""
        claim = picked.removeprefix(CLAIM) if picked.startswith(CLAIM) else None
        place = _place_of_claim(session, method, claim) if claim else place_of(method, picked.removeprefix(PAGE))
        if place is None:
            gone = Refused(reason="claim_gone" if claim else "unknown_field", session=session)
            return await self._views.refused(gone, doing.language)
        return self._form(place, method, session, doing, claim=claim)

    async def more(self, doing: Doing, session: Session) -> Response:
        """Open the next page of an entry."""
        method = await self._missions.method_of(session)
        place = place_of(method, doing.at(0) or "")
        if place is None:
            return await self._views.refused(Refused(reason="unknown_field", session=session), doing.language)
        return self._form(place, method, session, doing, claim=doing.at(1))

    async def form(self, doing: Doing) -> Response:
        """Take a form that was sent in."""
        session = await self._missions.open(doing.session, by=doing.by)
        if isinstance(session, Refused):
            return await self._unseen(session, doing)
        method = await self._missions.method_of(session)
        place = place_of(method, doing.at(0) or "")
        if place is None:
            # A form of a method that can no longer be read has no field to keep its words for: they go back whole.
            return _handed_back(doing, method)
        seen = int(doing.at(_SEEN) or len(session.history))
        entries = entries_in(place.page, doing.sent, session, claim=doing.at(1), seen=seen, by=doing.by)
        draft = await self._missions.draft(doing.at(_DRAFT) or NONE, by=doing.by)
        entries = with_credit(entries, draft.entries if draft is not None else ())
        return await self.written(doing, place, entries, session=session, seen=seen, draft=doing.at(_DRAFT))

    async def left(self, doing: Doing) -> Response:
        """Keep what was filled in in a form that was left without sending it."""
        session = await self._missions.open(doing.session, by=doing.by)
        method = self._missions.method if isinstance(session, Refused) else await self._missions.method_of(session)
        place = place_of(method, doing.at(0) or "")
        if place is None:
            return await self._left_unplaced(doing)
        entries = _entries_unseen(place, doing)
        before = (
            {} if isinstance(session, Refused) else standing_on(place.page, session, claim=doing.at(1), by=doing.by)
        )
        if all(before.get(name, "") == value.strip() for name, value in doing.sent.items()):
            return Response(reply=short_reply("mission.left.nothing", doing.language))
        await self._missions.keep_draft(doing.session, entries, by=doing.by, reason="interrupted", form=name_of(place))
        return Response(reply=short_reply("mission.left", doing.language))

    async def _left_unplaced(self, doing: Doing) -> Response:
        """A form before there is a mission: its challenge is kept where one was written."""
        words = doing.sent.get("challenge", "")
        if not words.strip():
            return Response(reply=short_reply("mission.left.nothing", doing.language))
        entry = Entry(field="challenge", values={TEXT: words})
        await self._missions.keep_draft(doing.session, [entry], by=doing.by, reason="interrupted")
        return Response(reply=short_reply("mission.left", doing.language))

    async def written(
        self, doing: Doing, place: Place, entries: list[Entry], *, session: Session, seen: int, draft: str | None
    ) -> Response:
        """What comes of entries; the draft they come from goes once they are taken."""
        outcome = await self._missions.revise(session.id, entries, by=doing.by, seen=seen, form=name_of(place))
        if isinstance(outcome, Refused):
            return await self._views.refused(outcome, doing.language)
        if draft is not None:
            await self._missions.drop_draft(draft, by=doing.by)
        if not isinstance(outcome, Recorded):
            return Response(session=outcome.session)
        return await self._recorded(doing, place, outcome)

    async def _recorded(self, doing: Doing, place: Place, recorded: Recorded) -> Response:
        session, made = recorded.session, submissions(recorded)
        now = await self._views.standing(session)
        # An entry with a page to come is not judged half-way.
        stood = any(one.stands for one in made) and next_page(place.page) is None
        fields: tuple[FieldName, ...] = tuple(dict.fromkeys(one.field for one in made))
        found = remarks_at(place.step, now, doing.language, fields) if stood else ()
        remarks = found if found or not stood else (said(text("mission.wrote.sound", doing.language)),)
        reply = reply_to_recorded(recorded, now.method, doing.language, by=doing.by.name, remarks=remarks)
        choices = [*_after(doing, place, recorded, remarked=bool(found)), *_onwards(doing, place, now)]
        return Response(reply=offering(reply, *choices), session=session if made else None, hidden=not made)

    async def _unseen(self, refused: Refused, doing: Doing) -> Response:
        """A form for a mission that is gone or not one's own any more: its words are kept all the same."""
        method = self._missions.method
        place = place_of(method, doing.at(0) or "")
        words = {name: value for name, value in doing.sent.items() if value.strip()}
        if not words:
            return await self._views.refused(refused, doing.language)
        if place is None:
            return _handed_back(doing, method)
        entries = _entries_unseen(place, doing)
        draft = await self._missions.keep_draft(
            doing.session, entries, by=doing.by, reason=refused.reason, form=name_of(place)
        )
        return await self._views.refused(refused.model_copy(update={"draft": draft.id}), doing.language)

    def _form(
        self, place: Place, method: Method, session: Session, doing: Doing, *, claim: str | None = None
    ) -> Response:
        return Response(form=opened_form(place, method, session, doing.by, doing.language, claim=claim))


def _handed_back(doing: Doing, method: Method) -> Response:
    """What was sent in, given back to whoever wrote it."""
    return Response(reply=reply_to_late(labelled(doing.act, doing.sent, method, doing.language), doing.language))


def _after(doing: Doing, place: Place, recorded: Recorded, *, remarked: bool) -> Iterator[Choice]:
    """What can be done after something was written."""
    session, made = recorded.session, submissions(recorded)
    claim = claim_on(place.page, doing.at(1)) or next((one.claim for one in made), None)
    after = next_page(place.page)
    if after is not None and claim is not None:
        yield offer("more", doing.language, session.id, after.id, claim)
    waiting = [one for one in made if not one.stands]
    if len(waiting) == 1:
        yield offer("stand", doing.language, session.id, waiting[0].number)
        yield offer("aside", doing.language, session.id, waiting[0].number)
    elif waiting:
        yield offer("proposals", doing.language, session.id)
    if remarked:
        yield offer("findings", doing.language, session.id, place.step.id)


def _onwards(doing: Doing, place: Place, now: AsItStands) -> Iterator[Choice]:
    """Where to go from what was written: to what is empty in the step, else to the next step."""
    if page_to_write(place.step, now.design) is not None:
        yield offer("answer", doing.language, now.session.id, place.step.id, key="answer_more")
    elif now.session.decides(doing.by.id):
        yield offer("next", doing.language, now.session.id, place.step.id)


def opened_form(
    place: Place,
    method: Method,
    session: Session,
    by: Person,
    language: Language,
    *,
    claim: str | None = None,
    over: dict[str, str] | None = None,
    draft: str | None = None,
) -> Form:
    """A page as a form, what stands in its inputs; `over` stands there instead, from a draft."""
    claim = claim_on(place.page, claim)
    standing = {**standing_on(place.page, session, claim=claim, by=by), **(over or {})}
    value = value_of("form", session.id, name_of(place), claim, len(session.history), draft)
    name = _named(place.page, method, session, claim, language)
    return form_of(place.page, method, place.step, standing, language, value=value, named=name)


def _named(page: FormPage, method: Method, session: Session, claim: str | None, language: Language) -> str | None:
    """What the entry that a form changes is called; None for a new one."""
    if page.field is None or claim is None or FIELDS[page.field].shape == "entry":
        return None
    said = submission_of(session, claim)
    return (named(method, page.field, said.values, language) or None) if said is not None else None


def page_to_write(step: Step, design: MissionDesign) -> FormPage | None:
    """The first page with nothing written in one of its fields; None where something is written in all."""
    pages = (page for page in forms_of(step) if page.field is None or page.id.endswith("-1"))
    return next((page for page in pages if any(not design.of(one.field) for one in page.inputs)), None)


def _place_of_claim(session: Session, method: Method, claim: str) -> Place | None:
    said = submission_of(session, claim)
    return place_asking(method, said.field) if said is not None else None


def _entries_unseen(place: Place, doing: Doing) -> list[Entry]:
    """What a form brought, where what stands may not be looked at."""
    if place.page.field is not None:
        return [Entry(field=place.page.field, claim=doing.at(1), values=dict(doing.sent))]
    return [Entry(field=one.field, values={one.part: doing.sent.get(one.field, "")}) for one in place.page.inputs]
