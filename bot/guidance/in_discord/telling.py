"""Brings what is said in a mission to whoever acted, or to everybody where it lives."""

from collections.abc import Sequence
from typing import Final

import discord

from bot.desk import Desk, is_released
from bot.replies.reply import Reply
from bot.replies.talk import short_reply
from bot.sending import NOBODY, Send, attachment, replying_to, send_reply
from knowledge.exporting import Exported

_FILES: Final = 10  # that one message of Discord's holds


class Telling:
    """Tells; where Discord has let go of the interaction, the person hears it in a direct message."""

    def __init__(self, *, desk: Desk) -> None:
        self._desk = desk

    async def privately(
        self,
        interaction: discord.Interaction,
        reply: Reply | None,
        *,
        files: Sequence[Exported] = (),
        note: str | None = None,
    ) -> None:
        """Say it to whoever acted, and nobody else; `note` stands below it, in Discord's own markup."""
        try:
            await _send(reply, replying_to(interaction, hidden=True), files, note)
        except discord.HTTPException as error:
            if not is_released(error):
                raise
            self._desk.note(error)
            await _send(reply, interaction.user.send, files, note)

    async def to_all(self, interaction: discord.Interaction, reply: Reply, *, files: Sequence[Exported] = ()) -> None:
        """Say it where the interaction happened, for everybody there."""
        channel = interaction.channel
        if not isinstance(channel, discord.abc.Messageable):
            await self.privately(interaction, reply, files=files)
            return
        await _send(reply, channel.send, files)
        if interaction.type is discord.InteractionType.application_command:
            # A command waits for a reply of its own.
            await self.privately(interaction, short_reply("mission.done", reply.language))


async def _send(reply: Reply | None, send: Send, files: Sequence[Exported], note: str | None = None) -> None:
    """Send a reply with its files, as many messages as these take, and a note."""
    made = [attachment(file.name, file.content, about=file.about) for file in files]
    if reply is not None:
        await send_reply(reply, first=send, further=send, files=made[:_FILES])
        for at in range(_FILES, len(made), _FILES):
            await send(files=made[at : at + _FILES])
    if note is not None:
        await send(note, allowed_mentions=NOBODY)
