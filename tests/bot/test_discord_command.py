"""`ledfyr discord`: what is wrong is named before anything is tried, and a stop loses no question."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
import simcord
import simcord.interactions
from simcord.enums import AppCommandType, InteractionType
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.cli.discord import Announcements
from bot.cli.run import Run
from bot.client import LedfyrClient, create_client
from bot.desk import Desk
from bot.limits import Limits
from bot.questions.answering import Answering, Underway
from bot.questions.asking import Asking
from bot.terminal import console_for
from knowledge.language import LANGUAGES, Language
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary, publish
from tests.builders import NOW
from tests.fakes import FakeState
from tests.flows.discord_world import discord_world

TOKEN = "a token of the test's own"

Command = Callable[..., Result]
Start = Callable[[LedfyrClient, str], Awaitable[None]]


@pytest.fixture
def command(settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `ledfyr discord` in the home, with a token set."""
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("LEDFYR_HOME", str(settings.home))
    monkeypatch.setenv("LEDFYR_DISCORD_TOKEN", TOKEN)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["discord", *arguments])

    return run


@pytest.fixture
def library(settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch) -> ScriptedLibrary:
    """A library that answers from a script, published in the home."""
    scripted = ScriptedLibrary()
    publish(settings.home)
    monkeypatch.setattr("bot.cli.discord.open_library", scripted.opened())
    return scripted


def starts(monkeypatch: pytest.MonkeyPatch, start: Start) -> None:
    """Let this be what a client does when it is started."""
    monkeypatch.setattr(LedfyrClient, "start", start)


def raising(error: Exception) -> Start:
    async def start(_client: LedfyrClient, _token: str) -> None:
        raise error

    return start


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("token", [None, "", "   "])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_token_it_says_where_to_get_one(
    command: Command, monkeypatch: pytest.MonkeyPatch, token: str | None, language: Language
) -> None:
    monkeypatch.delenv("LEDFYR_DISCORD_TOKEN")
    if token is not None:
        monkeypatch.setenv("LEDFYR_DISCORD_TOKEN", token)

    result = command("--lang", language)

    assert result.exit_code == 1
    assert "LEDFYR_DISCORD_TOKEN" in result.stderr
    assert "discord.com/developers" in result.stderr
    assert "ledfyr preview" in result.stderr


def test_without_a_library_it_names_how_to_build_one(command: Command) -> None:
    result = command()

    assert result.exit_code == 1
    assert "ledfyr ingest" in result.stderr


