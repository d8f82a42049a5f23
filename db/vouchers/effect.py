"""What a campaign has moved: redemptions by kind, merchant and day; vouchers issued."""

from dataclasses import dataclass

from sqlalchemy import Connection

from db.vouchers.corrections import replaced
from db.vouchers.working import CURRENT

_CUT = """
(SELECT row_id, sum(counted_fen) AS cut FROM voucher_finding
 WHERE campaign_id = :campaign AND counted_fen > 0 GROUP BY row_id) n ON n.row_id = r.id
"""
_BACK = f"""
(SELECT transaction_no, sum(amount_fen) AS back FROM voucher_refund
 WHERE campaign_id = :campaign AND id NOT IN ({replaced("refund")})
 GROUP BY transaction_no) x ON x.transaction_no = r.transaction_no
"""  # noqa: S608 - own text
_GROUPED = f"""
SELECT {{columns}}, count(*), sum(r.claimed_fen), sum(coalesce(n.cut, 0)),
 sum(CASE WHEN coalesce(n.cut, 0) < r.claimed_fen THEN 1 ELSE 0 END),
 sum(CASE WHEN coalesce(n.cut, 0) < r.claimed_fen
  THEN max(coalesce(r.spent_fen, 0) - coalesce(x.back, 0), 0) ELSE 0 END)
FROM voucher_redemption r LEFT JOIN {_CUT} LEFT JOIN {_BACK} WHERE {CURRENT} AND r.kind <> :without
GROUP BY {{columns}} ORDER BY {{columns}}
"""  # noqa: S608 - own text
_ISSUED = f"""
SELECT coalesce(batch, 0), kind, count(*), sum(face_fen) FROM voucher_issued
WHERE campaign_id = :campaign AND id NOT IN ({replaced("issued")})
GROUP BY coalesce(batch, 0), kind
"""  # noqa: S608 - own text
Place = tuple[str, ...]


@dataclass(frozen=True)
class Used:
    """Redemptions of one group; what the audit took off is not among the accepted ones."""

    rows: int = 0
    claimed_fen: int = 0
    cut_fen: int = 0
    accepted_rows: int = 0
    sales_fen: int = 0
    """What was spent on the purchases of the accepted ones, less what was given back."""

    def __add__(self, other: "Used") -> "Used":
        return Used(
            self.rows + other.rows,
            self.claimed_fen + other.claimed_fen,
            self.cut_fen + other.cut_fen,
            self.accepted_rows + other.accepted_rows,
            self.sales_fen + other.sales_fen,
        )


def used_by_kind(
    connection: Connection, campaign: int, without: str = ""
) -> dict[tuple[int, str], Used]:
    """By batch (0 where a list names none) and kind; of one kind nothing where it is named."""
    found = _grouped(connection, (campaign, without), "coalesce(r.batch, 0)", "r.kind")
    return {(int(batch), str(kind)): used for (batch, kind), used in found.items()}


def used_by_merchant(connection: Connection, campaign: int, without: str = "") -> dict[str, Used]:
    """By the code of the merchant; `without` as above."""
    found = _grouped(connection, (campaign, without), "coalesce(r.merchant, '')")
    return {str(code): used for (code,), used in found.items()}


def used_by_day(
    connection: Connection, campaign: int, without: str = ""
) -> dict[tuple[str, int, str], Used]:
    """By day (ISO), batch (0 where a list names none) and kind; `without` as above."""
    columns = ("substr(r.at, 1, 10)", "coalesce(r.batch, 0)", "r.kind")
    found = _grouped(connection, (campaign, without), *columns)
    return {(str(day), int(n), str(kind)): used for (day, n, kind), used in found.items()}


def issued_by_kind(connection: Connection, campaign: int) -> dict[tuple[int, str], tuple[int, int]]:
    """Vouchers issued and their money in 分, by batch and kind."""
    rows = connection.exec_driver_sql(_ISSUED, {"campaign": campaign})
    return {(batch, kind): (count, fen) for batch, kind, count, fen in rows}


def _grouped(connection: Connection, asked: tuple[int, str], *columns: str) -> dict[Place, Used]:
    statement = _GROUPED.format(columns=", ".join(columns))
    values = {"campaign": asked[0], "without": asked[1]}
    rows = connection.exec_driver_sql(statement, values)
    width = len(columns)
    return {tuple(row[:width]): Used(*row[width:]) for row in rows}
