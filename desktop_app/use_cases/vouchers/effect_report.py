"""What the effect report says: a letter with its lists and pictures; the lists alone."""

from collections.abc import Iterator
from dataclasses import replace

from desktop_app.domain.vouchers.effect import percent, times
from desktop_app.printing.papers import Bundle, Letter, ListPaper, PictureSheet
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.shown_lists import ShownList, list_paper
from desktop_app.use_cases.vouchers.effect_board import EffectBoard
from desktop_app.use_cases.vouchers.effect_tables import (
    effect_days,
    effect_state,
    effect_table,
    inspection_table,
    narrowed,
    sector_table,
    sign_table,
)
from desktop_app.use_cases.vouchers.tables import demand_words
from desktop_app.values.dates import long_date
from desktop_app.values.money import Fen, round_fen, wan_text, yuan_text

LEFT_OUT = frozenset({"planned", "claimed", "cut"})
"""Columns of the list on screen a printed page has no room for."""


def effect_lists(board: EffectBoard) -> tuple[ShownList, ...]:
    """Every list of the report."""
    found = board.effect
    return (
        effect_table(found),
        effect_table(found, is_by_trade=True),
        effect_days(found),
        sector_table(board),
        sign_table(board),
        inspection_table(board),
    )


def effect_paper(desk: Desk, board: EffectBoard) -> Bundle:
    """The letter with its lists and pictures; a list without rows is left out."""
    found = board.effect
    lists = (
        narrowed(effect_table(found), LEFT_OUT),
        narrowed(effect_table(found, is_by_trade=True), LEFT_OUT),
        sector_table(board),
        inspection_table(board),
    )
    parts: list[ListPaper | PictureSheet] = [_sheet(desk, shown) for shown in lists if shown.rows]
    note = (f"推演：{demand_words(board.demand)}。每天笔数是本办的估计。",) if board.demand else ()
    state = effect_state(found, long_date)
    parts.append(PictureSheet("核销进度、额度和疑点", board.pictures, left=state, foot=note))
    marked = [replace(part, annex=f"附件{place}") for place, part in enumerate(parts, 1)]
    title = f"{found.campaign.name}效果评估报告"
    letter = Letter(
        title=title,
        addressee="",
        body=tuple(_body(board)),
        sender=found.campaign.lead,
        dated=desk.today,
        attachments=tuple(part.title for part in parts),
        names=(found.campaign.name,),
    )
    return Bundle(title, (letter, *marked))


def _sheet(desk: Desk, shown: ShownList) -> ListPaper:
    return replace(list_paper(desk, shown), is_a3=False, left=shown.view, has_page_totals=False)


def _body(board: EffectBoard) -> Iterator[str]:
    campaign = board.effect.campaign
    yield "一、活动概况"
    yield (
        f"活动时间为{long_date(campaign.starts_on)}至{long_date(campaign.ends_on)}，"
        f"分 {len(campaign.batches)} 批，总额 {wan_text(campaign.total_fen)} 万元。"
        f"{campaign.lead}牵头，{campaign.finance}拨付，{campaign.audit}监督。"
    )
    yield "二、发放、核销和带动"
    yield _moved(board)
    yield "三、限上单位"
    yield sectors_said(board)
    yield "四、核查和检查"
    yield _checked(board)


def _moved(board: EffectBoard) -> str:
    found, whole = board.effect, board.effect.whole
    average = found.average_fen
    spent = f"，平均每笔消费 {yuan_text(round_fen(average))} 元" if average is not None else ""
    return (
        f"{effect_state(found, long_date)}。"
        f"发放 {whole.issued:,} 张，发放率 {percent(whole.issue_rate)}；"
        f"认可核销 {whole.used:,} 笔、{yuan_text(whole.accepted_fen)} 元，占额度 "
        f"{percent(whole.money_rate)}。拉动消费 {yuan_text(whole.sales_fen)} 元{spent}，"
        f"每元补贴带动 {times(whole.leverage)} 元；有认可核销的商户 {found.merchants} 户。"
    )


def sectors_said(board: EffectBoard) -> str:
    """What the statistics bureau's figures come to, in one paragraph."""
    sectors, whole = board.sectors, board.sectors.whole
    if not sectors.lines:
        return "限上单位名单还没有登记。"
    said = f"名单上 {whole.listed} 家，参与活动 {whole.units} 家"
    if not sectors.months:
        return f"{said}；活动月份的销售额还没有登记。"
    text = (
        f"{said}，其中 {whole.reporting} 家有销售额（营业额）：活动月份合计 "
        f"{wan_text(whole.sales_fen)} 万元"
    )
    if whole.growth is not None:
        part = "" if whole.compared_fen == whole.sales_fen else "有上年同月数的部分"
        text += f"，{part}比上年同月增长 {percent(whole.growth)}"
    faults = "".join(f"{fault}。" for fault in sectors.faults)
    return f"{text}。{faults}"


def _checked(board: EffectBoard) -> str:
    whole, signs = board.effect.whole, board.signs
    if board.effect.audited_on is None:
        audited = "核销明细还没有核查，以上数字没有扣减。"
    else:
        pointed = "；".join(f"{each.label} {each.words}" for each in signs.bars) or "没有"
        note = f"{signs.note}。" if signs.note and signs.bars else ""
        cut = yuan_text(Fen(whole.cut_fen))
        audited = f"核查核减 {cut} 元。提示核实的疑点：{pointed}。{note}"
    if not board.inspections:
        return f"{audited}发放情况检查还没有登记。"
    return f"{audited}发放情况检查 {len(board.inspections)} 次，发现问题 {board.findings} 次。"
