"""Documents cut into passages: no word lost, nothing torn apart that belongs together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import normalise
from ingest.records import StatedFacts, Transcript, Turn, Writing
from ingest.split import split
from ingest.structure import structured
from knowledge.corpus import Passage
from tests.builders import a_holding, a_transcript, markdown_texts, tables

_NAMES = st.sampled_from(("a.md", "a.txt"))
_LONG = "Havet ska bli friskt och fisken ska leva i alla kustens vikar, öar och älvar. " * 4


def _passages(text: str, name: str = "a.md") -> list[Passage]:
    return list(a_holding(text, name).passages)


def _split(transcript: Transcript, *, title: str = "Titeln") -> list[Passage]:
    return split(transcript, document="a.md", title=title, language="sv", as_written=True)


def _shown(passage: Passage) -> list[str]:
    return [unit.shown for unit in passage.units]


@given(markdown_texts(tables()), _NAMES)
def test_every_word_of_a_document_lies_in_some_unit(text: str, name: str) -> None:
    transcript = normalise(structured(a_transcript(text, name), as_written=True))
    passages = _split(transcript)

    covered = {at for passage in passages for unit in passage.units for at in range(unit.start, unit.end)}
    for block in transcript.blocks:
        if block.kind != "noise":
            lost = [at for at in range(block.start, block.end) if at not in covered]
            assert "".join(transcript.text[at] for at in lost).strip() == ""


@given(markdown_texts(tables()), _NAMES)
def test_every_unit_is_the_slice_of_the_text_it_says(text: str, name: str) -> None:
    for passage in _passages(text, name):
        assert passage.start == min(unit.start for unit in passage.units)
        assert passage.end == max(unit.end for unit in passage.units)
        assert all(unit.text == text[unit.start : unit.end] for unit in passage.units)


@given(markdown_texts(tables()), _NAMES)
def test_ids_are_unique_and_rows_and_units_are_counted_through(text: str, name: str) -> None:
    passages = _passages(text, name)

    assert len({passage.id for passage in passages}) == len(passages)
    assert [passage.row for passage in passages] == list(range(len(passages)))
    assert [passage.first_unit for passage in passages] == [
        sum(len(before.units) for before in passages[:row]) for row in range(len(passages))
    ]


@given(markdown_texts(tables()), _NAMES)
def test_what_stands_between_two_units_is_their_lead(text: str, name: str) -> None:
    for passage in _passages(text, name):
        for before, unit in zip(passage.units, passage.units[1:], strict=False):
            assert unit.lead is None or unit.lead == text[before.end : unit.start]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_spans_are_spans_of_the_text_the_library_keeps_also_after_noise(name: str) -> None:
    holding = a_holding("# Hav\n\nHavet är friskt.\n\nAcceptera alla kakor\n\nFisken ska leva.\n", name)

    units = [unit for passage in holding.passages for unit in passage.units]
    assert [holding.text[unit.start : unit.end] for unit in units] == [unit.text for unit in units]


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    intro, *_ = [
        passage
        for passage in _passages("# Hav\n\nDet här är läget.\n\nVi ska:\n\n- mäta\n- lära\n")
        if passage.kind == "list"
    ]

    assert _shown(intro) == ["Vi ska:", "mäta", "lära"]
    assert [unit.kind for unit in intro.units] == ["sentence", "item", "item"]


def test_a_list_right_under_its_heading_stays_with_it() -> None:
    [passage] = _passages("# Hav\n\n- mäta\n- lära\n")

    assert (passage.kind, _shown(passage)) == ("list", ["Hav", "mäta", "lära"])


def test_two_lists_in_a_row_are_two_passages() -> None:
    lists = [
        passage for passage in _passages("# Hav\n\nPull:\n\n- a\n- b\n\nPush:\n\n- c\n- d\n") if passage.kind == "list"
    ]

    assert [_shown(passage)[-3:] for passage in lists] == [["Pull:", "a", "b"], ["Push:", "c", "d"]]


def test_a_list_of_terms_under_the_line_that_introduces_it_is_a_list() -> None:
    [passage] = _passages(
        "# Ordlista\n\nNågra begrepp:\n\n- Mission: ett djärvt mål\n- Pilot: ett försök i liten skala\n"
    )

    assert (passage.kind, [unit.kind for unit in passage.units][1:]) == ("list", ["sentence", "item", "item"])


def test_a_long_list_is_cut_between_items() -> None:
    items = "\n".join(f"- {number} {_LONG.strip()}" for number in range(12))
    passages = [passage for passage in _passages(f"# Hav\n\nVi ska:\n\n{items}\n") if passage.kind == "list"]

    assert len(passages) > 1
    assert sum(unit.kind == "item" for passage in passages for unit in passage.units) == 12


def test_prose_is_cut_between_paragraphs() -> None:
    passages = _passages("# Hav\n\n" + "\n\n".join([_LONG] * 6) + "\n")

    assert len(passages) == 3
    assert all(len(passage.shown) <= 900 for passage in passages)


def test_a_paragraph_of_many_sentences_is_cut_between_them() -> None:
    passages = _passages(f"# Hav\n\n{_LONG * 10}\n")

    assert len(passages) > 3
    assert all(len(passage.shown) <= 1200 for passage in passages)


def test_a_long_item_is_quoted_by_the_sentence() -> None:
    [passage] = _passages(f"# Hav\n\n- {_LONG * 3}\n- mäta\n")

    assert [unit.kind for unit in passage.units].count("item") == 13


def test_each_passage_knows_its_headings_but_not_the_title_again() -> None:
    text = "# Hav\n\nEtt.\n\n## Fisk\n\n### Torsk\n\nTvå.\n\n## Säl\n\nTre.\n"

    paths = {_shown(passage)[-1]: passage.heading for passage in _passages(text)}

    assert paths["Ett."] == ()
    assert paths["Två."] == ("Fisk", "Torsk")


def test_a_heading_sums_up_its_numbered_sub_headings_in_an_outline() -> None:
    *_, outline = _passages("# Plan\n\n## Steg 1: Hav\n\nEtt.\n\n## Steg 2: Stad\n\nTvå.\n")

    assert (outline.kind, _shown(outline)) == ("outline", ["Plan", "Steg 1: Hav", "Steg 2: Stad"])
    assert outline.units[2].lead is None


def test_sub_headings_without_numbers_are_not_summed_up() -> None:
    assert "outline" not in [passage.kind for passage in _passages("# Plan\n\n## Hav\n\nEtt.\n\n## Stad\n\nTvå.\n")]


def test_headings_without_numbers_are_no_list() -> None:
    passages = _passages("# Plan\n\n## Hav\n\nEtt.\n\n## Stad\n\nTvå.\n")

    assert "outline" not in {passage.kind for passage in passages}


def test_tables_and_fields_are_passages_of_their_own_kind() -> None:
    table = _passages("# Roller\n\nVem gör vad?\n\n| Vad | Vem |\n|---|---|\n| Hav | Region |\n")
    fields = _passages(f"Strategi\n\nBeslut av:\tRevision: 01\n\n{_LONG}\n", "a.txt")

    assert [unit.kind for unit in table[-1].units] == ["heading", "sentence", "row", "row"]
    assert "fields" in [passage.kind for passage in fields]


def test_a_word_broken_over_two_lines_is_mended_for_the_search_alone() -> None:
    [passage] = _passages("Här är innovations-\nupphandling bra.\n", "a.txt")

    [unit] = passage.units
    assert unit.text == "Här är innovations-\nupphandling bra."
    assert unit.shown == "Här är innovations- upphandling bra."
    assert unit.searched == "Här är innovationsupphandling bra."


def test_a_text_of_its_own_making_is_shown_mended() -> None:
    writing = Writing()
    writing.paragraph("E\ufb03cient upphandling.", page=3)
    transcript = writing.transcript(StatedFacts())

    [passage] = split(transcript, document="a.pdf", title="T", language="sv", as_written=False)

    assert passage.units[0].shown == "Efficient upphandling."
    assert passage.units[0].mended is None


def test_pages_are_the_first_and_the_last_of_a_passage() -> None:
    writing = Writing()
    writing.paragraph("Ett.", page=3, label="iii")
    writing.paragraph("Två.", page=4)
    [passage] = split(writing.transcript(StatedFacts()), document="a.pdf", title="T", language="sv", as_written=False)

    assert passage.pages == (3, 4)
    assert [(unit.page, unit.page_label) for unit in passage.units] == [(3, "iii"), (4, None)]


def test_a_format_without_pages_has_none() -> None:
    assert _passages("# Hav\n\nEtt.\n")[0].pages is None


def test_an_id_stays_when_the_document_changes_elsewhere() -> None:
    before = _passages("# Hav\n\nEtt.\n\n## Fisk\n\nTvå.\n")
    after = _passages("# Hav\n\nNytt här.\n\nEtt annat.\n\n## Fisk\n\nTvå.\n")

    assert before[1].id == after[1].id
    assert before[0].id != after[0].id


def test_the_same_words_twice_have_two_ids() -> None:
    passages = _passages("## Hav\n\nEtt.\n\n## Hav\n\nEtt.\n\n## Hav\n\nEtt.\n")

    assert len({passage.id for passage in passages}) == len(passages)


def test_a_passage_in_the_other_language_says_so() -> None:
    english = "This is what they say about the goals of the mission and why we should have them."
    passages = _passages(f"# Hav\n\nDet här är på svenska och det är bra.\n\n## In English\n\n{english}\n")

    assert [passage.language for passage in passages] == ["sv", "en"]


def test_noise_is_in_no_passage() -> None:
    passages = _passages("# Hav\n\nHavet är friskt.\n\nAcceptera alla kakor\n")

    assert not any("kakor" in passage.shown for passage in passages)


def test_a_sentence_on_the_next_page_has_that_page_though_its_paragraph_began_before() -> None:
    writing = Writing()
    writing.heading("Havet", level=1, page=6)
    writing.paragraph("Havet är friskt. Fisken kommer tillbaka.", page=6, turns=[Turn(at=17, page=7, page_label="vii")])
    transcript = writing.transcript(StatedFacts())

    [passage] = split(transcript, document="a.pdf", title="Havet", language="sv", as_written=False)

    assert [(unit.shown, unit.page, unit.page_label) for unit in passage.units[1:]] == [
        ("Havet är friskt.", 6, None),
        ("Fisken kommer tillbaka.", 7, "vii"),
    ]
    assert passage.pages == (6, 7)
