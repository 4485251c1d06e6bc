import re
from typing import Any

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from knowledge.canvas import FIELDS
from knowledge.language import Language
from knowledge.missions.design import MissionDesign
from knowledge.missions.exports.document import outline_of
from knowledge.missions.exports.markdown import as_markdown, escaped
from knowledge.missions.exports.outline import Heading, Listing, Outline, Paragraph, Piece, References, Table
from knowledge.missions.finding import Finding
from tests.builders import TODAY, bare
from tests.builders_friska_hav import a_rich_design, rich_findings
from tests.builders_missions import a_claim, a_design, a_readiness, an_evidence
from tests.builders_small_method import a_method
from tests.knowledge.test_exports_interchange import designs

METHOD = a_method()
NASTY = (
    "# Rubrik **fet** _kursiv_ <b>html</b> <!-- x --> #panic(1) $x^2$ @everyone <@123> [länk](javascript:x) `kod` "
    "| cell | &amp; ~~struken~~ ![bild](https://ond.example/b.png) https://ond.example/x www.ond.example "
    "<https://ond.example> [^1]"
)


def told(
    design: MissionDesign, *, language: Language = "sv", findings: tuple[Finding, ...] = (), method: Any = METHOD
) -> Outline:
    readiness = a_readiness(design, method, findings=findings)
    return outline_of(design, method, readiness, language=language, today=TODAY)


def markdown(*claims: Any, **facts: Any) -> str:
    return as_markdown(told(a_design(*claims, **facts)))


