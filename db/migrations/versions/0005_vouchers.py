"""Voucher campaigns: lists of the platform, findings, samples, settlements and payments."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = {
    "voucher_file": (
        """campaign_id >register_entry, list String, name String, sheet String, digest String,
        rows Integer, columns String, applied_on Date, is_correction Boolean""",
        "",
    ),
    "voucher_segment": (
        """file_id >voucher_file, table_name String, first_id Integer, last_id Integer,
        digest String""",
        "",
    ),
    "voucher_issued": (
        """file_id Integer, line Integer, campaign_id Integer, batch Integer, kind String,
        face_fen Integer, code String, account_key? BigInteger, issued_at? String,
        expires_on? String, status String""",
        "",
    ),
    "voucher_redemption": (
        """file_id Integer, line Integer, campaign_id Integer, transaction_no String,
        code? String, batch Integer, kind String, face_fen? Integer, claimed_fen Integer,
        spent_fen? Integer, merchant String, at String, account_key? BigInteger,
        device_key? BigInteger, person_key? BigInteger, invoice? String, vin? String,
        fuel? String, goods? String, grade? Integer, papers? String""",
        "",
    ),
    "voucher_person": (
        """file_id Integer, campaign_id Integer, row_id Integer, name? String,
        id_number? String, phone? String""",
        "",
    ),
    "voucher_refund": (
        """file_id Integer, line Integer, campaign_id Integer, transaction_no String,
        amount_fen Integer, at String""",
        "",
    ),
    "voucher_correction": (
        """file_id >voucher_file, old_id Integer, new_id Integer""",
        "old_id",
    ),
    "voucher_finding": (
        """campaign_id Integer, check_id String, row_id Integer, amount_fen Integer,
        counted_fen Integer, other_id? Integer""",
        "",
    ),
    "voucher_audit": (
        """campaign_id >register_entry, audited_on Date, rows Integer, claimed_fen Integer,
        disallowed_rows Integer, disallowed_fen Integer, causes String, terms String,
        undone String, last_row Integer""",
        "",
    ),
    "voucher_decision": (
        """campaign_id >register_entry, check_id String, row_id Integer, decision String,
        reason String, decided_by String, decided_on Date""",
        "check_id row_id",
    ),
    "voucher_sample": (
        """campaign_id >register_entry, seed String, permille Integer, drawn_on Date,
        population Integer, strata String, last_row Integer""",
        "",
    ),
    "voucher_sample_row": (
        """sample_id >voucher_sample, row_id Integer, stratum String, outcome String,
        note String""",
        "",
    ),
    "voucher_result": (
        """campaign_id >register_entry, report_number String, auditor String, dated Date,
        accepted_fen Integer, audit_id >voucher_audit""",
        "",
    ),
    "voucher_settlement": (
        """campaign_id >register_entry, version Integer, made_on Date,
        result_id >voucher_result, last_row Integer, reason String, claimed_fen Integer,
        disallowed_fen Integer, recovered_fen Integer, paid_fen Integer, payable_fen Integer""",
        "campaign_id version",
    ),
    "voucher_settlement_line": (
        """settlement_id >voucher_settlement, merchant String, kind String, rows Integer,
        claimed_fen Integer, disallowed_fen Integer, recovered_fen Integer, paid_fen Integer,
        payable_fen Integer, causes String""",
        "settlement_id merchant kind",
    ),
    "voucher_payment": (
        """campaign_id >register_entry, settlement_id >voucher_settlement, merchant String,
        kind String, amount_fen Integer, paid_on Date, number String""",
        "",
    ),
    "voucher_recovery": (
        """campaign_id >register_entry, merchant String, kind String, amount_fen Integer,
        recovered_on Date, reason String""",
        "",
    ),
    "voucher_purge": (
        """campaign_id >register_entry, purged_on Date, purged_by String, reason String,
        removed String, kept String""",
        "",
    ),
}
"""By table: its columns as "name type" ("?": may be empty, ">": key of a table); what is unique."""
LISTS = ("voucher_issued", "voucher_redemption", "voucher_person", "voucher_refund")
"""Long lists: who writes them counts the keys."""
INDEXES = {
    "ix_voucher_issued_code": ("voucher_issued", "campaign_id", "code"),
    "ix_voucher_redemption_code": ("voucher_redemption", "campaign_id", "code"),
    "ix_voucher_redemption_no": ("voucher_redemption", "campaign_id", "transaction_no"),
    "ix_voucher_redemption_merchant": ("voucher_redemption", "campaign_id", "merchant"),
    "ix_voucher_redemption_kind": ("voucher_redemption", "campaign_id", "kind"),
    "ix_voucher_person_row": ("voucher_person", "row_id"),
    "ix_voucher_refund_no": ("voucher_refund", "campaign_id", "transaction_no"),
    "ix_voucher_finding_check": ("voucher_finding", "campaign_id", "check_id", "row_id"),
    "ix_voucher_finding_row": ("voucher_finding", "row_id"),
}


def upgrade() -> None:
    for name, (columns, unique) in TABLES.items():
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True),
            *_columns(columns),
            *([sa.UniqueConstraint(*unique.split())] if unique else []),
            sqlite_autoincrement=name not in LISTS,
        )
        for each in _columns(columns):
            if each.foreign_keys:
                op.create_index(f"ix_{name}_{each.name}", name, [each.name])
    for index, (table, *indexed) in INDEXES.items():
        op.create_index(index, table, indexed)


def _columns(told: str) -> Iterator[sa.Column[Any]]:
    for each in told.split(","):
        name, kind = each.split()
        is_empty, name = name.endswith("?"), name.removesuffix("?")
        if kind.startswith(">"):
            link = sa.ForeignKey(f"{kind[1:]}.id")
            yield sa.Column(name, sa.Integer(), link, nullable=is_empty)
        else:
            yield sa.Column(name, getattr(sa, kind)(), nullable=is_empty)
