"""What is written on the canvas: taken, supported, decided on, taken back."""

import datetime as dt

import pytest

from knowledge.canvas import LONGEST_LINE, LONGEST_TEXT, FieldName
from knowledge.sessions.engine.people import archive, delete
from knowledge.sessions.engine.writing import assume, confirm, decide, evidence_of, revise, support, undo
from knowledge.sessions.outcome import Outcome, Reason, Recorded, Refused
from knowledge.sessions.session import MOST_CLAIMS, MOST_EVENTS, Entry, Person, Session, Submission
from knowledge.sessions.standing import design_of, proposals, tally
from tests.builders_missions import an_evidence
from tests.builders_sessions import (
    ANNA,
    BEGUN,
    BO,
    CILLA,
    a_method_with_a_persons_criterion,
    a_session,
    an_entry,
    changed,
    claims_of,
    says,
    written,
)
from tests.builders_small_method import a_method

METHOD = a_method()
LATER = BEGUN + dt.timedelta(hours=1)


def reason(outcome: Outcome) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refused) else None


def write(
    session: Session,
    field: FieldName,
    text: str = "",
    /,
    *,
    by: Person = ANNA,
    seen: int | None = None,
    claim: str | None = None,
    **parts: str,
) -> Outcome:
    """What comes of writing in one field; `seen` is everything unless told otherwise."""
    seen = len(session.history) if seen is None else seen
    return revise(session, METHOD, [an_entry(field, text, claim=claim, **parts)], by=by, seen=seen, now=LATER)


def recorded(outcome: Outcome) -> Recorded:
    assert isinstance(outcome, Recorded), outcome
    return outcome


def submissions(session: Session) -> list[Submission]:
    return [event for event in session.history if isinstance(event, Submission)]


def text(session: Session, field: FieldName = "vision") -> str:
    return design_of(session).text(field)


# Who writes


def test_what_an_owner_writes_stands_at_once_with_author_and_moment() -> None:
    session = written(write(a_session(), "vision", "  Friskt vatten \n"))

    [claim] = design_of(session).claims
    assert (claim.values, claim.author, claim.at, claim.standing) == (
        {"text": "Friskt vatten"},
        "Anna",
        LATER,
        "contribution",
    )
    assert submissions(session)[0].step == "vision"


def test_what_a_contributor_writes_waits_for_an_owner() -> None:
    session = a_session(contributors=(BO,), vision="Annas")

    proposed = written(write(session, "vision", "Bos", by=BO))

    assert text(proposed) == "Annas"
    assert [one.values["text"] for one in proposals(proposed)] == ["Bos"]


def test_a_stranger_writes_nothing() -> None:
    refused = write(a_session(), "vision", "Bos", by=BO)

    assert isinstance(refused, Refused)
    assert (refused.reason, refused.session) == ("not_member", None)


def test_another_persons_words_are_theirs() -> None:
    entry = Entry(field="vision", values={"text": "Rent"}, said_by="Bo", said_at=BEGUN)

    session = written(revise(a_session(), METHOD, [entry], by=ANNA, seen=1, now=LATER))

    [claim] = design_of(session).claims
    assert (claim.author, claim.at) == ("Bo", BEGUN)


def test_nothing_is_written_in_a_mission_that_is_put_away() -> None:
    archived = changed(archive(a_session(), by=ANNA, now=BEGUN))
    deleted = changed(delete(a_session(), by=ANNA, now=BEGUN))

    assert reason(write(archived, "vision", "Rent")) == "archived"
    assert reason(write(deleted, "vision", "Rent")) == "deleted"


# What cannot be taken


@pytest.mark.parametrize("blank", ["", "   ", "\n\t\n"])
def test_a_blank_answer_where_nothing_stands_is_told_to_be_empty(blank: str) -> None:
    assert reason(write(a_session(), "vision", blank)) == "empty"
    assert reason(write(a_session(), "system", blank)) == "empty"
    assert reason(write(a_session(), "actors", blank)) == "empty"


def test_no_entries_at_all_are_empty() -> None:
    assert reason(revise(a_session(), METHOD, [], by=ANNA, seen=1, now=LATER)) == "empty"


