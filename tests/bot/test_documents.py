"""What a mission asks the documents: guidance, starting points, finds that can be linked, evidence that grew stale."""

import datetime as dt

import pytest

from bot.guidance.documents import Documents, JournalFinds, MemoryFinds, evidence_in
from knowledge.errors import LibraryMissing
from knowledge.language import LocalText
from knowledge.method.method import StartingPoint
from knowledge.missions.design import Claim, MissionDesign
from knowledge.sessions.session import Person
from tests.bot.builders import LIBRARY, ScriptedLibrary, a_citation, a_document, a_no, an_answer
from tests.builders import a_holding
from tests.fakes import FakeState

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
ASKS = LocalText(sv="Vilka är flaskhalsarna?", en="Which are the bottlenecks?")
ANNA = Person(id="discord:1", name="Anna")


def documents(library: ScriptedLibrary) -> Documents:
    return Documents(knowledge=library, finds=MemoryFinds())


def a_point(*names: str) -> StartingPoint:
    about = LocalText(sv="Om hav.", en="About the sea.")
    return StartingPoint(id="sea", kind="pilot", name=about, about=about, asks=ASKS, names=names)


def a_design(library: str = "older") -> MissionDesign:
    """One claim that rests on a quote of the builders' document."""
    evidence = evidence_in(a_citation("Blekinge har sju flaskhalsar."), library=library)
    claim = Claim(id="c1", field="system", values={"text": "Flaskhalsar"}, author="Anna", at=NOW, evidence=(evidence,))
    return MissionDesign(title="Hav", language="sv", method="1", path="full", claims=(claim,))


async def test_guidance_is_the_first_quote_of_the_answer_and_is_looked_up_once() -> None:
    library = ScriptedLibrary(an_answer(a_citation("Sju finns."), a_citation("Åtta finns.", number=2)))
    asked = documents(library)

    quotes = [await asked.guidance(ASKS, "sv") for _ in range(2)]

    assert [one.quote for one in quotes if one] == ["Sju finns."] * 2
    assert [question for question, _, _ in library.asked] == ["Vilka är flaskhalsarna?"]


async def test_guidance_is_looked_up_anew_in_a_new_version() -> None:
    library = ScriptedLibrary(an_answer(a_citation("Gammalt.")), an_answer(a_citation("Nytt.")))
    asked = documents(library)
    await asked.guidance(ASKS, "sv")
    library.version = "20270101-000000-bbbb"

    quote = await asked.guidance(ASKS, "sv")

    assert quote is not None
    assert quote.quote == "Nytt."


async def test_guidance_prefers_a_quote_in_the_readers_language() -> None:
    swedish = a_citation("Sju finns.")
    english = a_citation("There are seven.", number=2, document=a_document("strategy.txt", language="en"))
    library = ScriptedLibrary(an_answer(swedish, english))

    quote = await documents(library).guidance(ASKS, "en")

    assert quote is not None
    assert quote.quote == "There are seven."


@pytest.mark.parametrize("nothing", [a_no(), LibraryMissing("/home")])
async def test_where_the_library_has_nothing_there_is_no_guidance(nothing: object) -> None:
    library = ScriptedLibrary(nothing)  # pyright: ignore[reportArgumentType]

    assert await documents(library).guidance(ASKS, "sv") is None


async def test_a_starting_point_is_cited_where_the_quote_names_it() -> None:
    library = ScriptedLibrary(an_answer(a_citation("Sju finns."), a_citation("Friska hav är ett tema.", number=2)))

    quote = await documents(library).citation_of(a_point("friska hav"), "sv")

    assert quote is not None
    assert quote.quote == "Friska hav är ett tema."


async def test_a_starting_point_that_no_quote_names_is_not_cited() -> None:
    assert await documents(ScriptedLibrary(an_answer())).citation_of(a_point("friska hav"), "sv") is None


async def test_what_was_found_is_found_again_by_its_id() -> None:
    asked = documents(ScriptedLibrary(an_answer()))

    found = await asked.find("Vilka?", "sv", by=ANNA)

    assert await asked.found(found.id) == found.result
    assert await asked.found("never") is None


async def test_what_was_found_in_discord_is_kept_as_the_persons_own_question() -> None:
    state = FakeState()
    asked = Documents(knowledge=ScriptedLibrary(an_answer()), finds=JournalFinds(journal=state, now=lambda: NOW))

    found = await asked.find("Vilka?", "sv", by=ANNA)
    record = await state.stored_about("discord:1")

    assert await asked.found(found.id) == found.result
    assert [one.question for one in record.exchanges] == ["Vilka?"]


async def test_evidence_of_the_version_that_answers_is_never_stale() -> None:
    assert await documents(ScriptedLibrary()).stale(a_design(LIBRARY)) == ()


async def test_evidence_that_still_stands_in_a_later_version_is_not_stale() -> None:
    library = ScriptedLibrary()
    library.holdings = [a_holding("Blekinge har sju flaskhalsar.\n", "strategi.txt")]

    assert await documents(library).stale(a_design()) == ()


async def test_evidence_in_another_wording_shows_both() -> None:
    library = ScriptedLibrary()
    library.holdings = [a_holding("Blekinge har i dag åtta flaskhalsar.\n", "strategi.txt")]

    [stale] = await documents(library).stale(a_design())

    assert (stale.state, stale.evidence.quote, stale.now) == (
        "changed",
        "Blekinge har sju flaskhalsar.",
        "Blekinge har i dag åtta flaskhalsar.",
    )


async def test_a_design_from_a_file_links_only_to_where_the_library_does() -> None:
    library = ScriptedLibrary()
    [document] = await library.documents()
    known = document.model_copy(
        update={"facts": document.facts.model_copy(update={"url": "https://region.example/strategi"})}
    )
    library.held = [known]
    evidence = [
        evidence_in(a_citation(document=known), library="older").model_copy(update={"url": url})
        for url in ("https://region.example/strategi", "https://stulet.example/")
    ]
    design = a_design().model_copy(
        update={"claims": (a_design().claims[0].model_copy(update={"evidence": tuple(evidence)}),)}
    )

    [claim] = (await documents(library).with_known_links(design)).claims

    assert [one.url for one in claim.evidence] == ["https://region.example/strategi", None]
    assert [one.quote for one in claim.evidence] == ["Blekinge har sju flaskhalsar."] * 2


async def test_evidence_whose_document_is_gone_is_told() -> None:
    [stale] = await documents(ScriptedLibrary()).stale(a_design())

    assert (stale.claim, stale.state) == ("c1", "dropped")
