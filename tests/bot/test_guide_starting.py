"""Beginning a mission: from a theme with its citation or a blank page, and those one is in already."""

import pytest

from bot.guidance.acts import act_in, value_of
from bot.guidance.starting import BLANK
from knowledge.missions.exports.interchange import as_json
from knowledge.sessions.standing import design_of
from tests.bot.builders import a_citation, an_answer
from tests.bot.builders_guide import ANNA, ERIK, SARA, Table, labels, said
from tests.builders_friska_hav import a_rich_design
from tests.builders_missions import a_claim, a_design


async def test_ten_themes_are_offered_with_each_quote_once_and_a_blank_page() -> None:
    cited = an_answer(a_citation("Piloterna är mikroplaster i havet och industriell symbios."))
    table = Table(*[cited] * 10)

    response = await table.do("new")

    assert response.reply is not None
    [menu] = response.reply.menus
    assert len(menu.options) == 11
    assert menu.options[-1].value == BLANK
    assert [view.numbers for view in response.reply.citations] == [(1, 6)]
    assert "Psykisk hälsa hos unga (inget citat hittades)" in said(response)


async def test_a_theme_opens_the_form_with_its_challenge_as_a_draft() -> None:
    table = Table()

    response = await table.does("begin", picked="microplastics")

    assert response.form is not None
    assert [one.name for one in response.form.inputs] == ["title", "path", "challenge"]
    assert "plast så liten" in response.form.inputs[2].value


async def test_the_words_of_a_theme_left_as_they_were_are_nobodys_claim() -> None:
    table = Table()
    form = (await table.does("begin", picked="microplastics")).form
    assert form is not None

    response = await table.does(form.value, sent={one.name: one.value for one in form.inputs})

    assert response.session is not None
    assert response.session.starting_point == "microplastics"
    assert design_of(response.session).claims == ()


async def test_a_blank_page_asks_for_title_and_path_alone() -> None:
    response = await Table().does("begin", picked=BLANK)

    assert response.form is not None
    assert [one.name for one in response.form.inputs] == ["title", "path"]


async def test_the_form_begins_the_mission_and_keeps_the_challenge() -> None:
    table = Table()
    sent = {"title": "Friska hav", "path": "short", "challenge": "Plast i näten."}

    response = await table.does(value_of("start", "-", "microplastics"), sent=sent)

    assert response.session is not None
    assert response.moved
    assert (response.session.title, response.session.path) == ("Friska hav", "short")
    assert response.session.starting_point == "microplastics"
    assert design_of(response.session).text("challenge") == "Plast i näten."
    assert "Anna äger den" in said(response)


async def test_a_mission_without_a_title_gets_one_rather_than_losing_the_challenge() -> None:
    response = await Table().does(value_of("start"), sent={"title": " ", "path": "", "challenge": "Plast."})

    assert response.session is not None
    assert response.session.title == "Mission utan namn"
    assert design_of(response.session).text("challenge") == "Plast."


async def test_the_list_has_ones_own_missions_and_no_others() -> None:
    table = Table()
    await table.a_session(title="Friska hav")
    session = await table.a_session(title="Unga")
    await table.with_people(session, ERIK)

    own = await table.do("list", by=ERIK)
    none = await table.do("list", by=SARA)

    assert "Unga Steg 1 av 10 · Utmaning och lämplighet · du bidrar" in said(own)
    assert "Friska hav" not in said(own)
    assert said(none) == "Du är inte med i någon mission ännu."
    assert labels(none) == ["Börja en ny mission"]


async def test_a_deleted_mission_is_listed_for_whoever_can_restore_it() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.do("delete_yes", session)

    assert "Raderad, kan återställas" in said(await table.do("list"))
    assert "Friska hav" not in said(await table.do("list", by=ERIK))


async def test_an_exported_mission_is_taken_in_as_it_was() -> None:
    table, design = Table(), a_rich_design()

    response = await table.guide.take_in(as_json(design), by=ANNA, language="sv")

    assert response.session is not None
    taken = design_of(response.session)
    assert [claim.values for claim in taken.claims] == [claim.values for claim in design.claims]
    assert f"inläst med {len(design.claims)} poster" in said(response)


@pytest.mark.parametrize("words", ["", "{}", "hej", "[" * 5000])
async def test_what_is_no_mission_is_refused_with_the_reason(words: str) -> None:
    response = await Table().guide.take_in(words, by=ANNA, language="en")

    assert response.session is None
    assert said(response).startswith("The file cannot be read as a mission")


async def test_an_id_that_no_button_can_carry_is_exchanged_for_one_that_can() -> None:
    table, odd = Table(), ("a:b:c", "x" * 80, "-", "c d")
    claims = tuple(a_claim("actors", f"Aktör {number}", claim_id=name) for number, name in enumerate(odd))

    response = await table.guide.take_in(as_json(a_design(*claims)), by=ANNA, language="sv")

    assert response.session is not None
    taken = design_of(response.session).of("actors")
    assert [claim.part("name") for claim in taken] == ["Aktör 0", "Aktör 1", "Aktör 2", "Aktör 3"]
    for claim in taken:
        picked = await table.does(value_of("pick", response.session.id, "actors"), picked=f"claim.{claim.id}")
        assert picked.form is not None
        assert len(f"ledfyr:mission:{picked.form.value}") <= 100
        assert act_in(picked.form.value).at(1) == claim.id
