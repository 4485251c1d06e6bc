"""A whole mission: three people, ten steps, a restart in the middle, out in every form and in again, equal."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.replies.missions.forms import page_label
from knowledge.assembly import open_missions, open_state
from knowledge.canvas import FIELDS, TEXT, FieldName
from knowledge.method.forms import FormPage, entry_pages, forms_of
from knowledge.method.loading import load_method
from knowledge.method.method import Method, Step
from knowledge.missions.design import Claim, MissionDesign
from knowledge.sessions.session import Person as Somebody
from knowledge.sessions.standing import design_of
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.builders_friska_hav import a_rich_design
from tests.flows.discord_seen import Told, labels, options
from tests.flows.discord_world import Person, World, discord_world
from tests.flows.mission_world import begin, canvas_in, step_in, write_in

ENTRIES: Final = 1  # of each kind, so that the test takes no longer than it must
METHOD: Final = load_method()
STEPS: Final = METHOD.path("full")
FORMS: Final = ["docx", "json", "md", "pdf", "png", "png", "svg", "svg"]
QUOTE: Final = "Blekinge har sju flaskhalsar."


def wanted() -> dict[FieldName, list[Claim]]:
    """What is to be written, by field: a few entries of each kind of a mission that is there already."""
    found: dict[FieldName, list[Claim]] = defaultdict(list)
    for claim in a_rich_design().claims:
        if FIELDS[claim.field].shape != "entries" or len(found[claim.field]) < ENTRIES:
            found[claim.field].append(claim)
    return found


def inputs_of(form: Told, values: Mapping[str, str]) -> dict[str, str | list[str]]:
    """The values as the form takes them: options in a list, everything else as it is written."""
    assert form.form is not None
    asked = [row["component"] for row in form.form["components"] if "component" in row]
    shown = {one["custom_id"]: one for one in asked}
    return {
        name: [one for one in value.split(",") if one] if "options" in shown[name] else value
        for name, value in values.items()
        if name in shown
    }


def texts_of(claims: Mapping[FieldName, list[Claim]]) -> dict[str, str]:
    """Texts and lists by the names of their inputs."""
    return {
        field: "\n".join(claim.values[TEXT] for claim in held)
        for field, held in claims.items()
        if FIELDS[field].shape in ("text", "lines")
    }


class Designing:
    """Somebody writes a step, form by form, as the menu under it offers them."""

    def __init__(self, world: World, thread: ChannelHandle, claims: Mapping[FieldName, list[Claim]]) -> None:
        self.world = world
        self.thread = thread
        self.claims = claims

    async def open(self, person: Person, page: FormPage) -> Told:
        """Open a form from the menu under the step."""
        return await person.pick(step_in(self.thread), page_label(page, METHOD, "sv"))

    async def texts(self, person: Person, step: Step) -> None:
        """Write the texts and lists of a step."""
        for page in forms_of(step):
            if page.field is None:
                form = await self.open(person, page)
                await write_in(form, person, self.thread, **inputs_of(form, texts_of(self.claims)))

    async def entries(self, person: Person, step: Step) -> None:
        """Write the entries of a step, each page by page."""
        for first in forms_of(step):
            if first.field is not None and first.id.endswith("-1"):
                for claim in self.claims[first.field]:
                    await self.entry(person, first, claim)

    async def entry(self, person: Person, first: FormPage, claim: Claim) -> None:
        """Write one entry."""
        form = await self.open(person, first)
        await write_in(form, person, self.thread, **inputs_of(form, claim.values))
        for _ in entry_pages(claim.field)[1:]:
            form = await person.press(self.latest("Fyll i resten"), "Fyll i resten")
            await write_in(form, person, self.thread, **inputs_of(form, claim.values))

    def latest(self, label: str) -> discord.Message:
        """The latest message with a button of these words."""
        return [message for message in self.thread.history() if label in labels(message)][-1]

    async def accept(self, owner: Person) -> None:
        """Let everything stand that waits."""
        shown = await owner.press(canvas_in(self.thread), "Visa missionen")
        waiting = await owner.press(shown.new[-1], "Förslag")
        await owner.press(waiting.new[-1], "Låt alla stå")


async def the_designs(world: World, owner: Person, title: str) -> list[MissionDesign]:
    """The designs of the missions of that title, the latest changed first."""
    async with open_state(world.settings) as state:
        missions = await open_missions(world.settings, state, now=lambda: dt.datetime.now(dt.UTC))
        held = await missions.of(Somebody(id=owner.name, name="anna"))
        return [design_of(one) for one in held if one.title == title]


@pytest.mark.simcord(settle_timeout=60)
async def test_three_people_design_a_whole_mission_across_a_restart_and_get_it_out_and_in_again(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        role = world.guild.create_role("Kustkommuner")
        anna, bo, cilla = world.person("anna"), world.person("bo"), world.person("cilla", roles=[role])
        thread = await begin(anna, world, title="Friska hav")
        await anna.command("mission invite", where=thread, person=bo.member)
        await anna.command("mission invite", where=thread, role=role)
        await cilla.command("mission open")
        designing = Designing(world, thread, wanted())

        met = await two_write_the_same_field(designing, anna, cilla)
        await anna.command("mission invite", where=thread, person=cilla.member, **{"co-owner": True})
        for step in STEPS[1:5]:
            await designing.texts(bo, step)
            await designing.accept(cilla)
            await designing.entries(anna, step)
            await cilla.press(step_in(thread), "Nästa")
        late = await a_form_is_open_across_a_restart(designing, bo)
        await designing.accept(anna)
        await designing.entries(cilla, STEPS[5])
        await anna.press(step_in(thread), "Nästa")
        for step in STEPS[6:]:
            await designing.texts(cilla, step)
            await designing.entries(anna, step)
            await anna.press(step_in(thread), "Nästa")
        await a_quote_is_linked(designing, anna)
        await a_slip_is_taken_back(designing, anna)
        sent = await everything_exported(anna, thread)
        [exported] = [content for name, content in sent.items() if name.endswith(".json")]
        again = await anna.command("mission new", file=("mission.json", exported))

        before, after = await the_designs(world, anna, "Friska hav")
        assert "Två texter möttes under Utmaning" in met
        assert "bo föreslår under" in late
        assert sorted(name.rpartition(".")[2] for name in sent) == FORMS
        assert all(sent.values())
        assert "finns i <#" in again.words
        assert before == after
        assert_written(after, designing.claims, METHOD)
        assert [one.quote for claim in after.of("mission") for one in claim.evidence] == [QUOTE]
        assert world.log() == ""


async def two_write_the_same_field(designing: Designing, anna: Person, cilla: Person) -> str:
    """The first step, in which two people write the challenge at once; what is said of the second one's text."""
    first = next(page for page in forms_of(STEPS[0]) if page.field is None)
    annas, cillas = await designing.open(anna, first), await designing.open(cilla, first)
    await write_in(annas, anna, designing.thread, **inputs_of(annas, texts_of(designing.claims)))
    met = await write_in(cillas, cilla, designing.thread, challenge="Torsken är borta.")
    await anna.press(designing.latest("Lägg åt sidan"), "Lägg åt sidan")
    await designing.entries(anna, STEPS[0])
    await anna.press(step_in(designing.thread), "Nästa")
    return met


