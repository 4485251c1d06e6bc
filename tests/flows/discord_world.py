"""A world for flows: the real bot in a simulated Discord, a guild with people in it, and what they do there."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import discord
import pytest
import simcord
import simcord.interactions
from simcord.actors import MemberActor, MessageLike
from simcord.backend import serializers
from simcord.backend.models import Interaction
from simcord.builders import ChannelHandle, UserHandle
from simcord.enums import AppCommandType, InteractionType
from simcord.env import Env
from simcord.results import InteractionResult
from simcord.types import HttpLogEntry

from bot.client import create_client
from bot.library_thread import Knowledge
from knowledge.answer import Answer, NoAnswer
from knowledge.assembly import open_library, open_state
from knowledge.journal import PersonalRecord
from knowledge.language import Language
from knowledge.settings import LedfyrSettings
from tests.bot.builders import ScriptedLibrary
from tests.flows.discord_patches import name_the_bots_role, speaking
from tests.flows.discord_seen import Told, channel_of, option_called, standing_in, told_in

GUILD = 1_000_000_000_000_000_001
"""The id of every world's guild, so that settings may speak of it."""
PATIENCE = 30.0  # seconds until a bot that does not come to rest is a fault


class Person:
    """Somebody in the guild; their client speaks `locale`."""

    def __init__(self, world: "World", member: MemberActor) -> None:
        self._world = world
        self.member = member

    @property
    def name(self) -> str:
        """The id under which the bot keeps them."""
        return f"discord:{self.member.id}"

    async def ask(self, question: str, *, where: ChannelHandle | None = None, **options: Any) -> Told:
        """Use `/ask`."""
        return await self.command("ask", where=where, question=question, **options)

    async def command(self, name: str, *, where: ChannelHandle | None = None, **options: Any) -> Told:
        """Use a command, in the guild's channel unless told otherwise."""
        return told_in(await self.member.slash(where or self._world.channel, name, **options))

    async def command_direct(self, name: str, **options: Any) -> Told:
        """Use a command in the direct messages with the bot."""
        return told_in(await self.member.user.slash(name, **options))

    async def offered(
        self, name: str, option: str, typed: str = "", *, where: ChannelHandle | None = None, **filled: Any
    ) -> list[str]:
        """What is offered while an option of a command is typed."""
        offers = await self.member.autocomplete(where or self._world.channel, name, option, typed, **filled)
        return [offer["name"] for offer in offers]

    async def point_at(self, message: MessageLike, menu: str, *, where: ChannelHandle | None = None) -> Told:
        """Pick `menu` from a message's menu."""
        return told_in(await self.member.context_menu(where or self._world.channel, menu, message))

    async def pick(self, message: MessageLike, label: str, *, menu: str = "") -> Told:
        """Pick the option with these words from the menu that has it, or from the one called `menu`."""
        name, value = option_called(self._world.env, message, label, menu)
        return told_in(await self._in(channel_of(message)).select(message, [value], custom_id=name))

    async def fill(self, form: Told, /, **inputs: str | list[str]) -> Told:
        """Send a form in as it was shown, these inputs by name written or picked anew."""
        assert form.form is not None
        actor = self._in(form.channel)
        return told_in(await actor.submit_modal(form.result, {**standing_in(form.form), **inputs}))

    async def press(self, message: MessageLike, label: str) -> Told:
        """Press the button with these words."""
        return told_in(await self._in(channel_of(message)).click(message, label=label))

    async def press_twice(self, message: MessageLike, label: str) -> list[Told]:
        """Press a button again before the bot has done anything, as a thumb does."""
        return await self._world.press_all([self, self], message, label)

    def _in(self, channel: int) -> MemberActor | UserHandle:
        """Who acts in a channel: a member of the guild, or a person in direct messages."""
        return self.member.user if channel == self.direct.id else self.member

    async def send_in(self, form: Told, comment: str) -> Told:
        """Send a form in with a comment."""
        return told_in(await self.member.submit_modal(form.result, {"comment": comment}))

    async def write(
        self,
        words: str,
        *,
        where: ChannelHandle | None = None,
        reply_to: MessageLike | None = None,
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> list[discord.Message]:
        """Write a message; what the bot then wrote in the same channel."""
        channel = where or self._world.channel
        before = await self.member.send(channel, words, reply_to=reply_to, attachments=attachments)
        return [message for message in channel.history() if message.id > before.id]

    async def write_direct(self, words: str) -> list[discord.Message]:
        """Write to the bot alone; what it then wrote."""
        before = await self.member.user.send_dm(words)
        return [message for message in self.direct.history() if message.id > before.id]

    @property
    def direct(self) -> ChannelHandle:
        """The channel of direct messages between this person and the bot."""
        return self.member.user.dm_channel

    async def stored(self) -> PersonalRecord:
        """What is stored about them."""
        async with open_state(self._world.settings) as state:
            return await state.stored_about(self.name)

    def starts(self, question: str, *, where: ChannelHandle | None = None) -> Interaction:
        """Send `/ask` off and wait for nothing: `World.settle` lets the bot work."""
        env, guild = self._world.env, self.member.guild
        channel = where or self._world.channel
        command = env.backend.find_command("ask", guild.id, type=AppCommandType.CHAT_INPUT)
        assert command is not None
        options, _ = simcord.interactions.build_options(
            self.member, "ask", command, {"question": question}, channel_id=channel.id
        )
        record, payload = simcord.interactions.base_payload(
            env.backend,
            type=InteractionType.APPLICATION_COMMAND,
            channel_id=channel.id,
            guild_id=guild.id,
            user_id=self.member.id,
            data={"id": command["id"], "name": "ask", "type": AppCommandType.CHAT_INPUT, "options": options},
        )
        env.backend.emit("INTERACTION_CREATE", payload)
        return record

    def posts(self, words: str, *, where: ChannelHandle) -> None:
        """Send a message off and wait for nothing."""
        self._world.env.backend.create_message(where.id, self.member.id, words)


class World:
    """The bot, a guild with one channel, and its people."""

    def __init__(
        self,
        env: Env,
        settings: LedfyrSettings,
        knowledge: Knowledge,
        locales: dict[int, str],
        options: dict[str, Any],
    ) -> None:
        self.env = env
        self.settings = settings
        self._knowledge = knowledge
        self._locales = locales
        self._options = options
        self.guild = env.create_guild("Missionen", id=GUILD)
        self.channel = self.guild.create_text_channel("allmänt")

    @property
    def bot(self) -> discord.ClientUser:
        """Who the bot is."""
        assert self.env.bot.user is not None
        return self.env.bot.user

    def person(self, name: str, *, locale: str = "sv-SE", roles: Sequence[Any] = ()) -> Person:
        """Somebody new in the guild, with a Swedish client unless told otherwise."""
        user: UserHandle = self.env.create_user(name)
        self._locales[user.id] = locale
        return Person(self, self.guild.add_member(user, roles=roles))

    async def press_all(self, people: Sequence[Person], message: MessageLike, label: str) -> list[Told]:
        """Let people press a button before the bot has done anything; what each of them is told."""
        backend = self.env.backend
        stored = backend.get_message(channel_of(message), message.id)
        shown: dict[str, Any] = {**serializers.message_payload(backend, stored)}
        [pressed] = [one for row in shown["components"] for one in row["components"] if one.get("label") == label]
        records: list[Interaction] = []
        for person in people:
            record, payload = simcord.interactions.base_payload(
                backend,
                type=InteractionType.MESSAGE_COMPONENT,
                channel_id=stored.channel_id,
                guild_id=person.member.guild.id,
                user_id=person.member.id,
                data={"custom_id": pressed["custom_id"], "component_type": 2},
            )
            record.source_message_id = stored.id
            backend.emit("INTERACTION_CREATE", payload | {"message": shown})
            records.append(record)
        await self.settle()
        return [self.told(record) for record in records]

    def told(self, record: Interaction) -> Told:
        """What the bot said to an interaction that was started."""
        return told_in(InteractionResult(self.env, record))

    async def settle(self) -> None:
        """Let the bot work until it rests."""
        await self.env.settle(timeout=PATIENCE)

    async def restart(self, settings: LedfyrSettings | None = None, **options: Any) -> None:
        """A new bot on the same home, as after a restart of the machine."""
        self.settings = settings or self.settings
        await self.env.bot.close()
        await self.env.restart_bot(create_client(self.settings, self._knowledge, **(self._options | options)))

    def thread(self) -> ChannelHandle:
        """The one thread in the channel."""
        [thread] = self.channel.threads
        return thread

    def calls(self, ending: str, method: str = "POST") -> list[HttpLogEntry]:
        """What the bot has asked of Discord, by the end of the path."""
        return [call for call in self.env.http_requests if call.method == method and call.path.endswith(ending)]

    def synced(self) -> list[list[dict[str, Any]]]:
        """The commands each time the bot has told Discord of them."""
        told: list[list[dict[str, Any]]] = [call.json or [] for call in self.calls("/commands", "PUT")]
        return told

    def log(self) -> str:
        """The log of failures."""
        return "".join(path.read_text(encoding="utf-8") for path in (self.settings.home / "log").glob("*.log"))


@asynccontextmanager
async def discord_world(
    settings: LedfyrSettings,
    knowledge: Knowledge | None = None,
    *,
    approved: discord.Intents | None = None,
    **options: Any,
) -> AsyncGenerator[World]:
    """The bot in a new guild; it answers from the home's own library where no other is given.

    `approved` are the privileged intents Discord has granted, all of them unless told otherwise; `options` are those of
    `create_client`.
    """
    async with AsyncExitStack() as stack:
        library = knowledge or await stack.enter_async_context(open_library(settings))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        client = create_client(settings, library, **options)
        locales = speaking(patch)
        env = await stack.enter_async_context(simcord.run(client, approved_intents=approved, settle_timeout=PATIENCE))
        stack.push_async_callback(_close, env)
        name_the_bots_role(patch, env.backend.bot_user.id)
        yield World(env, settings, library, locales, options)


async def _close(env: Env) -> None:
    await env.bot.close()


class EventfulLibrary(ScriptedLibrary):
    """A scripted library during whose first answer something happens in the world."""

    def __init__(self, *script: Answer | NoAnswer | BaseException) -> None:
        super().__init__(*script)
        self._home = asyncio.get_running_loop()
        self.meanwhile: Callable[[], Awaitable[None] | None] | None = None

    async def answer(self, text: str, *, language: Language, earlier: Sequence[str] = ()) -> Answer | NoAnswer:
        """The next answer, after what happens meanwhile."""
        happening, self.meanwhile = self.meanwhile, None
        if happening is not None:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_happen(happening), self._home))
        return await super().answer(text, language=language, earlier=earlier)


async def _happen(happening: Callable[[], Awaitable[None] | None]) -> None:
    waiting = happening()
    if waiting is not None:
        await waiting
