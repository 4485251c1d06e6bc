"""Between the forms of a step and what is written in a session: what stands in an input, what was sent in (pure)."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from bot.guidance.acts import Act
from bot.replies.missions.forms import input_name
from knowledge.canvas import FIELD_NAMES, FIELDS, LONGEST_TEXT, TEXT, FieldName
from knowledge.language import Language
from knowledge.method.forms import FormInput, FormPage, entry_pages, form, forms_of
from knowledge.method.method import Method, Step
from knowledge.sessions.session import Entry, Person, Session, Submission
from knowledge.sessions.standing import Tally, tally

_OF_STEP: Final = "."


class Place(NamedTuple):
    """A page in its step."""

    step: Step
    page: FormPage


def place_of(method: Method, name: str) -> Place | None:
    """The page that a name tells: "challenge.a" for texts of a step, "actors-1" for an entry; None where it is gone."""
    step_id, dot, page_id = name.partition(_OF_STEP)
    if dot:
        step = next((one for one in method.steps if one.id == step_id), None)
        page = form(step, page_id) if step is not None else None
        return Place(step, page) if step is not None and page is not None else None
    field = field_called(name.rpartition("-")[0])
    if field is None:
        return None
    page = next((one for one in entry_pages(field) if one.id == name), None)
    step = step_asking(method, field)
    return Place(step, page) if page is not None and step is not None else None


def name_of(place: Place) -> str:
    """The name by which a page is found again."""
    return place.page.id if place.page.field is not None else f"{place.step.id}{_OF_STEP}{place.page.id}"


def step_asking(method: Method, field: FieldName) -> Step | None:
    """The step whose questions a field answers; None where the method asks for it nowhere."""
    return next((step for step in method.steps if field in step.fields), None)


def field_called(name: str | None) -> FieldName | None:
    """The field of that name; None where there is none."""
    return name if name in FIELD_NAMES else None


def place_asking(method: Method, field: FieldName) -> Place | None:
    """The first page in which a field is written."""
    step = step_asking(method, field)
    if step is None:
        return None
    return next((Place(step, page) for page in forms_of(step) if any(one.field == field for one in page.inputs)), None)


def next_page(page: FormPage) -> FormPage | None:
    """The page of an entry that follows; None where none does."""
    if page.field is None or page.last:
        return None
    pages = entry_pages(page.field)
    return pages[[one.id for one in pages].index(page.id) + 1]


def claim_on(page: FormPage, claim: str | None) -> str | None:
    """The claim that a page changes: the field's own where it holds one entry."""
    if page.field is not None and FIELDS[page.field].shape == "entry":
        return page.field
    return claim


def standing_on(page: FormPage, session: Session, *, claim: str | None, by: Person) -> dict[str, str]:
    """What stands in the inputs of a page, for somebody: their own proposals before what they propose to change."""
    now = tally(session.history)
    return {input_name(one): _standing(one, now, claim=claim_on(page, claim), by=by) for one in page.inputs}


def lines_standing(now: Tally, field: FieldName) -> str:
    """A list as it stands, a line for each claim."""
    held = [one for one in now.held.values() if one.submission.field == field and one.values]
    return "\n".join(one.values.get(TEXT, "") for one in held)


def proposed(now: Tally, claim: str | None, *, by: Person) -> Submission | None:
    """Somebody's own latest proposal for a claim that still waits."""
    own = (one for one in reversed(now.waiting) if one.claim == claim and one.by == by.id)
    return next(own, None)


def submission_of(session: Session, claim: str) -> Submission | None:
    """What a claim says: as it stands, else as it is proposed; None where it says nothing any more."""
    now = tally(session.history)
    held = now.held.get(claim)
    if held is not None and held.values:
        return held.submission
    return next((one for one in now.waiting if one.claim == claim and one.values), None)


def entries_in(
    page: FormPage, sent: Mapping[str, str], session: Session, *, claim: str | None, seen: int, by: Person
) -> list[Entry]:
    """What a form that was sent in brings; `seen` is how long the history was when it was opened."""
    before, now = tally(session.history, until=seen), tally(session.history)
    if page.field is not None:
        one = _entry_sent(page, sent, now, claim=claim_on(page, claim), by=by)
        return [] if one is None else [one]
    entries = [_text_sent(one, sent, before, now, by) for one in page.inputs if input_name(one) in sent]
    return [entry for entry in entries if entry is not None]


def labelled(act: Act, sent: Mapping[str, str], method: Method, language: Language) -> list[tuple[str, str]]:
    """What was sent in, each with what its input is called; "" where that is not known."""
    place = place_of(method, act.at(0) or "")
    inputs = {input_name(one): one for one in place.page.inputs} if place is not None else {}
    return [(_label(inputs.get(name), method, language), words) for name, words in sent.items() if words.strip()]


def with_credit(entries: Sequence[Entry], said: Sequence[Entry]) -> list[Entry]:
    """Entries of which those whose words hold another person's own tell who said them, and when."""
    return [_credited(entry, said) for entry in entries]


def added_line(field: FieldName, words: str, session: Session) -> str:
    """A list with one more line below those that stand."""
    return "\n".join(part for part in (lines_standing(tally(session.history), field), words) if part)


def _label(one: FormInput | None, method: Method, language: Language) -> str:
    return "" if one is None else method.fields[one.field].parts[one.part].label.said_in(language)


def _standing(one: FormInput, now: Tally, *, claim: str | None, by: Person) -> str:
    if FIELDS[one.field].shape == "lines":
        lines = lines_standing(now, one.field)
        return lines if len(lines) <= LONGEST_TEXT else ""
    name = one.field if FIELDS[one.field].shape == "text" else claim
    own = proposed(now, name, by=by)
    held = now.held.get(name or "")
    if own is not None:
        return own.values.get(one.part, "")
    return held.values.get(one.part, "") if held is not None else ""


def _entry_sent(page: FormPage, sent: Mapping[str, str], now: Tally, *, claim: str | None, by: Person) -> Entry | None:
    """One entry; on top of one's own proposal for it, so that a second page does not stand without the first."""
    values = {one.part: sent[input_name(one)] for one in page.inputs if input_name(one) in sent}
    own = proposed(now, claim, by=by) if claim is not None else None
    if own is None:
        return Entry(field=page.inputs[0].field, claim=claim, values=values)
    if all(own.values.get(part, "") == value.strip() for part, value in values.items()):
        return None
    return Entry(field=page.inputs[0].field, claim=claim, values={**own.values, **values})


def _text_sent(one: FormInput, sent: Mapping[str, str], before: Tally, now: Tally, by: Person) -> Entry | None:
    words = sent[input_name(one)]
    if FIELDS[one.field].shape == "lines":
        shown = lines_standing(before, one.field)
        # A list too long for its input was shown empty: what was written there comes on top of it.
        whole = words if len(shown) <= LONGEST_TEXT else "\n".join((shown, words))
        return Entry(field=one.field, values={TEXT: whole})
    own = proposed(now, one.field, by=by)
    if own is not None and own.values.get(TEXT, "") == words.strip():
        return None
    return Entry(field=one.field, values={TEXT: words})


def _credited(entry: Entry, said: Sequence[Entry]) -> Entry:
    written = " ".join(entry.values.values())
    for one in said:
        words = " ".join(one.values.values())
        if one.said_by is not None and words and words[:_ENOUGH] in written:
            return entry.model_copy(update={"said_by": one.said_by, "said_at": one.said_at})
    return entry


_ENOUGH: Final = 80  # first characters of a message by which it is known again in what was sent
