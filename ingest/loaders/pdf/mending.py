"""Letters and line ends made whole: ligatures, soft hyphens, words broken over two lines (pure)."""

import re
import unicodedata
from collections.abc import Collection, Iterable

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffd\ufffe\uffff"
_LETTERS = str.maketrans(_LIGATURES | dict.fromkeys(_INVISIBLE, "") | {"\u2010": "-", "\u2011": "-"})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Old TeX fonts draw the dots beside the letter instead of on it.
_LOOSE_DOTS = re.compile(r"([¨˚])([aouAOU])")
_BROKEN_WORD = re.compile(r"([^\W_][\w/-]*)-\Z")
_FIRST_WORD = re.compile(r"\w[\w-]*")
_HANGING_WORDS = frozenset(["och", "eller", "samt", "respektive", "till", "and", "or", "to"])
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*(?<=[/._\-=&?%])\Z", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"(?!www\.|https?:)[a-z0-9%]\S*[/\-_=&?.%]\S+")
_MAIL_GOES_ON = re.compile(r"[\w-]+(?:\.[\w-]+)+[.,;:)]*")
_RANGE = re.compile(r"\w[–‑]\Z")


def clean_letters(text: str) -> str:
    """`text` with ligatures spelled out, accents on their letters and invisible characters gone."""
    if text.isascii():
        return text
    dotted = _LOOSE_DOTS.sub(lambda found: found[2] + ("\u0308" if found[1] == "¨" else "\u030a"), text)
    return unicodedata.normalize("NFC", dotted).translate(_LETTERS)


def raised(text: str) -> str:
    """`text` as superscript figures (a note's number, a square metre)."""
    return text.translate(_RAISED)


def joined_lines(lines: Iterable[str], *, known: Collection[str] = ()) -> str:
    """The lines of one paragraph as running text.

    A hyphen at the end of a line goes where it only broke a word, and stays where it belongs to it: before a capital or
    a figure, after an abbreviation ("EU-projekt") or a single letter ("e-post"), and in a compound that stands whole
    among the document's `known` words ("top-down"). "system- och" keeps its space.
    """
    whole = ""
    for line in lines:
        whole = _joined(whole, line.strip(), known)
    return whole


def _joined(before: str, after: str, known: Collection[str]) -> str:
    if not before or not after:
        return before or after
    if _is_one_address(before.rsplit(None, 1)[-1], after.split(None, 1)[0]):
        return before + after
    following = _FIRST_WORD.match(after)
    if following is None or following[0].casefold() in _HANGING_WORDS:
        return f"{before} {after}"
    broken = _BROKEN_WORD.search(before)
    if broken is None:
        return before + after if _RANGE.search(before) else f"{before} {after}"
    return before + after if _hyphen_stays(broken[1], following[0], known) else before[:-1] + after


def _is_one_address(last: str, first: str) -> bool:
    if last.endswith("://") or (last.endswith("@") and _MAIL_GOES_ON.fullmatch(first)):
        return True
    if not _ADDRESS.search(last):
        return False
    return bool(_ADDRESS_GOES_ON.fullmatch(first)) or (last[-1] in "-_=&?%" and first[0].islower())


def _hyphen_stays(before: str, after: str, known: Collection[str]) -> bool:
    last = re.split(r"[/-]", before)[-1]
    if not after[0].islower() or not last.isalpha() or len(last) == 1 or last.isupper():
        return True
    return f"{last}-{after}".casefold() in known and f"{last}{after}".casefold() not in known
