"""Writing in a mission: forms open with what stands, what is sent in is told, nothing is lost."""

import pytest

from bot.guidance.acts import act_in, value_of
from knowledge.errors import StateUnavailable
from knowledge.sessions.standing import design_of, proposals
from tests.bot.builders_guide import ANNA, ERIK, SARA, Table, filled, labels, said

SOUND = (
    "Fiskare i Karlshamn hittar plast i näten varje vecka, 40 kg om året, och mängden har varit densamma sedan 2016 "
    "trots att kommunen städar stränderna varje vår och höst."
)


async def test_answer_opens_the_first_form_with_something_empty() -> None:
    table = Table()
    session = await table.a_session(at="system")
    await table.writes(session, "system.a", system="Havet", winners="Rederier", leverage="Hamnen")

    response = await table.do("answer", session, "system")

    assert response.form is not None
    assert response.form.title == "Ny post: inlåsning"
    assert [one.name for one in response.form.inputs] == ["text", "kind"]


async def test_a_form_opens_with_what_stands_and_asks_the_whole_question() -> None:
    table = Table()
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.", strategies="Kustplanen\nAgenda 2030")

    form = await table.form(session, "challenge.a")

    assert {one.name: one.value for one in form.inputs if one.value} == {
        "challenge": "Plast i näten.",
        "strategies": "Kustplanen\nAgenda 2030",
    }
    assert form.inputs[0].asks == "Vilken samhällsutmaning vill ni ta er an, och vem i Blekinge märker den mest?"


async def test_what_was_written_is_told_to_everybody_with_at_most_two_remarks() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.writes(session, "challenge.a", challenge="Vi ska bygga en app.")

    assert not response.hidden
    lines = said(response).splitlines()
    assert lines[0] == "Anna skrev under Utmaning: Vi ska bygga en app."
    assert sum(line.startswith("Prova: ") for line in lines) == 2
    assert labels(response) == ["Visa alla", "Svara vidare"]


async def test_what_is_sound_is_told_to_be() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.writes(session, "challenge.a", challenge=SOUND)

    assert said(response).splitlines()[-1] == "✓ Reglerna har inget att anmärka på det."


async def test_sending_what_stands_changes_nothing() -> None:
    table = Table()
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge=SOUND)

    response = await table.writes(session, "challenge.a")

    assert response.session is None
    assert said(response) == "Inget i svaret var nytt, så allt står som det gjorde."


async def test_an_empty_form_is_told_to_be_empty() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.writes(session, "challenge.a", challenge="  \n ")

    assert said(response) == "Det stod inget i svaret, så inget är ändrat."


async def test_an_entry_of_two_pages_goes_on_with_the_second() -> None:
    table = Table()
    session = await table.a_session(at="actors")

    first = await table.writes(session, "actors-1", name="Region Blekinge", sector="public", level="decides,plans")
    assert first.reply is not None
    more = next(choice for choice in first.reply.choices if choice.label == "Fyll i resten")
    second = await table.does(more.value)
    assert second.form is not None
    await table.does(second.form.value, sent={"gives": "Mandat", "gets": "Måluppfyllelse"})

    [actor] = design_of(await table.now_at(session)).of("actors")
    assert actor.values == {
        "name": "Region Blekinge",
        "sector": "public",
        "level": "decides,plans",
        "gives": "Mandat",
        "gets": "Måluppfyllelse",
    }


async def test_the_second_page_of_a_contributors_entry_holds_the_first() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(at="actors"), ERIK)
    first = await table.writes(session, "actors-1", by=ERIK, name="Fiskarna", sector="business")
    assert first.reply is not None
    more = next(choice for choice in first.reply.choices if choice.label == "Fyll i resten")
    form = (await table.does(more.value, by=ERIK)).form
    assert form is not None
    await table.does(form.value, by=ERIK, sent={"gives": "Kunskap", "gets": ""})

    last = max(proposals(await table.now_at(session)), key=lambda one: one.number)
    await table.do("stand", session, last.number)

    [actor] = design_of(await table.now_at(session)).of("actors")
    assert actor.values == {"name": "Fiskarna", "sector": "business", "gives": "Kunskap"}


