"""Missions, the drafts of what could not be taken in them, and the versions of the method they were begun with."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of missions."""
    op.create_table(
        "mission",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted", sa.DateTime(timezone=True)),
        sa.Column("asked", sa.DateTime(timezone=True)),
        sa.Column("place", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mission"),
    )
    op.create_table(
        "mission_member",
        sa.Column("mission", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mission", "kind", "who", name="pk_mission_member"),
        sa.ForeignKeyConstraint(
            ["mission"], ["mission.id"], name="fk_mission_member_mission_mission", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_table(
        "method",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_method"),
    )
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Drop them."""
    for table in ("method", "draft", "mission_member", "mission"):
        op.drop_table(table)


_INDEXES = (
    ("mission", "changed"),
    ("mission", "deleted"),
    ("mission", "place"),
    ("mission_member", "who"),
    ("draft", "session"),
    ("draft", "person"),
    ("draft", "at"),
)
