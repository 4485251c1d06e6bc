"""What a misspelt word was meant to be."""

import pytest

from knowledge.analysis import Lexicon
from knowledge.language import Language
from knowledge.spelling import Speller

_VOCABULARY = ["förändring", "kännetecken", "klimat", "anpassning", "missionspiloter", "portfölj", "hav", "prototyp"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(_VOCABULARY, Lexicon(_VOCABULARY), others={})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("forandring", "förändring"),
        ("kannetecken", "kännetecken"),
        ("portfolj", "portfölj"),
        ("kännetcken", "kännetecken"),
        ("missionspiolter", "missionspiloter"),
        ("prototpy", "prototyp"),
    ],
)
def test_a_slip_or_a_missing_dot_is_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.mended(typed, "sv") == meant


@pytest.mark.parametrize("word", ["hav", "havet", "klimatet", "klimatanpassning", "förändringen"])
def test_a_word_the_library_knows_in_any_form_stays(speller: Speller, word: str) -> None:
    assert speller.mended(word, "sv") is None


@pytest.mark.parametrize(("word", "language"), [("klimax", "sv"), ("climate", "en"), ("prototype", "en")])
def test_a_real_word_of_the_language_is_no_slip(speller: Speller, word: str, language: Language) -> None:
    assert speller.mended(word, language) is None


@pytest.mark.parametrize("word", ["hva", "ha", "x", "", "covid-19", "2030", "blockkedja"])
def test_short_words_numbers_and_words_unlike_any_are_left_alone(speller: Speller, word: str) -> None:
    assert speller.mended(word, "sv") is None


def test_the_speller_tells_what_the_library_knows(speller: Speller) -> None:
    assert speller.knows("havet")
    assert speller.knows("klimatanpassning")
    assert not speller.knows("blockkedja")


def test_an_empty_library_mends_nothing() -> None:
    assert Speller([], Lexicon([]), others={}).mended("förändrnig", "sv") is None


def test_a_word_of_the_field_is_meant_where_the_library_has_none_like_it() -> None:
    speller = Speller(["hav"], Lexicon(["hav"]), others={"en": ["watch"], "sv": ["upphandla"]})

    assert speller.mended("watcn", "en") == "watch"
    assert speller.mended("watcn", "sv") is None
    assert speller.mended("uphandla", "sv") == "upphandla"
