"""The state in SQL: every protocol of `knowledge.journal`, each call one transaction; the missions stand beside it."""

import datetime as dt
from typing import Final, Literal, TypeVar

from sqlalchemy import ColumnElement, Select, Table, delete, exists, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.adapters.sql.engine import Database, insert_new
from knowledge.adapters.sql.leaving import forget_in_missions, stored_in_missions, sweep_missions
from knowledge.adapters.sql.missions import SqlMissions
from knowledge.adapters.sql.tables import CITED, CONVERSATION, EXCHANGE, FEEDBACK, GAP, MET, NOTE, TRACE
from knowledge.answer import Answer
from knowledge.journal import Conversation, Exchange, Feedback, Forgotten, Gap, Keep, PersonalRecord, Retention
from knowledge.language import Value

Kind = Literal["feedback", "gap"]
Kept = TypeVar("Kept", bound=Value)

_TOLD: Final[dict[Kind, Table]] = {"feedback": FEEDBACK, "gap": GAP}
_ALL_EXCHANGES: Final = select(EXCHANGE).order_by(EXCHANGE.c.asked, EXCHANGE.c.id)
_ALL_CONVERSATIONS: Final = select(CONVERSATION).order_by(CONVERSATION.c.opened, CONVERSATION.c.id)
_ALL_FEEDBACK: Final = select(FEEDBACK).order_by(FEEDBACK.c.given, FEEDBACK.c.id)
_ALL_GAPS: Final = select(GAP).order_by(GAP.c.logged, GAP.c.id)


