"""PDF files as transcripts: what a reader of the page would say stands there."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.loaders.pdf import load_pdf
from ingest.loaders.pdf.mending import clean_letters
from ingest.records import Block, Transcript
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentEncrypted, DocumentScanned
from tests.builders_pdf import Sheet, make_pdf

PROSE = (
    "Missionsorienterad innovation handlar om att samla aktörer kring ett gemensamt mål. Arbetet kräver tålamod, "
    "tillit och en vilja att pröva nytt. Det som fungerar på en plats kan prövas på en annan, och det som inte "
    "fungerar är också en lärdom som fler har nytta av när de börjar."
)
OTHER = (
    "Regionen arbetar tillsammans med kommunerna och högskolan. Varje år följs arbetet upp och resultaten läggs fram "
    "för nämnden, som beslutar om nästa steg. Den som vill veta mer hittar alla underlag hos sekretariatet, som också "
    "svarar på frågor om hur pengarna används och vem som ansvarar för vad."
)

Reader = Callable[..., Transcript]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads sheets, or bytes as they stand, through a file."""

    def reader(*sheets: Sheet, data: bytes | None = None, **settings: object) -> Transcript:
        path = tmp_path / "fil.pdf"
        path.write_bytes(make_pdf(sheets, **settings) if data is None else data)  # pyright: ignore[reportArgumentType]
        return load_pdf(path)

    return reader


def of_kind(transcript: Transcript, kind: str) -> list[str]:
    return [transcript.text[block.start : block.end] for block in transcript.blocks if block.kind == kind]


def block_with(transcript: Transcript, words: str) -> Block:
    return next(block for block in transcript.blocks if words in transcript.text[block.start : block.end])


def prose_pages(count: int, *, top: float = 120) -> list[Sheet]:
    """Pages that each hold a paragraph of their own."""
    sheets = [Sheet() for _ in range(count)]
    for number, sheet in enumerate(sheets):
        sheet.prose(60, top, f"Stycke {'abcdefgh'[number]} börjar här. {PROSE}")
    return sheets


def two_columns(left: Sequence[str], right: Sequence[str], *, line_by_line: bool) -> Sheet:
    """Two columns of lines, drawn one after the other or a line of each at a time."""
    sheet = Sheet()
    cells = [(60.0, 100 + 12 * n, line) for n, line in enumerate(left)]
    beside = [(310.0, 100 + 12 * n, line) for n, line in enumerate(right)]
    ordered = sorted(cells + beside, key=lambda cell: cell[1]) if line_by_line else cells + beside
    for x, y, line in ordered:
        sheet.text(x, y, line)
    return sheet


