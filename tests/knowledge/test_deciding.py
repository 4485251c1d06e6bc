"""Whether what was found answers, or only lies near."""

import pytest

from knowledge.corpus import Holding
from knowledge.deciding import Decision, decide, support_of
from tests.builders import a_hit, a_holding, a_question, weighed_against

_FORM = a_holding(
    "Strategi för hav\n\nBeslut datum:\tBeslutad av:\tRevision: 01\n\n"
    "Strategin gäller hela regionen och alla dess kommuner. Havet står i centrum för allt arbete.\n",
    "strategi.txt",
)
_MISSION = a_holding(
    """# Missionen om friska hav

Missionen om friska hav leds av regionen och kommunerna tillsammans.

Missionen samlar sju piloter i Blekinge.

Piloterna är:

- mikroplast
- unga
- äldre
""",
    "mission.md",
)


_OTHERS = a_holding(
    "# Annat\n\n"
    + "\n\n".join(
        f"## Del {name}\n\nHär står något om {name} och inget mer."
        for name in ("bussar", "skolor", "bibliotek", "vägar", "parker", "museer", "kaniner", "broar")
    )
    + "\n",
    "annat.md",
)


def _decision(text: str, *library: Holding) -> Decision:
    question = a_question(text, *library)
    hits, weighed, scale = weighed_against(question, *library)
    return decide(question, hits, weighed, None, scale)


def _decision_nearby(text: str, *library: Holding) -> Decision:
    """The decision where the passages lie much nearer than anything elsewhere."""
    question = a_question(text, *library)
    hits, weighed, scale = weighed_against(question, *library)
    return decide(question, [hit.model_copy(update={"meaning": 0.95}) for hit in hits], weighed, 0.6, scale)


def test_a_question_whose_words_the_passages_name_is_answered() -> None:
    decision = _decision("Vem leder missionen om friska hav?", _MISSION)

    assert decision.answer
    assert decision.reason is None


def test_a_question_of_other_things_finds_nothing() -> None:
    decision = _decision("Hur lagar man köttbullar med gräddsås?", _MISSION)

    assert not decision.answer
    assert decision.reason == "nothing_found"


def test_no_hits_give_no_support() -> None:
    question = a_question("Vem leder missionen?", _MISSION)
    _, _, scale = weighed_against(question, _MISSION)

    assert support_of(question, [], None, scale) == 0
    assert decide(question, [], [], None, scale).reason == "nothing_found"


def test_a_field_that_is_asked_for_and_stands_empty_is_named() -> None:
    decision = _decision("Vilket är beslutets datum?", _FORM)

    assert decision == Decision(answer=False, support=decision.support, reason="empty_field", about="Beslut datum")


def test_a_field_that_is_filled_in_is_not_empty() -> None:
    assert _decision("Vilken revision har strategin för hav?", _FORM).reason != "empty_field"


@pytest.mark.parametrize(
    "question",
    [
        "När startade missionen om friska hav?",
        "Vilket år startade missionen om friska hav?",
        "Hur stor budget har missionen om friska hav?",
        "Vad har missionen om friska hav för telefonnummer?",
        "Hur stor andel av Blekinge gäller missionen om friska hav?",
    ],
)
def test_a_thing_of_a_kind_that_no_sentence_holds_is_only_partly_there(question: str) -> None:
    decision = _decision_nearby(question, _MISSION, _OTHERS)

    assert not decision.answer
    assert decision.reason == "part"


def test_a_count_is_answered_by_a_number_before_what_is_counted() -> None:
    assert _decision_nearby("Hur många piloter samlar missionen i Blekinge?", _MISSION).answer


def test_a_number_of_something_else_is_no_count() -> None:
    decision = _decision_nearby("Hur många kommuner leder missionen om friska hav?", _MISSION)

    assert not decision.answer
    assert decision.reason == "part"


def test_an_abbreviation_that_no_sentence_spells_out_is_only_partly_there() -> None:
    library = a_holding("# RUS\n\nRUS är regionens strategi. Alla mål i RUS gäller hav.\n")

    assert _decision_nearby("Vad står RUS för?", library).reason == "part"


def test_an_abbreviation_that_a_sentence_spells_out_is_answered() -> None:
    library = a_holding("# RUS\n\nRegional utvecklingsstrategi (RUS) är regionens plan för alla mål.\n")

    assert _decision_nearby("Vad står RUS för?", library).answer


def test_the_nearer_a_passage_lies_the_more_support_it_gives() -> None:
    question = a_question("Vad händer med vattnet?", _MISSION)
    hits, _, scale = weighed_against(question, _MISSION)
    near, far = ([a_hit(hits[0].passage, meaning=cosine)] for cosine in (0.95, 0.7))

    assert 0 <= support_of(question, far, 0.8, scale) < support_of(question, near, 0.8, scale) <= 1


def test_what_lies_nearer_to_elsewhere_than_to_any_passage_is_declined() -> None:
    question = a_question("Vad blir det för väder?", _MISSION)
    hits, weighed, scale = weighed_against(question, _MISSION)
    told = [hit.model_copy(update={"meaning": 0.6}) for hit in hits]

    assert decide(question, told, weighed, 0.95, scale).reason == "nothing_found"