class SqlState:
    """Keeps the state in a database; every method raises StateUnavailable where that does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.missions: Final = SqlMissions(database)

    async def keep(self, exchange: Exchange) -> None:
        """Keep an exchange, and which passages it cited; one that is kept already stays as it was."""
        async with self._database.writing() as connection:
            if await _add(connection, EXCHANGE, exchange) and isinstance(exchange.result, Answer):
                day = exchange.asked.astimezone(dt.UTC).date()
                cited = {citation.passage: citation.document.id for citation in exchange.result.citations}
                rows = [
                    {"passage": passage, "document": document, "library": exchange.result.library, "day": day}
                    for passage, document in cited.items()
                ]
                if rows:
                    await connection.execute(CITED.insert(), rows)

    async def find(self, exchange: str) -> Exchange | None:
        """The exchange of that id; None where there is none, or no longer."""
        async with self._database.reading() as connection:
            found = await _fetch(connection, select(EXCHANGE).where(EXCHANGE.c.id == exchange), Exchange)
        return found[0] if found else None

    async def open(self, conversation: Conversation) -> None:
        """Begin a conversation; one that has been opened before stays as it was."""
        async with self._database.writing() as connection:
            await _add(connection, CONVERSATION, conversation)

    async def conversation(self, name: str) -> Conversation | None:
        """The conversation of that id."""
        async with self._database.reading() as connection:
            found = await _fetch(connection, select(CONVERSATION).where(CONVERSATION.c.id == name), Conversation)
        return found[0] if found else None

    async def earlier(self, conversation: str, *, since: dt.datetime | None = None, limit: int = 10) -> list[str]:
        """The latest questions of a conversation, oldest first; the one it goes on from comes before them."""
        recent = EXCHANGE.c.asked >= since if since is not None else literal(value=True)
        asked = select(EXCHANGE.c.question).where(recent)
        latest = asked.where(EXCHANGE.c.conversation == conversation)
        latest = latest.order_by(EXCHANGE.c.asked.desc(), EXCHANGE.c.id.desc()).limit(limit)
        begun_with = select(CONVERSATION.c.begun_with).where(CONVERSATION.c.id == conversation).scalar_subquery()
        async with self._database.reading() as connection:
            first = (await connection.scalars(asked.where(EXCHANGE.c.id == begun_with))).all()
            others = (await connection.scalars(latest)).all()
        return [*first, *reversed(others)]

    async def give(self, feedback: Feedback, *, exchange: str, person: str) -> bool:
        """Put feedback in; False where the person had given some on that exchange, which this replaces."""
        async with self._database.writing() as connection:
            before = await _told_before(connection, "feedback", exchange=exchange, person=person)
            if before is not None:
                await connection.execute(delete(FEEDBACK).where(FEEDBACK.c.id == before))
            await _add(connection, FEEDBACK, feedback)
            await _trace(connection, "feedback", feedback.id, exchange=exchange, person=person)
        return before is None

    async def report(self, gap: Gap, *, exchange: str, person: str) -> bool:
        """Log a gap; False where the person had reported that exchange before, and nothing is added."""
        async with self._database.writing() as connection:
            if await _told_before(connection, "gap", exchange=exchange, person=person) is not None:
                return False
            await _add(connection, GAP, gap)
            await _trace(connection, "gap", gap.id, exchange=exchange, person=person)
        return True

    async def feedback(self) -> list[Feedback]:
        """All feedback, the oldest first."""
        async with self._database.reading() as connection:
            return await _fetch(connection, _ALL_FEEDBACK, Feedback)

    async def gaps(self) -> list[Gap]:
        """All gaps, the oldest first."""
        async with self._database.reading() as connection:
            return await _fetch(connection, _ALL_GAPS, Gap)

    async def meet(self, person: str, *, now: dt.datetime) -> bool:
        """Note that a person is here; True the first time."""
        async with self._database.writing() as connection:
            return await insert_new(connection, MET, {"person": person, "since": now})

    async def stored_about(self, person: str) -> PersonalRecord:
        """Everything that is stored about a person."""
        asked = _ALL_EXCHANGES.where(EXCHANGE.c.asker == person)
        opened = _ALL_CONVERSATIONS.where(CONVERSATION.c.opener == person)
        given = _ALL_FEEDBACK.where(FEEDBACK.c.id.in_(_told_by(person, "feedback")))
        logged = _ALL_GAPS.where(GAP.c.id.in_(_told_by(person, "gap")))
        async with self._database.reading() as connection:
            in_missions = await stored_in_missions(connection, person)
            return PersonalRecord(
                person=person,
                met=await connection.scalar(select(MET.c.since).where(MET.c.person == person)),
                exchanges=tuple(await _fetch(connection, asked, Exchange)),
                conversations=tuple(await _fetch(connection, opened, Conversation)),
                feedback=tuple(await _fetch(connection, given, Feedback)),
                gaps=tuple(await _fetch(connection, logged, Gap)),
                missions=in_missions.owned,
                parts=in_missions.parts,
                drafts=in_missions.drafts,
            )

    async def forget(self, person: str, *, now: dt.datetime) -> Forgotten:
        """Delete everything that is stored about a person, what they told the maintainers included.

        What others asked in a conversation that the person opened stays, still under that conversation's id; and so
        does what others told of the person's answers, though nobody can tell any longer whose it was. Missions that
        others are in go on without the person's name.
        """
        async with self._database.writing() as connection:
            feedback = await _delete(connection, FEEDBACK, FEEDBACK.c.id.in_(_told_by(person, "feedback")))
            gaps = await _delete(connection, GAP, GAP.c.id.in_(_told_by(person, "gap")))
            await _delete(connection, TRACE, TRACE.c.person == person)
            conversations = await _delete(connection, CONVERSATION, CONVERSATION.c.opener == person)
            exchanges = await _delete(connection, EXCHANGE, EXCHANGE.c.asker == person)
            await _delete(connection, MET, MET.c.person == person)
            left = await forget_in_missions(connection, person, now=now)
        return Forgotten(
            exchanges=exchanges,
            conversations=conversations,
            feedback=feedback,
            gaps=gaps,
            missions=left.gone,
            handed_on=left.handed_on,
            drafts=left.drafts,
        )

    async def sweep(self, retention: Retention, *, now: dt.datetime) -> int:
        """Delete what has been kept for its time; how many rows went, traces not counted."""
        async with self._database.writing() as connection:
            went = await _sweep_conversations(connection, _before(retention.conversations, now))
            went += await _sweep_told(connection, _before(retention.told, now))
            went += await _sweep_cited(connection, _before(retention.citations, now))
            went += await sweep_missions(connection, now=now)
        return went

    async def noted(self, name: str) -> str | None:
        """What was noted under a name."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(NOTE.c.value).where(NOTE.c.name == name))

    async def note(self, name: str, value: str) -> None:
        """Note `value` under a name; what stood there is replaced."""
        async with self._database.writing() as connection:
            if not await insert_new(connection, NOTE, {"name": name, "value": value}):
                await connection.execute(update(NOTE).where(NOTE.c.name == name).values(value=value))

    async def ping(self) -> None:
        """Return where the database answers."""
        async with self._database.reading() as connection:
            await connection.execute(select(NOTE.c.name).limit(1))

    async def close(self) -> None:
        """Let go of the database."""
        await self._database.close()


