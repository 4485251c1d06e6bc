"""The buttons under a reply: everything they need stands in their id, so they work after a restart."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, Protocol, Self, get_args, runtime_checkable

import discord

from bot.replies.reply import Aim, Choice

_AIMS: Final[dict[str, Aim]] = {aim: aim for aim in get_args(Aim)}
_TEMPLATE: Final = r"ledfyr:(?P<aim>[a-z_]+):(?P<exchange>[A-Za-z0-9_-]{4,40})(?::(?P<page>\d{1,3}))?"
_STYLES: Final[dict[Aim, discord.ButtonStyle]] = {"sources": discord.ButtonStyle.primary}
_NOT_PRESSED: Final[frozenset[Aim]] = frozenset({"ask", "show", "rollback"})


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


def view_of(choices: Sequence[Choice]) -> discord.ui.View | None:
    """Choices as buttons; None where there are none to press."""
    pressed = [choice for choice in choices if choice.aim not in _NOT_PRESSED]
    if not pressed:
        return None
    view = discord.ui.View(timeout=None)
    for choice in pressed:
        view.add_item(PressButton(choice.aim, choice.value, choice.label))
    return view
