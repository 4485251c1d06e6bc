"""The guard before zip formats: what is let through, and which error tells what is wrong."""

import struct
import zipfile
from pathlib import Path

import pytest

from ingest.loaders.office import archives
from ingest.loaders.office.archives import guard_archive
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentEncrypted, DocumentSuspicious

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
MEBIBYTE = 2**20


def archive(path: Path, *members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip archive of `members` at `path`."""
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


def declare(path: Path, *, size: int) -> None:
    """Make the only member of the archive claim that it unpacks to `size` bytes."""
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", size)
    data[22:26] = struct.pack("<I", size)
    path.write_bytes(data)


def test_an_ordinary_archive_is_let_through(tmp_path: Path) -> None:
    guard_archive(
        archive(tmp_path / "a.docx", ("word/document.xml", b"<w/>" * 1000), ("media/a.png", bytes(range(256))))
    )


def test_a_short_run_of_zeroes_is_not_suspicious(tmp_path: Path) -> None:
    guard_archive(archive(tmp_path / "a.docx", ("zeroes", bytes(5 * MEBIBYTE))))


def test_a_member_that_unpacks_far_beyond_its_size_is_suspicious(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", ("word/document.xml", bytes(20 * MEBIBYTE)))

    with pytest.raises(DocumentSuspicious) as told:
        guard_archive(path)

    assert told.value.unpacked > told.value.limit


def test_a_bomb_that_declares_a_small_size_is_suspicious_too(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", ("word/document.xml", bytes(20 * MEBIBYTE)))
    declare(path, size=1000)

    with pytest.raises(DocumentSuspicious):
        guard_archive(path)


def test_a_small_lie_about_a_size_is_damage(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", ("word/document.xml", b"x" * 5000))
    declare(path, size=1000)

    with pytest.raises(DocumentDamaged):
        guard_archive(path)


def test_a_declared_size_beyond_the_limit_is_suspicious_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", ("word/document.xml", b"x" * 5000))
    declare(path, size=archives.MOST_UNPACKED + 1)

    with pytest.raises(DocumentSuspicious) as told:
        guard_archive(path)

    assert told.value.limit == archives.MOST_UNPACKED


def test_many_members_below_the_ratio_are_suspicious_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 10_000)
    path = archive(tmp_path / "a.docx", *((f"part{number}", b"x" * 4000) for number in range(3)))

    with pytest.raises(DocumentSuspicious):
        guard_archive(path)


def test_more_members_than_any_document_has_are_suspicious(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", *((f"{number}", b"") for number in range(archives.MOST_MEMBERS + 1)))

    with pytest.raises(DocumentSuspicious):
        guard_archive(path)


@pytest.mark.parametrize("data", [b"not a zip at all", b"PK\x03\x04 and then nothing"])
def test_what_is_no_zip_is_damaged(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)

    with pytest.raises(DocumentDamaged):
        guard_archive(path)


def test_every_truncation_is_told_as_damage(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.docx", ("word/document.xml", b"<w/>" * 100), ("b", b"text")).read_bytes()
    cut = tmp_path / "cut.docx"

    for length in range(1, len(whole), 7):
        cut.write_bytes(whole[:length])
        with pytest.raises(DocumentDamaged):
            guard_archive(cut)


def test_a_flipped_byte_in_a_member_is_damage(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", ("word/document.xml", b"word " * 100), compression=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[data.index(b"word word")] ^= 0xFF
    path.write_bytes(data)

    with pytest.raises(DocumentDamaged):
        guard_archive(path)


def test_a_packing_that_no_document_uses_is_damage(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", ("word/document.xml", b"word"), compression=zipfile.ZIP_LZMA)

    with pytest.raises(DocumentDamaged):
        guard_archive(path)


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"")

    with pytest.raises(DocumentEmpty):
        guard_archive(path)


def test_an_encrypted_office_file_is_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600))

    with pytest.raises(DocumentEncrypted):
        guard_archive(path)


def test_an_ole_container_of_unknown_content_is_taken_for_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(OLE + bytes(504))

    with pytest.raises(DocumentEncrypted):
        guard_archive(path)


def test_an_old_word_file_under_a_new_name_is_damaged_and_not_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(600))

    with pytest.raises(DocumentDamaged) as told:
        guard_archive(path)

    assert told.value.fault == "legacy format"


def test_an_encrypted_member_is_encrypted(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.docx", ("word/document.xml", b"text"))
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 0x1
    path.write_bytes(data)

    with pytest.raises(DocumentEncrypted):
        guard_archive(path)


@pytest.mark.parametrize(
    "member",
    [
        ("META-INF/manifest.xml", b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"),
        ("encrypted-package", b"whatever"),
    ],
)
def test_an_encrypted_open_document_is_encrypted(tmp_path: Path, member: tuple[str, bytes]) -> None:
    path = archive(tmp_path / "a.odt", ("content.xml", b"noise"), member)

    with pytest.raises(DocumentEncrypted):
        guard_archive(path)


def test_a_file_that_is_not_there_is_the_callers_to_tell(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        guard_archive(tmp_path / "nowhere.docx")
