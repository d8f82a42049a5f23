"""Recorded facts of any subject; where subjects stand, kept to be shown without judging."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SUBJECT = (("subject_kind", sa.String), ("subject_id", sa.Integer))
DERIVED: dict[str, tuple[tuple[str, Any], ...]] = {
    "standing": (
        *SUBJECT,
        ("judged_on", sa.Date),
        ("is_live", sa.Boolean),
        ("light", sa.String),
        ("findings", sa.String),
        ("open_step", sa.String),
        ("due_on", sa.Date),
    ),
    "open_duty": (
        *SUBJECT,
        ("duty", sa.String),
        ("title", sa.String),
        ("due_on", sa.Date),
        ("shown_from", sa.Date),
        ("window_opens", sa.Date),
        ("clauses", sa.String),
        ("is_house", sa.Boolean),
        ("is_estimated", sa.Boolean),
        ("actor", sa.String),
    ),
    "similar_pair": (
        ("project_id", sa.Integer),
        ("other_kind", sa.String),
        ("other_id", sa.Integer),
        ("score", sa.Integer),
        ("same_family", sa.Boolean),
    ),
    "compared_text": (*SUBJECT, ("texts", sa.String), ("share", sa.String)),
    "stale_subject": (*SUBJECT, ("is_touched", sa.Boolean)),
    "worked_out": (("name", sa.String), ("value", sa.String)),
    "pack_outline": (
        ("stored_pack_id", sa.Integer),
        ("edition", sa.Integer),
        ("outline", sa.String),
    ),
}
MAY_BE_EMPTY = {("standing", "due_on"), ("open_duty", "window_opens")}
UNIQUE = {
    "standing": ("subject_kind", "subject_id"),
    "open_duty": ("subject_kind", "subject_id", "duty"),
    "similar_pair": ("project_id", "other_kind", "other_id"),
    "compared_text": ("subject_kind", "subject_id"),
    "stale_subject": ("subject_kind", "subject_id"),
    "worked_out": ("name",),
    "pack_outline": ("stored_pack_id",),
}


def upgrade() -> None:
    op.drop_table("current_verdict")
    for name, columns in DERIVED.items():
        _make(name, columns, UNIQUE[name])
    op.create_index("ix_open_duty_shown_from", "open_duty", ["shown_from"])
    op.create_index("ix_similar_pair_other", "similar_pair", ["other_kind", "other_id"])
    within = sa.text("same_family = 1")
    op.create_index("ix_family_pair", "similar_pair", ["project_id"], sqlite_where=within)
    op.create_index("ix_family_pair_other", "similar_pair", ["other_id"], sqlite_where=within)
    _give_facts_a_subject()


def _make(name: str, columns: tuple[tuple[str, Any], ...], unique: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(key, kind(), nullable=(name, key) in MAY_BE_EMPTY) for key, kind in columns),
        sa.UniqueConstraint(*unique),
        sqlite_autoincrement=True,
    )


def _give_facts_a_subject() -> None:
    """Facts were of projects alone; their keys stay, and none given before comes again."""
    op.rename_table("recorded_fact", "recorded_fact_1")
    columns = (*SUBJECT, ("name", sa.String), ("value", sa.String))
    _make("recorded_fact", columns, ("subject_kind", "subject_id", "name"))
    op.execute(
        "INSERT INTO recorded_fact (id, subject_kind, subject_id, name, value)"
        " SELECT id, 'project', project_id, name, value FROM recorded_fact_1 ORDER BY id"
    )
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'recorded_fact'")
    op.execute("UPDATE sqlite_sequence SET name = 'recorded_fact' WHERE name = 'recorded_fact_1'")
    op.drop_table("recorded_fact_1")
