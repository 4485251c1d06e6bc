"""Whether the thing a question asks for is missing from what was found."""

import pytest

from knowledge.lacking import lacks_the_kind
from knowledge.language import Language
from tests.builders import a_holding, a_question, weighed_against

_OTHERS = a_holding(
    "# Annat\n\n"
    + "\n\n".join(
        f"## Del om {name}\n\nHär står något om {name} och inget mer, som så många har och gav."
        for name in ("bussar", "bibliotek", "vägar", "parker", "museer", "kaniner", "broar", "torg", "båtar", "äpplen")
    )
    + "\n",
    "annat.md",
)


def _lacks(question: str, text: str, *, said: str = "", language: Language = "sv") -> bool:
    """Whether a library where one document says `text`, and another something else, lacks what is asked for."""
    library = a_holding(f"# Om saken\n\n{text}\n")
    asked = a_question(question, library, _OTHERS, language=language)
    _, weighed, scale = weighed_against(asked, library, _OTHERS)
    return lacks_the_kind(asked, weighed, scale, said)


@pytest.mark.parametrize(
    ("question", "holding", "lacking"),
    [
        (
            "När beslutades strategin för hav?",
            "Strategin för hav beslutades den 4 oktober 2019.",
            "Strategin för hav beslutades av nämnden.",
        ),
        ("Vilket år antogs strategin?", "Strategin antogs 2021.", "Strategin antogs av alla."),
        ("Hur länge pågår piloten?", "Piloten pågår i tre månader.", "Piloten pågår på skolorna."),
        ("Vad kostar testarenan?", "Testarenan kostar 12 miljoner kronor.", "Testarenan kostar mer än väntat."),
        (
            "Hur stor andel av eleverna deltog?",
            "Drygt 40 procent av eleverna deltog.",
            "De flesta av eleverna deltog.",
        ),
        ("Vilken e-postadress har teamet?", "Teamet har adressen team@example.se.", "Teamet har en adress."),
        ("Vilken webbadress har handboken?", "Handboken finns på www.vinnova.se.", "Handboken finns på webben."),
        ("Vilka resultat gav testet?", "Testet gav resultat: fler går.", "Testet gav många råd."),
        (
            "Vilka indikatorer har missionen?",
            "Missionen har sikt och syre som indikatorer.",
            "Missionen har många delar.",
        ),
        (
            "Vilken plats fick länet i indexet?",
            "Länet kom på plats 3 i indexet.",
            "Länet är med i indexet varje höst.",
        ),
    ],
)
def test_a_thing_of_the_kind_is_there_or_it_is_missing(question: str, holding: str, lacking: str) -> None:
    assert not _lacks(question, holding)
    assert _lacks(question, lacking)


@pytest.mark.parametrize(
    "question", ["Vad är en mission?", "Vem leder missionen?", "Var ligger arenan?", "Vem har skrivit texten?"]
)
def test_what_shows_by_no_form_of_its_own_is_never_missing(question: str) -> None:
    assert not _lacks(question, "Missionen är ny.")


def test_where_nothing_was_found_the_kind_is_missing() -> None:
    library = a_holding("# Hav\n\nHavet är blått.\n")
    asked = a_question("När antogs strategin?", library)
    _, _, scale = weighed_against(asked, library)

    assert lacks_the_kind(asked, [], scale)


def test_a_sum_in_a_sentence_about_something_else_is_not_the_sum_asked_for() -> None:
    text = (
        "Testarenan i Ronneby öppnar för företag i höst.\n\n"
        "En helt annan insats gav skolorna i länet 12 miljoner kronor till mat, böcker och resor."
    )

    assert _lacks("Vad kostar testarenan i Ronneby?", text)
    assert not _lacks("Vad kostar testarenan i Ronneby?", f"{text}\n\nTestarenan kostar företag 500 kronor.")


def test_a_telephone_number_beside_the_name_is_the_one_asked_for() -> None:
    beside = "- Anna Berg, projektledare\n- 0455-73 70 00\n\nHavet mår bra och fisken lever i hela skärgården."

    assert not _lacks("Vilket telefonnummer har Anna Berg?", beside)


def test_a_telephone_number_in_a_long_sentence_of_something_else_is_not_the_one_asked_for() -> None:
    apart = (
        "Anna Berg är projektledare i Karlskrona.\n\n"
        "Ring växeln på 0411-11 22 33 om parkering vid torget i den stora staden där alla bussarna går."
    )

    assert _lacks("Vilket telefonnummer har Anna Berg?", apart)


# Names


def test_as_many_names_are_needed_as_are_asked_for() -> None:
    two, three = "Piloterna heter Havslyft och Skogsro.", "Piloterna heter Havslyft, Skogsro och Stadsliv."

    assert _lacks("Vad heter de tre piloterna?", two)
    assert not _lacks("Vad heter de tre piloterna?", three)
    assert not _lacks("Vad heter de två piloterna?", two)
    assert not _lacks("Vad heter piloten?", "Piloten heter Havslyft.")


