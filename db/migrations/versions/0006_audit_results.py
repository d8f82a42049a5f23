"""The third-party auditor's result row by row or by merchant, as its workbook said."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "voucher_verdict",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("file_id", "line")),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("row_id", "claim_id")),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("claimed_fen", "accepted_fen")
        ),
        sa.Column("reason", sa.String(), nullable=True),
    )
    op.create_index("ix_voucher_verdict_row", "voucher_verdict", ["campaign_id", "row_id"])
    op.create_index("ix_voucher_verdict_claim", "voucher_verdict", ["campaign_id", "claim_id"])
    op.create_table(
        "voucher_result_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("result_id", sa.Integer(), sa.ForeignKey("voucher_result.id"), nullable=False),
        sa.Column("file_id", sa.Integer(), sa.ForeignKey("voucher_file.id"), nullable=False),
        sa.Column("last_row", sa.Integer(), nullable=False),
        sa.UniqueConstraint("result_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "voucher_result_sum",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("result_id", sa.Integer(), sa.ForeignKey("voucher_result.id"), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("merchant", "kind")),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("claimed_fen", "accepted_fen")
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.UniqueConstraint("result_id", "merchant", "kind"),
        sqlite_autoincrement=True,
    )
    for table, column in (
        ("voucher_result_file", "result_id"),
        ("voucher_result_file", "file_id"),
        ("voucher_result_sum", "result_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
