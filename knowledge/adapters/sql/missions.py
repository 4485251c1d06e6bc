"""The missions in SQL: every protocol of `knowledge.sessions.keeping`, each call one transaction."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.adapters.sql.engine import Database, insert_new
from knowledge.adapters.sql.tables import DRAFT, MEMBER, METHOD, MISSION, as_json
from knowledge.errors import MissionDamaged
from knowledge.method.method import Method
from knowledge.sessions.session import GONE, Draft, Person, Session

if TYPE_CHECKING:
    from typing import Any

MemberKind = Literal["participant", "role", "author"]

_SESSION: Final["TypeAdapter[Any]"] = TypeAdapter(Session)
_DRAFT: Final["TypeAdapter[Any]"] = TypeAdapter(Draft)
_METHOD: Final["TypeAdapter[Any]"] = TypeAdapter(Method)
_BODIES: Final = select(MISSION.c.id, MISSION.c.body).order_by(MISSION.c.changed.desc(), MISSION.c.id)
_DRAFTS: Final = select(DRAFT.c.body).order_by(DRAFT.c.at, DRAFT.c.id)


class SqlMissions:
    """Keeps missions in a database; every method raises StateUnavailable where that does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, session: Session) -> None:
        """Keep a new session."""
        async with self._database.writing() as connection:
            await connection.execute(MISSION.insert().values(_row(session)))
            await write_members(connection, session)

    async def load(self, name: str) -> Session | None:
        """The session of that id; None where there is none. MissionDamaged where it can no longer be read."""
        async with self._database.reading() as connection:
            body = await connection.scalar(select(MISSION.c.body).where(MISSION.c.id == name))
        return session_of(name, body) if body is not None else None

    async def save(self, session: Session, *, over: int) -> bool:
        """Keep `session` in place of revision `over`; False where another revision stands there by now."""
        async with self._database.writing() as connection:
            return await write_session(connection, session, over=over)

    async def sessions_of(self, person: Person) -> list[Session]:
        """The sessions somebody is in or may join by a role; the latest changed first, damaged ones left out."""
        theirs = or_(
            and_(MEMBER.c.kind == "participant", MEMBER.c.who == person.id),
            and_(MEMBER.c.kind == "role", MEMBER.c.who.in_(person.roles)),
        )
        return await self._sessions(MISSION.c.id.in_(select(MEMBER.c.mission).where(theirs)))

    async def session_in(self, place: str) -> Session | None:
        """The session that lives in a thread; None where there is none."""
        found = await self._sessions(MISSION.c.place == place)
        return found[0] if found else None

    async def idle_since(self, before: dt.datetime) -> list[Session]:
        """The open sessions that changed last before a moment and whose owner is unasked."""
        return await self._sessions(
            and_(MISSION.c.status == "open", MISSION.c.changed < before, MISSION.c.asked.is_(None))
        )

    async def purge(self, before: dt.datetime) -> int:
        """Delete for good what was deleted before a moment, with its drafts; how many missions went."""
        async with self._database.writing() as connection:
            return await purge(connection, before)

    async def keep_draft(self, draft: Draft) -> None:
        """Keep a draft."""
        async with self._database.writing() as connection:
            await insert_new(connection, DRAFT, draft_row(draft))

    async def draft(self, name: str) -> Draft | None:
        """The draft of that id; None where there is none that can be read."""
        found = await self._drafts(_DRAFTS.where(DRAFT.c.id == name))
        return found[0] if found else None

    async def drafts_of(self, person: str, *, session: str | None = None) -> list[Draft]:
        """Somebody's drafts, in one session or all of them, the oldest first."""
        theirs = _DRAFTS.where(DRAFT.c.person == person)
        return await self._drafts(theirs if session is None else theirs.where(DRAFT.c.session == session))

    async def drop_draft(self, name: str) -> None:
        """Let go of a draft."""
        async with self._database.writing() as connection:
            await connection.execute(delete(DRAFT).where(DRAFT.c.id == name))

    async def publish_method(self, method: Method) -> None:
        """Keep a version; one that is kept already stays as it was."""
        async with self._database.writing() as connection:
            await insert_new(connection, METHOD, {"id": method.id, "body": as_json(_METHOD, method)})

    async def method(self, name: str) -> Method | None:
        """The version of that id; None where there is none that can be read."""
        async with self._database.reading() as connection:
            body = await connection.scalar(select(METHOD.c.body).where(METHOD.c.id == name))
        try:
            return _METHOD.validate_json(body) if body is not None else None
        except ValidationError:
            return None

    async def _sessions(self, where: ColumnElement[bool]) -> list[Session]:
        async with self._database.reading() as connection:
            found = (await connection.execute(_BODIES.where(where))).all()
        return [session for name, body in found if (session := readable(name, body)) is not None]

    async def _drafts(self, query: Select[str]) -> list[Draft]:
        async with self._database.reading() as connection:
            return await drafts(connection, query)