def test_names_in_a_list_are_counted_together() -> None:
    listed = "Piloterna heter:\n\n- Havslyft\n- Skogsro\n- Stadsliv"

    assert not _lacks("Vad heter de tre piloterna?", listed)
    assert _lacks("Vad heter de fem piloterna?", listed)


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert _lacks("Vad heter piloten?", "Piloten är ny. Den heter något annat nu.")


def test_a_name_of_the_question_is_not_the_name_asked_for() -> None:
    assert _lacks("Vad heter piloten i Ronneby?", "Piloten i Ronneby heter något nytt.")
    assert not _lacks("Vad heter piloten i Ronneby?", "Piloten i Ronneby heter Havslyft.")


def test_names_that_were_said_before_are_not_the_others() -> None:
    text = "Piloterna heter Havslyft och Skogsro."

    assert _lacks("Vad heter de andra piloterna?", text, said="Först ut är Havslyft och Skogsro.")
    assert not _lacks("Vad heter de andra piloterna?", text, said="Först ut är Havslyft.")


# People and places


def test_a_person_holds_an_office_by_their_full_name() -> None:
    assert not _lacks("Vem är ordförande i styrgruppen?", "Ordförande i styrgruppen är Anna-Lena von Berg.")
    assert not _lacks("Who chairs the steering group?", "Anna Berg chairs the steering group.", language="en")
    assert _lacks("Vem är ordförande i styrgruppen?", "Styrgruppen har en ordförande i varje kommun.")
    assert _lacks("Vem är ordförande i styrgruppen?", "Ordförande i styrgruppen är Anna.")


def test_an_organisation_is_no_person() -> None:
    assert _lacks(
        "Vem är ordförande i styrgruppen?", "Region Blekinge är ordförande i styrgruppen. Varje region har en sådan."
    )
    assert _lacks(
        "Who chairs the steering group?",
        "The Mission Council chairs the steering group. The mission is new.",
        language="en",
    )


def test_a_town_is_neither_a_region_nor_a_country() -> None:
    question = "I vilken stad ligger testarenan?"

    assert not _lacks(question, "Testarenan ligger i Karlshamn.")
    assert _lacks(question, "Testarenan ligger i Blekinge.")
    assert _lacks(question, "Testarenan ligger i Sverige.")
    assert _lacks(question, "Testarenan ligger i hamnen.")
    assert not _lacks("Which city hosts the arena?", "The arena opens in Malmö.", language="en")
    assert _lacks("Which city hosts the arena?", "The arena opens in Europe.", language="en")


def test_a_town_of_the_question_is_not_the_town_asked_for() -> None:
    assert _lacks("Vilken kommun hjälper Ronneby med testarenan?", "Testarenan ligger i Ronneby.")


# Counts


def test_a_number_right_before_what_is_counted_is_its_count() -> None:
    assert not _lacks("Hur många piloter finns det?", "Det finns sju piloter i regionen.")
    assert not _lacks("Hur många piloter finns det?", "Det finns 7 nya piloter i regionen.")
    assert not _lacks("How many pilots are there?", "There are seven pilots in the region.", language="en")


def test_a_number_of_something_else_is_no_count() -> None:
    assert _lacks("Hur många piloter finns det?", "Det finns piloter i sju kommuner.")
    assert _lacks("Hur många piloter finns det?", "De sju kommunerna i regionen har alla sina egna piloter.")
    assert _lacks("How many pilots are there?", "There are pilots in seven towns.", language="en")


def test_a_list_of_what_is_counted_is_a_count() -> None:
    assert not _lacks("Hur många piloter finns det?", "Piloterna är:\n\n- hav\n- skog")
    assert _lacks("Hur många piloter finns det?", "Kommunerna är:\n\n- Ronneby\n- Olofström\n\nAlla har piloter.")


# Abbreviations


@pytest.mark.parametrize(
    "text",
    [
        "ROAR står för Regional Ocean Action.",
        "ROAR stands for Regional Ocean Action.",
        "ROAR, nätverket för friska hav, står för Regional Ocean Action.",
        "ROAR är en förkortning för Regional Ocean Action.",
        "ROAR is short for Regional Ocean Action.",
        "ROAR (Regional Ocean Action) är ett nätverk.",
        "Regional Ocean Action (ROAR) är ett nätverk.",
        "ROAR = Regional Ocean Action",
        "ROAR – Regional Ocean Action",
    ],
)
def test_an_abbreviation_is_spelt_out_in_many_ways(text: str) -> None:
    assert not _lacks("Vad står ROAR för?", text)
    assert not _lacks("What does ROAR stand for?", text, language="en")


@pytest.mark.parametrize(
    "text",
    [
        "ROAR är ett nätverk för friska hav.",
        "I ROAR står hav i centrum.",
        "ROAR och RUS hör ihop. RUS står för regional utvecklingsstrategi.",
        "ROARING står för något annat än ROAR.",
    ],
)
def test_an_abbreviation_that_is_only_used_is_not_spelt_out(text: str) -> None:
    assert _lacks("Vad står ROAR för?", text)
