"""Sums over the redemptions of a campaign: by merchant and kind, by face, by day."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from db.vouchers.working import CURRENT
from desktop_app.values.money import Fen

_CLAIMED = f"""
SELECT r.merchant, r.kind, count(*), sum(r.claimed_fen) FROM voucher_redemption r
WHERE {CURRENT} AND r.kind <> :without GROUP BY r.merchant, r.kind ORDER BY r.merchant, r.kind
"""  # noqa: S608 - own text
_DISALLOWED = """
SELECT r.merchant, r.kind, n.check_id, sum(n.counted_fen) FROM voucher_finding n
JOIN voucher_redemption r ON r.id = n.row_id
WHERE n.campaign_id = :campaign AND n.counted_fen > 0 AND r.kind <> :without
GROUP BY r.merchant, r.kind, n.check_id
"""
_OF_TABLE = {
    "voucher_payment": "SELECT merchant, kind, sum(amount_fen) FROM voucher_payment"
    " WHERE campaign_id = :campaign GROUP BY merchant, kind",
    "voucher_recovery": "SELECT merchant, kind, sum(amount_fen) FROM voucher_recovery"
    " WHERE campaign_id = :campaign GROUP BY merchant, kind",
}
_RETURNED = """
SELECT v.merchant, v.kind, sum(v.amount_fen) FROM voucher_recovery v
JOIN voucher_return b ON b.recovery_id = v.id WHERE v.campaign_id = :campaign GROUP BY 1, 2
"""
Place = tuple[str, str]
"""A merchant's code and a kind."""


@dataclass
class MerchantSum:
    """What one merchant claimed for one kind and what became of it."""

    merchant: str
    kind: str
    rows: int = 0
    claimed_fen: int = 0
    causes: dict[str, int] = field(default_factory=dict)
    """Money taken off by check."""
    recovered_fen: int = 0
    paid_fen: int = 0
    """Less what came back in cash."""

    @property
    def place(self) -> Place:
        """Whose it is."""
        return self.merchant, self.kind

    @property
    def disallowed_fen(self) -> Fen:
        """Money taken off in all."""
        return Fen(sum(self.causes.values()))

    @property
    def payable_fen(self) -> Fen:
        """Claimed less taken off, recovered and paid; below zero: to be given back."""
        left = self.claimed_fen - self.disallowed_fen - self.recovered_fen - self.paid_fen
        return Fen(left)


def merchant_sums(
    connection: Connection, campaign: int, without: str = ""
) -> tuple[MerchantSum, ...]:
    """By merchant and kind, as the last audit left it; of one kind nothing where it is named."""
    values = {"campaign": campaign, "without": without}
    sums = []
    for merchant, kind, rows, claimed in connection.exec_driver_sql(_CLAIMED, values):
        sums.append(MerchantSum(merchant, kind, rows, claimed))
    by_place = {each.place: each for each in sums}
    for merchant, kind, check, fen in connection.exec_driver_sql(_DISALLOWED, values):
        by_place[merchant, kind].causes[check] = fen
    return tuple(sums)


def with_payments(
    connection: Connection, campaign: int, found: Iterable[MerchantSum]
) -> tuple[MerchantSum, ...]:
    """The sums with what was paid and recovered, in order; one that is paid alone is among them."""
    values = {"campaign": campaign}
    sums = {each.place: each for each in found}
    for name, fens in (("paid_fen", "voucher_payment"), ("recovered_fen", "voucher_recovery")):
        for merchant, kind, fen in connection.exec_driver_sql(_OF_TABLE[fens], values):
            place = sums.setdefault((merchant, kind), MerchantSum(merchant, kind))
            setattr(place, name, fen)
    for merchant, kind, fen in connection.exec_driver_sql(_RETURNED, values):
        sums[merchant, kind].paid_fen -= fen
    return tuple(sums[place] for place in sorted(sums))


