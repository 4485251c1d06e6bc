"""Markdown files: blocks that are spans of the file itself."""

import pytest
from hypothesis import given

from ingest.records import Transcript
from knowledge.errors import DocumentError
from tests.builders import a_transcript, markdown_texts, tables


def _told(transcript: Transcript) -> list[tuple[str, str]]:
    return [(block.kind, transcript.text[block.start : block.end]) for block in transcript.blocks]


def _blocks(text: str) -> list[tuple[str, str]]:
    return _told(a_transcript(text))


def test_headings_paragraphs_and_items_come_in_order_without_their_marks() -> None:
    assert _blocks("# Hav\n\nHavet ska bli friskt.\n\n- mäta\n- lära\n\n## Stad\n") == [
        ("heading", "Hav"),
        ("paragraph", "Havet ska bli friskt."),
        ("item", "mäta"),
        ("item", "lära"),
        ("heading", "Stad"),
    ]


def test_the_text_is_the_file_itself() -> None:
    assert (
        a_transcript("---\ntitle: X\n---\n# Hav\r\n\r\nText.\r\n").text == "---\ntitle: X\n---\n# Hav\r\n\r\nText.\r\n"
    )


def test_front_matter_is_noise_that_states_facts() -> None:
    transcript = a_transcript("---\ntitle: Havet\n---\n\nText.\n")

    assert _told(transcript) == [("noise", "---\ntitle: Havet\n---\n"), ("paragraph", "Text.")]
    assert transcript.stated.title == "Havet"


@pytest.mark.parametrize(
    ("text", "level"), [("# A\n", 1), ("### A ###\n", 3), ("###### A\n", 6), ("A\n===\n", 1), ("A\n---\n", 2)]
)
def test_a_heading_has_its_depth_however_it_is_marked(text: str, level: int) -> None:
    transcript = a_transcript(text)

    assert _told(transcript) == [("heading", "A")]
    assert transcript.blocks[0].level == level


@pytest.mark.parametrize("text", ["> # Rubrik\n", "- # Rubrik\n", "> > ## Rubrik\n"])
def test_a_heading_inside_something_else_is_without_its_marks_too(text: str) -> None:
    assert _blocks(text) == [("heading", "Rubrik")]


def test_lists_keep_their_nesting_and_their_numbers() -> None:
    transcript = a_transcript("3. tre\n4. fyra\n   - under\n     - längst in\n")

    assert [(block.level, block.ordinal) for block in transcript.blocks] == [(1, 3), (1, 4), (2, None), (3, None)]


def test_each_list_begins_with_a_first_item() -> None:
    transcript = a_transcript("- a\n- b\n\n* c\n* d\n\n1. e\n2. f\n")

    assert [block.first for block in transcript.blocks] == [True, False, True, False, True, False]


def test_an_item_goes_on_over_its_lines_and_its_further_paragraphs_are_paragraphs() -> None:
    assert _blocks("- ett\n  fortsätter\n\n  Nytt stycke.\n- två\n") == [
        ("item", "ett\n  fortsätter"),
        ("paragraph", "Nytt stycke."),
        ("item", "två"),
    ]


def test_a_box_to_tick_is_no_part_of_its_item() -> None:
    assert _blocks("- [ ] fråga\n- [x] svara\n") == [("item", "fråga"), ("item", "svara")]


def test_a_table_is_rows_and_its_ruler_is_left_out() -> None:
    assert _blocks("| Vad | Vem |\n|:--|--:|\n| Hav | Region |\n") == [
        ("row", "| Vad | Vem |"),
        ("row", "| Hav | Region |"),
    ]


def test_a_quotation_is_a_paragraph_with_its_inner_marks() -> None:
    assert _blocks("> Ett citat\n> på två rader\n>\n> Ett till\n") == [
        ("paragraph", "Ett citat\n> på två rader"),
        ("paragraph", "Ett till"),
    ]


def test_code_and_html_are_kept_and_comments_and_rulers_left_out() -> None:
    assert _blocks("```\nkod\n```\n\n<div>text</div>\n\n<!-- dolt -->\n\n* * *\n\nSlut.\n") == [
        ("paragraph", "```\nkod\n```"),
        ("paragraph", "<div>text</div>"),
        ("paragraph", "Slut."),
    ]


def test_text_between_two_comments_is_kept() -> None:
    [(_, text)] = _blocks("<!-- a --> viktigt <!-- b -->\n")

    assert "viktigt" in text


def test_a_year_that_stands_alone_is_kept() -> None:
    assert any("2030" in words for _, words in _blocks("Målet ska vara nått till år\n\n2030.\n\nSlut.\n"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    text = end.join(["---", "title: X", "---", "# Hav", "", "Rad ett", "rad två", "", "- punkt", ""])
    without_front_matter = end == "\r"

    told = _blocks(text)[1 if without_front_matter else 0 :]
    assert [(kind, words.split()) for kind, words in told[-3:]] == [
        ("heading", ["Hav"]),
        ("paragraph", ["Rad", "ett", "rad", "två"]),
        ("item", ["punkt"]),
    ]


@given(markdown_texts(tables()))
def test_every_block_is_a_span_of_the_file_in_order_and_no_word_is_outside(text: str) -> None:
    transcript = a_transcript(text)

    outside, position = "", 0
    for block in transcript.blocks:
        assert position <= block.start < block.end
        outside += transcript.text[position : block.start]
        position = block.end
    outside += transcript.text[position:]
    assert not any(character.isalpha() for character in outside)


@given(markdown_texts())
def test_a_markdown_file_cut_off_anywhere_is_read_or_refused(text: str) -> None:
    try:
        a_transcript(text[: len(text) // 2])
    except DocumentError as refusal:
        assert refusal.path  # noqa: PT017 - either will do
