"""Beginning a session, and walking its steps."""

import pytest

from knowledge.method.method import Path
from knowledge.sessions.engine.moving import advance, current_step, go_back, go_to, skip, start, titled
from knowledge.sessions.engine.people import archive, delete
from knowledge.sessions.engine.writing import revise
from knowledge.sessions.outcome import Advanced, Completed, Outcome, Reason, Refused
from knowledge.sessions.session import MOST_EVENTS, Session
from knowledge.sessions.standing import design_of
from tests.builders_sessions import ANNA, BEGUN, BO, CILLA, a_session, an_entry, changed
from tests.builders_small_method import a_method

METHOD = a_method()
STEPS = [step.id for step in METHOD.steps]


def reason(outcome: Outcome) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refused) else None


def step(session: Session) -> str | None:
    return current_step(session, METHOD)


def test_a_new_session_stands_at_the_first_step_and_tells_who_began_it() -> None:
    session = start(
        name="m1",
        title="  Friska\n hav ",
        method=METHOD,
        path="short",
        language="en",
        owner=ANNA,
        now=BEGUN,
        starting_point="pilot",
        guild="g",
    )

    assert (session.title, session.owner.id, session.guild, session.starting_point) == (
        "Friska hav",
        ANNA.id,
        "g",
        "pilot",
    )
    assert step(session) == "challenge"
    assert [(event.kind, event.name, event.at) for event in session.history] == [("happening", "Anna", BEGUN)]
    assert (session.method, session.revision, session.created) == (METHOD.id, 0, BEGUN)


def test_a_title_is_one_line_of_at_most_a_hundred_characters() -> None:
    assert titled("a" * 100) == "a" * 100
    assert titled("ord " * 40) == "ord " * 24 + "ord…"
    assert len(titled("b" * 101)) == 100


def test_each_path_is_walked_to_its_end() -> None:
    paths: tuple[tuple[Path, list[str]], ...] = (("full", STEPS), ("short", list(METHOD.short_path)))
    for path, names in paths:
        session, walked = a_session(path=path), list[str]()
        while (here := step(session)) is not None:
            walked.append(here)
            outcome = advance(session, METHOD, by=ANNA, at=here)
            assert isinstance(outcome, Completed if here == names[-1] else Advanced)
            session = outcome.session
        assert walked == names
        assert reason(advance(session, METHOD, by=ANNA)) == "finished"
        assert reason(skip(session, METHOD, by=ANNA)) == "finished"


def test_to_advance_after_going_back_gives_the_same_state() -> None:
    for at in STEPS[1:]:
        session = a_session(at=at, vision="Friskt vatten")
        back = changed(go_back(session, METHOD, by=ANNA))
        assert changed(advance(back, METHOD, by=ANNA)) == session


def test_there_is_no_step_before_the_first() -> None:
    assert reason(go_back(a_session(), METHOD, by=ANNA)) == "first"


def test_one_goes_back_from_the_end_to_the_last_step() -> None:
    done = advance(a_session(at=STEPS[-1]), METHOD, by=ANNA)
    assert isinstance(done, Completed)

    assert step(changed(go_back(done.session, METHOD, by=ANNA))) == STEPS[-1]


def test_one_goes_back_to_the_last_step_of_a_method_that_has_become_shorter() -> None:
    beyond = a_session().model_copy(update={"position": 14})

    assert step(changed(go_back(beyond, METHOD, by=ANNA))) == STEPS[-1]
    assert reason(advance(beyond, METHOD, by=ANNA)) == "finished"


def test_a_step_that_is_skipped_is_told_of_once() -> None:
    session = a_session(at="system")
    for _ in range(2):
        session = changed(skip(session, METHOD, by=ANNA, at="system"))
        session = changed(go_back(session, METHOD, by=ANNA))

    assert design_of(session).skipped == ("system",)


def test_a_skipped_step_is_no_longer_so_once_something_is_written_in_it() -> None:
    session = changed(skip(a_session(at="vision"), METHOD, by=ANNA))
    session = changed(skip(session, METHOD, by=ANNA))

    session = changed(revise(session, METHOD, [an_entry("vision", "Rent")], by=ANNA, seen=1, now=BEGUN))

    assert session.skipped == ("mission",)


def test_an_old_button_moves_nothing_and_shows_where_the_session_stands() -> None:
    session = a_session(at="vision")

    for move in (advance, go_back, skip):
        outcome = move(session, METHOD, by=ANNA, at="system")
        assert isinstance(outcome, Refused)
        assert (outcome.reason, outcome.session) == ("elsewhere", session)


def test_any_step_of_the_path_can_be_made_the_current_one() -> None:
    short = a_session(path="short")

    assert step(changed(go_to(short, METHOD, "learning", by=ANNA))) == "learning"
    assert reason(go_to(short, METHOD, "vision", by=ANNA)) == "elsewhere"
    assert reason(go_to(short, METHOD, "nowhere", by=ANNA)) == "elsewhere"


@pytest.mark.parametrize("move", [advance, go_back, skip])
def test_only_those_who_decide_move_a_session(move: object) -> None:
    session = a_session(at="vision", co_owners=(BO,), contributors=(CILLA,))
    assert callable(move)

    assert isinstance(move(session, METHOD, by=BO), Advanced)
    refused = move(session, METHOD, by=CILLA)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.facts["name"]) == ("not_owner", "Anna")
    stranger = move(a_session(at="vision"), METHOD, by=BO)
    assert isinstance(stranger, Refused)
    assert (stranger.reason, stranger.session) == ("not_member", None)


def test_what_is_put_away_does_not_move() -> None:
    archived = changed(archive(a_session(at="vision"), by=ANNA, now=BEGUN))
    deleted = changed(delete(archived, by=ANNA, now=BEGUN))

    assert reason(advance(archived, METHOD, by=ANNA)) == "archived"
    assert reason(go_to(deleted, METHOD, "system", by=ANNA)) == "deleted"


def test_a_full_history_does_not_keep_a_session_from_moving() -> None:
    session = a_session()
    full = session.model_copy(update={"history": session.history * MOST_EVENTS})

    assert isinstance(advance(full, METHOD, by=ANNA), Advanced)
