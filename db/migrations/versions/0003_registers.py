"""Rows of registers; the columns imported sheets were read by; offices as recipients of rounds."""

from collections.abc import Iterator
from contextlib import contextmanager
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
    _let_steps_be_of_the_past()
    _let_rounds_be_about_a_row()
    _let_offices_be_recipients()


STEP_LINKS = {
    "case_id": "procedure_case",
    "paper_id": "paper",
    "incoming_paper_id": "incoming_paper",
}


def _let_steps_be_of_the_past() -> None:
    """Steps taken before the program came are told from signed ones."""
    for column in STEP_LINKS:
        op.drop_index(f"ix_step_record_{column}", "step_record")
    columns: list[sa.Column[Any]] = [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("procedure_case.id"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("acted_on", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("actor", "signer", "opinion", "document_number")
        ),
        sa.Column("paper_id", sa.Integer(), sa.ForeignKey("paper.id"), nullable=True),
        sa.Column(
            "incoming_paper_id", sa.Integer(), sa.ForeignKey("incoming_paper.id"), nullable=True
        ),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("verdicts", "override_reason", "override_by", "override_clause")
        ),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
    ]
    kept = ", ".join(column.name for column in columns)
    with _made_anew("step_record", kept):
        op.create_table(
            "step_record",
            *columns,
            sa.Column("is_past", sa.Boolean(), nullable=True),
            sqlite_autoincrement=True,
        )
    for column in STEP_LINKS:
        op.create_index(f"ix_step_record_{column}", "step_record", [column])


def _let_rounds_be_about_a_row() -> None:
    with _made_anew("round", "id, title, sheet, opened_on, due_on, closed_on"):
        op.create_table(
            "round",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("title", sa.String(), nullable=False),
            sa.Column("sheet", sa.String(), nullable=False),
            sa.Column("opened_on", sa.Date(), nullable=False),
            sa.Column("due_on", sa.Date(), nullable=True),
            sa.Column("closed_on", sa.Date(), nullable=True),
            sa.Column("entry_id", sa.Integer(), sa.ForeignKey("register_entry.id"), nullable=True),
            sqlite_autoincrement=True,
        )
    op.create_index("ix_round_entry_id", "round", ["entry_id"])


def _let_offices_be_recipients() -> None:
    """An office need not be in the list of units; rows left open are kept to be asked for."""
    for column in ("unit_id", "batch_id"):
        op.drop_index(f"ix_recipient_{column}", "recipient")
    with _made_anew("recipient", "id, round_id, unit_id, sent_on, returned_on, batch_id"):
        op.create_table(
            "recipient",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("round_id", sa.Integer(), sa.ForeignKey("round.id"), nullable=False),
            sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=True),
            sa.Column("office", sa.String(), nullable=True),
            sa.Column("sent_on", sa.Date(), nullable=True),
            sa.Column("returned_on", sa.Date(), nullable=True),
            sa.Column("batch_id", sa.Integer(), sa.ForeignKey("import_batch.id"), nullable=True),
            sa.Column("left_open", sa.String(), nullable=True),
            sa.UniqueConstraint("round_id", "unit_id"),
            sa.UniqueConstraint("round_id", "office"),
            sqlite_autoincrement=True,
        )
    for column in ("unit_id", "batch_id"):
        op.create_index(f"ix_recipient_{column}", "recipient", [column])


@contextmanager
def _made_anew(table: str, columns: str) -> Iterator[None]:
    """Lets a table be created again with its rows and keys; others go on naming it."""
    op.execute("PRAGMA legacy_alter_table = ON")  # else those that name it would name the old one
    op.rename_table(table, f"{table}_2")
    yield
    rows = f"SELECT {columns} FROM {table}_2 ORDER BY id"  # noqa: S608 - own names
    op.execute(f"INSERT INTO {table} ({columns}) {rows}")
    sequence = sa.table("sqlite_sequence", sa.column("name"))
    op.execute(sequence.delete().where(sequence.c.name == table))
    op.execute(sequence.update().where(sequence.c.name == f"{table}_2").values(name=table))
    op.drop_table(f"{table}_2")
    op.execute("PRAGMA legacy_alter_table = OFF")
