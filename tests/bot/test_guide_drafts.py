"""Drafts: a message becomes an answer, a draft opens again, a suggestion is kept only where somebody wants it."""

import datetime as dt
from collections.abc import Sequence

from bot.guidance.acts import value_of
from knowledge.answer import Citation
from knowledge.language import Language
from knowledge.method.method import Step
from knowledge.missions.design import MissionDesign
from knowledge.sessions.session import Session
from knowledge.sessions.standing import design_of
from tests.bot.builders import a_citation, an_answer
from tests.bot.builders_guide import ANNA, ERIK, NOW, Table, filled, labels, said

SAID_AT = NOW - dt.timedelta(days=1)


class Suggesting:
    """Suggests the same words, whatever it is asked."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.asked: list[str] = []

    async def suggest(
        self, session: Session, design: MissionDesign, step: Step, citations: Sequence[Citation], language: Language
    ) -> str:
        """The words."""
        self.asked.append(f"{session.title} {design.title} {step.id} {len(citations)} {language}")
        return self.words


async def used(table: Table, session: Session, words: str = "Plast i näten.") -> str:
    """The value of the menu that asks where a message belongs."""
    response = await table.guide.use(session.id, words, said_by="Sara", said_at=SAID_AT, by=ANNA, language="sv")
    assert response.reply is not None
    [menu] = response.reply.menus
    return menu.value


async def test_a_message_is_kept_before_it_is_asked_where_it_belongs() -> None:
    table = Table()
    session = await table.a_session(at="system")

    response = await table.guide.use(session.id, "Ord.", said_by="Sara", said_at=SAID_AT, by=ANNA, language="sv")

    assert said(response) == "Texten är sparad som ditt utkast. Var i missionen hör den hemma?"
    [draft] = await table.missions.drafts(ANNA)
    assert draft.reason == "message"
    assert response.reply is not None
    options = [option.label for option in response.reply.menus[0].options]
    assert options[0] == "Systembild"
    assert options[-1] == "Till 10. Mäta, lära och sprida"
    assert len(options) <= 25


async def test_a_message_becomes_the_answer_of_whoever_said_it() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.does(await used(table, session), picked="challenge")

    [claim] = design_of(await table.now_at(session)).claims
    assert (claim.part("text"), claim.author, claim.at) == ("Plast i näten.", "Sara", SAID_AT)
    assert said(response).startswith("Anna förde in ord av Sara under Utmaning: Plast i näten.")
    assert await table.missions.drafts(ANNA) == []


async def test_a_message_goes_below_the_lines_of_a_list() -> None:
    table = Table()
    session = await table.a_session()
    await table.writes(session, "challenge.a", strategies="Kustplanen")

    await table.does(await used(table, session, "Agenda 2030"), picked="strategies")

    claims = design_of(await table.now_at(session)).of("strategies")
    assert [claim.part("text") for claim in claims] == ["Kustplanen", "Agenda 2030"]


async def test_where_something_stands_the_form_opens_with_both_texts() -> None:
    table = Table()
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Står redan.")

    response = await table.does(await used(table, session), picked="challenge")

    assert response.form is not None
    assert response.form.inputs[0].value == "Står redan.\n\nPlast i näten."
    await table.does(response.form.value, sent=filled(response.form))
    [claim] = design_of(await table.now_at(session)).claims
    assert claim.author == "Sara"
    assert await table.missions.drafts(ANNA) == []


async def test_an_entry_opens_its_form_with_the_message_in_its_first_part() -> None:
    table = Table()
    session = await table.a_session(at="system")

    response = await table.does(await used(table, session), picked="lockins")

    assert response.form is not None
    assert {one.name: one.value for one in response.form.inputs} == {"text": "Plast i näten.", "kind": ""}


async def test_another_step_is_picked_before_its_field() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.does(await used(table, session), picked="step.vision")

    assert response.reply is not None
    assert response.reply.menus[0].options[0].label == "Framtidsbild"


async def test_a_message_to_an_archived_mission_is_kept_all_the_same() -> None:
    table = Table()
    session = await table.a_session()
    await table.do("archive", session)

    response = await table.guide.use(session.id, "Ord.", said_by="Sara", said_at=SAID_AT, by=ANNA, language="sv")

    assert "Det du skrev är sparat som utkast." in said(response)
    assert len(await table.missions.drafts(ANNA)) == 1


async def test_a_message_without_words_is_told_to_have_none() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.guide.use(session.id, " \n", said_by="Sara", said_at=SAID_AT, by=ANNA, language="en")

    assert said(response) == "The message has no text to take in."


async def test_drafts_are_ones_own_and_can_be_discarded() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await used(table, session)
    [draft] = await table.missions.drafts(ANNA)

    eriks = await table.does(value_of("drop_draft", session.id, draft.id), by=ERIK)
    kept = len(await table.missions.drafts(ANNA))
    await table.does(value_of("drop_draft", session.id), picked=draft.id)

    assert said(eriks) == "Utkastet är slängt."
    assert kept == 1
    assert said(await table.do("drafts", session)) == "Du har inga utkast."


async def test_without_a_model_no_suggestion_is_offered() -> None:
    table = Table()
    session = await table.a_session()

    assert "Be om förslag" not in labels(await table.guide.step(session, "sv"))
    assert said(await table.do("suggest", session, "challenge")).startswith("Ingen språkmodell är inställd")


async def test_a_suggestion_is_marked_as_one_and_stored_only_by_a_press() -> None:
    suggests = Suggesting("Plast i näten varje vecka.")
    table = Table(an_answer(a_citation("Kusten är påverkad.")), suggests=suggests)
    session = await table.a_session()

    response = await table.do("suggest", session, "challenge")
    stored = await table.missions.drafts(ANNA)
    assert response.reply is not None
    [adopt] = response.reply.choices
    kept = await table.does(adopt.value)

    assert "en språkmodells förslag, inte ert svar" in said(response)
    assert "Plast i näten varje vecka." in said(response)
    assert response.reply.cited_as == "Förslaget utgår från"
    assert suggests.asked == ["Friska hav Friska hav challenge 1 sv"]
    assert stored == []
    assert adopt.label == "Använd som utkast"
    [draft] = await table.missions.drafts(ANNA)
    assert draft.reason == "suggestion"
    assert kept.reply is not None
    assert kept.reply.menus
    assert "Be om förslag" in labels(await table.guide.step(session, "sv"))


async def test_a_suggestion_that_was_forgotten_is_asked_for_again() -> None:
    table = Table(suggests=Suggesting("Ord."))
    session = await table.a_session()

    assert said(await table.do("adopt", session, "gone")) == "Det förslaget finns inte kvar. Be om ett nytt."


async def test_a_suggestion_stays_in_the_mission_it_was_made_for() -> None:
    table = Table(suggests=Suggesting("Hemligt."))
    session, other = await table.a_session(), await table.a_session(title="Unga")
    response = await table.do("suggest", session, "challenge")
    assert response.reply is not None

    elsewhere = await table.does(response.reply.choices[0].value.replace(session.id, other.id))

    assert said(elsewhere) == "Det förslaget finns inte kvar. Be om ett nytt."