def test_a_text_is_taken_up_to_its_length_and_told_when_longer() -> None:
    assert reason(write(a_session(), "vision", "a" * LONGEST_TEXT)) is None
    refused = write(a_session(), "vision", "a" * (LONGEST_TEXT + 1))
    line = write(a_session(), "actors", "a" * (LONGEST_LINE + 1))

    assert isinstance(refused, Refused)
    assert refused.facts == {"field": "vision", "part": "text", "length": "4001", "most": "4000"}
    assert reason(line) == "too_long"


def test_only_the_options_of_a_choice_are_taken() -> None:
    assert reason(write(a_session(), "actors", "Kommunen", sector="public", level="decides,does")) is None
    assert reason(write(a_session(), "actors", "Kommunen", sector="mafia")) == "unknown_option"
    assert reason(write(a_session(), "actors", "Kommunen", level="decides,dreams")) == "unknown_option"


def test_a_part_that_a_field_does_not_have_is_refused() -> None:
    assert reason(write(a_session(), "actors", "Kommunen", colour="blue")) == "unknown_field"


def test_a_field_that_no_question_asks_for_is_refused() -> None:
    smaller = METHOD.model_copy(update={"steps": METHOD.steps[:3]})
    entry = an_entry("vision", "Rent")

    refused = revise(a_session(), smaller, [entry], by=ANNA, seen=1, now=LATER)

    assert isinstance(refused, Refused)
    assert (refused.reason, refused.facts) == ("unknown_field", {"field": "vision"})


def test_a_claim_that_never_was_is_gone() -> None:
    assert reason(write(a_session(), "actors", "Kommunen", claim="c99")) == "claim_gone"
    assert reason(write(a_session(), "actors", "Kommunen", claim="actors")) == "claim_gone"


def test_a_claim_of_one_field_is_none_of_another() -> None:
    session = a_session(vision="Rent", actors="Kommunen")
    [actor] = claims_of(session, "actors")

    assert reason(write(session, "actors", "X", claim="vision")) == "claim_gone"
    assert reason(write(session, "lockins", "X", claim=actor)) == "claim_gone"
    assert reason(write(session, "vision", "X", claim="vision")) is None


def test_a_field_holds_two_hundred_entries_and_any_of_them_can_still_be_changed() -> None:
    session = a_session()
    many = [an_entry("actors", f"a{at}") for at in range(MOST_CLAIMS)]
    full = written(revise(session, METHOD, many, by=ANNA, seen=1, now=LATER))

    assert reason(revise(session, METHOD, [*many, an_entry("actors", "b")], by=ANNA, seen=1, now=LATER)) == "too_many"
    assert reason(write(full, "actors", "en till")) == "too_many"
    assert reason(write(full, "actors", "annan", claim=claims_of(full, "actors")[0])) is None


def test_a_list_holds_two_hundred_lines_and_can_be_made_shorter() -> None:
    lines = [f"rad {at}" for at in range(MOST_CLAIMS)]
    full = written(write(a_session(), "system", "\n".join(lines)))

    assert reason(write(a_session(), "system", "\n".join([*lines, "en till"]))) == "too_many"
    assert len(says(written(write(full, "system", "\n".join(lines[1:]))), "system")) == MOST_CLAIMS - 1


