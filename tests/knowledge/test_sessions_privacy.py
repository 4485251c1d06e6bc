"""What a session tells somebody about themselves, and what stays when they are forgotten."""

import datetime as dt

from knowledge.sessions.engine.people import invite, remove
from knowledge.sessions.engine.writing import decide, revise, undo
from knowledge.sessions.privacy import as_told_to, draft_without, names_of, part_of, without
from knowledge.sessions.session import Happening, Session
from knowledge.sessions.standing import design_of, proposals
from tests.builders_sessions import (
    ANNA,
    BEGUN,
    BO,
    CILLA,
    DAN,
    a_draft,
    a_session,
    an_entry,
    changed,
    written,
)
from tests.builders_small_method import a_method

LATER = BEGUN + dt.timedelta(days=1)


def a_shared_session() -> Session:
    """Anna's mission: Dan and Cilla contribute, Bo is a co-owner and has accepted what Cilla proposed."""
    session = a_session(contributors=(DAN, CILLA), vision="Annas")
    session = changed(invite(session, [BO], by=ANNA, now=BEGUN))
    session = session.model_copy(
        update={
            "participants": tuple(
                one.model_copy(update={"role": "co_owner"}) if one.id == BO.id else one for one in session.participants
            )
        }
    )
    session = written(revise(session, a_method(), [an_entry("fit", "Cillas")], by=CILLA, seen=99, now=BEGUN))
    return changed(decide(session, [proposals(session)[0].number], stands=True, by=BO, now=BEGUN))


def left_by(session: Session, person: str) -> Session:
    left = without(session, person, now=LATER)
    assert left is not None
    return left


def test_a_mission_that_nobody_else_is_in_goes_with_its_owner() -> None:
    alone = changed(remove(a_session(contributors=(BO,)), BO.id, by=ANNA, now=BEGUN))

    assert without(alone, ANNA.id, now=LATER) is None


def test_the_first_co_owner_owns_it_then_before_those_who_came_earlier() -> None:
    left = left_by(a_shared_session(), ANNA.id)

    assert left.owner.name == "Bo"
    last = left.history[-1]
    assert isinstance(last, Happening)
    assert (last.what, last.by, last.name, last.whom, last.at) == ("handed_over", "gone", "", "Bo", LATER)


def test_without_a_co_owner_the_first_participant_owns_it_then() -> None:
    left = left_by(a_session(contributors=(DAN, CILLA)), ANNA.id)

    assert [(one.name, one.role) for one in left.participants] == [("Dan", "owner"), ("Cilla", "contributor")]


def test_a_contributor_who_is_forgotten_leaves_the_owner_as_they_were() -> None:
    session = a_shared_session()

    left = left_by(session, CILLA.id)

    assert left.owner == session.owner
    assert len(left.history) == len(session.history)
    assert left.revision == session.revision + 1
    assert left.changed == session.changed


def test_the_design_says_the_same_with_nobodys_name() -> None:
    session = a_shared_session()

    left = left_by(session, CILLA.id)

    before, after = design_of(session).claims, design_of(left).claims
    assert [one.values for one in after] == [one.values for one in before]
    assert [one.author for one in before] == ["Cilla", "Anna"]
    assert [one.author for one in after] == ["", "Anna"]


def test_every_name_somebody_has_gone_by_goes() -> None:
    session = a_session(contributors=(BO,))
    bosse = BO.model_copy(update={"name": "Bosse"})
    for person, text in ((BO, "Ett"), (bosse, "Två")):
        session = written(revise(session, a_method(), [an_entry("vision", text)], by=person, seen=99, now=BEGUN))

    left = left_by(session, BO.id)

    assert names_of(session, BO.id) == {"Bo", "Bosse"}
    assert not any(f'"{name}"' in left.model_dump_json() for name in ("Bo", "Bosse", BO.id))


def test_a_criterion_or_title_that_is_called_like_somebody_stays() -> None:
    session = a_session(contributors=(BO,))
    happening = Happening(number=99, act=99, by=ANNA.id, name="Anna", at=BEGUN, what="renamed", whom="Bo")
    session = session.model_copy(update={"history": (*session.history, happening)})

    left = left_by(session, BO.id)

    assert [event.whom for event in left.history if isinstance(event, Happening)] == [None, "", "Bo"]


def test_two_who_are_forgotten_one_after_the_other_leave_a_mission_that_works() -> None:
    left = left_by(left_by(a_shared_session(), ANNA.id), BO.id)

    assert left.owner.name == "Dan"
    left = changed(undo(left, by=DAN, now=LATER))
    assert [claim.author for claim in design_of(left).claims] == [""]


def test_a_session_is_told_with_one_id_and_every_name() -> None:
    session = a_shared_session()

    told = as_told_to(session, ANNA.id)

    ids = {one.id for one in told.participants} | {event.by for event in told.history}
    assert ids == {ANNA.id, "person-1", "person-2", "person-3"}
    assert [one.name for one in told.participants] == [one.name for one in session.participants]
    by_name = {event.name: event.by for event in told.history}
    assert all(one.id == by_name[one.name] for one in told.participants if one.name in by_name)


def test_somebodys_part_is_what_they_submitted_under_the_title_while_they_are_in_it() -> None:
    session = a_shared_session()

    part = part_of(session, CILLA.id)
    out = part_of(changed(remove(session, CILLA.id, by=ANNA, now=LATER)), CILLA.id)

    assert (part.title, part.role, [one.values["text"] for one in part.submissions]) == (
        "Friska hav",
        "contributor",
        ["Cillas"],
    )
    assert (out.title, out.role, out.submissions) == ("", None, part.submissions)


def test_a_draft_in_somebodys_words_loses_their_name_and_keeps_the_words() -> None:
    draft = a_draft(text="Ord", said_by="Bo")

    bare = draft_without(draft, frozenset({"Bo", "Bosse"}))

    assert (bare.entries[0].said_by, bare.entries[0].values) == ("", draft.entries[0].values)
    assert draft_without(draft, frozenset({"Cilla"})) == draft
