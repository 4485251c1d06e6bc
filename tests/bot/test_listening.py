"""Which messages are questions to Ledfyr, and what they ask."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.questions.commands import add_question_commands
from bot.questions.listening import (
    in_own_thread,
    is_from_a_person,
    mentions_bot,
    question_in,
    replies_to_bot,
    turns_to_others,
)

BOT, ANNA, BO, ROLE = 10, 1, 2, 77


def somebody(number: int, *, bot: bool = False) -> Any:
    return SimpleNamespace(id=number, bot=bot)


LEDFYR = somebody(BOT, bot=True)


class Message(discord.Message):
    """A message as Discord's library has it, without Discord; `role` is that of the bot in the guild."""

    __slots__ = ("__dict__",)

    def __init__(
        self,
        content: str = "Vilka är målen?",
        *,
        author: Any = None,
        mentions: Sequence[Any] = (),
        role: int | None = ROLE,
        direct: bool = False,
        before: Any = None,
        webhook: int | None = None,
        kind: discord.MessageType = discord.MessageType.default,
        attachments: Sequence[Any] = (),
    ) -> None:
        self.content = content
        self.author = author or somebody(ANNA)
        self.mentions = [*mentions]
        self_role: Any = somebody(role) if role else None
        guild: Any = None if direct else SimpleNamespace(self_role=self_role)
        self.guild = guild
        reference: Any = SimpleNamespace(resolved=before) if before is not None else None
        self.reference = reference
        self.webhook_id = webhook
        self.type = kind
        self.attachments = [*attachments]


def a_thread(*, owner: int) -> discord.Thread:
    """A thread without Discord."""
    thread = discord.Thread.__new__(discord.Thread)
    thread.owner_id = owner
    return thread


def test_a_person_writes_messages_and_replies() -> None:
    assert is_from_a_person(Message())
    assert is_from_a_person(Message(kind=discord.MessageType.reply))


@pytest.mark.parametrize(
    "message",
    [
        Message(author=somebody(ANNA, bot=True)),
        Message(author=LEDFYR),
        Message(webhook=5),
        *[Message(kind=kind) for kind in (discord.MessageType.pins_add, discord.MessageType.new_member)],
        Message(kind=discord.MessageType.thread_created),
    ],
)
def test_bots_webhooks_and_discord_itself_are_no_persons(message: Message) -> None:
    assert not is_from_a_person(message)


@pytest.mark.parametrize("name", [f"<@{BOT}>", f"<@!{BOT}>", f"<@&{ROLE}>"])
def test_the_bot_is_named_by_itself_or_by_its_role_and_the_name_is_no_part_of_the_question(name: str) -> None:
    message = Message(f"Hej {name}, vilka är målen?")

    assert mentions_bot(message, LEDFYR)
    assert question_in(message, LEDFYR) == "Hej  , vilka är målen?"


@pytest.mark.parametrize(
    "content", ["Vilka är målen?", f"<@{BO}> vilka är målen?", f"<@&{ROLE + 1}>", "@everyone", f"@{BOT}", f"<#{BOT}>"]
)
def test_others_channels_and_everybody_are_not_the_bot(content: str) -> None:
    message = Message(content)

    assert not mentions_bot(message, LEDFYR)
    assert question_in(message, LEDFYR) == content


def test_a_bot_without_a_role_of_its_own_is_not_named_by_any_role() -> None:
    assert not mentions_bot(Message(f"<@&{ROLE}> vilka?", role=None), LEDFYR)


def test_in_a_direct_message_the_bot_can_be_named_too() -> None:
    message = Message(f"<@{BOT}> vilka är målen?", direct=True)

    assert mentions_bot(message, LEDFYR)
    assert question_in(message, LEDFYR) == "vilka är målen?"


@pytest.mark.parametrize("content", [f"<@{BOT}>", f"  <@{BOT}>\n <@!{BOT}> "])
def test_the_name_alone_asks_nothing(content: str) -> None:
    assert question_in(Message(content), LEDFYR) == ""


def test_a_question_keeps_the_names_of_others_and_its_lines() -> None:
    message = Message(f"<@{BOT}> vem är <@{BO}>?\n\nOch varför?")

    assert question_in(message, LEDFYR) == f"vem är <@{BO}>?\n\nOch varför?"


async def test_a_message_that_is_pointed_at_asks_what_it_says_without_the_name_of_the_bot() -> None:
    asked: list[tuple[str, object]] = []

    async def answers(interaction: discord.Interaction, question: str, **options: object) -> None:
        assert interaction
        asked.append((question, options["attachments"]))

    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    add_question_commands(tree, answers, "en")
    menu: Any = tree.get_command("Ask Ledfyr about this", type=discord.AppCommandType.message)
    interaction = SimpleNamespace(client=SimpleNamespace(user=LEDFYR))

    await menu.callback(interaction, Message(f"<@{BOT}> vilka är målen, <@{BO}>?", attachments=[somebody(3)]))

    assert asked == [(f"vilka är målen, <@{BO}>?", True)]


def test_a_reply_to_the_bot_is_told_from_replies_to_others_and_to_what_is_gone() -> None:
    assert replies_to_bot(Message(before=Message(author=LEDFYR)), LEDFYR)
    assert not replies_to_bot(Message(before=Message(author=somebody(BO))), LEDFYR)
    assert not replies_to_bot(Message(before=SimpleNamespace(id=5)), LEDFYR)
    assert not replies_to_bot(Message(), LEDFYR)


@pytest.mark.parametrize(
    ("content", "mentions", "others"),
    [
        (f"<@{BO}> vad tror du?", [somebody(BO)], True),
        (f"<@{BO}> och <@{BOT}>: vilka är målen?", [somebody(BO), LEDFYR], False),
        ("Vilka är målen?", [LEDFYR], False),
        ("Vilka är målen?", [], False),
    ],
)
def test_who_names_others_and_not_the_bot_talks_with_them(content: str, mentions: list[Any], *, others: bool) -> None:
    assert turns_to_others(Message(content, mentions=mentions), LEDFYR) is others


def test_a_thread_is_the_bots_own_where_the_bot_opened_it() -> None:
    assert in_own_thread(a_thread(owner=BOT), LEDFYR)
    assert not in_own_thread(a_thread(owner=ANNA), LEDFYR)
    assert not in_own_thread(SimpleNamespace(owner_id=BOT), LEDFYR)
