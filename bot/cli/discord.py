"""Starts Ledfyr in Discord, looks over what it needs, and stops it without losing a question."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
import discord

from bot.cli.run import Run
from bot.cli.serving import stopped_by_signals, warm_up
from bot.client import LedfyrClient, Moment, create_client
from bot.errors import DiscordUnreachable, TokenMissing, TokenRefused
from bot.startup import complaints, invite_link
from bot.texts import counted, text
from knowledge.adapters.shelf import Shelf
from knowledge.assembly import Library, open_library, open_state
from knowledge.settings import LedfyrSettings

_TOKEN_REFUSED: Final = 4004
"""Discord's code for a connection it closes because the token no longer holds."""


def serve(run: Run) -> None:
    """Serve until the process is told to stop; what is missing is named before anything is tried."""
    token = token_of(run.settings)
    Shelf(run.settings.home).active()
    asyncio.run(_serve(run, token))
    run.out.print(text("discord.stopped", run.language))


def token_of(settings: LedfyrSettings) -> str:
    """The Discord token; TokenMissing where none is set."""
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise TokenMissing
    return token


async def _serve(run: Run, token: str) -> None:
    async with open_state(run.settings):
        pass  # a database that does not answer is told before anything is loaded
    async with open_library(run.settings) as library:
        await warm_up(library)
        try:
            await _connected(run, library, token, message_content=True)
        except discord.PrivilegedIntentsRequired:
            await _connected(run, library, token, message_content=False)


async def _connected(run: Run, library: Library, token: str, *, message_content: bool) -> None:
    """Be in Discord until told to stop; BotError where Discord does not let us in."""
    told = Announcements(run)
    client = create_client(run.settings, library, message_content=message_content, watch=told.hear)
    told.client = client
    try:
        async with client, _stopping(run, client):
            await client.start(token)
    except discord.LoginFailure as error:
        raise TokenRefused from error
    except discord.ConnectionClosed as error:
        if error.code == _TOKEN_REFUSED:
            raise TokenRefused from error
        raise DiscordUnreachable(fault=str(error.code)) from error
    except (
        aiohttp.ClientError,
        discord.GatewayNotFound,
        discord.HTTPException,
        ConnectionError,
        TimeoutError,
    ) as error:
        raise DiscordUnreachable(fault=type(error).__name__) from error


@asynccontextmanager
async def _stopping(run: Run, client: LedfyrClient) -> AsyncGenerator[None]:
    """Let SIGTERM and Ctrl-C end the client in good order."""
    under_way: set[asyncio.Task[None]] = set()

    def stop() -> None:
        if not under_way:
            run.out.print(text("discord.stopping", run.language))
            under_way.add(asyncio.create_task(client.stop()))

    with stopped_by_signals(stop):
        yield
        await asyncio.gather(*under_way)


class Announcements:
    """Says on the terminal what the client has done, and what it found wanting."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.client: LedfyrClient | None = None

    def hear(self, moment: Moment) -> None:
        """Say what there is to say at that moment."""
        language, client = self._run.language, self.client
        if moment == "synced":
            self._say(text("discord.synced", language))
            return
        if client is None or client.user is None or client.application_id is None:
            return
        guilds = counted("guild", len(client.guilds), language)
        self._say(text("discord.ready", language, name=client.user.name, guilds=guilds))
        self._say(text("discord.invite", language, link=invite_link(client.application_id)))
        for complaint in complaints(client, self._run.settings, language):
            self._say(f"△ {complaint}")

    def _say(self, words: str) -> None:
        self._run.out.print(words, soft_wrap=True)
