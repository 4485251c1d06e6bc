"""From bytes to characters."""

from pathlib import Path

import pytest

from ingest.loaders.decode import read_text
from knowledge.errors import DocumentEmpty, DocumentNotText

_TEXT = "Åtgärder för älvar – klart"


def _read(tmp_path: Path, raw: bytes) -> str:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    return read_text(path)


def test_utf_8_is_read_as_it_is_line_ends_and_all(tmp_path: Path) -> None:
    assert _read(tmp_path, f"{_TEXT}\r\nrad två\r\tslut\n".encode()) == f"{_TEXT}\r\nrad två\r\tslut\n"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert _read(tmp_path, _TEXT.encode("utf-8-sig")) == _TEXT


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    assert _read(tmp_path, _TEXT.encode("utf-16")) == _TEXT
    assert _read(tmp_path, b"\xfe\xff" + _TEXT.encode("utf-16-be")) == _TEXT


def test_windows_letters_and_quotation_marks_are_read(tmp_path: Path) -> None:
    assert _read(tmp_path, "“Åtgärder” för 5 €".encode("cp1252")) == "“Åtgärder” för 5 €"


def test_latin_1_is_read(tmp_path: Path) -> None:
    assert _read(tmp_path, "Åtgärder för älvar".encode("latin-1")) == "Åtgärder för älvar"


@pytest.mark.parametrize(
    ("saved", "meant"),
    [
        ("fÃ¶rÃ¤ndring och Ã¥tgÃ¤rder", "förändring och åtgärder"),
        ("Ã–rebro â€“ nu", "Örebro – nu"),
        ("Ã¤r det rÃ¤tt? Ja, för åsna.", "är det rätt? Ja, för åsna."),
    ],
)
def test_text_that_was_decoded_wrongly_before_it_was_saved_is_mended(tmp_path: Path, saved: str, meant: str) -> None:
    assert _read(tmp_path, saved.encode()) == meant


def test_one_broken_byte_costs_one_character_not_the_letters_of_the_whole_file(tmp_path: Path) -> None:
    text = _read(tmp_path, f"{_TEXT}. ".encode() * 20 + b"\xe5" + _TEXT.encode())

    assert text.count("Åtgärder för älvar") == 21


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)) * 20,
        b"\x7fELF\x02\x01\x01" + bytes(40),
        b"%PDF-1.7\n\x00\x01\x02\x03",
        _TEXT.encode("utf-16-le"),
        b"\xff\xfe\x00",
        b"Hej\x00hej",
        b"Hej\x01\x02\x03\x04",
    ],
    ids=["every byte", "program", "pdf", "utf-16 without mark", "half utf-16", "NUL", "control characters"],
)
def test_binary_content_under_a_text_name_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(DocumentNotText) as told:
        _read(tmp_path, raw)

    assert told.value.path.endswith("a.txt")


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe", b"\x00\x00\x00"])
def test_a_file_with_nothing_to_read_is_empty(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(DocumentEmpty):
        _read(tmp_path, raw)


def test_a_stray_control_character_does_not_make_a_text_binary(tmp_path: Path) -> None:
    assert _read(tmp_path, _TEXT.encode() * 50 + b"\x02").startswith(_TEXT)


def test_a_stray_nul_far_down_is_left_out(tmp_path: Path) -> None:
    text = _read(tmp_path, b"mission " * 9000 + b"\x00slut")

    assert text.endswith("mission slut")
