"""The page: the bot with its real callbacks in a simulated Discord, state in a folder that goes with it."""

import datetime as dt
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from zoneinfo import available_timezones

import discord
import simcord
from pydantic import SecretStr
from simcord import ChannelHandle, Env, MemberActor, Preview, SetupError, UserHandle

from bot.client import LedfyrClient, create_client
from bot.errors import PortTaken
from bot.library_thread import Knowledge
from bot.naming import command_name
from bot.preview.drawing import quotes_as_in_discord
from bot.texts import text
from knowledge.language import Language
from knowledge.settings import LedfyrSettings

_PATIENCE: Final = 60.0  # seconds that an answer may take; simcord's own five are for tests
_LOCALES: Final[dict[Language, str]] = {
    "sv": discord.Locale.swedish.value,
    "en": discord.Locale.british_english.value,
}
_PEOPLE: Final = ("anna", "erik")
_ZONE: Final = "Europe/Stockholm"


class Page(NamedTuple):
    """An open page: the bot, the channel that is shown, and its people, the first of whom one sees it as."""

    preview: Preview
    bot: discord.ClientUser
    channel: ChannelHandle
    people: tuple[MemberActor, ...]


@asynccontextmanager
async def open_page(
    settings: LedfyrSettings, knowledge: Knowledge, language: Language, *, port: int = 0
) -> AsyncGenerator[Page]:
    """Serve the bot on a loopback page in `language`; PortTaken where `port` is in use, 0 takes a free one.

    What is played there is stored in a temporary folder; only failures are logged in the home.
    """
    with TemporaryDirectory(prefix="ledfyr-preview-", ignore_cleanup_errors=True) as folder, quotes_as_in_discord():
        # The page shows one channel: a mission that lived in a thread could not be visited.
        client = create_client(played_with(settings, Path(folder), language), knowledge, missions_in_channel=True)
        async with simcord.run(client, settle_timeout=_PATIENCE, check_errors=False) as env:
            try:
                page = await _furnished(env, client, language, port)
                async with _served(page.preview, port):
                    yield page
            finally:
                # simcord lets go of a client without closing it.
                await client.close()


def played_with(settings: LedfyrSettings, folder: Path, language: Language) -> LedfyrSettings:
    """The settings with their state in `folder`, and everything said in `language`.

    simcord's clients are all American: the language of commands, which goes before theirs, tells what people speak.
    """
    state = SecretStr(f"sqlite:///{folder / 'state.sqlite'}")
    return settings.model_copy(update={"state": state, "language": language, "command_language": language})


@asynccontextmanager
async def _served(preview: Preview, port: int) -> AsyncGenerator[None]:
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(preview)
        except SetupError as error:
            if isinstance(error.__cause__, OSError):
                raise PortTaken(port) from error
            raise
        yield


async def _furnished(env: Env, client: LedfyrClient, language: Language, port: int) -> Page:
    """A guild with a channel, people in it, and a first message that tells what to do."""
    bot = client.user
    if bot is None:
        raise RuntimeError("a client that runs has logged in")
    await bot.edit(username=text("preview.bot", language))
    # simcord's clock begins in the past; what is written here is written today.
    env.backend.advance_clock((dt.datetime.now(dt.UTC) - env.now()).total_seconds())
    guild = env.create_guild(text("preview.guild", language), preferred_locale=_LOCALES[language])
    people = tuple(guild.add_member(_person(env, name, language)) for name in _PEOPLE)
    channel = guild.create_text_channel(text("preview.channel", language), topic=text("preview.topic", language))
    await env.settle()
    await _greet(client.get_channel(channel.id), bot, language)
    preview = env.preview(
        channel, viewers=people, layout="channel", locale=_LOCALES[language], timezone=_zone(), port=port
    )
    return Page(preview, bot, channel, people)


def _person(env: Env, name: str, language: Language) -> UserHandle:
    return env.create_user(name, global_name=text(f"preview.person.{name}", language))


async def _greet(place: object, bot: discord.ClientUser, language: Language) -> None:
    if isinstance(place, discord.TextChannel):
        names = {name: command_name(name, language) for name in ("ask", "help")}
        mission = command_name("mission.new", language)
        await place.send(text("preview.greeting", language, mention=bot.mention, mission=mission, **names))


def _zone() -> str:
    """The time zone of the page; UTC where this machine knows no zones."""
    return _ZONE if _ZONE in available_timezones() else "UTC"
