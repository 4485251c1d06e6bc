"""A mission as a whole: people in it, handed over, archived, deleted, restored."""

from bot.guidance.acts import Verb
from tests.bot.builders_guide import ANNA, ERIK, SARA, Table, labels, said


async def test_people_are_let_in_and_named_co_owners_at_once() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.guide.invite(
        session.id, [ERIK, SARA], role=("discord:role:9", "Havsgruppen"), co_owner=True, by=ANNA, language="sv"
    )

    assert said(response).splitlines() == [
        "Anna gjorde Erik och Sara till medägare.",
        "Anna bjöd in alla med rollen Havsgruppen.",
    ]
    assert response.session is not None
    assert response.session.decides(SARA.id)
    assert response.session.roles == ("discord:role:9",)


async def test_somebody_who_is_in_can_be_made_co_owner() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)

    response = await table.guide.invite(session.id, [ERIK], role=None, co_owner=True, by=ANNA, language="sv")
    again = await table.guide.invite(session.id, [ERIK], role=None, co_owner=False, by=ANNA, language="sv")

    assert said(response) == "Anna gjorde Erik till medägare."
    assert said(again) == "Så är det redan, inget har ändrats."


async def test_a_mission_is_handed_over_to_somebody_who_is_in_it() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)

    stranger = await table.guide.hand_over(session.id, SARA, by=ANNA, language="sv")
    response = await table.guide.hand_over(session.id, ERIK, by=ANNA, language="sv")

    assert said(stranger) == "Personen är inte med i missionen. Bjud in personen först."
    assert said(response) == "Anna lämnade över missionen till Erik."
    assert response.session is not None
    assert response.session.owner.id == ERIK.id


async def test_deleting_asks_first_and_can_be_taken_back() -> None:
    table = Table()
    session = await table.a_session()

    asked = await table.do("delete", session)
    still = (await table.now_at(session)).status
    deleted = await table.do("delete_yes", session)
    restored = await table.do("restore", session)

    assert "återställa i 30 dagar" in said(asked)
    assert labels(asked) == ["Ja, radera missionen", "Exportera"]
    assert still == "open"
    assert said(deleted).endswith("till och med 29 december 2026.")
    assert restored.moved
    assert (await table.now_at(session)).status == "open"


async def test_an_archived_mission_is_read_but_not_written_in() -> None:
    table = Table()
    session = await table.a_session()
    await table.do("archive", session)

    shown = await table.do("show", session)
    answered = await table.do("answer", session, "challenge")

    assert "Återställ" in labels(shown)
    assert said(answered) == "Missionen är arkiverad, så den går bara att läsa. Anna kan återställa den."
    assert labels(answered) == ["Återställ"]


async def test_only_the_owner_ends_a_mission() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    verbs: tuple[Verb, ...] = ("archive", "delete", "delete_yes", "restore")

    for verb in verbs:
        assert said(await table.do(verb, session, by=ERIK)).startswith("Det bestämmer Anna")


async def test_an_idle_mission_is_kept_by_a_word_of_its_owner() -> None:
    table = Table()
    session = await table.a_session()

    assert said(await table.do("keep", session)) == "Missionen Friska hav finns kvar."
