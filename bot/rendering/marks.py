"""What people and documents wrote, made to look as it was written: nothing in it formats, pings or misleads (pure)."""

import re
from typing import Final

from knowledge.plain import address, harmless

_URL: Final = r"(?P<url>(?<!\w)https?://[^\W_][^\s<>]*)"
_SIGN: Final = (
    r"(?P<start>^(?:[^\S\n]|[\u200b-\u200d\ufeff])*(?:\d+(?=[.)](?:\W|\Z))|(?=[#>+-])))"
    r"|(?P<mark>[\\`*_~|\[\]<]|(?<=<)[@#]|@(?=everyone|here)|:(?=//|[\w+~-]+:))"
)
_SIGNS: Final = re.compile(_SIGN, re.MULTILINE)
_SIGNS_AND_URLS: Final = re.compile(f"{_URL}|{_SIGN}", re.MULTILINE)
_FORMATS: Final = re.compile(r"[\\`*|\[\]~]|@everyone|@here")


def escaped(text: str) -> str:
    """`text` so that Discord shows it as it stands, its own line breaks kept.

    Only backslashes are added, each before the sign it disarms. Web addresses stay links where nothing in them formats;
    an address that touches an angle bracket is shown but not linked. Whether "@everyone" pings is decided by a
    message's `allowed_mentions`; here it only loses its look.
    """
    return _SIGNS_AND_URLS.sub(_disarmed_beside_links, harmless(text))


def link(url: str) -> str | None:
    """A web address as a link without a preview; None unless it is a clean http or https address."""
    clean = address(url)
    return None if clean is None else f"<{clean}>"


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
