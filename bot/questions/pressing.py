"""What happens when a button under an answer is pressed."""

import asyncio
import datetime as dt
import re
import secrets
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

import discord

from bot.buttons import Press, view_of
from bot.desk import Desk
from bot.errors import ExchangeGone
from bot.library_thread import Behind, Knowledge
from bot.questions.answering import PLATFORM, name_of, reader
from bot.questions.forms import CommentForm, comment_in
from bot.questions.opening import can_go_on, open_private, open_public, required
from bot.questions.taking import take_away
from bot.replies.answers import reply_to_question
from bot.replies.channel import choices_under, reply_to_page, reply_to_shared
from bot.sending import NOBODY, drawn_page, send_reply
from bot.texts import text
from knowledge.answer import Answer, Citation
from knowledge.errors import LibraryError
from knowledge.journal import Conversation, Exchange, Feedback, Gap, StateStore
from knowledge.language import Language
from knowledge.masking import Marks, masked
from knowledge.settings import LedfyrSettings

_MENTION: Final = re.compile(r"<@[!&]?\d+>")
_SHARING: Final = ("view_channel", "send_messages")
_SHARING_IN_THREADS: Final = ("view_channel", "send_messages_in_threads")


class Pressing:
    """Handles the buttons under answers; every press reads what it needs from the state database."""

    def __init__(
        self,
        *,
        settings: LedfyrSettings,
        knowledge: Knowledge,
        state: StateStore,
        desk: Desk,
        now: Callable[[], dt.datetime],
        hears_threads: bool,
    ) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._state = state
        self._desk = desk
        self._now = now
        self._hears_threads = hears_threads
        # A thumb presses twice before the first press is done; what Discord lets happen twice is remembered here.
        self._shared: set[str] = set()
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._private_threads: dict[str, int] = {}

    async def press(self, interaction: discord.Interaction, press: Press) -> None:
        """Do what the pressed button says."""
        language = reader(self._settings, interaction)
        async with self._desk.minding(interaction, language):
            match press.aim:
                case "sources":
                    await self._sources(interaction, press, language)
                case "helped":
                    await self._helped(interaction, press.exchange, language)
                case "not_helped":
                    # The form has to be the response itself, so nothing is looked up before it.
                    await interaction.response.send_modal(CommentForm(press.exchange, language))
                case "go_on":
                    await self._go_on(interaction, press.exchange, language)
                case "share":
                    await self._share(interaction, press.exchange, language)
                case "take":
                    await self._take(interaction, press.exchange)
                case "gap":
                    await self._gap(interaction, press.exchange, language)
                case "ask" | "forget" | "mission" | "show" | "rollback" | None:
                    raise ExchangeGone  # no buttons of ours, not any longer

    async def sent_in(self, interaction: discord.Interaction) -> bool:
        """Take a form that was sent in; False where the interaction is something else."""
        found = comment_in(interaction)
        if found is None:
            return False
        name, comment = found
        language = reader(self._settings, interaction)
        async with self._desk.minding(interaction, language):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._give(interaction, name, language, helped=False, comment=comment or None)
        return True

    async def _sources(self, interaction: discord.Interaction, press: Press, language: Language) -> None:
        turning = press.page is not None
        if turning:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
        exchange = await self._exchange(press.exchange)
        behind, replaced = await self._behind(exchange)
        reply = reply_to_page(behind, press.page or 0, exchange, replaced=replaced, language=language)
        content, files = drawn_page(reply)
        view = view_of(reply.choices)
        if turning:
            await interaction.edit_original_response(
                content=content, attachments=files, view=view, allowed_mentions=NOBODY
            )
        else:
            await interaction.followup.send(
                content,
                ephemeral=True,
                files=files,
                allowed_mentions=NOBODY,
                suppress_embeds=True,
                view=view or discord.utils.MISSING,
            )

    async def _behind(self, exchange: Exchange) -> tuple[Behind, bool]:
        """The cited passages and whether the library is another one now; as quoted where it cannot be read."""
        result = exchange.result
        citations = result.citations if isinstance(result, Answer) else result.nearest
        try:
            active = await self._knowledge.active()
            return await self._knowledge.behind(citations, version=result.library), active.id != result.library
        except LibraryError as error:
            self._desk.note(error)
            alone: list[tuple[None, list[Citation]]] = [(None, [citation]) for citation in citations]
            return [*alone], False

    async def _helped(self, interaction: discord.Interaction, name: str, language: Language) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._give(interaction, name, language, helped=True, comment=None)

    async def _give(
        self, interaction: discord.Interaction, name: str, language: Language, *, helped: bool, comment: str | None
    ) -> None:
        exchange = await self._exchange(name)
        feedback = self._feedback(exchange, helped=helped, comment=comment)
        new = await self._state.give(feedback, exchange=exchange.id, person=name_of(interaction.user))
        await _say(interaction, text("feedback.thanks" if new else "feedback.changed", language))

    def _feedback(self, exchange: Exchange, *, helped: bool, comment: str | None) -> Feedback:
        result = exchange.result
        cited = result.citations if isinstance(result, Answer) else ()
        return Feedback(
            id=secrets.token_urlsafe(9),
            helped=helped,
            comment=unnamed(comment, exchange.language) if comment else None,
            question=unnamed(exchange.question, exchange.language),
            language=exchange.language,
            answered=isinstance(result, Answer),
            documents=_documents(cited),
            library=result.library,
            given=self._now(),
        )

    async def _gap(self, interaction: discord.Interaction, name: str, language: Language) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        exchange = await self._exchange(name)
        result = exchange.result
        if isinstance(result, Answer):
            raise ExchangeGone
        gap = Gap(
            id=secrets.token_urlsafe(9),
            question=unnamed(exchange.question, exchange.language),
            language=exchange.language,
            reason=result.reason,
            about=result.about,
            nearest=_documents(result.nearest),
            library=result.library,
            logged=self._now(),
        )
        new = await self._state.report(gap, exchange=exchange.id, person=name_of(interaction.user))
        await _say(interaction, text("gap.logged" if new else "gap.known", language))

    async def _go_on(self, interaction: discord.Interaction, name: str, language: Language) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        exchange = await self._exchange(name)
        hidden = interaction.message is not None and interaction.message.flags.ephemeral
        thread = await self._thread(interaction, exchange, hidden=hidden)
        # One that is there already stays as it was begun, unless its beginning could not be stored.
        await self._state.open(
            Conversation(
                id=name_of(thread),
                opener=name_of(interaction.user),
                private=hidden,
                begun_with=exchange.id,
                opened=self._now(),
            )
        )
        if isinstance(thread, discord.Object):
            await _say(interaction, text("thread.there", language, thread=f"<#{thread.id}>"))
            return
        if hidden:
            choices = choices_under(exchange, going_on=False)
            reply = reply_to_question(exchange.result, brief=True).model_copy(update={"choices": choices})
            await send_reply(reply, first=thread.send, further=thread.send)
        welcome = "thread.welcome" if self._hears_threads else "thread.welcome_mention"
        await thread.send(text(welcome, exchange.language), allowed_mentions=NOBODY)
        await _say(interaction, text("thread.opened", language, thread=f"<#{thread.id}>"))

    async def _thread(
        self, interaction: discord.Interaction, exchange: Exchange, *, hidden: bool
    ) -> discord.Thread | discord.Object:
        """A thread to go on in, or the id of the one that is there: Discord tells of public ones alone."""
        if not hidden:
            return await open_public(interaction, exchange.question)
        async with self._turns[exchange.id]:
            known = self._private_threads.get(exchange.id)
            if known is not None and interaction.guild is not None and interaction.guild.get_thread(known):
                return discord.Object(known, type=discord.Thread)
            thread = await open_private(interaction, exchange.question)
            self._private_threads[exchange.id] = thread.id
            return thread

    async def _share(self, interaction: discord.Interaction, name: str, language: Language) -> None:
        # Without "thinking", the response that may be edited is the message whose button was pressed.
        await interaction.response.defer()
        exchange = await self._exchange(name)
        if name in self._shared:
            await _say(interaction, text("share.there", language))
            return
        self._shared.add(name)
        try:
            await self._post(interaction, exchange)
        except BaseException:
            self._shared.discard(name)
            raise
        await self._spend(interaction, exchange)
        await _say(interaction, text("share.done", language))

    async def _post(self, interaction: discord.Interaction, exchange: Exchange) -> None:
        """Post an answer in the channel, as an exchange of its own."""
        channel = interaction.channel
        required(interaction, _SHARING_IN_THREADS if isinstance(channel, discord.Thread) else _SHARING)
        if not isinstance(channel, discord.abc.Messageable):
            raise ExchangeGone
        shared = exchange.model_copy(
            update={"id": secrets.token_urlsafe(9), "private": False, "place": f"{PLATFORM}:{interaction.channel_id}"}
        )
        await self._state.keep(shared)
        choices = choices_under(shared, going_on=can_go_on(channel, hidden=False))
        reply = reply_to_question(shared.result, brief=True).model_copy(update={"choices": choices})
        reply = reply_to_shared(shared, reply, by=interaction.user.display_name)
        await send_reply(reply, first=channel.send, further=channel.send)

    async def _spend(self, interaction: discord.Interaction, exchange: Exchange) -> None:
        """Take the button away that has been used, so that nothing is shared twice by mistake."""
        left = choices_under(exchange, going_on=can_go_on(interaction.channel, hidden=True))
        with suppress(discord.HTTPException):
            await interaction.edit_original_response(view=view_of(left))

    async def _take(self, interaction: discord.Interaction, name: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        exchange = await self._exchange(name)
        await interaction.followup.send(
            text("take.done", exchange.language), files=await take_away(exchange), ephemeral=True
        )

    async def _exchange(self, name: str) -> Exchange:
        """The exchange a button belongs to; ExchangeGone where it has been deleted."""
        exchange = await self._state.find(name)
        if exchange is None:
            raise ExchangeGone
        return exchange


async def _say(interaction: discord.Interaction, words: str) -> None:
    await interaction.followup.send(words, ephemeral=True, allowed_mentions=NOBODY)


def unnamed(words: str, language: Language) -> str:
    """What a person wrote without what points out a person: mentions, identity numbers, phone numbers, addresses."""
    marks = Marks(*(text(f"mask.{kind}", language) for kind in Marks._fields))
    return masked(_MENTION.sub(text("mask.name", language), words), marks)


def _documents(citations: Sequence[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.document.id for citation in citations))
