"""What every command that serves people does: warm up before anybody waits, end in good order when told to."""

import asyncio
import gc
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Final

from knowledge.assembly import Library

_WARMING: Final = "Vad är en mission?"
_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


async def warm_up(library: Library) -> None:
    """Pay what the first question would pay before anybody waits."""
    await library.answer(_WARMING, language="sv")
    gc.collect()  # what loading left behind is not carried along
    gc.freeze()


@contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Generator[None]:
    """Let SIGTERM and Ctrl-C call `stop`; where the loop takes no signals, Ctrl-C comes as an exception."""
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in _SIGNALS:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
