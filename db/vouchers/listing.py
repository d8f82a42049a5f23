"""Redemptions page by page, by key; every filter has an index to go by."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.vouchers.corrections import replaced
from desktop_app.values.money import Fen


@dataclass(frozen=True)
class RedemptionRow:
    """One redemption as a list shows it; nothing personal."""

    id: int
    transaction_no: str
    code: str | None
    batch: int
    kind: str
    face_fen: Fen | None
    claimed_fen: Fen
    spent_fen: Fen | None
    merchant: str
    at: str
    goods: str | None
    file: str
    line: int
    disallowed_fen: Fen
    checks: tuple[str, ...]
    """What the last audit found of it."""
    is_replaced: bool
    """A row of a correction list stands in its place."""


@dataclass(frozen=True)
class RowFilter:
    """Which redemptions are wanted; what is empty does not filter."""

    kind: str = ""
    merchant: str = ""
    text: str = ""
    """The beginning of a transaction number or voucher code."""
    check: str = ""
    """Only what this check found something of."""


_COLUMNS = f"""
r.id, r.transaction_no, r.code, r.batch, r.kind, r.face_fen, r.claimed_fen, r.spent_fen,
r.merchant, r.at, r.goods, f.name, r.line,
coalesce((SELECT sum(n.counted_fen) FROM voucher_finding n WHERE n.row_id = r.id), 0),
(SELECT group_concat(n.check_id) FROM voucher_finding n WHERE n.row_id = r.id),
r.id IN ({replaced("redemption")})
"""  # noqa: S608 - own text


def redemption_rows(
    connection: Connection, campaign: int, chosen: RowFilter, *, after: int, count: int
) -> tuple[RedemptionRow, ...]:
    """Rows with a key above `after`, by key."""
    by_index = chosen.kind or chosen.merchant
    # Without the plus the index on the campaign is taken and the whole of it sorted by key.
    own = f"{'' if by_index else '+'}r.campaign_id = :campaign"
    source, where = "voucher_redemption r", [own, "r.id > :after"]
    values: dict[str, Any] = {"campaign": campaign, "after": after, "count": count}
    if chosen.check:
        source = "voucher_finding x JOIN voucher_redemption r ON r.id = x.row_id"
        where += ["x.campaign_id = :campaign", "x.check_id = :check", "x.row_id > :after"]
        values["check"] = chosen.check
    for name in ("kind", "merchant"):
        if getattr(chosen, name):
            where.append(f"r.{name} = :{name}")
            values[name] = getattr(chosen, name)
    if chosen.text:
        where.append(
            "r.id IN (SELECT id FROM voucher_redemption WHERE campaign_id = :campaign"
            " AND transaction_no >= :text AND transaction_no < :beyond"
            " UNION SELECT id FROM voucher_redemption WHERE campaign_id = :campaign"
            " AND code >= :text AND code < :beyond)"
        )
        values |= {"text": chosen.text, "beyond": f"{chosen.text}\U0010ffff"}
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM {source} JOIN voucher_file f ON f.id = r.file_id"  # noqa: S608
        f" WHERE {' AND '.join(where)} ORDER BY {'x.row_id' if chosen.check else 'r.id'}"
        " LIMIT :count",
        values,
    )
    return tuple(_row(tuple(each)) for each in found)


def _row(cells: tuple[Any, ...]) -> RedemptionRow:
    checks, is_replaced = cells[-2:]
    told = tuple(str(checks).split(",")) if checks else ()
    return RedemptionRow(*(*cells[:-2], told, bool(is_replaced)))
