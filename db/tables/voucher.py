"""Voucher campaigns: the long lists of the platform, the files they came in, their segments.

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


def make_table(
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


FILE = make_table(
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
SEGMENT = make_table(
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
ISSUED = make_table(
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
REDEMPTION = make_table(
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
PERSON = make_table(
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
REFUND = make_table(
    "voucher_refund",
    {**ORIGIN, "transaction_no": String, "amount_fen": Integer, "at": String},
    counts_keys=False,
)
"""One purchase given back, wholly or in part."""
VERDICT = make_table(
    "voucher_verdict",
    {
        **ORIGIN,
        "row_id": Integer,
        "claim_id": Integer,
        "claimed_fen": Integer,
        "accepted_fen": Integer,
        "reason": String,
    },
    may_be_empty=("row_id", "claim_id", "reason"),
    counts_keys=False,
)
"""What the third-party auditor said of one redemption (`row_id`) or one claim (`claim_id`)."""
LISTS = (ISSUED, REDEMPTION, PERSON, REFUND, VERDICT)

Index("ix_voucher_issued_code", ISSUED.c.campaign_id, ISSUED.c.code)
Index("ix_voucher_redemption_code", REDEMPTION.c.campaign_id, REDEMPTION.c.code)
Index("ix_voucher_redemption_no", REDEMPTION.c.campaign_id, REDEMPTION.c.transaction_no)
Index("ix_voucher_redemption_merchant", REDEMPTION.c.campaign_id, REDEMPTION.c.merchant)
Index("ix_voucher_redemption_kind", REDEMPTION.c.campaign_id, REDEMPTION.c.kind)
Index("ix_voucher_person_row", PERSON.c.row_id)
Index("ix_voucher_verdict_row", VERDICT.c.campaign_id, VERDICT.c.row_id)
Index("ix_voucher_verdict_claim", VERDICT.c.campaign_id, VERDICT.c.claim_id)
Index("ix_voucher_refund_no", REFUND.c.campaign_id, REFUND.c.transaction_no)
