"""Decks as transcripts: slides in order, each read as the eye goes over it."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData, ChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Inches

from ingest.loaders.pptx import load_pptx
from ingest.loaders.pptx.order import INCH, Box, reading_order
from ingest.records import Transcript
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentEncrypted, DocumentScanned

TITLE, CONTENT, COMPARISON, TITLE_ONLY, BLANK = 0, 1, 4, 5, 6
LONG = "En text som är lång nog att vara brödtext på ett kort och inte en etikett över något annat på bilden."

FIRST_SLIDE = "ppt/slides/slide1.xml"


class Reader(Protocol):
    """Reads a deck through a file."""

    def __call__(self, deck: Deck, *, change: Callable[[str], str] | None = None) -> Transcript: ...


@pytest.fixture
def deck() -> Deck:
    """A deck without slides."""
    return Presentation()


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a deck through a file, the markup of its first slide changed on the way."""

    def reader(deck: Deck, *, change: Callable[[str], str] | None = None) -> Transcript:
        path = tmp_path / "fil.pptx"
        deck.save(str(path))
        return load_pptx(path if change is None else rewritten(path, change))

    return reader


def slide(deck: Deck, layout: int, title: str = "", **placeholders: str) -> Slide:
    """A new slide; `p1="…"` fills placeholder 1."""
    new = deck.slides.add_slide(deck.slide_layouts[layout])
    if title and new.shapes.title is not None:
        new.shapes.title.text = title
    for shape in new.placeholders:
        text = placeholders.get(f"p{shape.placeholder_format.idx}")
        if text is not None:
            cast("Shape", shape).text_frame.text = text
    return new


def textbox(on: Slide, text: str, left: float, top: float, width: float = 2, height: float = 0.5) -> Shape:
    """A text box, measures in inches."""
    box = on.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    box.text_frame.word_wrap = True
    box.text_frame.text = text
    return box


