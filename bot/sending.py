"""Sends what was rendered: in the right number of messages, pinging nobody, with buttons and files on the last one."""

import io
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import discord

from bot.rendering.messages import Rendered, rendered
from bot.replies.reply import Choice, Reply
from bot.texts import text

NOBODY: Final = discord.AllowedMentions.none()

Send = Callable[..., Awaitable[discord.Message | None]]
"""Sends one message: `discord.abc.Messageable.send` and its like."""
Buttons = Callable[[Sequence[Choice]], discord.ui.View | None]
"""Draws choices as buttons; None where there are none."""


async def send_reply(
    reply: Reply, *, first: Send, further: Send, buttons: Buttons, links: bool = False
) -> discord.Message | None:
    """Send a reply, its first message by `first` and those after it by `further`; the last message sent."""
    drawn = rendered(reply, links=links)
    last = len(drawn.messages) - 1
    sent: discord.Message | None = None
    for at, content in enumerate(drawn.messages):
        extras = _at_the_end(reply, drawn, buttons) if at == last else {}
        send = first if at == 0 else further
        sent = await send(content, allowed_mentions=NOBODY, suppress_embeds=True, **extras)
    return sent


def drawn_page(reply: Reply) -> tuple[str, list[discord.File]]:
    """A reply as one message with its links; what does not fit comes as a file."""
    drawn = rendered(reply, most=1, links=True)
    files = [attachment(text("take.rest", reply.language), drawn.rest)] if drawn.rest is not None else []
    return drawn.messages[0], files


def attachment(name: str, content: str | bytes) -> discord.File:
    """A file to send."""
    return discord.File(io.BytesIO(content.encode() if isinstance(content, str) else content), filename=name)


def _at_the_end(reply: Reply, drawn: Rendered, buttons: Buttons) -> dict[str, object]:
    """What goes with the last message: what did not fit, and what may be done next."""
    extras: dict[str, object] = {}
    if drawn.rest is not None:
        extras["file"] = attachment(text("take.rest", reply.language), drawn.rest)
    view = buttons(reply.choices)
    return extras | ({"view": view} if view is not None else {})


async def send_hidden(
    interaction: discord.Interaction, reply: Reply, *, links: bool = False, files: Sequence[discord.File] = ()
) -> None:
    """Send a reply without buttons to the person who interacted, and nobody else."""
    drawn = rendered(reply, links=links)
    rest = [attachment(text("take.rest", reply.language), drawn.rest)] if drawn.rest is not None else []
    for at, content in enumerate(drawn.messages, start=1):
        last = [*files, *rest] if at == len(drawn.messages) else []
        await interaction.followup.send(
            content, ephemeral=True, files=last, allowed_mentions=NOBODY, suppress_embeds=True
        )
