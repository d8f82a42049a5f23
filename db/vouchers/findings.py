"""Findings with the redemption they are about, page by page."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from desktop_app.values.money import Fen


@dataclass(frozen=True)
class FindingRow:
    """What one check found of one redemption."""

    id: int
    check: str
    row_id: int
    amount_fen: Fen
    counted_fen: Fen
    """What is taken off for this very cause; less than the amount where another cause counts."""
    transaction_no: str
    code: str | None
    kind: str
    batch: int
    face_fen: Fen | None
    claimed_fen: Fen
    spent_fen: Fen | None
    merchant: str
    at: str
    fuel: str | None
    place: str
    """File and row it came from."""
    other_place: str
    """The same of the row that came first; empty where there is none."""
    decision: str
    reason: str
    decided_by: str


_SELECT = """
SELECT n.id, n.check_id, n.row_id, n.amount_fen, n.counted_fen, r.transaction_no, r.code, r.kind,
 r.batch, r.face_fen, r.claimed_fen, r.spent_fen, r.merchant, r.at, r.fuel,
 f.name || '第 ' || r.line || ' 行',
 coalesce((SELECT p.name || '第 ' || o.line || ' 行' FROM voucher_redemption o
  JOIN voucher_file p ON p.id = o.file_id WHERE o.id = n.other_id), ''),
 coalesce(d.decision, ''), coalesce(d.reason, ''), coalesce(d.decided_by, '')
FROM voucher_finding n JOIN voucher_redemption r ON r.id = n.row_id
JOIN voucher_file f ON f.id = r.file_id
LEFT JOIN voucher_decision d ON d.check_id = n.check_id AND d.row_id = n.row_id
WHERE n.campaign_id = :campaign
"""


def findings_page(
    connection: Connection, campaign: int, check: str, *, after: int, count: int
) -> tuple[FindingRow, ...]:
    """Findings with a key above `after`, by key; of one check or, with an empty id, of all."""
    where = " AND n.check_id = :check" if check else ""
    statement = f"{_SELECT}{where} AND n.id > :after ORDER BY n.id LIMIT :count"
    values = {"campaign": campaign, "check": check, "after": after, "count": count}
    return _rows(connection, statement, values)


def finding_of(connection: Connection, campaign: int, check: str, row: int) -> FindingRow | None:
    """What a check found of one redemption, None if nothing."""
    statement = f"{_SELECT} AND n.check_id = :check AND n.row_id = :row"
    values = {"campaign": campaign, "check": check, "row": row}
    return next(iter(_rows(connection, statement, values)), None)


def _rows(connection: Connection, statement: str, values: dict[str, Any]) -> tuple[FindingRow, ...]:
    found = connection.exec_driver_sql(statement, values)
    return tuple(FindingRow(*row) for row in found)
