import datetime as dt
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, get_args

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from knowledge.adapters.typst import typeset
from knowledge.exporting import Exported, ExportKind, export, file_name
from knowledge.language import Language
from knowledge.missions.design import MissionDesign
from knowledge.missions.exports.interchange import from_json
from tests.builders import TODAY, bare
from tests.builders_friska_hav import a_rich_design, rich_findings
from tests.builders_missions import a_claim, a_design, a_readiness, an_evidence
from tests.builders_small_method import a_method
from tests.reading_pdf import ReadPdf

METHOD = a_method()
KINDS: tuple[ExportKind, ...] = get_args(ExportKind)
PICTURES = tuple(kind for kind in KINDS if kind.endswith(("png", "svg")))
NASTY = (
    "# Rubrik **fet** <b>html</b> #panic(1) $x^2$ @everyone <@123> [l](javascript:x) `kod` | & 😀🌊👨\u200d👩\u200d👧 "
    "🇸🇪 中文 ก \x07\ud800 CO₂ Ελληνικά Кириллица שלום – ”citat” ≥ → https://ond.example/x \u202e baklänges"
)


def exported(design: MissionDesign, kind: ExportKind, language: Language = "sv", **facts: Any) -> Exported:
    readiness = a_readiness(design, METHOD, **facts)
    return export(design, METHOD, readiness=readiness, kind=kind, language=language, today=TODAY)


@cache
def rich(kind: ExportKind, language: Language = "sv") -> Exported:
    return exported(a_rich_design(), kind, language, findings=rich_findings())


def a_nasty_design() -> MissionDesign:
    return a_design(
        a_claim("challenge", f"{NASTY}\n\n- punkt\n   indrag\n{'a' * 400}\n{'ord ' * 800}"),
        a_claim("mission", NASTY),
        a_claim("sectors", f"Kommuner {'b' * 280}"),
        a_claim("initiatives", "i" * 300, owner=NASTY, sectors=f"{'s' * 200}, {NASTY}", links=NASTY),
        a_claim("actors", "A" * 300, role=NASTY, gives="g" * 300, author="<@999> @everyone"),
        a_claim(
            "conflicts", "A" * 300, b=NASTY, parties="p" * 300, evidence=[an_evidence(NASTY, title=NASTY, url=NASTY)]
        ),
        a_claim("lockins", "x" * 4000, kind="rules"),
        title=NASTY,
    )


class TestEveryKind:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_an_empty_a_nasty_and_a_rich_design_come_out(self, kind: ExportKind, language: Language) -> None:
        for design in (a_design(title=""), a_nasty_design()):
            assert exported(design, kind, language).content
        assert rich(kind, language).content

    @pytest.mark.parametrize(
        ("kind", "name", "media_type"),
        [
            ("markdown", "mission-friska-hav.md", "text/markdown"),
            ("pdf", "mission-friska-hav.pdf", "application/pdf"),
            ("canvas_png", "mission-friska-hav-kanvas.png", "image/png"),
            ("canvas_svg", "mission-friska-hav-kanvas.svg", "image/svg+xml"),
            ("map_png", "mission-friska-hav-karta.png", "image/png"),
            ("map_svg", "mission-friska-hav-karta.svg", "image/svg+xml"),
            ("json", "mission-friska-hav.json", "application/json"),
        ],
    )
    def test_it_is_named_by_the_title_and_what_it_is(self, kind: ExportKind, name: str, media_type: str) -> None:
        made = rich(kind)

        assert (made.name, made.media_type) == (name, media_type)

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("Friska hav", "mission-friska-hav"),
            ("Åkrar & Ängar: ÖAR?", "mission-akrar-angar-oar"),
            ("Missionen Friska hav", "missionen-friska-hav"),
            ("../../etc/passwd", "mission-etc-passwd"),
            ("C:\\CON", "mission-c-con"),
            ("😀", "mission"),
            ("", "mission"),
            ("Привет", "mission"),
            ("a" * 200, f"mission-{'a' * 60}"),
        ],
    )
    def test_a_name_is_safe_on_every_system(self, title: str, name: str) -> None:
        assert file_name(a_design(title=title), "pdf", "sv") == name

    @given(st.text())
    def test_any_title_makes_a_name(self, title: str) -> None:
        assert re.fullmatch(r"mission[a-z0-9-]*[a-z0-9]", file_name(a_design(title=title), "map_png", "en"))

    @pytest.mark.parametrize("kind", PICTURES)
    def test_a_picture_is_described(self, kind: ExportKind) -> None:
        about = rich(kind).about

        assert about.startswith(("Missionskanvas för ”Friska hav”. ", "Missionskarta för ”Friska hav”. "))
        assert "Senast 2035 kan alla barn i Blekinge bada" in about
        assert len(about) <= 1000

    def test_several_threads_at_once_make_what_one_makes(self) -> None:
        kinds: list[ExportKind] = ["map_svg", "canvas_svg", "pdf", "map_png"] * 2

        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(rich.__wrapped__, kinds))

        assert [one.content for one in made] == [rich(kind).content for kind in kinds]

    @pytest.mark.parametrize("kind", ["markdown", "json", "canvas_svg", "map_svg"])
    def test_the_platforms_ids_are_nowhere(self, kind: ExportKind) -> None:
        assert b"discord" not in rich(kind).content.lower()


