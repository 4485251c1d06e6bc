"""The state database itself: how it is opened, migrated, guarded, and how it fails."""

import asyncio
import logging
import os
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from filelock import FileLock
from pydantic import SecretStr
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from knowledge.adapters.sql.engine import Database, for_writing, make_engine, make_file, state_url
from knowledge.adapters.sql.migrate import migrate, migrations
from knowledge.adapters.sql.store import SqlState
from knowledge.adapters.sql.tables import METADATA
from knowledge.assembly import open_state
from knowledge.errors import SettingsInvalid, StateTooNew, StateUnavailable
from knowledge.settings import LedfyrSettings
from tests.bot.builders import a_citation, an_answer
from tests.builders import NOW, a_feedback, an_exchange
from tests.builders_sessions import ANNA, BO, a_draft, a_session

_ROOT = Path(__file__).parents[2]


async def differences(url: URL) -> list[object]:
    """What a database's tables have that the code does not know, and the other way round."""

    def compared(connection: Connection) -> list[object]:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), METADATA)
        return found

    engine = make_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(compared)
    finally:
        await engine.dispose()


@pytest.fixture
def file(settings: LedfyrSettings) -> Path:
    """The file of the default database."""
    return settings.home / "state" / "ledfyr.sqlite"


@pytest.fixture
async def hasty(settings: LedfyrSettings) -> AsyncIterator[SqlState]:
    """The default database, by somebody who soon gives up."""
    url = state_url(None, settings.home)
    await asyncio.to_thread(migrate, url)
    state = SqlState(Database(url, patience=0.1))
    yield state
    await state.close()


@contextmanager
def _locked(file: Path) -> Generator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def _rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def _at(url: str, home: Path) -> LedfyrSettings:
    return LedfyrSettings(home=home, state=SecretStr(url))


_AN_OLD_EXCHANGE = """
INSERT INTO exchange VALUES (
    'e1', 'anna', 'region', 'channel', NULL, 0, 'Vad kostar det?', 'sv', ?, '2026-11-21 12:00:00.000000'
)
"""
_OLD_RESULT = an_exchange().result.model_dump_json()


async def _migrated_to(url: URL, revision: str, *, back: bool = False) -> None:
    """Bring a database to a revision as Alembic does it."""

    def run(connection: Connection) -> None:
        config = migrations()
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, revision)

    engine = make_engine(url)
    try:
        async with for_writing(engine).begin() as connection:
            await connection.run_sync(run)
    finally:
        await engine.dispose()


async def test_a_new_home_gets_a_database_that_only_its_owner_reads(settings: LedfyrSettings, file: Path) -> None:
    async with open_state(settings) as state:
        await state.note("commands", "abc")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (file.parent, *file.parent.iterdir())}

    assert modes.pop("state") == 0o700
    assert modes.keys() >= {"ledfyr.sqlite", "ledfyr.sqlite-wal"}
    assert set(modes.values()) == {0o600}


async def test_what_was_kept_is_there_after_a_restart(settings: LedfyrSettings) -> None:
    exchange = an_exchange(result=an_answer())
    async with open_state(settings) as state:
        await state.keep(exchange)

    async with open_state(settings) as state:
        assert await state.find("e1") == exchange


async def test_a_file_of_its_own_can_be_named(tmp_path: Path) -> None:
    async with open_state(_at(f"sqlite:///{tmp_path}/elsewhere/100%/state.db", tmp_path / "home")) as state:
        await state.ping()

    assert (tmp_path / "elsewhere" / "100%" / "state.db").is_file()
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "url",
    ["mysql://root:secret@db/ledfyr", "sqlite://", "sqlite:///:memory:", "secret", "postgresql://db:secret/x"],
)
async def test_a_url_of_no_known_kind_is_refused_and_its_secret_not_told(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid) as told:
        async with open_state(_at(url, tmp_path)):
            pass

    assert told.value.name == "LEDFYR_STATE"
    assert "secret" not in told.value.fault


async def test_a_fresh_database_is_what_the_code_knows(settings: LedfyrSettings) -> None:
    async with open_state(settings):
        pass

    assert await differences(state_url(None, settings.home)) == []