@pytest.mark.usefixtures("library")
def test_a_token_that_discord_refuses_is_named_with_its_remedy_and_never_shown(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_http: object, _token: str) -> None:
        raise discord.LoginFailure("Improper token has been passed.")

    monkeypatch.setattr("discord.http.HTTPClient.static_login", refused)

    result = command()

    assert result.exit_code == 1
    assert "Discord känner inte igen LEDFYR_DISCORD_TOKEN" in result.stderr
    assert TOKEN not in result.stderr + result.stdout


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("error", [aiohttp.ClientError(), discord.GatewayNotFound(), ConnectionResetError()])
def test_where_discord_cannot_be_reached_it_says_so(
    command: Command, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    starts(monkeypatch, raising(error))

    result = command("--lang", "sv")

    assert result.exit_code == 1
    assert f"Discord går inte att nå ({type(error).__name__})" in result.stderr


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("code", "told"),
    [(4004, "Discord känner inte igen LEDFYR_DISCORD_TOKEN"), (4011, "går inte att nå (4011)")],
)
def test_why_discord_closed_the_connection_is_told(
    command: Command, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    socket: Any = SimpleNamespace(close_code=code)
    starts(monkeypatch, raising(discord.ConnectionClosed(socket, shard_id=None)))

    result = command("--lang", "sv")

    assert result.exit_code == 1
    assert told in result.stderr


@pytest.mark.usefixtures("library")
def test_without_the_intent_for_content_it_starts_all_the_same(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[bool] = []

    async def start(client: LedfyrClient, _token: str) -> None:
        asked_for.append(client.intents.message_content)
        if client.intents.message_content:
            raise discord.PrivilegedIntentsRequired(None)

    starts(monkeypatch, start)

    assert command().exit_code == 0
    assert asked_for == [True, False]


def test_what_the_first_question_would_pay_for_is_paid_before_anybody_waits(
    command: Command, library: ScriptedLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_before: list[int] = []

    async def start(_client: LedfyrClient, _token: str) -> None:
        asked_before.append(len(library.asked))

    starts(monkeypatch, start)
    command()

    assert asked_before == [1]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_in_good_order(
    command: Command, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    before = signal.getsignal(number)

    async def start(client: LedfyrClient, _token: str) -> None:
        closing, closed = client.close, asyncio.Event()

        async def close() -> None:
            await closing()
            closed.set()

        monkeypatch.setattr(client, "close", close)
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        await closed.wait()

    starts(monkeypatch, start)

    result = command("--lang", "sv")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("Avslutar när de frågor som ställts är besvarade") == 1
    assert "Ledfyr är avstängd." in result.stdout
    assert signal.getsignal(number) is before


async def test_a_stop_waits_for_the_question_under_way_and_takes_no_more(settings: LedfyrSettings) -> None:
    client = create_client(settings, ScriptedLibrary())

    with client.underway.one():
        stopping = asyncio.create_task(client.stop())
        for _ in range(5):
            await asyncio.sleep(0)
        assert client.underway.stopping
        assert not client.is_closed()
    await stopping

    assert client.is_closed()


async def test_a_stop_waits_until_the_last_of_several_questions_is_answered() -> None:
    underway = Underway()
    finished = asyncio.create_task(underway.finished())

    with underway.one():
        with underway.one():
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not finished.done()

    await finished


async def test_a_question_that_failed_holds_no_stop_up() -> None:
    underway = Underway()

    with pytest.raises(RuntimeError), underway.one():
        raise RuntimeError

    await underway.finished()


async def test_a_question_that_never_ends_is_left_in_the_end_and_logged(
    settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client._LAST_WORDS", 0.0)
    client = create_client(settings, ScriptedLibrary())

    with client.underway.one():
        await client.stop()

    assert client.is_closed()
    (log,) = (settings.home / "log").iterdir()
    assert "TimeoutError" in log.read_text(encoding="utf-8")


class StoppedMeanwhile:
    """An interaction during whose acknowledgement the bot is told to stop."""

    def __init__(self, underway: Underway) -> None:
        self.locale = discord.Locale.swedish
        self.guild_id = None
        self.channel = None
        self.channel_id = 5
        self.user = SimpleNamespace(id=1)
        self.response = self.followup = self
        self.said: list[str] = []
        self.stop_waited: bool | None = None
        self._underway = underway

    async def defer(self, **_options: Any) -> None:
        self._underway.stopping = True
        stop = asyncio.create_task(self._underway.finished())
        await asyncio.sleep(0)
        self.stop_waited = not stop.done()
        stop.cancel()

    async def send(self, words: str, **_options: Any) -> None:
        self.said.append(words)

    async def send_message(self, words: str, **_options: Any) -> None:
        self.said.append(words)


def answering(settings: LedfyrSettings, library: ScriptedLibrary, underway: Underway) -> Answering:
    bot: Any = SimpleNamespace(id=10)
    return Answering(
        settings=settings,
        asking=Asking(settings=settings, knowledge=library, state=FakeState(), now=lambda: NOW),
        limits=Limits(per_person=5, per_guild=5, clock=lambda: 0.0),
        desk=Desk(log=lambda _: "a1b2c3"),
        bot=bot,
        underway=underway,
    )


async def test_a_question_that_was_taken_just_before_a_stop_is_answered(settings: LedfyrSettings) -> None:
    underway = Underway()
    interaction: Any = StoppedMeanwhile(underway)

    await answering(settings, ScriptedLibrary(), underway).to_interaction(interaction, "Vilka är målen?")

    assert interaction.stop_waited
    assert "Blekinge har sju flaskhalsar." in interaction.said[0]


async def test_a_question_after_a_stop_is_refused_with_words(settings: LedfyrSettings) -> None:
    underway = Underway()
    underway.stopping = True
    library = ScriptedLibrary()
    interaction: Any = StoppedMeanwhile(underway)

    await answering(settings, library, underway).to_interaction(interaction, "Vilka är målen?")

    assert interaction.said == ["Jag håller på att startas om. Försök igen om en liten stund."]
    assert library.asked == []


async def test_a_command_that_discord_has_from_an_older_version_is_told_of_too(settings: LedfyrSettings) -> None:
    async with discord_world(settings, ScriptedLibrary()) as world:
        record, payload = simcord.interactions.base_payload(
            world.env.backend,
            type=InteractionType.APPLICATION_COMMAND,
            channel_id=world.channel.id,
            guild_id=world.guild.id,
            user_id=world.person("anna").member.id,
            data={"id": "1", "name": "fetch", "type": AppCommandType.CHAT_INPUT, "options": []},
        )
        world.env.backend.emit("INTERACTION_CREATE", payload)
        await world.settle()

        told = world.told(record)

        assert told.words.startswith("Något gick fel hos mig (referens ")
        assert told.hidden
        assert "CommandNotFound" in world.log()
        assert [type(error).__name__ for error in world.env.errors] == ["CommandNotFound"]


def test_what_happens_at_discord_is_told_on_the_terminal(
    settings: LedfyrSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(settings=settings, chosen="sv", out=console_for(), aside=console_for(stderr=True))
    told = Announcements(run)
    client: Any = SimpleNamespace(
        user=SimpleNamespace(name="Ledfyr"),
        application_id=1234,
        guilds=[],
        intents=SimpleNamespace(message_content=False),
    )
    told.client = client

    told.hear("synced")
    told.hear("ready")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Kommandona är uppdaterade hos Discord."
    assert "Ledfyr är inloggad som Ledfyr och finns på 0 servrar." in lines[1]
    assert "client_id=1234" in lines[2]
    assert lines[3].startswith("△ Behörigheten Message Content Intent saknas")
