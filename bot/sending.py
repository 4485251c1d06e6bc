"""Sends what was rendered: in the right number of messages, pinging nobody, with buttons and files on the last one."""

import io
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

import discord

from bot.buttons import view_of
from bot.rendering.menus import on_page
from bot.rendering.messages import Rendered, rendered
from bot.replies.reply import Reply
from bot.texts import text

NOBODY: Final = discord.AllowedMentions.none()

Send = Callable[..., Awaitable[discord.Message | None]]
"""Sends one message: `discord.abc.Messageable.send` and its like."""


async def send_reply(
    reply: Reply, *, first: Send, further: Send, links: bool = False, files: Sequence[discord.File] = ()
) -> None:
    """Send a reply, its first message by `first` and those after it by `further`.

    Buttons, menus and `files` stand under the last one.
    """
    drawn = rendered(reply, links=links)
    for at, content in enumerate(drawn.messages):
        extras: dict[str, object] = {}
        if at == len(drawn.messages) - 1:
            extras = {
                "files": [*files, *_rest(reply, drawn)],
                "view": view_under(reply) or discord.utils.MISSING,
            }
        send = further if at else first
        await send(content, allowed_mentions=NOBODY, suppress_embeds=True, **extras)


async def send_hidden(
    interaction: discord.Interaction, reply: Reply, *, links: bool = False, files: Sequence[discord.File] = ()
) -> None:
    """Send a reply to the person who interacted, and nobody else."""
    here = replying_to(interaction, hidden=True)
    await send_reply(reply, first=here, further=here, links=links, files=files)


def replying_to(interaction: discord.Interaction, *, hidden: bool) -> Send:
    """Sends messages in reply to an interaction that was deferred, for nobody else to see where it is `hidden`."""
    return partial(interaction.followup.send, ephemeral=hidden, wait=True)


def view_under(reply: Reply) -> discord.ui.View | None:
    """The buttons and menus of a reply, each menu on its first page; None where it has none."""
    return view_of(reply.choices, [on_page(menu, 0, reply.language) for menu in reply.menus])


def drawn_page(reply: Reply) -> tuple[str, list[discord.File]]:
    """A reply as one message with its links; what does not fit comes as a file."""
    drawn = rendered(reply, most=1, links=True)
    return drawn.messages[0], _rest(reply, drawn)


def attachment(name: str, content: str | bytes, *, about: str | None = None) -> discord.File:
    """A file to send; `about` describes a picture to those who do not see it."""
    held = io.BytesIO(content.encode() if isinstance(content, str) else content)
    return discord.File(held, filename=name, description=about or None)


def _rest(reply: Reply, drawn: Rendered) -> list[discord.File]:
    """What had no room in the messages, as a file."""
    return [attachment(text("take.rest", reply.language), drawn.rest)] if drawn.rest is not None else []