def wrapped(text: str, chars: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= chars:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_lines_become_one_paragraph(read: Reader) -> None:
    sheet = Sheet()
    sheet.prose(60, 100, PROSE)

    transcript = read(sheet)

    assert of_kind(transcript, "paragraph") == [PROSE]
    assert transcript.blocks[0].page == 1


def test_space_between_lines_parts_paragraphs(read: Reader) -> None:
    sheet = Sheet()
    after = sheet.prose(60, 100, PROSE)
    sheet.prose(60, after + 8, OTHER)

    assert of_kind(read(sheet), "paragraph") == [PROSE, OTHER]


def test_an_indent_or_a_line_ended_early_begins_a_paragraph(read: Reader) -> None:
    sheet = Sheet()
    after = sheet.prose(60, 100, PROSE)
    sheet.text(75, after, "Ett indraget stycke följer utan mellanrum och fyller hela raden ut.")
    sheet.prose(60, after + 12, OTHER)

    paragraphs = of_kind(read(sheet), "paragraph")

    assert paragraphs[0] == PROSE
    assert paragraphs[1].startswith("Ett indraget stycke")


def test_headings_rank_by_size_and_weight(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Strategi för missioner", size=24)
    sheet.text(60, 120, "Bakgrund", size=16)
    after = sheet.prose(60, 145, PROSE)
    sheet.text(60, after + 12, "Syfte och mål", bold=True)
    sheet.prose(60, after + 30, OTHER)

    transcript = read(sheet)

    assert [block.level for block in transcript.blocks if block.kind == "heading"] == [1, 2, 3]
    assert of_kind(transcript, "heading") == ["Strategi för missioner", "Bakgrund", "Syfte och mål"]


def test_a_heading_over_two_lines_is_one(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "En mycket lång rubrik om innovation", size=20)
    sheet.text(60, 104, "och smart specialisering", size=20)
    sheet.prose(60, 140, PROSE)

    assert of_kind(read(sheet), "heading") == ["En mycket lång rubrik om innovation och smart specialisering"]


def test_a_bold_phrase_at_the_head_of_a_paragraph_is_no_heading(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Syfte:", bold=True)
    sheet.text(102, 100, "att samla aktörer kring ett gemensamt mål och hålla i.")
    sheet.prose(60, 130, PROSE)

    assert of_kind(read(sheet), "heading") == []


def test_bookmarks_name_headings_that_look_like_text(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Rapport", size=20)
    sheet.text(60, 110, "1 Inledning")
    sheet.prose(60, 135, PROSE)

    transcript = read(sheet, outline=[("Inledning", 0)])

    assert block_with(transcript, "1 Inledning").kind == "heading"
    assert block_with(transcript, "1 Inledning").level == 2


def test_a_paragraph_that_goes_on_over_the_page_is_one_and_begins_where_it_began(read: Reader) -> None:
    first, second = Sheet(), Sheet()
    lines = wrapped(PROSE, 70)
    for n, line in enumerate(lines[:2]):
        first.text(60, 100 + 12 * n, line)
    for n, line in enumerate(lines[2:]):
        second.text(60, 100 + 12 * n, line)

    transcript = read(first, second)

    assert of_kind(transcript, "paragraph") == [PROSE]
    assert transcript.blocks[0].page == 1


def test_a_word_broken_over_the_page_is_mended(read: Reader) -> None:
    first, second = Sheet(), Sheet()
    first.text(60, 100, "Vi samlar många aktörer kring en gemensam och djärv missions-")
    second.text(60, 100, "orientering som håller över tid.")

    assert "missionsorientering som håller" in read(first, second).text


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("ett nytt sam-", "hälle växer", "ett nytt samhälle växer"),
        ("ett EU-", "projekt pågår", "ett EU-projekt pågår"),
        ("perioden 2020-", "2025 avslutas", "perioden 2020-2025 avslutas"),
        ("system-", "och tjänsteinnovation", "system- och tjänsteinnovation"),
        ("med hjälp av Karl-", "Erik Johansson", "med hjälp av Karl-Erik Johansson"),
        ("skicka e-", "post till oss", "skicka e-post till oss"),
        ("se https://vinnova.se/missions-", "handboken idag", "se https://vinnova.se/missions-handboken idag"),
    ],
)
def test_hyphens_at_line_ends(read: Reader, before: str, after: str, whole: str) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Raden fylls ut med några ord till så att den blir full här " + before)
    sheet.text(60, 112, after + " och här fortsätter texten med ännu fler ord.")

    assert whole in read(sheet).text


def test_a_compound_known_from_the_text_keeps_its_hyphen(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "En mix av top-down och annat behövs när vi arbetar både med top-")
    sheet.text(60, 112, "down och på andra sätt i regionen.")

    assert "både med top-down och på" in read(sheet).text


def test_ligatures_and_hard_spaces_are_plain_letters(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "\ufb01nansiering om 10\u00a0000 kronor och \ufb02er")

    assert read(sheet).text == "finansiering om 10 000 kronor och fler"


def test_invisible_and_loose_letters_are_mended() -> None:
    assert clean_letters("inno\u00advation\u200b") == "innovation"
    assert clean_letters("ma\u030al") == "mål"
    assert clean_letters("f¨or m˚al") == "för mål"


@pytest.mark.parametrize("line_by_line", [False, True])
def test_two_columns_are_read_one_after_the_other(read: Reader, line_by_line: bool) -> None:  # noqa: FBT001
    sheet = two_columns(wrapped(PROSE, 34), wrapped(OTHER, 34), line_by_line=line_by_line)

    assert read(sheet).text.replace("\n\n", " ") == f"{PROSE} {OTHER}"


def test_a_heading_across_both_columns_comes_first_and_one_below_comes_last(read: Reader) -> None:
    sheet = two_columns(wrapped(PROSE, 34), wrapped(OTHER, 34), line_by_line=True)
    sheet.text(60, 70, "En rubrik som går över båda spalterna", size=16)
    sheet.text(60, 260, "Nästa avsnitt", size=16)
    sheet.prose(60, 285, "Här är texten åter bred och fyller hela sidan från kant till kant som förut.")

    transcript = read(sheet)

    assert [block.kind for block in transcript.blocks if block.kind == "heading"] == ["heading", "heading"]
    assert transcript.text.index("båda spalterna") < transcript.text.index(PROSE) < transcript.text.index(OTHER)
    assert transcript.text.index(OTHER) < transcript.text.index("Nästa avsnitt")


def test_names_and_values_side_by_side_are_read_row_by_row(read: Reader) -> None:
    sheet = Sheet()
    for n, (name, value) in enumerate([("Beslut av:", "Nämnden"), ("Revision:", "01"), ("Giltig till:", "2027")]):
        sheet.text(60, 100 + 14 * n, name)
        sheet.text(200, 100 + 14 * n, value)

    assert of_kind(read(sheet), "row") == ["Beslut av: | Nämnden", "Revision: | 01", "Giltig till: | 2027"]


def test_running_headers_footers_and_page_numbers_are_left_out(read: Reader) -> None:
    sheets = prose_pages(4)
    for number, sheet in enumerate(sheets, start=1):
        sheet.text(60, 40, "Region Blekinge")
        sheet.text(400, 40, "Diarienr 2021/123")
        sheet.text(60, 800, f"Sida {number} av 4")

    transcript = read(*sheets)

    assert "Region Blekinge" not in transcript.text
    assert "2021/123" not in transcript.text
    assert "Sida" not in transcript.text
    assert len(transcript.blocks) == 4


def test_in_a_short_file_only_the_margins_are_chrome(read: Reader) -> None:
    sheets = prose_pages(2)
    for number, sheet in enumerate(sheets, start=1):
        sheet.text(60, 40, "Region Blekinge")
        sheet.text(60, 300, "Detta gäller lika på båda sidorna.")
        sheet.text(300, 815, str(number))

    transcript = read(*sheets)

    assert "Region Blekinge" not in transcript.text
    assert transcript.text.count("Detta gäller lika på båda sidorna.") == 2
    assert transcript.blocks[-1].kind == "paragraph"
    assert transcript.text.endswith("båda sidorna.")


def test_a_single_page_loses_its_number_and_nothing_else(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 40, "Region Blekinge")
    sheet.prose(60, 100, PROSE)
    sheet.text(300, 815, "1 (1)")

    assert of_kind(read(sheet), "paragraph") == ["Region Blekinge", PROSE]


def test_numbered_headings_at_the_head_of_their_pages_stay(read: Reader) -> None:
    sheets = prose_pages(3)
    for number, sheet in enumerate(sheets, start=1):
        sheet.text(60, 60, f"{number}", size=16)
        sheet.text(100, 60, ["Inledning", "Genomförande", "Resultat"][number - 1], size=16)

    headings = of_kind(read(*sheets), "heading")

    assert [heading.split()[-1] for heading in headings] == ["Inledning", "Genomförande", "Resultat"]


def test_a_first_line_that_comes_back_is_still_text(read: Reader) -> None:
    sheets = prose_pages(4, top=92)
    for sheet in sheets:
        sheet.text(60, 40, "Region Blekinge")
        sheet.text(60, 80, "Varje sida börjar med samma rad som hör till texten och fyller raden,")

    assert read(*sheets).text.count("Varje sida börjar med samma rad") == 4


def test_printed_page_numbers_are_kept_where_they_differ(read: Reader) -> None:
    transcript = read(*prose_pages(3), labels="0 << /S /r >> 1 << /S /D /St 2 >> 2 << /S /D /St 7 >>")

    assert [(block.page, block.page_label) for block in transcript.blocks] == [(1, "i"), (2, None), (3, "7")]


def test_bullets_become_items_with_their_hanging_lines(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Det här utmärker ett missionsorienterat arbetssätt:")
    sheet.text(70, 100, "•")
    sheet.prose(85, 100, "Samskapande för att förstå och ta sig an en utmaning som rör många i samhället", chars=60)
    sheet.text(70, 124, "•")
    sheet.text(85, 124, "En mix av top-down och bottom-up")
    sheet.text(90, 136, "o")
    sheet.text(105, 136, "nationellt")

    transcript = read(sheet)

    assert of_kind(transcript, "item") == [
        "Samskapande för att förstå och ta sig an en utmaning som rör många i samhället",
        "En mix av top-down och bottom-up",
        "nationellt",
    ]
    assert [block.level for block in transcript.blocks if block.kind == "item"] == [1, 1, 2]


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("1)", "2)"), ("a)", "b)"), ("(1)", "(2)")])
def test_numbered_items_carry_their_number(read: Reader, first: str, second: str) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Råden till nyblivna regioner är dessa:")
    sheet.text(60, 100, f"{first} Samverka")
    sheet.text(60, 112, f"{second} Skapa partnerskap")

    transcript = read(sheet)

    assert of_kind(transcript, "item") == ["Samverka", "Skapa partnerskap"]
    assert [block.ordinal for block in transcript.blocks if block.kind == "item"] == [1, 2]


def test_a_lone_letter_before_a_caption_opens_no_list(read: Reader) -> None:
    sheet = Sheet()
    sheet.prose(60, 100, PROSE)
    sheet.text(60, 300, "(a) Före, (b) efter")

    assert of_kind(read(sheet), "paragraph")[-1] == "(a) Före, (b) efter"


def test_a_list_goes_on_over_the_page(read: Reader) -> None:
    first, second = Sheet(), Sheet()
    first.prose(60, 100, PROSE)
    first.text(60, 180, "1. Samverka med alla som har något att vinna på att målet nås och som")
    second.text(75, 100, "vill vara med")
    second.text(60, 112, "2. Skapa partnerskap")

    assert of_kind(read(first, second), "item")[0].endswith("nås och som vill vara med")


def test_a_dash_in_mid_sentence_opens_no_item(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Metoden används inom de två andra specialiseringarna i hela regionen")
    sheet.text(60, 112, "– som alla vet – och där har den redan gett goda resultat under året.")

    assert of_kind(read(sheet), "item") == []


def test_a_line_of_speech_is_a_paragraph_with_its_dash(read: Reader) -> None:
    sheet = Sheet()
    sheet.prose(60, 100, "– Det är ett europeiskt nätverk som främst består av myndigheter. Vi har samarbetat länge.")

    assert read(sheet).text.startswith("– Det är ett europeiskt nätverk")


def test_a_table_of_contents_keeps_a_line_for_each_entry(read: Reader) -> None:
    sheet = Sheet()
    for n, entry in enumerate(["Inledning", "Tre specialiseringar", "Organisation"]):
        sheet.text(60, 100 + 12 * n, f"{entry} {'.' * (60 - len(entry))} {n + 4}")

    assert [text.split(" ..")[0] for text in of_kind(read(sheet), "paragraph")] == [
        "Inledning",
        "Tre specialiseringar",
        "Organisation",
    ]


def ruled_table(sheet: Sheet, top: float, rows: Sequence[Sequence[str]]) -> None:
    sheet.grid([60, 200, 340, 480], [top + 20 * n for n in range(len(rows) + 1)])
    for n, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.text(65 + 140 * column, top + 14 + 20 * n, cell)


def test_a_ruled_table_becomes_rows_and_is_not_told_twice(read: Reader) -> None:
    sheet = Sheet()
    sheet.prose(60, 80, PROSE)
    ruled_table(sheet, 200, [("Insats", "Ansvarig", "När"), ("Starta", "BTH", "2023"), ("Utvärdera", "", "2024")])
    sheet.prose(60, 300, OTHER)

    transcript = read(sheet)

    assert of_kind(transcript, "row") == ["Insats | Ansvarig | När", "Starta | BTH | 2023", "Utvärdera | | 2024"]
    assert of_kind(transcript, "paragraph") == [PROSE, OTHER]


def test_a_cell_of_several_lines_is_one_cell(read: Reader) -> None:
    sheet = Sheet()
    sheet.grid([60, 200, 340], [100, 120, 160])
    for x, y, text in [(65, 114, "Insats"), (205, 114, "Vem"), (65, 134, "Bygga ut hand-"), (65, 146, "lingsplanen")]:
        sheet.text(x, y, text)
    sheet.text(205, 134, "Regionen")

    assert of_kind(read(sheet), "row") == ["Insats | Vem", "Bygga ut handlingsplanen | Regionen"]


def test_figures_line_under_line_without_a_rule_between_are_rows(read: Reader) -> None:
    sheet = Sheet()
    sheet.grid([60, 200, 340, 480], [100, 120, 160])
    for x, texts in [(65, ["År", "2020", "2021"]), (205, ["Mkr", "5,0", "7,5"]), (345, ["Antal", "12", "31"])]:
        for y, text in zip([114, 134, 146], texts, strict=True):
            sheet.text(x, y, text)

    assert of_kind(read(sheet), "row") == ["År | Mkr | Antal", "2020 | 5,0 | 12", "2021 | 7,5 | 31"]


def test_a_cell_over_two_columns_leaves_a_gap(read: Reader) -> None:
    sheet = Sheet()
    sheet.grid([60, 200, 340], [100, 120])
    sheet.grid([60, 340], [120, 140])
    sheet.grid([60, 200, 340], [140, 160])
    for x, y, text in [
        (65, 114, "Insats"),
        (205, 114, "Vem"),
        (65, 134, "Hela länet"),
        (65, 154, "Bygga"),
        (205, 154, "RUN"),
    ]:
        sheet.text(x, y, text)

    assert of_kind(read(sheet), "row") == ["Insats | Vem", "Hela länet |", "Bygga | RUN"]


def test_the_head_row_repeated_on_the_next_page_is_told_once(read: Reader) -> None:
    first, second = Sheet(), Sheet()
    ruled_table(first, 700, [("Insats", "Ansvarig", "När"), ("Starta", "BTH", "2023")])
    ruled_table(second, 100, [("Insats", "Ansvarig", "När"), ("Utvärdera", "RUN", "2024")])

    assert of_kind(read(first, second), "row") == [
        "Insats | Ansvarig | När",
        "Starta | BTH | 2023",
        "Utvärdera | RUN | 2024",
    ]


def test_a_frame_around_text_is_no_table(read: Reader) -> None:
    sheet = Sheet()
    sheet.grid([50, 500], [80, 160])
    sheet.prose(60, 100, PROSE)

    assert of_kind(read(sheet), "paragraph") == [PROSE]


def test_footnotes_stand_after_the_paragraph_they_interrupt(read: Reader) -> None:
    first, second = Sheet(), Sheet()
    lines = wrapped(PROSE, 70)
    for n, line in enumerate(lines[:2]):
        first.text(60, 100 + 12 * n, line)
    first.text(60, 740, "1 Se Vinnovas handbok, sidan 12.", size=8)
    for n, line in enumerate(lines[2:]):
        second.text(60, 100 + 12 * n, line)

    assert of_kind(read(first, second), "paragraph") == [PROSE, "1 Se Vinnovas handbok, sidan 12."]


def test_footnotes_as_large_as_the_text_are_known_by_the_line_above_them(read: Reader) -> None:
    first, second = Sheet(), Sheet()
    lines = wrapped(PROSE, 70)
    for n, line in enumerate(lines[:2]):
        first.text(60, 100 + 12 * n, line)
    first.rule(60, 725, 180, 725)
    first.text(60, 740, "1 Se Vinnovas handbok, sidan 12.")
    for n, line in enumerate(lines[2:]):
        second.text(60, 100 + 12 * n, line)

    assert of_kind(read(first, second), "paragraph") == [PROSE, "1 Se Vinnovas handbok, sidan 12."]


def test_a_raised_figure_is_a_superscript_and_a_lowered_one_is_not(read: Reader) -> None:
    sheet = Sheet()
    sheet.draw("BT /F0 10 Tf 1 0 0 1 60 700 Tm (innovation) Tj ET BT /F0 6 Tf 1 0 0 1 120 704 Tm (1) Tj ET")
    sheet.draw("BT /F0 10 Tf 1 0 0 1 130 700 Tm (CO) Tj ET BT /F0 6 Tf 1 0 0 1 142 698 Tm (2) Tj ET")

    assert read(sheet).text == "innovation¹ CO2"


def test_a_link_says_where_it_leads_unless_its_text_does(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Läs handboken, eller besök www.skane.se.")
    sheet.link(60 + 4 * 6, 100, 9, "https://www.vinnova.se/handbok")
    sheet.link(60 + 27 * 6, 100, 12, "https://www.skane.se/")

    assert read(sheet).text == "Läs handboken (https://www.vinnova.se/handbok), eller besök www.skane.se."


@pytest.mark.parametrize(("turn", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")])
def test_a_turned_page_is_read_like_any_other(read: Reader, turn: int, matrix: str) -> None:
    sheet = Sheet(rotate=turn)
    columns = [wrapped(PROSE, 34), wrapped(OTHER, 34)]
    for side, lines in enumerate(columns):
        for n, line in enumerate(lines):
            along, down = 60 + 250 * side, 100 + 12 * n
            x, y = {90: (down, along), 180: (600 - along, down), 270: (600 - down, 800 - along)}[turn]
            sheet.draw(f"BT /F0 10 Tf {matrix} {x} {y} Tm ({line}) Tj ET")

    assert read(sheet).text.replace("\n\n", " ") == f"{PROSE} {OTHER}"


def test_text_set_aside_is_told_once_its_page_is_done(read: Reader) -> None:
    sheet = Sheet()
    sheet.draw("BT /F0 10 Tf 0 1 -1 0 20 300 Tm (Arkivexemplar) Tj ET")
    sheet.prose(60, 100, PROSE)

    assert of_kind(read(sheet), "paragraph") == [PROSE, "Arkivexemplar"]


def test_the_title_is_the_one_the_file_states(read: Reader) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "En annan rubrik", size=20)
    sheet.prose(60, 120, PROSE)

    stated = read(sheet, title="Blekinges strategi").stated

    assert stated.title == "Blekinges strategi"
    assert stated.date is None
    assert stated.publisher is None


@pytest.mark.parametrize(
    "title", ["Microsoft Word - strategi.docx", "strategi_v3_slutlig.pdf", "", "untitled", "PowerPoint-presentation"]
)
def test_a_title_that_is_a_file_name_gives_way_to_the_largest_heading(read: Reader, title: str) -> None:
    sheet = Sheet()
    sheet.text(60, 60, "Kapitel", size=14)
    sheet.text(60, 90, "Blekinges strategi", size=24)
    sheet.prose(60, 120, PROSE)

    assert read(sheet, title=title).stated.title == "Blekinges strategi"


def test_a_locked_pdf_asks_for_its_password(read: Reader) -> None:
    sheet = Sheet()
    sheet.prose(60, 100, PROSE)

    with pytest.raises(DocumentEncrypted):
        read(sheet, password="hemligt")


def test_an_encrypted_pdf_that_opens_without_a_password_is_read(read: Reader) -> None:
    sheet = Sheet()
    sheet.prose(60, 100, PROSE)

    assert read(sheet, password="").text == PROSE


def test_a_scanned_pdf_asks_for_ocr(read: Reader) -> None:
    with pytest.raises(DocumentScanned) as caught:
        read(Sheet(picture=True), Sheet(picture=True))

    assert caught.value.pages == 2


def test_a_stamp_on_every_scanned_page_is_no_text(read: Reader) -> None:
    sheets = [Sheet(picture=True) for _ in range(3)]
    for sheet in sheets:
        sheet.text(60, 820, "Skannad med KopiatorX")

    with pytest.raises(DocumentScanned):
        read(*sheets)


def test_an_empty_file_and_blank_pages_are_empty(read: Reader) -> None:
    with pytest.raises(DocumentEmpty):
        read(data=b"")
    with pytest.raises(DocumentEmpty):
        read(Sheet(), Sheet())


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.98])
def test_a_pdf_that_was_cut_off_is_damaged(read: Reader, share: float) -> None:
    whole = make_pdf(prose_pages(3))

    with pytest.raises(DocumentDamaged):
        read(data=whole[: int(share * len(whole))])


@pytest.mark.parametrize(
    "data", [b"detta \xc3\xa4r ingen pdf", b"%PDF-1.7\n\x00\x01\x02 startxref\n0\n%%EOF", b"\x00" * 99]
)
def test_garbage_is_damaged(read: Reader, data: bytes) -> None:
    with pytest.raises(DocumentDamaged):
        read(data=data)


NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [*((name, name) for name in ("office", "style", "text", "table")), ("fo", "xsl-fo-compatible")]
)
HANDBOOK = """<?xml version="1.0" encoding="UTF-8"?><office:document {namespaces} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="8pt"/>
<style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Top" style:family="paragraph"><style:text-properties fo:font-size="22pt"/></style:style>
<style:style style:name="Sub" style:family="paragraph"><style:paragraph-properties fo:margin-top="14pt"/>
<style:text-properties fo:font-size="10pt" fo:font-weight="bold"/></style:style></office:styles>
<office:automatic-styles>
<style:style style:name="Two" style:family="section"><style:section-properties><style:columns fo:column-count="2"
 fo:column-gap="0.6cm"/></style:section-properties></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/>
</style:style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p>Region Blekinge</text:p></style:header>
<style:footer><text:p>Sida <text:page-number/></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="Top">Handbok för missioner</text:p>
<text:section text:name="s" text:style-name="Two">{chapters}</text:section>
<table:table><table:table-column/><table:table-column/>{rows}</table:table></office:text></office:body>
</office:document>"""
CHAPTER = """<text:p text:style-name="Sub">Så arbetar vi</text:p><text:p text:style-name="Body">{prose}</text:p>
<text:list text:style-name="Dots"><text:list-item><text:p text:style-name="Body">Samskapande för att förstå och ta sig
 an en utmaning som rör många</text:p></text:list-item><text:list-item><text:p text:style-name="Body">En mix</text:p>
</text:list-item></text:list>"""
ROW = "<table:table-row>{cells}</table:table-row>"
CELL = '<table:table-cell table:style-name="Cell"><text:p>{text}</text:p></table:table-cell>'


def handbook() -> str:
    """A document with what makes PDF files hard: two columns, header and footer, lists that wrap, a table."""
    cells = ["".join(CELL.format(text=text) for text in row) for row in (("År", "Mkr"), ("2020", "5"))]
    rows = [ROW.format(cells=row) for row in cells]
    chapters = CHAPTER.format(prose=f"{PROSE} {OTHER}") * 14
    return HANDBOOK.format(namespaces=NAMESPACES, chapters=chapters, rows="".join(rows))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_a_pdf_from_libreoffice_reads_like_its_source(tmp_path: Path) -> None:
    source = tmp_path / "handbok.fodt"
    source.write_text(handbook(), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)

    transcript = load_pdf(tmp_path / "handbok.pdf")

    assert max(block.page or 0 for block in transcript.blocks) > 2
    assert transcript.text.split("\n\n") == [
        "# Handbok för missioner",
        *[
            "## Så arbetar vi",
            f"{PROSE} {OTHER}",
            "- Samskapande för att förstå och ta sig an en utmaning som rör många\n- En mix",
        ]
        * 14,
        "År | Mkr\n2020 | 5",
    ]
