"""Everything that the first version keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _make_what_is_about_a_person()
    _make_what_is_not()
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Drop every table."""
    for table in ("note", "met", "cited", "trace", "gap", "feedback", "exchange", "conversation"):
        op.drop_table(table)


_INDEXES = (
    ("conversation", "opener"),
    ("conversation", "opened"),
    ("exchange", "asker"),
    ("exchange", "conversation"),
    ("exchange", "asked"),
    ("feedback", "given"),
    ("gap", "logged"),
    ("trace", "exchange"),
    ("cited", "day"),
    ("met", "since"),
)


def _make_what_is_about_a_person() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("opener", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("begun_with", sa.String()),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
    )
    op.create_table(
        "exchange",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("guild", sa.String()),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("conversation", sa.String()),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exchange"),
    )
    op.create_table(
        "trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("exchange", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trace"),
        sa.ForeignKeyConstraint(["exchange"], ["exchange.id"], name="fk_trace_exchange_exchange", ondelete="CASCADE"),
        sa.UniqueConstraint("person", "exchange", "kind", name="uq_trace_person_exchange_kind"),
    )
    op.create_table(
        "met",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_met"),
    )


def _make_what_is_not() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text()),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("library", sa.String(), nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )
    op.create_table(
        "gap",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("about", sa.Text()),
        sa.Column("nearest", sa.Text(), nullable=False),
        sa.Column("library", sa.String(), nullable=False),
        sa.Column("logged", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gap"),
    )
    op.create_table(
        "cited",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("library", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cited"),
    )
    op.create_table(
        "note",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_note"),
    )
