"""What people and documents wrote, made safe to show anywhere, and short where there is little room (pure)."""

import re
from typing import Final
from urllib.parse import urlsplit

_STEERING: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
    r"|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # turn the direction of writing
    r"|[\ud800-\udfff\ufffe\uffff]"  # no characters; neither UTF-8 nor XML takes them
)
_BREAK: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CLEAN_ADDRESS: Final = re.compile(r"https?://[^\s<>\\\"`|*\[\]]+\Z")
_BEFORE_CUT: Final = " ,.;:–-"
_LONGEST_ADDRESS: Final = 1000  # characters; a message must hold it whole


def harmless(text: str) -> str:
    """`text` with line breaks of one kind, without control characters and signs that turn the direction of writing."""
    return _STEERING.sub("", _BREAK.sub("\n", text))


def address(url: str | None) -> str | None:
    """A web address that may be followed; None unless it is a clean http or https address."""
    if url is None or len(url) > _LONGEST_ADDRESS or harmless(url) != url or not _CLEAN_ADDRESS.match(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    # What stands before an @ passes for the host in a hasty reader's eyes.
    return url if parts.hostname and "@" not in parts.netloc else None


def shortened(words: str, longest: int) -> str:
    """At most `longest` characters of `words` on one line, cut after a word where one ends late enough."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    kept = line[: max(longest - 1, 0)]
    end = len(kept) if line[len(kept)] == " " else kept.rfind(" ")
    return f"{kept[: end if end >= longest // 2 else len(kept)].rstrip(_BEFORE_CUT)}…"
