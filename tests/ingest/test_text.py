"""Plain text: structure read from the shape of the lines."""

import pytest
from hypothesis import given

from ingest.records import Transcript
from tests.builders import a_transcript, markdown_texts

_LONG = "Detta är ett stycke löpande text som är långt nog för att ingen ska ta det för en rubrik eller en punkt."


def _told(transcript: Transcript) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(transcript.text[block.start : block.end].split())) for block in transcript.blocks]


def _blocks(text: str) -> list[tuple[str, str]]:
    return _told(a_transcript(text, "a.txt"))


def test_a_short_line_above_a_text_is_its_heading() -> None:
    assert _blocks(f"En sann region\n\n{_LONG}\n\nSå gör vi\n\n{_LONG}\n") == [
        ("heading", "En sann region"),
        ("paragraph", _LONG),
        ("heading", "Så gör vi"),
        ("paragraph", _LONG),
    ]


def test_a_date_between_a_heading_and_its_text_does_not_part_them() -> None:
    assert _blocks(f"En sann region\n\n2019.10.04\n\n{_LONG}\n") == [
        ("heading", "En sann region"),
        ("paragraph", "2019.10.04"),
        ("paragraph", _LONG),
    ]


@pytest.mark.parametrize(
    "date", ["2019.10.04", "4 oktober 2019", "Uppdaterad 2024-06-18", "Senast uppdaterad: 18 juni 2024"]
)
def test_a_date_line_is_never_a_heading(date: str) -> None:
    assert ("heading", date) not in _blocks(f"Titeln\n\n{date}\n\n{_LONG}\n")


def test_slides_begin_at_wide_gaps_with_their_own_headings() -> None:
    slides = [
        "Missioner i Blekinge",
        f"Vad är innovation?\n\n{_LONG}",
        "Kännetecken\nSystemperspektiv\nSamskapande",
        "Piloter\n\nMikroplast i havet\n\nUngas hälsa",
        f"Nästa steg\n\n{_LONG}",
        f"Till sist\n\n{_LONG}",
    ]
    transcript = a_transcript("\n\n\n\n".join(slides) + "\n", "bilder.txt")

    told = _told(transcript)
    assert [words for kind, words in told if kind == "heading"] == [
        "Missioner i Blekinge",
        "Vad är innovation?",
        "Kännetecken",
        "Piloter",
        "Nästa steg",
        "Till sist",
    ]
    assert [words for kind, words in told if kind == "item"] == [
        "Systemperspektiv",
        "Samskapande",
        "Mikroplast i havet",
        "Ungas hälsa",
    ]
    assert [block.opens for block in transcript.blocks if block.kind == "heading"] == [False, *[True] * 5]


def test_a_sentence_that_a_blank_line_cut_in_two_goes_on() -> None:
    told = _blocks("Piloter\n\nMikroplast i havet\n\nResist- innovationer för \n\nklimatanpassning\n\nUngas hälsa\n")

    assert [words for _, words in told][2:] == ["Resist- innovationer för klimatanpassning", "Ungas hälsa"]


def test_bullets_and_numbers_are_taken_at_their_word() -> None:
    transcript = a_transcript("Rubrik\n\nVi ska:\n\n• mäta\n• lära\n\nSteg:\n\n1. ett\n2) två\n", "a.txt")

    assert [(block.kind, block.ordinal) for block in transcript.blocks] == [
        ("heading", None),
        ("paragraph", None),
        ("item", None),
        ("item", None),
        ("paragraph", None),
        ("item", 1),
        ("item", 2),
    ]


def test_a_list_ends_where_another_begins() -> None:
    transcript = a_transcript("Rubrik\n\nPull:\n\n- a\n- b\n\n- c\n- d\n\nSteg:\n\n1. e\n2. f\n\n1. g\n2. h\n", "a.txt")

    assert [transcript.text[block.start] for block in transcript.blocks if block.first] == ["c", "g"]


def test_a_numbered_list_right_after_bullets_is_a_list_of_its_own() -> None:
    transcript = a_transcript("Rubrik\n\nPull:\n\n- a\n- b\n\n1. c\n2. d\n", "a.txt")

    assert [transcript.text[block.start] for block in transcript.blocks if block.first] == ["c"]