async def _trace(connection: AsyncConnection, kind: Kind, told: str, *, exchange: str, person: str) -> None:
    """Remember whose it was, as long as the exchange is kept."""
    if await connection.scalar(select(exists().where(EXCHANGE.c.id == exchange))):
        await _delete(connection, TRACE, _traced(kind, exchange=exchange, person=person))
        row: dict[str, object] = {"person": person, "exchange": exchange, "kind": kind, "told": told}
        await insert_new(connection, TRACE, row)


async def _fetch(connection: AsyncConnection, query: "Select[*tuple[object, ...]]", kind: type[Kept]) -> list[Kept]:
    return [kind(**row) for row in (await connection.execute(query)).mappings()]


async def _add(connection: AsyncConnection, table: Table, value: Value) -> bool:
    """Put a value in its table; False where there is one of that id."""
    return await insert_new(connection, table, {name: getattr(value, name) for name in type(value).model_fields})


async def _delete(connection: AsyncConnection, table: Table, where: ColumnElement[bool]) -> int:
    return (await connection.execute(delete(table).where(where))).rowcount


async def _told_before(connection: AsyncConnection, kind: Kind, *, exchange: str, person: str) -> str | None:
    """The id of what a person has told of an exchange, which is locked: two who tell at once take turns."""
    await connection.execute(select(EXCHANGE.c.id).where(EXCHANGE.c.id == exchange).with_for_update())
    return await connection.scalar(select(TRACE.c.told).where(_traced(kind, exchange=exchange, person=person)))


def _traced(kind: Kind, *, exchange: str, person: str) -> ColumnElement[bool]:
    return (TRACE.c.person == person) & (TRACE.c.exchange == exchange) & (TRACE.c.kind == kind)


def _told_by(person: str, kind: Kind) -> Select[str]:
    return select(TRACE.c.told).where(TRACE.c.person == person, TRACE.c.kind == kind)


def _before(kept: Keep, now: dt.datetime) -> dt.datetime | None:
    """What is older than this has been kept for its time; None: nothing has."""
    return None if kept == "keep" else now - dt.timedelta(days=kept)


async def _sweep_conversations(connection: AsyncConnection, before: dt.datetime | None) -> int:
    if before is None:
        return 0
    went = await _delete(connection, EXCHANGE, EXCHANGE.c.asked < before)
    used = exists().where(EXCHANGE.c.conversation == CONVERSATION.c.id)
    went += await _delete(connection, CONVERSATION, (CONVERSATION.c.opened < before) & ~used)
    return went + await _delete(connection, MET, MET.c.since < before)


async def _sweep_told(connection: AsyncConnection, before: dt.datetime | None) -> int:
    if before is None:
        return 0
    went = await _delete(connection, FEEDBACK, FEEDBACK.c.given < before)
    went += await _delete(connection, GAP, GAP.c.logged < before)
    for kind, table in _TOLD.items():
        await _delete(connection, TRACE, (TRACE.c.kind == kind) & TRACE.c.told.not_in(select(table.c.id)))
    return went


async def _sweep_cited(connection: AsyncConnection, before: dt.datetime | None) -> int:
    return 0 if before is None else await _delete(connection, CITED, CITED.c.day < before.astimezone(dt.UTC).date())
