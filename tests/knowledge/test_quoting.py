"""Which units answer, and that a quote is the document's own words."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.corpus import Holding
from knowledge.quoting import ANSWER_LENGTH, Quote, compose, nearest, quotes_of
from tests.builders import (
    a_hit,
    a_holding,
    a_passage,
    a_question,
    a_unit,
    bare,
    markdown_texts,
    tables,
    weighed_against,
)

_METHOD = a_holding(
    """# Missionsmetoden

En mission är ett djärvt och tidsatt mål. Den samlar aktörer från flera sektorer.

## Kännetecken

Vinnova lyfter tre kännetecken:

- samskapande kring utmaningen
- hantering av målkonflikter
- samordning mellan aktörer

## Bussar

Bussen till stationen går varje timme.
""",
    "metod.md",
)
_COPY = a_holding("# Kopian\n\nEn mission är ett djärvt och tidsatt mål.\n", "kopia.md")


def _answer(question: str, *library: Holding) -> list[Quote]:
    asked = a_question(question, *library)
    _, weighed, _ = weighed_against(asked, *library)
    return compose(asked, weighed)


def test_the_sentence_that_answers_is_quoted_first() -> None:
    first, *_ = _answer("Vad är en mission?", _METHOD)

    assert first.text.startswith("En mission är ett djärvt och tidsatt mål.")


def test_sentences_that_stand_together_are_one_quote_in_reading_order() -> None:
    [quote] = quotes_of(a_hit(a_passage("Ett.", "Två.", "Tre.")), [0, 1, 2])

    assert quote.text == "Ett. Två. Tre."
    assert len(quote.units) == 3


def test_sentences_with_others_between_them_are_quotes_of_their_own() -> None:
    quotes = list(quotes_of(a_hit(a_passage("Ett.", "Två.", "Tre.")), [0, 2]))

    assert [quote.text for quote in quotes] == ["Ett.", "Tre."]


def test_units_parted_by_more_than_white_space_are_quotes_of_their_own() -> None:
    first, second = a_unit("Ett."), a_unit("Två.", start=50, lead=None)
    passage = a_passage().model_copy(update={"units": (first, second)})

    assert [quote.text for quote in quotes_of(a_hit(passage), [0, 1])] == ["Ett.", "Två."]


def test_no_units_give_no_quote() -> None:
    assert list(quotes_of(a_hit(), [])) == []


def test_a_list_that_answers_is_quoted_whole_with_the_line_that_introduces_it() -> None:
    first, *_ = _answer("Vilka tre kännetecken lyfter Vinnova?", _METHOD)

    assert [unit.kind for unit in first.units] == ["sentence", "item", "item", "item"]
    assert first.text.splitlines()[0] == "Vinnova lyfter tre kännetecken:"
    assert len(first.text.splitlines()) == 4


def test_what_is_beside_the_point_is_left_out_of_a_list_that_was_asked_for() -> None:
    quotes = _answer("Vilka tre kännetecken lyfter Vinnova?", _METHOD)

    assert not any("Bussen" in quote.text for quote in quotes)


def test_the_same_sentence_in_two_documents_is_quoted_once() -> None:
    quotes = _answer("Vad är en mission?", _METHOD, _COPY)

    assert sum("djärvt och tidsatt mål" in quote.text for quote in quotes) == 1


def test_an_answer_keeps_to_its_length() -> None:
    sentences = " ".join(f"Mission nummer {number} gäller friska hav och städer." for number in range(200))
    quotes = _answer("Vad gäller mission och hav?", a_holding(f"# Hav\n\n{sentences}\n"))

    assert 0 < sum(len(unit.shown) for quote in quotes for unit in quote.units) <= ANSWER_LENGTH


def test_a_shorter_answer_can_be_asked_for() -> None:
    asked = a_question("Vad är en mission?", _METHOD)
    _, weighed, _ = weighed_against(asked, _METHOD)

    quotes = compose(asked, weighed, length=50)

    assert sum(len(unit.shown) for quote in quotes for unit in quote.units) <= 50


def test_nothing_found_gives_nothing_to_quote() -> None:
    assert compose(a_question("Vad är en mission?", _METHOD), []) == []
    assert nearest([], limit=3) == []


def test_the_nearest_are_one_sentence_of_each_of_the_best_passages() -> None:
    _, weighed, _ = weighed_against(a_question("Vilka bussar går på en mission?", _METHOD), _METHOD)

    quotes = nearest(weighed, limit=2)

    assert len(quotes) == 2
    assert len({quote.passage.id for quote in quotes}) == 2
    assert all(len(quote.units) == 1 and quote.units[0].kind != "heading" for quote in quotes)


def test_line_breaks_and_wide_gaps_inside_a_quote_are_folded() -> None:
    holding = a_holding("# Hav\n\nHavet ska\nbli   friskt. Fisken\u00a0ska\r\nleva.\n")
    [passage] = holding.passages

    [quote] = quotes_of(a_hit(passage), [1, 2])

    assert quote.text == "Havet ska bli friskt. Fisken ska leva."


@given(markdown_texts(), st.sampled_from(("a.md", "a.txt")), st.randoms(use_true_random=False))
def test_every_quote_is_a_slice_of_its_document_white_space_aside(text: str, name: str, chance: random.Random) -> None:
    holding = a_holding(text, name)

    for passage in holding.passages:
        places = sorted(chance.sample(range(len(passage.units)), chance.randint(1, len(passage.units))))
        for quote in quotes_of(a_hit(passage), places):
            assert bare(quote.text) in bare(text)


@given(markdown_texts(), st.sampled_from(("a.md", "a.txt")))
@settings(max_examples=15)
def test_every_quote_of_an_answer_is_a_slice_of_its_document(text: str, name: str) -> None:
    for quote in _answer("Vilka missioner, mål och åtgärder gäller friska hav i Blekinge?", a_holding(text, name)):
        assert bare(quote.text) in bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Roller\n\n| Vad | Vem |\n|---|---|\n| Mission | Regionen |\n| Hav | Kommunen |\n",
        "Det första stycket slutar här.\n\n---\n\nDet andra stycket slutar här.\n",
        "Kännetecken\n-----------\n\n- samskapande\n- samordning\n",
        "Vi ska:\n\n1. mäta\n2.\n3. lära\n",
    ],
    ids=["table", "ruler", "underlined heading", "empty item"],
)
def test_a_quote_over_marks_that_stand_alone_on_a_line_keeps_them(text: str) -> None:
    for passage in a_holding(text).passages:
        for quote in quotes_of(a_hit(passage), range(len(passage.units))):
            assert bare(quote.text) in bare(text)


@given(markdown_texts(tables()))
def test_a_quote_from_a_table_has_the_words_of_the_document_marks_aside(text: str) -> None:
    for passage in a_holding(text).passages:
        for quote in quotes_of(a_hit(passage), range(len(passage.units))):
            assert re.sub(r"[\W_]", "", quote.text) in re.sub(r"[\W_]", "", text)
