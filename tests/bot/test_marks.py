import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.marks import escaped, harmless, link

# Discord takes a backslash for an escape before every sign that is no letter, digit or space, and an address whole.
ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
LINKED = re.compile(r"https?://[^\s<]+[^<.,:;\"'\]\s]")
ACTIVE = re.compile(
    r"[*_~`|]"
    r"|<[@#:/a-z]"
    r"|@(?:everyone|here)"
    r"|\]\("
    r"|:[\w+~-]+:"
    r"|\w://"
    r"|^\s*(?:#{1,3}|-#|[-*+]|>|>>>|\d+\.)(?=\s)",
    re.MULTILINE,
)
FORMS = [
    "**fet**",
    "*kursiv*",
    "_kursiv_",
    "__under__",
    "~~struken~~",
    "||dold||",
    "`kod`",
    "```\nkod\n```",
    "<@1>",
    "<@!1>",
    "<@&1>",
    "<#1>",
    "<t:1618953630:R>",
    "</fråga:1>",
    "<:emoji:1>",
    "<a:emoji:1>",
    "<id:customize>",
    "@everyone",
    "@here",
    ":smile:",
    ":a:b:",
    "[namn](https://ont.example)",
    "[namn](<https://ont.example>)",
    "<https://ont.example>",
    "discord://settings",
    "# rubrik",
    "### rubrik",
    "-# smått",
    "> citat",
    ">>> citat",
    "- punkt",
    "* punkt",
    "+ punkt",
    "1. punkt",
    "  12. punkt",
    "https://ont.example/**fet**",
    "https://ont.example/@everyone",
]
texts = st.lists(st.sampled_from([*FORMS, " ", "\n", "\\", "a", "ö", "*", "_", "<", ">", ":", "https://x.se/a_b"])).map(
    "".join
)


def unescaped(text: str) -> str:
    return ESCAPE.sub(r"\1", text)


def alive(text: str) -> str:
    """What Discord still may read as marks: escapes and links taken out."""
    return LINKED.sub("\x00", ESCAPE.sub("\x00", text))


@given(st.one_of(texts, st.text()))
def test_what_was_written_comes_back_when_the_escapes_are_taken_away(text: str) -> None:
    assert unescaped(escaped(text)) == harmless(text)


@given(st.one_of(texts, st.text()))
def test_nothing_formats_or_mentions(text: str) -> None:
    assert ACTIVE.findall(alive(escaped(text))) == []


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_discords_is_shown_as_it_was_written(form: str) -> None:
    shown = escaped(form)

    assert ACTIVE.search(alive(shown)) is None
    assert unescaped(shown) == form


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_are_active_before(form: str) -> None:
    assert ACTIVE.search(ESCAPE.sub("\x00", form))


def test_an_everyday_sentence_stays_as_it_is() -> None:
    words = "Blekinge (2019): 3.5 miljoner – vd@region.se, kl. 12:30 & ”citat” på s. 4."

    assert escaped(words) == words


def test_an_address_in_a_text_stays_whole() -> None:
    words = "Se https://example.se/en_lång_väg?a=1&b_c=2, och sedan (https://example.se/x_y)."

    assert escaped(words) == words


def test_an_address_that_would_format_is_shown_and_not_linked() -> None:
    assert escaped("https://x.se/**a_b**") == "https\\://x.se/\\*\\*a\\_b\\*\\*"


def test_an_address_within_a_word_is_a_word() -> None:
    assert escaped("xhttps://a_b_c") == "xhttps\\://a\\_b\\_c"


def test_an_address_in_angle_brackets_is_shown_with_them() -> None:
    assert escaped("<https://x.se/a>") == "\\<https\\://x.se/a>"


def test_a_label_never_hides_an_address() -> None:
    assert escaped("[Region Blekinge](https://ont.example)") == "\\[Region Blekinge\\](https://ont.example)"


def test_an_item_number_is_told_from_a_decimal() -> None:
    assert escaped("1. Ett\n2.5 procent") == "1\\. Ett\n2.5 procent"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ring\x07 noll\x00", "ring noll"),
        ("rad\r\nny\rny\u2028ny", "rad\nny\nny\nny"),
        ("a\u202eb\u2066c", "abc"),
        ("\x1b[31mröd", "[31mröd"),
        ("halv\ud800", "halv"),
        ("tabb\tkvar", "tabb\tkvar"),
    ],
)
def test_nothing_that_steers_gets_through(raw: str, clean: str) -> None:
    assert harmless(raw) == clean


def test_a_removed_sign_leaves_no_mark_behind() -> None:
    assert escaped("@\u202eeveryone") == "\\@everyone"


@pytest.mark.parametrize("url", ["https://example.se", "http://example.se/en_väg?a=b&c=(d)#e"])
def test_a_clean_address_becomes_a_link_without_preview(url: str) -> None:
    assert link(url) == f"<{url}>"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.se",
        "javascript:alert(1)",
        "ftp://example.se",
        "https://",
        "https://[",
        "https://example.se/a b",
        "https://example.se/>x",
        "https://example.se/`x`",
        "https://region.se@ont.example/",
        "https://example.se/\u202e",
        "https://example.se/" + "a" * 1000,
        "\nhttps://example.se",
    ],
)
def test_anything_else_is_no_link(url: str) -> None:
    assert link(url) is None
