"""Where a mission lives in Discord: a private thread, or the direct messages of whoever began it."""

from contextlib import suppress
from http import HTTPStatus
from typing import Final, Literal, NamedTuple

import discord

from bot.buttons import label_of
from bot.guidance.in_discord.people import number_in
from knowledge.sessions.session import Session

_A_WEEK: Final = 10080  # minutes without a message until Discord puts a thread away
_LONGEST_NAME: Final = 100
_MOST_ADDED: Final = 20  # people who are brought along when a mission moves
NEEDED: Final = ("create_private_threads", "send_messages_in_threads")
"""What the bot needs to give a mission a thread, by discord.py's names."""
_GONE: Final = frozenset({10003, 50001})
"""Discord's codes for a channel that does not exist, and for one that we may no longer see."""

Kind = Literal["thread", "direct", "channel"]
Home = discord.Thread | discord.DMChannel | discord.TextChannel


class NoHome(Exception):
    """There is no place for a mission: threads are not allowed here, and direct messages are closed."""


class Found(NamedTuple):
    """A place for a mission; `second_best` says that a thread was wanted and could not be had."""

    channel: Home
    second_best: bool = False


class Places:
    """Finds and makes the places where missions live.

    With `in_channel` a mission lives in the channel where it is opened: for a view of Discord that shows no threads.
    """

    def __init__(self, *, client: discord.Client, in_channel: bool) -> None:
        self._client = client
        self._in_channel = in_channel

    async def made(self, interaction: discord.Interaction, session: Session) -> Found:
        """A new place for a mission, from where somebody stands; NoHome where there is none."""
        here = interaction.channel
        if isinstance(here, discord.DMChannel):
            return Found(here)
        if self._in_channel and isinstance(here, discord.TextChannel):
            return Found(here)
        if interaction.guild is None:
            return Found(await self._direct(interaction.user))
        channel = here.parent if isinstance(here, discord.Thread) else here
        if isinstance(channel, discord.TextChannel) and _allows(interaction, channel):
            try:
                return Found(await self._thread(channel, interaction.user, session))
            except discord.HTTPException as error:
                if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise
        return Found(await self._direct(interaction.user), second_best=True)

    async def of(self, session: Session) -> Home | None:
        """The place where a mission lives; None where it has none any longer."""
        number = number_in(session.place)
        if number is None:
            return None
        channel = self._client.get_channel(number)
        if channel is None:
            try:
                channel = await self._client.fetch_channel(number)
            except (discord.NotFound, discord.Forbidden):
                return None
        return channel if isinstance(channel, Home) else None

    async def let_in(self, channel: Home, user: discord.abc.Snowflake) -> bool:
        """Let somebody into a thread; whether they can see the place now."""
        if not isinstance(channel, discord.Thread):
            return isinstance(channel, discord.TextChannel)
        try:
            await wake(channel)
            await channel.add_user(user)
        except (discord.Forbidden, discord.NotFound):
            return False
        return True

    async def _thread(
        self, channel: discord.TextChannel, user: discord.User | discord.Member, session: Session
    ) -> discord.Thread:
        thread = await channel.create_thread(
            name=name_of_thread(session),
            type=discord.ChannelType.private_thread,
            invitable=False,
            auto_archive_duration=_A_WEEK,
        )
        await thread.add_user(user)
        others = [number for one in session.participants if (number := number_in(one.id)) and number != user.id]
        for number in others[:_MOST_ADDED]:
            # Somebody may not be on this server; whoever is not added comes by opening the mission.
            with suppress(discord.HTTPException):
                await thread.add_user(discord.Object(number))
        return thread

    async def _direct(self, user: discord.User | discord.Member) -> discord.DMChannel:
        """The direct messages of somebody; NoHome where they are closed to us."""
        try:
            return user.dm_channel or await user.create_dm()
        except discord.Forbidden as error:
            raise NoHome from error


async def wake(channel: Home) -> None:
    """Let a thread that Discord has put away be open again."""
    if isinstance(channel, discord.Thread) and channel.archived:
        await channel.edit(archived=False)


def is_gone(error: discord.HTTPException) -> bool:
    """Whether a place does not exist any longer, for us."""
    return error.code in _GONE


def kind_of(channel: Home) -> Kind:
    """What kind of place it is."""
    if isinstance(channel, discord.Thread):
        return "thread"
    return "direct" if isinstance(channel, discord.DMChannel) else "channel"


def _allows(interaction: discord.Interaction, channel: discord.TextChannel) -> bool:
    """Whether a private thread may be made: Discord has none in announcements."""
    return not channel.is_news() and all(getattr(interaction.app_permissions, name) for name in NEEDED)


def name_of_thread(session: Session) -> str:
    """What the thread of a mission is called."""
    return label_of(session.title, _LONGEST_NAME)
