"""Turns the pages of menus that hold more than Discord shows."""

from typing import Final

import discord

from bot.buttons import ActMenu
from bot.guidance.acts import Act, Verb, act_in
from bot.guidance.guide import Guide
from bot.rendering.menus import on_page
from bot.replies.reply import Menu
from bot.replies.talk import short_reply
from bot.sending import NOBODY
from knowledge.language import Language
from knowledge.sessions.session import Person

_MENU: Final = "menu:"
_SHOWN_BY: Final[dict[Verb, Verb]] = {
    "begin": "new",
    "show": "list",
    "pick": "step",
    "support": "link",
    "stand": "proposals",
    "aside": "proposals",
    "draft": "drafts",
    "drop_draft": "drafts",
}
"""Which act shows the menu of another; every other menu is shown by its own act, nothing picked."""


class Turning:
    """Shows another page of a menu in its message; the whole menu is asked of the guide anew."""

    def __init__(self, *, guide: Guide) -> None:
        self._guide = guide

    async def turn(
        self, interaction: discord.Interaction, value: str, page: int, *, by: Person, language: Language
    ) -> None:
        """Show a page of the menu of that value."""
        await interaction.response.defer()
        message = interaction.message
        menu = await self._whole(value, by=by, language=language)
        if menu is None or message is None:
            words = short_reply("mission.menu.old", language).paragraphs[0].lines[0].text
            await interaction.followup.send(words, ephemeral=True, allowed_mentions=NOBODY)
            return
        view = discord.ui.View.from_message(message, timeout=None)
        shown = ActMenu(on_page(menu, page, language)).item.options
        for item in view.walk_children():
            if isinstance(item, discord.ui.Select) and item.custom_id == f"{_MENU}{value}":
                item.options = shown
        # A view that has ended is not listened to: the parts of the message are, by their ids.
        view.stop()
        await interaction.edit_original_response(view=view)

    async def _whole(self, value: str, *, by: Person, language: Language) -> Menu | None:
        """The menu with everything in it, as it stands now; None where it is no longer offered."""
        act = act_in(value)
        shown_by = _SHOWN_BY.get(act.verb) if act.verb is not None else None
        # A step that is named would be gone to.
        rest = () if shown_by == "step" else act.rest
        asked = Act(shown_by, act.session, rest) if shown_by is not None else act
        response = await self._guide.act(asked, by=by, language=language)
        menus = response.reply.menus if response.reply is not None else ()
        return next((menu for menu in menus if menu.value == value), None)
