"""What `vouchers effect` prints: rates, sales moved and leverage."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from desktop_app.cli.output import Answer, table
from desktop_app.domain.vouchers.above_quota import SectorLine
from desktop_app.domain.vouchers.effect import EffectLine, percent, times
from desktop_app.use_cases.vouchers.effect_board import EffectBoard
from desktop_app.use_cases.vouchers.effect_report import sectors_said
from desktop_app.values.money import yuan_text


def effect_answer(board: EffectBoard, written: Sequence[Path]) -> Answer:
    """The effect by batch and kind, then by trade; above-quota sales, inspections, signs."""
    found = board.effect
    audited = f"按 {found.audited_on} 的核查扣减" if found.audited_on else "还没有核查，没有扣减"
    lines = [
        f"{found.campaign.name} 效果评估，截至 {found.on}，{audited}。",
        *table(
            ("项目", "发放率", "核销率", "认可（元）", "占额度", "拉动消费（元）", "每元带动"),
            [_row(each) for each in (*found.by_kind, found.whole, *found.by_trade)],
        ),
        f"有认可核销的商户 {found.merchants} 户。",
        f"限上单位：{sectors_said(board)}",
        f"发放情况检查 {len(board.inspections)} 次，发现问题 {board.findings} 次。",
        *(f"已写出：{path}" for path in written),
    ]
    data = {
        "campaign": found.campaign.id,
        "on": found.on,
        "audited_on": found.audited_on,
        "merchants": found.merchants,
        "total": _data(found.whole),
        "by_kind": [_data(each) for each in found.by_kind],
        "by_trade": [_data(each) for each in found.by_trade],
        "by_day": [
            {"day": each.day, "kind": each.kind, "used": each.used,
             "accepted_fen": each.accepted_fen, "sales_fen": each.sales_fen}
            for each in found.by_day
        ],
        "sectors": [_sector(each) for each in (*board.sectors.lines, board.sectors.whole)],
        "sector_months": list(board.sectors.months),
        "sector_faults": list(board.sectors.faults),
        "inspections": len(board.inspections),
        "inspections_with_findings": board.findings,
        "signs": {each.label: each.value for each in board.signs.bars},
        "files": [str(path) for path in written],
    }  # fmt: skip
    return Answer(lines, data)


def _row(each: EffectLine) -> tuple[str, ...]:
    return (
        each.title, percent(each.issue_rate), percent(each.redemption_rate),
        yuan_text(each.accepted_fen), percent(each.money_rate), yuan_text(each.sales_fen),
        times(each.leverage),
    )  # fmt: skip


def _data(each: EffectLine) -> dict[str, object]:
    return {
        "key": each.key,
        "title": each.title,
        "budget_fen": each.budget_fen,
        "planned": each.planned,
        "issued": each.issued,
        "used": each.used,
        "claimed_fen": each.claimed_fen,
        "cut_fen": each.cut_fen,
        "accepted_fen": each.accepted_fen,
        "sales_fen": each.sales_fen,
        "issue_rate": _rate(each.issue_rate),
        "redemption_rate": _rate(each.redemption_rate),
        "money_rate": _rate(each.money_rate),
        "leverage": _rate(each.leverage),
    }


def _rate(rate: Fraction | None) -> str | None:
    """A fraction with four decimals as text; None where there is none."""
    return None if rate is None else f"{float(rate):.4f}"


def _sector(each: SectorLine) -> dict[str, object]:
    return {
        "sector": each.sector,
        "listed": each.listed,
        "units": each.units,
        "reporting": each.reporting,
        "sales_fen": each.sales_fen,
        "compared_fen": each.compared_fen,
        "previous_fen": each.previous_fen,
        "growth": _rate(each.growth),
    }
