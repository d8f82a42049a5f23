"""A step of a program yet to come: every project is rewritten and gets a weight."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("project") as project:
        project.add_column(sa.Column("weight", sa.Integer, nullable=False, server_default="7"))
