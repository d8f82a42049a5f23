"""Runs the named checks over all redemptions of a campaign and keeps what they find."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.vouchers import group_checks, row_checks
from db.vouchers.coverage import Span, coverage
from db.vouchers.working import put, working_copy
from desktop_app.domain.vouchers.checks import BY_ID, CHECKS, DECIDED, NUMBERS, CheckInfo
from desktop_app.domain.vouchers.records import CauseSum
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.values.money import Fen

Look = Callable[[int, int, str], object]
"""Called between two checks with done, total and what is in hand; raises to stop the work."""
_COUNT = """
UPDATE v_finding SET counted = amount WHERE rowid IN (SELECT place FROM (
  SELECT f.rowid AS place, row_number() OVER (
    PARTITION BY f.row_id ORDER BY f.amount DESC, f.check_no) AS rank
  FROM v_finding f LEFT JOIN v_decided d ON d.check_no = f.check_no AND d.row_id = f.row_id
  WHERE f.amount > 0 AND coalesce(d.is_cut, 1)) WHERE rank = 1)
"""
"""A row's money is taken off once: for its largest cause, the first of equal ones."""
_DECIDED = """
UPDATE v_finding SET amount = (SELECT claimed FROM v_row WHERE id = row_id)
WHERE amount = 0 AND (check_no, row_id) IN (SELECT check_no, row_id FROM v_decided WHERE is_cut)
"""
_KEEP = """
INSERT INTO voucher_finding (campaign_id, check_id, row_id, amount_fen, counted_fen, other_id)
SELECT :campaign, json_extract(:checks, '$[' || check_no || ']'), row_id, amount, counted, other
FROM v_finding ORDER BY check_no, row_id
"""
_LOOKED_AT = """coalesce((SELECT last FROM v_left_out WHERE first <= f.id
 ORDER BY first DESC LIMIT 1), 0) < f.id"""
_OF_KINDS = """ AND (SELECT k.id FROM v_row r JOIN v_kind k ON k.no = r.kind WHERE r.id = f.id)
 IN (SELECT value FROM json_each(:kinds))"""
"""Added where the pack has a check for some kinds of vouchers only."""
_CAUSES = """
SELECT check_no, count(*), sum(counted > 0), sum(counted) FROM v_finding
GROUP BY check_no ORDER BY check_no
"""
_TOTALS = "SELECT count(*), coalesce(sum(claimed), 0) FROM v_row"
_CUT = """
INSERT OR IGNORE INTO v_cut SELECT row_id FROM v_finding f WHERE amount > 0
AND NOT EXISTS (SELECT 1 FROM v_decided d WHERE d.check_no = f.check_no
  AND d.row_id = f.row_id AND NOT d.is_cut)
AND amount = (SELECT claimed FROM v_row r WHERE r.id = f.row_id)
UNION SELECT row_id FROM v_decided WHERE is_cut
"""
"""Rows whose whole money is taken off: they do not keep a place before others."""


@dataclass(frozen=True)
class Outcome:
    """What one run found."""

    rows: int
    claimed_fen: Fen
    causes: tuple[CauseSum, ...]
    undone: dict[str, str]


def run_checks(connection: Connection, terms: Terms, look: Look) -> Outcome:
    """Runs every check that can be run; what was found before is replaced."""
    order = json.dumps([each.id for each in CHECKS])
    campaign = {"campaign": terms.campaign.id}
    connection.exec_driver_sql(
        "DELETE FROM voucher_finding WHERE campaign_id = :campaign", campaign
    )
    look(0, len(CHECKS), "正在读取清单")
    with working_copy(connection, terms, order):
        covered = coverage(connection, terms)
        for number, check in enumerate(CHECKS):
            look(number, len(CHECKS), f"正在核查：{check.title}")
            if check.id not in covered.skipped:
                _leave_out(connection, covered.left_out.get(check.id, ()))
                _run(connection, check, terms)
        connection.exec_driver_sql(_DECIDED)
        connection.exec_driver_sql(_COUNT)
        connection.exec_driver_sql(_KEEP, {**campaign, "checks": order})
        rows, claimed = connection.exec_driver_sql(_TOTALS).one()
        causes = tuple(_causes(connection))
    return Outcome(rows, Fen(claimed), causes, covered.told)


def _causes(connection: Connection) -> Iterator[CauseSum]:
    for number, rows, counted, fen in connection.exec_driver_sql(_CAUSES):
        yield CauseSum(CHECKS[number].id, rows, counted, Fen(fen))


def _leave_out(connection: Connection, spans: Sequence[Span]) -> None:
    connection.exec_driver_sql("DELETE FROM v_left_out")
    put(connection, "v_left_out", spans)


def _run(connection: Connection, check: CheckInfo, terms: Terms) -> None:
    number, kinds = NUMBERS[check.id], terms.kinds_of.get(check.id)
    if check.id in row_checks.QUERIES:
        found, columns = row_checks.QUERIES[check.id], "check_no, row_id, amount"
    elif check.id in group_checks.QUERIES:
        connection.exec_driver_sql(_CUT)
        found, columns = group_checks.QUERIES[check.id], "check_no, row_id, amount, other"
    else:
        sign = {**row_checks.STATE_QUERIES, **group_checks.SIGNS}[check.id]
        found, columns = f"SELECT DISTINCT id, 0 FROM ({sign})", "check_no, row_id, amount"  # noqa: S608
    statement = f"""INSERT INTO v_finding ({columns}) SELECT {number}, f.* FROM ({found}) f
    WHERE {_LOOKED_AT}{"" if kinds is None else _OF_KINDS}"""  # noqa: S608 - own text
    values = {"campaign": terms.campaign.id, "kinds": json.dumps(sorted(kinds or ()))}
    connection.exec_driver_sql(statement, {**values, **vars(terms.signs)})


def title_of(check: str) -> str:
    """The check in words."""
    return BY_ID[check].title if check in BY_ID else {DECIDED: "人工剔除"}.get(check, check)