async def test_an_entry_is_changed_by_picking_it() -> None:
    table = Table()
    session = await table.a_session(at="actors")
    await table.writes(session, "actors-1", name="Regionen", sector="public")
    [actor] = design_of(await table.now_at(session)).of("actors")

    response = await table.does(value_of("pick", session.id, "actors"), picked=f"claim.{actor.id}")

    assert response.form is not None
    assert response.form.title == "Ändra: Regionen (1 av 2)"
    await table.does(response.form.value, sent=filled(response.form, name="Region Blekinge"))
    [actor] = design_of(await table.now_at(session)).of("actors")
    assert actor.values == {"name": "Region Blekinge", "sector": "public"}


async def test_a_contributor_writes_a_proposal_and_finds_it_again_in_the_form() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)

    response = await table.writes(session, "challenge.a", by=ERIK, challenge=SOUND)
    form = await table.form(session, "challenge.a", by=ERIK)
    again = await table.does(form.value, by=ERIK, sent=filled(form))

    assert "Det är ett förslag tills Anna har bestämt." in said(response)
    assert labels(response)[:2] == ["Låt stå", "Lägg åt sidan"]
    assert form.inputs[0].value == SOUND
    assert again.session is None
    assert len(proposals(await table.now_at(session))) == 1


async def test_two_texts_that_meet_are_shown_side_by_side() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.missions.name_co_owner(session.id, ERIK.id, by=ANNA)
    annas, eriks = await table.form(session, "challenge.a"), await table.form(session, "challenge.a", by=ERIK)
    await table.does(annas.value, sent=filled(annas, challenge="Annas ord."))

    response = await table.does(eriks.value, by=ERIK, sent=filled(eriks, challenge="Eriks ord."))

    told = said(response)
    assert "Två texter möttes under Utmaning." in told
    assert "Står nu (Anna, 29 november 2026)\nAnnas ord." in told
    assert "Väntar (Erik, 29 november 2026)\nEriks ord." in told
    assert labels(response)[:2] == ["Låt stå", "Lägg åt sidan"]


async def test_two_people_who_write_in_different_questions_both_stand() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.missions.name_co_owner(session.id, ERIK.id, by=ANNA)
    annas, eriks = await table.form(session, "challenge.a"), await table.form(session, "challenge.a", by=ERIK)

    await table.does(annas.value, sent=filled(annas, challenge="Annas ord."))
    await table.does(eriks.value, by=ERIK, sent=filled(eriks, tried="Eriks ord."))

    design = design_of(await table.now_at(session))
    assert (design.text("challenge"), design.text("tried")) == ("Annas ord.", "Eriks ord.")


@pytest.mark.parametrize("ending", ["archive", "delete_yes"])
async def test_a_form_that_comes_after_the_end_is_kept_as_a_draft(ending: str) -> None:
    table = Table()
    session = await table.a_session()
    form = await table.form(session, "challenge.a")
    await table.does(value_of(act_in(ending).verb or "archive", session.id))

    response = await table.does(form.value, sent=filled(form, challenge=SOUND))

    assert "Det du skrev är sparat som utkast." in said(response)
    assert labels(response)[0] == "Utkast"
    assert SOUND in said(await table.do("drafts", session))


async def test_a_form_of_somebody_who_is_no_longer_in_is_kept_for_them() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    form = await table.form(session, "challenge.a", by=ERIK)
    await table.missions.remove(session.id, ERIK.id, by=ANNA)

    response = await table.does(form.value, by=ERIK, sent=filled(form, challenge=SOUND))

    assert "Du är inte med i den missionen." in said(response)
    assert SOUND in said(await table.does("drafts", by=ERIK))


