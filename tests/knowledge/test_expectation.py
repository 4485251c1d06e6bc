"""What a question asks for, and whether a sentence holds one."""

import pytest

from knowledge.expectation import Expectation, expected, has_form, holds, number_wanted, wants_list


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("När beslutades strategin?", "date"),
        ("When was the strategy adopted?", "date"),
        ("När publicerades vägledningen?", "issued"),
        ("Vilken dag uppdaterades sidan?", "issued"),
        ("When was the playbook last updated?", "issued"),
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
        ("Hur länge pågår missionen?", "duration"),
        ("Hur lång tid tar det att forma en mission?", "duration"),
        ("Hur gammal är handboken?", "duration"),
        ("How long does a workshop take?", "duration"),
        ("How old is the network?", "duration"),
        ("Vilken e-postadress har missionsteamet?", "email"),
        ("Vad är mejladressen till regionen?", "email"),
        ("What is the email of the team?", "email"),
        ("Vad ska man ringa för nummer?", "phone"),
        ("Vilken webbadress har handboken?", "web"),
        ("Finns det en länk till vägledningen?", "web"),
        ("What is the web address of the playbook?", "web"),
        ("Vem har skrivit texten?", "author"),
        ("Vem är författare till inlägget?", "author"),
        ("Who wrote the playbook?", "author"),
        ("Vem är ordförande i styrgruppen?", "office_holder"),
        ("Vem är projektledare för piloten?", "office_holder"),
        ("Vilka personer sitter i missionsteamet?", "office_holder"),
        ("Who chairs the steering group?", "office_holder"),
        ("Which people are on the team?", "office_holder"),
        ("Vilken plats fick Sverige i indexet?", "rank"),
        ("How high does Blekinge rank in the survey?", "rank"),
        ("What rank did the region get in the index?", "rank"),
        ("Vilken kommun är med i piloten?", "town"),
        ("Which city hosts the test arena?", "town"),
        ("Var ligger testarenan?", "place"),
        ("Which country started it?", "place"),
        ("Vad heter de tre piloterna?", "name"),
        ("Vilka resultat gav testet?", "result"),
        ("Vilka indikatorer används?", "indicator"),
        ("I vilken stad ligger testarenan?", "town"),
        ("Vad är en mission?", "any"),
        ("Why are missions needed?", "any"),
        ("När passar metoden?", "any"),
        ("When is a mission useful?", "any"),
        ("How long is the text?", "any"),
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
        ("Uppdaterad 2024-06-18", "issued"),
        ("Published: 4 October 2019", "issued"),
        ("Strategin antogs 2021.", "year"),
        ("Budgeten är 12 miljoner kronor.", "money"),
        ("The workshop is free of charge.", "money"),
        ("Det finns sju flaskhalsar.", "count"),
        ("Hälften av företagen deltog.", "share"),
        ("Drygt 40 procent deltog.", "share"),
        ("Ring 0455-73 70 00.", "phone"),
        ("Växel +46 455 73 70 00", "phone"),
        ("Skriv till missioner@regionblekinge.se.", "email"),
        ("Läs mer på www.regionblekinge.se/missioner", "web"),
        ("Handboken finns på vinnova.se.", "web"),
        ("https://vinnova.se", "web"),
        ("En sprint tar två veckor.", "duration"),
        ("The pilot ran for several months.", "duration"),
        ("Nätverket har funnits sedan 2019.", "duration"),
        ("It goes on until the summer.", "duration"),
        ("Författare: Anna Berg", "author"),
        ("Written by Anna Berg", "author"),
        ("Sverige kom på plats 3 i indexet.", "rank"),
        ("The region came last place.", "rank"),
        ("Blekinge är 2:a i mätningen.", "rank"),
        ("Testet visade att fler gick till skolan.", "result"),
        ("Andelen är ett nyckeltal.", "indicator"),
    ],
)
def test_a_sentence_that_holds_the_kind_is_seen(sentence: str, kind: Expectation) -> None:
    assert holds(sentence, kind)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Beslutet fattades av nämnden.", "date"),
        ("Strategin antogs den 4 oktober 2019.", "issued"),
        ("Vägledningen publicerades av Vinnova.", "issued"),
        ("Budgeten beslutas senare.", "money"),
        ("De flesta företagen deltog.", "share"),
        ("Kontakta regionen.", "email"),
        ("Skriv till @regionen om det.", "email"),
        ("Ring växeln i Karlskrona.", "phone"),
        ("Programmet gäller 2021 och 2027.", "phone"),
        ("Läs mer på webben.", "web"),
        ("En sprint kan ta olika lång tid.", "duration"),
        ("Anna Berg leder arbetet.", "author"),
        ("Indexet mäter regioner.", "rank"),
        ("Testet görs i höst.", "result"),
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
    "kind", ["date", "year", "duration", "money", "count", "share", "email", "phone", "web", "author", "rank"]
)
def test_some_kinds_of_things_show_by_their_form(kind: Expectation) -> None:
    assert has_form(kind)
    assert not holds("Vad som helst", kind)


@pytest.mark.parametrize("kind", ["person", "office_holder", "town", "place", "name", "expansion", "any"])
def test_other_kinds_of_things_have_no_form_and_any_sentence_may_hold_them(kind: Expectation) -> None:
    assert not has_form(kind)
    assert holds("", kind)


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
