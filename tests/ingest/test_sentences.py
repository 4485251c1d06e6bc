"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_sentences_end_at_their_stops() -> None:
    assert _sentences("Havet mår dåligt. Vad gör vi? Vi mäter! Och sedan…") == [
        "Havet mår dåligt.",
        "Vad gör vi?",
        "Vi mäter!",
        "Och sedan…",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det gäller bl.a. Karlskrona och t.ex. Ronneby.",
        "Vi möts kl. 9.30 i Karlshamn.",
        "Stödet är ca. 5 miljoner kr. per år.",
        "Enligt dr. Karin S. Larsson är det klart.",
        "Se s. 12 och fig. 3 i rapporten.",
        "It applies to e.g. Blekinge and i.e. Skåne.",
        "Mötet hölls den 4. oktober.",
        "Arbetet pågår fr.o.m. januari t.o.m. mars.",
        "Version 2.1 gäller.",
        "Se www.vinnova.se för mer.",
    ],
)
def test_an_abbreviation_or_a_number_ends_no_sentence(sentence: str) -> None:
    assert _sentences(sentence) == [sentence]


def test_a_small_letter_goes_on_with_the_sentence() -> None:
    assert _sentences("Hon frågade varför? men ingen svarade.") == ["Hon frågade varför? men ingen svarade."]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert _sentences("”Nu kör vi.” Det sa Anna. (Det var sent.) Alla gick.") == [
        "”Nu kör vi.”",
        "Det sa Anna.",
        "(Det var sent.)",
        "Alla gick.",
    ]


def test_speech_that_a_dash_opens_begins_a_sentence() -> None:
    assert _sentences("Hon log. – Nu kör vi.") == ["Hon log.", "– Nu kör vi."]


@pytest.mark.parametrize(
    "text",
    [
        "”Introduktion av en ny vara i samhället”. OECD/EUROSTAT, 2005",
        "”Förmågan att införa nya metoder.”\nINNOVATIONSRÅDET, 2015",
    ],
)
def test_the_source_named_after_a_quotation_belongs_to_it(text: str) -> None:
    assert _sentences(text) == [text]


def test_a_sentence_after_a_quotation_is_no_source() -> None:
    assert len(_sentences("”Nu kör vi.” Sedan gick alla hem till sitt och mötet var därmed slut.")) == 2


def test_a_text_without_a_stop_is_one_sentence() -> None:
    assert _sentences("  Friska hav\n") == ["Friska hav"]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentence_spans(text) == []


_PROSE = st.lists(
    st.sampled_from(
        [
            "Hav",
            "mål.",
            "bl.a.",
            "Vad?",
            "”Nu.”",
            "”citat”.",
            "5",
            "3.",
            "S.",
            "–",
            "…",
            "kl.",
            "(ja!)",
            "\n",
            "  ",
            "!?",
        ]
    )
).map(" ".join)


@given(_PROSE | st.text())
def test_sentences_come_in_order_and_only_white_space_is_between_them(text: str) -> None:
    position = 0
    for start, end in sentence_spans(text):
        assert position <= start < end
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""
