import datetime as dt
import io
import zipfile
from typing import Any

import docx
import pytest

from bot.rendering.takeaway import as_docx, as_text
from bot.replies.memo import Memo, memo_of
from knowledge.answer import Answer, NoAnswer
from knowledge.corpus import SourceReference
from tests.bot.builders import a_citation, a_document, a_no, an_answer

ASKED = dt.datetime(2026, 11, 22, 14, 5, tzinfo=dt.UTC)
STRATEGY = a_document(
    publisher="Region Blekinge",
    revision="01",
    date=dt.date(2019, 10, 4),
    date_kind="published",
    url="https://example.se/strategi",
)


def memo(result: Answer | NoAnswer) -> Memo:
    return memo_of(result, asked=ASKED)


def opened(result: Answer | NoAnswer) -> Any:
    """What Word would open."""
    return docx.Document(io.BytesIO(as_docx(memo(result), asked=ASKED)))


def test_the_text_has_the_question_the_quote_and_a_reference_fit_for_a_memo() -> None:
    answer = an_answer(a_citation("Blekinge har sju flaskhalsar.", document=STRATEGY, page=4))

    assert as_text(memo(answer)).split("\n\n") == [
        "Svar ur dokumenten",
        "Frågan ställdes till Ledfyr 22 november 2026.\nBiblioteket uppdaterat 21 november 2026.",
        "Fråga",
        "Vilka är flaskhalsarna?",
        "Svar",
        "”Blekinge har sju flaskhalsar.” [1]",
        "Referenser",
        "[1] Region Blekinge. Blekinges strategi. Publicerad 4 oktober 2019, revision 01.\n"
        "Avsnitt: Flaskhalsar, s. 4\nhttps://example.se/strategi\n",
    ]


def test_it_is_told_in_the_language_asked_for() -> None:
    told = as_text(memo_of(an_answer(a_citation("Ett.")), asked=ASKED, language="en"))

    assert "Asked of Ledfyr on 22 November 2026.\nLibrary updated 21 November 2026." in told
    assert "[1] Blekinges strategi. Date not stated. Original Swedish.\nSection: Flaskhalsar" in told


def test_a_summary_is_called_one_and_names_what_it_sums_up() -> None:
    sources = (
        SourceReference(title="Kännetecken", publisher="Vinnova", year=2024, url="https://v.se/m", summarised=True),
        SourceReference(title="Annat"),
    )
    document = a_document(origin="summary", summary_of="Vinnovas webbsida", publisher="Ledfyr", sources=sources)

    told = as_text(memo(an_answer(a_citation(document=document))))

    assert "[1] Ledfyrs sammanfattning av Vinnovas webbsida, inte originalet. Blekinges strategi." in told
    assert "Bygger på:\n- Vinnova. Kännetecken (2024). https://v.se/m\n" in told
    assert "Annat" not in told


def test_a_summary_that_names_no_text_of_its_own_rests_on_all_of_them() -> None:
    sources = (SourceReference(title="Rapport 2019", year=2019), SourceReference(title="Bok?", publisher="OECD"))
    told = as_text(memo(an_answer(a_citation(document=a_document(origin="summary", sources=sources)))))

    assert "Bygger på:\n- Rapport 2019.\n- OECD. Bok?\n" in told


def test_an_original_is_a_reference_of_its_own() -> None:
    told = memo(an_answer(a_citation(document=a_document(sources=(SourceReference(title="Rapport"),)))))

    assert [reference.rests_on for reference in told.references] == [()]


def test_a_document_is_listed_once_with_every_place() -> None:
    answer = an_answer(a_citation("Ett."), a_citation("Två.", number=2, heading=("Mål",)), a_citation("Tre.", number=3))

    [reference] = memo(answer).references

    assert reference.numbers == (1, 2, 3)
    assert reference.places == ("Avsnitt: Flaskhalsar [1] [3]", "Avsnitt: Mål [2]")


def test_words_that_are_not_the_documents_own_are_no_quote_and_the_quote_is_given() -> None:
    answer = an_answer(a_citation("Blekinge har sju flaskhalsar.")).model_copy(update={"text": "De är sju. [1]"})

    assert "Svar\n\nDe är sju. [1]\n\nCitat\n\n”Blekinge har sju flaskhalsar.” [1]\n\n" in as_text(memo(answer))


def test_a_no_is_said_with_the_nearest_quotes_and_whom_to_ask() -> None:
    contact = a_citation("Anna Ek, anna@region.se", kind="item", quote="- Anna Ek, anna@region.se")

    told = as_text(memo(a_no("nothing_found", a_citation("Ett."), contact=contact)))

    assert "Svar\n\nJag hittar inget svar på det i dokumenten.\n\nDu kan fråga:\n- Anna Ek, anna@region.se\n" in told
    assert "Det som ligger närmast i dokumenten\n\n”Ett.” [1]\n\nReferenser\n\n[1] Blekinges strategi." in told