@dataclass(frozen=True)
class FaceBalance:
    """The vouchers of one face in one batch: given out, and what became of them."""

    batch: int
    kind: str
    face_fen: Fen
    issued: int
    used: int
    expired: int
    void: int
    planned: int = 0
    """How many the plan has."""

    @property
    def gap(self) -> int:
        """Given out less used, expired and void: 0, or so many whose end is not told."""
        return self.issued - self.used - self.expired - self.void


@dataclass(frozen=True)
class Disagreement:
    """Vouchers of which the lists tell different things."""

    told: str
    count: int
    first: str
    """The first voucher code, or number of a transaction."""


_END = """
CASE WHEN (x.amount IS NOT NULL AND NOT (u.spent IS NOT NULL AND f.threshold IS NOT NULL
   AND u.spent - x.amount >= f.threshold)) OR i.status = 'void' THEN 'void'
 WHEN u.code IS NOT NULL THEN 'used'
 WHEN i.status = 'expired' OR i.expires < :on OR (i.status <> 'used' AND :on > :ends) THEN 'expired'
 ELSE 'open' END
"""
_BALANCE = f"""
SELECT batch, kind, face, count(*), sum(fate = 'used'), sum(fate = 'expired'), sum(fate = 'void')
FROM (SELECT i.batch, k.id AS kind, i.face, {_END} AS fate
  FROM v_issued i JOIN v_kind k ON k.no = i.kind
  LEFT JOIN v_used u ON u.code = i.code LEFT JOIN v_refund x ON x.no = u.no
  LEFT JOIN v_face f ON f.kind = i.kind AND f.face = i.face)
GROUP BY batch, kind, face ORDER BY batch, kind, face
"""  # noqa: S608 - own text
"""A voucher is void where the purchase was given back below its threshold, else it stays used."""
_USED = """
INSERT OR IGNORE INTO v_used
SELECT code, no, spent FROM v_row WHERE code IS NOT NULL ORDER BY day, sec, id
"""
_DISAGREE = {
    "发券明细说已核销，核销明细里却没有": "SELECT i.code FROM v_issued i LEFT JOIN v_used u"
    " ON u.code = i.code WHERE i.status = 'used' AND u.code IS NULL",
    "发券明细说已过期，核销明细里却有": "SELECT i.code FROM v_issued i JOIN v_used u"
    " ON u.code = i.code WHERE i.status = 'expired'",
    "发券明细说已作废，核销明细里却有": "SELECT i.code FROM v_issued i JOIN v_used u"
    " ON u.code = i.code WHERE i.status = 'void'",
    "核销了，发券明细里却没有": "SELECT u.code FROM v_used u LEFT JOIN v_issued i"
    " ON i.code = u.code WHERE i.code IS NULL",
    "退款明细里有，核销明细里却没有": "SELECT x.no AS code FROM v_refund x WHERE NOT EXISTS"
    " (SELECT 1 FROM voucher_redemption r"
    " WHERE r.campaign_id = :campaign AND r.transaction_no = x.no)",
}


def face_balances(
    connection: Connection, campaign: int, on: str, ends: str
) -> tuple[tuple[FaceBalance, ...], tuple[Disagreement, ...]]:
    """By batch, kind and face, on the working copy; and where the lists disagree."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS temp.v_used")
    shape = "CREATE TEMP TABLE v_used (code TEXT PRIMARY KEY, no TEXT, spent INT) WITHOUT ROWID"
    connection.exec_driver_sql(shape)
    connection.exec_driver_sql(_USED)
    found = connection.exec_driver_sql(_BALANCE, {"on": on, "ends": ends})
    balances = tuple(FaceBalance(*row) for row in found)
    disagreements = []
    for told, statement in _DISAGREE.items():
        counted = f"SELECT count(*), min(code) FROM ({statement})"  # noqa: S608 - own text
        count, first = connection.exec_driver_sql(counted, {"campaign": campaign}).one()
        if count:
            disagreements.append(Disagreement(told, count, first))
    connection.exec_driver_sql("DROP TABLE temp.v_used")
    return balances, tuple(disagreements)