def test_a_history_has_its_end_and_nothing_is_written_beyond() -> None:
    session = a_session(vision="Rent")
    full = session.model_copy(update={"history": session.history * (MOST_EVENTS // 2)})

    assert reason(write(full, "vision", "Mer")) == "too_many"
    assert reason(assume(full, "vision", assumed=True, by=ANNA, now=LATER)) == "too_many"
    assert reason(decide(full, [1], stands=True, by=ANNA, now=LATER)) == "too_many"
    assert reason(undo(full, by=ANNA, now=LATER)) == "too_many"
    assert reason(confirm(full, METHOD, "C1.4", holds=True, by=ANNA, now=LATER)) == "too_many"


def test_a_refused_act_leaves_the_session_as_it_was() -> None:
    session = a_session(vision="Rent")

    refused = write(session, "vision", "a" * 5000)

    assert isinstance(refused, Refused)
    assert refused.session == session


# Changing and withdrawing


def test_an_answer_sent_in_unchanged_is_nothing_new() -> None:
    session = a_session(vision="Rent", system="a\nb")

    again = revise(
        session, METHOD, [an_entry("vision", " Rent "), an_entry("system", "a\nb")], by=ANNA, seen=2, now=LATER
    )

    assert recorded(again) == Recorded(session=session)


def test_a_blank_answer_where_something_stands_withdraws_it() -> None:
    session = a_session(vision="Rent", system="a\nb")

    blank = written(revise(session, METHOD, [an_entry("vision"), an_entry("system")], by=ANNA, seen=9, now=LATER))

    assert design_of(blank).claims == ()
    assert [one.values.get("text") for one in submissions(blank)] == ["a", "b", "Rent", None, None, None]


def test_a_contributor_only_proposes_to_withdraw() -> None:
    session = a_session(contributors=(BO,), vision="Rent")

    proposed = written(write(session, "vision", "", by=BO))
    [proposal] = proposals(proposed)
    accepted = changed(decide(proposed, [proposal.number], stands=True, by=ANNA, now=LATER))

    assert (text(proposed), proposal.values) == ("Rent", {})
    assert text(accepted) == ""


def test_what_is_written_anew_after_a_withdrawal_rests_on_nothing() -> None:
    session = a_session(vision="Rent")
    session = written(support(session, "vision", evidence=[an_evidence()], by=ANNA, now=LATER))
    session = written(assume(session, "vision", assumed=True, by=ANNA, now=LATER))
    session = written(write(session, "vision", ""))

    anew = written(write(session, "vision", "Något annat"))

    [claim] = design_of(anew).claims
    assert (claim.evidence, claim.assumed) == ((), False)


def test_a_page_of_an_entry_leaves_the_parts_of_other_pages_alone() -> None:
    session = written(write(a_session(), "actors", "Kommunen", sector="public"))
    [claim] = claims_of(session, "actors")

    session = written(write(session, "actors", claim=claim, gives="Vatten", gets="Ro"))

    assert says(session, "actors") == [{"name": "Kommunen", "sector": "public", "gives": "Vatten", "gets": "Ro"}]


def test_new_entries_of_a_list_are_claims_of_their_own() -> None:
    session = written(write(a_session(actors="Kommunen"), "actors", "Kommunen"))

    first, second = claims_of(session, "actors")
    assert first != second


def test_what_changes_a_claim_keeps_what_it_rests_on() -> None:
    session = written(support(a_session(vision="Rent"), "vision", evidence=[an_evidence()], by=ANNA, now=LATER))

    session = written(write(session, "vision", "Renare"))

    [claim] = design_of(session).claims
    assert (claim.values["text"], claim.evidence) == ("Renare", (an_evidence(),))


def test_assumptions_are_assumed_from_the_beginning() -> None:
    session = written(write(a_session(), "assumptions", "Musslor växer"))

    assert [claim.standing for claim in design_of(session).claims] == ["assumption"]


def test_a_line_written_by_itself_stays_one_line() -> None:
    session = a_session(system="hav\nland")
    claim = claims_of(session, "system")[1]

    session = written(write(session, "system", "land\noch stad", claim=claim))

    assert says(session, "system") == [{"text": "hav"}, {"text": "land och stad"}]


# Two at once


def two_at_once(first: str, second: str, *, before: str = "Rent") -> Recorded:
    """Anna and Bo, who both decide, both open the vision, and both send it in, Anna first."""
    session = a_session(co_owners=(BO,), vision=before)
    seen = len(session.history)
    session = written(write(session, "vision", first, seen=seen))
    return recorded(write(session, "vision", second, by=BO, seen=seen))


def test_two_texts_that_meet_are_both_kept_and_one_waits() -> None:
    met = two_at_once("Annas", "Bos")

    assert text(met.session) == "Annas"
    [proposal] = proposals(met.session)
    assert (proposal.values["text"], proposal.contested, proposal.name) == ("Bos", True, "Bo")
    assert met.recorded == met.contested == (proposal.number,)


def test_the_same_text_from_two_is_one() -> None:
    assert two_at_once("Samma", "Samma").recorded == ()


def test_a_text_that_was_left_as_it_was_does_not_meet_another() -> None:
    met = two_at_once("Annas", "Rent")

    assert (met.recorded, text(met.session)) == ((), "Annas")


def test_a_text_withdrawn_and_changed_at_once_waits_as_it_was_changed() -> None:
    met = two_at_once("", "Bos")

    assert text(met.session) == ""
    assert [one.values for one in proposals(met.session)] == [{"text": "Bos"}]
    accepted = changed(decide(met.session, met.contested, stands=True, by=ANNA, now=LATER))
    assert text(accepted) == "Bos"


def test_a_text_changed_and_withdrawn_at_once_stays_and_the_withdrawal_waits() -> None:
    met = two_at_once("Annas", "")

    assert text(met.session) == "Annas"
    assert [(one.values, one.contested) for one in proposals(met.session)] == [({}, True)]


def test_a_text_that_two_withdraw_at_once_is_withdrawn() -> None:
    both = two_at_once("", "")

    assert (both.recorded, text(both.session)) == ((), "")


def test_an_entry_withdrawn_while_another_adds_to_it_waits_whole() -> None:
    session = a_session(co_owners=(BO,), actors="Kommunen")
    [claim], seen = claims_of(session, "actors"), len(session.history)
    session = written(write(session, "actors", claim=claim, seen=seen, name=""))

    met = recorded(write(session, "actors", by=BO, claim=claim, seen=seen, gives="Vatten"))

    assert says(met.session, "actors") == []
    assert [(one.values, one.contested) for one in proposals(met.session)] == [
        ({"name": "Kommunen", "gives": "Vatten"}, True)
    ]


def test_two_first_texts_of_a_field_meet_too() -> None:
    session = a_session(co_owners=(BO,))
    seen = len(session.history)
    session = written(write(session, "vision", "Annas", seen=seen))

    met = recorded(write(session, "vision", "Bos", by=BO, seen=seen))

    assert met.contested
    assert text(met.session) == "Annas"


def test_two_who_change_different_parts_of_an_entry_both_stand() -> None:
    session = written(write(a_session(co_owners=(BO,)), "actors", "Kommunen", gives="a", gets="b"))
    [claim], seen = claims_of(session, "actors"), len(session.history)
    session = written(write(session, "actors", claim=claim, seen=seen, gives="A", gets="b"))

    both = recorded(write(session, "actors", by=BO, claim=claim, seen=seen, gives="a", gets="B"))

    assert both.contested == ()
    assert says(both.session, "actors") == [{"name": "Kommunen", "gives": "A", "gets": "B"}]


def test_a_contested_entry_brings_back_nothing_that_was_changed_in_other_parts() -> None:
    session = written(write(a_session(co_owners=(BO,)), "actors", "Kommunen", gives="a", gets="b"))
    [claim], seen = claims_of(session, "actors"), len(session.history)
    session = written(write(session, "actors", claim=claim, seen=seen, gives="A", gets="B"))

    met = recorded(write(session, "actors", by=BO, claim=claim, seen=seen, gives="Bos", gets="b"))
    accepted = changed(decide(met.session, met.contested, stands=True, by=ANNA, now=LATER))

    assert len(met.contested) == 1
    assert says(accepted, "actors") == [{"name": "Kommunen", "gives": "Bos", "gets": "B"}]


def test_two_who_change_different_lines_both_stand() -> None:
    session = a_session(co_owners=(BO,), system="hav\nland\nstad")
    seen = len(session.history)
    session = written(write(session, "system", "havet\nland\nstad", seen=seen))

    both = recorded(write(session, "system", "hav\nland\nstaden\nskog", by=BO, seen=seen))

    assert both.contested == ()
    assert [one["text"] for one in says(both.session, "system")] == ["havet", "land", "staden", "skog"]


def test_two_who_change_the_same_line_meet_and_the_rest_of_the_list_stands() -> None:
    session = a_session(co_owners=(BO,), system="hav\nland")
    seen = len(session.history)
    session = written(write(session, "system", "havet\nland", seen=seen))

    met = recorded(write(session, "system", "haven\nland\nskog", by=BO, seen=seen))

    assert [one["text"] for one in says(met.session, "system")] == ["havet", "land", "skog"]
    assert [one.values["text"] for one in proposals(met.session)] == ["haven"]


def test_a_line_that_two_add_at_once_stands_once() -> None:
    session = a_session(co_owners=(BO,), system="hav")
    seen = len(session.history)
    session = written(write(session, "system", "hav\nskog", seen=seen))

    both = recorded(write(session, "system", "hav\nskog\nstad", by=BO, seen=seen))

    assert [one["text"] for one in says(both.session, "system")] == ["hav", "skog", "stad"]


def test_a_line_that_was_withdrawn_meanwhile_is_not_written_again_by_somebody_who_left_it_alone() -> None:
    session = a_session(co_owners=(BO,), system="hav\nland")
    seen = len(session.history)
    session = written(write(session, "system", "hav", seen=seen))

    both = recorded(write(session, "system", "hav\nland\nskog", by=BO, seen=seen))

    assert [one["text"] for one in says(both.session, "system")] == ["hav", "skog"]


def test_lines_that_are_put_in_another_order_stay() -> None:
    session = a_session(system="hav\nland\nstad")

    moved = recorded(write(session, "system", "stad\nhav\nland"))

    assert (moved.recorded, moved.session) == ((), session)


def test_a_text_that_was_undone_meanwhile_is_kept_as_it_was_changed() -> None:
    session = a_session(co_owners=(BO,), vision="Rent")
    seen = len(session.history)
    session = changed(undo(session, by=ANNA, now=LATER))

    met = recorded(write(session, "vision", "Renare", by=BO, seen=seen))

    assert text(met.session) == ""
    assert [one.values["text"] for one in proposals(met.session)] == ["Renare"]


def test_nobody_can_have_seen_more_than_there_is() -> None:
    session = a_session(vision="Rent")

    assert text(written(write(session, "vision", "Renare", seen=10_000))) == "Renare"


def test_whoever_has_seen_nothing_overwrites_nothing() -> None:
    session = a_session(vision="Rent")

    for seen in (0, -5):
        assert text(recorded(write(session, "vision", "Mitt", seen=seen)).session) == "Rent"


# Proposals


def test_a_proposal_stands_once_an_owner_says_so_and_is_its_authors() -> None:
    session = written(write(a_session(contributors=(BO,)), "vision", "Bos", by=BO))
    [proposal] = proposals(session)

    session = changed(decide(session, [proposal.number], stands=True, by=ANNA, now=LATER))

    assert proposals(session) == ()
    assert [(claim.author, claim.values["text"]) for claim in design_of(session).claims] == [("Bo", "Bos")]


def test_a_proposal_that_is_set_aside_stays_in_the_history() -> None:
    session = written(write(a_session(contributors=(BO,)), "vision", "Bos", by=BO))

    aside = changed(decide(session, [proposals(session)[0].number], stands=False, by=ANNA, now=LATER))

    assert (design_of(aside).claims, proposals(aside)) == ((), ())
    assert aside.history[: len(session.history)] == session.history


def test_several_proposals_are_decided_on_at_once_each_once() -> None:
    session = a_session(contributors=(BO,))
    session = written(write(session, "system", "hav\nland", by=BO))
    numbers = [one.number for one in proposals(session)]

    decided = recorded(decide(session, [*numbers, *numbers, 999], stands=True, by=ANNA, now=LATER))

    assert len(decided.recorded) == 2
    assert len(says(decided.session, "system")) == 2


def test_what_is_decided_already_is_left_as_it_is() -> None:
    session = written(write(a_session(contributors=(BO,)), "vision", "Bos", by=BO))
    numbers = [one.number for one in proposals(session)]
    decided = changed(decide(session, numbers, stands=True, by=ANNA, now=LATER))

    assert reason(decide(decided, numbers, stands=False, by=ANNA, now=LATER)) == "decided"
    assert reason(decide(session, [1, 999], stands=True, by=ANNA, now=LATER)) == "decided"


def test_contributors_decide_nothing() -> None:
    session = written(write(a_session(contributors=(BO,)), "vision", "Bos", by=BO))

    assert reason(decide(session, [proposals(session)[0].number], stands=True, by=BO, now=LATER)) == "not_owner"


def test_a_proposal_does_not_take_back_what_the_owner_changed_in_other_parts_meanwhile() -> None:
    session = written(write(a_session(contributors=(BO,)), "actors", "Kommunen", gives="a", gets="b"))
    [claim] = claims_of(session, "actors")
    session = written(write(session, "actors", by=BO, claim=claim, gives="Bos"))
    session = written(write(session, "actors", claim=claim, gets="Annas"))

    session = changed(decide(session, [proposals(session)[0].number], stands=True, by=ANNA, now=LATER))

    assert says(session, "actors") == [{"name": "Kommunen", "gives": "Bos", "gets": "Annas"}]


def test_a_proposed_passage_joins_those_that_the_owner_linked_meanwhile() -> None:
    first, second, third = (an_evidence(quote) for quote in ("ett", "två", "tre"))
    session = a_session(contributors=(BO,), vision="Rent")
    session = written(support(session, "vision", evidence=[first], by=ANNA, now=LATER))
    session = written(support(session, "vision", evidence=[first, second], by=BO, now=LATER))
    session = written(support(session, "vision", evidence=[third], by=ANNA, now=LATER))
    session = written(write(session, "vision", "Renare"))

    session = changed(decide(session, [proposals(session)[0].number], stands=True, by=ANNA, now=LATER))

    assert evidence_of(session, "vision") == (third, second)
    assert text(session) == "Renare"


def test_a_proposal_on_a_claim_that_was_withdrawn_brings_it_back_whole() -> None:
    session = written(write(a_session(contributors=(BO,)), "actors", "Kommunen", gives="a"))
    [claim] = claims_of(session, "actors")
    session = written(write(session, "actors", by=BO, claim=claim, gives="Bos"))
    session = written(write(session, "actors", claim=claim, name="", gives=""))

    back = changed(decide(session, [proposals(session)[0].number], stands=True, by=ANNA, now=LATER))

    assert says(session, "actors") == []
    assert says(back, "actors") == [{"name": "Kommunen", "gives": "Bos"}]


# Evidence and assumptions


def test_a_claim_rests_on_exactly_what_it_is_given() -> None:
    one, two = an_evidence("ett"), an_evidence("två")
    session = a_session(vision="Rent")

    session = written(support(session, "vision", evidence=[one, two], by=ANNA, now=LATER))
    assert design_of(session).claims[0].standing == "evidence"
    session = written(support(session, "vision", evidence=[], by=ANNA, now=LATER))

    assert evidence_of(session, "vision") == ()


def test_whoever_links_a_passage_is_not_the_one_who_said_it() -> None:
    session = a_session(co_owners=(BO,), vision="Rent")

    session = written(support(session, "vision", evidence=[an_evidence()], by=BO, now=LATER))

    [claim] = design_of(session).claims
    assert (claim.author, claim.at) == ("Anna", BEGUN)
    assert submissions(session)[-1].name == "Bo"


def test_a_contested_text_that_was_accepted_is_not_contested_again_by_its_evidence() -> None:
    met = two_at_once("Annas", "Bos")
    session = changed(decide(met.session, met.contested, stands=True, by=ANNA, now=LATER))

    linked = recorded(support(session, "vision", evidence=[an_evidence()], by=ANNA, now=LATER))

    assert (linked.contested, submissions(linked.session)[-1].contested) == ((), False)


def test_a_contributor_proposes_evidence() -> None:
    session = a_session(contributors=(BO,), vision="Rent")

    session = written(support(session, "vision", evidence=[an_evidence()], by=BO, now=LATER))

    assert evidence_of(session, "vision") == ()
    assert proposals(session)[0].evidence == (an_evidence(),)


def test_evidence_for_a_claim_that_does_not_stand_is_refused() -> None:
    withdrawn = written(write(a_session(vision="Rent"), "vision", ""))

    for session in (a_session(), withdrawn):
        assert reason(support(session, "vision", evidence=[an_evidence()], by=ANNA, now=LATER)) == "claim_gone"
        assert reason(assume(session, "vision", assumed=True, by=ANNA, now=LATER)) == "claim_gone"
        assert evidence_of(session, "vision") == ()


def test_to_say_the_same_again_is_nothing_new() -> None:
    session = a_session(vision="Rent")

    assert recorded(assume(session, "vision", assumed=False, by=ANNA, now=LATER)) == Recorded(session=session)
    assert recorded(support(session, "vision", evidence=[], by=ANNA, now=LATER)) == Recorded(session=session)


def test_an_assumption_is_marked_and_no_longer() -> None:
    session = written(assume(a_session(vision="Rent"), "vision", assumed=True, by=ANNA, now=LATER))
    assert design_of(session).claims[0].standing == "assumption"

    session = written(assume(session, "vision", assumed=False, by=ANNA, now=LATER))

    assert design_of(session).claims[0].standing == "contribution"


# Undoing


def test_the_last_change_is_taken_back_and_stays_in_the_history() -> None:
    session = a_session(vision="Rent")
    changed_text = written(write(session, "vision", "Renare"))

    undone = changed(undo(changed_text, by=ANNA, now=LATER))

    assert text(undone) == "Rent"
    assert undone.history[: len(changed_text.history)] == changed_text.history


def test_undoing_goes_back_act_by_act_to_the_beginning() -> None:
    session = a_session(vision="Rent", system="a\nb")
    session = written(write(session, "vision", "Renare"))

    session = changed(undo(session, by=ANNA, now=LATER))
    assert len(design_of(session).claims) == 3
    session = changed(undo(session, by=ANNA, now=LATER))

    assert design_of(session).claims == ()
    assert reason(undo(session, by=ANNA, now=LATER)) == "nothing_to_undo"


def test_what_is_written_after_an_undo_is_undone_alone() -> None:
    session = changed(undo(a_session(vision="Ett"), by=ANNA, now=LATER))
    session = written(write(session, "vision", "Två"))

    session = changed(undo(session, by=ANNA, now=LATER))

    assert text(session) == ""
    assert reason(undo(session, by=ANNA, now=LATER)) == "nothing_to_undo"


def test_a_decision_that_is_undone_lets_the_proposal_wait_again() -> None:
    session = written(write(a_session(contributors=(BO,), vision="Annas"), "vision", "Bos", by=BO))
    for stands in (True, False):
        decided = changed(decide(session, [proposals(session)[0].number], stands=stands, by=ANNA, now=LATER))
        undone = changed(undo(decided, by=ANNA, now=LATER))
        assert (text(undone), len(proposals(undone))) == ("Annas", 1)


def test_a_contributor_takes_back_their_own_last_change_alone() -> None:
    session = a_session(contributors=(BO,), vision="Annas")
    refused = undo(session, by=BO, now=LATER)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.facts) == ("not_yours", {"name": "Anna"})

    proposed = written(write(session, "vision", "Bos", by=BO))

    assert proposals(changed(undo(proposed, by=BO, now=LATER))) == ()
    assert proposals(changed(undo(proposed, by=ANNA, now=LATER))) == ()


def test_what_is_no_change_of_the_canvas_is_not_undone() -> None:
    assert reason(undo(a_session(contributors=(BO,)), by=ANNA, now=LATER)) == "nothing_to_undo"


# Criteria that people judge


def test_a_criterion_is_confirmed_unconfirmed_and_undone() -> None:
    method = a_method_with_a_persons_criterion("P1")
    session = changed(confirm(a_session(), method, "P1", holds=True, by=ANNA, now=LATER))
    assert design_of(session).confirmed == ("P1",)
    assert reason(confirm(session, method, "P1", holds=True, by=ANNA, now=LATER)) == "already"

    no_longer = changed(confirm(session, method, "P1", holds=False, by=ANNA, now=LATER))
    assert design_of(no_longer).confirmed == ()
    assert reason(confirm(no_longer, method, "P1", holds=False, by=ANNA, now=LATER)) == "already"

    assert design_of(changed(undo(no_longer, by=ANNA, now=LATER))).confirmed == ("P1",)


def test_a_rules_criterion_is_not_for_people_to_confirm() -> None:
    rule = next(c.id for s in METHOD.steps for c in s.criteria if c.judged_by == "rule")

    assert reason(confirm(a_session(), METHOD, rule, holds=True, by=ANNA, now=LATER)) == "unknown_field"
    assert reason(confirm(a_session(contributors=(BO,)), METHOD, rule, holds=True, by=BO, now=LATER)) == "not_owner"


# The order of things


def test_claims_stand_in_the_order_of_the_canvas_and_then_as_they_came_to_stand() -> None:
    session = a_session(vision="Rent")
    session = written(write(session, "system", "b"))
    session = written(write(session, "system", "b\na"))
    session = written(write(session, "challenge", "Svårt"))

    assert [claim.values["text"] for claim in design_of(session).claims] == ["Svårt", "b", "a", "Rent"]


def test_events_are_numbered_through_and_an_act_is_told_by_its_first() -> None:
    session = written(write(a_session(), "system", "a\nb\nc", by=ANNA))
    session = written(write(session, "vision", "Rent"))

    assert [(event.number, event.act) for event in session.history] == [(1, 1), (2, 2), (3, 2), (4, 2), (5, 5)]
    assert set(tally(session.history, until=3).held) == {"c2", "c3"}


def test_whoever_comes_by_a_role_joins_before_they_write_and_proposes() -> None:
    session = a_session().model_copy(update={"roles": ("77",)})
    member = CILLA.model_copy(update={"roles": ("77",)})

    session = written(write(session, "vision", "Cillas", by=member))

    assert [event.number for event in session.history] == [1, 2, 3]
    assert proposals(session)[0].act == 3
