"""The first shape, as plain SQL: today's tables must not be able to change it."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

SHAPE = Path(__file__).parents[1] / "shapes" / "0001.sql"


def upgrade() -> None:
    for statement in SHAPE.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
