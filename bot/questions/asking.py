"""From a question to the reply and what is kept of it: history, answer, exchange, what may be done next."""

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Final, NamedTuple

from bot.failures import logged
from bot.library_thread import Knowledge
from bot.replies.answers import reply_to_question
from bot.replies.channel import choices_under, with_notes
from bot.replies.reply import Reply
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.answer import Answer, NoAnswer
from knowledge.errors import LibraryDamaged, StateError
from knowledge.journal import Exchange, StateStore
from knowledge.language import Language
from knowledge.settings import LedfyrSettings
from knowledge.small_talk import is_cry_for_help

_FRESH: Final = dt.timedelta(hours=12)  # how long a direct message remembers what it was about


class Asked(NamedTuple):
    """A question as it came in.

    `place` is the channel; `conversation` the one whose history it reads, None where it stands alone, and `joins`
    whether it becomes part of that history; `direct`: asked in a direct message; `private`: only the asker, or those
    in a private thread, see the answer; `going_on`: a thread may be opened from it, `sharing`: it may be shared with
    its channel; `attachments`: files came with it.
    """

    question: str
    language: Language
    asker: str
    guild: str | None
    place: str
    conversation: str | None = None
    joins: bool = False
    direct: bool = False
    private: bool = False
    going_on: bool = False
    sharing: bool = False
    attachments: bool = False


class Told(NamedTuple):
    """What is said to a question; `exchange` is None where it could not be kept, and then there are no buttons."""

    reply: Reply
    exchange: Exchange | None


class Asking:
    """Answers questions and keeps what came of them."""

    def __init__(
        self, *, settings: LedfyrSettings, knowledge: Knowledge, state: StateStore, now: Callable[[], dt.datetime]
    ) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._state = state
        self._now = now

    async def answer(self, asked: Asked) -> Told:
        """The reply to a question. Where the state database fails, the answer is given without it.

        A cry for help is met with whom to call; it is neither searched for nor stored.
        """
        if is_cry_for_help(asked.question):
            return Told(short_reply("ask.crisis", asked.language), None)
        reference: str | None = None
        earlier: list[str] = []
        try:
            earlier = await self._earlier(asked)
        except StateError as error:
            reference = logged(error, self._settings.home)
        exchange = self._exchange(asked, await self._found(asked, earlier))
        first = False
        if reference is None:
            try:
                if not _is_small_talk(exchange):
                    await self._state.keep(exchange)
                first = await self._state.meet(exchange.asker, now=exchange.asked)
            except StateError as error:
                reference = logged(error, self._settings.home)
        return _told(asked, exchange, first=first, reference=reference)

    async def _earlier(self, asked: Asked) -> list[str]:
        if asked.conversation is None:
            return []
        since = self._now() - _FRESH if asked.direct else None
        return await self._state.earlier(asked.conversation, since=since)

    async def _found(self, asked: Asked, earlier: list[str]) -> Answer | NoAnswer:
        """The answer; asked once more where the version was swept away between finding and opening it."""
        try:
            return await self._knowledge.answer(asked.question, language=asked.language, earlier=earlier)
        except LibraryDamaged:
            return await self._knowledge.answer(asked.question, language=asked.language, earlier=earlier)

    def _exchange(self, asked: Asked, result: Answer | NoAnswer) -> Exchange:
        return Exchange(
            id=secrets.token_urlsafe(9),
            asker=asked.asker,
            guild=asked.guild,
            place=asked.place,
            conversation=asked.conversation if asked.joins else None,
            private=asked.private,
            question=asked.question,
            language=asked.language,
            result=result,
            asked=self._now(),
        )


def _is_small_talk(exchange: Exchange) -> bool:
    """Whether nothing was asked ("Hej", "Tack!"): no button needs it, no follow-up leans on it, so it is not kept."""
    return isinstance(exchange.result, NoAnswer) and exchange.result.reason == "nothing_asked"


def _told(asked: Asked, exchange: Exchange, *, first: bool, reference: str | None) -> Told:
    language = asked.language
    notes = (
        text("ask.attachments_ignored", language) if asked.attachments else None,
        text("ask.without_buttons", language, reference=reference) if reference else None,
        text("ask.first_time", language) if first else None,
    )
    reply = with_notes(reply_to_question(exchange.result, brief=True), tuple(note for note in notes if note))
    if reference is not None:
        return Told(reply.model_copy(update={"choices": ()}), None)
    choices = choices_under(exchange, going_on=asked.going_on, sharing=asked.sharing)
    return Told(reply.model_copy(update={"choices": choices}), exchange)
