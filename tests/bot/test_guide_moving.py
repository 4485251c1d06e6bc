"""Walking the steps of a mission, and where an old button leads."""

from bot.guidance.acts import value_of
from tests.bot.builders_guide import ANNA, ERIK, SARA, Table, labels, said


async def test_next_moves_and_the_step_is_shown_by_whoever_posts_it() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.do("next", session, "challenge")

    assert response.moved
    assert response.reply is None
    assert response.session is not None
    assert (await table.guide.step(response.session, "sv")).title == "Steg 2 av 10 · Systemet och inlåsningarna"


async def test_an_old_button_shows_where_the_mission_now_is() -> None:
    table = Table()
    session = await table.a_session(at="vision")

    response = await table.do("next", session, "challenge")

    assert not response.moved
    assert response.reply is not None
    assert response.reply.title == "Steg 4 av 10 · Framtidsbild och vinklar"
    assert "Knappen hör till ett steg som ni inte längre är vid" in said(response)


async def test_the_first_step_has_no_way_back() -> None:
    table = Table()
    session = await table.a_session()

    step = await table.guide.step(session, "sv")
    response = await table.do("back", session, "challenge")

    assert "Tillbaka" not in labels(step)
    assert said(response) == "Det här är första steget, så det finns inget att gå tillbaka till."


async def test_a_skipped_step_says_so_when_one_comes_back() -> None:
    table = Table()
    session = await table.a_session()
    await table.do("skip", session, "challenge")

    response = await table.do("back", session, "system")

    assert response.session is not None
    assert "Steget är överhoppat" in said(await table.guide.step(response.session, "sv"))


async def test_who_may_not_move_hears_who_does_and_that_writing_is_open() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)

    response = await table.do("next", session, "challenge", by=ERIK)

    assert not response.moved
    assert said(response).startswith("Det bestämmer Anna, som äger missionen. Skriva kan du alltid")


async def test_whoever_decides_goes_to_a_step_and_others_look_at_it() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)

    looked = await table.does(value_of("step", session.id, "mission"), by=ERIK)
    went = await table.does(value_of("step", session.id, "mission"), by=ANNA)

    assert looked.reply is not None
    assert looked.reply.title == "Steg 5 av 10 · Missionsformulering"
    assert not looked.moved
    assert went.moved
    assert went.session is not None
    assert went.session.position == 4


async def test_after_the_last_step_there_is_a_way_out_and_a_way_back() -> None:
    table = Table()
    session = await table.a_session(at="learning")

    response = await table.do("next", session, "learning")

    assert response.moved
    assert response.session is not None
    end = await table.guide.step(response.session, "sv")
    assert end.title == "Friska hav: alla steg är genomgångna"
    assert labels(end) == ["Visa missionen", "Exportera", "Tillbaka"]


async def test_a_stranger_learns_nothing_of_the_mission() -> None:
    table = Table()
    session = await table.a_session(title="Hemligt")

    for verb in ("step", "show", "next", "answer", "history", "findings", "documents", "proposals", "export"):
        response = await table.do(verb, session, by=SARA)
        assert response.hidden
        assert "Hemligt" not in said(response)
        assert said(response) == "Du är inte med i den missionen. Be någon som är med att bjuda in dig."


async def test_undo_tells_what_was_taken_back() -> None:
    table = Table()
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")

    response = await table.do("undo", session)
    again = await table.do("undo", session)

    assert said(response) == "Anna ångrade den senaste ändringen: Utmaning: Plast i näten."
    assert not response.hidden
    assert said(again) == "Det finns inget att ångra."


async def test_one_cannot_undo_what_another_has_done() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.writes(session, "challenge.a", challenge="Plast i näten.")

    response = await table.do("undo", session, by=ERIK)

    assert "gjordes av Anna" in said(response)


async def test_a_button_of_an_older_ledfyr_is_told_to_be_one() -> None:
    response = await Table().does("dance:abc")

    assert "äldre version av Ledfyr" in said(response)
