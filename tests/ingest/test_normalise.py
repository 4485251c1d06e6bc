"""Chrome taken out, broken words mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import noise_of, normalise, shown
from ingest.records import StatedFacts, Transcript, Writing
from tests.builders import a_transcript


def _written(*paragraphs: str) -> Transcript:
    writing = Writing()
    for paragraph in paragraphs:
        if paragraph.startswith("# "):
            writing.heading(paragraph[2:], level=1)
        else:
            writing.paragraph(paragraph)
    return writing.transcript(StatedFacts())


def _kept(*paragraphs: str) -> list[str]:
    transcript = normalise(_written(*paragraphs))
    return [transcript.text[block.start : block.end] for block in transcript.blocks if block.kind != "noise"]


@pytest.mark.parametrize(
    "notice",
    [
        "Du behöver ha JavaScript påslaget i din webbläsare för att sidan ska fungera.",
        "Please enable JavaScript to view this page.",
        "Vi använder kakor (cookies) för att webbplatsen ska fungera bättre.",
        "This website uses cookies to improve your experience.",
        "Ändra kakinställningar",
        "Acceptera alla kakor",
        "Kakor kan du godkänna eller välja bort i inställningar.",
        "Besöken räknas anonymt och kan stänga av mätningen på vår webbplats.",
        "Statistik för sidan",
        "Hoppa till huvudinnehåll",
        "Skip to content",
        "Skriv ut",
        "Dela på LinkedIn",
        "bild-av-hamnen (1).jpg",
    ],
)
def test_notices_and_page_furniture_are_no_part_of_the_document(notice: str) -> None:
    assert _kept("Havet ska bli friskt.", notice, "Fisken ska leva.") == ["Havet ska bli friskt.", "Fisken ska leva."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Missionen använder öppna data för att mäta läget.",
        "Vi delar på ansvaret för målen.",
        "Workshopen skrivs ut på papper.",
        "Statistik för sidan av saken finns hos regionen.",
        "Lista över kakor och bröd.",
        "Läs mer i rapport.pdf om hamnen.",
    ],
)
def test_sentences_that_only_resemble_chrome_stay(sentence: str) -> None:
    assert _kept(sentence) == [sentence]


def test_a_long_text_is_never_taken_for_a_notice() -> None:
    text = "Vi använder metoden i hela länet. " * 20 + "En av rapporterna handlar om cookies."

    assert _kept(text) == [text]


def test_a_closing_list_of_other_posts_is_no_part_of_the_document() -> None:
    posts = ["2021.03.01", "Ett annat inlägg", "2020.12.24", "Ett till inlägg", "4 oktober 2020", "Ett tredje"]

    assert _kept("Havet ska bli friskt.", *posts) == ["Havet ska bli friskt."]


def test_two_dated_titles_are_too_few_to_be_other_posts() -> None:
    paragraphs = ["Havet.", "2021.03.01", "Ett möte", "2020.12.24", "Ett till"]

    assert _kept(*paragraphs) == paragraphs


def test_a_date_under_the_title_stays() -> None:
    assert _kept("# En sann region", "2019.10.04", "Sedan januari i år.") == [
        "En sann region",
        "2019.10.04",
        "Sedan januari i år.",
    ]


def test_a_heading_over_nothing_but_noise_goes_with_it() -> None:
    assert _kept("# Havet", "Text.", "# Om kakor", "Ändra kakinställningar", "# Slut", "Mer.") == [
        "Havet",
        "Text.",
        "Slut",
        "Mer.",
    ]


def test_a_heading_over_headings_stays() -> None:
    assert _kept("# Havet", "# Fisken", "Text.") == ["Havet", "Fisken", "Text."]


@pytest.mark.parametrize("paragraphs", [("Text.", "# Tack för i dag!"), ("# Bara en rubrik",)])
def test_a_heading_that_ends_the_document_stays(paragraphs: tuple[str, ...]) -> None:
    assert _kept(*paragraphs) == [paragraph.removeprefix("# ") for paragraph in paragraphs]


def test_noise_is_told_as_spans_of_the_text() -> None:
    transcript = normalise(a_transcript("# Hav\n\nText.\n\nSkriv ut\n\nMer.\n"))

    assert [transcript.text[start:end] for start, end in noise_of(transcript)] == ["Skriv ut"]


def test_normalising_twice_changes_nothing_more() -> None:
    once = normalise(_written("# Hav", "Text.", "Skriv ut", "# Kakor", "Ändra kakinställningar"))

    assert normalise(once) == once


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("innovations-\nupphandling", "innovationsupphandling"),
        ("innovations\u2010\nupphandling", "innovationsupphandling"),
        ("innova\u00ad\ntion", "innovation"),
        ("inno\ufffe\nvation", "innovation"),
        ("EU-\nprojekt", "EU-projekt"),
        ("2020-\n2025", "2020-2025"),
        ("covid-19-\npandemin", "covid-19-pandemin"),
        ("Syd-\nKorea", "Syd-Korea"),
        ("system-\noch nätverk", "system- och nätverk"),
        ("pull- och push", "pull- och push"),
        ("mät-\neller lärmål", "mät- eller lärmål"),
        ("hållbar-  \r\n  het", "hållbarhet"),
        ("en tanke -\nmen ändå", "en tanke - men ändå"),
        ("kon\u00adflikt", "konflikt"),
        ("e\ufb03cient \ufb01n \ufb02ytt", "efficient fin flytt"),
        ("10\u00a0000\u202fkr", "10 000 kr"),
        ("\ufeffHav\u200bet", "Havet"),
    ],
)
def test_broken_words_are_mended_for_the_search(raw: str, words: str) -> None:
    assert shown(raw, markdown=False) == words


def test_a_word_broken_in_a_quotation_is_mended_past_its_mark() -> None:
    assert shown("innovations-\n> upphandling", markdown=True) == "innovationsupphandling"


def test_unmended_every_word_is_as_the_document_has_it() -> None:
    assert (
        shown("innovations-\nupphandling e\ufb03cient", markdown=True, mend=False)
        == "innovations- upphandling e\ufb03cient"
    )


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("ett **djärvt** och *tidsatt* mål", "ett djärvt och tidsatt mål"),
        ("***båda*** __delarna__ _här_ ~~inte~~ `kod`", "båda delarna här inte kod"),
        ("**fet med *kursiv* i**", "fet med kursiv i"),
        ("[Vinnova](https://vinnova.se/missioner)", "Vinnova (https://vinnova.se/missioner)"),
        ("[vinnova.se](https://vinnova.se)", "vinnova.se"),
        ("[avsnittet](#mal) och ![bild](x.png)", "avsnittet och bild"),
        ('[Vinnova](https://vinnova.se "Titel")', "Vinnova (https://vinnova.se)"),
        (r"5 \* 3 \_ \# 1\.", "5 * 3 _ # 1."),
        ("H<sub>2</sub>O och <b>mer</b>", "H2O och mer"),
        ("rad ett\n> rad två", "rad ett rad två"),
        ("2 * 3 * 4 och snake_case_namn", "2 * 3 * 4 och snake_case_namn"),
        ("pris < 5 > 3", "pris < 5 > 3"),
    ],
)
def test_markdown_marks_are_gone_and_the_words_stay(raw: str, words: str) -> None:
    assert shown(raw, markdown=True) == words


def test_a_line_break_in_a_table_cell_parts_its_words() -> None:
    assert shown("| mäta<br>lära<br/>sprida |", markdown=True) == "| mäta lära sprida |"


def test_where_the_text_is_not_markdown_its_marks_are_characters() -> None:
    assert shown("**djärvt** [a](b)", markdown=False) == "**djärvt** [a](b)"


@given(st.text())
def test_what_is_shown_is_one_line_without_spaces_to_spare(text: str) -> None:
    for markdown in (True, False):
        words = shown(text, markdown=markdown)

        assert words == " ".join(words.split())
