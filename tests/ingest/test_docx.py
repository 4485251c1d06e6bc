"""Word files as transcripts: headings, lists, tables and notes in the order and with the numbers Word draws."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from ingest.loaders.docx import load_docx
from ingest.records import Transcript
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentEncrypted, DocumentScanned, DocumentSuspicious

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:pPr>
  <w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:pPr>
  <w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Vår rubrik"/><w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:type="paragraph" w:styleId="Svensk"><w:name w:val="Rubrik 3"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC"><w:name w:val="TOC Heading"/><w:basedOn w:val="Rubrik1"/><w:pPr>
  <w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punktlista 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Nummer"><w:name w:val="Numrerad lista"/></w:style>
"""


def level(depth: int, form: str, pattern: str, style: str = "") -> str:
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    drawn = f'<w:numFmt w:val="{form}"/>{tied}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{drawn}</w:lvl>'


NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">
  {level(0, "decimal", "%1", "Rubrik1")}{level(1, "decimal", "%1.%2", "Rubrik2")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "lowerLetter", "%1)")}{level(1, "bullet", "o")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, *, style: str = "", extra: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{inner if inner.startswith('<') else run(inner)}</w:p>"


def item(text: str, number: int, depth: int = 0) -> str:
    return paragraph(text, extra=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else paragraph(inner)}</w:tc>"


def relations(*targets: tuple[str, str], links: tuple[str, ...] = ()) -> str:
    inside = "".join(f'<Relationship Id="r{kind}" Type="{RELATIONS}/{kind}" Target="{to}"/>' for kind, to in targets)
    outside = "".join(
        f'<Relationship Id="link{place}" Type="{RELATIONS}/hyperlink" Target="{to}" TargetMode="External"/>'
        for place, to in enumerate(links)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inside}{outside}</Relationships>"
    )