async def a_form_is_open_across_a_restart(designing: Designing, bo: Person) -> str:
    """A form of the sixth step, opened before the restart and sent in after it; what is said of it."""
    texts = next(page for page in forms_of(STEPS[5]) if page.field is None)
    held = await designing.open(bo, texts)
    await designing.world.restart()
    return await write_in(held, bo, designing.thread, **inputs_of(held, texts_of(designing.claims)))


async def a_quote_is_linked(designing: Designing, anna: Person) -> None:
    """The mission sentence gets a quote from the documents as evidence."""
    await anna.command("mission step", where=designing.thread, step="5")
    found = await anna.press(step_in(designing.thread), "Vad säger underlaget?")
    asked = await anna.press(found.new[-1], "Länka belägg [1]")
    sentence = texts_of(designing.claims)["mission"]
    [offered] = [one for one in options(asked.new[-1], designing.world.env) if sentence.startswith(one.rstrip("…"))]
    await anna.pick(asked.new[-1], offered)


async def a_slip_is_taken_back(designing: Designing, anna: Person) -> None:
    """The mission sentence is changed, and changed back."""
    slip = await anna.press(step_in(designing.thread), "Svara")
    await write_in(slip, anna, designing.thread, mission="Det här blev fel.")
    await anna.press(step_in(designing.thread), "Ångra")


async def everything_exported(anna: Person, thread: ChannelHandle) -> dict[str, bytes]:
    """Every file of the mission by its name."""
    out = await anna.command("mission export", where=thread)
    files = await anna.pick(out.message, "Allt på en gång")
    return {file.filename: await file.read() for message in files.new for file in message.attachments}


def assert_written(design: MissionDesign, claims: Mapping[FieldName, list[Claim]], method: Method) -> None:
    """Every question of every step is answered as it was to be."""
    for step in method.steps:
        fields: tuple[FieldName, ...] = tuple(dict.fromkeys(question.field for question in step.questions))
        for field in fields:
            stands = [dict(claim.values) for claim in design.of(field)]
            assert stands == [dict(claim.values) for claim in claims[field]], field
