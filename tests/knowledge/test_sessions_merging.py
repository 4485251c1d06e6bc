"""A proposal that comes to stand on what was changed meanwhile."""

from collections.abc import Sequence

from knowledge.missions.design import Evidence
from knowledge.sessions.merging import laid_over
from knowledge.sessions.session import Submission
from tests.builders_missions import an_evidence
from tests.builders_sessions import BEGUN

ONE, TWO, THREE = (an_evidence(quote) for quote in ("ett", "två", "tre"))


def said(*evidence: Evidence, assumed: bool = False, **values: str) -> Submission:
    return Submission(
        number=1,
        act=1,
        by="discord:anna",
        name="Anna",
        at=BEGUN,
        step="actors",
        field="actors",
        claim="c1",
        values=values,
        stands=False,
        assumed=assumed,
        evidence=evidence,
    )


def quotes(one: Submission) -> Sequence[str]:
    return [evidence.quote for evidence in one.evidence]


def test_a_part_that_the_proposal_left_alone_says_what_it_says_now() -> None:
    stands = laid_over(said(name="B", gives="b"), said(name="A", gives="b"), said(name="A", gives="c", gets="d"))

    assert stands.values == {"name": "B", "gives": "c", "gets": "d"}


def test_a_part_that_the_proposal_emptied_is_empty_and_one_emptied_meanwhile_stays_so() -> None:
    stands = laid_over(said(name="A", gets="d"), said(name="A", gives="b", gets="d"), said(name="A", gives="b"))

    assert stands.values == {"name": "A"}


def test_a_proposal_to_withdraw_is_one_whatever_has_changed() -> None:
    assert laid_over(said(), said(name="A"), said(name="A", gives="c")).values == {}


def test_a_proposal_on_what_was_withdrawn_or_never_stood_is_as_it_was_written() -> None:
    proposal = said(ONE, name="A", gives="b")

    assert laid_over(proposal, said(name="A"), said()) == proposal
    assert laid_over(proposal, None, None) == proposal


def test_a_proposal_written_over_nothing_adds_to_what_was_written_meanwhile() -> None:
    assert laid_over(said(name="A"), None, said(name="C", gives="c")).values == {"name": "A", "gives": "c"}


def test_passages_are_taken_away_and_added_beside_those_of_others() -> None:
    assert quotes(laid_over(said(ONE, name="A"), said(ONE, TWO, name="A"), said(ONE, TWO, THREE, name="A"))) == [
        "ett",
        "tre",
    ]
    assert quotes(laid_over(said(TWO, name="A"), said(name="A"), said(THREE, TWO, name="A"))) == ["tre", "två"]


def test_an_assumption_follows_whoever_changed_that() -> None:
    mine, plain = said(name="A", assumed=True), said(name="A")

    assert laid_over(mine, plain, plain).assumed
    assert laid_over(said(name="B"), plain, mine).assumed
    assert not laid_over(said(name="B"), mine, mine).assumed
