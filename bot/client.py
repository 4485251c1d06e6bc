"""The bot: everything put together, from the moment Discord knows it until it stops."""

import asyncio
import datetime as dt
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Final, Literal

import discord
from discord import app_commands
from discord.ext import tasks

from bot.about import About
from bot.buttons import ActButton, ActMenu, Press, PressButton
from bot.desk import Desk, log_in
from bot.failures import prune_log
from bot.guidance.documents import Documents, JournalFinds
from bot.guidance.guide import Guide
from bot.guidance.in_discord.hinting import hint, replies_to_mission
from bot.guidance.in_discord.together import MissionsInDiscord, put_together
from bot.library_thread import Knowledge, LibraryThread
from bot.limits import Limits
from bot.naming import CatalogueTranslator
from bot.privacy import Privacy
from bot.questions.answering import Answering, Underway, name_of, reader
from bot.questions.asking import Asking
from bot.questions.commands import add_question_commands
from bot.questions.listening import (
    calls_bot,
    in_own_thread,
    is_from_a_person,
    replies_to_bot,
    turns_to_others,
)
from bot.questions.pressing import Pressing
from bot.questions.speaking import language_of_reader
from bot.sending import NOBODY
from bot.syncing import sync_commands
from knowledge.assembly import open_missions, open_state
from knowledge.errors import StateError
from knowledge.journal import StateStore
from knowledge.sessions.service import Missions
from knowledge.settings import LedfyrSettings

_LAST_WORDS: Final = 25.0  # seconds that a stop waits for the questions under way

Moment = Literal["synced", "ready"]
Watch = Callable[[Moment], None]
"""Hears that the commands have been synced, and that the client has come to Discord."""


def create_client(
    settings: LedfyrSettings,
    knowledge: Knowledge,
    *,
    message_content: bool = True,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    watch: Watch = lambda _: None,
    missions_in_channel: bool = False,
) -> "LedfyrClient":
    """The bot for `settings` that answers from `knowledge` (`knowledge.assembly.open_library`).

    It opens the state database when it is set up and closes it with itself; `knowledge` stays its owner's. Without
    `message_content` it declares no privileged intent, and asks to be mentioned. With `missions_in_channel` a mission
    lives in the channel where it is begun, and not in a thread.
    """
    return LedfyrClient(
        settings=settings,
        knowledge=knowledge,
        message_content=message_content,
        clock=clock,
        now=now,
        watch=watch,
        missions_in_channel=missions_in_channel,
    )


