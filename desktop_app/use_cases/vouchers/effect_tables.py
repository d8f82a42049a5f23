"""What the effect of a campaign comes to, as columns and rows: for screen, workbook and paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desktop_app.domain.vouchers.above_quota import SectorLine
from desktop_app.domain.vouchers.effect import percent, times
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList
from desktop_app.use_cases.vouchers.effect import Effect
from desktop_app.use_cases.vouchers.effect_board import EffectBoard
from desktop_app.use_cases.vouchers.tables import MONEY, NARROW, WIDE

BY_KIND = frozenset({"budget", "planned", "issued", "issue_rate", "redemption_rate", "money_rate"})
"""Columns that say nothing of a trade: budgets and vouchers are by kind."""
FOUND = {True: "发现问题", False: "未发现问题", None: "没有写"}


EFFECT_COLUMNS = (
    ShownColumn("title", "项目", width=WIDE),
    ShownColumn("budget", "额度", "money", "元", MONEY, is_sum=True),
    ShownColumn("planned", "计划张数", "number", width=NARROW),
    ShownColumn("issued", "发放张数", "number", width=NARROW),
    ShownColumn("issue_rate", "发放率", "figure", width=NARROW),
    ShownColumn("used", "认可笔数", "number", width=NARROW),
    ShownColumn("redemption_rate", "核销率", "figure", width=NARROW),
    ShownColumn("claimed", "申请", "money", "元", MONEY, is_sum=True),
    ShownColumn("cut", "核减", "money", "元", MONEY, is_sum=True),
    ShownColumn("accepted", "认可", "money", "元", MONEY, is_sum=True),
    ShownColumn("money_rate", "占额度", "figure", width=NARROW),
    ShownColumn("sales", "拉动消费", "money", "元", MONEY, is_sum=True),
    ShownColumn("leverage", "每元带动（元）", "figure", width=110),
)


def effect_table(found: Effect, *, is_by_trade: bool = False) -> ShownList:
    """The effect by batch and kind, or by trade."""
    lines = found.by_trade if is_by_trade else found.by_kind
    rows = tuple(
        (
            each.title, each.budget_fen or None, each.planned or None, each.issued or None,
            percent(each.issue_rate), each.used, percent(each.redemption_rate),
            each.claimed_fen, each.cut_fen, each.accepted_fen, percent(each.money_rate),
            each.sales_fen, times(each.leverage),
        )
        for each in lines
    )  # fmt: skip
    view = f"{found.campaign.name}　{effect_state(found)}"
    if is_by_trade:
        return narrowed(ShownList("效果评估（按商户类别）", EFFECT_COLUMNS, rows, view), BY_KIND)
    return ShownList("效果评估（按批次和券种）", EFFECT_COLUMNS, rows, view)


def narrowed(shown: ShownList, left_out: frozenset[str]) -> ShownList:
    """A list without some of its columns."""
    kept = [place for place, each in enumerate(shown.columns) if each.key not in left_out]
    return replace(
        shown,
        columns=tuple(shown.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in shown.rows),
    )


def effect_days(found: Effect) -> ShownList:
    """The effect day by day."""
    titles = {kind.id: kind.title for kind in found.campaign.kinds}
    columns = (
        ShownColumn("day", "日期", width=120),
        ShownColumn("kind", "券种", width=170),
        ShownColumn("used", "认可笔数", "number", width=100),
        ShownColumn("accepted", "认可", "money", "元", MONEY, is_sum=True),
        ShownColumn("sales", "拉动消费", "money", "元", MONEY, is_sum=True),
    )
    rows = tuple(
        (each.day, titles.get(each.kind, each.kind), each.used, each.accepted_fen, each.sales_fen)
        for each in found.by_day
    )
    return ShownList(
        "效果评估（逐日）", columns, rows, f"{found.campaign.name}　{effect_state(found)}"
    )


def effect_state(found: Effect, written: Callable[[date], str] = date.isoformat) -> str:
    """Up to which day the figures go and by which audit, days as lists or as papers write them."""
    if found.audited_on is None:
        return f"截至 {written(found.on)}，还没有核查，没有扣减"
    return f"截至 {written(found.on)}，按 {written(found.audited_on)} 的核查扣减"


def sector_table(board: EffectBoard) -> ShownList:
    """Sales of above-quota units that take part, trade by trade, with their sum."""
    columns = (
        ShownColumn("sector", "行业", width=120),
        ShownColumn("listed", "限上单位", "number", width=100, is_sum=True),
        ShownColumn("units", "参与活动", "number", width=100, is_sum=True),
        ShownColumn("reporting", "有销售额的", "number", width=110, is_sum=True),
        ShownColumn("sales", "活动月份销售额", "money", "万元", 150, is_sum=True),
        ShownColumn("compared", "其中有上年同月的", "money", "万元", 160, is_sum=True),
        ShownColumn("previous", "上年同月", "money", "万元", MONEY, is_sum=True),
        ShownColumn("growth", "同比增长", "figure", width=100),
    )
    months = "、".join(board.sectors.months) or "还没有登记"
    view = f"{board.effect.campaign.name}　月份：{months}"
    rows = tuple(map(_sector, board.sectors.lines))
    return ShownList("限上单位销售额（营业额）", columns, rows, view)


def _sector(each: SectorLine) -> tuple[str | int | None, ...]:
    return (
        each.sector, each.listed, each.units, each.reporting, each.sales_fen, each.compared_fen,
        each.previous_fen, percent(each.growth),
    )  # fmt: skip


def inspection_table(board: EffectBoard) -> ShownList:
    """The inspections as registered."""
    columns = (
        ShownColumn("on", "检查日期", width=110),
        ShownColumn("title", "检查事项", width=220),
        ShownColumn("office", "检查部门", width=160),
        ShownColumn("found", "结果", width=110),
        ShownColumn("result", "检查情况", width=380),
    )
    rows = tuple(
        (each.on, each.title, each.office, FOUND[each.has_finding], each.result)
        for each in board.inspections
    )
    return ShownList("发放情况检查", columns, rows, board.effect.campaign.name)


def sign_table(board: EffectBoard) -> ShownList:
    """The signs of the audit with the number of redemptions each points at."""
    columns = (
        ShownColumn("sign", "疑点", width=WIDE),
        ShownColumn("rows", "提示核实的笔数", "number", width=140),
    )
    rows = tuple((each.label, each.value) for each in board.signs.bars)
    return ShownList("疑点", columns, rows, f"{board.effect.campaign.name}　{board.signs.title}")
