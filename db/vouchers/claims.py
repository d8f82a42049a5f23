"""The platform's redemptions of a kind that is paid on claims."""

from sqlalchemy import Connection

from db.vouchers.working import CURRENT
from desktop_app.domain.vouchers.claim_checks import Redeemed

_ROWS = f"""
SELECT r.id, r.transaction_no, r.claimed_fen, r.merchant, r.at, r.vin, r.invoice, r.person_key,
 f.name || '第 ' || r.line || ' 行'
FROM voucher_redemption r JOIN voucher_file f ON f.id = r.file_id
WHERE {CURRENT} AND r.kind = :kind ORDER BY r.at, r.id
"""  # noqa: S608 - own text


def redeemed(connection: Connection, campaign: int, kind: str) -> tuple[Redeemed, ...]:
    """The current redemptions of the kind by their time."""
    found = connection.exec_driver_sql(_ROWS, {"campaign": campaign, "kind": kind})
    return tuple(Redeemed(*row) for row in found)
