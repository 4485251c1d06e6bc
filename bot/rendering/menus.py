"""Menus that hold more than Discord shows: page by page, with options that turn the page (pure)."""

import re
from typing import Final

from bot.replies.reply import Menu, Option
from bot.texts import text
from knowledge.language import Language

MOST_OPTIONS: Final = 25
"""What one menu in Discord holds."""
_A_PAGE: Final = MOST_OPTIONS - 2  # room for the options that turn the page
_TURN: Final = re.compile(r"turn:(\d{1,4})")


def on_page(menu: Menu, page: int, language: Language) -> Menu:
    """The menu with the options of one page, counted from 0, and those that lead to the pages beside it.

    A menu that fits stays as it is; a page beyond the last one is the last one.
    """
    if len(menu.options) <= MOST_OPTIONS:
        return menu
    last = (len(menu.options) - 1) // _A_PAGE
    at = min(page, last)
    shown = menu.options[at * _A_PAGE : (at + 1) * _A_PAGE]
    before = (_turning(menu, at - 1, "menu.before", language),) if at > 0 else ()
    after = (_turning(menu, at + 1, "menu.after", language),) if at < last else ()
    return menu.model_copy(update={"options": (*before, *shown, *after)})


def page_turned_to(picked: str) -> int | None:
    """The page that a picked option leads to; None for an option that is a choice of its own."""
    match = _TURN.fullmatch(picked)
    return int(match[1]) if match else None


def _turning(menu: Menu, page: int, key: str, language: Language) -> Option:
    first, count = page * _A_PAGE + 1, len(menu.options)
    last = min(first + _A_PAGE - 1, count)
    return Option(value=f"turn:{page}", label=text(key, language, first=first, last=last, count=count))
