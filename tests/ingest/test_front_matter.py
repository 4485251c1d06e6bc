"""The block of facts at the top of a file, and where it fails."""

import datetime as dt
from pathlib import Path

import pytest

from ingest.loaders.front_matter import FrontMatter, read_front_matter
from ingest.records import StatedFacts
from knowledge.errors import FrontMatterBroken

_PATH = Path("documents/a.md")


def _read(text: str) -> FrontMatter:
    return read_front_matter(text, _PATH)


def _stated(block: str) -> StatedFacts:
    return _read(f"---\n{block}\n---\n# Rubrik\n").stated


def _fault(text: str) -> FrontMatterBroken:
    with pytest.raises(FrontMatterBroken) as told:
        _read(text)
    return told.value


def test_every_fact_is_taken_down() -> None:
    stated = _stated(
        """title: Missionsmetoden i korthet
language: sv
publisher: Region Blekinge
revision: rev B
date: 2024-06-18
date_kind: updated
url: https://regionblekinge.se/missioner
origin: summary
summary_of: Vägledningen
sources:
  - title: Vägledning
    publisher: Vinnova
    year: 2023
    url: https://vinnova.se/x
  - title: Handbok"""
    )

    assert (stated.title, stated.language, stated.publisher) == ("Missionsmetoden i korthet", "sv", "Region Blekinge")
    assert (stated.date, stated.date_kind, stated.revision) == (dt.date(2024, 6, 18), "updated", "rev B")
    assert (stated.origin, stated.summary_of) == ("summary", "Vägledningen")
    assert stated.url == "https://regionblekinge.se/missioner"
    assert [(source.title, source.year) for source in stated.sources] == [("Vägledning", 2023), ("Handbok", None)]


def test_the_document_begins_right_after_the_block() -> None:
    text = "---\ntitle: X\n---\n# Rubrik\n"

    assert text[_read(text).end :] == "# Rubrik\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\r\ntitle: X\r\n---\r\nText",
        "\n\n---\ntitle: X\n---\nText",
        "---  \ntitle: X\n...\nText",
        "---\ntitle: X\n---",
    ],
)
def test_line_ends_blank_lines_and_either_closing_mark_will_do(text: str) -> None:
    assert _read(text).stated.title == "X"


@pytest.mark.parametrize(
    "text",
    [
        "# Rubrik\n",
        "",
        "---\nbara ett stycke\n---\nmer",
        "---\n- ett\n- två\n---\n",
        "---\n---\n",
        "text\n---\na: b\n---\n",
    ],
)
def test_a_text_without_front_matter_states_nothing(text: str) -> None:
    assert _read(text) == FrontMatter(stated=StatedFacts(), end=0)


def test_keys_of_ones_own_are_let_be() -> None:
    assert _stated("title: X\nkategori: hav\ntags: [a, b]").title == "X"


def test_a_key_without_a_value_says_nothing() -> None:
    assert _stated("title:\nurl:\ndate:") == StatedFacts()


def test_a_source_may_leave_out_its_year_and_address() -> None:
    [source] = _stated("sources:\n  - title: Handbok\n    publisher:\n    year:\n    url:").sources

    assert (source.title, source.publisher, source.year, source.url) == ("Handbok", None, None, None)


def test_a_block_that_is_never_closed_is_broken_at_its_first_line() -> None:
    fault = _fault("---\ntitle: X\n\n# Rubrik\n")

    assert (fault.line, fault.path) == (1, str(_PATH))


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("title: X\nlanguage: fi", 3),
        ("title: X\npublisher: Y\ndate: i somras", 4),
        ("title: a: b", 2),
        ("title: X\nsources: [a\nurl: b", 4),
        ("title: X\nurl: vinnova.se", 3),
        ("title: X\ndate: 2024-06-18\ndate_kind: skriven", 4),
        ("title: X\n\torigin: original", 3),
        ("title: X\nsources:\n  - Vägledning", 3),
    ],
)
def test_a_fault_names_its_line_in_the_file(block: str, line: int) -> None:
    fault = _fault(f"---\n{block}\n---\nText\n")

    assert fault.line == line
    assert fault.fault


def test_blank_lines_above_the_block_count_in_the_line_told() -> None:
    assert _fault("\n\n---\ntitle: X\nlanguage: fi\n---\nText\n").line == 5


def test_a_fault_in_a_key_whose_name_begins_another_names_its_own_line() -> None:
    assert _fault("---\ndate_kind: updated\ndate: i somras\n---\nText\n").line == 3


@pytest.mark.parametrize("date", ["2024-02-30", "2024-13-01", "0000-01-01"])
def test_a_date_that_does_not_exist_is_a_fault_with_its_line(date: str) -> None:
    assert _fault(f"---\ntitle: X\ndate: {date}\n---\nText\n").line == 3


@pytest.mark.parametrize("revision", ["01", "1.0", "1_000", "1:30"])
def test_a_revision_is_kept_as_it_is_written(revision: str) -> None:
    assert _stated(f"revision: {revision}").revision == revision


@pytest.mark.parametrize(
    ("key", "value"), [("revision", "1.1"), ("title", "1984"), ("title", "2024-06-18"), ("title", "No")]
)
def test_a_text_that_looks_like_something_else_is_a_text(key: str, value: str) -> None:
    assert getattr(_stated(f"{key}: {value}"), key) == value


def test_braces_and_code_in_a_value_are_data() -> None:
    assert _stated("title: '{x} %s !!python/object'").title == "{x} %s !!python/object"


def test_tags_that_would_run_code_are_refused() -> None:
    assert _fault("---\ntitle: !!python/object/apply:os.system ['true']\n---\nText\n").line == 2
