"""What every test stands on: no settings from outside, no network but loopback, hypotheses that repeat."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from knowledge.settings import LedfyrSettings
from tests.fakes import FakeEmbedder

if TYPE_CHECKING:
    from ingest.pipeline import IngestReport

hypothesis_settings.register_profile(
    "steady", derandomize=True, deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("searching", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ledfyr's settings come from the test, and its default home is no person's own."""
    for name in [name for name in os.environ if name.startswith("LEDFYR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data"))


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Nothing beyond this machine is reached."""
    connect = socket.socket.connect

    def refused_beyond_loopback(self: socket.socket, address: Any) -> None:
        outside = self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOOPBACK)
        if outside:
            raise OSError(f"a test must not reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refused_beyond_loopback)
        yield


@pytest.fixture
def settings(tmp_path: Path) -> LedfyrSettings:
    """The settings of an empty home."""
    return LedfyrSettings(home=tmp_path / "home")


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch) -> FakeEmbedder:
    """The engine that ingests and questions use in this test."""
    fake = FakeEmbedder()
    monkeypatch.setattr("ingest.pipeline.load_embedder", lambda: fake)
    monkeypatch.setattr("knowledge.assembly.load_embedder", lambda: fake)
    return fake


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """An empty folder for the files of a library."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def write(documents: Path) -> Callable[..., Path]:
    """Writes a file of the library: `write("a.md", "text")`, bytes too."""

    def written(name: str, content: str | bytes) -> Path:
        path = documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return written


class TakeIn(Protocol):
    """Makes paths the whole library of the test's home; the folder `documents` where none are given."""

    async def __call__(self, *paths: Path, rebuild: bool = False) -> "IngestReport": ...


@pytest.fixture
def take_in(settings: LedfyrSettings, documents: Path, embedder: FakeEmbedder) -> TakeIn:
    """Ingests with the fake engine, which `embedder` gives to the test."""
    from ingest.gather import Root  # noqa: PLC0415 - for those who ingest
    from ingest.pipeline import ingest  # noqa: PLC0415 - for those who ingest

    assert embedder.embedded == []

    async def taken_in(*paths: Path, rebuild: bool = False) -> "IngestReport":
        roots = [Root(path) for path in paths or (documents,)]
        return await ingest(roots, settings=settings, watch=lambda _: None, rebuild=rebuild)

    return taken_in
