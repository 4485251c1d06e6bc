"""Many people at once: how many are answered, how long they wait, and for how long the event loop is held up.

python -m tests.flows.crowd --home HOME --people 50 --questions 200
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

from pydantic import SecretStr
from simcord.backend.models import Interaction
from simcord.backend.models.interaction import ResponseKind

from bot.cli.serving import warm_up
from bot.library_thread import Knowledge
from knowledge.assembly import open_library
from knowledge.settings import LedfyrSettings
from tests.flows.discord_world import World, discord_world

QUESTIONS: Final = (
    "Vilka är Vinnovas fem kännetecken?",
    "Hur förbereder man en missionsworkshop?",
    "Vad är en målkonflikt?",
    "Vilka flaskhalsar har Blekinge?",
    "Vem leder missionspiloterna?",
    "What are the ten steps of the mission method?",
    "Which roles does a mission need?",
    "Vad kostar det att delta?",
)
_EVERY: Final = 0.005  # seconds between two knocks on the loop
_LATE: Final = 0.05  # seconds after which it is noted what the loop is busy with
_DEEP: Final = 12  # calls of a stack that are told
_LONGEST: Final = 300.0  # seconds until a question without an answer counts as lost
_UNLIMITED: Final = 100_000


class Figures(NamedTuple):
    """What came of a crowd's questions; times in milliseconds.

    `blocked` is the longest that the event loop kept anybody waiting, `busy` where the threads stood when it kept them
    for more than 50; `acknowledged` is the slowest sign to Discord that a question has been taken.
    """

    answered: int
    refused: int
    lost: int
    acknowledged: float
    median: float
    slowest_twentieth: float
    blocked: float
    busy: tuple[tuple[float, str], ...]


class Knocking:
    """Knocks on the running event loop from a thread of its own, and measures how long it takes to be let in."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._watched = threading.get_ident()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._knock, name="knocking")
        self.longest = 0.0
        self.busy: list[tuple[float, str]] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _knock(self) -> None:
        while not self._stop.wait(_EVERY):
            heard: list[float] = []
            let_in = threading.Event()

            def open_up(heard: list[float] = heard, let_in: threading.Event = let_in) -> None:
                heard.append(time.perf_counter())
                let_in.set()

            knocked = time.perf_counter()
            self._loop.call_soon_threadsafe(open_up)
            stacks = "" if let_in.wait(_LATE) else self._stacks()
            while not let_in.wait(0.1):
                if self._stop.is_set():
                    return
            waited = heard[0] - knocked
            self.longest = max(self.longest, waited)
            if stacks:
                self.busy.append((waited * 1000, stacks))

    def _stacks(self) -> str:
        """Where every other thread stands: the loop's own first, then those that may keep it from running."""
        standing = sys._current_frames()  # pyright: ignore[reportPrivateUsage]
        frames = {name: frame for name, frame in standing.items() if name != threading.get_ident()}
        called = {thread.ident: thread.name for thread in threading.enumerate()}
        return "\n".join(
            f"{called.get(name, '?')}:\n{''.join(traceback.format_stack(frame)[-_DEEP:])}"
            for name, frame in sorted(frames.items(), key=lambda one: one[0] != self._watched)
        )


async def crowd(
    settings: LedfyrSettings, knowledge: Knowledge | None = None, *, people: int = 50, questions: int = 200
) -> Figures:
    """Let `people` ask `questions` at once in one channel, and see what comes of it."""
    async with discord_world(settings, knowledge) as world:
        folk = [world.person(f"person-{number}") for number in range(people)]
        await world.person("first").ask(QUESTIONS[0])
        with Knocking() as knocking:
            started: list[tuple[Interaction, float]] = []
            for number in range(questions):
                record = folk[number % people].starts(QUESTIONS[number // people % len(QUESTIONS)])
                started.append((record, time.perf_counter()))
                await asyncio.sleep(0)
            taken, ended = await _watched([record for record, _ in started])
        await world.settle()
        begun = {record.id: begin for record, begin in started}
        return _figures(world, [record for record, _ in started], begun, taken, ended, knocking)


async def _watched(records: Sequence[Interaction]) -> tuple[dict[int, float], dict[int, float]]:
    """When each interaction was taken and when it was answered, once all are or have had their time."""
    taken: dict[int, float] = {}
    ended: dict[int, float] = {}
    until = time.perf_counter() + _LONGEST
    while len(ended) < len(records) and time.perf_counter() < until:
        await asyncio.sleep(_EVERY)
        now = time.perf_counter()
        for record in records:
            if record.responded:
                taken.setdefault(record.id, now)
            if record.response_kind is ResponseKind.MESSAGE:
                ended.setdefault(record.id, now)
    return taken, ended


def _figures(
    world: World,
    records: Sequence[Interaction],
    begun: dict[int, float],
    taken: dict[int, float],
    ended: dict[int, float],
    knocking: Knocking,
) -> Figures:
    words = {record.id: world.told(record).words for record in records if record.id in ended}
    refused = {name for name, said in words.items() if "Du kan fråga igen om" in said or "You can ask again in" in said}
    answered = {name for name, said in words.items() if "(refer" not in said} - refused
    waits = sorted((ended[name] - begun[name]) * 1000 for name in answered)
    return Figures(
        answered=len(answered),
        refused=len(refused),
        lost=len(records) - len(answered) - len(refused),
        acknowledged=max((taken[name] - begun[name]) * 1000 for name in taken),
        median=statistics.median(waits),
        slowest_twentieth=waits[int(len(waits) * 0.95)],
        blocked=knocking.longest * 1000,
        busy=tuple(sorted(knocking.busy, reverse=True)),
    )


def unlimited(settings: LedfyrSettings) -> LedfyrSettings:
    """Settings under which everybody may ask as much as they like."""
    return settings.model_copy(update={"questions_per_person": _UNLIMITED, "questions_per_guild": _UNLIMITED})


async def _as_served(settings: LedfyrSettings, *, people: int, questions: int) -> Figures:
    """The crowd before a library that has been warmed up as `ledfyr discord` does it."""
    async with open_library(settings) as library:
        await warm_up(library)
        return await crowd(settings, library, people=people, questions=questions)


def main() -> None:
    """Measure on a home's own library, its state set up anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--home", type=Path, help="the home whose library is asked; the default home where none is given"
    )
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--limits", action="store_true", help="keep the limits that hold by default")
    parser.add_argument("--stacks", type=int, default=0, help="how many of the longest blocks to tell the stack of")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plain = LedfyrSettings(home=given.home) if given.home else LedfyrSettings()
        settings = plain.model_copy(update={"state": SecretStr(f"sqlite:///{folder}/state.sqlite")})
        if not given.limits:
            settings = unlimited(settings)
        told = asyncio.run(_as_served(settings, people=given.people, questions=given.questions))
    out = sys.stdout
    out.write(f"{given.questions} questions from {given.people} people at once\n")
    out.write(f"answered {told.answered}, refused with a wait {told.refused}, lost {told.lost}\n")
    out.write(f"slowest acknowledgement {told.acknowledged:.0f} ms\n")
    out.write(f"time to answer: median {told.median:.0f} ms, 95th percentile {told.slowest_twentieth:.0f} ms\n")
    out.write(f"event loop blocked for at most {told.blocked:.0f} ms ({len(told.busy)} times more than 50 ms)\n")
    for waited, stack in told.busy[: given.stacks]:
        out.write(f"\n{waited:.0f} ms\n{stack}")


if __name__ == "__main__":
    main()
