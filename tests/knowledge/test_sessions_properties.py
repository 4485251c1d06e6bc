"""Whatever a group does in a session, in whatever order, nothing that anybody wrote is lost."""

import datetime as dt
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from knowledge.canvas import FIELDS, TEXT, FieldName
from knowledge.missions.design import Evidence, MissionDesign
from knowledge.sessions.adopting import adopt
from knowledge.sessions.engine.moving import advance, go_back, skip
from knowledge.sessions.engine.people import hand_over, invite, remove
from knowledge.sessions.engine.writing import assume, confirm, decide, revise, support, undo
from knowledge.sessions.lines import lines_in
from knowledge.sessions.outcome import Advanced, Outcome, Recorded, Refused
from knowledge.sessions.privacy import as_told_to, names_of, without
from knowledge.sessions.session import Entry, Person, Session, Submission
from knowledge.sessions.standing import design_of, proposals, tally
from tests.builders_missions import an_evidence
from tests.builders_sessions import (
    ANNA,
    BEGUN,
    BO,
    CILLA,
    DAN,
    a_method_with_a_persons_criterion,
    a_session,
    claims_of,
)

METHOD: Final = a_method_with_a_persons_criterion("P1")
EVERYBODY: Final = (ANNA, BO, CILLA, DAN)
WRITTEN: Final[tuple[FieldName, ...]] = ("vision", "system", "actors", "headline_measure")

people = st.sampled_from(EVERYBODY)
words = st.one_of(
    st.sampled_from(("", " ", "hav", "land", "stad", "- hav", "🌊", "@everyone", "**a**")), st.text(max_size=12)
)
quotes = st.lists(st.sampled_from(("ett", "två", "tre")), unique=True).map(
    lambda told: tuple(an_evidence(one) for one in told)
)


class Form:
    """A form as somebody has it before them: what it showed, and how long the history was then."""

    def __init__(self, session: Session, field: FieldName, claim: str | None) -> None:
        shape = FIELDS[field].shape
        held = tally(session.history).held
        self.field: Final = field
        self.claim: Final = claim
        self.seen: Final = len(session.history)
        if shape == "lines":
            lines = (held[name].values.get(TEXT, "") for name in claims_of(session, field))
            self.shown = {TEXT: "\n".join(lines)}
        else:
            stands = held.get(claim or field)
            self.shown = {part.name: "" for part in FIELDS[field].parts if not part.options}
            self.shown |= dict(stands.values) if stands is not None else {}


