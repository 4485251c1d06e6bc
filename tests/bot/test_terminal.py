import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.replies.answers import reply_to_question, reply_to_sources
from bot.replies.reply import Choice, Reply, Table, listed, said
from bot.replies.talk import greeting
from bot.terminal import WIDEST, console_for, harmless, show_text
from tests.bot.builders import a_citation, a_document, a_no, an_answer, drawn
from tests.builders import a_passage

ESCAPE = "\x1b"


def test_an_answer_is_drawn_with_its_numbers_sources_and_quotes() -> None:
    answer = an_answer(
        a_citation("Blekinge har sju flaskhalsar.", page=4, document=a_document(url="https://example.se/x"))
    )

    assert drawn(reply_to_question(answer)).splitlines() == [
        "Vilka är flaskhalsarna?",
        "",
        "Blekinge har sju flaskhalsar. [1]",
        "",
        "Källor",
        "",
        "Blekinges strategi",
        "Datum anges inte",
        "https://example.se/x",
        "[1] Flaskhalsar, s. 4",
        "    │ Blekinge har sju flaskhalsar.",
        "",
        "Biblioteket uppdaterat 21 november 2026",
    ]


def test_a_no_is_drawn_with_the_nearest_under_it() -> None:
    lines = drawn(reply_to_question(a_no("nothing_found", a_citation()))).splitlines()

    assert lines[2:5] == ["Jag hittar inget svar på det i dokumenten.", "", "Närmast kommer:"]


def test_quotes_of_one_document_share_its_title() -> None:
    answer = an_answer(a_citation("Ett."), a_citation("Två.", number=2, heading=()))

    told = drawn(reply_to_question(answer))

    assert told.count("Blekinges strategi") == 1
    assert "[2] │ Två." in told


def test_a_list_hangs_under_its_signs() -> None:
    told = drawn(Reply(language="sv", paragraphs=(listed("Så här:", ("ett två tre fyra fem", "sex")),)), width=16)

    assert told.splitlines() == ["Så här:", "• ett två tre", "  fyra fem", "• sex"]


def test_the_quote_has_a_heavy_bar_in_its_surroundings() -> None:
    passage = a_passage("Före.", "Citatet.", document="strategi.txt")

    told = drawn(reply_to_sources([(passage, [a_citation("Citatet.")])], "sv"))

    assert "    │ Före.\n    ┃ Citatet.\n" in told


def test_a_note_stands_under_its_quote() -> None:
    told = drawn(reply_to_question(an_answer(a_citation("Idag är det sju.", aged=True))))

    assert "    │ Idag är det sju.\n    Gällde när texten skrevs (datum anges inte).\n" in told


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    long = "ett_mycket_långt_ord_utan_en_enda_plats_att_bryta_vid_" * 3
    answer = an_answer(a_citation(f"Blekinge har sju flaskhalsar och {long}.", "Och mer.", kind="item", page=4))

    lines = drawn(reply_to_question(answer), width=width).splitlines()

    assert max(map(len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_a_table_sets_names_above_values_where_there_is_little_room() -> None:
    reply = Reply(language="sv", tables=(Table(rows=(("Datamapp", "/home"), ("Id", "a\nb"))),))

    assert drawn(reply, width=40).splitlines() == ["Datamapp", "  /home", "Id", "  a", "  b"]
    assert drawn(reply, width=50).splitlines() == ["Datamapp  /home", "Id        a", "          b"]


def test_what_people_write_is_never_taken_for_markup() -> None:
    told = drawn(
        reply_to_question(an_answer(a_citation("[bold]Fet[/bold] :smile: [link=x]y[/]"), question="[red]Vad?[/red]"))
    )

    assert "[red]Vad?[/red]" in told
    assert "│ [bold]Fet[/bold] :smile: [link=x]y[/]" in told


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31mröd\x1b[0m", "röd"),
        ("\x1b]0;titel\x07kvar", "kvar"),
        ("\x1b]8;;https://ont.se\x1b\\klicka\x1b]8;;\x1b\\", "klicka"),
        ("\x1bPq#0\x1b\\kvar", "kvar"),
        ("a\x1bcb", "ab"),
        ("\x9b31mröd", "röd"),
        ("ring\x07 back\x08 noll\x00", "ring back noll"),
        ("rad\r\nny\rny", "rad\nny\nny"),
        ("tabb\tkvar", "tabb\tkvar"),
        ("a\u202eb\u2066c", "abc"),
    ],
)
def test_nothing_that_steers_a_terminal_gets_through(raw: str, clean: str) -> None:
    assert harmless(raw) == clean


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x1b[]\x07\\;0m\x9b\x90P^_X")))
def test_no_text_whatever_leaves_a_control_character(raw: str) -> None:
    clean = harmless(raw)

    assert not [sign for sign in clean if (ord(sign) < 32 and sign not in "\n\t") or 127 <= ord(sign) < 160]


@pytest.mark.parametrize("colour", [False, True])
def test_a_document_full_of_escapes_is_drawn_without_them(*, colour: bool) -> None:
    evil = "\x1b]0;ägd\x07Sju\x1b[2J flaskhalsar"
    document = a_document(title=evil, publisher=evil, revision=evil, url="https://e.se/\x1b]0;x\x07", summary_of=evil)
    citation = a_citation(evil, document=document, heading=(evil,), page_label=evil)

    told = drawn(reply_to_question(an_answer(citation, question=evil)), colour=colour)

    assert "Sju flaskhalsar" in told
    assert "ägd" not in told
    assert "\x1b[2J" not in told
    assert "\x07" not in told


def test_only_web_addresses_become_links() -> None:
    shown = a_citation(document=a_document(url="https://example.se/x"))
    hidden = a_citation(document=a_document(url="javascript:alert(1)"))

    assert "\x1b]8;" in drawn(reply_to_question(an_answer(shown)), colour=True)
    assert "\x1b]8;" not in drawn(reply_to_question(an_answer(hidden)), colour=True)


def test_without_colour_there_is_no_escape_at_all() -> None:
    assert ESCAPE not in drawn(reply_to_question(an_answer()))


def test_no_color_takes_the_colours_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert console_for().no_color


def test_a_wide_terminal_is_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")

    assert console_for().width == WIDEST


def test_a_documents_text_keeps_its_lines() -> None:
    console = Console(file=io.StringIO(), width=20)

    with console.capture() as capture:
        show_text("En mycket lång rad som är längre än terminalen.\n\n\x1b[31m- [x] punkt", console)

    assert capture.get() == "En mycket lång rad som är längre än terminalen.\n\n- [x] punkt\n"


def test_choices_are_drawn_as_what_to_type() -> None:
    choice = Choice(aim="show", value="min fil.md", label="min fil.md")

    assert drawn(Reply(language="sv", choices=(choice,))) == "• ledfyr library show 'min fil.md'\n"
    assert "• Vilka är Vinnovas fem kännetecken?" in drawn(greeting("sv"))


def test_the_sources_of_an_answer_are_no_choice_to_type() -> None:
    reply = Reply(
        language="sv", paragraphs=(said("Svar."),), choices=(Choice(aim="sources", value="", label="Källor"),)
    )

    assert drawn(reply) == "Svar.\n"
