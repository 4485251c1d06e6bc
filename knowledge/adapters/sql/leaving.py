"""What is stored about a person in missions: told, forgotten and let go of in time, within a transaction."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.adapters.sql.missions import draft_row, drafts, purge, readable, write_session
from knowledge.adapters.sql.tables import DRAFT, MEMBER, MISSION
from knowledge.sessions.privacy import MissionPart, as_told_to, draft_without, names_of, part_of, without
from knowledge.sessions.session import DRAFT_DAYS, GONE, UNDO_DAYS, Draft, Session

if TYPE_CHECKING:
    from typing import Any


class Stored(NamedTuple):
    """What is stored about a person: missions they own, their parts in others', and their drafts."""

    owned: tuple[Session, ...]
    parts: tuple[MissionPart, ...]
    drafts: tuple[Draft, ...]


class Left(NamedTuple):
    """How many missions went with a person, how many others go on with, and how many drafts went."""

    gone: int
    handed_on: int
    drafts: int


async def stored_in_missions(connection: AsyncConnection, person: str) -> Stored:
    """What is stored about a person in missions; of one that can no longer be read, that it is there."""
    owned: list[Session] = []
    parts: list[MissionPart] = []
    for row in (await connection.execute(_theirs(person))).all():
        session = readable(row.id, row.body)
        if session is None:
            parts.append(MissionPart(mission=row.id, title=row.title, role=None, submissions=()))
        elif session.owner.id == person:
            owned.append(as_told_to(session, person))
        else:
            parts.append(part_of(session, person))
    theirs = select(DRAFT.c.body).where(DRAFT.c.person == person).order_by(DRAFT.c.at, DRAFT.c.id)
    return Stored(tuple(owned), tuple(parts), tuple(await drafts(connection, theirs)))


async def forget_in_missions(connection: AsyncConnection, person: str, *, now: dt.datetime) -> Left:
    """Forget a person: their drafts go, and the missions that nobody else is in; others go on without their name."""
    went = (await connection.execute(delete(DRAFT).where(DRAFT.c.person == person))).rowcount
    gone = handed_on = 0
    for row in (await connection.execute(_theirs(person).with_for_update())).all():
        session = readable(row.id, row.body)
        left = without(session, person, now=now) if session is not None else None
        if session is not None and left is not None:
            await write_session(connection, left, over=session.revision)
            await _unname_drafts(connection, session.id, names_of(session, person))
            handed_on += 1
        elif session is not None or await _is_alone(connection, row.id, person):
            await connection.execute(delete(MISSION).where(MISSION.c.id == row.id))
            gone += 1
        else:
            await _cut_out(connection, row.id, row.body, person)
            handed_on += 1
    return Left(gone, handed_on, went)


async def sweep_missions(connection: AsyncConnection, *, now: dt.datetime) -> int:
    """Delete what has been kept for its time; how many missions and drafts went.

    A draft in a mission that is gone stays as long as a deleted mission does.
    """
    undo, unused = (now - dt.timedelta(days=days) for days in (UNDO_DAYS, DRAFT_DAYS))
    went = await purge(connection, undo)
    orphaned = (DRAFT.c.at < undo) & ~exists().where(MISSION.c.id == DRAFT.c.session)
    return went + (await connection.execute(delete(DRAFT).where(orphaned | (DRAFT.c.at < unused)))).rowcount


def _theirs(person: str) -> "Select[Any, Any, Any]":
    """The missions somebody is in, or stands in the history of."""
    inside = select(MEMBER.c.mission).where(MEMBER.c.who == person, MEMBER.c.kind.in_(("participant", "author")))
    return (
        select(MISSION.c.id, MISSION.c.title, MISSION.c.body)
        .where(MISSION.c.id.in_(inside))
        .order_by(MISSION.c.created, MISSION.c.id)
    )


async def _is_alone(connection: AsyncConnection, mission: str, person: str) -> bool:
    others = select(MEMBER.c.who).where(
        MEMBER.c.mission == mission, MEMBER.c.kind == "participant", MEMBER.c.who != person
    )
    return await connection.scalar(others.limit(1)) is None


async def _cut_out(connection: AsyncConnection, mission: str, body: str, person: str) -> None:
    """Take a person's id out of a mission that cannot be read."""
    bare = body.replace(f'"{person}"', f'"{GONE}"')
    await connection.execute(MISSION.update().where(MISSION.c.id == mission).values(body=bare))
    await connection.execute(delete(MEMBER).where(MEMBER.c.mission == mission, MEMBER.c.who == person))


async def _unname_drafts(connection: AsyncConnection, mission: str, names: frozenset[str]) -> None:
    """Take a person's names out of what others have drafted in their words."""
    for draft in await drafts(connection, select(DRAFT.c.body).where(DRAFT.c.session == mission)):
        bare = draft_without(draft, names)
        if bare != draft:
            await connection.execute(DRAFT.update().where(DRAFT.c.id == draft.id).values(draft_row(bare)))
