"""Trouble in missions: odd answers, restarts, old and foreign buttons, a database that fails; nothing is ever lost."""

import time
from collections.abc import Callable

import pytest

from bot.guidance.guide import Guide
from knowledge.errors import StateUnavailable
from knowledge.sessions.service import Missions
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.flows.discord_seen import labels, options
from tests.flows.discord_world import Person, World, discord_world
from tests.flows.mission_world import begin, canvas_in, step_in, write, write_in


def failing(error: BaseException) -> Callable[..., object]:
    async def fails(*_arguments: object, **_named: object) -> object:
        raise error

    return fails


async def drafts_of(person: Person) -> list[str]:
    return [value for draft in (await person.stored()).drafts for one in draft.entries for value in one.values.values()]


# Odd answers


async def test_an_empty_answer_changes_nothing_and_says_so(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)

        told = await anna.fill(await anna.press(step_in(thread), "Svara"), challenge="  \n ")

        assert "Det stod inget i svaret" in told.said
        assert told.new[0].ephemeral


@pytest.mark.parametrize(
    "words",
    [
        "å" * 4000,
        "🐟" * 40,
        "**fet** `kod` ~~struken~~ ||dold|| > citat\n# rubrik\n- punkt\n1. ett\n```\nkod",
        "@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>",
        "Tot 2035 is het water schoon en leven er weer vissen in de baai.",
        "\u202eåttah\u202c \x07 \ufeff",
    ],
    ids=["long", "emoji", "markdown", "mentions", "third-language", "steering"],
)
async def test_odd_answers_are_kept_as_they_were_written_and_shown_as_data(
    settings: LedfyrSettings, words: str
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)

        told = await write(anna, thread, challenge=words)
        again = await anna.press(step_in(thread), "Svara")

        assert "anna skrev under Utmaning" in told
        assert again.form is not None
        assert again.form["components"][0]["component"]["value"] == words
        sent = [call.json for call in world.env.http_requests if call.json and "content" in call.json]
        assert all(len(one["content"]) <= 2000 for one in sent)
        assert all(one["allowed_mentions"] == {"parse": []} for one in sent if "allowed_mentions" in one)
        assert not any(live in told for live in (" @everyone", " @here", " <@123", " <@&", " <#123", " **fet**"))
        assert world.log() == ""


