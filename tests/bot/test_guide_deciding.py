"""Deciding what stands: proposals, what people judge themselves, what is an assumption."""

from bot.guidance.acts import value_of
from knowledge.sessions.standing import design_of, proposals
from tests.bot.builders_guide import ANNA, ERIK, Table, labels, said


async def with_a_proposal() -> tuple[Table, str]:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.writes(session, "challenge.a", by=ERIK, challenge="Eriks ord.")
    return table, session.id


async def test_an_owner_sees_proposals_with_what_can_be_done() -> None:
    table, name = await with_a_proposal()

    owners = await table.does(value_of("proposals", name))
    eriks = await table.does(value_of("proposals", name), by=ERIK)

    assert "Erik föreslår under Utmaning (29 november 2026)\nEriks ord." in said(owners)
    assert labels(owners) == ["Låt alla stå"]
    assert owners.reply is not None
    assert [menu.label for menu in owners.reply.menus] == ["Låt ett förslag stå", "Lägg ett förslag åt sidan"]
    assert labels(eriks) == []


async def test_a_proposal_stands_when_it_is_picked() -> None:
    table, name = await with_a_proposal()
    listed = await table.does(value_of("proposals", name))
    assert listed.reply is not None
    menu = listed.reply.menus[0]

    response = await table.does(menu.value, picked=menu.options[0].value)

    assert said(response) == "Anna lät ett förslag av Erik stå under Utmaning: Eriks ord."
    assert response.session is not None
    assert design_of(response.session).text("challenge") == "Eriks ord."


async def test_a_proposal_set_aside_stays_in_the_history() -> None:
    table, name = await with_a_proposal()
    session = await table.store.load(name)
    assert session is not None

    response = await table.do("aside", session, proposals(session)[0].number)
    history = await table.do("history", session)

    assert said(response) == "Anna lade åt sidan ett förslag av Erik under Utmaning: Eriks ord."
    assert "Erik skrev som förslag under Utmaning: Eriks ord." in said(history)


async def test_only_what_was_seen_stands_when_all_stand() -> None:
    table, name = await with_a_proposal()
    session = await table.store.load(name)
    assert session is not None
    last = proposals(session)[-1].number
    await table.writes(session, "challenge.a", by=ERIK, tried="Kom efteråt.")

    response = await table.do("stand_all", session, last)

    assert response.session is not None
    assert design_of(response.session).text("challenge") == "Eriks ord."
    assert [one.values["text"] for one in proposals(response.session)] == ["Kom efteråt."]
    assert labels(response) == ["Förslag"]


async def test_a_proposal_is_decided_on_once() -> None:
    table, name = await with_a_proposal()
    session = await table.store.load(name)
    assert session is not None
    number = proposals(session)[0].number
    await table.do("stand", session, number)

    assert said(await table.do("aside", session, number)) == "Det är redan avgjort."


async def test_a_contributor_decides_nothing() -> None:
    table, name = await with_a_proposal()
    session = await table.store.load(name)
    assert session is not None

    response = await table.do("stand", session, proposals(session)[0].number, by=ERIK)

    assert said(response).startswith("Det bestämmer Anna")


async def test_what_people_judge_is_confirmed_and_taken_back() -> None:
    table = Table()
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")
    found = await table.do("findings", session, "challenge")
    assert found.reply is not None
    [menu] = found.reply.menus

    yes = await table.does(menu.value, picked="C1.5")
    shown = await table.do("findings", session, "challenge")
    no = await table.does(menu.value, picked="C1.5")

    assert said(yes).startswith("Anna bekräftade: Någon med mandat")
    assert shown.reply is not None
    assert [option.about for option in shown.reply.menus[0].options][-1] == (
        "Bekräftat. Välj igen för att ta tillbaka det."
    )
    assert said(no).startswith("Anna tog tillbaka bekräftelsen")


async def test_a_claim_is_marked_as_an_assumption_and_no_longer() -> None:
    table = Table()
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")
    asked = await table.do("assume", session)
    assert asked.reply is not None
    [menu] = asked.reply.menus

    yes = await table.does(menu.value, picked="challenge")
    assert yes.session is not None
    assert design_of(yes.session).claims[0].standing == "assumption"
    no = await table.does(menu.value, picked="challenge")

    assert said(yes) == "Anna markerade som antagande: Plast i näten."
    assert said(no) == "Anna räknar inte längre detta som ett antagande: Plast i näten."
    assert ANNA.id not in said(no)
