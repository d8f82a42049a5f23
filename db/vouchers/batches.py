"""What every merchant claims of a kind, batch by batch, and what was taken off."""

from sqlalchemy import Connection

from db.vouchers.corrections import replaced
from db.vouchers.verdicts import NEWEST, Place
from db.vouchers.working import CURRENT

# ruff: noqa: S608 - every piece of these queries is own text
_BATCH = f"""CASE WHEN r.batch > 0 THEN r.batch ELSE coalesce((SELECT i.batch FROM voucher_issued i
 WHERE i.campaign_id = r.campaign_id AND i.code = r.code
 AND i.id NOT IN ({replaced("issued")})), 0) END"""
_SUMS = f"SELECT r.merchant, r.kind, {_BATCH} AS of_batch, count(*), sum(r.claimed_fen)"
_BY = "GROUP BY r.merchant, r.kind, of_batch"
_CHECKED = f"""
{_SUMS}, sum(coalesce(n.fen, 0)) FROM voucher_redemption r LEFT JOIN (
 SELECT row_id, sum(counted_fen) AS fen FROM voucher_finding
 WHERE campaign_id = :campaign AND counted_fen > 0 GROUP BY row_id) n ON n.row_id = r.id
WHERE {CURRENT} {_BY}
"""
_AUDITED = f"""
{_SUMS}, sum(r.claimed_fen - v.accepted_fen) FROM voucher_redemption r
JOIN ({NEWEST}) v ON v.row_id = r.id WHERE {CURRENT} {_BY}
"""
_UNTIL = f"{_SUMS}, 0 FROM voucher_redemption r WHERE {CURRENT} AND r.id <= :last {_BY}"
Part = tuple[int, int, int]
"""Number of redemptions, money claimed, money taken off."""
Parts = dict[int, Part]
"""By batch, 0 where the lists name none."""


def checked_parts(connection: Connection, campaign: int) -> dict[Place, Parts]:
    """As the office's own checks left it."""
    return _parts(connection, _CHECKED, {"campaign": campaign})


def audited_parts(connection: Connection, campaign: int) -> dict[Place, Parts]:
    """Of the redemptions the auditor told of one by one."""
    return _parts(connection, _AUDITED, {"campaign": campaign})


def parts_until(connection: Connection, campaign: int, last: int) -> dict[Place, Parts]:
    """What is claimed up to a row, nothing taken off."""
    return _parts(connection, _UNTIL, {"campaign": campaign, "last": last})


def _parts(connection: Connection, query: str, values: dict[str, int]) -> dict[Place, Parts]:
    found: dict[Place, Parts] = {}
    for merchant, kind, batch, *part in connection.exec_driver_sql(query, values):
        found.setdefault((merchant, kind), {})[batch] = (part[0], part[1], part[2])
    return found
