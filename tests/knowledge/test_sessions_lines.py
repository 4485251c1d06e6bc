"""Lists that are written as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sessions.lines import LineChange, line_changes, lines_in

BEFORE = (("c1", "hav"), ("c2", "land"), ("c3", "stad"))


def changes(*written: str, before: tuple[tuple[str, str], ...] = BEFORE) -> list[LineChange]:
    return list(line_changes(before, "\n".join(written)))


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("- hav\n* land\n• stad\n– skog", ["hav", "land", "stad", "skog"]),
        ("1. hav\n2) land\n\n 3. stad", ["hav", "land", "stad"]),
        ("- 1. hav\n- 2. land", ["hav", "land"]),
        ("hav\r\nland\n \n", ["hav", "land"]),
        ("hav\nhav", ["hav"]),
        ("", []),
        ("-\n  \n", ["-"]),
    ],
)
def test_list_marks_and_blank_lines_are_left_out(written: str, lines: list[str]) -> None:
    assert lines_in(written) == lines


@pytest.mark.parametrize("line", ["3. kvartalet är sent", "2030. Då är vi klara", "-5 grader", "1.5 grader"])
def test_a_number_that_does_not_count_is_no_list_mark(line: str) -> None:
    assert lines_in(line) == [line]


def test_a_list_left_as_it_was_changes_nothing() -> None:
    assert changes("hav", "land", "stad") == []
    assert changes("- hav", "- land", "- stad") == []


def test_a_line_with_new_words_is_the_same_claim() -> None:
    assert changes("hav", "landet", "stad") == [LineChange("c2", "landet")]


def test_a_line_more_is_a_new_claim_wherever_it_stands() -> None:
    assert changes("skog", "hav", "land", "stad") == [LineChange(None, "skog")]
    assert changes("hav", "land", "stad", "skog") == [LineChange(None, "skog")]


def test_a_line_less_is_withdrawn() -> None:
    assert changes("hav", "stad") == [LineChange("c2", "")]
    assert changes() == [LineChange("c1", ""), LineChange("c2", ""), LineChange("c3", "")]


def test_a_line_taken_out_and_another_put_elsewhere_are_two_claims() -> None:
    assert changes("hav", "stad", "skog") == [LineChange("c2", ""), LineChange(None, "skog")]


def test_lines_that_were_only_moved_stay_the_claims_they_were() -> None:
    assert changes("stad", "hav", "land") == []
    assert changes("stad", "land", "hav") == []


def test_a_line_that_moved_past_a_new_one_stays_the_claim_it_was() -> None:
    assert changes("stad", "skog", "hav", "land") == [LineChange(None, "skog")]


def test_of_two_equal_lines_one_can_be_taken_out() -> None:
    twice = (("c1", "hav"), ("c2", "hav"))

    assert changes("hav", "hav", before=twice) == []
    assert [change.words for change in changes("hav", before=twice)] == [""]


words = st.sampled_from(("hav", "land", "stad", "skog", "älv", "ö"))


@given(st.lists(words, max_size=6), st.lists(words, max_size=6))
def test_what_the_changes_make_of_the_claims_is_what_was_written(before: list[str], written: list[str]) -> None:
    claims = {f"c{at}": line for at, line in enumerate(before)}

    for at, change in enumerate(line_changes(list(claims.items()), "\n".join(written))):
        claims[change.claim or f"new{at}"] = change.words

    assert sorted(line for line in claims.values() if line) == sorted(written)
