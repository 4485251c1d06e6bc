"""From a question to an answer with its citations, or to an honest no."""

import datetime as dt

import pytest

from knowledge.answer import Answer, NoAnswer, is_old, speaks_of_now
from knowledge.corpus import Embedder, Holding
from tests.builders import a_document, a_holding, an_answerer, bare
from tests.fakes import FakeEmbedder

_METHOD = """# Missionsmetoden

En mission är ett djärvt och tidsatt mål för samhället. Den samlar aktörer från flera sektorer.

## Vinnovas kännetecken

Vinnova lyfter fem kännetecken för missionsorienterad innovation:

- samskapande kring utmaningen
- blandning av styrning uppifrån och nerifrån
- hantering av målkonflikter
- en gemensam och djärv ansats
- samordning mellan aktörer

## Hantering av målkonflikter

Målkonflikter hanteras genom att de görs synliga och prövas öppet i små steg.
"""
_STRATEGY = """Strategi för hav

Beslut datum:\tBeslutad av:\tRevision: 01

Strategin för hav gäller hela regionen och alla dess kommuner. Den antogs av nämnden efter samråd.

Kontakt

Ring växeln på 0455-73 70 00 om strategin.
"""


def _library() -> tuple[Holding, Holding]:
    return a_holding(_METHOD, "metod.md", title="Missionsmetoden"), a_holding(_STRATEGY, "strategi.txt")


@pytest.fixture(params=["words and meaning", "words alone"])
def engine(request: pytest.FixtureRequest) -> Embedder | None:
    return FakeEmbedder() if request.param == "words and meaning" else None


async def _ask(text: str, *earlier: str, engine: Embedder | None = None) -> Answer | NoAnswer:
    return await an_answerer(*_library(), embedder=engine).answer(text, language="sv", earlier=earlier)


async def _answered(text: str, *earlier: str, engine: Embedder | None = None) -> Answer:
    result = await _ask(text, *earlier, engine=engine)
    assert isinstance(result, Answer)
    return result


async def _declined(text: str, *earlier: str, engine: Embedder | None = None) -> NoAnswer:
    result = await _ask(text, *earlier, engine=engine)
    assert isinstance(result, NoAnswer)
    return result


async def test_the_answer_is_the_documents_own_words_with_their_place(engine: Embedder | None) -> None:
    answer = await _answered("Vad är en mission för samhället?", engine=engine)

    first = answer.citations[0]
    assert first.quote.startswith("En mission är ett djärvt och tidsatt mål för samhället.")
    assert first.document.id == "metod.md"
    assert bare(first.quote) in bare(_METHOD)


async def test_every_citation_is_numbered_and_its_number_stands_in_the_text(engine: Embedder | None) -> None:
    answer = await _answered("Vad är en mission, och vilka kännetecken lyfter Vinnova?", engine=engine)

    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(f"[{citation.number}]" in answer.text for citation in answer.citations)


async def test_the_text_holds_no_word_that_no_citation_holds(engine: Embedder | None) -> None:
    answer = await _answered("Vilka fem kännetecken lyfter Vinnova?", engine=engine)

    said = {word for citation in answer.citations for unit in citation.units for word in unit.text.split()}
    marks = {"-", *(f"[{citation.number}]" for citation in answer.citations)}
    assert set(answer.text.split()) <= said | marks


async def test_a_list_is_answered_whole_under_its_heading(engine: Embedder | None) -> None:
    answer = await _answered("Vilka fem kännetecken lyfter Vinnova?", engine=engine)

    assert answer.citations[0].heading == ("Vinnovas kännetecken",)
    assert [unit.kind for unit in answer.citations[0].units].count("item") == 5


async def test_the_library_version_and_the_time_are_told(engine: Embedder | None) -> None:
    answer = await _answered("Vad är en mission för samhället?", engine=engine)

    assert answer.library == "20261121-120000-aaaa"
    assert answer.timing.total >= answer.timing.search >= 0


async def test_what_the_documents_do_not_treat_is_declined(engine: Embedder | None) -> None:
    no = await _declined("Hur lagar man köttbullar med gräddsås?", engine=engine)

    assert no.reason == "nothing_found"
    assert no.question == "Hur lagar man köttbullar med gräddsås?"


async def test_a_date_that_is_not_there_is_a_no_with_what_comes_nearest(engine: Embedder | None) -> None:
    no = await _declined("När startade strategin för hav i regionens kommuner?", engine=engine)

    assert (no.reason, no.expects) == ("part", "date")
    assert no.nearest[0].document.id == "strategi.txt"
    assert no.about


async def test_a_no_names_whom_to_ask_where_a_source_does(engine: Embedder | None) -> None:
    no = await _declined("När startade strategin för hav i regionens kommuner?", engine=engine)

    assert no.contact is not None
    assert "0455-73 70 00" in no.contact.quote


async def test_a_field_that_stands_empty_is_named(engine: Embedder | None) -> None:
    no = await _declined("Vilket är beslutets datum?", engine=engine)

    assert (no.reason, no.about) == ("empty_field", "Beslut datum")


@pytest.mark.parametrize("text", ["", "  ", "???", "🌊", "\x00", "…", "x"])
async def test_a_question_without_words_is_met_with_a_no_of_its_own(text: str) -> None:
    no = await _declined(text)

    assert no.reason == "nothing_asked"
    assert no.nearest == ()