class Group(RuleBasedStateMachine):
    """Four people in one mission, with several forms open at once, each on what stood when it was opened."""

    forms: Bundle[Form] = Bundle("forms")

    def __init__(self) -> None:
        super().__init__()
        self.session = a_session(co_owners=(BO,), contributors=(CILLA,))
        self.now = BEGUN
        self.written: list[str] = []

    @initialize()
    def everybody_is_in(self) -> None:
        """Dan is let in as well."""
        self.took(invite(self.session, [DAN], by=ANNA, now=self.now))

    def took(self, outcome: Outcome) -> Outcome:
        """Let the session be what came of an act; where it was refused, nothing has changed."""
        self.now += dt.timedelta(minutes=1)
        before = self.session
        if isinstance(outcome, Refused):
            assert outcome.session in (before, None)
            return outcome
        self.session = outcome.session
        assert self.session.history[: len(before.history)] == before.history
        return outcome

    @rule(target=forms, field=st.sampled_from(WRITTEN), at=st.integers(0, 5))
    def somebody_opens_a_form(self, field: FieldName, at: int) -> Form:
        """On a claim that stands, or on a new one."""
        claims = claims_of(self.session, field) if FIELDS[field].shape == "entries" else []
        return Form(self.session, field, claims[at] if at < len(claims) else None)

    @rule(target=forms, field=st.sampled_from(WRITTEN))
    def two_open_the_same_form(self, field: FieldName) -> MultipleResults[Form]:
        """And have the same before them."""
        claims = claims_of(self.session, field) if FIELDS[field].shape == "entries" else []
        claim = claims[0] if claims else None
        return multiple(Form(self.session, field, claim), Form(self.session, field, claim))

    @rule(form=consumes(forms), by=people, data=st.data())
    def somebody_sends_a_form_in(self, form: Form, by: Person, data: st.DataObject) -> None:
        """Some of what it showed is another text now."""
        changed = data.draw(st.dictionaries(st.sampled_from(sorted(form.shown)), words, max_size=3))
        if FIELDS[form.field].shape == "lines":
            shown = form.shown[TEXT].splitlines()
            lines = data.draw(st.permutations(shown + data.draw(st.lists(words, max_size=2))))
            changed = {TEXT: "\n".join(lines[data.draw(st.integers(0, 1)) :])}
        entry = Entry(field=form.field, claim=form.claim, values={**form.shown, **changed})
        outcome = self.took(revise(self.session, METHOD, [entry], by=by, seen=form.seen, now=self.now))
        if isinstance(outcome, Refused):
            assert outcome.reason in ("empty", "not_member")
            return
        before = lines_in(form.shown[TEXT]) if FIELDS[form.field].shape == "lines" else list(form.shown.values())
        self.written += [one for one in self._texts(entry) if one not in before]

    def _texts(self, entry: Entry) -> list[str]:
        if FIELDS[entry.field].shape == "lines":
            return lines_in(entry.values[TEXT])
        return [value.strip() for value in entry.values.values() if value.strip()]

    @rule(by=people, stands=st.booleans(), first=st.integers(0, 3))
    def somebody_decides(self, by: Person, first: int, *, stands: bool) -> None:
        """On some of the proposals that wait."""
        numbers = [one.number for one in proposals(self.session)][first:]
        self.took(decide(self.session, numbers, stands=stands, by=by, now=self.now))

    @rule(by=people)
    def somebody_undoes(self, by: Person) -> None:
        """The last change."""
        self.took(undo(self.session, by=by, now=self.now))

    @rule(by=people, quoted=quotes)
    def somebody_supports_the_vision(self, by: Person, quoted: tuple[Evidence, ...]) -> None:
        """With passages, or with none."""
        self.took(support(self.session, "vision", evidence=quoted, by=by, now=self.now))

    @rule(by=people, holds=st.booleans())
    def somebody_assumes_or_confirms(self, by: Person, *, holds: bool) -> None:
        """Or no longer."""
        self.took(assume(self.session, "vision", assumed=holds, by=by, now=self.now))
        self.took(confirm(self.session, METHOD, "P1", holds=holds, by=by, now=self.now))

    @rule(by=people, skips=st.booleans())
    def somebody_goes_on(self, by: Person, *, skips: bool) -> None:
        """Or skips the step."""
        self.took((skip if skips else advance)(self.session, METHOD, by=by))

    @rule(by=people)
    def somebody_goes_back(self, by: Person) -> None:
        """And to advance again would bring the same state."""
        before = self.session
        outcome = self.took(go_back(self.session, METHOD, by=by))
        if isinstance(outcome, Advanced):
            again = advance(outcome.session, METHOD, by=by)
            assert not isinstance(again, Refused)
            assert again.session == before

    @rule(by=people, to=people)
    def somebody_hands_over_or_lets_out(self, by: Person, to: Person) -> None:
        """And whoever was let out is invited anew."""
        self.took(hand_over(self.session, to.id, by=by, now=self.now))
        self.took(remove(self.session, to.id, by=by, now=self.now))
        self.took(invite(self.session, EVERYBODY, by=self.session_owner(), now=self.now))

    def session_owner(self) -> Person:
        """Whoever owns the mission now."""
        return next(one for one in EVERYBODY if one.id == self.session.owner.id)

    @invariant()
    def everything_written_is_in_the_history(self) -> None:
        """Each text, in some submission."""
        said = {
            " ".join(value.split())
            for event in self.session.history
            if isinstance(event, Submission)
            for value in event.values.values()
        }
        assert [one for one in self.written if " ".join(one.split()) not in said] == []

    @invariant()
    def events_are_numbered_through(self) -> None:
        """And each belongs to an act that has begun."""
        history = self.session.history
        assert [event.number for event in history] == list(range(1, len(history) + 1))
        assert all(event.act <= event.number and history[event.act - 1].act == event.act for event in history)

    @invariant()
    def a_claim_stays_in_its_field(self) -> None:
        """And what stands or waits is in the history."""
        made = [event for event in self.session.history if isinstance(event, Submission)]
        assert len({(event.claim, event.field) for event in made}) == len({event.claim for event in made})
        assert all(one in made for one in proposals(self.session))

    @invariant()
    def one_person_owns_the_mission(self) -> None:
        """And nobody is in it twice."""
        assert [one.role for one in self.session.participants].count("owner") == 1
        assert len({one.id for one in self.session.participants}) == len(self.session.participants)

    @invariant()
    def the_session_survives_json(self) -> None:
        """As the same value."""
        assert Session.model_validate_json(self.session.model_dump_json()) == self.session

    @invariant()
    def the_design_can_be_taken_out_and_in(self) -> None:
        """As the same design."""
        design = design_of(self.session)
        assert MissionDesign.model_validate_json(design.model_dump_json()) == design
        adopted = adopt(design, name="m2", method=METHOD, by=DAN, now=self.now)
        assert design_of(adopted) == design

    @invariant()
    def anybody_can_be_forgotten(self) -> None:
        """And the canvas says the same as before."""
        for person in (ANNA, CILLA):
            left = without(self.session, person.id, now=self.now)
            assert left is not None
            assert person.id not in left.model_dump_json()
            assert names_of(left, person.id) == frozenset()
            values = [(claim.id, claim.values) for claim in design_of(self.session).claims]
            assert [(claim.id, claim.values) for claim in design_of(left).claims] == values
            told = as_told_to(self.session, person.id)
            assert {one.id for one in told.participants} & {one.id for one in EVERYBODY} <= {person.id}


Group.TestCase.settings = settings(max_examples=30, stateful_step_count=30)
TestGroup = Group.TestCase


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), people)
def test_of_two_texts_that_meet_none_is_lost(before: str, first: str, second: str, by: Person) -> None:
    session = a_session(co_owners=(BO,), contributors=(CILLA, DAN))

    def sent(text: str, person: Person, seen: int) -> Session:
        entry = Entry(field="vision", values={TEXT: text})
        outcome = revise(session, METHOD, [entry], by=person, seen=seen, now=BEGUN)
        return outcome.session if isinstance(outcome, Recorded) else session

    session = sent(before, ANNA, len(session.history))
    seen = len(session.history)
    session = sent(first, ANNA, seen)
    session = sent(second, by, seen)

    stands = design_of(session).text("vision")
    waits = [one.values.get(TEXT, "") for one in proposals(session)]
    if first.strip() != before.strip():
        assert stands == first.strip()
        assert second.strip() in (before.strip(), first.strip(), *waits)
    else:
        assert second.strip() in (stands, *waits)
