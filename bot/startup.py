"""What is looked over once the bot has logged in, and what is then said (pure, but for what Discord has told)."""

from collections.abc import Iterator
from typing import Final

import discord

from bot.desk import permissions_in_words
from bot.texts import text
from knowledge.language import Language
from knowledge.settings import LedfyrSettings

_NEEDED: Final = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_public_threads",
    "create_private_threads",
    "attach_files",
    "read_message_history",
)
PERMISSIONS: Final = discord.Permissions(**dict.fromkeys(_NEEDED, True))
"""What the bot asks for when it is invited, and no more."""


def invite_link(application: int) -> str:
    """Where the bot is invited to a guild, with the permissions it needs."""
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=("bot", "applications.commands"))


def complaints(client: discord.Client, settings: LedfyrSettings, language: Language) -> Iterator[str]:
    """What does not hold once the bot has logged in, each with its remedy: guilds, channels, roles, permissions."""
    if not client.intents.message_content:
        yield text("discord.no_content", language)
    for number in settings.discord_guilds:
        guild = client.get_guild(number)
        if guild is None:
            yield text("discord.no_guild", language, guild=number)
        elif not guild.unavailable:
            yield from _in_guild(guild, settings, language)
    # Of a guild that is away just now, Discord tells nothing but its id.
    for guild in client.guilds:
        if not guild.unavailable:
            yield from _lacking(guild, language)


def _in_guild(guild: discord.Guild, settings: LedfyrSettings, language: Language) -> Iterator[str]:
    held = settings.guild(guild.id)
    for channel in held.channels:
        found = guild.get_channel(channel)
        if found is None or not found.permissions_for(guild.me).view_channel:
            yield text("discord.no_channel", language, channel=channel, guild=guild.name)
    for role in held.roles:
        if guild.get_role(role) is None:
            yield text("discord.no_role", language, role=role, guild=guild.name)


def _lacking(guild: discord.Guild, language: Language) -> Iterator[str]:
    held = guild.me.guild_permissions
    missing = tuple(name for name in _NEEDED if not getattr(held, name))
    if missing and not held.administrator:
        yield text("discord.lacks", language, guild=guild.name, permissions=permissions_in_words(missing, language))
