"""A session from a design that was made elsewhere."""

import datetime as dt

from knowledge.canvas import FieldName
from knowledge.missions.design import Claim, MissionDesign
from knowledge.sessions.adopting import adopt
from knowledge.sessions.engine.writing import revise, undo
from knowledge.sessions.outcome import Refused
from knowledge.sessions.privacy import without
from knowledge.sessions.session import Session
from knowledge.sessions.standing import design_of, proposals
from tests.builders_missions import a_claim, a_design, an_evidence
from tests.builders_sessions import (
    ANNA,
    BEGUN,
    BO,
    a_method_with_a_persons_criterion,
    a_session,
    an_entry,
    claims_of,
    says,
    written,
)
from tests.builders_small_method import a_method

METHOD = a_method_with_a_persons_criterion("P1")
LATER = BEGUN + dt.timedelta(days=3)


def adopted(design: MissionDesign) -> Session:
    return adopt(design, name="m2", method=METHOD, by=BO, now=LATER)


def a_claim_of(name: str, text: str, *, field: FieldName = "actors") -> Claim:
    return a_claim(field, text, claim_id=name)


def test_a_design_that_was_taken_out_is_the_same_when_it_is_taken_in() -> None:
    session = a_session(vision="Rent", system="a\nb", actors="Kommunen")
    design = design_of(session).model_copy(
        update={"confirmed": ("P1",), "skipped": ("actors", "learning"), "starting_point": "pilot"}
    )
    evident = design.claims[0].model_copy(update={"evidence": (an_evidence(),), "assumed": True})
    design = design.model_copy(update={"claims": (evident, *design.claims[1:])})

    assert design_of(adopted(design)) == design


def test_the_history_tells_who_took_it_in_and_each_claim_who_said_it() -> None:
    session = adopted(design_of(a_session(vision="Rent")))

    assert [(event.kind, event.name) for event in session.history] == [
        ("happening", "Bo"),
        ("happening", "Bo"),
        ("submission", "Bo"),
    ]
    [claim] = design_of(session).claims
    assert (claim.author, claim.at) == ("Anna", BEGUN)
    assert session.owner.id == BO.id


def test_claims_of_somebody_who_was_forgotten_are_not_whoever_takes_them_in() -> None:
    shared = without(a_session(contributors=(BO,), vision="Rent"), ANNA.id, now=LATER)
    assert shared is not None

    assert [claim.author for claim in design_of(adopted(design_of(shared))).claims] == [""]


def test_what_was_taken_in_is_not_undone() -> None:
    session = adopted(design_of(a_session(vision="Rent")).model_copy(update={"confirmed": ("P1",)}))

    refused = undo(session, by=BO, now=LATER)

    assert isinstance(refused, Refused)
    assert refused.reason == "nothing_to_undo"


def test_new_claims_get_ids_that_no_adopted_one_has() -> None:
    session = adopted(a_design(*(a_claim_of(f"c{at}", f"Kommun {at}") for at in range(9, 15))))

    session = written(revise(session, METHOD, [an_entry("actors", "Ny")] * 3, by=BO, seen=99, now=LATER))

    assert len(set(claims_of(session, "actors"))) == 9
    assert len(says(session, "actors")) == 9


def test_claims_that_share_an_id_or_have_none_are_told_apart() -> None:
    odd = [a_claim_of(name, f"Kommun {at}") for at, name in enumerate(("a", "a", "i2", "vision"))]
    odd.append(odd[0].model_copy(update={"id": "", "values": {"name": "Kommun 4"}}))

    session = adopted(a_design(*odd))

    assert [one["name"] for one in says(session, "actors")] == [f"Kommun {at}" for at in range(5)]
    assert len(set(claims_of(session, "actors"))) == 5
    assert "vision" not in claims_of(session, "actors")
    assert claims_of(session, "actors")[2] == "i2"


def test_a_text_from_elsewhere_is_changed_like_any_other() -> None:
    session = adopted(a_design(a_claim_of("c7", "Rent", field="vision")))

    session = written(revise(session, METHOD, [an_entry("vision", "Renare")], by=BO, seen=99, now=LATER))

    assert [claim.values["text"] for claim in design_of(session).claims] == ["Renare"]


def test_a_second_text_of_a_field_waits_beside_the_first() -> None:
    session = adopted(a_design(a_claim_of("a", "Ett", field="vision"), a_claim_of("b", "Två", field="vision")))

    assert design_of(session).text("vision") == "Ett"
    assert [(one.values["text"], one.contested) for one in proposals(session)] == [("Två", True)]


def test_what_the_method_does_not_know_is_left_out_and_its_texts_kept() -> None:
    smaller = a_method().model_copy(update={"steps": a_method().steps[:2]})
    design = a_design(a_claim_of("a", "Rent", field="vision"), skipped=("vision", "system", "nowhere"))
    design = design.model_copy(update={"confirmed": ("P1", "C1.1")})

    session = adopt(design, name="m2", method=smaller, by=BO, now=LATER)

    kept = design_of(session)
    assert (kept.text("vision"), kept.skipped) == ("Rent", ("system",))
    assert "P1" not in kept.confirmed
