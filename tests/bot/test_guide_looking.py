"""Looking at a mission: as it stands, what the checks found with its guidance, who has done what, files."""

import json

import pytest

from bot.guidance.acts import Verb, act_in, value_of
from bot.guidance.guide import Guide
from bot.guidance.menus import EVERYTHING
from bot.rendering.messages import rendered
from bot.replies.reply import Reply
from knowledge.missions.exports.interchange import as_json, from_json
from knowledge.sessions.privacy import without
from knowledge.sessions.session import Session
from knowledge.sessions.standing import design_of
from tests.bot.builders import a_citation, an_answer
from tests.bot.builders_guide import ANNA, ERIK, NOW, Table, labels, said
from tests.builders_friska_hav import a_rich_design


async def a_rich_session(table: Table) -> Session:
    response = await table.guide.take_in(as_json(a_rich_design()), by=ANNA, language="sv")
    assert response.session is not None
    return response.session


async def test_show_tells_each_step_with_its_reason_and_the_five_criteria() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.writes(session, "challenge.a", challenge="Plast i näten.")

    told = said(await table.do("show", session))

    assert "1. Utmaning och lämplighet △ Behöver stärkas: Utmaningen är beskriven med 3 ord." in told
    assert "2. Systemet och inlåsningarna ✗ Saknas: Inget är skrivet än." in told
    assert "Tydlig riktning ✗ Saknas" in told
    assert "1 post: 0 med belägg, 1 som bidrag, 0 som antaganden." in told
    assert "Deltagare: Anna (ägare), Erik" in told


async def test_show_in_the_channel_asks_first() -> None:
    table = Table()
    session = await table.a_session()

    asked = await table.do("share", session)
    assert asked.reply is not None
    shown = await table.does(asked.reply.choices[0].value)

    assert asked.hidden
    assert said(asked) == "Missionen Friska hav är privat. Ska den visas för alla här?"
    assert not shown.hidden
    assert labels(shown) == []


async def test_what_is_shown_to_all_does_not_tell_of_ones_drafts() -> None:
    table = Table()
    session = await table.a_session()
    await table.guide.left(
        act_in(value_of("form", session.id, "challenge.a")), {"challenge": "x"}, by=ANNA, language="sv"
    )

    assert "Du har 1 utkast." in said(await table.do("show", session))
    assert "utkast" not in said(await table.do("share_yes", session))


async def test_findings_come_with_the_guidance_they_rest_on() -> None:
    table = Table(an_answer(a_citation("Utgå från ett verkligt behov.")))
    session = await table.a_session()
    await table.writes(session, "challenge.a", challenge="Plast i näten.")

    response = await table.do("findings", session, "challenge")

    assert response.reply is not None
    assert response.reply.title == "Utmaning och lämplighet · △ Behöver stärkas"
    assert response.reply.cited_as == "Vägledning ur dokumenten"
    assert "Utgå från ett verkligt behov." in [line.text for view in response.reply.citations for line in view.quote]
    assert {paragraph.citation for paragraph in response.reply.paragraphs} >= {1}
    assert said(response).count("Prova: ") == 4


async def test_a_step_with_nothing_written_has_nothing_to_check() -> None:
    table = Table()
    session = await table.a_session()

    step = await table.guide.step(session, "sv")

    assert "△" not in said(step)
    assert "✗" not in said(step)


async def test_examples_and_mistakes_are_told_on_demand() -> None:
    table = Table()
    session = await table.a_session()

    assert said(await table.do("example", session, "challenge")).count("Påhittat exempel") == 3
    assert "Att börja i en lösning eller i en utlysning." in said(await table.do("mistakes", session, "challenge"))


async def test_the_history_is_paged_with_the_latest_first() -> None:
    table = Table()
    session = await table.a_session()
    for number in range(20):
        await table.writes(session, "challenge.a", challenge=f"Ord {number}.")

    first, second = await table.do("history", session), await table.do("history", session, 1)
    beyond = await table.do("history", session, 99)

    assert said(first).splitlines()[1].endswith("Anna skrev under Utmaning: Ord 19.")
    assert labels(first) == ["Äldre", "Ångra"]
    assert said(second).splitlines()[-2].endswith("Anna skapade missionen")
    assert labels(second) == ["Nyare", "Ångra"]
    assert said(beyond) == said(second)


@pytest.mark.parametrize("kind", ["markdown", "json"])
async def test_a_file_is_handed_over_with_what_it_rests_on(kind: str) -> None:
    table = Table()
    session = await a_rich_session(table)

    response = await table.does(value_of("export", session.id), picked=kind)

    [file] = response.files
    assert file.name in said(response)
    assert "med belägg" in said(response)
    assert response.hidden


async def test_what_comes_out_as_json_is_the_design() -> None:
    table = Table()
    session = await a_rich_session(table)

    [file] = (await table.does(value_of("export", session.id), picked="json")).files

    assert from_json(file.content.decode()) == design_of(session)
    assert json.loads(file.content)["version"] == 1


async def test_every_kind_of_file_is_offered() -> None:
    table = Table()
    session = await table.a_session()

    response = await table.do("export", session)

    assert response.reply is not None
    [menu] = response.reply.menus
    assert [option.value for option in menu.options][-1] == EVERYTHING
    assert len(menu.options) == 9


