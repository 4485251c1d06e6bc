"""What people and documents wrote, made to look as it was written: nothing in it formats, pings or misleads (pure)."""

import re
from typing import Final
from urllib.parse import urlsplit

_STEERING: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # turn the direction of writing
    r"|[\ud800-\udfff\ufffe\uffff]"  # no characters; neither UTF-8 nor XML takes them
)
_BREAK: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_URL: Final = r"(?P<url>(?<!\w)https?://[^\W_][^\s<>]*)"
_SIGN: Final = (
    r"(?P<start>^(?:[^\S\n]|[\u200b-\u200d\ufeff])*(?:\d+(?=[.)](?:\W|\Z))|(?=[#>+-])))"
    r"|(?P<mark>[\\`*_~|\[\]<]|(?<=<)[@#]|@(?=everyone|here)|:(?=//|[\w+~-]+:))"
)
_SIGNS: Final = re.compile(_SIGN, re.MULTILINE)
_SIGNS_AND_URLS: Final = re.compile(f"{_URL}|{_SIGN}", re.MULTILINE)
_FORMATS: Final = re.compile(r"[\\`*|\[\]~]|@everyone|@here")
_CLEAN_LINK: Final = re.compile(r"https?://[^\s<>\\\"`|*\[\]]+\Z")
_LONGEST_LINK: Final = 1000  # characters; a message must hold it whole


def harmless(text: str) -> str:
    """`text` with line breaks of one kind, without control characters and signs that turn the direction of writing."""
    return _STEERING.sub("", _BREAK.sub("\n", text))


def escaped(text: str) -> str:
    """`text` so that Discord shows it as it stands, its own line breaks kept.

    Only backslashes are added, each before the sign it disarms. Web addresses stay links where nothing in them formats;
    an address that touches an angle bracket is shown but not linked. Whether "@everyone" pings is decided by a
    message's `allowed_mentions`; here it only loses its look.
    """
    return _SIGNS_AND_URLS.sub(_disarmed_beside_links, harmless(text))


def link(url: str) -> str | None:
    """A web address as a link without a preview; None unless it is a clean http or https address."""
    if len(url) > _LONGEST_LINK or harmless(url) != url or not _CLEAN_LINK.match(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    # What stands before an @ passes for the host in a hasty reader's eyes.
    return f"<{url}>" if parts.hostname and "@" not in parts.netloc else None


def _disarmed_beside_links(match: re.Match[str]) -> str:
    url: str | None = match["url"]
    if url is None:
        return _disarmed(match)
    touches = match.string[match.end() : match.end() + 1] == ">"
    # Linked, the escapes in an address would be part of it; so it is linked whole or not at all.
    return _SIGNS.sub(_disarmed, url) if touches or _FORMATS.search(url) else url


def _disarmed(match: re.Match[str]) -> str:
    start: str | None = match["start"]
    return f"\\{match['mark']}" if start is None else f"{start}\\"
