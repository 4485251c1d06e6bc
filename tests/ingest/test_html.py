"""Web pages as transcripts: the content whole and in order, the chrome gone."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path
from typing import Protocol

import pytest

from ingest.loaders.html import load_html
from ingest.records import Transcript
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentNotText

SITE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8">
<title>Missioner i Blekinge | Region Blekinge</title>
<link rel="canonical" href="https://regionblekinge.se/missioner.html">
<meta property="article:published_time" content="2024-03-05T08:00:00+01:00"><style>p { color: red }</style></head><body>
<a class="skip-link" href="#innehall">Hoppa till innehåll</a>
<div id="CookieBanner"><p>Vi använder kakor för att webbplatsen ska fungera. Läs mer om kakor.</p>
<button>Godkänn</button></div>
<header><a href="/">Region Blekinge</a>
<nav><ul><li><a href="/vard">Vård</a></li><li><a href="/utv">Utveckling</a></li></ul></nav></header>
<main id="innehall"><nav class="breadcrumb"><a href="/">Start</a> / <a href="/utv">Regional utveckling</a></nav>
<article><h1>Missioner i Blekinge</h1><p class="lead">En mission samlar många kring ett djärvt mål.</p>
<h2>Så arbetar vi</h2><p>Vi börjar i ett behov.
Läs <a href="https://www.vinnova.se/missioner">Vinnovas handbok</a> först.
Skriv till <a href="mailto:mission@regionblekinge.se">oss</a>.</p>
<ol><li>Kartlägg
<ul><li>aktörer</li><li>hinder<ul><li>regler</li></ul></li></ul></li><li>Formulera</li><li>Pröva</li></ol>
<p>Kort.</p><h3>Tidplan</h3>
<table><thead><tr><th>Steg</th><th>När</th></tr></thead><tbody><tr><td>Start</td><td>2024</td></tr></tbody></table>
<ul><li>Ja</li><li>Nej</li></ul><blockquote><p>Tillsammans når vi längre.</p></blockquote>
<h2>Kontakt</h2><dl><dt>Projektledare</dt><dd>Anna Ek</dd></dl>
<div class="share-buttons"><a href="https://facebook.com/x">Dela på Facebook</a></div>
<p>Senast uppdaterad 18 juni 2024</p></article></main>
<aside><h2>Nyheter</h2><ul><li><a href="/n">Nytt om vården</a></li></ul></aside>
<footer><p>Region Blekinge, 371 81 Karlskrona</p><p>Växel 0455-73 10 00</p></footer>
<script>var x = "skript";</script></body></html>
"""


