"""Takes a question from Discord, has it answered, and brings the answer back: thin shells around `Asking`."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Final

import aiohttp
import discord

from bot.desk import Desk, is_released
from bot.limits import Limits
from bot.naming import command_name
from bot.questions.admitting import may_ask, refusal, seen_by_all
from bot.questions.asking import Asked, Asking, Told
from bot.questions.listening import in_own_thread, mentions_bot, question_in
from bot.questions.opening import can_go_on
from bot.questions.speaking import language_of_answer, language_of_reader
from bot.replies.channel import reply_to_wait
from bot.replies.reply import Reply, said
from bot.sending import NOBODY, replying_to, send_reply
from bot.texts import text
from knowledge.language import Language
from knowledge.settings import LedfyrSettings

PLATFORM: Final = "discord"


def name_of(thing: discord.abc.Snowflake) -> str:
    """The id under which a person, a thread or a direct message is kept."""
    return f"{PLATFORM}:{thing.id}"


class Underway:
    """The questions being answered, so that a stop can wait for them; `stopping` says that no more are taken."""

    def __init__(self) -> None:
        self.stopping = False
        self._open = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def one(self) -> Generator[None]:
        """Count a question as long as it is being answered."""
        self._open += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._open -= 1
            if not self._open:
                self._idle.set()

    async def finished(self) -> None:
        """Wait until nothing is under way."""
        await self._idle.wait()


class Answering:
    """Answers interactions and messages."""

    def __init__(
        self,
        *,
        settings: LedfyrSettings,
        asking: Asking,
        limits: Limits,
        desk: Desk,
        bot: discord.ClientUser,
        underway: Underway,
    ) -> None:
        self._settings = settings
        self._asking = asking
        self._limits = limits
        self._desk = desk
        self._bot = bot
        self._underway = underway

    async def to_interaction(
        self,
        interaction: discord.Interaction,
        question: str,
        *,
        chosen: Language | None = None,
        visible: bool | None = None,
        attachments: bool = False,
        empty: str = "ask.no_text",
    ) -> None:
        """Answer the question of a command or of a message that was pointed at.

        `empty` is the key of what is said where there is nothing to read.
        """
        locale, guild = interaction.locale.value, interaction.guild_id
        language = language_of_answer(self._settings, question, chosen=chosen, locale=locale, guild=guild)
        async with self._desk.minding(interaction, language, searching=True):
            no = self._refusal(question, language, person=interaction.user, guild=guild, empty=empty)
            if no is not None:
                await interaction.response.send_message(_words(no), ephemeral=True, allowed_mentions=NOBODY)
                return
            hidden = guild is not None and not seen_by_all(self._settings, guild, chosen=visible)
            with self._underway.one():
                await interaction.response.defer(ephemeral=hidden, thinking=True)
                asked = self._asked(interaction, question, language, hidden=hidden, attachments=attachments)
                await self._bring(interaction, await self._asking.answer(asked), hidden=hidden)

    async def to_message(self, message: discord.Message) -> None:
        """Answer a message that is addressed to the bot; it does not tell its author's client."""
        guild = message.guild.id if message.guild else None
        question = question_in(message, self._bot)
        language = language_of_answer(self._settings, question, chosen=None, locale=None, guild=guild)
        try:
            elsewhere = self._elsewhere(message, language)
            if elsewhere is not None:
                await message.channel.send(elsewhere, reference=_before(message), allowed_mentions=NOBODY)
                return
            empty = "ask.no_text" if message.attachments else "ask.nothing_asked"
            no = self._refusal(question, language, person=message.author, guild=guild, empty=empty)
            if no is not None:
                await self._reply(message, no)
                return
            with self._underway.one():
                with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
                    await message.channel.typing()
                told = await self._asking.answer(self._asked_in(message, question, language))
                await self._reply(message, told.reply)
        except Exception as error:
            await self._desk.tell_in(message.channel, error, language, about=message)

    def _refusal(
        self, question: str, language: Language, *, person: discord.User | discord.Member, guild: int | None, empty: str
    ) -> Reply | None:
        """Why a question is not taken; None where it is, and then it counts against the limits.

        `empty` is the key of what is said where there is nothing to read.
        """
        held = [role.id for role in person.roles] if isinstance(person, discord.Member) else ()
        allowed = guild is None or may_ask(held, self._settings.guild(guild).roles)
        no = refusal(question, language, stopping=self._underway.stopping, allowed=allowed, empty=empty)
        if no is not None:
            return no
        wait = self._limits.wait(person=person.id, guild=guild)
        return reply_to_wait(wait, language) if wait else None

    def _elsewhere(self, message: discord.Message, language: Language) -> str | None:
        """That mentions are answered in other channels of this guild; None where they are answered here."""
        channels = self._settings.guild(message.guild.id).channels if message.guild else ()
        channel = message.channel
        here = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
        going_on = in_own_thread(channel, self._bot) and not mentions_bot(message, self._bot)
        if not channels or here in channels or going_on:
            return None
        # A message does not tell its author's client; what they write in is the best guess.
        commands = self._settings.command_language
        reader = language if commands == "auto" else commands
        links = ", ".join(f"<#{channel}>" for channel in channels)
        return text("ask.other_channel", language, channels=links, ask=command_name("ask", reader))

    def _asked(
        self, interaction: discord.Interaction, question: str, language: Language, *, hidden: bool, attachments: bool
    ) -> Asked:
        channel = interaction.channel
        direct = interaction.guild_id is None
        talk = direct or in_own_thread(channel, self._bot)
        return Asked(
            question=question,
            language=language,
            asker=name_of(interaction.user),
            guild=str(interaction.guild_id) if interaction.guild_id else None,
            place=f"{PLATFORM}:{interaction.channel_id}",
            conversation=f"{PLATFORM}:{interaction.channel_id}" if talk else None,
            joins=not hidden,
            direct=direct,
            private=hidden or direct or _is_private(channel),
            going_on=can_go_on(channel, hidden=hidden),
            sharing=hidden and isinstance(channel, discord.TextChannel | discord.Thread),
            attachments=attachments,
        )

    def _asked_in(self, message: discord.Message, question: str, language: Language) -> Asked:
        direct = message.guild is None
        talk = direct or in_own_thread(message.channel, self._bot)
        return Asked(
            question=question,
            language=language,
            asker=name_of(message.author),
            guild=str(message.guild.id) if message.guild else None,
            place=name_of(message.channel),
            conversation=name_of(message.channel) if talk else None,
            joins=talk,
            direct=direct,
            private=direct or _is_private(message.channel),
            going_on=can_go_on(message.channel, hidden=False),
            attachments=bool(message.attachments),
        )

    async def _bring(self, interaction: discord.Interaction, told: Told, *, hidden: bool) -> None:
        """Send the answer where the person waits for it; past Discord's time for that, where they can still find it."""
        here = replying_to(interaction, hidden=hidden)
        try:
            await send_reply(told.reply, first=here, further=here)
        except discord.HTTPException as error:
            if not is_released(error):
                raise
            self._desk.note(error)
            late = text("ask.too_late", told.reply.language)
            reply = told.reply.model_copy(update={"paragraphs": (said(late), *told.reply.paragraphs)})
            channel = interaction.channel
            there = channel if not hidden and isinstance(channel, discord.abc.Messageable) else interaction.user
            await send_reply(reply, first=there.send, further=there.send)

    async def _reply(self, message: discord.Message, reply: Reply) -> None:
        """Reply to a message; where it has been deleted meanwhile, just say it in its channel."""

        async def first(content: str, **extras: object) -> discord.Message:
            return await message.channel.send(content, reference=_before(message), mention_author=False, **extras)  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownVariableType]

        # The person has the question before their eyes.
        shown = reply.model_copy(update={"title": None})
        await send_reply(shown, first=first, further=message.channel.send)


def reader(settings: LedfyrSettings, interaction: discord.Interaction) -> Language:
    """The language of what is said around the answers to whoever interacts."""
    return language_of_reader(settings, locale=interaction.locale.value, guild=interaction.guild_id)


def _before(message: discord.Message) -> discord.MessageReference:
    """What makes a message a reply, and no failure where the one replied to is gone."""
    return message.to_reference(fail_if_not_exists=False)


def _is_private(channel: object) -> bool:
    return isinstance(channel, discord.Thread) and channel.is_private()


def _words(reply: Reply) -> str:
    return reply.paragraphs[0].lines[0].text
