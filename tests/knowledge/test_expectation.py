"""What a question asks for, and whether a sentence holds one."""

import pytest

from knowledge.expectation import Expectation, expected, holds, number_wanted, wants_list


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("När publicerades vägledningen?", "date"),
        ("When was the strategy adopted?", "date"),
        ("Vilket år kom handboken?", "year"),
        ("In what year did it start?", "year"),
        ("Hur stor är budgeten?", "money"),
        ("How much funding did the pilots get?", "money"),
        ("Hur många piloter finns det?", "count"),
        ("How many bottlenecks are there?", "count"),
        ("Hur stor andel av företagen är små?", "share"),
        ("Vilket telefonnummer har de?", "phone"),
        ("What is the phone number?", "phone"),
        ("Vad står TRAMI för?", "expansion"),
        ("What does TRAMI stand for?", "expansion"),
        ("Vem leder missionen?", "person"),
        ("Who leads the mission?", "person"),
        ("I vilken stad ligger testarenan?", "town"),
        ("Vad är en mission?", "any"),
        ("Why are missions needed?", "any"),
        ("När passar metoden?", "any"),
        ("", "any"),
    ],
)
def test_a_question_tells_what_it_asks_for(question: str, kind: Expectation) -> None:
    assert expected(question) == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Inlägget publicerades den 4 oktober 2019.", "date"),
        ("It was updated on October 4, 2019.", "date"),
        ("Uppdaterad 2024-06-18", "date"),
        ("Strategin antogs 2021.", "year"),
        ("Budgeten är 12 miljoner kronor.", "money"),
        ("The workshop is free of charge.", "money"),
        ("Det finns sju flaskhalsar.", "count"),
        ("Hälften av företagen deltog.", "share"),
        ("Drygt 40 procent deltog.", "share"),
        ("Ring 0455-73 70 00.", "contact"),
        ("Skriv till missioner@regionblekinge.se.", "contact"),
    ],
)
def test_a_sentence_that_holds_the_kind_is_seen(sentence: str, kind: Expectation) -> None:
    assert holds(sentence, kind)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Beslutet fattades av nämnden.", "date"),
        ("Budgeten beslutas senare.", "money"),
        ("De flesta företagen deltog.", "share"),
        ("Kontakta regionen.", "email"),
        ("Flaskhalsarna är kända.", "count"),
        ("Den 4 i laget.", "year"),
    ],
)
def test_a_sentence_without_the_kind_does_not_hold_it(sentence: str, kind: Expectation) -> None:
    assert not holds(sentence, kind)


def test_any_sentence_may_hold_what_has_no_form() -> None:
    assert holds("Vad som helst.", "any")
    assert holds("Vad som helst.", "person")


@pytest.mark.parametrize(
    "question", ["Vilka är flaskhalsarna?", "Which are the pilots?", "Lista stegen", "What are the steps?"]
)
def test_a_question_for_several_things_wants_a_list(question: str) -> None:
    assert wants_list(question)


def test_a_question_for_one_thing_wants_no_list() -> None:
    assert not wants_list("Vad är en mission?")


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Vilka är de sju flaskhalsarna?", 7),
        ("the five characteristics", 5),
        ("alla 10 steg", 10),
        ("de sex kännetecknen", 6),
        ("Vad är en mission?", None),
    ],
)
def test_the_number_of_things_is_read_from_the_question(question: str, number: int | None) -> None:
    assert number_wanted(question) == number
