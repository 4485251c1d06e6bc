"""Who is in a session, and what becomes of it as a whole."""

import datetime as dt
from collections.abc import Callable

import pytest

from knowledge.sessions.engine.people import (
    archive,
    delete,
    hand_over,
    invite,
    invite_role,
    keep,
    name_co_owner,
    remove,
    rename,
    restore,
)
from knowledge.sessions.engine.writing import revise
from knowledge.sessions.outcome import Outcome, Reason, Refused
from knowledge.sessions.session import MOST_EVENTS, Happening, Session
from tests.builders_sessions import ANNA, BEGUN, BO, CILLA, DAN, a_person, a_session, an_entry, changed, handed_over
from tests.builders_small_method import a_method

LATER = BEGUN + dt.timedelta(days=1)


def reason(outcome: Outcome) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refused) else None


def roles(session: Session) -> dict[str, str]:
    return {one.name: one.role for one in session.participants}


def happenings(session: Session) -> list[tuple[str, str, str | None]]:
    return [(event.what, event.name, event.whom) for event in session.history if isinstance(event, Happening)]


def test_whoever_is_invited_contributes_and_the_history_tells_by_whom() -> None:
    session = changed(invite(a_session(), [BO, CILLA], by=ANNA, now=LATER))

    assert roles(session) == {"Anna": "owner", "Bo": "contributor", "Cilla": "contributor"}
    assert happenings(session)[1:] == [("invited", "Anna", "Bo"), ("invited", "Anna", "Cilla")]


def test_whoever_is_in_already_stays_what_they_are() -> None:
    session = a_session(co_owners=(BO,))

    assert reason(invite(session, [BO], by=ANNA, now=LATER)) == "already"
    assert roles(changed(invite(session, [BO, CILLA], by=ANNA, now=LATER)))["Bo"] == "co_owner"


def test_somebody_named_twice_is_invited_once() -> None:
    assert len(changed(invite(a_session(), [BO, BO], by=ANNA, now=LATER)).participants) == 2


def test_a_session_has_room_for_two_hundred_people() -> None:
    crowd = [a_person(f"p{at}") for at in range(200)]

    refused = invite(a_session(), crowd, by=ANNA, now=LATER)

    assert isinstance(refused, Refused)
    assert (refused.reason, refused.facts) == ("too_many", {"most": "200"})
    assert len(changed(invite(a_session(), crowd[1:], by=ANNA, now=LATER)).participants) == 200


def test_those_with_an_invited_role_may_see_and_join_by_writing() -> None:
    session = changed(invite_role(a_session(), "77", "Havsgruppen", by=ANNA, now=LATER))
    member = a_person("bo", roles=("5", "77"))

    assert session.may_see(member)
    assert not session.may_see(BO)
    assert reason(invite_role(session, "77", "Havsgruppen", by=ANNA, now=LATER)) == "already"
    joined = changed(revise(session, a_method(), [an_entry("vision", "Rent")], by=member, seen=1, now=LATER))
    assert roles(joined)["Bo"] == "contributor"
    assert happenings(joined)[-1] == ("joined", "Bo", "Bo")


def test_a_new_name_is_known_from_the_next_time_its_owner_writes() -> None:
    session = a_session(contributors=(BO,))
    renamed = BO.model_copy(update={"name": "Bosse"})

    after = changed(revise(session, a_method(), [an_entry("vision", "Rent")], by=renamed, seen=1, now=LATER))

    assert roles(after) == {"Anna": "owner", "Bosse": "contributor"}


def test_what_somebody_wrote_stays_when_they_are_let_out() -> None:
    session = a_session(contributors=(BO,))
    session = changed(revise(session, a_method(), [an_entry("vision", "Rent")], by=BO, seen=1, now=LATER))

    out = changed(remove(session, BO.id, by=ANNA, now=LATER))

    assert roles(out) == {"Anna": "owner"}
    assert out.history[: len(session.history)] == session.history
    assert not out.may_see(BO)


def test_anybody_but_the_owner_can_leave() -> None:
    session = a_session(co_owners=(BO,), contributors=(CILLA,))

    assert "Cilla" not in roles(changed(remove(session, CILLA.id, by=CILLA, now=LATER)))
    assert "Bo" not in roles(changed(remove(session, BO.id, by=BO, now=LATER)))
    assert reason(remove(session, ANNA.id, by=ANNA, now=LATER)) == "not_owner"