async def test_what_was_sent_while_nothing_could_be_kept_is_given_back() -> None:
    table = Table()
    session = await table.a_session()
    form = await table.form(session, "challenge.a")
    table.store.failing = StateUnavailable()

    response = await table.guide.late(act_in(form.value), filled(form, challenge=SOUND), "sv")

    assert "är inte sparat" in said(response)
    assert f"Utmaningen och vem som märker den\n{SOUND}" in said(response)


async def test_a_form_that_was_left_is_a_draft_that_opens_again() -> None:
    table = Table()
    session = await table.a_session()
    form = await table.form(session, "challenge.a")

    response = await table.guide.left(act_in(form.value), filled(form, challenge=SOUND), by=ANNA, language="sv")
    unchanged = await table.guide.left(act_in(form.value), filled(form), by=ANNA, language="sv")
    [draft] = await table.missions.drafts(ANNA)
    again = await table.does(value_of("draft", session.id, draft.id))

    assert said(response).startswith("Du lämnade formuläret. Det du skrev är sparat")
    assert said(unchanged) == "Du lämnade formuläret, inget var ändrat."
    assert again.form is not None
    assert again.form.inputs[0].value == SOUND


async def test_a_claim_that_somebody_has_removed_is_told_of() -> None:
    table = Table()
    session = await table.a_session(at="actors")

    response = await table.does(value_of("pick", session.id, "actors"), picked="claim.c99")

    assert said(response) == "Posten finns inte kvar: någon har tagit bort den."


async def test_a_text_that_is_too_long_is_kept_and_told_by_how_much() -> None:
    table = Table()
    session = await table.a_session()
    form = await table.form(session, "challenge.a")

    response = await table.does(form.value, sent=filled(form, challenge="å" * 4001))

    assert said(response).startswith("Texten under Utmaning är 4\u00a0001 tecken lång, och där ryms högst 4\u00a0000.")
    [draft] = await table.missions.drafts(ANNA)
    assert draft.entries[0].values == {"text": "å" * 4001}


async def test_a_list_too_long_for_its_input_is_shown_empty_and_added_to() -> None:
    table = Table()
    session = await table.a_session()
    long = [f"{'Strategi ' * 30}{number}" for number in range(20)]
    for at in range(0, 20, 10):
        form = await table.form(session, "challenge.a")
        written = "\n".join((*form.inputs[3].value.splitlines(), *long[at : at + 10]))
        await table.does(form.value, sent=filled(form, strategies=written))

    form = await table.form(session, "challenge.a")
    await table.does(form.value, sent=filled(form, strategies="Kustplanen"))

    assert form.inputs[3].value == ""
    written = [claim.values["text"] for claim in design_of(await table.now_at(session)).of("strategies")]
    assert written == [*(line.strip() for line in long), "Kustplanen"]


async def test_a_stranger_gets_no_form() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.does(value_of("answer", session.id, "challenge"), by=SARA)

    assert response.form is None


async def test_a_form_that_the_method_no_longer_has_gives_its_words_back() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.does(value_of("form", session.id, "challenge.gone", None, 1), sent={"x": "Plast i näten."})

    assert "Plast i näten." in said(response)
    assert response.hidden


async def test_a_form_for_nothing_that_is_known_gives_its_words_back() -> None:
    response = await Table().does(value_of("form", "never", "gone.gone", None, 1), sent={"x": "Plast i näten."})

    assert "Plast i näten." in said(response)


async def test_an_entry_with_a_page_to_come_is_not_judged_half_way() -> None:
    table = Table()
    session = await table.a_session(at="actors")

    first = await table.writes(session, "actors-1", name="Region Blekinge")
    assert first.reply is not None
    more = next(choice for choice in first.reply.choices if choice.label == "Fyll i resten")
    form = (await table.does(more.value)).form
    assert form is not None
    second = await table.does(form.value, sent={"gives": "Mandat", "gets": ""})

    assert said(first) == "Anna skrev under Aktörer: Region Blekinge"
    assert "Hittills finns 1 av minst 8 aktörer." in said(second)
