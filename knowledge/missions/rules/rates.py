"""Shares of a post and how often something happens, as people write them (pure)."""

import re
from typing import Final

from knowledge.missions.rules.numbers import count_in, in_order, named, number_in
from knowledge.missions.rules.words import plain

_WEEK_HOURS: Final = 40
_WEEK_DAYS: Final = 5
_FULL: Final = re.compile(r"\b(?:heltid|full[- ]?time)\b")
_HALF: Final = re.compile(r"\b(?:halvtid|half[- ]?time)\b")
_DAYS: Final = re.compile(r"\b(?:dag(?:ar)?|days?)\b")
_HOURS: Final = re.compile(r"\b(?:tim(?:mar|me)?|h|hours?)\b")
_PER_YEAR: Final = (
    (re.compile(r"varannan vecka|every other week|fortnight|biweekly"), 26.0),
    (re.compile(r"varannan månad|every other month|bimonthly"), 6.0),
    (re.compile(r"vartannat år|every other year"), 0.5),
    (re.compile(r"kvartal|quarter"), 4.0),
    (re.compile(r"halvår|half[- ]year|termin|semester"), 2.0),
    (re.compile(r"tertial"), 3.0),
    (re.compile(r"månad|month"), 12.0),
    (re.compile(r"veck|week"), 52.0),
    (re.compile(r"daglig|\bdag\b|daily|\bday\b"), 250.0),
    (re.compile(r"\bår|year|annual"), 1.0),
)
_TIMES: Final = re.compile(r"gång|ggr|times|twice|möte|träff|meeting|/|\bper\b|\bom\b|\ba\b")
_EVERY: Final = re.compile(r"\b(?:var|varje|vart|every) ([^\W_]{1,12})(?::[ae])? (veck|week|månad|month)")
_WEEKS: Final = 52.0
_MONTHS: Final = 12.0


def share_in(text: str) -> float | None:
    """A share of a full post in per cent: "20 %", "ca 20", "halvtid", "en dag i veckan"; None where it is none."""
    said = plain(text).casefold()
    if _FULL.search(said):
        return 100.0
    if _HALF.search(said):
        return 50.0
    units = ((_DAYS, _WEEK_DAYS), (_HOURS, _WEEK_HOURS))
    week = next((whole for unit, whole in units if unit.search(said)), None)
    number = count_in(said) if week else number_in(said)
    if number is None:
        return None
    if week:
        return number * 100 / week
    return number * 100 if 0 < number < 1 else number


def times_a_year(text: str) -> float | None:
    """How often a year: "4", "varje månad", "2 gånger per termin", "var sjätte vecka"; None where it is not told."""
    said = plain(text).casefold()
    every = _EVERY.search(said)
    between = _place(every.group(1)) if every else None
    if every and between:
        return (_WEEKS if every.group(2) in ("veck", "week") else _MONTHS) / between
    number = 2.0 if "twice" in said else count_in(said)
    per = next((times for names, times in _PER_YEAR if names.search(said)), None)
    if per is None:
        return number_in(said)
    return per * number if number is not None and _TIMES.search(said) else per


def _place(word: str) -> int | None:
    """What "sjätte", "6", "6th" or "six" tells in "every sixth week"."""
    digits = re.match(r"\d{1,2}", word)
    return int(digits.group()) if digits else in_order(word) or named(word)
