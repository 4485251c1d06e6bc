"""Exported files are written where somebody wants them, over nothing that was there."""

from pathlib import Path

import pytest

from bot.cli.missions.saving import save
from knowledge.exporting import Exported


def a_file(name: str = "mission.md", words: str = "Ny.") -> Exported:
    return Exported(name=name, media_type="text/markdown", content=words.encode())


def test_a_file_that_is_there_stays_and_the_new_one_gets_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mission.md").write_text("Gammal.", encoding="utf-8")

    [path] = save([a_file()])

    assert (tmp_path / "mission.md").read_text(encoding="utf-8") == "Gammal."
    assert path.name == "mission-2.md"
    assert path.read_text(encoding="utf-8") == "Ny."


def test_a_file_that_is_named_is_written_over(tmp_path: Path) -> None:
    place = tmp_path / "ut.md"
    place.write_text("Gammal.", encoding="utf-8")

    assert save([a_file()], str(place)) == [place]
    assert place.read_text(encoding="utf-8") == "Ny."


def test_several_files_go_into_the_folder(tmp_path: Path) -> None:
    paths = save([a_file("a.md"), a_file("b.md"), a_file("b.md")], str(tmp_path))

    assert [path.name for path in paths] == ["a.md", "b.md", "b-2.md"]


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        save([a_file("a.md"), a_file("b.md")], str(tmp_path / "nowhere"))
