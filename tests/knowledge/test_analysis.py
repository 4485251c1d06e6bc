"""Words, stems, compounds, hyphens and folding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.analysis import (
    STOP_WORDS,
    Lexicon,
    folded,
    grams,
    is_telling,
    pieces,
    search_terms,
    stem,
    terms_of,
    words,
)

_LEXICON = Lexicon(["innovation", "upphandling", "samhälle", "samhälls", "utmaningar", "hav", "klimat", "anpassning"])


def test_words_come_casefolded_and_in_order() -> None:
    assert words("Friska HAV, i Blekinge!") == ["friska", "hav", "i", "blekinge"]


def test_a_hyphenated_word_stays_one_word() -> None:
    assert words("en test-arena för EU-projekt") == ["en", "test-arena", "för", "eu-projekt"]


def test_an_underscore_parts_words_and_digits_are_words() -> None:
    assert words("agenda_2030 CO2") == ["agenda", "2030", "co2"]


def test_a_text_without_letters_has_no_words() -> None:
    assert words(" – … ?! 🌊") == []


def test_definite_and_plural_forms_meet_in_one_stem() -> None:
    assert len({stem(word, "sv") for word in ("mission", "missionen", "missioner", "missionerna")}) == 1
    assert len({stem(word, "en") for word in ("mission", "missions")}) == 1


def test_folding_takes_the_dots_and_rings_off() -> None:
    assert folded("förändring åtgärd älv idé") == "forandring atgard alv ide"


@pytest.mark.parametrize("word", ["vad", "är", "och", "the", "what", "dokumenten"])
def test_small_words_tell_nothing_in_either_language(word: str) -> None:
    assert not is_telling(word)


@pytest.mark.parametrize("word", ["mission", "hav", "procurement", "2030"])
def test_words_of_the_field_tell(word: str) -> None:
    assert is_telling(word)


def test_stop_words_are_casefolded_single_words() -> None:
    assert all(word == word.casefold() and " " not in word for every in STOP_WORDS.values() for word in every)


def test_a_compound_comes_apart_where_both_sides_are_words_of_the_library() -> None:
    assert [stem(part, "sv") for part in _LEXICON.parts("innovationsupphandling")] == ["innovation", "upphandling"]
    assert _LEXICON.parts("klimatanpassning") == ("klimat", "anpassning")


def test_a_compound_comes_apart_in_its_inflected_forms_too() -> None:
    assert _LEXICON.parts("klimatanpassningen") == ("klimat", "anpassningen")


def test_the_longest_head_is_taken() -> None:
    assert _LEXICON.parts("samhällsutmaningar")[0] in ("samhälle", "samhälls")


@pytest.mark.parametrize("word", ["hav", "havet", "innovation", "blekinges", "eu-projekt", "2020talets", ""])
def test_a_word_that_is_no_compound_of_known_words_stays_whole(word: str) -> None:
    assert _LEXICON.parts(word) == ()


def test_a_side_that_the_library_does_not_know_keeps_the_compound_whole() -> None:
    assert Lexicon(["innovation"]).parts("innovationsupphandling") == ()


def test_a_hyphenated_word_is_its_sides_and_its_closed_form() -> None:
    assert pieces("test-arena") == ["test", "arena", "testarena"]
    assert pieces("arena") == ["arena"]


def test_a_hyphenated_word_and_its_closed_form_share_a_search_term() -> None:
    hyphenated, closed = (set(terms_of(text, ("sv",), _LEXICON)) for text in ("test-arena", "testarena"))

    assert hyphenated & closed


def test_a_compound_and_its_parts_share_search_terms() -> None:
    compound = set(terms_of("innovationsupphandlingar", ("sv",), _LEXICON))

    assert set(terms_of("upphandling av innovation", ("sv",), _LEXICON)) <= compound


def test_search_terms_leave_the_small_words_out() -> None:
    assert terms_of("Vad är det som gäller och för vem?", ("sv", "en"), _LEXICON) == []


def test_single_letters_are_left_out_and_single_digits_kept() -> None:
    assert terms_of("x 7", ("sv",), _LEXICON) == ["7"]


def test_a_stem_that_two_languages_share_counts_once() -> None:
    assert terms_of("hav hav", ("sv", "en"), _LEXICON).count("hav") == 2


def _letters(text: str) -> set[str]:
    """The letters in a row that a text is found by."""
    return {term for term in search_terms(text, ("sv", "en"), _LEXICON) if term.startswith("#")}


def test_letters_in_a_row_cover_the_whole_word_with_where_it_begins_and_ends() -> None:
    assert grams("_hållbar_") == ["#_hall", "#hallb", "#allba", "#llbar", "#lbar_"]


@pytest.mark.parametrize(("word", "letters"), [("_eu_", ["#_eu_"]), ("_hav_", ["#_hav_"]), ("", ["#"])])
def test_a_word_of_few_letters_is_one_row(word: str, letters: list[str]) -> None:
    assert grams(word) == letters


@pytest.mark.parametrize(
    ("typed", "written"), [("forandring", "förändring"), ("atgarder", "åtgärder"), ("idéer", "ideer"), ("sma", "små")]
)
def test_a_word_typed_without_dots_and_rings_shares_all_its_letters(typed: str, written: str) -> None:
    assert _letters(typed) == _letters(written) != set()


def test_a_compound_that_the_library_cannot_take_apart_shares_letters_with_its_parts() -> None:
    assert _LEXICON.parts("vätgasstrategi") == ()
    assert len(_letters("vätgasstrategi") & _letters("strategi")) >= 3
    assert len(_letters("vätgasstrategi") & _letters("vätgas")) >= 2


def test_a_slip_of_the_pen_and_another_form_share_letters() -> None:
    assert _letters("upphandlnig") & _letters("upphandling")
    assert _letters("kommunernas") & _letters("kommunal")
    assert not _letters("hav") & _letters("skog")


def test_letters_are_mistaken_for_no_stem() -> None:
    stems = set(terms_of("missionen samlar hållbara städer", ("sv", "en"), _LEXICON))

    assert not stems & _letters("missionen samlar hållbara städer")


@pytest.mark.parametrize(
    "text", ["Innovationsupphandlingar i Blekinge 2030", "test-arena för klimatanpassning", "x 7 EU", "Vem får?"]
)
def test_what_a_text_is_found_by_holds_its_stems_and_the_parts_of_compounds(text: str) -> None:
    assert set(terms_of(text, ("sv", "en"), _LEXICON)) <= set(search_terms(text, ("sv", "en"), _LEXICON))


@pytest.mark.parametrize("text", ["Vad är det som gäller och för vem?", "What is this about?", "skulle", "through"])
def test_the_letters_of_small_words_find_nothing(text: str) -> None:
    assert _letters(text) == set()


@pytest.mark.parametrize("text", ["", "– … ?! 🌊", "x", "å ä ö"])
def test_a_text_without_words_is_found_by_nothing(text: str) -> None:
    assert search_terms(text, ("sv", "en"), _LEXICON) == []


def test_a_word_said_more_often_is_found_more_often() -> None:
    once, twice = (search_terms(text, ("sv",), _LEXICON) for text in ("hav", "hav hav"))

    assert twice == once * 2


@given(st.text(max_size=60))
def test_any_text_can_be_searched_and_any_telling_word_has_letters(text: str) -> None:
    told = [piece for word in words(text) for piece in pieces(word) if is_telling(piece)]

    assert all(search_terms(text, ("sv", "en"), _LEXICON))
    assert bool(_letters(text)) == any(len(piece) > 1 or piece.isdigit() for piece in told)
