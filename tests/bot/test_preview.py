import asyncio
import json
import os
import shutil
import signal
import socket
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.preview.drawing import parted
from bot.preview.mission import play_mission
from bot.preview.page import Page, open_page
from bot.texts import text
from ingest.gather import Root
from ingest.pipeline import IngestReport
from knowledge.assembly import open_library
from knowledge.language import Language
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary, a_citation, a_no, a_report, an_answer, publish
from tests.conftest import TakeIn

OPEN_SEA = "# Friska hav\n\nEn mission för friska hav handlar om ålgräs och torsk i Blekinge skärgård.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def ledfyr(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in a home with a published library, which answers from a script."""
    monkeypatch.setenv("LEDFYR_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "200")
    library = ScriptedLibrary(an_answer(), an_answer(), an_answer(), a_no("nothing_found", a_citation()))
    monkeypatch.setattr("bot.cli.preview.open_library", library.opened())
    publish(home)
    return lambda *arguments: CliRunner().invoke(app, ["preview", *arguments])


Ledfyr = Callable[..., Result]


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_spec(_name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr("bot.preview.extra.find_spec", find_spec)


@pytest.fixture
def has_chromium() -> None:
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("there is no Chromium on this machine")


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C comes as soon as the page is open."""

    @asynccontextmanager
    async def opening(*given: Any, **named: Any) -> AsyncGenerator[Page]:
        async with open_page(*given, **named) as page:
            asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGINT)
            yield page

    monkeypatch.setattr("bot.preview.page.open_page", opening)


async def asked(page: Page, command: str, **options: Any) -> str:
    """What the first person of the page is answered."""
    told = await page.people[0].slash(page.channel, command, **options)
    messages = [*([told.response] if told.response else []), *told.followups]
    return "\n".join(message.content for message in messages)


# The command


@pytest.mark.usefixtures("without_the_extra")
def test_help_comes_without_the_extra(ledfyr: Ledfyr) -> None:
    result = ledfyr("--help")

    assert result.exit_code == 0
    assert "--pictures" in result.stdout


@pytest.mark.usefixtures("without_the_extra")
@pytest.mark.parametrize("arguments", [[], ["--pictures", "pictures"]])
def test_running_without_the_extra_names_the_install_line(ledfyr: Ledfyr, arguments: list[str]) -> None:
    result = ledfyr(*arguments, "--lang", "en")

    assert result.exit_code == 1
    assert "pip install '.[preview]'" in result.stderr


@pytest.mark.usefixtures("interrupted")
def test_the_address_is_told_and_ctrl_c_ends_cleanly(ledfyr: Ledfyr) -> None:
    result = ledfyr("--lang", "en")

    assert result.exit_code == 0
    assert "Open http://127.0.0.1:" in result.stdout
    assert "Ledfyr has stopped." in result.stdout


@pytest.mark.usefixtures("interrupted")
def test_the_first_preview_builds_the_starter_library(
    ledfyr: Ledfyr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Sequence[Root]] = []

    async def fake_ingest(roots: Sequence[Root], **_rest: object) -> IngestReport:
        built.append(roots)
        publish(tmp_path / "new")
        return a_report(added=["a.md"])

    monkeypatch.setattr("bot.cli.ingest.ingest", fake_ingest)

    told = ledfyr("--home", str(tmp_path / "new")).stdout

    assert [root.label for root in built[0]] == ["starter"]
    assert told.startswith("Första gången bygger jag biblioteket.")


def test_a_port_in_use_is_named(ledfyr: Ledfyr) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        result = ledfyr("--port", str(port), "--lang", "en")

    assert result.exit_code == 1
    assert f"Port {port} is in use." in result.stderr


def test_pictures_without_chromium_name_what_to_install(ledfyr: Ledfyr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    result = ledfyr("--pictures", "pictures", "--lang", "en")

    assert result.exit_code == 1
    assert "apt install chromium" in result.stderr


@pytest.mark.usefixtures("has_chromium")
def test_a_folder_for_pictures_that_cannot_be_made_is_wrong_use(ledfyr: Ledfyr, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    result = ledfyr("--pictures", str(tmp_path / "file"))

    assert result.exit_code == 2


@pytest.mark.usefixtures("has_chromium")
def test_the_pictures_are_pngs_of_the_conversation(ledfyr: Ledfyr, tmp_path: Path) -> None:
    result = ledfyr("--pictures", str(tmp_path / "pictures"))

    written = {path.name: path.read_bytes() for path in (tmp_path / "pictures").iterdir()}
    assert result.exit_code == 0, result.stderr
    assert written.keys() == {"answer.png", "sources.png", "no-answer.png", "mission.png"}
    assert all(png.startswith(b"\x89PNG") and len(png) < 300_000 for png in written.values())
    assert {int.from_bytes(png[16:20]) for png in written.values()} == {1808}


# The page


async def test_the_page_answers_on_loopback(settings: LedfyrSettings) -> None:
    async with (
        open_page(settings, ScriptedLibrary(), "sv") as page,
        aiohttp.ClientSession() as session,
        session.get(page.preview.url) as got,
    ):
        assert got.status == 200
        assert "<html" in await got.text()


async def test_a_question_on_the_page_is_answered_from_the_library(
    settings: LedfyrSettings, take_in: TakeIn, write: Callable[..., Path]
) -> None:
    write("hav.md", OPEN_SEA)
    await take_in()

    async with open_library(settings) as library, open_page(settings, library, "sv") as page:
        assert "ålgräs och torsk" in await asked(page, "fråga", fråga="Vad handlar en mission för friska hav om?")
        assert page.preview.env.errors == []


async def test_playing_leaves_no_state_in_the_home(settings: LedfyrSettings) -> None:
    async with open_page(settings, ScriptedLibrary(), "sv") as page:
        await asked(page, "fråga", fråga="Vilka är flaskhalsarna?")

    assert [path.name for path in settings.home.rglob("*") if path.is_file()] == []


async def test_the_bot_is_closed_with_the_page(settings: LedfyrSettings) -> None:
    async with open_page(settings, ScriptedLibrary(), "sv") as page:
        await asked(page, "fråga", fråga="Vilka är flaskhalsarna?")

    assert [thread for thread in threading.enumerate() if thread.name == "library"] == []


@pytest.mark.parametrize(("language", "command", "words"), [("sv", "hjälp", "För vem"), ("en", "help", "For whom")])
async def test_commands_and_replies_are_in_the_language_of_the_page(
    settings: LedfyrSettings, language: Language, command: str, words: str
) -> None:
    async with open_page(settings, ScriptedLibrary(), language) as page:
        assert words in await asked(page, command)


async def test_the_page_begins_with_what_to_do(settings: LedfyrSettings) -> None:
    async with open_page(settings, ScriptedLibrary(), "sv") as page:
        first = page.channel.history()[0].content

        assert "**/fråga**" in first
        assert page.bot.mention in first


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_a_mission_lives_in_the_channel_where_it_can_be_seen(
    settings: LedfyrSettings, language: Language
) -> None:
    async with open_page(settings, ScriptedLibrary(), language) as page:
        await play_mission(page, language)

        canvas, step = [message.content for message in page.channel.history() if not message.flags.ephemeral][-2:]
        title = text("preview.mission.title", language)

        assert page.channel.threads == []
        assert canvas.startswith(f"**{title}**")
        assert text("preview.mission.sentence", language) in step
        assert page.preview.env.errors == []


async def test_what_follows_a_quote_is_drawn_outside_it(settings: LedfyrSettings) -> None:
    async with open_page(settings, ScriptedLibrary(), "sv") as page:
        sent = await page.people[0].send(page.channel, "> citat\nresten")
        await page.preview.show(sent)

        drawn = json.dumps(await page.preview.snapshot())

    _, quote, after = drawn[drawn.index('"blockquote"') :].split('"paragraph"', 2)
    assert "citat" in quote
    assert "resten" in after


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("> ett\n> två\ntre", "> ett\n> två\n\ntre"),
        ("> ett\n\ntvå", "> ett\n\ntvå"),
        ("ett\n> två", "ett\n> två"),
        ("> ett\n", "> ett\n"),
    ],
)
def test_a_quote_is_parted_from_what_follows_it(text: str, drawn: str) -> None:
    assert parted(text) == drawn
