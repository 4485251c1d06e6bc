"""Who takes part in a mission, and what it is called: somebody is let out, leaves, another title is given."""

from bot.guidance.acts import value_of
from tests.bot.builders_guide import ANNA, ERIK, SARA, Table, labels, said


async def test_who_takes_part_is_told_with_whom_one_may_let_out() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK, SARA)

    owners, eriks = await table.do("people", session), await table.do("people", session, by=ERIK)

    assert said(owners).splitlines()[1:] == ["Anna (ägare)", "Erik", "Sara"]
    assert owners.reply is not None
    assert [one.label for one in owners.reply.menus[0].options] == [
        "Ta bort Erik ur missionen",
        "Ta bort Sara ur missionen",
    ]
    assert labels(owners) == ["Byt namn"]
    assert eriks.reply is not None
    assert [one.label for one in eriks.reply.menus[0].options] == ["Lämna missionen"]
    assert labels(eriks) == []


async def test_somebody_who_is_let_out_sees_the_mission_no_more_and_their_words_stay() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.writes(session, "challenge.a", by=ERIK, challenge="Plast i näten.")

    response = await table.does(value_of("people", session.id), picked=ERIK.id)
    after = await table.do("show", session, by=ERIK)

    assert said(response) == "Anna tog bort Erik ur missionen. Det Erik skrev står kvar."
    assert not response.hidden
    assert "Plast i näten." not in said(after)
    assert "Plast i näten." in said(await table.do("proposals", session))


async def test_a_contributor_leaves_by_their_own_will() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)

    response = await table.does(value_of("people", session.id), by=ERIK, picked=ERIK.id)

    assert said(response) == "Erik lämnade missionen. Det Erik skrev står kvar."
    assert [one.name for one in (await table.now_at(session)).participants] == ["Anna"]


async def test_a_contributor_lets_nobody_else_out() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK, SARA)

    response = await table.does(value_of("people", session.id), by=ERIK, picked=SARA.id)

    assert response.hidden
    assert len((await table.now_at(session)).participants) == 3


async def test_a_mission_gets_another_title() -> None:
    table = Table()
    session = await table.a_session(title="Havet")

    form = (await table.do("rename", session)).form
    assert form is not None
    response = await table.does(form.value, sent={"title": "Friska hav"})

    assert [one.value for one in form.inputs] == ["Havet"]
    assert said(response) == "Anna döpte om missionen till Friska hav."
    assert (await table.now_at(session)).title == "Friska hav"


async def test_a_blank_title_leaves_the_old_one() -> None:
    table = Table()
    session = await table.a_session(title="Havet")

    response = await table.does(value_of("renamed", session.id), by=ANNA, sent={"title": "  "})

    assert response.hidden
    assert (await table.now_at(session)).title == "Havet"


async def test_a_title_that_is_refused_is_given_back() -> None:
    table = Table()
    session = await table.a_session(title="Havet")
    await table.do("archive", session)

    response = await table.does(value_of("renamed", session.id), by=ANNA, sent={"title": "Friska hav runt Hanö"})

    assert "Friska hav runt Hanö" in said(response)
    assert (await table.now_at(session)).title == "Havet"
