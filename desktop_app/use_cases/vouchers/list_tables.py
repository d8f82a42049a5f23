"""What the pages on a platform's lists show: balance, findings, payout, as columns and rows."""

from collections.abc import Mapping, Sequence

from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.sums import numbered_batch
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList
from desktop_app.use_cases.vouchers.auditing import DECISIONS, AuditPage, CauseLine, FindingLine
from desktop_app.use_cases.vouchers.balancing import Balance
from desktop_app.use_cases.vouchers.settling import SettlementPage
from desktop_app.values.money import Fen

_COUNTS = (
    ("planned", "计划张数"), ("issued", "发放张数"), ("used", "核销张数"),
    ("expired", "过期张数"), ("void", "作废张数"), ("gap", "相差"),
)  # fmt: skip
SUBTOTALS = "分批小计"
_SUMS = (
    ("claimed_fen", "申报"), ("disallowed_fen", "剔除"), ("recovered_fen", "追回"),
    ("paid_fen", "已拨"), ("payable_fen", "应付"),
)  # fmt: skip


def kind_titles(campaign: Campaign) -> Mapping[str, str]:
    """The kinds of voucher by id."""
    return {kind.id: kind.title for kind in campaign.kinds}


def balance_table(campaign: Campaign, found: Balance) -> ShownList:
    """A row for every face of every batch."""
    titles = kind_titles(campaign)
    columns = (
        ShownColumn("batch", "批次", width=80),
        ShownColumn("kind", "券种", width=170),
        ShownColumn("face", "面额", "money", "元", 100),
        *(ShownColumn(key, title, "number", width=90, is_sum=True) for key, title in _COUNTS),
        ShownColumn("money", "核销面额", "money", "元", 120, is_sum=True),
    )
    rows = tuple(
        (
            numbered_batch(each.batch),
            titles.get(each.kind, each.kind),
            each.face_fen,
            *(getattr(each, key) for key, _ in _COUNTS),
            Fen(each.face_fen * each.used),
        )
        for each in found.faces
    )
    return ShownList(f"{campaign.name}核销汇总表", columns, rows, f"截至 {found.on}")


def cause_table(campaign: Campaign, page: AuditPage) -> ShownList:
    """A row for every check that found something, those that take money off first."""
    columns = (
        ShownColumn("check", "核查项目", width=150),
        ShownColumn("stand", "处理", width=110),
        ShownColumn("rows", "涉及笔数", "number", width=90),
        ShownColumn("counted", "计入笔数", "number", width=90, is_sum=True),
        ShownColumn("money", "剔除金额", "money", "元", 120, is_sum=True),
        ShownColumn("clause", "依据", width=420),
    )
    lines = (*((each, "剔除") for each in page.causes), *((s, "提示核实") for s in page.signs))
    rows = tuple(_cause(line, stand) for line, stand in lines)
    return ShownList("核查汇总", columns, rows, f"{campaign.name}　{page.audit.audited_on}")


def _cause(line: CauseLine, stand: str) -> tuple[str, str, int, int, Fen, str]:
    found = line.sum
    return (
        line.check.title, stand, found.rows, found.counted_rows, found.counted_fen, line.clause,
    )  # fmt: skip


def finding_table(campaign: Campaign, title: str, lines: Sequence[FindingLine]) -> ShownList:
    """The findings of one check, row by row, personal numbers masked."""
    titles = kind_titles(campaign)
    columns = (
        ShownColumn("row", "核销号", "number", width=80),
        ShownColumn("no", "交易流水号", width=170),
        ShownColumn("kind", "券种", width=140),
        ShownColumn("merchant", "商户", width=180),
        ShownColumn("at", "核销时间", width=150),
        ShownColumn("claimed", "申报金额", "money", "元", 100, is_sum=True),
        ShownColumn("counted", "计入剔除", "money", "元", 100, is_sum=True),
        ShownColumn("text", "说明", width=320),
        ShownColumn("decision", "处理", width=90),
        ShownColumn("reason", "理由", width=180),
        ShownColumn("place", "出处", width=220),
    )
    rows = tuple(
        (
            each.row.row_id, each.row.transaction_no, titles.get(each.row.kind, each.row.kind),
            each.row.merchant, each.row.at, each.row.claimed_fen, each.row.counted_fen, each.text,
            next((word for key, word in DECISIONS.items() if key == each.row.decision), ""),
            each.row.reason, each.row.place,
        )
        for each in lines
    )  # fmt: skip
    return ShownList(f"核查明细（{title}）", columns, rows, campaign.name)


def payout_table(campaign: Campaign, page: SettlementPage) -> ShownList:
    """A row for every merchant and kind; the last column is what the version before said."""
    titles = kind_titles(campaign)
    changed = {(each.merchant, each.kind): each.difference_fen for each in page.changes}
    columns = (
        ShownColumn("merchant", "收款单位", width=220),
        ShownColumn("code", "统一社会信用代码", width=170),
        ShownColumn("kind", "券种", width=150),
        ShownColumn("rows", "笔数", "number", width=80, is_sum=True),
        *(ShownColumn(key, title, "money", "元", 110, is_sum=True) for key, title in _SUMS),
        ShownColumn("difference", "比上一版", "money", "元", 110, is_sum=True),
    )
    rows = tuple(
        (
            page.name_of(line.merchant), line.merchant, titles.get(line.kind, line.kind),
            line.rows,
            *(getattr(line, key) for key, _ in _SUMS), changed.get((line.merchant, line.kind)),
        )
        for line in page.lines
    )  # fmt: skip
    made, number = page.settlement, page.report.report_number
    view = f"第 {made.version} 版，审计报告 {number}，大写：{page.words}"
    return ShownList(f"{campaign.name}资金拨付表", columns, rows, view)


def subtotal_table(campaign: Campaign, page: SettlementPage) -> ShownList:
    """A row for every batch and kind of the payout list, with what the plan sets aside for it."""
    titles = kind_titles(campaign)
    order = {kind: place for place, kind in enumerate(titles)}
    planned = {
        (batch.number, share.kind_id): share.money_fen
        for batch in campaign.batches
        for share in batch.shares
    }
    columns = (
        ShownColumn("batch", "批次", width=110),
        ShownColumn("kind", "券种", width=170),
        ShownColumn("planned", "方案额度", "money", "元", 130, is_sum=True),
        ShownColumn("rows", "笔数", "number", width=80, is_sum=True),
        *(ShownColumn(key, title, "money", "元", 130, is_sum=True) for key, title in _SUMS),
    )
    rows = tuple(
        (
            each.title, titles.get(each.kind, each.kind),
            planned.get((each.batch or 0, each.kind)), each.rows,
            *(getattr(each, key) for key, _ in _SUMS),
        )
        for each in sorted(
            page.subtotals,
            key=lambda x: (x.batch is None, x.batch or 0, order.get(x.kind, len(order))),
        )
    )  # fmt: skip
    view = f"第 {page.settlement.version} 版，合计与资金拨付表相等"
    return ShownList(f"{campaign.name}资金拨付表{SUBTOTALS}", columns, rows, view)
