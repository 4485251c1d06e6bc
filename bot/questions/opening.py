"""Opens the thread in which a conversation goes on."""

from typing import Final

import discord

from bot.errors import ExchangeGone, PermissionsMissing

_NAME: Final = 90  # characters of the question that name the thread
_A_WEEK: Final = 10080  # minutes without a message until Discord puts a thread away
_HAS_THREAD: Final = 160004
_PUBLIC: Final = ("create_public_threads", "send_messages_in_threads")
_PRIVATE: Final = ("create_private_threads", "send_messages_in_threads")


def required(interaction: discord.Interaction, permissions: tuple[str, ...]) -> None:
    """Raise PermissionsMissing unless the bot has `permissions` where the interaction happens."""
    missing = tuple(name for name in permissions if not getattr(interaction.app_permissions, name))
    if missing:
        raise PermissionsMissing(missing)


def can_go_on(channel: object, *, hidden: bool) -> bool:
    """Whether a thread can grow in a channel: not in threads, voice and forums, nor a private one in announcements."""
    return isinstance(channel, discord.TextChannel) and not (hidden and channel.is_news())


async def open_private(interaction: discord.Interaction, question: str) -> discord.Thread:
    """A thread that holds the person who pressed and nobody else; PermissionsMissing where the bot may not open one."""
    required(interaction, _PRIVATE)
    channel = interaction.channel
    if not isinstance(channel, discord.TextChannel):
        raise PermissionsMissing(_PRIVATE[:1])
    thread = await channel.create_thread(
        name=_named(question),
        type=discord.ChannelType.private_thread,
        invitable=False,
        auto_archive_duration=_A_WEEK,
    )
    await thread.add_user(interaction.user)
    return thread


async def open_public(interaction: discord.Interaction, question: str) -> discord.Thread | discord.Object:
    """A thread that grows from the answer, or the id of the one it has already; PermissionsMissing where there is none.

    Discord gives a thread the id of the message it grew from.
    """
    required(interaction, _PUBLIC)
    message = interaction.message
    if message is None:
        raise ExchangeGone
    try:
        return await message.create_thread(name=_named(question), auto_archive_duration=_A_WEEK)
    except discord.HTTPException as error:
        if error.code == _HAS_THREAD:
            return discord.Object(message.id, type=discord.Thread)
        raise


def _named(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= _NAME else f"{line[: _NAME - 1].rstrip()}…"
