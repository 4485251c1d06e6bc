"""Dates as people write them, as the span of days they can mean (pure)."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from knowledge.missions.rules.numbers import in_order, named
from knowledge.missions.rules.words import plain

_MONTHS: Final = (
    ("jan",), ("feb",), ("mar",), ("apr",), ("maj", "may"), ("jun",), ("jul",), ("aug",), ("sep",), ("okt", "oct"),
    ("nov",), ("dec",),
)  # fmt: skip
_SEASONS: Final = (
    (re.compile(r"\b(?:vår(?:en)?|spring)\b"), 3, 5),
    (re.compile(r"\b(?:sommar(?:en)?|summer)\b"), 6, 8),
    (re.compile(r"\b(?:höst(?:en)?|autumn|fall)\b"), 9, 11),
    (re.compile(r"\b(?:vinter(?:n)?|winter)\b"), 1, 2),
    (re.compile(r"\b(?:vt|vårtermin(?:en)?|spring term)\b|(?:första halv|first half)"), 1, 6),
    (re.compile(r"\b(?:ht|hösttermin(?:en)?|autumn term)\b|(?:andra halv|second half)"), 7, 12),
)
_YEAR: Final = r"((?:19|20|21)\d\d)"
_ISO: Final = re.compile(rf"\b{_YEAR}[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?\b")
_SLASHED: Final = re.compile(rf"\b(\d{{1,2}})[/.](\d{{1,2}})(?:[ /.-]+{_YEAR})?(?!\d)")
_QUARTER: Final = re.compile(
    r"\b(?:q ?|kvartal(?:et)? ?|quarter ?)([1-4])\b|"
    r"\b([1-4]|[^\W\d_]{5,7})(?:[:.]?[ae]|st|nd|rd|th)? (?:kvartal|quarter)"
)
_WEEK: Final = re.compile(r"\b(?:v|vecka|week|w)\.? ?(\d{1,2})\b")
_MONTH: Final = re.compile(
    r"(?:\b(\d{1,2})(?:[:.]?[ae]|st|nd|rd|th|\.)? (?:of )?)?"
    r"\b(jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)[a-z]{0,6}\b(?: (\d{1,2})(?!\d))?"
)
_WITHIN: Final = re.compile(r"\b(?:om|inom|in|within) (\w{1,8}) (dag|veck|månad|day|week|month)")
_UNITS: Final = {"dag": 1, "day": 1, "veck": 7, "week": 7, "månad": 30, "month": 30}
_COMING: Final = (
    (re.compile(r"\b(?:nästa vecka|next week)\b"), 7, 13),
    (re.compile(r"\b(?:nästa månad|next month)\b"), 20, 60),
    (re.compile(r"\b(?:nu|idag|i dag|redan igång|pågår|now|today|ongoing)\b"), 0, 0),
    (re.compile(r"\b(?:imorgon|i morgon|tomorrow)\b"), 1, 1),
)
_LAST_MONTH: Final = 12
_YEAR_ONLY: Final = re.compile(_YEAR)


_SIX_DAYS: Final = timedelta(days=6)


class Span(NamedTuple):
    """The days that a written date can mean; a month is from its first to its last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


_Read = Callable[[re.Match[str], str, date], Span | None]


def date_written(text: str, *, today: date) -> Span | None:
    """What a date means: "2027-03-01", "1 mars 2027", "mars 2027", "Q1 2027", "vår 2027"; None where it tells none.

    A day or a month without a year is the next to come. A day that does not exist is none.
    """
    said = plain(text).casefold()
    found = next(((match, read) for form, read in _FORMS if (match := form.search(said))), None)
    return found[1](found[0], said, today) if found else None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * _LAST_MONTH + day.month - 1 + months, _LAST_MONTH)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _iso(found: re.Match[str], said: str, today: date) -> Span | None:
    del said
    return _day_or_month(int(found[1]), int(found[2]), found[3], today)


def _slashed(found: re.Match[str], said: str, today: date) -> Span | None:
    del said
    return _day_or_month(int(found[3]) if found[3] else None, int(found[2]), found[1], today)


def _in_month(found: re.Match[str], said: str, today: date) -> Span | None:
    month = next(number for number, names in enumerate(_MONTHS, start=1) if found[2] in names)
    return _day_or_month(_year_in(said), month, found[1] or found[3], today)


def _quarter(found: re.Match[str], said: str, today: date) -> Span | None:
    told = found[1] or found[2]
    number = int(told) if told.isdecimal() else in_order(told)
    return _months(_year_in(said), 3 * number - 2, 3 * number, today) if number else None


def _week(found: re.Match[str], said: str, today: date) -> Span | None:
    year = _year_in(said)
    first = _monday(year or today.year, int(found[1]))
    if first and year is None and first + _SIX_DAYS < today:
        first = _monday(today.year + 1, int(found[1]))
    return Span(first, first + _SIX_DAYS) if first else None


def _months_of(first: int, last: int) -> _Read:
    return lambda _, said, today: _months(_year_in(said), first, last, today)


def _days_ahead(first: int, last: int) -> _Read:
    return lambda _, __, today: Span(today + timedelta(days=first), today + timedelta(days=last))


def _within(found: re.Match[str], said: str, today: date) -> Span | None:
    del said
    number = int(found[1]) if re.fullmatch(r"\d{1,3}", found[1]) else named(found[1])
    return Span(today, today + timedelta(days=number * _UNITS[found[2]])) if number else None


def _whole_year(found: re.Match[str], said: str, today: date) -> Span | None:
    del found
    year = _year_in(said) or today.year + 1
    return Span(date(year, 1, 1), date(year, _LAST_MONTH, 31))


_FORMS: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_ISO, _iso),
    (_MONTH, _in_month),
    (_SLASHED, _slashed),
    (_QUARTER, _quarter),
    (_WEEK, _week),
    *((names, _months_of(first, last)) for names, first, last in _SEASONS),
    (_WITHIN, _within),
    *((names, _days_ahead(first, last)) for names, first, last in _COMING),
    (re.compile(rf"{_YEAR}|\b(?:nästa år|next year)\b"), _whole_year),
)
"""The forms of a date; the first that is found decides."""


def _year_in(said: str) -> int | None:
    found = _YEAR_ONLY.search(said)
    return int(found[1]) if found else None


def _day_or_month(year: int | None, month: int, day: str | None, today: date) -> Span | None:
    if day is None:
        return _months(year, month, month, today)
    try:
        first = date(year or today.year, month, int(day))
        first = date(today.year + 1, month, int(day)) if year is None and first < today else first
    except ValueError:
        return None
    return Span(first, first)


def _months(year: int | None, first: int, last: int, today: date) -> Span | None:
    if not 1 <= first <= last <= _LAST_MONTH:
        return None
    at = year or today.year
    end = date(at, last, monthrange(at, last)[1])
    if year is None and end < today:
        return _months(today.year + 1, first, last, today)
    return Span(date(at, first, 1), end)


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