class Reader(Protocol):
    """Reads a page through a file."""

    def __call__(self, body: str, *, head: str = "", lang: str = "sv") -> Transcript: ...


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads a page of the given body."""

    def reader(body: str, *, head: str = "", lang: str = "sv") -> Transcript:
        path = tmp_path / "sida.html"
        page = f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
        path.write_text(page, encoding="utf-8")
        return load_html(path)

    return reader


def shown(transcript: Transcript) -> list[str]:
    return [line for line in transcript.text.splitlines() if line]


def test_a_page_of_a_website_is_its_article_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "sida.html").write_text(SITE, encoding="utf-8")

    transcript = load_html(tmp_path / "sida.html")

    assert shown(transcript) == [
        "# Missioner i Blekinge",
        "En mission samlar många kring ett djärvt mål.",
        "## Så arbetar vi",
        "Vi börjar i ett behov. Läs Vinnovas handbok (https://www.vinnova.se/missioner) först. "
        "Skriv till oss (mission@regionblekinge.se).",
        "1. Kartlägg", "  - aktörer", "  - hinder", "    - regler", "2. Formulera", "3. Pröva",
        "Kort.",
        "### Tidplan",
        "Steg | När", "Start | 2024",
        "- Ja", "- Nej",
        "Tillsammans når vi längre.",
        "## Kontakt",
        "- Projektledare: Anna Ek",
        "Senast uppdaterad 18 juni 2024",
    ]  # fmt: skip


def test_the_head_tells_title_site_date_address_and_language(tmp_path: Path) -> None:
    (tmp_path / "sida.html").write_text(SITE, encoding="utf-8")

    stated = load_html(tmp_path / "sida.html").stated

    assert stated.title == "Missioner i Blekinge"
    assert stated.publisher == "Region Blekinge"
    assert (stated.date, stated.date_kind) == (dt.date(2024, 3, 5), "published")
    assert stated.url == "https://regionblekinge.se/missioner.html"
    assert stated.language == "sv"


@pytest.mark.parametrize(
    ("head", "date", "kind"),
    [
        ('<meta property="article:modified_time" content="2024-06-18">', dt.date(2024, 6, 18), "updated"),
        ('<meta name="DC.Date.Issued" content="2019-10-04">', dt.date(2019, 10, 4), "published"),
        (
            '<script type="application/ld+json">{"datePublished": "2021-06-02T10:00"}</script>',
            dt.date(2021, 6, 2),
            "published",
        ),
        ('<meta name="created" content="00:00:00">', None, None),
        ('<meta name="date" content="igår">', None, None),
    ],
)
def test_dates_come_from_metadata_and_tell_their_kind(
    read: Reader, head: str, date: dt.date | None, kind: str | None
) -> None:
    stated = read("<p>Text.</p>", head=head).stated

    assert (stated.date, stated.date_kind) == (date, kind)


def test_a_date_that_is_only_seen_in_the_text_is_text(read: Reader) -> None:
    transcript = read("<h1>Om missioner</h1><p>Den 3 maj 2019 hölls en konferens.</p><p>Publicerad: 4 oktober 2019</p>")

    assert transcript.stated.date is None
    assert shown(transcript)[-1] == "Publicerad: 4 oktober 2019"


@pytest.mark.parametrize(
    ("head", "body", "title", "publisher"),
    [
        (
            "<title>Frågor och svar - Karlskrona kommun</title>",
            "<h1>Frågor och svar</h1>",
            "Frågor och svar",
            "Karlskrona kommun",
        ),
        ("<title>Missioner – Region Blekinge</title>", "<h1>Region Blekinge</h1>", "Missioner", "Region Blekinge"),
        ("<title>Handlingsplan</title>", "<p>Handlingsplan</p><p>Regionen</p><h1>Bakgrund</h1>", "Handlingsplan", None),
        ("<title>Handlingsplan</title>", "<h1>Ett</h1><p>a</p><h1>Två</h1>", "Handlingsplan", None),
        (
            '<title>x</title><meta property="og:site_name" content="Vinnova">',
            "<h1>Missioner</h1>",
            "Missioner",
            "Vinnova",
        ),
        ("<title></title>", "<h1>Ett</h1><p>a</p><h1>Två</h1>", None, None),
    ],
)
def test_the_title_is_the_pages_and_the_sites_name_is_the_publisher(
    read: Reader, head: str, body: str, title: str | None, publisher: str | None
) -> None:
    stated = read(f"{body}<p>Text.</p>", head=head).stated

    assert (stated.title, stated.publisher) == (title, publisher)


def test_other_languages_and_relative_addresses_are_left_unsaid(read: Reader) -> None:
    stated = read("<p>Text.</p>", head='<link rel="canonical" href="/sida">', lang="de").stated

    assert (stated.language, stated.url) == (None, None)


def test_ordered_lists_keep_their_numbers_and_items_their_paragraphs(read: Reader) -> None:
    transcript = read('<ol start="3"><li>Tre<li value="7"><p>Sju</p><p>och mer</p></li><li>Åtta<ol><li>a</ol></ol>')

    assert shown(transcript) == ["3. Tre", "7. Sju och mer", "8. Åtta", "  1. a"]


def test_line_breaks_are_spaces_and_doubled_ones_part_paragraphs(read: Reader) -> None:
    transcript = read("Löst i sidan.<br><br>\nNytt stycke.<br>Samma stycke.<div>Eget <b>stycke</b>.</div>Sist.")

    assert shown(transcript) == ["Löst i sidan.", "Nytt stycke. Samma stycke.", "Eget stycke.", "Sist."]


def test_tables_keep_their_columns_and_merged_cells_are_not_repeated(read: Reader) -> None:
    transcript = read(
        "<table><caption>Tabell 1</caption><tr><th>Del</th><th>Svar</th><th>Antal</th></tr>"
        '<tr><td rowspan="2">Nord</td><td>Ja</td><td>1</td></tr><tr><td>Nej</td><td></td></tr>'
        '<tr><td colspan="2">Båda</td><td>3</td></tr><tr><td colspan="3">Slut</td></tr></table>'
    )

    assert shown(transcript) == ["Tabell 1", "Del | Svar | Antal", "Nord | Ja | 1", "| Nej |", "Båda | | 3", "Slut"]


def test_a_table_that_only_places_things_is_read_cell_by_cell(read: Reader) -> None:
    transcript = read(
        "<table><tr><td><h2>Rubrik</h2><p>Text.</p></td><td><table><tr><td>a<td>b</table></td></tr></table>"
    )

    assert shown(transcript) == ["## Rubrik", "Text.", "a | b"]


def test_cells_that_span_without_end_are_bounded(read: Reader) -> None:
    transcript = read(
        '<table><tr><td colspan="999999999" rowspan="999999999">a</td><td>b</td></tr><tr><td>c</td></tr></table>'
    )

    assert len(transcript.text) < 1000


def test_accordions_captions_and_fact_boxes_are_content(read: Reader) -> None:
    transcript = read(
        '<main><h1>Stöd</h1><p>Här finns svar.</p><button aria-controls="p1">Vem får söka?</button>'
        '<div id="p1" hidden><p>Alla i länet.</p></div><details><summary>Kostar det?</summary><p>Nej.</p></details>'
        "<h3><button>När?</button></h3><p>I maj.</p><figure><img src=x><figcaption>Karta.</figcaption></figure>"
        '<aside class="faktaruta"><p>Blekinge har fem kommuner.</p></aside><button>Lyssna</button></main>'
    )

    assert shown(transcript) == [
        "# Stöd", "Här finns svar.", "Vem får söka?", "Alla i länet.", "Kostar det?", "Nej.", "### När?", "I maj.",
        "Karta.", "Blekinge har fem kommuner.",
    ]  # fmt: skip


def test_marks_of_footnotes_are_no_text_and_their_notes_stay(read: Reader) -> None:
    transcript = read(
        '<p>CO<sub>2</sub> minskar<a href="#n1"><sup>1</sup></a>.</p><div id="n1"><a href="#r1">1</a> Källa: SCB.</div>'
    )

    assert shown(transcript) == ["CO2 minskar.", "Källa: SCB."]


def test_a_link_is_written_out_once_and_not_in_headings_or_around_blocks(read: Reader) -> None:
    transcript = read(
        '<h2><a href="https://a.se/x">Rubrik</a></h2><a href="https://b.se/y"><div>Kort</div></a>'
        '<p><a href="https://c.se/z">Läs<br>mer</a> och <a href="/inom">internt</a> och '
        '<a href="http://d.se">d.se</a></p>'
    )

    assert shown(transcript) == ["## Rubrik", "Kort", "Läs mer (https://c.se/z) och internt och d.se"]


def test_a_page_that_marks_no_main_content_loses_its_menus_and_none_of_its_text(read: Reader) -> None:
    links = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Bygga", "Bo", "Miljö", "Omsorg"))
    text = "<p>Kommunen arbetar med missioner för att möta stora utmaningar tillsammans med näringsliv och akademi.</p>"
    transcript = read(
        f'<div class="a"><ul>{links}</ul></div><div class="b"><h1>Missioner</h1>{text * 3}<h2>Avgift</h2><p>Ja.</p>'
        f"<p>Publicerad: 3 maj 2023</p></div><div><ul>{links}</ul></div>"
    )

    assert shown(transcript)[0] == "# Missioner"
    assert shown(transcript)[-3:] == ["## Avgift", "Ja.", "Publicerad: 3 maj 2023"]


def test_a_page_that_is_one_large_form_is_not_lost(read: Reader) -> None:
    transcript = read(
        "<form id='aspnetForm'><h1>Missioner</h1><p>Hela sidan står i ett formulär.</p>"
        "<form class='sok'><label>Sök</label><input></form></form>"
    )

    assert shown(transcript)[:2] == ["# Missioner", "Hela sidan står i ett formulär."]


def test_a_class_that_sounds_like_chrome_does_not_cost_a_page_its_text(read: Reader) -> None:
    transcript = read('<div class="page with-menu cookie-free"><h1>Missioner</h1><p>Text om missioner.</p></div>')

    assert shown(transcript) == ["# Missioner", "Text om missioner."]


@pytest.mark.parametrize("tag", ["nav", "header", "button", "aside", 'div role="banner"', "form"])
def test_a_tag_that_is_never_closed_does_not_swallow_the_page(read: Reader, tag: str) -> None:
    transcript = read(f"<{tag}><a href='/'>Start</a><main><h1>Missioner</h1><p>Text om missioner.</p></main>")

    assert shown(transcript) == ["# Missioner", "Text om missioner."]


def test_chrome_inside_a_list_is_left_out_too(read: Reader) -> None:
    transcript = read('<main><h1>Punkter</h1><ul><li>ett</li><li class="share"><a href="x">Dela</a></li></ul></main>')

    assert shown(transcript) == ["# Punkter", "- ett"]


def test_a_heading_that_stands_in_the_pages_header_is_kept(read: Reader) -> None:
    transcript = read("<header><h1>Missioner</h1><a href='/'>Start</a></header><main><p>Text om missioner.</p></main>")

    assert shown(transcript) == ["# Missioner", "Text om missioner."]


def test_short_and_repeated_paragraphs_stay(read: Reader) -> None:
    assert shown(read("<h2>Ett</h2><p>Ja.</p><h2>Två</h2><p>Ja.</p>")) == ["## Ett", "Ja.", "## Två", "Ja."]


def test_soft_hyphens_hard_spaces_and_definitions_without_terms(read: Reader) -> None:
    transcript = read("<p>inno&shy;vation&nbsp;och ﬁnans</p><dl><dt>Vad?</dt><dd>Ett mål.</dd><dd>Och mer.</dd></dl>")

    assert shown(transcript) == ["innovation och finans", "- Vad? Ett mål.", "- Och mer."]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("cp1252", ""),
        ("cp1252", "iso-8859-1"),
        ("utf-8", "iso-8859-1"),
        ("iso-8859-15", "iso-8859-15"),
        ("utf-16", ""),
    ],
)
def test_letters_are_right_in_every_encoding(tmp_path: Path, encoding: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>Räksmörgås på Åland</p></body></html>"
    (tmp_path / "sida.html").write_bytes(page.encode(encoding))

    assert load_html(tmp_path / "sida.html").text == "Räksmörgås på Åland"


def test_every_block_is_the_slice_it_says(read: Reader) -> None:
    transcript = read("<h2>Mål</h2><ol><li>ett</ol><table><tr><td>a<td>b</table><p>Slut.")

    said = [transcript.text[block.start : block.end] for block in transcript.blocks]

    assert said == ["Mål", "ett", "a | b", "Slut."]


@pytest.mark.parametrize("page", ["", "   ", "<html></html>", "<body><nav>Meny</nav><script>x</script></body>"])
def test_a_page_without_words_is_empty(tmp_path: Path, page: str) -> None:
    (tmp_path / "sida.html").write_text(page, encoding="utf-8")

    with pytest.raises(DocumentEmpty):
        load_html(tmp_path / "sida.html")


def test_binary_content_under_an_html_name_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "sida.html").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))

    with pytest.raises(DocumentNotText):
        load_html(tmp_path / "sida.html")


def test_tags_nested_as_no_page_is_are_damage_and_do_not_crash(read: Reader) -> None:
    with pytest.raises(DocumentDamaged):
        read("<div>" * 100_000 + "djupt")


def test_text_below_many_unclosed_tags_is_kept(read: Reader) -> None:
    assert shown(read("<font>" * 300 + "<p>djupt inne</p>" + "<p>efter</p>")) == ["djupt inne", "efter"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_a_page_that_libreoffice_wrote_keeps_everything(tmp_path: Path) -> None:
    pieces = ["Kort.", "Ja.", "Beslut av:", "Region Blekinge har fem kommuner.", "Slut."]
    (tmp_path / "in.html").write_text(
        f"<html><body><h1>Planen</h1>{''.join(f'<p>{piece}</p>' for piece in pieces)}</body></html>", encoding="utf-8"
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [
        "soffice",
        profile,
        "--headless",
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        "html:HTML (StarWriter)",
    ]

    subprocess.run([*convert, "--outdir", "ut", "in.html"], cwd=tmp_path, check=True, capture_output=True, timeout=60)

    assert shown(load_html(tmp_path / "ut" / "in.html")) == ["# Planen", *pieces]
