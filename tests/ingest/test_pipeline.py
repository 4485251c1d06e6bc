"""From files to the version that is read, and again."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.gather import Root
from ingest.pipeline import Progress, default_roots, ingest
from knowledge.adapters.shelf import Shelf
from knowledge.assembly import open_library
from knowledge.corpus import Embedder, Holding, Vector
from knowledge.errors import (
    DocumentEmpty,
    DocumentForbidden,
    EmbedderUnavailable,
    FrontMatterBroken,
    HomeTooNew,
    LibraryBusy,
    LibraryEmpty,
    LibraryMissing,
)
from knowledge.settings import LedfyrSettings
from knowledge.versions import VersionVectors, open_version, write_version
from tests.conftest import TakeIn
from tests.fakes import FakeEmbedder

Write = Callable[..., Path]

_HAV = "# Friska hav\n\nHavet ska bli friskt. Fisken ska leva.\n\n## Mått\n\nVi mäter sikt och syre i vattnet.\n"
_STAD = "# Smarta städer\n\nStaden ska bli klok och klimatneutral.\n"


def _no_engine() -> NoReturn:
    raise EmbedderUnavailable("cpu")


def _use(monkeypatch: pytest.MonkeyPatch, load: Callable[[], Embedder]) -> None:
    monkeypatch.setattr("ingest.pipeline.load_embedder", load)


async def _texts(settings: LedfyrSettings) -> dict[str, str]:
    """The documents of the version that is read, and their texts."""
    shelf = Shelf(settings.home)
    async with open_version(shelf.active(), shelf.directory(shelf.active().id)) as opened:
        catalogue = opened.catalogue
        return {document.id: await catalogue.text_of(document.id) for document in await catalogue.documents()}


async def test_a_first_run_publishes_every_document(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    write("sv/stad.txt", _STAD)

    report = await take_in()

    assert report.added == ("hav.md", "sv/stad.txt")
    assert (report.changed, report.unchanged, report.removed, report.failed) == ((), (), (), ())
    assert report.published == report.active == Shelf(settings.home).active()
    assert report.active.documents == 2
    assert await _texts(settings) == {"hav.md": _HAV.strip(), "sv/stad.txt": _STAD.strip()}


async def test_a_run_without_changes_publishes_no_version(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, embedder: FakeEmbedder
) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    embedder.embedded.clear()

    report = await take_in()

    assert report.published is None
    assert report.active == first.active
    assert report.unchanged == ("hav.md",)
    assert (report.embedded, embedder.embedded) == (0, [])
    assert len(Shelf(settings.home).pointer().versions) == 1


async def test_an_unchanged_document_is_not_read_again(
    write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    await take_in()
    monkeypatch.setattr("ingest.loaders.markdown.load_markdown", _no_engine)

    assert (await take_in()).unchanged == ("hav.md",)


async def test_a_changed_document_is_embedded_only_where_it_changed(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, embedder: FakeEmbedder
) -> None:
    write("hav.md", _HAV)
    write("stad.md", _STAD)
    await take_in()
    embedder.embedded.clear()

    write("hav.md", _HAV.replace("sikt och syre", "sikt, syre och salt"))
    report = await take_in()

    assert (report.changed, report.unchanged, report.added) == (("hav.md",), ("stad.md",), ())
    assert report.embedded == len(embedder.embedded) > 0
    assert all("salt" in text for text in embedder.embedded)
    assert "salt" in (await _texts(settings))["hav.md"]


async def test_a_file_that_was_only_touched_is_unchanged(write: Write, take_in: TakeIn) -> None:
    path = write("hav.md", _HAV)
    await take_in()
    path.touch()

    assert (await take_in()).published is None


async def test_a_removed_document_is_told_and_gone(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    stad = write("stad.md", _STAD)
    await take_in()
    stad.unlink()

    report = await take_in()

    assert (report.removed, report.unchanged) == (("stad.md",), ("hav.md",))
    assert list(await _texts(settings)) == ["hav.md"]


async def test_a_renamed_document_is_removed_and_added_without_being_embedded_again(
    write: Write, take_in: TakeIn, documents: Path
) -> None:
    write("hav.md", _HAV)
    write("stad.md", _STAD)
    await take_in()
    (documents / "hav.md").rename(documents / "vatten.md")

    report = await take_in()

    assert (report.added, report.removed, report.embedded) == (("vatten.md",), ("hav.md",), 0)


async def test_the_paths_given_are_the_whole_library(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    hav, stad = write("hav.md", _HAV), write("stad.md", _STAD)
    await take_in(hav)

    report = await take_in(stad)

    assert (report.added, report.removed) == (("stad.md",), ("hav.md",))
    assert list(await _texts(settings)) == ["stad.md"]


async def test_a_library_that_moved_is_unchanged(write: Write, take_in: TakeIn, documents: Path) -> None:
    write("ett/sv/hav.md", _HAV)
    write("två/sv/hav.md", _HAV)
    await take_in(documents / "ett")

    assert (await take_in(documents / "två")).published is None


async def test_what_is_wrong_with_a_document_is_told_and_the_others_go_in(write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    broken = write("trasig.md", "---\ntitle: a: b\n---\nText.\n")
    write("tom.md", "")

    report = await take_in()

    assert report.added == ("hav.md",)
    assert {type(error): error.path for error in report.failed} == {
        FrontMatterBroken: str(broken),
        DocumentEmpty: str(broken.with_name("tom.md")),
    }


async def test_a_document_that_can_no_longer_be_read_keeps_its_old_version(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    write("stad.md", _STAD)
    await take_in()
    write("hav.md", "---\ntitle: a: b\n---\nText.\n")
    write("stad.md", _STAD.replace("klok", "grön"))

    report = await take_in()

    assert [type(error) for error in report.failed] == [FrontMatterBroken]
    assert (report.changed, report.removed) == (("stad.md",), ())
    texts = await _texts(settings)
    assert texts["hav.md"] == _HAV.strip()
    assert "grön" in texts["stad.md"]


async def test_a_failing_document_alone_changes_nothing(write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    write("hav.md", b"\x00\x01\x02")

    report = await take_in()

    assert report.published is None
    assert report.active == first.active
    assert len(report.failed) == 1


async def test_a_document_that_is_mended_is_taken_in_again(write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    await take_in()
    write("hav.md", "")
    await take_in()
    write("hav.md", _STAD)

    assert (await take_in()).changed == ("hav.md",)


async def test_the_last_three_versions_are_kept(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    versions: list[str] = []
    for number in range(5):
        write("hav.md", f"{_HAV}\nLäge {number}.\n")
        versions.append((await take_in()).active.id)

    shelf = Shelf(settings.home)
    assert [version.id for version in shelf.pointer().versions] == versions[:1:-1]
    assert {path.name for path in shelf.directory("x").parent.iterdir()} == set(versions[2:])


async def test_after_a_rollback_the_files_are_what_counts(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()
    write("hav.md", _STAD)
    await take_in()
    Shelf(settings.home).roll_back()

    report = await take_in()

    assert report.changed == ("hav.md",)
    assert report.embedded == 0
    assert (await _texts(settings))["hav.md"] == _STAD.strip()


async def test_where_the_engine_cannot_load_words_alone_serve_and_it_is_said(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    _use(monkeypatch, _no_engine)

    report = await take_in()

    assert (report.without_meaning, report.active.embedding, report.embedded) == ("cpu", None, 0)
    assert await _texts(settings) == {"hav.md": _HAV.strip()}
    assert (await take_in()).published is None


async def test_an_engine_that_loads_again_gives_the_library_its_meaning(
    write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    _use(monkeypatch, _no_engine)
    await take_in()
    _use(monkeypatch, FakeEmbedder)

    report = await take_in()

    assert report.unchanged == ("hav.md",)
    assert report.published is not None
    assert report.active.embedding == "fake-words"
    assert report.without_meaning is None


async def test_another_engine_makes_every_vector_anew(
    write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    _use(monkeypatch, lambda: FakeEmbedder(name="other", dimensions=32))

    report = await take_in()

    assert (report.active.embedding, report.embedded) == ("other", first.embedded)


async def test_a_rebuild_reads_everything_again_and_embeds_nothing_twice(
    write: Write, take_in: TakeIn, embedder: FakeEmbedder
) -> None:
    write("hav.md", _HAV)
    await take_in()
    embedder.embedded.clear()

    report = await take_in(rebuild=True)

    assert report.published is not None
    assert embedder.embedded == []


async def test_a_rebuild_keeps_the_old_version_of_what_can_no_longer_be_read(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    write("stad.md", _STAD)
    await take_in()
    write("hav.md", "---\ntitle: a: b\n---\nText.\n")

    await take_in(rebuild=True)

    assert (await _texts(settings))["hav.md"] == _HAV.strip()


async def test_a_rebuild_tells_removed_documents_and_calls_none_added(write: Write, take_in: TakeIn) -> None:
    write("hav.md", _HAV)
    stad = write("stad.md", _STAD)
    await take_in()
    stad.unlink()

    report = await take_in(rebuild=True)

    assert (report.added, report.removed) == ((), ("stad.md",))


async def test_nothing_to_read_in_a_new_home_is_said_and_nothing_is_made(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("tom.md", "")

    with pytest.raises(LibraryEmpty):
        await take_in()

    shelf = Shelf(settings.home)
    with pytest.raises(LibraryMissing):
        shelf.active()
    assert not shelf.directory("x").parent.exists()


async def test_a_library_is_never_emptied(settings: LedfyrSettings, write: Write, take_in: TakeIn) -> None:
    hav = write("hav.md", _HAV)
    await take_in()
    hav.unlink()

    with pytest.raises(LibraryEmpty):
        await take_in()

    assert await _texts(settings) == {"hav.md": _HAV.strip()}


async def test_while_another_process_publishes_one_has_to_wait(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)

    with Shelf(settings.home).making(), pytest.raises(LibraryBusy):
        await take_in()


async def test_progress_goes_through_the_stages_to_the_end(
    settings: LedfyrSettings, write: Write, documents: Path, embedder: FakeEmbedder
) -> None:
    write("hav.md", _HAV)
    write("stad.md", _STAD)
    seen: list[Progress] = []

    await ingest([Root(documents)], settings=settings, watch=seen.append)

    assert list(dict.fromkeys(progress.stage for progress in seen)) == ["read", "embed", "publish"]
    for stage in ("read", "embed", "publish"):
        steps = [(progress.done, progress.total) for progress in seen if progress.stage == stage]
        assert steps[0][0] == 0
        assert steps[-1] == (steps[-1][1], steps[-1][1])
    assert seen[-1].stage == "publish"
    assert len(embedder.embedded) == next(progress.total for progress in seen if progress.stage == "embed")


def test_the_default_library_is_the_starter_library_and_the_homes_own_documents(settings: LedfyrSettings) -> None:
    [starter] = default_roots(settings)
    (settings.home / "documents").mkdir(parents=True)
    both = default_roots(settings)

    assert starter.label == "starter"
    assert starter.path.is_dir()
    assert [root.path for root in both] == [starter.path, settings.home / "documents"]


class WaitingEmbedder(FakeEmbedder):
    """Embeds a number of texts and then waits for ever."""

    def __init__(self, *, after: int) -> None:
        super().__init__()
        self.waits = asyncio.Event()
        self._left = after

    async def of_passage(self, text: str) -> Vector:
        """The vector of a text, until it waits."""
        if self._left == 0:
            self.waits.set()
            await asyncio.Event().wait()
        self._left -= 1
        return await super().of_passage(text)


async def _cancelled_while(waiting: asyncio.Event, task: "asyncio.Task[object]") -> None:
    await asyncio.wait_for(waiting.wait(), timeout=10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_run_cancelled_while_it_embeds_leaves_the_old_version_and_goes_on_where_it_was(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    write("stad.md", "# Städer\n\n" + " ".join(f"Det här är mening nummer {number}." for number in range(150)))
    waiting = WaitingEmbedder(after=100)
    _use(monkeypatch, lambda: waiting)
    await _cancelled_while(waiting.waits, asyncio.create_task(take_in()))
    still = Shelf(settings.home).active()

    again = FakeEmbedder()
    _use(monkeypatch, lambda: again)
    report = await take_in()

    assert still == first.active
    assert report.added == ("stad.md",)
    assert 0 < len(again.embedded) < 150
    assert not set(again.embedded) & set(waiting.embedded[:64])


async def test_a_run_cancelled_while_it_writes_leaves_nothing_half_made(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    write("hav.md", _STAD)
    loop, begun, go_on, done = asyncio.get_running_loop(), asyncio.Event(), threading.Event(), asyncio.Event()

    def slow(directory: Path, holdings: Sequence[Holding], vectors: VersionVectors | None) -> None:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait(10)
        write_version(directory, holdings, vectors)
        loop.call_soon_threadsafe(done.set)

    monkeypatch.setattr("ingest.publish.write_version", slow)
    task = asyncio.create_task(take_in())
    await asyncio.wait_for(begun.wait(), timeout=10)
    task.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(done.wait(), timeout=10)

    shelf = Shelf(settings.home)
    assert shelf.active() == first.active
    assert {path.name for path in shelf.directory("x").parent.iterdir()} == {first.active.id}


@pytest.mark.parametrize("gone", ["catalogue.sqlite", "words", "units.npy", "chroma", "elsewhere.npy"])
async def test_a_version_whose_files_are_gone_is_made_anew_from_the_documents(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, gone: str
) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    part = Shelf(settings.home).directory(first.active.id) / gone
    part.rename(settings.home / "elsewhere")

    report = await take_in()

    assert report.published is not None
    assert await _texts(settings) == {"hav.md": _HAV.strip()}


@pytest.mark.parametrize(
    "broken", ["catalogue.sqlite", "words/vocab.index.json", "units.npy", "chroma/chroma.sqlite3", "elsewhere.npy"]
)
async def test_a_version_that_no_longer_opens_is_made_anew_by_a_rebuild(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, broken: str
) -> None:
    write("hav.md", _HAV)
    first = await take_in()
    (Shelf(settings.home).directory(first.active.id) / broken).write_bytes(b"garbage")

    await take_in(rebuild=True)

    assert await _texts(settings) == {"hav.md": _HAV.strip()}


async def test_a_damaged_pointer_is_mended_by_the_next_run(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()
    (settings.home / "library" / "pointer.json").write_text("{", encoding="utf-8")

    report = await take_in()

    assert report.published is not None
    assert await _texts(settings) == {"hav.md": _HAV.strip()}


async def test_a_rebuild_leaves_a_home_of_a_newer_ledfyr_alone(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()
    pointer = settings.home / "library" / "pointer.json"
    pointer.write_text('{"format": 99}', encoding="utf-8")

    with pytest.raises(HomeTooNew):
        await take_in(rebuild=True)

    assert pointer.read_text(encoding="utf-8") == '{"format": 99}'


async def test_remembered_vectors_that_are_damaged_are_made_anew(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    await take_in()
    Shelf(settings.home).vectors().write_bytes(b"not a database" * 100)
    write("stad.md", _STAD)

    assert (await take_in()).added == ("stad.md",)


async def test_documents_in_a_folder_that_may_not_be_read_stay_as_they_were(
    settings: LedfyrSettings, write: Write, take_in: TakeIn, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("ett/hav.md", _HAV)
    write("två/stad.md", _STAD)
    roots = documents / "ett", documents / "två"
    await take_in(*roots)

    def access(path: Path, _: int) -> bool:
        return Path(path) != roots[1]

    monkeypatch.setattr("ingest.gather.os.access", access)

    report = await take_in(*roots)

    assert [type(error) for error in report.failed] == [DocumentForbidden]
    assert set(await _texts(settings)) == {"hav.md", "stad.md"}


async def test_a_home_with_odd_letters_in_its_path_serves(write: Write, documents: Path, tmp_path: Path) -> None:
    write("hav.md", _HAV)
    settings = LedfyrSettings(home=tmp_path / "hem åäö 50 % #1?")

    await ingest([Root(documents)], settings=settings, watch=lambda _: None)

    assert await _texts(settings) == {"hav.md": _HAV.strip()}


async def test_a_removed_document_is_gone_from_the_answers_of_a_library_that_stays_open(
    settings: LedfyrSettings, write: Write, take_in: TakeIn
) -> None:
    write("hav.md", _HAV)
    stad = write("stad.md", _STAD)
    await take_in()
    async with open_library(settings) as library:
        before = await library.answer("Vad ska staden bli?", language="sv")
        stad.unlink()
        await take_in()
        after = await library.answer("Vad ska staden bli?", language="sv")

    assert "klimatneutral" in before.model_dump_json()
    assert "klimatneutral" not in after.model_dump_json()
    assert before.library != after.library