async def test_a_follow_up_is_read_in_the_light_of_what_was_asked(engine: Embedder | None) -> None:
    answer = await _answered("Och vilka samlar den?", "Vad är en mission för samhället?", engine=engine)

    assert any("samlar aktörer" in citation.quote for citation in answer.citations)


async def test_the_same_words_alone_lean_on_nothing() -> None:
    no = await _declined("Och vilka deltar i den?")

    assert no.reason == "nothing_found"


async def test_an_item_pointed_at_by_its_place_is_what_is_asked_for() -> None:
    answer = await _answered("Hur hanteras den tredje?", "Vilka fem kännetecken lyfter Vinnova?", engine=FakeEmbedder())

    assert "Målkonflikter hanteras" in answer.citations[0].quote


async def test_an_item_pointed_at_by_its_place_is_found_by_words_alone_too() -> None:
    answer = await _answered("Vad innebär den tredje?", "Vilka fem kännetecken lyfter Vinnova?")

    assert any("målkonflikter" in citation.quote.casefold() for citation in answer.citations)


async def test_an_item_beyond_the_list_points_at_nothing() -> None:
    result = await _ask("Vad innebär den nionde?", "Vilka fem kännetecken lyfter Vinnova?")

    assert isinstance(result, Answer | NoAnswer)


async def test_only_the_last_few_questions_are_remembered() -> None:
    embedder = FakeEmbedder()
    earlier = [f"Vad är mission {number} för samhället?" for number in range(50)]

    await _ask("Och den?", *earlier, engine=embedder)

    assert len(embedder.asked) <= 4


async def test_an_original_comes_before_its_summary() -> None:
    text = "# Hav\n\nFriska hav är missionens mål för hela regionen.\n"
    summary = a_holding(text.replace("regionen", "länet"), "a-sammanfattning.md", origin="summary", summary_of="Hav")
    original = a_holding(text, "b-original.md")

    answer = await an_answerer(summary, original).answer("Vad är missionens mål för friska hav?", language="sv")

    assert isinstance(answer, Answer)
    assert answer.citations[0].document.facts.origin == "original"


async def test_the_askers_language_comes_first_among_equals() -> None:
    swedish = a_holding("# TRAMI\n\nTRAMI är en handbok från Vinnova om det som vi gör.\n", "sv.md")
    english = a_holding("# TRAMI\n\nTRAMI is a handbook by Vinnova about what we do.\n", "en.md")

    for language in ("sv", "en"):
        answer = await an_answerer(swedish, english).answer("TRAMI Vinnova", language=language)

        assert isinstance(answer, Answer)
        assert answer.citations[0].document.id == f"{language}.md"


@pytest.mark.parametrize(("date", "aged"), [(dt.date(2019, 10, 4), True), (None, True), (dt.date(2026, 6, 18), False)])
async def test_a_quote_that_speaks_of_now_is_aged_where_its_document_is_old_or_undated(
    date: dt.date | None, *, aged: bool
) -> None:
    holding = a_holding("# Bolag\n\nFör närvarande stöttar inkubatorn 260 startups i Skåne.\n", date=date)

    answer = await an_answerer(holding).answer("Hur många startups stöttar inkubatorn i Skåne?", language="sv")

    assert isinstance(answer, Answer)
    assert answer.citations[0].aged is aged


async def test_a_quote_that_speaks_of_no_time_never_ages() -> None:
    answer = await _answered("Vad är en mission för samhället?")

    assert answer.citations[0].document.facts.date is None
    assert not answer.citations[0].aged


@pytest.mark.parametrize("text", ["Idag gäller det.", "Sedan januari i år", "just nu", "This year we…", "numera"])
def test_words_for_now_are_seen(text: str) -> None:
    assert speaks_of_now(text)


@pytest.mark.parametrize("text", ["Det gäller sedan 2019.", "Fredagens möte", "nutid", "knowledge"])
def test_other_words_speak_of_no_now(text: str) -> None:
    assert not speaks_of_now(text)


@pytest.mark.parametrize(
    ("date", "old"),
    [
        (dt.date(2024, 11, 21), False),
        (dt.date(2024, 10, 21), True),
        (dt.date(2026, 11, 21), False),
        (dt.date(2027, 1, 1), False),
        (None, True),
    ],
)
def test_a_document_is_old_after_two_years_or_without_a_date(date: dt.date | None, *, old: bool) -> None:
    assert is_old(a_document(date=date), dt.date(2026, 11, 21)) is old


async def test_pages_are_told_where_the_document_has_them() -> None:
    answer = await _answered("Vad är en mission för samhället?")

    assert answer.citations[0].page is None


async def test_what_the_documents_deal_with_is_never_named_by_a_question() -> None:
    asked = "När startade strategin för hav i regionens kommuner?"
    told = "# Strategi för hav\n\n## Vad gäller?\n\nStrategin för hav gäller hela regionen och alla dess kommuner.\n"

    no = await an_answerer(a_holding(told, title="Strategi för hav")).answer(asked, language="sv")

    assert isinstance(no, NoAnswer)
    assert (no.reason, no.about) == ("part", "Strategi för hav")


async def test_a_greeting_is_met_with_how_to_ask() -> None:
    no = await an_answerer(a_holding("# Missioner\n\nEn mission är ett mål.")).answer("Hej!", language="sv")

    assert isinstance(no, NoAnswer)
    assert (no.reason, no.nearest) == ("nothing_asked", ())
