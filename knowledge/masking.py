"""Masks what points out a person in a text: personal identity numbers, phone numbers and e-mail addresses (pure).

What is merely like them stays: years, dates, times, sums and ISBNs. Where a number could be either, it is masked.
"""

import re
from typing import NamedTuple


class Marks(NamedTuple):
    """What stands in place of what is masked."""

    person: str
    phone: str
    email: str


_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"  # 60 is added to the day in a coordination number
_CENTURY = r"(?:18|19|20)?"
_HYPHEN = r"[-\u2010-\u2013\u2212]"
_HOUR = r"(?:[01]\d|2[0-4])"
_CLOCK = rf"(?:{_HOUR}|\d)[.:][0-5]\d"
_BARE_CLOCK = rf"{_HOUR}[0-5]\d"
_UNIT = r"(?:kr|kronor|sek|euros?|eur|usd|dollars?|[tm]kr|mnkr|mdkr|tusen|mil(?:jon|jard)(?:er)?|[mb]illions?|%)"

_LEFT = rf"""
    ISBN(?:-1[03])?:?\s*(?:97[89]{_HYPHEN}?\s?)?(?:\d{_HYPHEN}?\s?){{9}}[\dX](?!\d)
  | (?<![\d+])\+?[1-9]\d{{0,2}}(?:[\s.,]\d{{3}})+(?:,\d+)?\s?{_UNIT}(?!\w)
  | (?<!\d)(?:0?[1-9]|[12]\d|3[01])(?P<part>[-./\s])(?:0?[1-9]|1[0-2])(?P=part)(?:19|20)\d\d(?![-\d])
  | (?<!\d){_CLOCK}\s?{_HYPHEN}\s?{_CLOCK}(?!\d)
  | (?<!\d){_BARE_CLOCK}\s?{_HYPHEN}\s?{_BARE_CLOCK}(?![\s\-]?\d)
"""
_EMAIL = r"""
    (?<![\w.+%'-])[\w.+%'-]+(?:@|\s?[\[(](?:at|snabel-?a|@)[\])]\s?)[\w-]+(?:\.[\w-]+)+
"""
_PERSON = rf"""
    (?<!\d){_CENTURY}\d\d{_MONTH}{_DAY}\s?(?:{_HYPHEN}|\+)?\s?\d{{4}}(?:01)?(?!\d)
  | (?<!\d){_CENTURY}\d\d(?P<gap>[-\s]){_MONTH}(?P=gap){_DAY}[-+]\d{{4}}(?![-\d])
"""
_BETWEEN = rf"(?:\s?{_HYPHEN}\s?|[\s/]|\s?[()]\s?)?"
_PHONE = rf"""
    (?<!\d)07\d(?:{_BETWEEN}|\.)\d(?:(?:{_BETWEEN}|\.)\d){{6}}(?!\d)
  | (?<!\d)(?<!\d[.,:/-])\(?0[1-9](?:{_BETWEEN}\d){{6,8}}\d{{0,2}}(?!\d)
  | (?<![\d+])(?:\(?\+\s?|00)[1-9](?:(?:{_BETWEEN}|\.)\d){{7,14}}(?!\d)
"""
# The order decides: "0701234567" could be either number, and is a mobile phone far more often than it is a child.
_FOUND = re.compile(
    rf"(?P<left>{_LEFT})|(?P<email>{_EMAIL})|(?P<mobile>(?<!\d)07[02369]\d{{7}}(?!\d))"
    rf"|(?P<person>{_PERSON})|(?P<phone>{_PHONE})",
    re.IGNORECASE | re.VERBOSE,
)


def masked(text: str, marks: Marks) -> str:
    """`text` with its personal identity numbers, phone numbers and e-mail addresses replaced by `marks`."""
    kinds = {"person": marks.person, "phone": marks.phone, "mobile": marks.phone, "email": marks.email}

    def mask(found: re.Match[str]) -> str:
        kind = next(name for name in ("left", *kinds) if found[name] is not None)
        return kinds.get(kind, found[0])

    return _FOUND.sub(mask, text)
