"""The auditor's results held against the redemptions: what they are about, what was paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.vouchers.corrections import replaced
from db.vouchers.working import CURRENT

# ruff: noqa: S608 - every piece of these queries is own text
_FEED = "CREATE TEMP TABLE IF NOT EXISTS v_asked (place INT, no TEXT, code TEXT, row INT)"
_FOUND = f"""
SELECT n.place, r.id, r.transaction_no, r.merchant, r.kind, r.claimed_fen
FROM v_asked n CROSS JOIN voucher_redemption r
ON r.campaign_id = ? AND r.transaction_no = n.no
 AND (n.code IS NULL OR r.code = n.code) AND (n.row IS NULL OR r.id = n.row)
WHERE r.id NOT IN ({replaced("redemption")}) ORDER BY n.place, r.id
"""
NEWEST = """
SELECT v.row_id, v.claim_id, v.claimed_fen, v.accepted_fen, v.file_id FROM voucher_verdict v
JOIN (SELECT max(id) AS id FROM voucher_verdict WHERE campaign_id = :campaign
 GROUP BY row_id, claim_id) n ON n.id = v.id
"""
"""The last word on every row and claim."""
_PAID = """
SELECT p.merchant, p.kind, max(s.last_row), min(p.number) FROM voucher_payment p
JOIN voucher_settlement s ON s.id = p.settlement_id WHERE p.campaign_id = ? GROUP BY 1, 2
"""
_PAID_VERDICTS = f"""
SELECT v.row_id, v.accepted_fen FROM ({NEWEST}) v JOIN voucher_redemption r ON r.id = v.row_id
WHERE (r.merchant, r.kind) IN (SELECT merchant, kind FROM voucher_payment
 WHERE campaign_id = :campaign)
"""
_CLAIM_VERDICTS = f"""
SELECT claim_id, claimed_fen, accepted_fen, file_id FROM ({NEWEST}) WHERE claim_id IS NOT NULL
"""
_AUDITED = f"""
SELECT r.merchant, r.kind, count(*), sum(r.claimed_fen), sum(v.accepted_fen), max(v.file_id)
FROM voucher_redemption r JOIN ({NEWEST}) v ON v.row_id = r.id
WHERE {CURRENT} GROUP BY r.merchant, r.kind ORDER BY r.merchant, r.kind
"""
_COUNTED = f"""
SELECT r.merchant, r.kind, count(*), sum(r.claimed_fen) FROM voucher_redemption r
WHERE {CURRENT} AND r.id <= :last GROUP BY r.merchant, r.kind
"""
_SUMS = """
SELECT s.merchant, s.kind, s.claimed_fen, s.accepted_fen, f.last_row, f.file_id
FROM voucher_result_sum s JOIN voucher_result_file f ON f.result_id = s.result_id
JOIN voucher_result t ON t.id = s.result_id WHERE t.campaign_id = :campaign ORDER BY s.id
"""
_DISPUTED = f"""
SELECT count(*), coalesce(sum(beyond), 0) FROM (
 SELECT v.accepted_fen - r.claimed_fen + sum(n.counted_fen) AS beyond FROM voucher_finding n
 JOIN voucher_redemption r ON r.id = n.row_id JOIN ({NEWEST}) v ON v.row_id = r.id
 WHERE n.campaign_id = :campaign AND n.counted_fen > 0 AND {CURRENT} AND r.kind <> :without
 GROUP BY r.id) WHERE beyond > 0
"""
Place = tuple[str, str]
"""A merchant's code and a kind."""


@dataclass(frozen=True)
class Asked:
    """How the auditor's sheet names redemptions, by column."""

    numbers: Sequence[object]
    codes: Sequence[object]
    rows: Sequence[object]


@dataclass(frozen=True)
class RowFound:
    """A current redemption."""

    id: int
    transaction_no: str
    merchant: str
    kind: str
    claimed_fen: int
    is_claim: bool = False
    """It is a claim, `id` its key."""

    @property
    def place(self) -> Place:
        """Whose it is."""
        return self.merchant, self.kind


def rows_found(connection: Connection, campaign: int, asked: Asked) -> dict[int, list[RowFound]]:
    """By place in the sheet, the redemptions that may be meant; one is right."""
    connection.exec_driver_sql(_FEED)
    connection.exec_driver_sql("DELETE FROM v_asked")
    rows = list(zip(range(len(asked.numbers)), asked.numbers, asked.codes, asked.rows, strict=True))
    if rows:
        connection.exec_driver_sql("INSERT INTO v_asked VALUES (?, ?, ?, ?)", rows)
    found: dict[int, list[RowFound]] = {}
    for place, *values in connection.exec_driver_sql(_FOUND, (campaign,)):
        found.setdefault(place, []).append(RowFound(*values))
    return found