def test_alembic_checks_the_database_from_the_command_line(settings: LedfyrSettings) -> None:
    surroundings = {**os.environ, "LEDFYR_HOME": str(settings.home)}
    migrate(state_url(None, settings.home))

    done = subprocess.run(
        [sys.executable, "-m", "alembic", "check"],
        cwd=_ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_start_says_nothing(
    settings: LedfyrSettings, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("alembic").setLevel(logging.NOTSET)
    caplog.set_level(logging.INFO)

    migrate(state_url(None, settings.home))

    assert capfd.readouterr() == ("", "")
    assert [one.name for one in caplog.records if one.name.startswith("alembic")] == []


async def test_a_database_from_the_future_is_named_and_left_alone(settings: LedfyrSettings, file: Path) -> None:
    async with open_state(settings):
        pass
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StateTooNew) as told:
        async with open_state(settings):
            pass

    assert told.value.found == "9999"
    assert _rows(file, "SELECT version_num FROM alembic_version") == [("9999",)]


async def test_several_who_open_a_new_database_at_once_all_can(settings: LedfyrSettings) -> None:
    url = state_url(None, settings.home)

    await asyncio.gather(*(asyncio.to_thread(migrate, url) for _ in range(4)))

    async with open_state(settings) as first, open_state(settings) as second:
        await asyncio.gather(*(state.note(f"{at}", "abc") for at, state in enumerate((first, second) * 20)))
        assert await first.noted("39") == "abc"


async def test_two_processes_that_write_at_once_wait_for_one_another(settings: LedfyrSettings) -> None:
    async with open_state(settings) as first, open_state(settings) as second:
        await first.keep(an_exchange())
        states = (first, second) * 20

        new = await asyncio.gather(
            *(state.give(a_feedback(f"f{at}"), exchange="e1", person="anna") for at, state in enumerate(states))
        )

        assert new.count(True) == 1
        assert len(await first.feedback()) == 1


def test_one_who_migrates_for_ever_does_not_hold_others_up_for_ever(settings: LedfyrSettings, file: Path) -> None:
    file.parent.mkdir(parents=True)
    with FileLock(f"{file}.lock"), pytest.raises(StateUnavailable):
        migrate(state_url(None, settings.home), patience=0.1)


async def test_a_locked_database_is_unavailable_for_writing_until_it_is_let_go_of(hasty: SqlState, file: Path) -> None:
    with _locked(file):
        with pytest.raises(StateUnavailable) as told:
            await hasty.keep(an_exchange())
        assert await hasty.find("e1") is None

    await hasty.keep(an_exchange())

    assert told.value.fault == "SQLITE_BUSY"
    assert await hasty.find("e1") == an_exchange()


async def test_a_fault_tells_neither_sql_nor_what_was_asked(hasty: SqlState, file: Path) -> None:
    with _locked(file), pytest.raises(StateUnavailable) as told:
        await hasty.keep(an_exchange(question="Min hemlighet?"))

    chain = [told.value, told.value.__cause__]
    assert "hemlighet" not in "".join(map(str, chain))
    assert str(told.value) == "SQLITE_BUSY"


async def test_one_who_gives_up_half_way_leaves_nothing_locked(hasty: SqlState, file: Path) -> None:
    with _locked(file):
        keeping = asyncio.create_task(hasty.keep(an_exchange()))
        await asyncio.sleep(0.02)
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping

    await hasty.keep(an_exchange("e2"))

    assert await hasty.find("e2") == an_exchange("e2")


def test_a_file_that_is_no_database_is_unavailable(settings: LedfyrSettings, file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("Det här är ingen databas. " * 100, encoding="utf-8")

    with pytest.raises(StateUnavailable) as told:
        migrate(state_url(None, settings.home))

    assert told.value.fault == "SQLITE_NOTADB"


async def test_a_home_that_is_a_file_is_unavailable(settings: LedfyrSettings) -> None:
    settings.home.write_text("", encoding="utf-8")

    with pytest.raises(StateUnavailable):
        async with open_state(settings):
            pass


async def test_a_postgresql_that_is_down_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(StateUnavailable) as told:
        async with open_state(_at("postgresql://anna:secret@127.0.0.1:1/ledfyr", tmp_path)):
            pass

    assert told.value.fault == "ConnectionRefusedError"


async def test_a_server_that_accepts_and_says_nothing_is_unavailable(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"postgresql://anna@127.0.0.1:{server.getsockname()[1]}/ledfyr"
        state = SqlState(Database(state_url(url, tmp_path), patience=0.1))
        with pytest.raises(StateUnavailable) as told:
            await state.ping()
        await state.close()

    assert told.value.fault == "TimeoutError"


async def test_of_an_answer_stay_its_passages_each_once_and_nobodys_name(settings: LedfyrSettings, file: Path) -> None:
    async with open_state(settings) as state:
        await state.keep(an_exchange(result=an_answer(a_citation(), a_citation(number=2))))
        await state.keep(an_exchange(result=an_answer()))
        await state.forget("anna", now=NOW)

    assert _rows(file, "SELECT passage, document, library, day FROM cited") == [
        ("strategi.txt#1", "strategi.txt", "20261121-120000-aaaa", "2026-11-21")
    ]


async def test_no_trace_is_left_in_the_file_of_a_person_who_was_forgotten(settings: LedfyrSettings, file: Path) -> None:
    async with open_state(settings) as state:
        await state.meet("anna-8417", now=an_exchange().asked)
        await state.keep(an_exchange(asker="anna-8417", question="Min hemlighet?"))
        await state.give(a_feedback(), exchange="e1", person="anna-8417")
        await state.forget("anna-8417", now=NOW)

    held = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"anna-8417" not in held
    assert b"hemlighet" not in held


async def test_no_trace_is_left_in_the_file_of_a_mission_that_went_with_a_person(
    settings: LedfyrSettings, file: Path
) -> None:
    async with open_state(settings) as state:
        await state.missions.add(a_session("alone", vision="Min hemlighet"))
        await state.missions.add(a_session("shared", contributors=(BO,), vision="Vår framtid"))
        await state.missions.keep_draft(a_draft(text="Min hemlighet"))
        await state.forget(ANNA.id, now=NOW)

    held = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"hemlighet" not in held
    assert ANNA.id.encode() not in held
    assert b'"Anna"' not in held
    assert "Vår framtid".encode() in held


async def test_a_database_of_the_first_version_keeps_everything_when_it_learns_of_missions(
    settings: LedfyrSettings, file: Path
) -> None:
    url = state_url(None, settings.home)
    make_file(file)
    await _migrated_to(url, "0001")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(_AN_OLD_EXCHANGE, (_OLD_RESULT,))
        database.execute("INSERT INTO met VALUES ('anna', '2026-11-21 12:00:00.000000')")
        database.execute("INSERT INTO note VALUES ('commands', 'abc')")

    async with open_state(settings) as state:
        assert await state.find("e1") == an_exchange()
        assert await state.noted("commands") == "abc"
        assert (await state.stored_about("anna")).met == NOW
        await state.missions.add(a_session())
        assert await state.missions.load("m1") == a_session()

    assert await differences(url) == []


async def test_a_database_can_go_back_to_the_first_version_and_forward_again(
    settings: LedfyrSettings, file: Path
) -> None:
    async with open_state(settings) as state:
        await state.keep(an_exchange())
    url = state_url(None, settings.home)

    await _migrated_to(url, "0001", back=True)

    assert _rows(file, "SELECT name FROM sqlite_master WHERE name LIKE 'mission%'") == []
    async with open_state(settings) as state:
        assert await state.find("e1") == an_exchange()
    assert await differences(url) == []


async def test_what_a_database_cannot_hold_is_replaced_rather_than_refused(settings: LedfyrSettings) -> None:
    async with open_state(settings) as state:
        await state.give(a_feedback(comment="a\0b\ud800c 🌊 åäö"), exchange="gone", person="anna")

        assert [one.comment for one in await state.feedback()] == ["a\ufffdb\ufffdc 🌊 åäö"]

        no = an_exchange(question="a\0b\ud800c")
        await state.keep(no)
        found = await state.find("e1")
        assert found is not None
        assert (found.question, found.result.question) == ("a\ufffdb\ufffdc", "a\ufffdb\ufffdc")


def test_the_command_line_does_not_wait_for_sqlalchemy() -> None:
    code = "import sys, bot.cli.app, knowledge.assembly; raise SystemExit('sqlalchemy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=_ROOT, check=False).returncode == 0
