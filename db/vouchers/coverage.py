"""Which checks can be made, and on which rows: a list may lack the column a check looks at."""

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from desktop_app.domain.vouchers.checks import CHECKS, CheckInfo
from desktop_app.domain.vouchers.plan import Kind
from desktop_app.domain.vouchers.terms import Terms

Span = tuple[int, int]
"""First and last key of rows that follow each other."""
_CONCERNED: dict[str, Callable[[Kind, Terms], bool]] = {
    **dict.fromkeys(
        ("not_issued", "void_voucher", "expired_voucher", "repeated_code"),
        lambda k, _: k.is_issued,
    ),
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
_ON_ISSUED = frozenset({"not_issued", "void_voucher", "transfer"})
_FILES = """
SELECT f.id, f.name, f.columns, group_concat(r.kind) FROM
(SELECT DISTINCT file_id, kind FROM voucher_redemption WHERE campaign_id = :campaign) r
JOIN voucher_file f ON f.id = r.file_id WHERE f.list = 'redemption' AND NOT f.is_correction
GROUP BY f.id ORDER BY f.id
"""
_SPANS = """
SELECT s.first_id, s.last_id, s.file_id FROM voucher_segment s
JOIN voucher_file f ON f.id = s.file_id
WHERE f.campaign_id = :campaign AND s.table_name = 'voucher_redemption' AND NOT f.is_correction
ORDER BY s.first_id
"""
_CORRECTED = """
SELECT c.new_id, c.old_id, f.columns FROM voucher_correction c
JOIN voucher_file f ON f.id = c.file_id WHERE f.campaign_id = :campaign AND f.list = 'redemption'
ORDER BY c.new_id
"""
_TITLES = {"code": "券码", "spent_fen": "消费金额", "fuel": "车辆类型", "goods": "商品名称",
           "grade": "标识等级", "papers": "资料", "id_number": "身份证号", "account": "账号",
           "device": "设备号", "invoice": "发票号码", "vin": "车辆识别代号"}  # fmt: skip


@dataclass(frozen=True)
class _File:
    """One imported list of redemptions."""

    id: int
    name: str
    columns: frozenset[str]
    kinds: frozenset[str]
    """The kinds it has rows of."""

    def lacks(self, check: CheckInfo) -> bool:
        """Whether the check cannot be made on its rows."""
        return not self.columns.issuperset(check.needs)


@dataclass(frozen=True)
class Coverage:
    """What a run of the checks cannot look at."""

    skipped: frozenset[str]
    """Checks that are not made at all."""
    left_out: Mapping[str, Sequence[Span]]
    """By check, the rows of lists that do not have its columns, in order."""
    told: dict[str, str]
    """By check, what is missing, in words."""


def coverage(connection: Connection, terms: Terms) -> Coverage:
    """What the lists allow; checks that nobody asked for are skipped without a word."""
    campaign = terms.campaign.id
    kinds = {k.id: k for no, k in enumerate(terms.campaign.kinds, 1) if _has_rows(connection, no)}
    files, spans = _files(connection, campaign), _Spans(connection, campaign)
    told: dict[str, str] = {}
    left_out: dict[str, Sequence[Span]] = {}
    unasked = {c.id for c in CHECKS if terms.chosen is not None and c.id not in terms.chosen}
    for check in CHECKS:
        concerned = _CONCERNED.get(check.id)
        about = {key for key, kind in kinds.items() if not concerned or concerned(kind, terms)}
        only = terms.kinds_of.get(check.id)
        about = about if only is None else about & only
        if check.id in unasked or ((concerned or only is not None) and not about):
            continue
        own = [each for each in files if each.kinds & about]
        short = [each for each in own if each.lacks(check)]
        if short and len(short) == len(own):
            told[check.id] = _missing(check, short, "")
        elif why := _without_issued(connection, campaign, check.id):
            told[check.id] = why
        elif short:
            told[check.id] = _missing(check, short, "，只有其中各笔没有查")
            left_out[check.id] = spans.lacking(check, short)
    skipped = unasked | (told.keys() - left_out.keys())
    if not _has_other_campaigns(connection, campaign):
        skipped.add("elsewhere")
    return Coverage(frozenset(skipped), left_out, told)


class _Spans:
    """Where the rows of the lists lie, read once and only if one is short of a column."""

    def __init__(self, connection: Connection, campaign: int) -> None:
        self._connection = connection
        self._campaign = {"campaign": campaign}

    def lacking(self, check: CheckInfo, short: Sequence[_File]) -> Sequence[Span]:
        """The rows of these lists; what a correction says of one is judged by both files."""
        files = {each.id for each in short}
        own = [(first, last) for first, last, file in self._rows if file in files]
        starts = [first for first, _ in own]
        more: dict[int, Span] = {}
        for new, old, columns in self._corrected:
            at = bisect_right(starts, old) - 1
            is_short = old in more or (at >= 0 and old <= own[at][1])
            if is_short and not columns.issuperset(check.needs):
                more[new] = (new, new)
        return sorted((*own, *more.values()))

    @cached_property
    def _rows(self) -> list[tuple[int, int, int]]:
        found = self._connection.exec_driver_sql(_SPANS, self._campaign)
        return [(first, last, file) for first, last, file in found]

    @cached_property
    def _corrected(self) -> list[tuple[int, int, frozenset[str]]]:
        found = self._connection.exec_driver_sql(_CORRECTED, self._campaign)
        return [(new, old, frozenset(json.loads(columns))) for new, old, columns in found]


def _has_rows(connection: Connection, kind: int) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM v_row WHERE kind = ? LIMIT 1", (kind,))
    return found.first() is not None


def _files(connection: Connection, campaign: int) -> list[_File]:
    found = connection.exec_driver_sql(_FILES, {"campaign": campaign})
    return [
        _File(key, name, frozenset(json.loads(columns)), frozenset(kinds.split(",")))
        for key, name, columns, kinds in found
    ]


def _missing(check: CheckInfo, short: Sequence[_File], rest: str) -> str:
    """The columns these lists do not have, and which lists they are unless all lack them."""
    lacking = {key for each in short for key in check.needs if key not in each.columns}
    words = "、".join(_TITLES[key] for key in check.needs if key in lacking)
    if not rest:
        return f"核销明细没有“{words}”这一列"
    more = f"等 {len(short)} 份" if len(short) > 1 else ""
    return f"核销明细 {short[0].name}{more}没有“{words}”这一列{rest}"


def _without_issued(connection: Connection, campaign: int, check: str) -> str:
    if check not in _ON_ISSUED:
        return ""
    column = "account_key" if check == "transfer" else "code"
    statement = f"SELECT 1 FROM voucher_issued WHERE campaign_id = ? AND {column} IS NOT NULL"  # noqa: S608
    found = connection.exec_driver_sql(f"{statement} LIMIT 1", (campaign,)).first()
    what = "带账号的发券明细" if check == "transfer" else "发券明细"
    return "" if found else f"还没有导入{what}"


def _has_other_campaigns(connection: Connection, campaign: int) -> bool:
    statement = "SELECT 1 FROM voucher_file WHERE campaign_id <> ? AND list = 'redemption' LIMIT 1"
    return connection.exec_driver_sql(statement, (campaign,)).first() is not None