def session_of(name: str, body: str) -> Session:
    """The session that a body holds; MissionDamaged where it holds none that can be read."""
    try:
        return _SESSION.validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        fault = ".".join(map(str, (*first["loc"][:3], first["type"])))
    raise MissionDamaged(name, fault=fault)  # outside: the cause would hold what people wrote


def readable(name: str, body: str) -> Session | None:
    """The session that a body holds; None where it holds none that can be read."""
    try:
        return session_of(name, body)
    except MissionDamaged:
        return None


async def drafts(connection: AsyncConnection, query: Select[str]) -> list[Draft]:
    """The drafts that a query finds, those that can no longer be read left out."""
    found: list[Draft] = []
    for body in await connection.scalars(query):
        try:
            found.append(_DRAFT.validate_json(body))
        except ValidationError:
            continue
    return found


def draft_row(draft: Draft) -> dict[str, object]:
    """A draft as a row of its table."""
    return {
        "id": draft.id,
        "session": draft.session,
        "person": draft.person,
        "at": draft.at,
        "body": as_json(_DRAFT, draft),
    }


async def write_session(connection: AsyncConnection, session: Session, *, over: int) -> bool:
    """Put a session in place of revision `over` of itself; False where another revision stands there by now."""
    stands = (MISSION.c.id == session.id) & (MISSION.c.revision == over)
    done = await connection.execute(update(MISSION).where(stands).values(_row(session)))
    if done.rowcount == 0:
        return False
    await write_members(connection, session)
    return True


async def write_members(connection: AsyncConnection, session: Session) -> None:
    """Write who is in a session, where that is not what stands already."""
    stand = select(MEMBER.c.kind, MEMBER.c.who).where(MEMBER.c.mission == session.id)
    wanted = set(_members(session))
    if {(kind, who) for kind, who in await connection.execute(stand)} == wanted:
        return
    await connection.execute(delete(MEMBER).where(MEMBER.c.mission == session.id))
    rows = [{"mission": session.id, "kind": kind, "who": who} for kind, who in sorted(wanted)]
    await connection.execute(MEMBER.insert(), rows)


async def purge(connection: AsyncConnection, before: dt.datetime) -> int:
    """Delete for good the missions that were deleted before a moment, with their drafts; how many missions went."""
    gone = select(MISSION.c.id).where(MISSION.c.status == "deleted", MISSION.c.deleted < before)
    await connection.execute(delete(DRAFT).where(DRAFT.c.session.in_(gone)))
    return (await connection.execute(delete(MISSION).where(MISSION.c.id.in_(gone)))).rowcount


def _members(session: Session) -> Iterable[tuple[MemberKind, str]]:
    """Everybody who is in a session or may join it, and those who have left and stand in its history."""
    people = {one.id for one in session.participants}
    authors = {event.by for event in session.history} - people - {GONE}
    whose: dict[MemberKind, Iterable[str]] = {"participant": people, "role": session.roles, "author": authors}
    return ((kind, who) for kind, everybody in whose.items() for who in everybody)


def _row(session: Session) -> dict[str, object]:
    told = ("id", "title", "status", "changed", "created", "deleted", "asked", "place", "revision")
    return {**{name: getattr(session, name) for name in told}, "body": as_json(_SESSION, session)}