HARD = {
    "long": "Å" * 4000,
    "emoji": "🌊" * 2000,
    "markup": "**_`~|[]()<>#-" * 280,
    "mentions": "@everyone <@123> <#456> " * 150,
    "words": "havet och kusten " * 235,
}


@pytest.mark.parametrize("words", HARD.values(), ids=HARD)
async def test_canvas_and_step_fit_one_message_whatever_people_wrote(words: str) -> None:
    table = Table()
    session = await table.a_session(title=words[:100])
    for step in ("challenge", "system", "vision", "mission", "conflicts", "portfolio", "governance", "learning"):
        form = await table.form(session, f"{step}.a")
        await table.does(form.value, sent={one.name: words for one in form.inputs})
        await table.missions.go_to(session.id, step, by=ANNA)
        session = await table.now_at(session)
        for language in ("sv", "en"):
            assert whole(await table.guide.step(session, language)), step
            assert whole(await table.guide.canvas(session, language)), step


def whole(reply: Reply) -> bool:
    made = rendered(reply, most=1)
    return made.rest is None and len(made.messages) == 1


async def test_a_rich_mission_fits_the_canvas_and_every_step_one_message() -> None:
    table = Table()
    session = await a_rich_session(table)

    assert whole(await table.guide.canvas(session, "sv"))
    for step in table.missions.method.steps:
        outcome = await table.missions.go_to(session.id, step.id, by=ANNA)
        assert outcome.session is not None
        assert whole(await table.guide.step(outcome.session, "sv")), step.id


async def test_every_button_and_menu_of_every_step_fits_an_id() -> None:
    table = Table()
    session = await a_rich_session(table)
    for step in table.missions.method.steps:
        reply = (await table.does(value_of("step", session.id, step.id), by=ERIK)).reply
        outcome = await table.missions.go_to(session.id, step.id, by=ANNA)
        assert outcome.session is not None
        reply = await table.guide.step(outcome.session, "sv")
        values = [choice.value for choice in reply.choices] + [menu.value for menu in reply.menus]
        for option in reply.menus[0].options:
            response = await table.does(reply.menus[0].value, picked=option.value)
            assert response.form is not None, option
            values.append(f"{response.form.value}:{'x' * 12}")
            assert len(option.label) <= 100
            assert all(len(one.label) <= 45 for one in response.form.inputs)
            assert len(response.form.title) <= 45
        assert max(len(f"ledfyr:mission:{value}") for value in values) <= 100


def test_every_verb_has_somebody_who_sees_to_it() -> None:
    table = Table()
    known = set(table.guide._deeds)  # pyright: ignore[reportPrivateUsage]

    assert set(Verb.__args__) == known
    assert isinstance(table.guide, Guide)


async def test_somebody_who_has_been_forgotten_is_told_of_without_a_name() -> None:
    table = Table()
    session = await table.with_people(await table.a_session(), ERIK)
    await table.writes(session, "challenge.a", by=ERIK, challenge="Plast i näten.")
    stored = await table.now_at(session)
    forgotten = without(stored, ERIK.id, now=NOW)
    assert forgotten is not None
    await table.store.save(forgotten, over=stored.revision)

    told = [said(await table.do(verb, session)) for verb in ("history", "proposals")]

    assert "En tidigare deltagare skrev som förslag under Utmaning: Plast i näten." in told[0]
    assert "Anna bjöd in En tidigare deltagare" in told[0]
    assert "En tidigare deltagare föreslår under Utmaning" in told[1]
    assert "Erik" not in "".join(told)


async def test_the_history_tells_what_each_change_was_about() -> None:
    table = Table(an_answer(a_citation("Kusten är påverkad.")))
    session = await table.with_people(await table.a_session(), ERIK)
    await table.writes(session, "challenge.a", challenge="Plast.", tried="Städning.")
    found = await table.do("documents", session, "challenge")
    assert found.reply is not None
    link = next(choice.value for choice in found.reply.choices if choice.value.startswith("link:"))
    await table.does(link.replace("link:", "support:", 1), picked="challenge")
    await table.does(value_of("assume", session.id), picked="challenge")
    await table.does(value_of("assume", session.id), picked="challenge")
    await table.does(value_of("unlink", session.id), picked="challenge/0")
    await table.writes(session, "challenge.a", by=ERIK, tried="")
    await table.do("undo", session)
    await table.does(value_of("confirm", session.id, "challenge"), picked="C1.5")

    told = [line.partition(" · ")[2] for line in said(await table.do("history", session)).splitlines()[1:]]

    assert told == [
        "Anna bekräftade: Någon med mandat bekräftar att den vill hålla i under minst tre år.",
        "Anna ångrade: Det som har prövats: (tas bort)",
        "Erik föreslog att ta bort en post under Det som har prövats",
        "Anna tog bort belägg under Utmaning: Plast.",
        "Anna avmarkerade ett antagande under Utmaning: Plast.",
        "Anna markerade som antagande under Utmaning: Plast.",
        "Anna länkade belägg under Utmaning: Plast.",
        "Anna skrev under Det som har prövats: Städning.",
        "Anna skrev under Utmaning: Plast.",
        "Anna bjöd in Erik",
        "Anna skapade missionen",
    ]
