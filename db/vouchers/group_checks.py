"""Checks that hold redemptions against each other: set-based queries on the working copy.

Of rows that share what may be used once the earliest stays; one whose money is taken off for a
reason of its own leaves its place to the next.
"""

from db.vouchers.row_checks import DUE, ROW

# ruff: noqa: S608 - every piece of these queries is own text
_ORDER = "c.row_id IS NOT NULL, r.day, coalesce(r.sec, 0), r.id"


def _repeated(key: str, where: str, most: str = "1") -> str:
    """Every row beyond the first ones of those that share a key, with the first one."""
    parts = ", ".join(f"r.{each}" for each in key.split(", "))
    rows = "FROM v_row r JOIN v_kind k ON k.no = r.kind"
    return f"""
    SELECT id, claimed, first FROM (
      SELECT r.id, r.claimed, {most} AS most, row_number() OVER w AS place,
       first_value(r.id) OVER w AS first
      {rows} LEFT JOIN v_cut c ON c.row_id = r.id
      WHERE ({parts}) IN (
        SELECT {parts} {rows} WHERE {where} GROUP BY {parts} HAVING count(*) > min({most}))
      AND {where} WINDOW w AS (PARTITION BY {parts} ORDER BY {_ORDER}))
    WHERE place > most"""


def _dense(ahead: int) -> str:
    """Rows in a span of minutes, counted from so many sixtieths of it, that holds too many."""
    slot = f"(sec + {ahead} * :burst_minutes) / (60 * :burst_minutes)"
    return f"""(merchant, {slot}) IN (
      SELECT merchant, {slot} FROM v_row WHERE sec IS NOT NULL AND merchant IS NOT NULL
      GROUP BY 1, 2 HAVING count(*) >= :burst_rows)"""


QUERIES = {
    "repeated_code": _repeated("code", "r.code IS NOT NULL"),
    "per_purchase": _repeated("no, kind", "r.no IS NOT NULL", "k.per_purchase"),
    "once_per_person": _repeated("person, kind", "k.is_once AND r.person IS NOT NULL"),
    "reused_invoice": _repeated("invoice", "r.invoice IS NOT NULL"),
    "reused_vin": _repeated("vin", "r.vin IS NOT NULL"),
    "over_budget": f"""
        SELECT id, claimed, NULL FROM (
          SELECT r.id, r.claimed, s.money, sum(min(r.claimed, coalesce({DUE}, r.claimed))) OVER (
            PARTITION BY r.kind, r.batch ORDER BY r.day, coalesce(r.sec, 0), r.id) AS used
          {ROW} JOIN v_share s ON s.kind = r.kind AND s.batch = r.batch
          WHERE r.id NOT IN (SELECT row_id FROM v_cut)) WHERE used > money""",
}
"""By check, each redemption it finds, the money it takes off and the row that came first."""
SIGNS = {
    "burst": f"SELECT id FROM v_row r WHERE {_dense(0)} OR {_dense(30)}",
    "clustered": """
        WITH m AS (
          SELECT r.merchant FROM v_row r JOIN v_face f ON f.kind = r.kind AND f.face = r.face
          WHERE r.spent >= f.threshold AND r.merchant IS NOT NULL GROUP BY r.merchant
          HAVING count(*) >= :near_least_rows AND
          sum(r.spent - f.threshold <= f.threshold * :near_permille / 1000) * 100
          >= count(*) * :near_share_percent)
        SELECT r.id FROM v_row r JOIN v_face f ON f.kind = r.kind AND f.face = r.face
        WHERE r.merchant IN (SELECT merchant FROM m) AND r.spent >= f.threshold
        AND r.spent - f.threshold <= f.threshold * :near_permille / 1000""",
    "split_receipts": """
        SELECT id FROM (SELECT r.id, r.sec,
          lag(r.sec) OVER w AS before, lead(r.sec) OVER w AS after FROM v_row r
          WHERE r.account IS NOT NULL AND r.sec IS NOT NULL AND r.merchant IS NOT NULL
          WINDOW w AS (PARTITION BY r.account, r.merchant ORDER BY r.sec, r.id))
        WHERE sec - before <= 60 * :split_minutes OR after - sec <= 60 * :split_minutes""",
    "device_many": """
        SELECT id FROM v_row WHERE device IN (SELECT device FROM v_row
          WHERE device IS NOT NULL AND account IS NOT NULL GROUP BY device
          HAVING count(DISTINCT account) >= :device_accounts)""",
    "same_person": """
        SELECT r.id FROM v_row r JOIN (SELECT person FROM v_row WHERE person IS NOT NULL
          GROUP BY person HAVING count(DISTINCT kind) > 1 OR count(DISTINCT batch) > 1) p
        ON p.person = r.person""",
    "elsewhere": """
        SELECT r.id FROM v_row r WHERE r.invoice IN (SELECT invoice FROM voucher_redemption
          WHERE campaign_id <> :campaign AND invoice IS NOT NULL)
        OR r.vin IN (SELECT vin FROM voucher_redemption
          WHERE campaign_id <> :campaign AND vin IS NOT NULL)
        OR r.person IN (SELECT person_key FROM voucher_redemption
          WHERE campaign_id <> :campaign AND person_key IS NOT NULL)""",
}
"""By sign, each redemption it points at."""
