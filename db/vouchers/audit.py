"""Runs the named checks over all redemptions of a campaign and keeps what they find."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.vouchers import group_checks, row_checks
from db.vouchers.working import working_copy
from desktop_app.domain.vouchers.checks import BY_ID, CHECKS, DECIDED, NUMBERS, CheckInfo
from desktop_app.domain.vouchers.plan import Kind
from desktop_app.domain.vouchers.records import CauseSum
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.values.money import Fen

Look = Callable[[int, int, str], object]
"""Called between two checks with done, total and what is in hand; raises to stop the work."""
_CONCERNED: dict[str, Callable[[Kind, Terms], bool]] = {
    **dict.fromkeys(("not_issued", "void_voucher", "repeated_code"), lambda k, _: k.is_issued),
    **dict.fromkeys(
        ("goods", "grade", "used_goods", "goods_open", "price_raised"), lambda k, _: bool(k.goods)
    ),
    **dict.fromkeys(("price", "bracket", "near_edge", "reused_vin"), lambda k, _: bool(k.brackets)),
    **dict.fromkeys(("papers", "reused_invoice"), lambda k, _: bool(k.papers)),
    **dict.fromkeys(("no_person", "once_per_person"), lambda k, _: k.is_once_per_person),
    **dict.fromkeys(("threshold", "clustered"), lambda k, _: bool(k.faces)),
    **dict.fromkeys(("split_receipts", "device_many"), lambda k, _: k.is_issued),
    "same_person": lambda k, _: bool(k.papers) or k.is_once_per_person,
    "over_budget": lambda k, _: k.is_money_only,
    "transfer": lambda k, terms: k.id in terms.untransferable,
}
"""Which kinds a check is about; one that is not named is about all of them."""
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


_FILES = """
SELECT f.name, f.columns, group_concat(r.kind) FROM
(SELECT DISTINCT file_id, kind FROM voucher_redemption WHERE campaign_id = :campaign) r
JOIN voucher_file f ON f.id = r.file_id WHERE f.list = 'redemption' AND NOT f.is_correction
GROUP BY f.id ORDER BY f.id
"""
_TITLES = {"code": "券码", "spent_fen": "消费金额", "fuel": "车辆类型", "goods": "商品名称",
           "grade": "标识等级", "papers": "资料", "id_number": "身份证号", "account": "账号",
           "device": "设备号", "invoice": "发票号码", "vin": "车辆识别代号"}  # fmt: skip


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
        undone = _undone(connection, terms)
        for number, check in enumerate(CHECKS):
            look(number, len(CHECKS), f"正在核查：{check.title}")
            if check.id not in undone:
                _run(connection, check, {**campaign, **vars(terms.signs)})
        connection.exec_driver_sql(_DECIDED)
        connection.exec_driver_sql(_COUNT)
        connection.exec_driver_sql(_KEEP, {**campaign, "checks": order})
        rows, claimed = connection.exec_driver_sql(_TOTALS).one()
        causes = tuple(_causes(connection))
    told = {check: why for check, why in undone.items() if why}
    return Outcome(rows, Fen(claimed), causes, told)


def _causes(connection: Connection) -> Iterator[CauseSum]:
    for number, rows, counted, fen in connection.exec_driver_sql(_CAUSES):
        yield CauseSum(CHECKS[number].id, rows, counted, Fen(fen))


def _run(connection: Connection, check: CheckInfo, values: dict[str, Any]) -> None:
    number = NUMBERS[check.id]
    if check.id in row_checks.QUERIES:
        found, columns = row_checks.QUERIES[check.id], "check_no, row_id, amount"
    elif check.id in group_checks.QUERIES:
        connection.exec_driver_sql(_CUT)
        found, columns = group_checks.QUERIES[check.id], "check_no, row_id, amount, other"
    else:
        sign = {**row_checks.STATE_QUERIES, **group_checks.SIGNS}[check.id]
        found, columns = f"SELECT DISTINCT id, 0 FROM ({sign})", "check_no, row_id, amount"  # noqa: S608
    statement = f"INSERT INTO v_finding ({columns}) SELECT {number}, * FROM ({found})"  # noqa: S608
    connection.exec_driver_sql(statement, values)


def _undone(connection: Connection, terms: Terms) -> dict[str, str]:
    """The checks that cannot be made, with what is missing, in words."""
    kinds = {k.id: k for no, k in enumerate(terms.campaign.kinds, 1) if _has_rows(connection, no)}
    files = _files(connection, terms.campaign.id)
    undone = {}
    for check in CHECKS:
        if terms.chosen is not None and check.id not in terms.chosen:
            undone[check.id] = ""
            continue
        concerned = _CONCERNED.get(check.id)
        about = {key for key, kind in kinds.items() if not concerned or concerned(kind, terms)}
        if not about and concerned:
            continue
        missing = _missing(check, [each for each in files if each.kinds & about])
        if missing:
            undone[check.id] = missing
        elif check.id in {"not_issued", "void_voucher", "transfer"}:
            undone |= _without_issued(connection, terms.campaign.id, check.id)
    if not _has_other_campaigns(connection, terms.campaign.id):
        undone["elsewhere"] = ""
    return undone


def _has_rows(connection: Connection, kind: int) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM v_row WHERE kind = ? LIMIT 1", (kind,))
    return found.first() is not None


@dataclass(frozen=True)
class _File:
    """One imported list of redemptions."""

    name: str
    columns: frozenset[str]
    kinds: frozenset[str]
    """The kinds it has rows of."""


def _files(connection: Connection, campaign: int) -> list[_File]:
    found = connection.exec_driver_sql(_FILES, {"campaign": campaign})
    return [
        _File(name, frozenset(json.loads(columns)), frozenset(kinds.split(",")))
        for name, columns, kinds in found
    ]


def _missing(check: CheckInfo, files: Sequence[_File]) -> str:
    """The columns some of these lists do not have, and which lists they are; empty for none."""
    short = [each for each in files if not each.columns.issuperset(check.needs)]
    if not short:
        return ""
    lacking = {key for each in short for key in check.needs if key not in each.columns}
    words = "、".join(_TITLES[key] for key in check.needs if key in lacking)
    if len(short) == len(files):
        return f"核销明细没有“{words}”这一列"
    more = f"等 {len(short)} 份" if len(short) > 1 else ""
    return f"核销明细 {short[0].name}{more}没有“{words}”这一列"


def _without_issued(connection: Connection, campaign: int, check: str) -> dict[str, str]:
    column = "account_key" if check == "transfer" else "code"
    statement = f"SELECT 1 FROM voucher_issued WHERE campaign_id = ? AND {column} IS NOT NULL"  # noqa: S608
    found = connection.exec_driver_sql(f"{statement} LIMIT 1", (campaign,)).first()
    what = "带账号的发券明细" if check == "transfer" else "发券明细"
    return {} if found else {check: f"还没有导入{what}"}


def _has_other_campaigns(connection: Connection, campaign: int) -> bool:
    statement = "SELECT 1 FROM voucher_file WHERE campaign_id <> ? AND list = 'redemption' LIMIT 1"
    return connection.exec_driver_sql(statement, (campaign,)).first() is not None


def title_of(check: str) -> str:
    """The check in words."""
    return BY_ID[check].title if check in BY_ID else {DECIDED: "人工剔除"}.get(check, check)