def test_contributors_let_nobody_out_and_nobody_lets_the_owner_out() -> None:
    session = a_session(co_owners=(BO,), contributors=(CILLA, DAN))

    assert reason(remove(session, DAN.id, by=CILLA, now=LATER)) == "not_owner"
    assert reason(remove(session, ANNA.id, by=BO, now=LATER)) == "not_owner"
    assert reason(remove(session, "discord:nobody", by=BO, now=LATER)) == "not_participant"


def test_one_can_leave_a_session_whose_history_is_full() -> None:
    session = a_session(contributors=(BO,))
    full = session.model_copy(update={"history": session.history * MOST_EVENTS})

    assert reason(remove(full, BO.id, by=BO, now=LATER)) is None
    assert reason(archive(full, by=ANNA, now=LATER)) is None
    assert reason(invite(full, [DAN], by=ANNA, now=LATER)) == "too_many"
    assert reason(invite_role(full, "7", "Sju", by=ANNA, now=LATER)) == "too_many"
    assert reason(rename(full, "Ny", by=ANNA, now=LATER)) == "too_many"


def test_a_participant_can_be_named_co_owner_by_the_owner_alone() -> None:
    session = a_session(co_owners=(BO,), contributors=(CILLA,))

    assert roles(changed(name_co_owner(session, CILLA.id, by=ANNA, now=LATER)))["Cilla"] == "co_owner"
    assert reason(name_co_owner(session, CILLA.id, by=BO, now=LATER)) == "not_owner"
    assert reason(name_co_owner(session, BO.id, by=ANNA, now=LATER)) == "already"
    assert reason(name_co_owner(session, DAN.id, by=ANNA, now=LATER)) == "not_participant"


def test_whoever_hands_over_stays_as_co_owner() -> None:
    session = a_session(contributors=(BO,))

    handed = handed_over(session, to=BO)

    assert roles(handed) == {"Anna": "co_owner", "Bo": "owner"}
    assert handed.owner.id == BO.id
    assert reason(hand_over(session, ANNA.id, by=ANNA, now=LATER)) == "already"
    assert reason(hand_over(session, CILLA.id, by=ANNA, now=LATER)) == "not_participant"
    assert reason(hand_over(handed, CILLA.id, by=ANNA, now=LATER)) == "not_owner"


def test_a_mission_can_be_renamed_and_never_to_nothing() -> None:
    session = a_session(co_owners=(BO,))

    renamed = changed(rename(session, " Rena\nhav ", by=BO, now=LATER))

    assert renamed.title == "Rena hav"
    assert happenings(renamed)[-1] == ("renamed", "Bo", "Rena hav")
    assert reason(rename(session, " \n ", by=ANNA, now=LATER)) == "empty"


def test_an_archived_mission_is_read_and_had_back() -> None:
    archived = changed(archive(a_session(vision="Rent"), by=ANNA, now=LATER))

    assert archived.status == "archived"
    assert reason(rename(archived, "Ny", by=ANNA, now=LATER)) == "archived"
    assert reason(archive(archived, by=ANNA, now=LATER)) == "archived"
    assert changed(restore(archived, by=ANNA, now=LATER)).status == "open"


def test_a_deleted_mission_tells_since_when_and_is_had_back_whole() -> None:
    session = a_session(vision="Rent")
    deleted = changed(delete(session, by=ANNA, now=LATER))

    assert (deleted.status, deleted.deleted) == ("deleted", LATER)
    assert reason(delete(deleted, by=ANNA, now=LATER)) == "deleted"
    back = changed(restore(deleted, by=ANNA, now=LATER))
    assert (back.status, back.deleted) == ("open", None)
    assert back.history[: len(session.history)] == session.history
    assert reason(restore(back, by=ANNA, now=LATER)) == "already"


@pytest.mark.parametrize("act", [archive, delete, restore])
def test_only_the_owner_puts_a_mission_away_or_has_it_back(act: Callable[..., Outcome]) -> None:
    session = a_session(co_owners=(BO,))

    assert reason(act(session, by=BO, now=LATER)) == "not_owner"
    stranger = act(session, by=DAN, now=LATER)
    assert isinstance(stranger, Refused)
    assert (stranger.reason, stranger.session) == ("not_member", None)


def test_an_idle_mission_that_is_kept_counts_as_changed_now() -> None:
    asked = a_session(co_owners=(BO,), contributors=(CILLA,)).model_copy(update={"asked": BEGUN})

    kept = changed(keep(asked, by=BO, now=LATER))

    assert (kept.asked, kept.changed) == (None, LATER)
    assert kept.history == asked.history
    assert reason(keep(asked, by=CILLA, now=LATER)) == "not_owner"
