"""Voucher campaigns: lists of the platform, what the audit found, samples, settlements, payments.

The long lists are plain tables whose rows never change once imported: the log covers them by
segments, one digest for up to a thousand rows. Plain tables for the rest too: a class for each
would be waited for at every start.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)
from sqlmodel import SQLModel

Kinds = dict[str, Any]


def _table(
    name: str,
    columns: Kinds,
    *unique: str,
    may_be_empty: tuple[str, ...] = (),
    counts_keys: bool = True,
) -> Table:
    """A table; a column given as text holds keys of that table.

    `counts_keys`: the file itself sees to it that no key is used twice, at a price for each row.
    """
    own = [UniqueConstraint(*unique)] if unique else []
    return Table(
        name,
        SQLModel.metadata,
        Column("id", Integer, primary_key=True),
        *(_column(key, kind, is_nullable=key in may_be_empty) for key, kind in columns.items()),
        *own,
        sqlite_autoincrement=counts_keys,
    )


def _column(name: str, kind: Any, *, is_nullable: bool) -> Column[Any]:
    if isinstance(kind, str):
        link = ForeignKey(f"{kind}.id")
        return Column(name, Integer, link, nullable=is_nullable, index=True)
    return Column(name, kind, nullable=is_nullable)


FILE = _table(
    "voucher_file",
    {
        "campaign_id": "register_entry",
        "list": String,
        "name": String,
        "sheet": String,
        "digest": String,
        "rows": Integer,
        "columns": String,
        "applied_on": Date,
        "is_correction": Boolean,
    },
)
"""One imported list; `columns` is JSON: key of a column to its title in the file."""
SEGMENT = _table(
    "voucher_segment",
    {
        "file_id": "voucher_file",
        "table_name": String,
        "first_id": Integer,
        "last_id": Integer,
        "digest": String,
    },
)
"""Up to a thousand rows of a list and their digest: what the log says of them."""

ORIGIN: Kinds = {"file_id": Integer, "line": Integer, "campaign_id": Integer}
ISSUED = _table(
    "voucher_issued",
    {
        **ORIGIN,
        "batch": Integer,
        "kind": String,
        "face_fen": Integer,
        "code": String,
        "account_key": BigInteger,
        "issued_at": String,
        "expires_on": String,
        "status": String,
    },
    may_be_empty=("account_key", "issued_at", "expires_on"),
    counts_keys=False,
)
"""One voucher given out online; `status`: issued, used, expired or void as the platform says."""
REDEMPTION = _table(
    "voucher_redemption",
    {
        **ORIGIN,
        "transaction_no": String,
        "code": String,
        "batch": Integer,
        "kind": String,
        "face_fen": Integer,
        "claimed_fen": Integer,
        "spent_fen": Integer,
        "merchant": String,
        "at": String,
        "account_key": BigInteger,
        "device_key": BigInteger,
        "person_key": BigInteger,
        "invoice": String,
        "vin": String,
        "fuel": String,
        "goods": String,
        "grade": Integer,
        "papers": String,
    },
    may_be_empty=(
        "code", "face_fen", "spent_fen", "account_key", "device_key", "person_key", "invoice",
        "vin", "fuel", "goods", "grade", "papers",
    ),
    counts_keys=False,
)  # fmt: skip
"""One voucher used, or one claim made at the shop; of a claim `spent_fen` is the price."""
PERSON = _table(
    "voucher_person",
    {
        "file_id": Integer,
        "campaign_id": Integer,
        "row_id": Integer,
        "name": String,
        "id_number": String,
        "phone": String,
    },
    may_be_empty=("name", "id_number", "phone"),
    counts_keys=False,
)
"""Who stands behind a redemption whose kind asks for it; taken out when a campaign is purged."""
REFUND = _table(
    "voucher_refund",
    {**ORIGIN, "transaction_no": String, "amount_fen": Integer, "at": String},
    counts_keys=False,
)
"""One purchase given back, wholly or in part."""
LISTS = (ISSUED, REDEMPTION, PERSON, REFUND)

Index("ix_voucher_issued_code", ISSUED.c.campaign_id, ISSUED.c.code)
Index("ix_voucher_redemption_code", REDEMPTION.c.campaign_id, REDEMPTION.c.code)
Index("ix_voucher_redemption_no", REDEMPTION.c.campaign_id, REDEMPTION.c.transaction_no)
Index("ix_voucher_redemption_merchant", REDEMPTION.c.campaign_id, REDEMPTION.c.merchant)
Index("ix_voucher_redemption_kind", REDEMPTION.c.campaign_id, REDEMPTION.c.kind, REDEMPTION.c.batch)
Index("ix_voucher_person_row", PERSON.c.row_id)
Index("ix_voucher_refund_no", REFUND.c.campaign_id, REFUND.c.transaction_no)

CORRECTION = _table(
    "voucher_correction",
    {"file_id": "voucher_file", "old_id": Integer, "new_id": Integer},
    "old_id",
)
"""Which row of a correction list stands in place of which earlier row."""
FINDING = _table(
    "voucher_finding",
    {
        "campaign_id": Integer,
        "check_id": String,
        "row_id": Integer,
        "amount_fen": Integer,
        "counted_fen": Integer,
        "other_id": Integer,
    },
    may_be_empty=("other_id",),
)
"""What the last audit found of one row; `counted_fen` is what is taken off for this cause."""
Index("ix_voucher_finding_check", FINDING.c.campaign_id, FINDING.c.check_id, FINDING.c.row_id)
Index("ix_voucher_finding_row", FINDING.c.row_id)
AUDIT = _table(
    "voucher_audit",
    {
        "campaign_id": "register_entry",
        "audited_on": Date,
        "rows": Integer,
        "claimed_fen": Integer,
        "disallowed_rows": Integer,
        "disallowed_fen": Integer,
        "causes": String,
        "terms": String,
        "undone": String,
        "last_row": Integer,
    },
)
"""One run of the checks: sums by cause, the values judged by, the checks that lacked a column."""
DECISION = _table(
    "voucher_decision",
    {
        "campaign_id": "register_entry",
        "check_id": String,
        "row_id": Integer,
        "decision": String,
        "reason": String,
        "decided_by": String,
        "decided_on": Date,
    },
    "check_id",
    "row_id",
)
"""What a person decided of a finding: `dismissed` or `disallowed`; the finding itself stays."""
SAMPLE = _table(
    "voucher_sample",
    {
        "campaign_id": "register_entry",
        "seed": String,
        "permille": Integer,
        "drawn_on": Date,
        "population": Integer,
        "strata": String,
        "last_row": Integer,
    },
)
SAMPLE_ROW = _table(
    "voucher_sample_row",
    {
        "sample_id": "voucher_sample",
        "row_id": Integer,
        "stratum": String,
        "outcome": String,
        "note": String,
    },
)
"""One redemption to be looked into by telephone; `outcome` is empty until it was."""
RESULT = _table(
    "voucher_result",
    {
        "campaign_id": "register_entry",
        "report_number": String,
        "auditor": String,
        "dated": Date,
        "accepted_fen": Integer,
        "audit_id": "voucher_audit",
    },
)
"""The report of the third-party auditor: up to what sum may be paid."""
SETTLEMENT = _table(
    "voucher_settlement",
    {
        "campaign_id": "register_entry",
        "version": Integer,
        "made_on": Date,
        "result_id": "voucher_result",
        "last_row": Integer,
        "reason": String,
        "claimed_fen": Integer,
        "disallowed_fen": Integer,
        "recovered_fen": Integer,
        "paid_fen": Integer,
        "payable_fen": Integer,
    },
    "campaign_id",
    "version",
)
SETTLEMENT_LINE = _table(
    "voucher_settlement_line",
    {
        "settlement_id": "voucher_settlement",
        "merchant": String,
        "kind": String,
        "rows": Integer,
        "claimed_fen": Integer,
        "disallowed_fen": Integer,
        "recovered_fen": Integer,
        "paid_fen": Integer,
        "payable_fen": Integer,
        "causes": String,
    },
    "settlement_id",
    "merchant",
    "kind",
)
PAYMENT = _table(
    "voucher_payment",
    {
        "campaign_id": "register_entry",
        "settlement_id": "voucher_settlement",
        "merchant": String,
        "kind": String,
        "amount_fen": Integer,
        "paid_on": Date,
        "number": String,
    },
)
RECOVERY = _table(
    "voucher_recovery",
    {
        "campaign_id": "register_entry",
        "merchant": String,
        "kind": String,
        "amount_fen": Integer,
        "recovered_on": Date,
        "reason": String,
    },
)
"""Money a merchant gave back or is to give back, taken off what it is paid."""
PURGE = _table(
    "voucher_purge",
    {
        "campaign_id": "register_entry",
        "purged_on": Date,
        "purged_by": String,
        "reason": String,
        "removed": String,
        "kept": String,
    },
)
"""Personal data of a campaign taken out; `removed` and `kept` are JSON: what and how much."""