def rewritten(path: Path, change: Callable[[str], str]) -> Path:
    """The deck at `path` with the markup of its first slide changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[FIRST_SLIDE] = change(parts[FIRST_SLIDE].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def said(transcript: Transcript) -> list[tuple[str, str, int | None]]:
    """Kind, words and slide of every block."""
    return [(block.kind, transcript.text[block.start : block.end], block.page) for block in transcript.blocks]


def shown(transcript: Transcript) -> list[str]:
    return [line for line in transcript.text.splitlines() if line]


def test_the_opening_slide_is_the_title_and_others_are_headings_below_it(deck: Deck, read: Reader) -> None:
    slide(deck, TITLE, "Missionsorienterat\varbetssätt", p1="Region Blekinge\n28 maj 2024")
    slide(deck, CONTENT, "Varför?", p1="Komplexa utmaningar\nSamverkan")

    transcript = read(deck)

    assert said(transcript) == [
        ("heading", "Missionsorienterat arbetssätt", 1),
        ("paragraph", "Region Blekinge", 1),
        ("paragraph", "28 maj 2024", 1),
        ("heading", "Varför?", 2),
        ("item", "Komplexa utmaningar", 2),
        ("item", "Samverkan", 2),
    ]
    assert [block.level for block in transcript.blocks if block.kind == "heading"] == [1, 2]
    assert transcript.stated.title == "Missionsorienterat arbetssätt"
    assert transcript.stated.date is None


def test_a_deck_without_an_opening_slide_is_titled_by_its_properties(deck: Deck, read: Reader) -> None:
    deck.core_properties.title = "Missioner i Blekinge"
    slide(deck, CONTENT, "Varför?", p1="Ett\nTvå")

    transcript = read(deck)

    assert transcript.blocks[0].level == 2
    assert transcript.stated.title == "Missioner i Blekinge"


def test_the_title_that_powerpoint_fills_in_is_none(deck: Deck, read: Reader) -> None:
    slide(deck, CONTENT, "Varför?", p1="Ett\nTvå")

    assert read(deck).stated.title is None


def test_bullets_nest_and_a_single_paragraph_is_text(deck: Deck, read: Reader) -> None:
    nested = slide(deck, CONTENT, "Nivåer", p1="Utmaningar")
    frame = cast("Shape", nested.placeholders[1]).text_frame
    for text, level in (("Klimat", 1), ("hav", 2), ("Samverkan", 0)):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    slide(deck, CONTENT, "Text", p1="Ett enda stycke.")

    assert shown(read(deck)) == [
        "## Nivåer", "- Utmaningar", "  - Klimat", "    - hav", "- Samverkan", "## Text", "Ett enda stycke.",
    ]  # fmt: skip


def test_numbered_bullets_keep_their_numbers(deck: Deck, read: Reader) -> None:
    slide(deck, CONTENT, "Steg", p1="Kartlägg\nFormulera\nPröva")
    numbered = '<a:p><a:pPr><a:buAutoNum type="arabicPeriod" startAt="2"/></a:pPr><a:r>'

    transcript = read(deck, change=lambda markup: markup.replace("<a:p><a:r>", numbered))

    assert shown(transcript)[1:] == ["2. Kartlägg", "3. Formulera", "4. Pröva"]


def test_a_comparison_is_read_column_by_column(deck: Deck, read: Reader) -> None:
    slide(deck, COMPARISON, "Jämförelse", p1="Före", p2="Silos\nProjekt", p3="Efter", p4="Samskapande\nPortfölj")

    assert shown(read(deck))[1:] == ["Före", "- Silos", "- Projekt", "Efter", "- Samskapande", "- Portfölj"]


def test_text_boxes_are_read_by_their_place_and_not_in_the_order_they_were_made(deck: Deck, read: Reader) -> None:
    made = slide(deck, TITLE_ONLY, "Rutor")
    textbox(made, "nederst", 1, 6)
    textbox(made, "höger", 6, 2)
    textbox(made, "vänster", 1, 2)

    assert shown(read(deck))[1:] == ["vänster", "höger", "nederst"]


def test_cards_side_by_side_are_read_card_by_card(deck: Deck, read: Reader) -> None:
    made = slide(deck, TITLE_ONLY, "Kort")
    for place, label in enumerate(("Pull", "Push")):
        textbox(made, label, 0.5 + 4 * place, 2, 3, 0.5)
    for place in range(2):
        textbox(made, f"{place} {LONG}", 0.5 + 4 * place, 2.5, 3, 2)

    assert shown(read(deck))[1:] == ["Pull", f"0 {LONG}", "Push", f"1 {LONG}"]


def test_a_group_is_read_as_one(deck: Deck, read: Reader) -> None:
    made = slide(deck, TITLE_ONLY, "Grupper")
    for left in (5, 1):
        group = made.shapes.add_group_shape()
        for top in (4, 2):
            box = group.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(0.5))
            box.text_frame.text = f"{left}-{top}"

    assert shown(read(deck))[1:] == ["1-2", "1-4", "5-2", "5-4"]


def test_a_slide_without_a_title_placeholder_is_headed_by_the_line_at_its_top(deck: Deck, read: Reader) -> None:
    slide(deck, CONTENT, "Förra bilden", p1="Ett\nTvå")
    made = slide(deck, BLANK)
    textbox(made, "Missionspiloter", 1, 0.5)
    textbox(made, LONG, 1, 3)

    assert said(read(deck))[-2:] == [("heading", "Missionspiloter", 2), ("paragraph", LONG, 2)]


def test_tables_are_rows_and_merged_cells_are_not_repeated(deck: Deck, read: Reader) -> None:
    made = slide(deck, TITLE_ONLY, "Tabell")
    table = made.shapes.add_table(4, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row, texts in enumerate(
        (("Steg", "När", "Vem"), ("Behov", "Mars", ""), ("", "April", "Alla"), ("Slut", "", ""))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2))

    transcript = read(deck)

    assert [block.kind for block in transcript.blocks] == ["heading", "row", "row", "row", "row"]
    assert shown(transcript)[1:] == ["Steg | När | Vem", "Behov | Mars |", "| April | Alla", "Slut"]


def test_a_chart_tells_its_title_categories_and_series(deck: Deck, read: Reader) -> None:
    data = CategoryChartData()
    data.categories = ["2022", "2023"]
    data.add_series("Piloter", (3, 4.3))  # pyright: ignore[reportUnknownMemberType]
    data.add_series("Kommuner", (5, 5))  # pyright: ignore[reportUnknownMemberType]
    made = slide(deck, TITLE_ONLY, "Diagram")
    place = (Inches(1), Inches(2), Inches(5), Inches(3))
    frame = made.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, cast("ChartData", data))
    chart = cast("GraphicFrame", frame).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Missioner per år"

    assert shown(read(deck))[1:] == ["Missioner per år", "| 2022 | 2023", "Piloter | 3 | 4.3", "Kommuner | 5 | 5"]


def test_notes_end_their_slide(deck: Deck, read: Reader) -> None:
    notes = slide(deck, CONTENT, "Varför?", p1="Ett\nTvå").notes_slide.notes_text_frame
    assert notes is not None
    notes.text = "Berätta om Karlskrona."
    slide(deck, CONTENT, "Nästa", p1="Tre\nFyra")

    assert said(read(deck))[3] == ("paragraph", "Berätta om Karlskrona.", 1)


def test_hidden_slides_are_kept(deck: Deck, read: Reader) -> None:
    slide(deck, CONTENT, "Dold", p1="Tre\nFyra")

    transcript = read(deck, change=lambda markup: markup.replace("<p:sld ", '<p:sld show="0" '))

    assert shown(transcript) == ["## Dold", "- Tre", "- Fyra"]


def test_links_tell_their_address(deck: Deck, read: Reader) -> None:
    box = textbox(slide(deck, TITLE_ONLY, "Länk"), "Läs ", 1, 3)
    run = box.text_frame.paragraphs[0].add_run()
    run.text = "handboken"
    run.hyperlink.address = "https://www.vinnova.se/missioner"

    assert shown(read(deck))[1] == "Läs handboken (https://www.vinnova.se/missioner)"


def test_lines_that_run_through_the_deck_are_left_out(deck: Deck, read: Reader) -> None:
    for place in range(4):
        textbox(slide(deck, CONTENT, f"Bild {place}", p1=f"Ett {place}\nTvå"), "Region Blekinge 2024", 0.2, 7.1)

    assert "Region Blekinge" not in read(deck).text


@pytest.mark.parametrize("kind", ["ftr", "dt", "sldNum"])
def test_footers_dates_and_slide_numbers_are_left_out(deck: Deck, read: Reader, kind: str) -> None:
    slide(deck, CONTENT, "Varför?", p1="Ett\nTvå")
    place = f'<p:nvPr><p:ph type="{kind}" idx="10"/></p:nvPr>'
    footer = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="f"/><p:cNvSpPr/>{place}</p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:p><a:r><a:t>sidfot</a:t></a:r></a:p></p:txBody></p:sp>"
    )

    transcript = read(deck, change=lambda markup: markup.replace("</p:spTree>", f"{footer}</p:spTree>"))

    assert shown(transcript) == ["## Varför?", "- Ett", "- Två"]


def test_shapes_written_for_new_programs_are_read_once(deck: Deck, read: Reader) -> None:
    textbox(slide(deck, TITLE_ONLY, "Formel"), "E = mc²", 1, 3)

    def wrapped(markup: str) -> str:
        """PowerPoint writes a box with a formula for itself, and one with a picture of it for others."""
        before, box = markup.rsplit("<p:sp>", 1)
        shape, after = box.split("</p:sp>", 1)
        choice = f'<mc:Choice Requires="a14"><p:sp>{shape}</p:sp></mc:Choice>'
        fallback = f"<mc:Fallback><p:sp>{shape.replace('E = mc²', ' ')}</p:sp></mc:Fallback>"
        namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        alternatives = f'<mc:AlternateContent xmlns:mc="{namespace}">{choice}{fallback}</mc:AlternateContent>'
        return before + alternatives + after

    assert shown(read(deck, change=wrapped)) == ["# Formel", "E = mc²"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left_top, left_bottom = Box(0, 0, 4 * INCH, INCH), Box(0, 2 * INCH, 4 * INCH, 3 * INCH)
    right = Box(5 * INCH, 0, 9 * INCH, 3 * INCH)

    assert reading_order([right, left_bottom, left_top]) == [2, 1, 0]


def test_every_frame_is_read_exactly_once() -> None:
    corners = [(place * 7 % 5 * INCH, place * 3 % 4 * INCH) for place in range(30)]
    boxes = [
        Box(left, top, left + 2 * INCH, top + INCH, is_label=place % 3 == 0)
        for place, (left, top) in enumerate(corners)
    ]

    assert sorted(reading_order(boxes)) == list(range(30))


def test_a_deck_without_words_is_empty(deck: Deck, read: Reader) -> None:
    slide(deck, BLANK)

    with pytest.raises(DocumentEmpty):
        read(deck)


def test_a_deck_of_pictures_asks_for_ocr(deck: Deck, read: Reader, tmp_path: Path) -> None:
    picture = tmp_path / "bild.png"
    picture.write_bytes(PIXEL)
    for _ in range(2):
        slide(deck, BLANK).shapes.add_picture(str(picture), Inches(1), Inches(1))

    with pytest.raises(DocumentScanned) as told:
        read(deck)

    assert told.value.pages == 2


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)


def test_an_encrypted_deck_says_so(tmp_path: Path) -> None:
    (tmp_path / "fil.pptx").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))

    with pytest.raises(DocumentEncrypted):
        load_pptx(tmp_path / "fil.pptx")


def test_a_zip_that_is_no_deck_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fil.pptx", "w") as archive:
        archive.writestr("hej.txt", "hej")

    with pytest.raises(DocumentDamaged):
        load_pptx(tmp_path / "fil.pptx")


def test_an_entity_bomb_is_damage_and_does_not_hang(deck: Deck, read: Reader) -> None:
    slide(deck, CONTENT, "Varför?", p1="Ett\nTvå")
    bomb = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 12))

    def armed(markup: str) -> str:
        root = markup.split("?>", 1)[1].replace("Varför?", "&a11;")
        return f'<!DOCTYPE p [<!ENTITY a0 "ha">{bomb}]>{root}'

    with pytest.raises(DocumentDamaged):
        read(deck, change=armed)