@dataclass(frozen=True)
class Paid:
    """What was paid for already."""

    places: Mapping[Place, tuple[int, str]]
    """By merchant and kind the last redemption a payment was for, and the payment's number."""
    accepted: Mapping[int, int]
    """By redemption what the auditor had accepted of it by then."""
    of_claims: Mapping[int, int]
    """By claim the same."""

    def number_of(self, row: RowFound, accepted: int) -> str:
        """The payment another result would come too late for; empty if there is none."""
        last, number = self.places.get(row.place, (0, ""))
        if row.is_claim:
            return number if self.of_claims.get(row.id, accepted) != accepted else ""
        return number if row.id <= last and self.accepted.get(row.id) != accepted else ""


def paid_before(connection: Connection, campaign: int) -> Paid:
    """Payments made so far, with what was accepted of the rows they were for."""
    places = {
        (merchant, kind): (last, number)
        for merchant, kind, last, number in connection.exec_driver_sql(_PAID, (campaign,))
    }
    accepted = connection.exec_driver_sql(_PAID_VERDICTS, {"campaign": campaign}) if places else ()
    claims = claim_verdicts(connection, campaign) if places else {}
    return Paid(
        places, dict(map(tuple, accepted)), {key: fen for key, (_, fen, _) in claims.items()}
    )


@dataclass(frozen=True)
class AuditedSum:
    """What the auditor's last word on a merchant and kind comes to."""

    rows: int
    claimed_fen: int
    accepted_fen: int
    file_id: int
    """The workbook it came in; the higher, the later."""
    last_row: int = 0
    """Told by merchant: which redemptions were before the auditor; 0: told row by row."""
    now_fen: int | None = None
    """Told by merchant: what those redemptions come to now."""


def audited_rows(connection: Connection, campaign: int) -> dict[Place, AuditedSum]:
    """By merchant and kind, the current redemptions the auditor told of one by one."""
    found = connection.exec_driver_sql(_AUDITED, {"campaign": campaign})
    return {(merchant, kind): AuditedSum(*sums) for merchant, kind, *sums in found}


def audited_sums(connection: Connection, campaign: int) -> dict[Place, AuditedSum]:
    """By merchant and kind, the newest sum the auditor gave without telling of single rows."""
    found = connection.exec_driver_sql(_SUMS, {"campaign": campaign})
    return {
        (merchant, kind): AuditedSum(0, claimed, accepted, file, last)
        for merchant, kind, claimed, accepted, last, file in found
    }


def disputed(connection: Connection, campaign: int, without: str) -> tuple[int, int]:
    """Number and money of redemptions the auditor accepts though the office's checks cut them."""
    values = {"campaign": campaign, "without": without}
    rows, fen = connection.exec_driver_sql(_DISPUTED, values).one()
    return int(rows), int(fen)


def claimed_until(connection: Connection, campaign: int, last: int) -> dict[Place, tuple[int, int]]:
    """By merchant and kind, number and money of the current redemptions up to a row."""
    found = connection.exec_driver_sql(_COUNTED, {"campaign": campaign, "last": last})
    return {(merchant, kind): (rows, fen) for merchant, kind, rows, fen in found}


def claim_verdicts(connection: Connection, campaign: int) -> dict[int, tuple[int, int, int]]:
    """By claim: what was claimed, what the auditor accepts, and the workbook that says so."""
    found = connection.exec_driver_sql(_CLAIM_VERDICTS, {"campaign": campaign})
    return {claim: (claimed, accepted, file) for claim, claimed, accepted, file in found}


_SHEET = f"""
SELECT r.id, r.transaction_no, r.code, r.batch, r.kind, r.merchant, r.at, r.claimed_fen,
 (SELECT group_concat(n.check_id) FROM voucher_finding n WHERE n.row_id = r.id
  AND n.campaign_id = :campaign),
 coalesce((SELECT sum(n.counted_fen) FROM voucher_finding n WHERE n.row_id = r.id
  AND n.campaign_id = :campaign), 0)
FROM voucher_redemption r WHERE {CURRENT} AND r.kind <> :without
AND (:whole OR NOT EXISTS (SELECT 1 FROM voucher_verdict v
 WHERE v.campaign_id = :campaign AND v.row_id = r.id))
ORDER BY r.merchant, r.kind, r.id
"""


@dataclass(frozen=True)
class SheetRow:
    """One redemption as it goes out to the auditor."""

    id: int
    transaction_no: str
    code: str | None
    batch: int | None
    kind: str
    merchant: str
    at: str
    claimed_fen: int
    checks: str | None
    """Ids of what the office's own checks found, joined by commas."""
    cut_fen: int
    """What they take off."""


def sheet_rows(
    connection: Connection, campaign: int, *, is_whole: bool, without: str = ""
) -> tuple[SheetRow, ...]:
    """Redemptions for the auditor's sheet: all of them, or those it has said nothing of yet."""
    values = {"campaign": campaign, "whole": is_whole, "without": without}
    return tuple(SheetRow(*row) for row in connection.exec_driver_sql(_SHEET, values))


def last_redemption(connection: Connection, campaign: int) -> int:
    """The key of the last redemption, 0 if there is none."""
    statement = "SELECT max(id) FROM voucher_redemption WHERE campaign_id = ?"
    return int(connection.exec_driver_sql(statement, (campaign,)).scalar() or 0)
