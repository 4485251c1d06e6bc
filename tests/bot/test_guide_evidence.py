"""Evidence: the documents are asked, a quote is linked to a claim, taken away, found to have changed."""

from bot.guidance.acts import act_in, value_of
from bot.guidance.response import Response
from knowledge.sessions.standing import design_of, proposals
from tests.bot.builders import a_citation, a_no, an_answer
from tests.bot.builders_guide import ANNA, ERIK, Table, labels, said
from tests.builders import a_holding

TWO = an_answer(a_citation("Blekinge har sju flaskhalsar."), a_citation("Kusten är påverkad.", number=2))


def links(response: Response) -> list[str]:
    """The acts of the buttons that link a quote."""
    assert response.reply is not None
    return [choice.value for choice in response.reply.choices if choice.value.startswith("link:")]


def supports(response: Response) -> list[str]:
    """The acts of the menus that those buttons lead to."""
    return [value.replace("link:", "support:", 1) for value in links(response)]


async def test_the_documents_are_asked_what_the_step_asks() -> None:
    table = Table(TWO)
    session = await table.a_session(at="system")

    response = await table.do("documents", session, "system")

    assert response.hidden
    assert table.library.asked[-1][0] == "Vad går steg 2, systemet och inlåsningarna, ut på?"
    assert labels(response) == ["Källor", "Länka belägg [1]", "Länka belägg [2]", "Ställ en egen fråga"]


async def test_each_question_of_the_step_and_the_theme_of_the_mission_can_be_looked_up() -> None:
    table = Table(TWO, TWO, TWO)
    session = await table.a_session(at="system", title="Friska hav")
    response = await table.do("documents", session, "system")
    assert response.reply is not None
    [menu] = response.reply.menus

    told = [await table.does(menu.value, picked=option.value) for option in (menu.options[0], menu.options[2])]

    assert [question for question, _, _ in table.library.asked[-2:]] == [
        "Vad säger dokumenten om Friska hav?",
        "Vilka regler, budgetar, avtal eller vanor låser fast nuläget?",
    ]
    assert all("Länka belägg [1]" in labels(one) for one in told)
    assert len(menu.options) == 1 + 5


async def test_a_question_of_ones_own_is_asked_in_a_form() -> None:
    table = Table(TWO)
    session = await table.a_session()

    form = (await table.do("search", session, "challenge")).form
    assert form is not None
    response = await table.does(form.value, sent={"question": "Vilka är flaskhalsarna?"})

    assert table.library.asked[-1][0] == "Vilka är flaskhalsarna?"
    assert "Länka belägg [1]" in labels(response)


async def test_a_quote_is_linked_to_the_claim_that_is_picked() -> None:
    table = Table(TWO)
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")
    found = await table.do("documents", session, "challenge")

    asked = await table.does(links(found)[1])
    assert asked.reply is not None
    [menu] = asked.reply.menus
    response = await table.does(menu.value, picked=menu.options[0].value)

    [claim] = design_of(await table.now_at(session)).claims
    assert claim.standing == "evidence"
    assert [one.quote for one in claim.evidence] == ["Kusten är påverkad."]
    assert said(response) == "Anna länkade belägg till: Plast i näten."
    assert not response.hidden


async def test_linking_the_same_quote_again_changes_nothing() -> None:
    table = Table(TWO)
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")
    found = await table.do("documents", session, "challenge")
    support = supports(found)[0]

    await table.does(support, picked="challenge")
    response = await table.does(support, picked="challenge")

    assert said(response) == "Så är det redan, inget har ändrats."


async def test_a_contributors_link_is_a_proposal() -> None:
    table = Table(TWO)
    session = await table.with_people(await table.a_session(), ERIK)
    await table.writes(session, "challenge.a", challenge="Plast i näten.")
    found = await table.do("documents", session, "challenge", by=ERIK)

    response = await table.does(supports(found)[0], by=ERIK, picked="challenge")

    assert said(response) == "Erik föreslår ett belägg till: Plast i näten."
    assert len(proposals(await table.now_at(session))) == 1
    assert "förslaget gäller vad den vilar på" in said(await table.do("proposals", session))


async def test_with_nothing_written_there_is_nothing_to_link_to() -> None:
    table = Table(TWO)
    session = await table.a_session()
    found = await table.do("documents", session, "challenge")

    response = await table.does(links(found)[0])

    assert said(response).startswith("Det finns inget att länka till ännu.")
    assert labels(response) == ["Svara"]


async def test_an_answer_that_is_forgotten_is_asked_for_again() -> None:
    table = Table(TWO)
    session = await table.a_session()

    response = await table.does(value_of("support", session.id, "gone", 1), picked="challenge")

    assert said(response).startswith("Det svaret finns inte kvar hos mig.")
    assert labels(response) == ["Vad säger underlaget?"]


async def test_the_nearest_quotes_of_a_no_can_be_linked_too() -> None:
    table = Table(a_no("nothing_found", a_citation("Kusten är påverkad.")))
    session = await table.a_session()

    assert "Länka belägg [1]" in labels(await table.do("documents", session, "challenge"))


async def test_a_passage_is_taken_away_where_it_is_picked() -> None:
    table = Table(TWO)
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")
    found = await table.do("documents", session, "challenge")
    for support in supports(found):
        await table.does(support, picked="challenge")

    asked = await table.do("unlink", session)
    assert asked.reply is not None
    [menu] = asked.reply.menus
    response = await table.does(menu.value, picked=menu.options[0].value)

    [claim] = design_of(await table.now_at(session)).claims
    assert [one.quote for one in claim.evidence] == ["Kusten är påverkad."]
    assert said(response) == "Anna tog bort ett belägg från: Plast i näten."


async def test_changed_evidence_is_shown_with_both_wordings() -> None:
    table = Table(TWO)
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")
    found = await table.do("documents", session, "challenge")
    await table.does(supports(found)[0], picked="challenge")
    table.library.version = "20270101-000000-bbbb"
    table.library.holdings = [a_holding("Blekinge har åtta flaskhalsar.", "strategi.txt", title="Blekinges strategi")]

    response = await table.do("stale", session)
    shown = await table.do("show", session)

    assert "Då, ur Blekinges strategi: ”Blekinge har sju flaskhalsar.”" in said(response)
    assert "Nu: ”Blekinge har åtta flaskhalsar.”" in said(response)
    assert labels(response) == ["Ta bort belägg", "Vad säger underlaget?"]
    assert "1 belägg har ändrats i biblioteket." in said(shown)


async def test_every_act_of_an_answer_fits_a_buttons_id() -> None:
    table = Table(TWO)
    session = await table.a_session(at="governance")
    response = await table.do("documents", session, "governance")

    assert response.reply is not None
    values = [choice.value for choice in response.reply.choices if choice.aim == "mission"]
    assert max(len(f"ledfyr:mission:{value}") for value in values) <= 100
    assert all(act_in(value).session == session.id for value in values)
    assert ANNA.id not in str(response.reply)
