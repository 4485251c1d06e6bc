import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.language import filled
from knowledge.missions.exports.words import placeholders, quoted, signs, spoken_date, told, words

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
CODE = (*(KNOWLEDGE / "missions" / "exports").glob("*.py"), KNOWLEDGE / "exporting.py")


def strings() -> Iterator[str | re.Pattern[str]]:
    """The literal strings of the code, and what its f-strings may come to."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                parts = [str(one.value) if isinstance(one, ast.Constant) else None for one in node.values]
                yield re.compile("".join(r"(\w+)" if part is None else re.escape(part) for part in parts))


def test_both_languages_have_the_same_placeholders() -> None:
    assert [key for key, both in words().items() if placeholders(both.sv) != placeholders(both.en)] == []


def test_no_text_is_empty_or_has_spaces_at_its_ends() -> None:
    texts = [(key, text) for key, both in words().items() for text in (both.sv, both.en)]

    assert [key for key, text in texts if not text or text != text.strip()] == []


def test_every_text_is_used() -> None:
    found = list(strings())
    literal = {one for one in found if isinstance(one, str)}
    patterns = [one for one in found if isinstance(one, re.Pattern)]

    def used(key: str) -> bool:
        subject, _, name = key.partition(".")
        # A name that is put in where the pictures' words are gathered must itself stand in the code.
        gathered = subject in ("map", "canvas") and name not in literal
        return key in literal or (not gathered and any(pattern.fullmatch(key) for pattern in patterns))

    assert [key for key in words() if not used(key) and not key.startswith("map.initiatives_")] == []


def test_a_key_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        told("no.such", "sv")


def test_facts_are_data_and_a_place_without_a_fact_stays() -> None:
    assert filled("{a} och {b}", {"a": "{b}"}) == "{b} och {b}"


def test_dates_quotes_and_numbers_are_spoken_as_in_each_language() -> None:
    day = dt.date(2026, 3, 1)

    assert (spoken_date(day, "sv"), spoken_date(day, "en")) == ("1 mars 2026", "1 March 2026")
    assert (quoted("a", "sv"), quoted("a", "en")) == ("”a”", "“a”")
    assert signs([1, 3]) == "[1] [3]"
