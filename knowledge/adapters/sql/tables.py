"""The tables of the state. A column has the name of the value's field that it holds.

    conversation                exchange ──< trace (person, kind, told)    met    note
                                                    ┊
                                       feedback   gap   cited

Feedback, gaps and cited passages know neither person nor exchange. Only the trace does, and it goes when the exchange
goes. An exchange names its conversation and a conversation the exchange it goes on from, but neither depends on the
other: when a person is forgotten, what others asked in a conversation that the person opened stays as it was.
"""

import datetime as dt
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter
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


class Words(TypeDecorator[str]):
    """What a person wrote; a NUL or half a character, which a database cannot hold, becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text as the database can hold it."""
        if value is None:
            return None
        return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Json(TypeDecorator["Any"]):
    """A value as JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: "TypeAdapter[Any]") -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value's JSON."""
        return None if value is None else self.kind.dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002
        """The value again; ValidationError where it is none."""
        return None if value is None else self.kind.validate_json(value)


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