Reader = Callable[..., Transcript]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a document of the given body through a file."""

    def reader(
        *body: str, notes: str = "", links: tuple[str, ...] = (), also: tuple[tuple[str, str], ...] = ()
    ) -> Transcript:
        types = "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>'
            for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
        )
        parts = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
            "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>",
            "word/_rels/document.xml.rels": relations(
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("footnotes", "footnotes.xml"),
                *also,
                links=links,
            ),
        }
        path = tmp_path / "fil.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
            for _, name in also:
                if name == "data.xml":
                    archive.writestr("word/data.xml", DIAGRAM)
        return load_docx(path)

    return reader


DIAGRAM = f"""<dgm:dataModel {NAMESPACES}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>
<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>Formulera</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Kartlägg</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>aktörer</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>
<dgm:cxnLst><dgm:cxn modelId="7" srcId="0" destId="2" srcOrd="1"/><dgm:cxn modelId="8" srcId="0" destId="1" srcOrd="0"/>
<dgm:cxn modelId="9" srcId="1" destId="3" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>"""


def shown(transcript: Transcript) -> list[str]:
    """The lines of the transcript that hold something."""
    return [line for line in transcript.text.splitlines() if line]


def test_a_document_made_with_words_own_styles_keeps_its_structure(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Handlingsplan"
    document.core_properties.author = "Anna Ek"
    document.add_heading("Handlingsplan för missioner", 0)
    document.add_heading("Mål", 1)
    document.add_paragraph("Ett", style="List Bullet")
    document.add_paragraph("Under ett", style="List Bullet 2")
    document.add_paragraph("Först", style="List Number")
    document.add_paragraph("Sedan", style="List Number")
    document.save(str(tmp_path / "fil.docx"))

    transcript = load_docx(tmp_path / "fil.docx")

    assert shown(transcript) == [
        "# Handlingsplan för missioner", "# Mål", "- Ett", "  - Under ett", "1. Först", "2. Sedan",
    ]  # fmt: skip
    assert transcript.stated.title == "Handlingsplan"
    assert transcript.stated.publisher is None
    assert transcript.stated.date is None
    assert {block.page for block in transcript.blocks} == {None}


def test_headings_come_from_names_outline_levels_and_what_styles_are_based_on(read: Reader) -> None:
    transcript = read(
        paragraph("Planen", style="Rubrik"),
        paragraph("Mål", style="Rubrik1"),
        paragraph("Egen", style="Egen"),
        paragraph("Svensk", style="Svensk"),
        paragraph("Nivå fyra", extra='<w:outlineLvl w:val="3"/>'),
        paragraph("Text", style="Normal"),
    )

    assert [(block.kind, block.level) for block in transcript.blocks] == [
        ("heading", 1), ("heading", 1), ("heading", 2), ("heading", 3), ("heading", 4), ("paragraph", 1),
    ]  # fmt: skip
    assert transcript.stated.title == "Planen"


def test_automatic_numbers_of_headings_are_written_out(read: Reader) -> None:
    transcript = read(
        paragraph("Bakgrund", style="Rubrik1"),
        paragraph("Syfte", style="Rubrik2"),
        paragraph("Omfattning", style="Rubrik2"),
        paragraph("Mål", style="Rubrik1"),
        paragraph("Delmål", style="Rubrik2"),
    )

    assert shown(transcript) == ["# 1 Bakgrund", "## 1.1 Syfte", "## 1.2 Omfattning", "# 2 Mål", "## 2.1 Delmål"]


def test_lists_count_on_nest_and_start_anew_where_word_does(read: Reader) -> None:
    transcript = read(
        item("ett", 2), item("under", 2, 1), item("två", 2), paragraph("Emellan."), item("tre", 2),
        item("ny", 3), item("nästa", 3),
    )  # fmt: skip

    assert shown(transcript) == ["1. ett", "  - under", "2. två", "Emellan.", "3. tre", "5. ny", "6. nästa"]


def test_list_styles_without_numbering_are_lists_by_their_names(read: Reader) -> None:
    transcript = read(
        paragraph("a", style="Nummer"), paragraph("b", style="Nummer"), paragraph("Text."),
        paragraph("c", style="Nummer"), paragraph("d", style="Punkt"),
    )  # fmt: skip

    assert shown(transcript) == ["1. a", "2. b", "Text.", "1. c", "  - d"]


def test_bullets_typed_as_characters_are_items(read: Reader) -> None:
    lines = f"{run('Vi vill:')}<w:r><w:br/></w:r>{run('• pröva')}<w:r><w:br/></w:r>{run('• lära')}"

    transcript = read(paragraph(lines), paragraph("• dela"))

    assert shown(transcript) == ["Vi vill:", "- pröva", "- lära", "- dela"]


def test_a_line_break_is_a_space_and_fields_on_lines_of_their_own_are_paragraphs(read: Reader) -> None:
    transcript = read(
        paragraph(f"{run('Första raden')}<w:r><w:br/></w:r>{run('andra raden.')}"),
        paragraph(f"{run('Beslut av:')}<w:r><w:br/></w:r>{run('Revision: 01')}"),
    )

    assert shown(transcript) == ["Första raden andra raden.", "Beslut av:", "Revision: 01"]


def test_a_table_of_contents_in_a_content_control_is_kept_with_its_leaders(read: Reader) -> None:
    tab = "<w:r><w:tab/></w:r>"
    entry = f"<w:hyperlink w:anchor='x'>{run('1')}{tab}{run('Mål')}{tab}{run('3')}</w:hyperlink>"
    contents = paragraph("Innehåll", style="TOC") + paragraph(entry, style="TOC1")

    transcript = read(f"<w:sdt><w:sdtContent>{contents}</w:sdtContent></w:sdt>")

    assert shown(transcript) == ["# Innehåll", "1 Mål ..... 3"]


def test_tables_are_rows_and_merged_cells_are_not_repeated(read: Reader) -> None:
    transcript = read(
        table(
            cell("Insats") + cell("Vem") + cell("När"),
            cell("Kartläggning", '<w:vMerge w:val="restart"/>') + cell("BTH") + cell("2024"),
            cell("", "<w:vMerge/>") + cell("Regionen") + cell("2025"),
            cell("Brett", '<w:gridSpan w:val="2"/>') + cell("2026"),
            cell("Summa", '<w:gridSpan w:val="3"/>'),
        )
    )

    assert [block.kind for block in transcript.blocks] == ["row"] * 5
    assert shown(transcript) == [
        "Insats | Vem | När", "Kartläggning | BTH | 2024", "| Regionen | 2025", "Brett | | 2026", "Summa",
    ]  # fmt: skip


def test_a_cell_of_several_paragraphs_is_one_line(read: Reader) -> None:
    transcript = read(
        table(
            cell("Steg") + cell("Deltagare"),
            cell("Start") + cell(paragraph("Regionen") + paragraph("BTH.") + item("Ronneby", 2)),
        )
    )

    assert shown(transcript)[1] == "Start | Regionen; BTH. 1. Ronneby"


def test_tables_that_only_place_things_are_read_cell_by_cell(read: Reader) -> None:
    inner = table(cell("a") + cell("b"), cell("c") + cell("d"))

    transcript = read(
        table(cell("Till vänster") + cell(paragraph("Till höger") + inner)),
        table(cell(paragraph("I rutan.") + item("punkt", 2))),
    )

    assert shown(transcript) == ["Till vänster", "Till höger", "a | b", "c | d", "I rutan.", "1. punkt"]


def test_links_tell_their_address_once_where_it_says_more(read: Reader) -> None:
    parted = f'<w:hyperlink r:id="link0">{run("Vinnovas ")}{run("handbok")}</w:hyperlink>{run(" och ")}'
    same = f'<w:hyperlink r:id="link1">{run("www.bth.se")}</w:hyperlink>{run(" och ")}'
    mail = f'<w:hyperlink r:id="link2">{run("Anna")}</w:hyperlink>{run(" och ")}'
    below = f'<w:hyperlink w:anchor="b">{run("nedan")}</w:hyperlink>'

    transcript = read(
        paragraph(parted + same + mail + below),
        links=("https://www.vinnova.se/missioner", "https://www.bth.se/", "mailto:anna@bth.se"),
    )

    assert transcript.text == (
        "Vinnovas handbok (https://www.vinnova.se/missioner) och www.bth.se och Anna (anna@bth.se) och nedan"
    )


def test_a_link_written_as_a_field_is_a_link_and_its_instruction_is_not_text(read: Reader) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = '<w:r><w:instrText> HYPERLINK "https://bth.se/x" </w:instrText></w:r>'
    field = begin + instruction + separate + run("länk") + end + run(".")

    assert read(paragraph(field)).text == "länk (https://bth.se/x)."


def test_tracked_deletions_are_left_out_and_insertions_kept(read: Reader) -> None:
    tracked = (
        f'{run("Behållen ")}<w:del w:id="1"><w:r><w:delText>struken </w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="2">{run("flyttad ")}</w:moveFrom><w:ins w:id="3">{run("tillagd")}</w:ins>'
    )
    struck_row = f"<w:tr><w:trPr><w:del w:id='4'/></w:trPr>{cell('borta')}{cell('borta')}</w:tr>"

    transcript = read(paragraph(tracked), f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr>{struck_row}</w:tbl>")

    assert shown(transcript) == ["Behållen tillagd", "a | b"]


def test_footnotes_follow_their_paragraph(read: Reader) -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Källa: SCB.")}</w:footnote>'
    )

    transcript = read(
        paragraph(f'{run("Det ökar")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" snabbt.")}'),
        paragraph("Nästa."),
        notes=notes,
    )

    assert shown(transcript) == ["Det ökar snabbt.", "Källa: SCB.", "Nästa."]


def test_a_text_box_is_read_once_after_its_paragraph(read: Reader) -> None:
    box = f"<w:txbxContent>{paragraph('I rutan')}{item('punkt', 2, 1)}</w:txbxContent>"
    anchor = (
        f"{run('Ankare.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert shown(read(paragraph(anchor), paragraph("Efter."))) == ["Ankare.", "I rutan", "  - punkt", "Efter."]


def test_a_smartart_diagram_is_a_nested_list(read: Reader) -> None:
    drawing = f'{run("Så här:")}<w:r><w:drawing><dgm:relIds r:dm="rdiagramData"/></w:drawing></w:r>'

    transcript = read(paragraph(drawing), also=(("diagramData", "data.xml"),))

    assert shown(transcript) == ["Så här:", "- Kartlägg", "  - aktörer", "- Formulera"]


def test_hyphens_spaces_and_symbols_are_those_a_reader_sees(read: Reader) -> None:
    text = (
        f"{run('EU')}<w:r><w:noBreakHyphen/></w:r>{run('pro')}<w:r><w:softHyphen/></w:r>{run('jekt')}"
        f"{run(chr(0xA0) + 'ﬁnns')}"
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>'
        f"{run('mja' + chr(0x30A) + chr(0xAD) + 'l')}"
    )

    assert read(paragraph(text)).text == "EU-projekt finns→mjål"


def test_titles_that_the_program_filled_in_are_no_titles(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - Dokument1.doc"
    document.add_paragraph("Text.")
    document.save(str(tmp_path / "fil.docx"))

    assert load_docx(tmp_path / "fil.docx").stated.title is None


def test_relations_to_pictures_that_are_gone_do_not_stop_the_reading(read: Reader) -> None:
    assert read(paragraph("Text."), also=(("image", "../NULL"),)).text == "Text."


def test_every_block_is_the_slice_it_says(read: Reader) -> None:
    transcript = read(
        paragraph("Mål", style="Rubrik1"), item("ett", 2), table(cell("a") + cell("b")), paragraph("Slut.")
    )

    said = [transcript.text[block.start : block.end] for block in transcript.blocks]

    assert said == ["1 Mål", "ett", "a | b", "Slut."]


def test_a_document_without_words_is_empty(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "fil.docx"))

    with pytest.raises(DocumentEmpty):
        load_docx(tmp_path / "fil.docx")


def test_a_document_of_pictures_alone_asks_for_ocr(read: Reader) -> None:
    with pytest.raises(DocumentScanned) as told:
        read(paragraph("<w:r><w:drawing><a:blip/></w:drawing></w:r>"))

    assert told.value.pages == 1


def test_an_encrypted_document_says_so(tmp_path: Path) -> None:
    path = tmp_path / "fil.docx"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))

    with pytest.raises(DocumentEncrypted):
        load_docx(path)


def test_a_zip_that_is_no_word_file_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fil.docx", "w") as archive:
        archive.writestr("hej.txt", "hej")

    with pytest.raises(DocumentDamaged):
        load_docx(tmp_path / "fil.docx")


def test_broken_markup_is_damaged(read: Reader) -> None:
    with pytest.raises(DocumentDamaged) as told:
        read("<w:p><w:r>")

    assert told.value.fault == "XMLSyntaxError"


def with_doctype(path: Path, doctype: str, text: str) -> Path:
    """The document at `path`, rewritten with a document type that declares entities."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = f"<w:document {NAMESPACES}><w:body>{paragraph(text)}</w:body></w:document>"
    parts["word/document.xml"] = f"<!DOCTYPE w [{doctype}]>{body}".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_entities_are_not_expanded_and_no_file_is_read(tmp_path: Path, read: Reader) -> None:
    read(paragraph("Text."))
    path = with_doctype(
        tmp_path / "fil.docx", '<!ENTITY ha "haha"><!ENTITY fil SYSTEM "file:///etc/passwd">', "Före &ha; &fil; efter"
    )

    text = load_docx(path).text

    assert text.startswith("Före")
    assert "haha" not in text
    assert "root:" not in text


def test_an_entity_bomb_is_damage_and_does_not_hang(tmp_path: Path, read: Reader) -> None:
    read(paragraph("Text."))
    bomb = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 12))
    path = with_doctype(tmp_path / "fil.docx", f'<!ENTITY a0 "ha">{bomb}', "Före &a11; efter")

    with pytest.raises(DocumentDamaged):
        load_docx(path)


def test_a_bomb_is_stopped_before_the_library_opens_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fil.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30 * 2**20))

    with pytest.raises(DocumentSuspicious):
        load_docx(tmp_path / "fil.docx")