def test_a_no_without_anything_near_has_no_references() -> None:
    told = as_text(memo(a_no("nothing_found")))

    assert told.endswith("Svar\n\nJag hittar inget svar på det i dokumenten.\n")
    assert "Biblioteket uppdaterat 21 november 2026." in told


def test_a_note_stands_with_its_quote() -> None:
    told = as_text(memo(an_answer(a_citation("Idag är det sju.", aged=True))))

    assert "”Idag är det sju.” [1]\nGällde när texten skrevs (datum anges inte).\n" in told


def test_the_document_has_headings_to_navigate_by() -> None:
    paragraphs = opened(an_answer(a_citation("Ett.", document=STRATEGY))).paragraphs

    assert [(one.style.name, one.text) for one in paragraphs if one.style.name.startswith("Heading")] == [
        ("Heading 1", "Svar ur dokumenten"),
        ("Heading 2", "Fråga"),
        ("Heading 2", "Svar"),
        ("Heading 2", "Referenser"),
    ]


def test_the_document_quotes_and_refers() -> None:
    document = opened(an_answer(a_citation("Ett.", "Två.", kind="item", quote="1. Ett.\n2. Två.", document=STRATEGY)))

    assert [one.text for one in document.paragraphs if one.style.name == "Quote"] == ["1.\tEtt.", "2.\tTvå.\u00a0[1]"]
    assert [link.url for one in document.paragraphs for link in one.hyperlinks] == ["https://example.se/strategi"]
    assert document.paragraphs[-1].text.startswith("[1] Region Blekinge. Blekinges strategi. Publicerad 4 oktober 2019")


def test_the_document_says_as_much_as_the_text() -> None:
    source = SourceReference(title="Rapport", publisher="OECD")
    summary = a_document("b.md", title="Kort", origin="summary", sources=(source,))
    answer = an_answer(
        a_citation("Idag.", document=STRATEGY, aged=True),
        a_citation("Två.", "Tre.", kind="item", number=2, document=summary),
    )

    def words(text: str) -> list[str]:
        return [word for word in text.replace("”", "").split() if word not in {"-", "–", "•"}]

    assert words("\n".join(one.text for one in opened(answer).paragraphs)) == words(as_text(memo(answer)))


@pytest.mark.parametrize(("language", "code"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_the_document_tells_its_language_and_that_of_every_quote(language: Any, code: str) -> None:
    english = a_document("en.md", language="en")
    document = opened(an_answer(a_citation("Hi."), a_citation("Ho.", number=2, document=english), language=language))

    spoken = document.element.xpath(".//w:p[w:pPr/w:pStyle/@w:val='Quote']//w:lang/@w:val")

    assert document.styles.element.xpath(".//w:docDefaults//w:lang/@w:val") == [code]
    assert spoken == ["sv-SE", "en-GB"]
    assert document.core_properties.language == code


def test_the_document_names_its_question_and_nobody() -> None:
    properties = opened(an_answer(question="Vad\när en mission?")).core_properties

    assert properties.title == "Vad är en mission?"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.replace(tzinfo=dt.UTC) == ASKED


def test_the_document_is_a_page_of_a4() -> None:
    [section] = opened(an_answer()).sections

    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_signs_that_no_document_takes_are_left_out() -> None:
    odd = "ring\x07 \x1bnoll\x00 halv\ud800 slut\uffff"
    document = a_document(title=odd, url="https://x.se/\x00", publisher=odd)

    answer = an_answer(a_citation(odd, document=document, heading=(odd,)), question=odd)

    assert "ring noll halv slut" in as_text(memo(answer))
    assert opened(answer).paragraphs[4].text == "ring noll halv slut"


def test_an_address_that_is_not_clean_is_words_only() -> None:
    document = opened(an_answer(a_citation(document=a_document(url="javascript:ont()"))))

    assert not [link for one in document.paragraphs for link in one.hyperlinks]
    assert document.paragraphs[-1].text.endswith("javascript:ont()")


def test_markup_in_what_people_wrote_is_mere_words() -> None:
    answer = an_answer(a_citation("<b>Fet</b> & **fet**"), question="<w:p/>")

    assert "<b>Fet</b> & **fet**" in as_text(memo(answer))
    assert opened(answer).paragraphs[4].text == "<w:p/>"
    with zipfile.ZipFile(io.BytesIO(as_docx(memo(answer), asked=ASKED))) as package:
        assert package.testzip() is None
