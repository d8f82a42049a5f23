"""Rows of registers; the columns imported sheets were read by."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

OWNERS = {
    "project_id": "project",
    "unit_id": "unit",
    "system_id": "existing_system",
    "parent_id": "register_entry",
}

STANDING: dict[str, Any] = {
    "subject_kind": sa.String,
    "subject_id": sa.Integer,
    "judged_on": sa.Date,
    "is_live": sa.Boolean,
    "light": sa.String,
    "findings": sa.String,
    "open_step": sa.String,
    "work": sa.String,
    "due_on": sa.Date,
}
"""Worked out again at the first start."""


def upgrade() -> None:
    op.drop_table("standing")
    op.create_table(
        "standing",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, kind(), nullable=name == "due_on") for name, kind in STANDING.items()),
        sa.UniqueConstraint("subject_kind", "subject_id"),
        sqlite_autoincrement=True,
    )
    op.execute("DELETE FROM worked_out")
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("register_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("pack_version", sa.String(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=True)
            for name, table in OWNERS.items()
        ),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sqlite_autoincrement=True,
    )
    for name in OWNERS:
        op.create_index(f"ix_register_entry_{name}", "register_entry", [name])
    op.create_index("ix_register_entry_project", "register_entry", ["register_id", "project_id"])
    op.create_index("ix_register_entry_parent", "register_entry", ["register_id", "parent_id"])
    op.create_table(
        "read_columns",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("import_batch.id"), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.UniqueConstraint("batch_id", "file", "sheet"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_read_columns_batch_id", "read_columns", ["batch_id"])
