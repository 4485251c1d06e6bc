"""What people see in the simulated Discord: what the bot said, the words on its buttons, menus and forms."""

from typing import Any, NamedTuple

import discord
from simcord.actors import MessageLike
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage


class Told(NamedTuple):
    """What the bot said to one interaction; `form` is what it opened, if anything."""

    messages: tuple[ResponseMessage, ...]
    form: dict[str, Any] | None
    result: InteractionResult

    @property
    def words(self) -> str:
        """All of it as one text."""
        return "\n\n".join(message.content for message in self.messages)

    @property
    def said(self) -> str:
        """What was said anew: all but the message whose button was pressed."""
        return "\n\n".join(message.content for message in self.new)

    @property
    def new(self) -> tuple[ResponseMessage, ...]:
        """The messages that were not there before."""
        pressed = self.result._interaction.source_message_id  # pyright: ignore[reportPrivateUsage]
        return tuple(message for message in self.messages if message.id != pressed)

    @property
    def hidden(self) -> bool:
        """Whether the person alone sees it."""
        return all(message.ephemeral for message in self.messages)

    @property
    def channel(self) -> int:
        """The id of the channel where it was said."""
        return self.result._interaction.channel_id  # pyright: ignore[reportPrivateUsage]

    @property
    def message(self) -> ResponseMessage:
        """The message that has the buttons: the last one."""
        return self.messages[-1]

    @property
    def files(self) -> list[str]:
        """The names of what is attached."""
        return [file.filename for message in self.messages for file in message.attachments]


def told_in(result: InteractionResult) -> Told:
    """Everything the bot said to an interaction."""
    first = [result.response] if result.response else []
    return Told((*first, *result.followups), result.modal, result)


def labels(message: MessageLike) -> list[str]:
    """The words on a message's buttons."""
    if isinstance(message, ResponseMessage):
        return [one["label"] for row in message.components for one in row["components"] if "label" in one]
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return [button.label or "" for row in rows for button in row.children if isinstance(button, discord.Button)]


def options(message: MessageLike, env: Env) -> list[str]:
    """The words of everything that can be picked under a message."""
    return [option["label"] for menu in menus_of(env, message) for option in menu["options"]]


def menus_of(env: Env, message: MessageLike) -> list[dict[str, Any]]:
    """The menus under a message."""
    stored = env.backend.get_message(channel_of(message), message.id)
    return [one for row in stored.components for one in row["components"] if "options" in one]


def option_called(env: Env, message: MessageLike, label: str, called: str = "") -> tuple[str, str]:
    """The id of the menu that has an option of these words, and what the option stands for."""
    found = [
        (menu["custom_id"], option["value"])
        for menu in menus_of(env, message)
        for option in menu["options"]
        if option["label"] == label and called in ("", menu["placeholder"])
    ]
    assert len(found) == 1, (label, options(message, env))
    return found[0]


def channel_of(message: MessageLike) -> int:
    """The id of the channel a message is in."""
    return message.channel_id if isinstance(message, ResponseMessage) else message.channel.id


def standing_in(form: dict[str, Any]) -> dict[str, Any]:
    """What stands in the inputs of a form before anybody writes."""
    standing: dict[str, Any] = {}
    for row in form["components"]:
        one = row.get("component")
        if one is None:
            continue
        chosen = [option["value"] for option in one.get("options", ()) if option.get("default")]
        standing[one["custom_id"]] = chosen if "options" in one else one.get("value") or ""
    return standing
