"""Which headings a block stands under."""

from ingest.records import Transcript
from ingest.sections import Section, outlines_of, sections_of
from ingest.structure import structured
from tests.builders import a_transcript


def _path(transcript: Transcript, section: Section) -> list[str]:
    return [transcript.text[heading.block.start : heading.block.end] for heading in section.path]


def _paths(text: str, name: str = "a.md") -> dict[str, list[str]]:
    """The heading path of each section, by its first words."""
    transcript = structured(a_transcript(text, name), as_written=True)
    return {
        transcript.text[section.blocks[0].start : section.blocks[0].end]: _path(transcript, section)
        for section in sections_of(transcript.blocks)
        if section.blocks
    }


def _outlines(text: str) -> dict[str, list[str]]:
    transcript = structured(a_transcript(text), as_written=True)
    return {
        transcript.text[outline.parent.start : outline.parent.end]: [
            transcript.text[child.start : child.end] for child in outline.children
        ]
        for outline in outlines_of(transcript.blocks)
    }


def test_a_block_stands_under_every_heading_above_it() -> None:
    assert _paths("# Hav\n\nEtt är här.\n\n## Fisk\n\nTvå är här.\n\n# Stad\n\nTre är här.\n") == {
        "Ett är här.": ["Hav"],
        "Två är här.": ["Hav", "Fisk"],
        "Tre är här.": ["Stad"],
    }


def test_a_skipped_level_leaves_no_gap() -> None:
    assert _paths("# Hav\n\n#### Fisk\n\nEtt är här.\n")["Ett är här."] == ["Hav", "Fisk"]


def test_numbered_headings_that_count_on_are_siblings_whatever_their_marks_say() -> None:
    paths = _paths(
        "# Flaskhalsar\n\n## 1. Första\n\nEtt är här.\n\n### 2. Andra\n\nTvå är här.\n\n# 3. Tredje\n\nTre är här.\n"
    )

    assert paths == {
        "Ett är här.": ["Flaskhalsar", "1. Första"],
        "Två är här.": ["Flaskhalsar", "2. Andra"],
        "Tre är här.": ["Flaskhalsar", "3. Tredje"],
    }


def test_numbers_that_restart_at_the_same_depth_stand_under_the_heading_before_them() -> None:
    paths = _paths("# Plan\n\n### Tre områden\n\n### 1. Hav\n\nEtt är här.\n\n### 2. Stad\n\nTvå är här.\n")

    assert paths["Ett är här."] == ["Plan", "Tre områden", "1. Hav"]
    assert paths["Två är här."] == ["Plan", "Tre områden", "2. Stad"]


def test_a_heading_without_a_number_ends_the_run() -> None:
    paths = _paths(
        "# Plan\n\n## Hinder\n\n### 1. Tid\n\nEtt är här.\n\n### 2. Kraft\n\nTvå är här.\n\n## Annat\n\nTre är här.\n"
    )

    assert paths["Tre är här."] == ["Plan", "Annat"]


def test_two_runs_of_numbers_keep_their_own_parents() -> None:
    paths = _paths(
        "# Plan\n\n## Hinder\n\n### 1. Tid\n\nEtt är här.\n\n### 2. Kraft\n\nTvå är här.\n\n"
        "## Insatser\n\n### 1. Mäta\n\nTre är här.\n\n### 2. Lära\n\nFyra är här.\n"
    )

    assert paths["Två är här."] == ["Plan", "Hinder", "2. Kraft"]
    assert paths["Fyra är här."] == ["Plan", "Insatser", "2. Lära"]


def test_a_slide_without_a_heading_stands_under_the_title_alone() -> None:
    pause = "\n\n\n\n"
    text = pause.join(
        [
            "Missioner",
            "Piloter\n\nDet här är en lång mening om våra piloter i länet.",
            "Två\nnya",
            "Och en till",
            "Ännu en",
            "Slutet är här nu.",
        ]
    )

    assert _paths(text + "\n", "a.txt")["Slutet är här nu."] == ["Missioner"]


def test_noise_stands_nowhere() -> None:
    blocks = a_transcript("# Hav\n\nEtt är här.\n\nTvå är här.\n").blocks
    noisy = [*blocks[:2], blocks[2].model_copy(update={"kind": "noise"})]

    [section] = sections_of(noisy)
    assert section.blocks == (blocks[1],)


def test_headings_without_text_open_with_the_next_section() -> None:
    transcript = a_transcript("# Hav\n\n## Fisk\n\nEtt är här.\n")

    [section] = sections_of(transcript.blocks)
    assert [transcript.text[block.start : block.end] for block in section.opened] == ["Hav", "Fisk"]


def test_headings_at_the_end_are_a_section_of_their_own() -> None:
    *_, last = sections_of(a_transcript("Ett är här.\n\n# Hav\n\n## Fisk\n").blocks)

    assert (len(last.opened), last.blocks) == (2, ())


def test_no_blocks_are_no_sections() -> None:
    assert list(sections_of([])) == []
    assert outlines_of([]) == []


def test_a_heading_sums_up_the_headings_right_under_it() -> None:
    text = "# Plan\n\n## Hinder\n\n### 1. Tid\n\nEtt.\n\n### 2. Kraft\n\nTvå.\n\n## Insatser\n\nTre.\n"

    assert _outlines(text) == {"Plan": ["Hinder", "Insatser"], "Hinder": ["1. Tid", "2. Kraft"]}


def test_one_sub_heading_is_nothing_to_sum_up() -> None:
    assert _outlines("# Plan\n\n## Hinder\n\nEtt.\n") == {}
