"""Which messages are questions to Ledfyr, and what they ask (pure, but for what Discord has told)."""

import re
from typing import Final

import discord

_KINDS: Final = (discord.MessageType.default, discord.MessageType.reply)


def is_from_a_person(message: discord.Message) -> bool:
    """Whether a person wrote a message, and not a bot, a webhook or Discord itself."""
    return not message.author.bot and message.webhook_id is None and message.type in _KINDS


def mentions_bot(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether a message names the bot, or the role that carries its name: people pick either from the list."""
    if f"<@{bot.id}>" in message.content or f"<@!{bot.id}>" in message.content:
        return True
    role = message.guild.self_role if message.guild else None
    return role is not None and f"<@&{role.id}>" in message.content


def replies_to_bot(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether a message replies to one of the bot's."""
    before = message.reference.resolved if message.reference else None
    return isinstance(before, discord.Message) and before.author.id == bot.id


def calls_bot(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether the bot is notified of a message: by its name, or by a reply that pings whom it replies to."""
    pinged = any(user.id == bot.id for user in message.mentions)
    return mentions_bot(message, bot) or (pinged and replies_to_bot(message, bot))


def turns_to_others(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether a message names other people and not the bot: those in the thread are talking with one another."""
    return any(user.id != bot.id for user in message.mentions) and not mentions_bot(message, bot)


def in_own_thread(channel: object, bot: discord.ClientUser) -> bool:
    """Whether a channel is a thread that the bot opened."""
    return isinstance(channel, discord.Thread) and channel.owner_id == bot.id


def question_in(message: discord.Message, bot: discord.ClientUser) -> str:
    """What a message asks: its text without the name of the bot."""
    role = message.guild.self_role if message.guild else None
    names = [f"<@{bot.id}>", f"<@!{bot.id}>", *([f"<@&{role.id}>"] if role else [])]
    return re.sub("|".join(map(re.escape, names)), " ", message.content).strip()
