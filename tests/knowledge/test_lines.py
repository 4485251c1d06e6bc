"""JSON Lines as people write them, and how a line that does not hold is named."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from knowledge.errors import LineBroken
from knowledge.lines import lines_of

_PATH = Path("bank.jsonl")


class _Asked(BaseModel):
    """A line as these tests have it."""

    question: str
    name: str = Field(default="", alias="_id")
    earlier: tuple[str, ...] = ()


def _read(whole: str | bytes) -> list[tuple[int, str]]:
    found = lines_of(_PATH, whole if isinstance(whole, bytes) else whole.encode("utf-8"), _Asked)
    return [(number, asked.question) for number, asked in found]


def _fault(whole: str | bytes) -> tuple[int, str]:
    with pytest.raises(LineBroken) as told:
        _read(whole)
    assert told.value.path == str(_PATH)
    return told.value.line, told.value.fault


def test_every_line_comes_with_its_number_and_blank_ones_are_left_out() -> None:
    assert _read('\n{"question": "a"}\n \t\n\r\n{"question": "b"}') == [(2, "a"), (5, "b")]


@pytest.mark.parametrize("whole", ["", "\n\n", "\ufeff", "\ufeff\n", "  "])
def test_a_file_with_nothing_in_it_has_no_lines(whole: str) -> None:
    assert _read(whole) == []


def test_a_mark_of_byte_order_and_windows_line_ends_do_no_harm() -> None:
    assert _read('\ufeff{"question": "å"}\r\n{"question": "b"}\r\n') == [(1, "å"), (2, "b")]


def test_a_mark_of_byte_order_further_down_is_a_fault() -> None:
    assert _fault('{"question": "a"}\n\ufeff{"question": "b"}') == (2, "json:1")


def test_the_first_broken_line_is_the_one_that_is_named() -> None:
    assert _fault('{"question": "a"}\n\nnonsense\n{"question": 1}') == (3, "json:1")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"question": "a"', "json:17"),
        ('{"question": "a"} {"question": "b"}', "json:19"),
        ("{'question': 'a'}", "json:2"),
        ('["a"]', "object"),
        ("7", "object"),
        ("[" * 100_000, "object"),
        ('{"question": ' + "1" * 5_000 + "}", "object"),
        ("{}", "missing:question"),
        ('{"question": null}', "type:question"),
        ('{"question": "a", "_id": 1}', "type:_id"),
        ('{"question": "a", "earlier": ["b", 2]}', "type:earlier.1"),
    ],
)
def test_what_is_wrong_is_told_by_a_code_and_its_place(line: str, fault: str) -> None:
    assert _fault(line) == (1, fault)


@pytest.mark.parametrize("line", [b'{"question": "\xe5"}', b'\xff\xfe{\x00"\x00', b'{"question": "\xed\xa0\x80"}'])
def test_a_line_that_is_not_utf_8_is_told(line: bytes) -> None:
    assert _fault(b'{"question": "a"}\n' + line) == (2, "encoding")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=6))
def test_what_was_written_line_by_line_is_read_again(texts: list[str]) -> None:
    whole = "\n".join(json.dumps({"question": text}, ensure_ascii=False) for text in texts)

    assert _read(whole) == list(enumerate(texts, start=1))
