"""A payout list divided by batch; recovered money that came back in cash."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "voucher_settlement_batch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "settlement_id", sa.Integer(), sa.ForeignKey("voucher_settlement.id"), nullable=False
        ),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("merchant", "kind")),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("batch", "rows", "claimed_fen", "disallowed_fen")
        ),
        sa.UniqueConstraint("settlement_id", "merchant", "kind", "batch"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "voucher_return",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "recovery_id", sa.Integer(), sa.ForeignKey("voucher_recovery.id"), nullable=False
        ),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("recovery_id"),
        sqlite_autoincrement=True,
    )
    for table, column in (
        ("voucher_settlement_batch", "settlement_id"),
        ("voucher_return", "recovery_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