def rendered(text: str) -> str:
    """The text that a Markdown program shows, white space and line breaks as one space."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    bare_text = re.sub(r"<[^>]+>", " ", html)
    for name, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        bare_text = bare_text.replace(name, sign)
    return " ".join(bare_text.split())


def test_it_begins_with_the_title_and_the_mission_sentence() -> None:
    outline = told(a_design(a_claim("mission", "Senast 2035 mår havet bra.")))

    assert isinstance(outline.blocks[0], Heading)
    assert (outline.blocks[0].level, outline.blocks[0].text) == (1, "Friska hav")
    assert isinstance(outline.blocks[1], Paragraph)
    assert (outline.blocks[1].look, outline.blocks[1].line[0].text) == ("lead", "Senast 2035 mår havet bra.")


def test_every_step_of_the_path_has_its_state_in_word_and_symbol_and_its_reasons() -> None:
    outline = told(a_rich_design(), findings=rich_findings())

    steps = next(block for block in outline.blocks if isinstance(block, Table))

    assert steps.header == ("Steg", "Läge", "Varför")
    assert [row[1][0][0].text for row in steps.rows] == [
        *["✓ Håller"] * 5, "△ Behöver stärkas", *["✓ Håller"] * 3, "△ Behöver stärkas",
    ]  # fmt: skip
    assert steps.rows[5][2] == ((Piece(text="Det finns 2, men 3 behövs."),),)


def test_what_to_try_stands_in_the_step_with_its_field() -> None:
    text = as_markdown(told(a_rich_design(), findings=rich_findings()))

    assert "### Prova härnäst\n\n- **Målkonflikter:** Skriv ett till." in text


def test_a_finding_that_the_method_has_no_words_for_is_left_out() -> None:
    strange = Finding(criterion="C6.1", severity="weak", code="strange", field="conflicts")
    unknown = Finding(criterion="C99.1", severity="weak", code="too_few", field="conflicts")
    design = a_design(a_claim("conflicts", "Mat", b="Hav"))
    readiness = a_readiness(design, METHOD, findings=(strange, unknown))

    text = as_markdown(outline_of(design, METHOD, readiness, language="sv", today=TODAY))

    assert "△ Behöver stärkas" in text
    assert "Prova härnäst" not in text


def test_the_five_criteria_stand_side_by_side() -> None:
    outline = told(a_rich_design(), findings=rich_findings())

    criteria = [block for block in outline.blocks if isinstance(block, Table)][1]

    assert len(criteria.header) == 5
    assert [cell[0][0].text for cell in criteria.rows[0]] == ["○ Att bedöma"] * 5
    assert criteria.rows[1][2][1][0].text == "Se steg 10."


def test_each_claim_tells_what_it_rests_on() -> None:
    text = markdown(
        a_claim("challenge", "Havet.", evidence=[an_evidence("Ett."), an_evidence("Två.")]),
        a_claim("tried", "Allt.", author="Maja Holm"),
        a_claim("fit", "Nej.", assumed=True),
        a_claim("commitment", "Ja.", author=""),
    )

    assert "Havet.\n\n*Belägg \\[1\\] \\[2\\]*" in text
    assert "Allt.\n\n*Bidrag av Maja Holm*" in text
    assert "Nej.\n\n*Antagande*" in text
    assert "Ja.\n\n*Bidrag*" in text


def test_what_is_missing_stays_visible() -> None:
    text = markdown(a_claim("challenge", "Havet."))

    assert (
        "*Inget skrivet än: Det som redan har prövats, Varför en mission, Strategier och mål som pekar hit, "
        "Tid, mandat och pengar.*"
    ) in text
    assert "Missionen är inte formulerad än." in text
    assert "| **5\\. Missionsformulering** | **✗ Saknas** | Inget skrivet än. |" in text


def test_an_empty_design_says_so_everywhere() -> None:
    text = markdown(title=" \n ")

    assert text.startswith("# Mission utan titel\n")
    assert "Inga påståenden är skrivna än." in text
    assert "Inget påstående har belägg än." in text


def test_entries_with_few_parts_are_a_table_with_a_header() -> None:
    outline = told(a_design(a_claim("lockins", "Stöd per hektar", kind="rules"), a_claim("lockins", "Vana")))

    table = next(block for block in outline.blocks if isinstance(block, Table) and "Inlåsningar" in block.about)

    assert table.header == ("Vad", "Slag", "Vilar på")
    assert [[cell[0][0].text for cell in row] for row in table.rows] == [
        ["Stöd per hektar", "Regelverk", "Bidrag av Anna Ek"],
        ["Vana", "–", "Bidrag av Anna Ek"],
    ]


def test_entries_with_many_parts_tell_them_in_one_column() -> None:
    text = markdown(a_claim("actors", "BTH", sector="academia", level="plans,does", role="Mäter", gives="Data"))

    assert (
        "| **BTH** | Akademi\u00a0· Planerar, Utför<br>Roll: Mäter\u00a0· Bidrar med: Data | Bidrag av Anna Ek |"
        in text
    )


def test_an_option_that_the_method_no_longer_has_is_shown_as_it_stands() -> None:
    assert "Slag: magic" not in markdown(a_claim("lockins", "Vana", kind="magic"))
    assert "| **Vana** | magic |" in markdown(a_claim("lockins", "Vana", kind="magic"))


def test_only_the_steps_of_the_path_are_told_and_others_that_hold_something_are_marked() -> None:
    text = markdown(a_claim("challenge", "Havet."), a_claim("vision", "Klart vatten."), path="short")

    headings = re.findall(r"^## (\d+)", text, re.MULTILINE)

    assert headings == ["1", "3", "5", "6", "8", "10", "4"]
    assert "## 4\\. Framtidsbild och vinklar\n\n*Utanför den korta vägen*\n\n### Framtidsbild\n\nKlart vatten." in text


def test_a_skipped_step_says_so() -> None:
    text = markdown(skipped=("system",))

    assert "| **2\\. Systemet och inlåsningarna** | **✗ Saknas** | Steget hoppades över.<br>Inget skrivet än. |" in text
    assert "**✗ Saknas** · hoppades över" in text


def test_a_field_that_no_step_asks_for_is_not_lost() -> None:
    first, *others = METHOD.steps
    narrower = first.model_copy(update={"questions": first.questions[1:]})
    method = METHOD.model_copy(update={"steps": (narrower, *others)})

    text = as_markdown(told(a_design(a_claim("challenge", "Havet.")), method=method))

    assert "## Annat som har skrivits\n\n### Utmaningen\n\nHavet." in text


def test_the_coverage_is_counted_and_what_is_assumed_is_listed() -> None:
    text = markdown(
        a_claim("challenge", "Havet.", evidence=[an_evidence()]),
        a_claim("fit", "Nej."),
        a_claim("milestones", "2031", text="Ersättning i hela länet", assumed=True),
    )

    assert "1 av 3 påståenden har belägg, 1 är bidrag och 1 vilar på antaganden." in text
    assert "- Milstolpar: 2031: Ersättning i hela länet\n" in text


def test_a_reference_has_title_date_place_quote_and_link_and_stands_once() -> None:
    evidence = an_evidence()
    text = markdown(a_claim("challenge", "Ett.", evidence=[evidence]), a_claim("fit", "Två.", evidence=[evidence]))

    assert text.count("\\[1\\] **Blekinges strategi**") == 1
    assert (
        "\\[1\\] **Blekinges strategi**. Publicerad 4 oktober 2019.<br>Avsnitt: Flaskhalsar, s. 4<br>"
        "”Blekinge har sju flaskhalsar.”<br><https://example.se/strategi.pdf>"
    ) in text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"date": None, "date_kind": "unknown"}, "Datum anges inte."),
        ({"date_kind": "unknown"}, "Daterad 4 oktober 2019."),
        ({"date_kind": "updated"}, "Uppdaterad 4 oktober 2019."),
        ({"date_kind": "decided"}, "Beslutad 4 oktober 2019."),
        ({"page": None, "heading": ()}, "2019.<br>”Blekinge"),
        ({"page": None}, "Avsnitt: Flaskhalsar<br>"),
        ({"heading": ()}, "<br>s. 4<br>"),
        ({"language": "en"}, "“Blekinge har sju flaskhalsar.”"),
        ({"url": None}, "flaskhalsar.”\n"),
    ],
)
def test_a_reference_says_what_its_document_says_of_itself(facts: dict[str, Any], words: str) -> None:
    assert words in markdown(a_claim("challenge", "Havet.", evidence=[an_evidence(**facts)]))


def test_it_is_told_in_english_with_what_was_written_left_as_it_stands() -> None:
    text = as_markdown(told(a_rich_design(), language="en"))

    assert "From Ledfyr, 21 November 2026" in text
    assert "The texts are written in Swedish." in text
    assert "Senast 2035 kan alla barn" in text
    assert "Decided 24 March 2021." in text


def test_a_design_begun_in_another_version_says_so() -> None:
    design = a_design().model_copy(update={"method": "0.9-3fa9c2d1"})

    assert "påbörjad i version 0.9" in as_markdown(told(design))
    assert "påbörjad" not in as_markdown(told(a_design().model_copy(update={"method": "1.0-3fa9c2d1"})))


def test_everything_that_was_written_stands_in_it() -> None:
    design = a_rich_design()
    shown = rendered(as_markdown(told(design)))

    options = {option for field in FIELDS.values() for part in field.parts for option in part.options}
    written = [line for claim in design.claims for value in claim.values.values() for line in value.splitlines()]

    assert [text for text in written if not set(text.split(",")) & options and bare(text) not in bare(shown)] == []


@pytest.mark.parametrize("field", ["challenge", "strategies", "lockins", "actors", "mission"])
def test_what_people_wrote_is_text_and_nothing_else(field: Any) -> None:
    text = markdown(a_claim(field, NASTY, author=NASTY), title=NASTY)
    html = MarkdownIt("gfm-like").render(text)

    assert bare(NASTY) in bare(rendered(text))
    assert "href" not in html
    assert not re.search(r"<(b|img|code|s|em>[^<]*kursiv|strong>fet)\b", html)


@pytest.mark.parametrize(
    "line",
    [
        "# a",
        "- a",
        "+ a",
        "1. a",
        "2) a",
        "> a",
        "===",
        "---",
        "    a",
        "\ta",
        "***",
        "| a | b |",
        "~~~",
        "```",
        "a\nb",
    ],
)
def test_a_line_that_looks_like_structure_is_a_line(line: str) -> None:
    html = MarkdownIt("gfm-like").render(escaped(line).strip())

    assert re.fullmatch(r"<p>[^<]*</p>\n", html)
    assert bare(html[3:-5].replace("&gt;", ">")) == bare(line)


def test_a_link_is_made_of_a_clean_address_alone() -> None:
    for url in ("javascript:alert(1)", "https://a@b.se", "ftp://x.se", "https://x.se/<b>", "https://x.se/\nx"):
        html = MarkdownIt("gfm-like").render(markdown(a_claim("challenge", "Hav.", evidence=[an_evidence(url=url)])))
        assert "href" not in html


def test_line_breaks_of_a_text_are_kept_and_control_characters_are_not() -> None:
    outline = told(a_design(a_claim("challenge", "Ett.\r\n\r\n  Två.\u2028Tre\x07\ud800.")))

    paragraphs = [
        block.line[0].text for block in outline.blocks if isinstance(block, Paragraph) and block.look == "body"
    ]

    assert [text for text in paragraphs if text in ("Ett.", "Två.", "Tre.")] == ["Ett.", "Två.", "Tre."]


@settings(max_examples=60, deadline=None)
@given(designs)
def test_any_design_can_be_told(design: MissionDesign) -> None:
    outline = told(design)

    assert "\n" not in "".join(piece.text for line in lines_of(outline) for piece in line)
    as_markdown(outline).encode("utf-8")


def lines_of(outline: Outline) -> list[tuple[Piece, ...]]:
    lines: list[tuple[Piece, ...]] = []
    for block in outline.blocks:
        match block:
            case Paragraph(line=line):
                lines.append(line)
            case Listing(items=items):
                lines.extend(items)
            case Table(rows=rows):
                lines.extend(line for row in rows for cell in row for line in cell)
            case References(entries=entries):
                lines.extend(line for entry in entries for line in entry.lines)
            case _:
                continue
    return lines
