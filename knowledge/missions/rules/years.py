"""The years in a text: which of them are a last year, and what people write instead of one (pure)."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from knowledge.language import Language
from knowledge.missions.rules.numbers import named
from knowledge.missions.rules.words import Word, plain, word_list, words

_YEAR: Final = re.compile(r"(?:19|20|21)\d\d")
_WITHIN: Final = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_DECADE: Final = re.compile(r"(?:(?:19|20|21)?\d0)[-–]?(?:tal(?:et|ets)?|['’]?s)")
_TIMELY: Final = frozenset(
    """senast till före innan år året by before in i under until from från sedan since per efter after mellan between
    januari februari mars april maj juni juli augusti september oktober november december january february march may
    june july august october of kring runt around than än mot med""".split()
)
_FROM: Final = frozenset(
    "jämfört compared mot än sedan since to with than från from nivå nivån basår basåret baseline".split()
)
_LEVEL: Final = frozenset("års årets nivå nivån nivåer level levels baseline".split())
_NAMES: Final = frozenset("agenda natura horisont horizon".split())
_UNTIL: Final = frozenset(("om", "inom", "in", "within"))
_SPAN: Final = re.compile(r"år|years?")
_NEXT: Final = re.compile(r"\b(?:nästa år|next year)\b")
_THIS: Final = re.compile(r"\b(?:i år|this year)\b")

Role = Literal["last", "baseline", "name"]


class YearSaid(NamedTuple):
    """A year in a text: the last one of a goal, the one it is measured from, or one that is part of a name."""

    year: int
    role: Role
    said: str


class Instead(NamedTuple):
    """What is written instead of a year: a decade, a span from now (with its year), or no time at all."""

    kind: Literal["decade", "in_years", "someday"]
    said: str
    year: int | None = None


def is_year(said: Sequence[Word], at: int) -> bool:
    """Whether a word is a year; a round hundred is one only where words of time lead to it ("2000 bostäder")."""
    word = said[at].text
    if not _YEAR.fullmatch(word):
        return False
    return int(word) % 100 != 0 or (at > 0 and said[at - 1].text in _TIMELY)


def years_said(text: str, *, now: int) -> list[YearSaid]:
    """The years of a plain text in order; those of a date or a span ("2027–2035") count, decades do not."""
    said = words(text)
    found: list[YearSaid] = []
    for at, word in enumerate(said):
        if is_year(said, at):
            found.append(_said(said, at, now))
        elif len(word.text) > len("2035") and not _DECADE.fullmatch(word.text):
            found += [YearSaid(int(year), "last", word.raw) for year in _spanned(word.text)]
    return found


def last_years(text: str, *, now: int) -> list[int]:
    """The years by which something shall be reached."""
    return [one.year for one in years_said(text, now=now) if one.role == "last"]


def instead_of_year(text: str, *, now: int, someday: Mapping[Language, tuple[str, ...]]) -> Instead | None:
    """What stands in a plain text where a year should: "2030-talet", "om tio år", or a word of the list `someday`."""
    said = words(text)
    decade = next((word for word in said if _DECADE.fullmatch(word.text)), None)
    if decade:
        return Instead("decade", decade.raw)
    for at in range(1, len(said) - 1):
        ahead = _ahead(said[at].text)
        if ahead is not None and said[at - 1].text in _UNTIL and _SPAN.fullmatch(said[at + 1].text):
            return Instead("in_years", text[said[at - 1].start : said[at + 1].end], now + ahead)
    hit = next(iter(word_list(someday, text).hits(said)), None)
    return Instead("someday", text[said[hit[0]].start : said[hit[1] - 1].end]) if hit else None


def year_written(text: str, *, now: int) -> int | None:
    """The year of a part that holds one: "2035", "år 2035", "31/12 2035", "nästa år"; None for what is none."""
    said = plain(text).casefold()
    if any(_DECADE.fullmatch(word.text) for word in words(said)):
        return None
    years = [int(year) for year in _WITHIN.findall(said)]
    if years:
        return years[-1]
    if _NEXT.search(said):
        return now + 1
    return now if _THIS.search(said) else None


def _said(said: Sequence[Word], at: int, now: int) -> YearSaid:
    year, before = int(said[at].text), said[at - 1].text if at else ""
    after = said[at + 1].text if at + 1 < len(said) else ""
    if before in _NAMES:
        return YearSaid(year, "name", f"{said[at - 1].raw} {said[at].raw}")
    near = {word.text for word in said[max(0, at - 2) : at]}
    based = year <= now and (near & _FROM or after in _LEVEL)
    return YearSaid(year, "baseline" if based else "last", said[at].raw)


def _spanned(word: str) -> list[str]:
    """The last year of a compound that begins or ends with one: "2027–2035", "2035-12-31"."""
    return _WITHIN.findall(word)[-1:] if word[0].isdecimal() and not re.search(r"[^\W\d]", word) else []


def _ahead(word: str) -> int | None:
    number = int(word) if word.isdecimal() and len(word) <= len("100") else named(word)
    return number if number is not None and number > 0 else None
