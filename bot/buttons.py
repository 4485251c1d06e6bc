"""The buttons and menus under a reply: everything they need stands in their id, so they work after a restart."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, Protocol, Self, get_args, runtime_checkable

import discord

from bot.rendering.menus import MOST_OPTIONS
from bot.rendering.pieces import size_of
from bot.replies.reply import Aim, Choice, Menu, Option
from knowledge.plain import harmless, shortened

_AIMS: Final[dict[str, Aim]] = {aim: aim for aim in get_args(Aim)}
_TEMPLATE: Final = r"ledfyr:(?P<aim>[a-z_]+):(?P<exchange>[A-Za-z0-9_-]{4,40})(?::(?P<page>\d{1,3}))?"
_STYLES: Final[dict[Aim, discord.ButtonStyle]] = {
    "sources": discord.ButtonStyle.primary,
    "forget": discord.ButtonStyle.danger,
}
_NOT_PRESSED: Final[frozenset[Aim]] = frozenset({"ask", "show", "rollback"})
_MISSION: Final = "mission:"
_MENU: Final = "menu:"
_ACT_STYLES: Final = {"answer": discord.ButtonStyle.primary, "delete_yes": discord.ButtonStyle.danger}
_ROWS: Final = 5
_A_ROW: Final = 5  # buttons
_LONGEST_LABEL: Final = 80  # characters on a button
_LONGEST_OPTION: Final = 100  # characters of an option, of what is said about it, and of what it stands for
_LONGEST_LEAD: Final = 150  # characters in an empty menu


class Press(NamedTuple):
    """A button that was pressed: what it aims at, the exchange it belongs to, the page it leads to.

    `aim` is None for a button that an older Ledfyr left behind and this one no longer knows.
    """

    aim: Aim | None
    exchange: str
    page: int | None


@runtime_checkable
class HearsPresses(Protocol):
    """A client that does what a pressed button says."""

    async def press(self, interaction: discord.Interaction, press: Press) -> None:
        """Do it."""
        ...


class PressButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_TEMPLATE):
    """A button that hands its press to the client."""

    def __init__(self, aim: Aim, value: str, label: str, *, press: Press | None = None) -> None:
        style = _STYLES.get(aim, discord.ButtonStyle.secondary)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"ledfyr:{aim}:{value}"))
        self._press = press

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that has this id."""
        aim = _AIMS.get(match["aim"])
        page = int(match["page"]) if match["page"] else None
        return cls(aim or "sources", match["exchange"], match["aim"], press=Press(aim, match["exchange"], page))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press on."""
        if self._press is not None and isinstance(interaction.client, HearsPresses):
            await interaction.client.press(interaction, self._press)


@runtime_checkable
class HearsActs(Protocol):
    """A client that does what is pressed or picked in a mission."""

    async def act(self, interaction: discord.Interaction, value: str, picked: str | None) -> None:
        """Do it: `value` says what, `picked` is the option of a menu."""
        ...


class ActButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=rf"{_MISSION}(?P<value>.+)"):
    """A button of a mission; it hands its act to the client."""

    def __init__(self, value: str, label: str) -> None:
        style = _ACT_STYLES.get(value.partition(":")[0], discord.ButtonStyle.secondary)
        super().__init__(
            discord.ui.Button(label=label_of(label, _LONGEST_LABEL), style=style, custom_id=f"{_MISSION}{value}")
        )
        self._value = value

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that has this id."""
        return cls(match["value"], match["value"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the act on."""
        if isinstance(interaction.client, HearsActs):
            await interaction.client.act(interaction, self._value, None)


class ActMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=rf"{_MENU}(?P<value>.+)"):
    """A menu of a mission; it hands its act and what was picked to the client."""

    def __init__(self, menu: Menu) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"{_MENU}{menu.value}",
                placeholder=label_of(menu.label, _LONGEST_LEAD),
                options=[_option(option) for option in menu.options[:MOST_OPTIONS]],
            )
        )
        self._value = menu.value

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The menu that has this id."""
        return cls(Menu(value=match["value"], label=match["value"], options=()))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the act and the pick on."""
        picked: list[str] = (interaction.data or {}).get("values", [])  # pyright: ignore[reportAssignmentType]
        if isinstance(interaction.client, HearsActs):
            await interaction.client.act(interaction, self._value, picked[0] if picked else None)


def view_of(choices: Sequence[Choice], menus: Sequence[Menu] = ()) -> discord.ui.View | None:
    """Choices as buttons, and menus below them; None where there are none to press.

    A menu has at most 25 options here. Five rows have room: each menu takes one, five buttons another; the last buttons
    go where there is none left.
    """
    shown = [menu for menu in menus if menu.options][:_ROWS]
    # Discord takes no two buttons of one id.
    once = {(choice.aim, choice.value): choice for choice in choices if choice.aim not in _NOT_PRESSED}
    pressed = list(once.values())[: (_ROWS - len(shown)) * _A_ROW]
    if not pressed and not shown:
        return None
    view = discord.ui.View(timeout=None)
    for choice in pressed:
        mission = choice.aim == "mission"
        view.add_item(
            ActButton(choice.value, choice.label) if mission else PressButton(choice.aim, choice.value, choice.label)
        )
    for menu in shown:
        view.add_item(ActMenu(menu))
    return view


def label_of(words: str, longest: int) -> str:
    """Words on one line of at most `longest` characters, however Discord counts them; a dash where there are none."""
    line = shortened(harmless(words), longest)
    return (line if size_of(line) <= longest else shortened(line, longest // 2)) or "–"


def _option(option: Option) -> discord.SelectOption:
    about = label_of(option.about, _LONGEST_OPTION) if option.about else None
    return discord.SelectOption(label=label_of(option.label, _LONGEST_OPTION), value=option.value, description=about)