class LedfyrClient(discord.Client):
    """Ledfyr in Discord."""

    def __init__(
        self,
        *,
        settings: LedfyrSettings,
        knowledge: Knowledge,
        message_content: bool,
        clock: Callable[[], float],
        now: Callable[[], dt.datetime],
        watch: Watch,
        missions_in_channel: bool,
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        intents.message_content = message_content
        super().__init__(intents=intents, allowed_mentions=NOBODY)
        self.settings: Final = settings
        self.underway: Final = Underway()
        self._owned = knowledge
        self._clock = clock
        self._now = now
        self._watch = watch
        self._in_channel = missions_in_channel
        self._open = AsyncExitStack()
        self._was_ready = False
        self._desk = Desk(log=log_in(settings.home))
        self._state: StateStore | None = None
        self._answering: Answering | None = None
        self._pressing: Pressing | None = None
        self._missions: MissionsInDiscord | None = None
        self._privacy: Privacy | None = None
        self.tree: Final = app_commands.CommandTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self.tree.error(self._command_failed)

    async def setup_hook(self) -> None:
        """Open what the bot needs, and tell Discord its commands; once more where the client has been closed."""
        if self.user is None or self.application_id is None:
            raise RuntimeError("a client is set up after it has logged in")
        self.underway.stopping = False
        knowledge = LibraryThread(self._owned)
        self._open.push_async_callback(knowledge.close)
        state = self._state = await self._open.enter_async_context(open_state(self.settings))
        missions = await open_missions(self.settings, state, now=self._now)
        self._put_together(self.user, knowledge, state, missions)
        self._add_commands(knowledge, state)
        await self.tree.set_translator(CatalogueTranslator() if self.settings.command_language == "auto" else None)
        if await sync_commands(self.tree, state, application=self.application_id):
            self._watch("synced")
        self._open.push_async_callback(_ended, self._sweep.start())

    def _put_together(
        self, bot: discord.ClientUser, knowledge: Knowledge, state: StateStore, missions: Missions
    ) -> None:
        settings, desk = self.settings, self._desk
        limits = Limits(
            per_person=settings.questions_per_person, per_guild=settings.questions_per_guild, clock=self._clock
        )
        self._pressing = Pressing(
            settings=settings,
            knowledge=knowledge,
            state=state,
            desk=desk,
            now=self._now,
            hears_threads=self.intents.message_content,
        )
        self._answering = Answering(
            settings=settings,
            asking=Asking(settings=settings, knowledge=knowledge, state=state, now=self._now),
            limits=limits,
            desk=desk,
            bot=bot,
            underway=self.underway,
        )
        documents = Documents(knowledge=knowledge, finds=JournalFinds(journal=state, now=self._now))
        self._missions = put_together(
            client=self,
            settings=settings,
            guide=Guide(missions=missions, documents=documents, now=self._now),
            missions=missions,
            store=state.missions,
            limits=limits,
            desk=desk,
            underway=self.underway,
            in_channel=self._in_channel,
        )
        self.add_dynamic_items(PressButton, ActButton, ActMenu)

    def _add_commands(self, knowledge: Knowledge, state: StateStore) -> None:
        """Add every command; each is answered in guilds and in direct messages."""
        tree = self.tree
        tree.clear_commands(guild=None)
        if self._answering is not None:
            add_question_commands(tree, self._answering.to_interaction, self.settings.command_language)
        if self._missions is not None:
            self._missions.commands.add_to(tree)
        About(settings=self.settings, knowledge=knowledge, desk=self._desk).add_commands(tree)
        self._privacy = Privacy(settings=self.settings, people=state, desk=self._desk)
        self._privacy.add_commands(tree)

    async def _command_failed(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """Tell of a command that failed before it began: Discord may still have those of an older version."""
        async with self._desk.minding(interaction, reader(self.settings, interaction)):
            raise error

    async def on_ready(self) -> None:
        """Say so the first time; later times are reconnections."""
        if not self._was_ready:
            self._was_ready = True
            self._watch("ready")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take the forms that are sent in; commands and buttons find their own way."""
        if self._pressing is not None and self._missions is not None:
            with self.underway.one():
                if not await self._pressing.sent_in(interaction):
                    await self._missions.guiding.sent_in(interaction)

    async def press(self, interaction: discord.Interaction, press: Press) -> None:
        """Do what a pressed button says."""
        if self._pressing is not None and self._privacy is not None:
            with self.underway.one():
                if press.aim == "forget":
                    await self._privacy.press(interaction)
                else:
                    await self._pressing.press(interaction, press)

    async def act(self, interaction: discord.Interaction, value: str, picked: str | None) -> None:
        """Do what was pressed or picked in a mission."""
        if self._missions is not None:
            with self.underway.one():
                await self._missions.guiding.act(interaction, value, picked)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is addressed to Ledfyr; every other is let be and never stored."""
        if self.user is not None and replies_to_mission(message, self.user):
            await hint(message, self.settings)
        elif self._answering is not None and await self._is_addressed(message):
            await self._answering.to_message(message)

    async def _is_addressed(self, message: discord.Message) -> bool:
        bot, state = self.user, self._state
        if bot is None or state is None or not is_from_a_person(message):
            return False
        if message.guild is None or calls_bot(message, bot):
            return True
        if not in_own_thread(message.channel, bot) or not message.content.strip():
            return False
        if replies_to_bot(message, bot):
            return True
        try:
            conversation = await state.conversation(name_of(message.channel))
        except StateError as error:
            # Whether it was meant for us cannot be told, but the thread is ours: silence would be worse than a word.
            guild = message.guild.id
            language = language_of_reader(self.settings, locale=None, guild=guild)
            await self._desk.tell_in(message.channel, error, language, about=message)
            return False
        opened_by = conversation.opener if conversation else None
        return opened_by == name_of(message.author) and not turns_to_others(message, bot)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:  # noqa: ARG002 - as discord.py calls it
        """Log what went wrong where there is nobody to tell."""
        error = sys.exc_info()[1]
        if error is not None:
            self._desk.note(error)

    @tasks.loop(hours=24)
    async def _sweep(self) -> None:
        """Delete what has been kept for its time, and ask about what nobody has touched for long."""
        today = self._now()
        try:
            await asyncio.to_thread(prune_log, self.settings.home, self.settings.keep_failures, today=today.date())
            if self._state is not None:
                await self._state.sweep(self.settings.retention, now=today)
            if self._missions is not None:
                await self._missions.idle.ask(today)
        except Exception as error:
            # The loop must live: tomorrow it may go better.
            self._desk.note(error)

    async def stop(self) -> None:
        """Take no more questions, finish those under way, and close."""
        self.underway.stopping = True
        try:
            async with asyncio.timeout(_LAST_WORDS):
                await self.underway.finished()
        except TimeoutError as error:
            self._desk.note(error)
        await self.close()

    async def close(self) -> None:
        """Leave Discord and let go of everything."""
        await super().close()
        await self._open.aclose()


async def _ended(task: asyncio.Task[None]) -> None:
    """Cancel a task and wait until it is gone."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
