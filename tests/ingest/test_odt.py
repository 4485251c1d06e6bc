"""OpenDocument texts as transcripts, from content.xml as Writer writes it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.loaders.odt import load_odt
from ingest.records import Transcript
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentEncrypted, DocumentScanned

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("meta", "meta"), ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_1" style:list-style-name=""/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"/>
<style:style style:name="Contents_20_Heading" style:display-name="Contents Heading" style:family="paragraph"/>
<style:style style:name="List_20_Bullet_20_2" style:display-name="List Bullet 2" style:family="paragraph"/>
<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-bullet text:level="2" text:bullet-char="•"/>
  <text:list-level-style-number text:level="3" style:num-format="a"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
<text:list-style style:name="L3">
  <text:list-level-style-number text:level="1" style:num-format="1" text:start-value="4"/></text:list-style>
"""
OUTLINE = """<text:outline-style>
<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>"""

Reader = Callable[..., Transcript]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a text of the given body through a file."""

    def reader(*body: str, outline: str = "", title: str = "", doctype: str = "") -> Transcript:
        parts = {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{doctype}<office:document-content {NAMESPACES}><office:automatic-styles>{AUTOMATIC}"
            f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {NAMESPACES}><office:styles>{outline}</office:styles>"
            "<office:master-styles><text:p>Sidhuvud</text:p></office:master-styles></office:document-styles>",
            "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta><dc:title>{title}</dc:title>"
            "<dc:date>2024-01-01T00:00:00</dc:date><dc:creator>Anna</dc:creator><dc:language>en-US</dc:language>"
            "</office:meta></office:document-meta>",
        }
        path = tmp_path / "fil.odt"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return load_odt(path)

    return reader


def p(inner: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def h(text: str, level: int, *, style: str = "") -> str:
    return f'<text:h text:outline-level="{level}" text:style-name="{style}">{text}</text:h>'


def items(*inner: str, style: str = "", extra: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    wrapped = "".join(f"<text:list-item>{each}</text:list-item>" for each in inner)
    return f"<text:list {named} {extra}>{wrapped}</text:list>"


def shown(transcript: Transcript) -> list[str]:
    return [line for line in transcript.text.splitlines() if line]


def test_headings_keep_their_level_and_the_title_is_the_top_one(read: Reader) -> None:
    transcript = read(p("Planen", "P1"), h("Bakgrund", 1), h("Syfte", 2), p("Text."), title="")

    assert shown(transcript) == ["# Planen", "# Bakgrund", "## Syfte", "Text."]
    assert transcript.stated.title == "Planen"


def test_the_properties_tell_the_title_and_neither_date_nor_language_nor_publisher(read: Reader) -> None:
    stated = read(p("Text."), title="Riktlinjer").stated

    assert stated.title == "Riktlinjer"
    assert (stated.date, stated.language, stated.publisher) == (None, None, None)


def test_numbers_of_chapters_are_written_out(read: Reader) -> None:
    transcript = read(
        h("Bakgrund", 1), h("Syfte", 2), h("Mål", 1), h("Delmål", 2), h("Djupt", 3), h("Bilaga", 1, style="P2"),
        outline=OUTLINE,
    )  # fmt: skip

    assert shown(transcript) == [
        "# 1. Bakgrund", "## 1.1 Syfte", "# 2. Mål", "## 2.1 Delmål", "### Djupt", "# Bilaga",
    ]  # fmt: skip


def test_lists_nest_and_are_ordered_where_their_style_says_so(read: Reader) -> None:
    transcript = read(
        items(p("ett") + items(p("a") + items(p("djup"), p("djupare")), p("b")), p("två"), style="L1"),
        items(p("punkt"), style="L2"),
        items(p("fyra"), p("fem"), style="L3"),
    )

    assert shown(transcript) == [
        "1. ett", "  - a", "    1. djup", "    2. djupare", "  - b", "2. två", "- punkt", "4. fyra", "5. fem",
    ]  # fmt: skip


def test_a_list_goes_on_after_a_paragraph_where_it_says_so(read: Reader) -> None:
    transcript = read(
        items(p("ett"), style="L1", extra='xml:id="l1"'),
        p("Emellan."),
        items(p("två"), style="L1", extra='text:continue-numbering="true"'),
        items(p("ny"), style="L1"),
        items(p("två igen"), style="L1", extra='text:continue-list="l1"'),
        items(items(p("bara nästlad")), p("tre"), style="L1", extra='text:continue-numbering="true"'),
    )

    assert shown(transcript) == [
        "1. ett", "Emellan.", "2. två", "1. ny", "2. två igen", "  - bara nästlad", "3. tre",
    ]  # fmt: skip


def test_lists_with_the_same_id_do_not_stop_the_reading(read: Reader) -> None:
    twice = items(p("punkt"), style="L2", extra='xml:id="l1"')

    assert shown(read(twice, p("x"), twice)) == ["- punkt", "x", "- punkt"]


def test_an_item_of_two_paragraphs_is_one_item_and_a_start_value_counts(read: Reader) -> None:
    seventh = '<text:list-item text:start-value="7"><text:p>sju</text:p></text:list-item>'
    started = f'<text:list text:style-name="L1">{seventh}</text:list>'

    transcript = read(items(p("ett") + p("fortsätter"), style="L1"), started)

    assert shown(transcript) == ["1. ett fortsätter", "7. sju"]


def test_the_level_of_a_list_from_word_is_in_its_styles_name(read: Reader) -> None:
    assert read(items(p("under", "List_20_Bullet_20_2"), style="L2")).text == "  - under"


def test_a_numbered_heading_in_a_list_is_a_heading(read: Reader) -> None:
    assert shown(read(items(h("Inledning", 1), style="L1"), p("Text."))) == ["# 1. Inledning", "Text."]


def test_tables_are_rows_and_merged_cells_are_not_repeated(read: Reader) -> None:
    def cell(text: str, extra: str = "") -> str:
        return f"<table:table-cell {extra}>{p(text)}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    header = f"<table:table-row>{cell('Namn')}{cell('Roll')}</table:table-row>"
    rows = (
        cell("Anna", 'table:number-rows-spanned="2"') + cell("Ledare"),
        covered + cell("Tolk"),
        cell("Alla", 'table:number-columns-spanned="2"') + covered,
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)

    transcript = read(f"<table:table><table:table-header-rows>{header}</table:table-header-rows>{body}</table:table>")

    assert [block.kind for block in transcript.blocks] == ["row"] * 4
    assert shown(transcript) == ["Namn | Roll", "Anna | Ledare", "| Tolk", "Alla"]


def test_spaces_tabs_line_breaks_and_hidden_text_are_as_a_reader_sees_them(read: Reader) -> None:
    text = (
        'Ett<text:s text:c="3"/>två<text:tab/>tre<text:line-break/>fyra\n   fem '
        '<text:span text:style-name="T9">dolt</text:span>inno\u00advation<text:soft-page-break/> slut'
    )

    assert read(p(text)).text == "Ett två tre fyra fem innovation slut"


def test_links_tell_their_address(read: Reader) -> None:
    link = '<text:a xlink:href="https://www.vinnova.se/x">hand<text:span>boken</text:span></text:a>'

    assert read(p(f"Läs {link}, tack.")).text == "Läs handboken (https://www.vinnova.se/x), tack."


def test_footnotes_and_text_boxes_follow_their_paragraph_and_comments_are_left_out(read: Reader) -> None:
    noted = f"<text:note-citation>1</text:note-citation><text:note-body>{p('Källa: SCB.')}</text:note-body>"
    note = f"<text:note>{noted}</text:note>"
    box = f"<draw:frame><draw:text-box>{p('I rutan.')}</draw:text-box><svg:title>bild</svg:title></draw:frame>"
    comment = f"<office:annotation>{p('Kommentar')}</office:annotation>"

    transcript = read(p(f"Det ökar{note} snabbt.{box}{comment}"), items(p(f"punkt{note}"), style="L2"))

    assert shown(transcript) == ["Det ökar snabbt.", "Källa: SCB.", "I rutan.", "- punkt", "Källa: SCB."]


def test_tracked_deletions_and_headers_are_left_out(read: Reader) -> None:
    deletion = f"<text:changed-region><text:deletion>{p('struken')}</text:deletion></text:changed-region>"
    tracked = f"<text:tracked-changes>{deletion}</text:tracked-changes>"

    assert read(tracked, p('Kvar<text:change text:change-id="1"/>.')).text == "Kvar."


def test_sections_and_indexes_are_read_in_place(read: Reader) -> None:
    transcript = read(
        "<text:table-of-content><text:table-of-content-source>mall</text:table-of-content-source><text:index-body>"
        f"<text:index-title>{p('Innehåll', 'Contents_20_Heading')}</text:index-title>"
        f"{p('1<text:tab/>Mål<text:tab/>3', 'Contents_20_1')}</text:index-body></text:table-of-content>",
        f"<text:section>{p('I avsnittet.')}</text:section>",
        f'<text:section text:display="none">{p("Dolt.")}</text:section>',
    )

    assert shown(transcript) == ["# Innehåll", "1 Mål ..... 3", "I avsnittet."]


def test_entities_are_not_expanded_and_no_file_is_read(read: Reader) -> None:
    doctype = '<!DOCTYPE d [<!ENTITY ha "haha"><!ENTITY fil SYSTEM "file:///etc/passwd">]>'

    text = read(p("Före &ha; &fil; efter"), doctype=doctype).text

    assert text == "Före efter"


def test_an_entity_bomb_is_damage_and_does_not_hang(read: Reader) -> None:
    bomb = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 12))

    with pytest.raises(DocumentDamaged):
        read(p("&a11;"), doctype=f'<!DOCTYPE d [<!ENTITY a0 "ha">{bomb}]>')


def test_a_text_without_words_is_empty(read: Reader) -> None:
    with pytest.raises(DocumentEmpty):
        read(p(" "))


def test_a_text_of_pictures_alone_asks_for_ocr(read: Reader) -> None:
    with pytest.raises(DocumentScanned) as told:
        read(p("<draw:frame><draw:image/></draw:frame>"))

    assert told.value.pages == 1


def test_an_encrypted_text_says_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fil.odt", "w") as archive:
        archive.writestr("content.xml", b"\x00\x01")
        archive.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")

    with pytest.raises(DocumentEncrypted):
        load_odt(tmp_path / "fil.odt")


@pytest.mark.parametrize("content", ["", "<office:document", "<a/>"])
def test_what_is_no_text_document_is_damaged(tmp_path: Path, content: str) -> None:
    with zipfile.ZipFile(tmp_path / "fil.odt", "w") as archive:
        archive.writestr("content.xml", content)

    with pytest.raises(DocumentDamaged):
        load_odt(tmp_path / "fil.odt")