class TestJson:
    def test_it_comes_back_equal(self) -> None:
        assert from_json(rich("json").content.decode("utf-8")) == a_rich_design()
        assert json.loads(rich("json").content) == json.loads(rich("json", "en").content)


class TestPdf:
    def test_it_says_that_it_is_accessible_and_what_it_is_called(self) -> None:
        pdf = ReadPdf(rich("pdf").content)

        assert (pdf.tagged, pdf.language, pdf.title, pdf.author) == (True, "sv-SE", "Friska hav", "")
        assert ReadPdf(rich("pdf", "en").content).language == "en-GB"
        assert b"pdfuaid:part>1<" in rich("pdf").content

    def test_it_can_be_walked_by_its_headings(self) -> None:
        titles = ReadPdf(rich("pdf").content).bookmarks

        assert titles[0] == (0, "Friska hav")
        assert (1, "1. Utmaning och lämplighet") in titles
        assert titles[-1] == (1, "Missionskarta")

    def test_tables_have_header_cells_and_the_map_an_alt_text(self) -> None:
        elements = ReadPdf(rich("pdf").content).structure

        kinds = {kind for kind, _ in elements}

        assert {"H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "Link", "Figure"} <= kinds
        assert [alt for kind, alt in elements if kind == "Figure"] == [rich("map_png").about]

    def test_every_font_is_embedded_and_is_ours(self) -> None:
        fonts = ReadPdf(rich("pdf").content).fonts

        assert fonts
        assert {embedded for _, embedded in fonts} == {True}
        assert {name.split("-")[0] for name, _ in fonts} <= {"Inter", "DejaVuSans", "NotoEmoji"}

    def test_everything_that_was_written_can_be_read_out_of_it(self) -> None:
        shown = letters(ReadPdf(rich("pdf").content).text)
        said = [claim.part(name) for claim in a_rich_design().claims for name in claim.values]

        written = [text for text in said if not re.fullmatch(r"[a-z_0-9,]+", text)]

        assert [text for text in written if letters(text) not in shown] == []
        assert len(written) > 150

    def test_what_people_wrote_is_text_and_what_cannot_be_shown_is_named(self) -> None:
        content = exported(a_nasty_design(), "pdf").content
        shown = letters(ReadPdf(content).text)

        for said in (
            "#Rubrik**fet**<b>html</b>#panic(1)$x^2$@everyone<@123>[l](javascript:x)`kod`|&",
            "CO₂ΕλληνικάКириллица",
        ):
            assert letters(said) in shown
        assert letters("U+4E2D, U+6587, U+0E01") in shown
        assert "▯▯" in shown
        assert ReadPdf(content).links == []
        assert b"pdfuaid:part>1<" in content

    def test_the_addresses_of_evidence_can_be_followed(self) -> None:
        assert set(ReadPdf(rich("pdf").content).links) == {
            "https://example.se/strategi-smart-specialisering.pdf",
            "https://example.se/missionsorienterad-innovation",
        }

    def test_a_sign_that_slipped_through_costs_the_claim_and_not_the_document(self) -> None:
        heading = {"kind": "heading", "level": 1, "text": "中", "language": None}
        data = {"title": "T", "running": "T", "language": "sv", "note": "", "blocks": [heading]}

        content = typeset("document", data, form="pdf", today=TODAY)

        assert content.startswith(b"%PDF")
        assert b"pdfuaid" not in content


class TestPictures:
    @pytest.mark.parametrize("kind", ["canvas_png", "map_png"])
    def test_a_picture_is_as_wide_as_a_sheet_of_a3(self, kind: ExportKind) -> None:
        size = Image.open(io.BytesIO(rich(kind).content)).size

        assert size[0] == 2380
        assert size[1] <= 1685

    def test_a_canvas_is_a_whole_sheet_however_little_stands_in_it(self) -> None:
        assert Image.open(io.BytesIO(exported(a_design(), "canvas_png").content)).size == (2380, 1684)

    def test_a_map_with_very_much_on_it_grows_rather_than_losing_anything(self) -> None:
        claims = [
            a_claim("initiatives", f"Initiativ {at} {'med långt namn ' * 5}", sectors=f"Sektor {at % 8}")
            for at in range(90)
        ]

        assert Image.open(io.BytesIO(exported(a_design(*claims), "map_png").content)).size[1] > 1685

    @pytest.mark.parametrize("kind", ["canvas_svg", "map_svg"])
    def test_an_svg_says_what_it_shows(self, kind: ExportKind) -> None:
        for made in (rich(kind), exported(a_nasty_design(), kind)):
            root = ET.fromstring(made.content)  # noqa: S314 - our own file

            title, description, *_ = root

            assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
            assert (title.get("id"), description.get("id")) == ("title", "desc")
            assert description.text == made.about
            assert title.text
            assert made.about.startswith(title.text)

    @pytest.mark.parametrize("kind", ["canvas_svg", "map_svg"])
    def test_an_svg_loads_nothing_and_runs_nothing(self, kind: ExportKind) -> None:
        content = exported(a_nasty_design(), kind).content.decode("utf-8")

        addresses = re.findall(r'(?:href|src)="([^"]*)"', content)

        assert [one for one in addresses if not one.startswith("#")] == []
        assert "<script" not in content


class TestWord:
    def test_it_has_real_headings_and_styles(self) -> None:
        document = opened(rich("docx"))

        headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]

        assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == ["Friska hav"]
        assert headings[:2] == ["Läget", "1. Utmaning och lämplighet"]
        assert {one.style.name for one in document.paragraphs} >= {"Ledfyr Lead", "List Bullet", "Ledfyr Reference"}

    def test_every_table_has_a_header_row_that_repeats_and_an_alt_text(self) -> None:
        tables = opened(rich("docx")).tables

        assert len(tables) > 10
        for table in tables:
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
            assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"

    def test_the_map_has_an_alt_text_and_lies_on_a_page_of_its_own(self) -> None:
        document = opened(rich("docx"))

        [shape] = document.inline_shapes

        assert shape._inline.docPr.get("descr") == rich("map_png").about
        assert [one.page_width > one.page_height for one in document.sections] == [False, True]
        last = document.sections[-1]
        assert shape.height < last.page_height - last.top_margin - last.bottom_margin

    @pytest.mark.parametrize(("language", "code"), [("sv", "sv-SE"), ("en", "en-GB")])
    def test_it_tells_its_language_and_that_of_what_was_written(self, language: Language, code: str) -> None:
        document = opened(rich("docx", language))
        lead = next(one for one in document.paragraphs if one.style.name == "Ledfyr Lead")

        assert document.core_properties.language == code
        assert document.styles.element.xpath(".//w:docDefaults//w:lang/@w:val") == [code]
        assert lead._p.xpath(".//w:lang/@w:val") == ([] if language == "sv" else ["sv-SE"])

    def test_its_properties_name_nobody(self) -> None:
        properties = opened(rich("docx")).core_properties

        assert properties.title == "Friska hav"
        assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
        assert properties.created.replace(tzinfo=dt.UTC).date() == TODAY

    def test_what_people_wrote_is_text(self) -> None:
        made = exported(a_nasty_design(), "docx")
        document = opened(made)
        shown = letters("".join(one.text for one in document.paragraphs))

        assert letters("#Rubrik**fet**<b>html</b>#panic(1)$x^2$@everyone<@123>[l](javascript:x)`kod`|&😀🌊") in shown
        assert "中文" in shown
        assert [link.url for one in document.paragraphs for link in one.hyperlinks] == []
        with zipfile.ZipFile(io.BytesIO(made.content)) as package:
            assert package.testzip() is None

    def test_the_addresses_of_evidence_can_be_followed(self) -> None:
        urls = [link.url for one in opened(rich("docx")).paragraphs for link in one.hyperlinks]

        assert urls == [
            "https://example.se/strategi-smart-specialisering.pdf",
            "https://example.se/missionsorienterad-innovation",
        ]


@settings(max_examples=12, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_can_be_set_in_an_accessible_document(text: str) -> None:
    design = a_design(a_claim("challenge", text, author=text), a_claim("sectors", text), title=text)

    assert b"pdfuaid:part>1<" in exported(design, "pdf").content
    assert exported(design, "docx").content
    ET.fromstring(exported(design, "map_svg").content)  # noqa: S314 - our own file


def opened(made: Exported) -> Any:
    return docx.Document(io.BytesIO(made.content))


def letters(text: str) -> str:
    """A text without white space and without what breaks words over lines."""
    return re.sub(r"[-\u00ad\u200b\u2010\ufffe\ufeff]", "", bare(text))
