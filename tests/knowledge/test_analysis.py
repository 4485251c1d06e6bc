"""Words, stems, compounds, hyphens and folding."""

import pytest

from knowledge.analysis import STOP_WORDS, Lexicon, folded, is_telling, pieces, stem, terms_of, words

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
