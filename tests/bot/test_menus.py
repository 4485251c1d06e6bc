"""Menus page by page, and buttons and menus within what Discord takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import label_of, view_of
from bot.rendering.menus import MOST_OPTIONS, on_page, page_turned_to
from bot.rendering.pieces import size_of
from bot.replies.reply import Choice, Menu, Option


def a_menu(count: int) -> Menu:
    options = tuple(Option(value=f"c{number}", label=f"Post {number}") for number in range(1, count + 1))
    return Menu(value="support:s:f:1", label="Välj", options=options)


def pages_of(menu: Menu) -> list[Menu]:
    """Every page, as somebody turns from the first to the last."""
    pages = [on_page(menu, 0, "sv")]
    while (after := page_turned_to(pages[-1].options[-1].value)) is not None and after >= len(pages):
        pages.append(on_page(menu, after, "sv"))
    return pages


@given(st.integers(min_value=1, max_value=300))
def test_every_option_stands_on_one_page_and_no_page_holds_too_many(count: int) -> None:
    menu = a_menu(count)

    pages = pages_of(menu)

    shown = [option for page in pages for option in page.options if page_turned_to(option.value) is None]
    assert shown == list(menu.options)
    assert all(len(page.options) <= MOST_OPTIONS for page in pages)


def test_a_menu_that_fits_has_no_options_that_turn_the_page() -> None:
    assert on_page(a_menu(25), 3, "sv") == a_menu(25)


def test_options_that_turn_the_page_tell_what_they_lead_to() -> None:
    second = on_page(a_menu(60), 1, "sv").options

    assert second[0].label == "◂ Föregående (1–23 av 60)"
    assert second[-1].label == "Fler ▸ (47–60 av 60)"


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert on_page(a_menu(60), 99, "sv") == on_page(a_menu(60), 2, "sv")


@pytest.mark.parametrize("words", ["", "   ", "🐟" * 200, "å" * 500, "\u202e" * 90, "rad\nrad"])
def test_words_on_buttons_and_in_menus_are_never_empty_nor_too_long(words: str) -> None:
    shown = label_of(words, 80)

    assert 1 <= size_of(shown) <= 80
    assert "\n" not in shown


def test_what_has_no_room_under_a_message_is_left_out() -> None:
    choices = [Choice(aim="mission", value=f"stand:s:{number}", label="Låt stå") for number in range(40)]

    view = view_of(choices, [a_menu(3).model_copy(update={"value": f"pick:{at}"}) for at in range(3)])

    assert view is not None
    assert len(view.to_components()) == 5


def test_two_buttons_of_one_act_are_one() -> None:
    step = Choice(aim="mission", value="step:s", label="Till steget")

    view = view_of([step, step])

    assert view is not None
    assert len(view.children) == 1
