"""The amounts in a sentence: what can be reached and counted, apart from ages, names and dates (pure)."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from knowledge.missions.rules.numbers import counts, has_digit, in_order, is_part, named
from knowledge.missions.rules.words import Word
from knowledge.missions.rules.years import is_year

_BOUNDS: Final = frozenset("minst högst åtminstone least most".split())
_CHANGES: Final = frozenset(("med", "by")) | _BOUNDS
_EACH: Final = frozenset("var vart varje every each".split())
_NAMES: Final = frozenset(
    """agenda natura horisont horizon industri industry mål målet goal sdg steg step etapp del part fas phase nivå level
    årskurs klass grade kapitel chapter artikel article nr nummer number covid web version område area prioritet
    priority väg road kl vecka week avsnitt section bilaga appendix vision strategi strategy""".split()
)
_LISTED: Final = re.compile(
    r"\w*områden?|\w*områdena|\w*delar|\w*teman?|\w*mål|\w*målen|missioner|spår|pelare|sätt|skäl|prioriteringar|"
    r"\w*frågor|exempel|steg|etapper|kriterier|strategier|kommuner|areas?|themes?|goals?|targets?|missions?|tracks?|"
    r"pillars?|ways|reasons?|priorities|questions|examples?|steps?|phases?|criteria|strategies|municipalities"
)
_AGE: Final = re.compile(r"år|åren|åringar\w*|åriga?|års|årig|years?|year-olds?")
_MONTH: Final = re.compile(
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|"
    r"may|june|july|august|october|jan|feb|apr|aug|sept|okt|oct|nov|dec"
)
_NUMBER: Final = re.compile(r"\d{1,12}(?: \d{3}){0,3}(?:[.,]\d{1,6})?")
_RANGE: Final = re.compile(r"\d{1,6}[-–]\d{1,6}")
_WITH_UNIT: Final = re.compile(r"\d{1,12}(?:km|kg|mg|ton|cm|mm|m2|ha|kwh|mwh|gwh|twh|db|st|kr|kkr|mkr)")
_LOOK_AHEAD: Final = 2
_LOOK_PAST_SHARE: Final = 4


class Amount(NamedTuple):
    """A number in a text; `reached` says whether it can be a goal, which an age, a name or a place in a list cannot."""

    said: str
    reached: bool


def amounts(said: Sequence[Word]) -> list[Amount]:
    """The numbers of a text in order; years and dates are none."""
    found = (_amount(said, at) for at in range(len(said)))
    return [amount for amount in found if amount is not None]


def _amount(said: Sequence[Word], at: int) -> Amount | None:
    word = said[at].text
    if is_part(word) or _each(said, at):
        return Amount(said[at].raw, reached=True)
    if not has_digit(said[at]):
        return _counted(said, at) if counts(word) or _shares(said, at) else None
    if _is_time(said, at):
        return None
    if _NUMBER.fullmatch(word) or _RANGE.fullmatch(word):
        return _counted(said, at)
    return Amount(said[at].raw, reached=_WITH_UNIT.fullmatch(word) is not None)


def _counted(said: Sequence[Word], at: int) -> Amount:
    """A number that counts something, unless it is an age, a span of years, part of a name or a place in a list."""
    before, after = _text(said, at - 1), _text(said, at + 1)
    aged = _AGE.fullmatch(after) is not None and before not in _CHANGES
    reach = _LOOK_PAST_SHARE if _shares(said, at) else _LOOK_AHEAD
    listed = any(_LISTED.fullmatch(word.text) for word in said[at + 1 : at + 1 + reach])
    other = aged or before in _NAMES or (listed and before not in _BOUNDS)
    return Amount(" ".join(word.raw for word in said[at : at + 2]), reached=not other)


def _shares(said: Sequence[Word], at: int) -> bool:
    """Whether a number begins a share: "nio av tio", "en av fem", "one in five", "nine out of ten"."""
    if named(said[at].text) is None and not said[at].text.isdecimal():
        return False
    out = _text(said, at + 1) == "out"
    linked = _text(said, at + 1) in ("av", "in", "of") or (out and _text(said, at + 2) == "of")
    whole = _text(said, at + (3 if out else 2))
    return linked and (whole.isdecimal() or counts(whole))


def _each(said: Sequence[Word], at: int) -> bool:
    """Whether a word is the place in "var femte", "every tenth", "a third of"."""
    if in_order(said[at].text) is None and said[at].text != "quarter":
        return False
    return _text(said, at - 1) in _EACH or (_text(said, at - 1) in ("a", "one") and _text(said, at + 1) == "of")


def _is_time(said: Sequence[Word], at: int) -> bool:
    """Whether digits are a year or belong to a date: "31/12 2035", "1 mars", "2035-12-31", "2030-talet"."""
    word, before, after = said[at].text, _text(said, at - 1), _text(said, at + 1)
    if is_year(said, at) or re.match(r"(?:19|20|21)\d\d\W|\d\d\d?0?[-–]?tal|(?:19|20)\d0['’]?s", word):
        return True
    if _MONTH.fullmatch(before) or _MONTH.fullmatch(after):
        return True
    days = word.isdecimal() and len(word) <= len("31")
    return days and any(_ends_date(said, place) for place in (at + 1, at + 2) if _text(said, at + 1).isdecimal())


def _ends_date(said: Sequence[Word], at: int) -> bool:
    return at < len(said) and is_year(said, at)


def _text(said: Sequence[Word], at: int) -> str:
    return said[at].text if 0 <= at < len(said) else ""
