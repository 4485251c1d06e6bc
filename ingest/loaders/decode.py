"""From a text file's bytes to its characters: encodings found out, mojibake mended, binaries refused."""

import re
from pathlib import Path

import ftfy

from knowledge.errors import DocumentEmpty, DocumentNotText

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TOLERATED_CONTROL = 0.005  # a stray control character happens in exports; more of them is a binary file
_LETTERS_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
_WHOLE_TO_BROKEN = 4  # letters read rightly for each that is not, for a text to be UTF-8 all the same
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf¤¥¶©¨…„–]|â€[™œ\x9d“”˜]|Â[\xa0§°·]")


def read_text(path: Path) -> str:
    """The characters of the text file at `path`, its line ends as they are.

    UTF-8 (with or without a byte-order mark) and UTF-16 with a mark are read as such, anything else as Windows-1252.
    Text that was decoded wrongly before it was saved ("fÃ¶r") is mended. Raises DocumentEmpty and DocumentNotText.
    """
    raw = path.read_bytes()
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise DocumentEmpty(path)
    text = _decoded(raw)
    if text is None or len(_CONTROL.findall(text)) > len(text) * _TOLERATED_CONTROL:
        raise DocumentNotText(path)
    text = text.replace("\x00", "")
    if not text.strip():
        raise DocumentEmpty(path)
    return ftfy.fix_encoding(text) if _MOJIBAKE.search(text) else text


def _decoded(raw: bytes) -> str | None:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded_as(raw, "utf-16")
    if b"\x00" in raw[:65536]:
        return None
    return _decoded_as(raw, "utf-8-sig") or _mostly_utf8(raw) or raw.decode("cp1252", errors="replace")


def _mostly_utf8(raw: bytes) -> str | None:
    """UTF-8 with a broken byte here and there: the letters that hold speak for the rest."""
    text = raw.decode("utf-8-sig", errors="replace")
    broken = text.count("\ufffd")
    whole = len(_LETTERS_BEYOND_ASCII.findall(text))
    return text if whole >= _WHOLE_TO_BROKEN * broken else None


def _decoded_as(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
