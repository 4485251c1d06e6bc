"""Which questions are taken, from whom, and who sees the answer (pure)."""

from collections.abc import Collection, Iterable

from bot.replies.channel import LONGEST_QUESTION, reply_to_long_question
from bot.replies.reply import Reply
from bot.replies.talk import short_reply
from knowledge.language import Language
from knowledge.settings import LedfyrSettings


def may_ask(held: Iterable[int], wanted: Collection[int]) -> bool:
    """Whether somebody with the roles `held` may ask where `wanted` are asked for; none: everybody may."""
    return not wanted or not set(wanted).isdisjoint(held)


def seen_by_all(settings: LedfyrSettings, guild: int, *, chosen: bool | None) -> bool:
    """Whether everybody in the channel sees the answer: by the option, else the guild's setting, else everywhere's."""
    wished = (chosen, settings.guild(guild).visible, settings.visible)
    return next(one for one in wished if one is not None)


def refusal(question: str, language: Language, *, stopping: bool, allowed: bool, empty: str) -> Reply | None:
    """Why a question is not taken; None where nothing about it says no.

    `stopping`: no more are taken; `allowed`: the asker may ask; `empty` is the key of what is said to an empty one.
    """
    if stopping:
        return short_reply("ask.stopping", language)
    if not allowed:
        return short_reply("ask.no_role", language)
    if not question.strip():
        return short_reply(empty, language)
    return reply_to_long_question(len(question), language) if len(question) > LONGEST_QUESTION else None
