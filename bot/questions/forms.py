"""The form behind "did not help": what was missing, in the person's own words."""

import re
from typing import Final

import discord

from bot.texts import text
from knowledge.language import Language

_FORM: Final = re.compile(r"ledfyr:comment:(?P<exchange>[A-Za-z0-9_-]{4,40})")
_COMMENT: Final = "comment"
_LONGEST: Final = 1000


class CommentForm(discord.ui.Modal):
    """Asks what was missing or wrong, and says what is stored.

    What is sent in is taken by `comment_in`, not by this object: a restart between opening and sending loses nothing.
    """

    def __init__(self, exchange: str, language: Language) -> None:
        super().__init__(title=text("feedback.title", language), custom_id=f"ledfyr:comment:{exchange}", timeout=None)
        self.add_item(discord.ui.TextDisplay(text("feedback.stored", language)))
        self.add_item(
            discord.ui.Label(
                text=text("feedback.comment", language),
                component=discord.ui.TextInput(
                    style=discord.TextStyle.paragraph, required=False, max_length=_LONGEST, custom_id=_COMMENT
                ),
            )
        )


def comment_in(interaction: discord.Interaction) -> tuple[str, str] | None:
    """The exchange and the comment of a form that was sent in; None where the interaction is something else."""
    if interaction.type is not discord.InteractionType.modal_submit or interaction.data is None:
        return None
    match = _FORM.fullmatch(str(interaction.data.get("custom_id", "")))
    return (match["exchange"], _value_in(interaction.data.get("components")).strip()) if match else None


def _value_in(components: object) -> str:
    """The comment, wherever among the form's components it stands."""
    if isinstance(components, list):
        listed: list[object] = components  # pyright: ignore[reportUnknownVariableType]
        return next((found for one in listed if (found := _value_in(one))), "")
    if isinstance(components, dict):
        fields: dict[str, object] = components  # pyright: ignore[reportUnknownVariableType]
        if fields.get("custom_id") == _COMMENT:
            return str(fields.get("value") or "")
        return _value_in(fields.get("component")) or _value_in(fields.get("components"))
    return ""
