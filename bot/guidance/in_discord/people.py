"""People, roles and places of Discord as a mission knows them."""

import discord

from bot.questions.answering import PLATFORM, name_of
from knowledge.sessions.session import Person


def person_of(user: discord.User | discord.Member) -> Person:
    """Whoever acts, with the roles they have where they act."""
    roles = user.roles if isinstance(user, discord.Member) else ()
    return Person(id=name_of(user), name=user.display_name, roles=tuple(map(role_of, roles)))


def role_of(role: discord.Role) -> str:
    """The id under which a role is kept."""
    return f"{PLATFORM}:role:{role.id}"


def place_of(interaction: discord.Interaction) -> str:
    """The id under which the thread, channel or direct message is kept where somebody acts."""
    return f"{PLATFORM}:{interaction.channel_id}"


def number_in(name: str | None) -> int | None:
    """Discord's own id behind one that we keep ("discord:123"); None where it is another platform's."""
    platform, _, number = (name or "").partition(":")
    return int(number) if platform == PLATFORM and number.isdecimal() else None
