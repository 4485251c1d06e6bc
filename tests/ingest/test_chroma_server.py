"""A library whose vectors stand on a Chroma server: made, asked, replaced, gone back to, moved and cleared away."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import numpy as np
import pytest

import ingest.publish
from ingest.gather import Root
from ingest.pipeline import IngestReport
from ingest.pipeline import ingest as take_in_with
from knowledge.adapters.chroma_server import ChromaCollection, ChromaServer
from knowledge.adapters.shelf import Shelf
from knowledge.answer import Answer, NoAnswer
from knowledge.assembly import open_library
from knowledge.corpus import Holding, LibraryVersion
from knowledge.errors import LibraryDamaged, SettingsInvalid, VectorServerUnavailable, VectorServerUnset
from knowledge.settings import LedfyrSettings, read_settings, without_credentials
from knowledge.versions import VersionVectors, write_version
from tests.chroma_server import a_free_port, running_chroma
from tests.fakes import FakeEmbedder

_HAV = "# Friska hav\n\nHavet ska bli friskt. Fisken ska leva.\n\n## Mått\n\n- sikt\n- syre\n"
_QUESTION = "Vad ska havet bli?"

Write = Callable[..., Path]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_chroma(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.fixture
def scaled(settings: LedfyrSettings, url: str, embedder: FakeEmbedder) -> LedfyrSettings:
    """The settings of an empty home that has a server."""
    assert embedder.embedded == []
    return settings.model_copy(update={"chroma": url})


@pytest.fixture
def dead(settings: LedfyrSettings, embedder: FakeEmbedder) -> LedfyrSettings:
    """The settings of an empty home whose server is down."""
    assert embedder.embedded == []
    return settings.model_copy(update={"chroma": f"http://user:secret@127.0.0.1:{a_free_port()}"})


async def _taken_in(settings: LedfyrSettings, documents: Path) -> IngestReport:
    return await take_in_with([Root(documents)], settings=settings, watch=lambda _: None)


async def _asked(settings: LedfyrSettings, question: str = _QUESTION) -> Answer | NoAnswer:
    async with open_library(settings) as library:
        return await library.answer(question, language="sv")


def _collections(url: str) -> set[str]:
    found = httpx.get(f"{url}/api/v2/tenants/default_tenant/databases/default_database/collections", timeout=5)
    return {one["name"] for one in found.json()}


async def test_a_library_is_made_asked_replaced_and_gone_back_to(
    scaled: LedfyrSettings, url: str, documents: Path, write: Write
) -> None:
    write("hav.md", _HAV)
    first = await _taken_in(scaled, documents)
    async with open_library(scaled) as library:
        before = await library.answer(_QUESTION, language="sv")
        write("hav.md", _HAV.replace("friskt", "grönt"))
        second = await _taken_in(scaled, documents)
        after = await library.answer(_QUESTION, language="sv")
        Shelf(scaled.home).roll_back()
        again = await library.answer(_QUESTION, language="sv")

    assert isinstance(before, Answer)
    assert "grönt" in after.model_dump_json()
    assert [one.library for one in (before, after, again)] == [first.active.id, second.active.id, first.active.id]
    assert {first.active.id, second.active.id} <= _collections(url)
    assert not (Shelf(scaled.home).directory(second.active.id) / "chroma").exists()


async def test_the_answers_are_those_of_a_library_at_home(
    settings: LedfyrSettings, scaled: LedfyrSettings, tmp_path: Path, documents: Path, write: Write
) -> None:
    write("hav.md", _HAV)
    other = settings.model_copy(update={"home": tmp_path / "other"})
    await _taken_in(other, documents)
    await _taken_in(scaled, documents)

    at_home, on_server = await _asked(other), await _asked(scaled)

    assert isinstance(at_home, Answer)
    assert isinstance(on_server, Answer)
    assert on_server.text == at_home.text
    assert on_server.support == pytest.approx(at_home.support, abs=1e-3)


async def test_what_has_not_changed_is_not_published_again(
    scaled: LedfyrSettings, documents: Path, write: Write
) -> None:
    write("hav.md", _HAV)
    await _taken_in(scaled, documents)

    assert (await _taken_in(scaled, documents)).published is None


async def test_the_collections_of_versions_beyond_those_kept_are_deleted(
    scaled: LedfyrSettings, url: str, documents: Path, write: Write
) -> None:
    kept_two = scaled.model_copy(update={"kept_versions": 2})
    made: list[LibraryVersion] = []
    for number in range(3):
        write("hav.md", f"{_HAV}\nÅr {number}.\n")
        made.append((await _taken_in(kept_two, documents)).active)

    assert made[0].id not in _collections(url)
    assert {version.id for version in made[1:]} <= _collections(url)


async def test_a_home_that_gets_a_server_answers_on_and_moves_there_at_the_next_ingest(
    settings: LedfyrSettings, scaled: LedfyrSettings, documents: Path, write: Write
) -> None:
    write("hav.md", _HAV)
    at_home = await _taken_in(settings, documents)
    meanwhile = await _asked(scaled)

    moved = await _taken_in(scaled, documents)

    assert meanwhile.library == at_home.active.id
    assert (at_home.active.vectors, moved.active.vectors) == ("home", "server")
    assert (moved.added, moved.changed, moved.embedded) == ((), (), 0)
    assert (await _asked(scaled)).library == moved.active.id


async def test_a_home_whose_server_is_no_longer_named_says_so_until_the_next_ingest(
    settings: LedfyrSettings, scaled: LedfyrSettings, documents: Path, write: Write
) -> None:
    write("hav.md", _HAV)
    await _taken_in(scaled, documents)
    with pytest.raises(VectorServerUnset):
        await _asked(settings)

    await _taken_in(settings, documents)

    assert isinstance(await _asked(settings), Answer)


async def test_a_collection_that_is_gone_is_damage_that_the_next_ingest_mends(
    scaled: LedfyrSettings, url: str, documents: Path, write: Write
) -> None:
    write("hav.md", _HAV)
    lost = await _taken_in(scaled, documents)
    with closing(ChromaServer(url)) as server:
        server.drop(lost.active.id)
    with pytest.raises(LibraryDamaged) as told:
        await _asked(scaled)

    mended = await _taken_in(scaled, documents)

    assert told.value.fault == "collection"
    assert mended.published is not None
    assert isinstance(await _asked(scaled), Answer)


async def test_a_collection_that_goes_while_it_is_read_is_damage(url: str) -> None:
    vectors = [np.eye(8, dtype=np.float32)[row] for row in range(3)]
    with closing(ChromaServer(url)) as server:
        server.write("goes-away", iter(vectors))
        with closing(ChromaCollection(url, "goes-away")) as collection:
            server.drop("goes-away")

            with pytest.raises(LibraryDamaged):
                collection.nearest(vectors[0], 1)
            with pytest.raises(LibraryDamaged):
                collection.count()


async def test_a_version_that_fails_its_proof_leaves_no_collection_behind(
    scaled: LedfyrSettings, url: str, documents: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    names: list[str] = []

    def one_vector_less(directory: Path, holdings: list[Holding], vectors: VersionVectors) -> None:
        names.append(directory.name)
        write_version(directory, holdings, vectors._replace(passages=lambda: iter(list(vectors.passages())[:-1])))

    monkeypatch.setattr(ingest.publish, "write_version", one_vector_less)
    with pytest.raises(LibraryDamaged):
        await _taken_in(scaled, documents)

    assert names
    assert not set(names) & _collections(url)


async def test_a_collection_that_an_interrupted_run_left_is_cleared_away_before_the_next(
    scaled: LedfyrSettings, url: str
) -> None:
    shelf = Shelf(scaled.home, server=url)
    shelf.directory("half-made").mkdir(parents=True)
    with closing(ChromaServer(url)) as server:
        server.write("half-made", iter([np.ones(8, dtype=np.float32)]))

    with shelf.making():
        assert "half-made" not in _collections(url)

    assert not shelf.directory("half-made").exists()


def test_a_version_stays_marked_until_its_collection_could_be_deleted(dead: LedfyrSettings) -> None:
    shelf = Shelf(dead.home, server=dead.chroma)
    shelf.directory("old").mkdir(parents=True)

    shelf.discard("old", vectors="server")

    assert shelf.directory("old").is_dir()


async def test_an_ingest_says_at_once_that_the_server_is_down_and_the_version_before_stays(
    settings: LedfyrSettings, dead: LedfyrSettings, documents: Path, write: Write, embedder: FakeEmbedder
) -> None:
    write("hav.md", _HAV)
    before = await _taken_in(settings, documents)
    embedded = len(embedder.embedded)
    write("hav.md", _HAV.replace("friskt", "grönt"))

    with pytest.raises(VectorServerUnavailable):
        await _taken_in(dead, documents)

    assert Shelf(settings.home).active() == before.active
    assert len(embedder.embedded) == embedded


async def test_a_question_to_a_server_that_is_down_is_told_without_its_password(
    scaled: LedfyrSettings, dead: LedfyrSettings, documents: Path, write: Write
) -> None:
    write("hav.md", _HAV)
    await _taken_in(scaled, documents)

    with pytest.raises(VectorServerUnavailable) as told:
        await _asked(dead)

    assert told.value.fault == "ConnectError"
    assert told.value.url.startswith("http://127.0.0.1:")
    assert "secret" not in repr(vars(told.value))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", "HTTP 503"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno", "HTTP 404"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<ht>", "JSON"),
        (b"", "RemoteProtocolError"),
    ],
)
def test_what_is_no_chroma_server_is_told_as_such(answer: bytes, fault: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        threading.Thread(target=_answer_once, args=(listening, answer), daemon=True).start()

        with (
            pytest.raises(VectorServerUnavailable) as told,
            closing(ChromaServer(url)) as server,
        ):
            server.id_of("x")

    assert told.value.fault == fault


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.adapters.chroma_server._READING", httpx.Timeout(0.2))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"

        with pytest.raises(VectorServerUnavailable) as told, closing(ChromaServer(url)) as server:
            server.ping()

    assert told.value.fault == "ReadTimeout"


@pytest.mark.parametrize("value", ["chroma:8000", "ftp://chroma", "http://", "http://chroma:0", "http://chroma/?a=b"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LEDFYR_CHROMA", value)

    with pytest.raises(SettingsInvalid) as told:
        read_settings()

    assert told.value.name == "LEDFYR_CHROMA"


def test_an_address_is_shown_without_what_is_secret_in_it() -> None:
    assert without_credentials("http://user:p%40ss@chroma:8000/x?key=1#y") == "http://chroma:8000/x"


def test_a_version_from_before_there_were_servers_stands_at_home() -> None:
    told = '{"id":"a","created":"2026-11-21T12:00:00Z","embedding":"e","documents":1,"passages":1,"units":1}'

    assert LibraryVersion.model_validate_json(told).vectors == "home"


def _answer_once(listening: socket.socket, answer: bytes) -> None:
    connection, _ = listening.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(answer)