def test_a_numbered_list_goes_on_over_a_blank_line() -> None:
    transcript = a_transcript("Rubrik\n\nSteg:\n\n1. ett\n2. två\n\n3. tre\n4. fyra\n", "a.txt")

    assert not any(block.first for block in transcript.blocks)


def test_an_item_goes_on_over_its_lines() -> None:
    assert _blocks("Rubrik\n\nVi ska:\n- mäta och\n  lära\n- sprida\n")[2:] == [
        ("item", "mäta och lära"),
        ("item", "sprida"),
    ]


def test_nested_items_are_one_level_below() -> None:
    transcript = a_transcript("Rubrik\n\nVi ska:\n- mäta\n  - i havet\n- lära\n", "a.txt")

    assert [block.level for block in transcript.blocks if block.kind == "item"] == [1, 2, 1]


def test_nested_items_are_one_level_below_however_wide_the_indent() -> None:
    transcript = a_transcript("Rubrik\n\nVi ska:\n- mäta\n    - i havet\n- lära\n", "a.txt")

    assert [block.level for block in transcript.blocks if block.kind == "item"] == [1, 2, 1]


def test_fields_parted_by_tabs_are_fields_also_where_they_are_empty() -> None:
    assert _blocks(f"Strategi\n\nBeslut av:\tBeslut datum:\nDokumentnamn: Havet\tRevision: 01\n\n{_LONG}\n") == [
        ("heading", "Strategi"),
        ("field", "Beslut av:"),
        ("field", "Beslut datum:"),
        ("field", "Dokumentnamn: Havet"),
        ("field", "Revision: 01"),
        ("paragraph", _LONG),
    ]


def test_lines_of_a_table_of_contents_are_noise() -> None:
    assert _blocks(f"Strategi\n\nInledning ........... 3\nMål ....... 12\n\nInledning\n\n{_LONG}\n") == [
        ("heading", "Strategi"),
        ("noise", "Inledning ........... 3"),
        ("noise", "Mål ....... 12"),
        ("heading", "Inledning"),
        ("paragraph", _LONG),
    ]


def test_a_dash_that_opens_a_line_of_speech_is_no_bullet() -> None:
    told = _blocks("Mötet\n\nHon sa så här:\n\n– Nu kör vi, säger Anna.\n\n– Ja, det gör vi, svarar Bo.\n")

    assert told[2:] == [("paragraph", "– Nu kör vi, säger Anna."), ("paragraph", "– Ja, det gör vi, svarar Bo.")]


def test_short_lines_that_a_dash_opens_side_by_side_are_a_list() -> None:
    told = _blocks("Mötet\n\nDet här gör vi nu:\n\n– samlar aktörer\n– formulerar mål\n")

    assert [kind for kind, _ in told] == ["heading", "paragraph", "item", "item"]


def test_hash_headings_in_a_text_file_keep_depth_and_number() -> None:
    transcript = a_transcript("# 1. Första\n\n### Inre\n\nText som är en mening.\n", "a.txt")

    assert [(block.kind, block.level, block.ordinal) for block in transcript.blocks[:2]] == [
        ("heading", 1, 1),
        ("heading", 3, None),
    ]


def test_rulers_are_left_out() -> None:
    assert [kind for kind, _ in _blocks(f"{_LONG}\n\n-----\n\n{_LONG}\n\n*****\n\n{_LONG}\n")] == ["paragraph"] * 3


def test_front_matter_may_open_a_text_file() -> None:
    transcript = a_transcript(f"---\ntitle: Havet\n---\n{_LONG}\n", "a.txt")

    assert transcript.stated.title == "Havet"
    assert _told(transcript) == [("noise", "--- title: Havet ---"), ("paragraph", _LONG)]


def test_one_line_alone_is_read() -> None:
    assert _blocks("Hej") == [("paragraph", "Hej")]


@given(markdown_texts())
def test_every_block_is_a_span_of_the_file_in_order_and_no_word_is_outside(text: str) -> None:
    transcript = a_transcript(text, "a.txt")

    outside, position = "", 0
    for block in transcript.blocks:
        assert position <= block.start < block.end
        outside += transcript.text[position : block.start]
        position = block.end
    outside += transcript.text[position:]
    assert not any(character.isalpha() for character in outside)
