"""Numbers by digits and by word, in Swedish and English (pure)."""

import re
from typing import Final

from knowledge.missions.rules.words import Word, plain, words

_ONES: Final = """noll zero; en ett one; två two; tre three; fyra four; fem five; sex six; sju seven; åtta eight;
    nio nine; tio ten; elva eleven; tolv twelve; tretton thirteen; fjorton fourteen; femton fifteen; sexton sixteen;
    sjutton seventeen; arton eighteen; nitton nineteen"""
_TENS: Final = """tjugo twenty; trettio thirty; fyrtio forty; femtio fifty; sextio sixty; sjuttio seventy; åttio eighty;
    nittio ninety"""
_ORDINALS: Final = """första first; andra second; tredje third; fjärde fourth; femte fifth; sjätte sixth;
    sjunde seventh; åttonde eighth; nionde ninth; tionde tenth"""
_TEN_WORDS: Final = {word: n * 10 for n, pair in enumerate(_TENS.split(";"), start=2) for word in pair.split()}
_NAMED: Final[dict[str, int]] = {
    **{word: number for number, pair in enumerate(_ONES.split(";")) for word in pair.split()},
    **_TEN_WORDS,
    **dict.fromkeys(("hundra", "hundred", "hundratals", "hundreds"), 100),
    **dict.fromkeys(("tusen", "thousand", "tusentals", "thousands"), 1000),
}
_IN_ORDER: Final = {word: n for n, pair in enumerate(_ORDINALS.split(";"), start=1) for word in pair.split()}
_ARTICLES: Final = frozenset(("en", "ett", "one"))
_DIGITS: Final = re.compile(r"\d{1,12}(?: \d{3}){0,3}(?:[.,]\d{1,6})?")
_PART: Final = re.compile(
    r"hälften|halv[at]?|halver\w*|half|halve[sd]?|halving|dubbel[at]?|dubbelt|dubbl[aei]\w*|fördubbl\w*|tredubbl\w*|"
    r"double[sd]?|doubling|twice|triple[sd]?|(?:tredje|fjärde|fem|sjätte|åttonde|tion)dele?\w*|tredjedel\w*|"
    r"thirds|quarters|fifths|tenths"
)


def named(word: str) -> int | None:
    """The number that a casefolded word names ("tjugofem", "en"), None where it names none."""
    if word in _NAMED:
        return _NAMED[word]
    tens = next((ten for ten in _TEN_WORDS if word.startswith(ten)), None)
    rest = _NAMED.get(word.removeprefix(tens).lstrip("-")) if tens else None
    return _TEN_WORDS[tens] + rest if tens and rest and rest < _TEN_WORDS["tjugo"] else None


def counts(word: str) -> bool:
    """Whether a casefolded word names a number for sure: "en" and "one" are mostly articles."""
    return word not in _ARTICLES and named(word) is not None


def in_order(word: str) -> int | None:
    """The place that an ordinal names: 6 for "sjätte"."""
    return _IN_ORDER.get(word)


def is_part(word: str) -> bool:
    """Whether a casefolded word tells a part of a whole or a multiple: "hälften", "fördubblas", "thirds"."""
    return _PART.fullmatch(word) is not None


def has_digit(word: Word) -> bool:
    """Whether digits stand in a word."""
    return any(map(str.isdecimal, word.text))


def has_number(text: str) -> bool:
    """Whether a text tells any number: by digits, by word or as a part of a whole."""
    return any(has_digit(word) or counts(word.text) or is_part(word.text) for word in words(plain(text)))


def number_in(text: str) -> float | None:
    """The first number of a text, by digits or else by word; None where there is none."""
    return _first(text, articles=False)


def count_in(text: str) -> float | None:
    """The first number of a text that counts something, where "en dag" and "a day" are one."""
    return _first(text, articles=True)


def _first(text: str, *, articles: bool) -> float | None:
    said = plain(text).casefold()
    found = _DIGITS.search(said)
    if found:
        return float(found.group().replace(" ", "").replace(",", "."))
    numbers = (named(word.text) for word in words(said) if articles or word.text not in _ARTICLES)
    return next((float(number) for number in numbers if number is not None), None)
