"""What became of units and projects: merged, handed over, split, moved to another pack."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LINKS = {
    "unit_id": "unit",
    "to_unit_id": "unit",
    "project_id": "project",
    "to_project_id": "project",
}


def upgrade() -> None:
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=True)
            for name, table in LINKS.items()
        ),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("before", "after", "reason", "document_number")
        ),
        sqlite_autoincrement=True,
    )
    for name in LINKS:
        op.create_index(f"ix_succession_{name}", "succession", [name])