async def test_a_year_in_the_past_and_a_sentence_in_a_third_language_are_kept_and_remarked_on(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        await anna.command("mission step", where=thread, step="5")

        past = await write(anna, thread, mission="År 2019 är vattnet i Blekinges skärgård rent.")
        dutch = await write(anna, thread, mission="Tot 2035 is het water schoon en leven er weer vissen in de baai.")

        assert "2019" in past
        assert "△" in past or "✗" in past
        assert "△" in dutch or "✗" in dutch
        assert "Tot 2035" in canvas_in(thread).content


async def test_a_title_of_emoji_and_marks_names_a_thread_and_no_title_is_none_either(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")

        marked = await begin(anna, world, title="🐟" * 50 + " **@everyone**")
        unnamed = await begin(anna, world, title="   ")

        assert marked.name is not None
        assert "🐟" in marked.name
        assert unnamed.name == "Mission utan namn"
        assert len(await anna.offered("mission show", "mission")) == 2


# Forms that arrive late, or where they cannot be taken


async def test_a_form_that_was_open_across_a_restart_is_taken(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        form = await anna.press(step_in(thread), "Svara")

        await world.restart()
        told = await write_in(form, anna, thread, challenge="Havet är övergött.")

        assert "anna skrev under Utmaning: Havet är övergött." in told
        assert "Havet är övergött" in canvas_in(thread).content


async def test_a_form_for_a_mission_archived_meanwhile_is_kept_as_a_draft_and_offered_back(
    settings: LedfyrSettings,
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        form = await anna.press(step_in(thread), "Svara")
        await anna.command("mission archive", where=thread)

        told = await anna.fill(form, challenge="Havet är övergött.")
        await anna.press(told.new[-1], "Återställ")
        drafts = await anna.press(told.new[-1], "Utkast")
        name = options(drafts.new[-1], world.env)[0]
        again = await anna.pick(drafts.new[-1], name, menu="Öppna ett utkast")
        taken = await write_in(again, anna, thread)

        assert "arkiverad" in told.said
        assert "sparat som utkast" in told.said
        assert "Havet är övergött." in drafts.said
        assert "anna skrev under Utmaning: Havet är övergött." in taken
        assert await drafts_of(anna) == []


@pytest.mark.parametrize("error", [StateUnavailable(), RuntimeError("unforeseen")])
async def test_a_form_that_cannot_be_taken_comes_back_to_whoever_wrote_it(
    settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        form = await anna.press(step_in(thread), "Svara")
        monkeypatch.setattr(Missions, "open", failing(error))

        told = await anna.fill(form, challenge="Havet är *övergött*.", tried="y" * 4000)

        assert told.new[0].ephemeral
        assert r"Havet är \*övergött\*." in told.said
        # Four thousand characters do not fit in what is said: the rest is in the file.
        whole = told.said + b"".join([await file.read() for one in told.new for file in one.attachments]).decode()
        assert whole.count("y") >= 4000
        assert type(error).__name__ in world.log()


async def test_a_form_whose_failure_cannot_even_be_worded_is_told_of(
    settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        form = await anna.press(step_in(thread), "Svara")
        monkeypatch.setattr(Missions, "open", failing(RuntimeError("unforeseen")))
        monkeypatch.setattr(Guide, "late", failing(RuntimeError("unforeseen too")))

        told = await anna.fill(form, challenge="Havet är övergött.")

        assert "Havet är övergött." in told.said


async def test_a_form_that_discord_no_longer_waits_for_is_taken_all_the_same(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        form = await anna.press(step_in(thread), "Svara")
        world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)

        await anna.fill(form, challenge="Havet är övergött.")

        assert "Havet är övergött" in canvas_in(thread).content


# Buttons that no longer hold


async def test_buttons_of_an_archived_mission_say_so_and_offer_it_back(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        old = await anna.command("mission step", where=thread)
        await anna.command("mission archive", where=thread)

        told = [await anna.press(old.message, label) for label in ("Svara", "Nästa", "Ångra")]

        assert all("arkiverad" in one.said for one in told)
        assert all(one.form is None for one in told)
        assert "Återställ" in labels(told[0].new[-1])


async def test_buttons_of_a_deleted_mission_say_until_when_it_can_be_had_back(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        await write(anna, thread, challenge="Havet är övergött.")
        old = await anna.command("mission step", where=thread)
        asked = await anna.command("mission delete", where=thread)
        await anna.press(asked.message, "Ja, radera missionen")

        told = await anna.press(old.message, "Svara")
        shown = thread.history()[0].content
        await anna.press(told.new[-1], "Återställ")

        assert "raderad" in told.said
        assert "raderad" in shown
        assert "övergött" not in shown
        assert "Havet är övergött" in canvas_in(thread).content


async def test_a_button_from_another_version_says_so(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        await _renamed_button(world, thread.id, step_in(thread).id)

        told = await anna.press(step_in(thread), "Nästa")

        assert "äldre version" in told.said
        assert step_in(thread).content.startswith("**Steg 1 av 10 · ")


async def _renamed_button(world: World, channel: int, message: int) -> None:
    """Give a button of a message the id of an act that nobody knows."""
    stored = world.env.backend.get_message(channel, message)
    for row in stored.components:
        for one in row["components"]:
            if one.get("label") == "Nästa":
                one["custom_id"] = one["custom_id"].replace("mission:next:", "mission:leap:")
    await world.settle()


# Files that are no missions


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b'{"a": 1}', "mission"),
        (b"x" * (1024 * 1024 + 1), "1 MB"),
    ],
    ids=["broken", "no-text", "other", "large"],
)
async def test_a_file_that_is_no_mission_is_refused_with_a_reason(
    settings: LedfyrSettings, content: bytes, said: str
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")

        told = await anna.command("mission new", file=("mission.json", content))

        assert said in told.words
        assert told.hidden
        assert world.channel.threads == []


# Time


async def test_everything_is_answered_within_three_seconds(
    settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        anna = world.person("anna")
        thread = await begin(anna, world)
        monkeypatch.setattr("bot.guidance.in_discord.guiding._IN_TIME", 0.05)
        monkeypatch.setattr(Missions, "open", never)

        began = time.monotonic()
        told = await anna.press(step_in(thread), "Svara")

        assert time.monotonic() - began < 3
        assert "kommer inte åt" in told.said


async def never(*_arguments: object, **_named: object) -> object:
    import asyncio  # noqa: PLC0415

    await asyncio.sleep(60)
    raise AssertionError
