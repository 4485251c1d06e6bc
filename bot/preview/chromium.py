"""A Chromium without a window, told what to do over its DevTools protocol: no driver has to be installed for it."""

import asyncio
import base64
import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import aiohttp
from pydantic import TypeAdapter

from bot.errors import BrowserMissing

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE: Final = 30.0  # seconds for Chromium to start, and for each thing it is told
_FAREWELL: Final = 5.0  # seconds for it to close itself
_PAUSE: Final = 0.05
_SCALE: Final = 2  # pixels of the picture for each of the page, so that letters stay crisp


class Area(NamedTuple):
    """A part of the page, in its pixels."""

    x: float
    y: float
    width: float
    height: float


_AREA: Final = TypeAdapter(Area)


def browser() -> str:
    """Where Chromium is; BrowserMissing where none is on the path."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise BrowserMissing
    return found


@asynccontextmanager
async def chromium(width: int, height: int) -> AsyncGenerator["Chromium"]:
    """A Chromium with one page of this size; BrowserMissing where there is none, or it does not start."""
    with TemporaryDirectory(prefix="ledfyr-chromium-", ignore_cleanup_errors=True) as profile:
        async with (
            _running(profile) as process,
            aiohttp.ClientSession() as session,
            session.ws_connect(await _address(session, Path(profile), process), max_msg_size=0) as socket,
        ):
            driven = Chromium(socket)
            size = {"width": width, "height": height, "deviceScaleFactor": _SCALE, "mobile": False}
            await driven.tell("Emulation.setDeviceMetricsOverride", **size)
            try:
                yield driven
            finally:
                await driven.leave(process)


@asynccontextmanager
async def _running(profile: str) -> AsyncGenerator[asyncio.subprocess.Process]:
    options = (
        "--headless=new",
        # Chromium refuses to sandbox for root.
        *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        f"--user-data-dir={profile}",
        "--remote-debugging-port=0",
        "--no-first-run",
        "--disable-background-networking",
    )
    silent = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(browser(), *options, "about:blank", stdout=silent, stderr=silent)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


class Chromium:
    """A page in Chromium."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._told = 0

    async def tell(self, what: str, **how: object) -> dict[str, Any]:
        """Tell Chromium to do something by its DevTools name; what it answers."""
        self._told += 1
        await self._socket.send_json({"id": self._told, "method": what, "params": how})
        async with asyncio.timeout(_PATIENCE):
            while (heard := await self._socket.receive_json()).get("id") != self._told:
                pass
        return heard.get("result", {})

    async def open(self, url: str) -> None:
        """Go to a page, afresh even where it is the one that is open."""
        await self.tell("Page.navigate", url="about:blank")
        await self.tell("Page.navigate", url=url)

    async def value(self, script: str) -> object:
        """What a JavaScript expression comes to; None where it fails."""
        heard = await self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return heard.get("result", {}).get("value")

    async def until(self, script: str) -> None:
        """Wait until a JavaScript expression holds; TimeoutError where it never does."""
        async with asyncio.timeout(_PATIENCE):
            while not await self.value(script):  # noqa: ASYNC110 - what is waited for happens in another process
                await asyncio.sleep(_PAUSE)

    async def area(self, script: str) -> Area:
        """The part of the page that a JavaScript expression tells, as a list of its numbers."""
        return _AREA.validate_python(await self.value(script))

    async def picture(self, area: Area) -> bytes:
        """A PNG of a part of the page that is in view."""
        clip = {**area._asdict(), "scale": 1}
        heard = await self.tell("Page.captureScreenshot", format="png", clip=clip)
        return base64.b64decode(heard["data"])

    async def leave(self, process: asyncio.subprocess.Process) -> None:
        """Let Chromium close itself, so that it leaves its folder in peace."""
        with suppress(TimeoutError, OSError):
            await self._socket.send_json({"id": 0, "method": "Browser.close"})
            async with asyncio.timeout(_FAREWELL):
                await process.wait()


async def _address(session: aiohttp.ClientSession, profile: Path, process: asyncio.subprocess.Process) -> str:
    """Where the page's DevTools listen, once Chromium has written its port."""
    written = profile / "DevToolsActivePort"
    try:
        async with asyncio.timeout(_PATIENCE):
            while not (written.exists() and written.read_text(encoding="utf-8").count("\n")):
                if process.returncode is not None:
                    raise BrowserMissing
                await asyncio.sleep(_PAUSE)
            port = written.read_text(encoding="utf-8").splitlines()[0]
            async with session.get(f"http://127.0.0.1:{port}/json/list") as heard:
                return next(one["webSocketDebuggerUrl"] for one in await heard.json() if one["type"] == "page")
    except (TimeoutError, StopIteration) as error:
        raise BrowserMissing from error
