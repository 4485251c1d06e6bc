"""Which questions are taken, from whom, and who sees the answer."""

import pytest

from bot.questions.admitting import may_ask, refusal, seen_by_all
from bot.replies.channel import LONGEST_QUESTION, reply_to_long_question
from bot.texts import text
from knowledge.settings import GuildSettings, LedfyrSettings
from tests.bot.builders import spoken

GUILD = 9


def test_where_no_roles_are_set_everybody_may_ask() -> None:
    assert may_ask([], ())
    assert may_ask([1], ())


def test_where_roles_are_set_one_of_them_is_enough_and_none_is_not() -> None:
    assert may_ask([1, 2], (2, 3))
    assert not may_ask([1], (2, 3))


@pytest.mark.parametrize(
    ("chosen", "guild", "everywhere", "seen"),
    [
        (True, False, False, True),
        (False, True, True, False),
        (None, True, False, True),
        (None, False, True, False),
        (None, None, True, True),
        (None, None, False, False),
    ],
)
def test_the_option_comes_before_the_guilds_setting_and_that_before_everywheres(
    settings: LedfyrSettings,
    chosen: bool | None,  # noqa: FBT001 - an option
    guild: bool | None,  # noqa: FBT001 - a setting
    everywhere: bool,  # noqa: FBT001 - a setting
    seen: bool,  # noqa: FBT001 - what is expected
) -> None:
    held = settings.model_copy(update={"visible": everywhere, "discord_guilds": {GUILD: GuildSettings(visible=guild)}})

    assert seen_by_all(held, GUILD, chosen=chosen) is seen


def test_a_question_is_refused_for_the_first_reason_there_is() -> None:
    long = "a" * (LONGEST_QUESTION + 1)

    told = [
        refusal(long, "sv", stopping=True, allowed=False, empty="ask.no_text"),
        refusal(long, "sv", stopping=False, allowed=False, empty="ask.no_text"),
        refusal(" ", "sv", stopping=False, allowed=True, empty="ask.no_text"),
        refusal(long, "sv", stopping=False, allowed=True, empty="ask.no_text"),
    ]

    reasons = [text(key, "sv") for key in ("ask.stopping", "ask.no_role", "ask.no_text")]
    assert [spoken(reply) for reply in told[:3] if reply] == reasons
    assert told[3] == reply_to_long_question(len(long), "sv")


def test_a_question_of_the_longest_length_is_taken() -> None:
    assert refusal("a" * LONGEST_QUESTION, "sv", stopping=False, allowed=True, empty="ask.no_text") is None
