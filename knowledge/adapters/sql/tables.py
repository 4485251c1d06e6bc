"""The tables of the state. A column has the name of the value's field that it holds.

    conversation                exchange ──< trace (person, kind, told)    met    note
                                                    ┊
                                       feedback   gap   cited

    mission (body) ──< mission_member (person or role)    draft (body)    method (body)

Feedback, gaps and cited passages know neither person nor exchange. Only the trace does, and it goes when the exchange
goes. An exchange names its conversation and a conversation the exchange it goes on from, but neither depends on the
other: when a person is forgotten, what others asked in a conversation that the person opened stays as it was.

A mission is one row: its session as JSON in `body`, and beside it what is looked for. A draft does not depend on its
mission: it may have been refused because that is gone. In `mission_member` a `kind` tells whether `who` is a person
who takes part, a role whose members may join, or a person who has left and still stands in the history.
"""

import datetime as dt
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from knowledge.answer import Answer, NoAnswer

if TYPE_CHECKING:
    from typing import Any

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC: SQLite drops the time zone, so it is told again on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """The moment in UTC; a moment without a time zone raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """The moment, its zone told."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def holdable(text: str) -> str:
    """The text as a database can hold it: a NUL or half a character becomes U+FFFD."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Words(TypeDecorator[str]):
    """What a person wrote; a NUL or half a character, which a database cannot hold, becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text as the database can hold it."""
        return None if value is None else holdable(value)


class Json(TypeDecorator["Any"]):
    """A value as JSON; what people wrote in it is held as `Words` holds it."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: "TypeAdapter[Any]") -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value's JSON."""
        return None if value is None else as_json(self.kind, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002
        """The value again; ValidationError where it is none."""
        return None if value is None else self.kind.validate_json(value)


def as_json(kind: "TypeAdapter[Any]", value: object) -> str:
    """The JSON of a value as a database can hold it."""
    with suppress(PydanticSerializationError):  # half a character is in it
        dumped = kind.dump_json(value).decode()
        if "\\u0000" not in dumped:
            return dumped
    return json.dumps(_held(kind.dump_python(value, mode="json")), ensure_ascii=False)


def _held(value: object) -> object:
    if isinstance(value, str):
        return holdable(value)
    if isinstance(value, dict):
        inner: dict[object, object] = value  # pyright: ignore[reportUnknownVariableType]
        return {_held(key): _held(one) for key, one in inner.items()}
    if isinstance(value, list):
        items: list[object] = value  # pyright: ignore[reportUnknownVariableType]
        return [_held(one) for one in items]
    return value


_RESULT: Final["TypeAdapter[Any]"] = TypeAdapter(Answer | NoAnswer)
_IDS: Final["TypeAdapter[Any]"] = TypeAdapter(tuple[str, ...])

CONVERSATION: Final = Table(
    "conversation",
    METADATA,
    Column("id", String, primary_key=True),
    Column("opener", String, nullable=False, index=True),
    Column("private", Boolean, nullable=False),
    Column("begun_with", String),
    Column("opened", Moment, nullable=False, index=True),
)

EXCHANGE: Final = Table(
    "exchange",
    METADATA,
    Column("id", String, primary_key=True),
    Column("asker", String, nullable=False, index=True),
    Column("guild", String),
    Column("place", String, nullable=False),
    Column("conversation", String, index=True),
    Column("private", Boolean, nullable=False),
    Column("question", Words, nullable=False),
    Column("language", String, nullable=False),
    Column("result", Json(_RESULT), nullable=False),
    Column("asked", Moment, nullable=False, index=True),
)

FEEDBACK: Final = Table(
    "feedback",
    METADATA,
    Column("id", String, primary_key=True),
    Column("helped", Boolean, nullable=False),
    Column("comment", Words),
    Column("question", Words, nullable=False),
    Column("language", String, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("documents", Json(_IDS), nullable=False),
    Column("library", String, nullable=False),
    Column("given", Moment, nullable=False, index=True),
)

GAP: Final = Table(
    "gap",
    METADATA,
    Column("id", String, primary_key=True),
    Column("question", Words, nullable=False),
    Column("language", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("about", Words),
    Column("nearest", Json(_IDS), nullable=False),
    Column("library", String, nullable=False),
    Column("logged", Moment, nullable=False, index=True),
)

TRACE: Final = Table(
    "trace",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("person", String, nullable=False),
    Column("exchange", String, ForeignKey(EXCHANGE.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("told", String, nullable=False),
    UniqueConstraint("person", "exchange", "kind"),
)

CITED: Final = Table(
    "cited",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("passage", String, nullable=False),
    Column("document", String, nullable=False),
    Column("library", String, nullable=False),
    Column("day", Date, nullable=False, index=True),
)

MET: Final = Table(
    "met", METADATA, Column("person", String, primary_key=True), Column("since", Moment, nullable=False, index=True)
)

NOTE: Final = Table("note", METADATA, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

MISSION: Final = Table(
    "mission",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("title", Words, nullable=False),
    Column("status", String, nullable=False),
    Column("changed", Moment, nullable=False, index=True),
    Column("created", Moment, nullable=False),
    Column("deleted", Moment, index=True),
    Column("asked", Moment),
    Column("place", Words, index=True),
    Column("revision", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

MEMBER: Final = Table(
    "mission_member",
    METADATA,
    Column("mission", Words, ForeignKey(MISSION.c.id, ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("who", Words, primary_key=True, index=True),
)

DRAFT: Final = Table(
    "draft",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("session", Words, nullable=False, index=True),
    Column("person", Words, nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

METHOD: Final = Table("method", METADATA, Column("id", Words, primary_key=True), Column("body", Text, nullable=False))
