"""The payout list and the summary of redemptions as workbook or PDF."""

from dataclasses import replace
from pathlib import Path

from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.printing.papers import Align, ColumnKind, ListColumn, ListPaper, Stamp
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.filled import refuse_missing
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.shown_lists import ShownList, export_list
from desktop_app.use_cases.vouchers.auditing import AuditPage
from desktop_app.use_cases.vouchers.balancing import Balance
from desktop_app.use_cases.vouchers.list_tables import balance_table, payout_table
from desktop_app.use_cases.vouchers.settling import SettlementPage
from desktop_app.values.dates import long_date
from desktop_app.values.identity import mask_id
from desktop_app.values.money import yuan_text

PDF, WORKBOOK = ".pdf", ".xlsx"
MONEY = (("claimed_fen", "申报"), ("disallowed_fen", "剔除"), ("recovered_fen", "追回"),
         ("paid_fen", "已拨"), ("payable_fen", "应付"))  # fmt: skip


def write_settlement(
    desk: Desk, terms: Terms, page: SettlementPage, out: Path, *, full_reason: str = ""
) -> None:
    """The payout list: a PDF to be signed by those who lead and those who pay, or a workbook.

    Accounts are masked; on the PDF they stand in full if a reason is given, which is logged.
    """
    require(desk, "export")
    if out.suffix.lower() != PDF:
        _workbook(desk, payout_table(terms.campaign, page), out)
        return
    accounts = {code: mask_id(account) for code, account in page.accounts.items()}
    if full_reason.strip():
        require(desk, "vouchers.personal")
        title = f"打印资金拨付表第 {page.settlement.version} 版（账户印全号）"
        act = desk.act("personal_export", title, reason=full_reason)
        with desk.workspace.begin(replace(act, is_kept_empty=True, is_undoable=False)):
            accounts = page.accounts
    _print(desk, _settlement_paper(terms, replace(page, accounts=accounts)), "资金拨付表", out)


def _settlement_paper(terms: Terms, page: SettlementPage) -> ListPaper:
    made, plan = page.settlement, terms.campaign
    titles = {kind.id: kind.title for kind in plan.kinds}
    rows = tuple(
        (
            str(number),
            page.name_of(line.merchant),
            page.accounts.get(line.merchant, ""),
            titles.get(line.kind, line.kind),
            line.rows,
            *(getattr(line, name) for name, _ in MONEY),
        )
        for number, line in enumerate(page.lines, 1)
    )
    intro = [
        (
            f"依据专项审计报告 {page.report.report_number}（{page.report.auditor}，"
            f"{long_date(page.report.dated)}），审计认可 {yuan_text(page.accepted_fen)} 元。"
        ),
        f"本表应付合计（大写）：{page.words}。",
    ]
    if page.left_words:
        intro.append(f"{page.left_words}。")
    if made.reason:
        intro.append(f"本版替代第 {made.version - 1} 版，原因：{made.reason}。")
        intro += [
            f"与上一版的差别：{page.name_of(x.merchant)}"
            f"{titles.get(x.kind, x.kind)} {yuan_text(x.difference_fen)} 元。"
            for x in page.changes
        ]
    return ListPaper(
        title=f"{plan.name}资金拨付表",
        number=f"第 {made.version} 版",
        left=f"编制单位：{plan.lead}",
        right=f"{long_date(made.made_on)}　单位：元",
        intro=tuple(intro),
        columns=(
            ListColumn("序号", weight=0.5, align=Align.CENTER),
            ListColumn("收款单位", weight=2.6),
            ListColumn("账户", weight=2),
            ListColumn("券种", weight=1.5),
            ListColumn("笔数", weight=0.8, kind=ColumnKind.COUNT, is_sum=True),
            *(
                ListColumn(label, weight=1.2, kind=ColumnKind.YUAN, is_sum=True)
                for _, label in MONEY
            ),
        ),
        rows=rows,
        signers=((f"{plan.lead}（盖章）", ""), (f"{plan.finance}（盖章）", ""), ("审核", ""),
                 ("制表", "")),
    )  # fmt: skip


def write_summary(desk: Desk, terms: Terms, found: Balance, page: AuditPage, out: Path) -> None:
    """核销汇总表: by batch, kind and face what was given out and what became of it."""
    require(desk, "export")
    shown = _summary_list(terms, found, page)
    if out.suffix.lower() == PDF:
        _print(desk, _summary_paper(terms, shown), "核销汇总表", out)
    else:
        _workbook(desk, shown, out)


def _summary_list(terms: Terms, found: Balance, page: AuditPage) -> ShownList:
    shown, audit = balance_table(terms.campaign, found), page.audit
    view = (
        f"{shown.view}；申报 {yuan_text(audit.claimed_fen)} 元，"
        f"剔除 {audit.disallowed_rows:,} 笔 {yuan_text(audit.disallowed_fen)} 元，"
        f"应付 {yuan_text(audit.payable_fen)} 元"
    )
    return replace(shown, view=view)


def _summary_paper(terms: Terms, shown: ShownList) -> ListPaper:
    kinds = {"money": ColumnKind.YUAN, "number": ColumnKind.COUNT}
    return ListPaper(
        title=shown.title,
        left=f"编制单位：{terms.campaign.lead}",
        right="单位：元、张",
        intro=(f"{shown.view}。",),
        columns=tuple(
            ListColumn(
                column.title,
                weight=float(column.width),
                kind=kinds.get(column.kind, ColumnKind.TEXT),
                is_sum=column.kind == "number" or column.is_sum,
            )
            for column in shown.columns
        ),
        rows=tuple(
            tuple(cell if isinstance(cell, int) else str(cell or "") for cell in row)
            for row in shown.rows
        ),
        signers=(("负责人", ""), ("制表", "")),
    )


def _print(desk: Desk, paper: ListPaper, form: str, out: Path) -> None:
    if not paper.rows:
        raise Refused("表是空的", advice="请先导入清单并核查。")
    refuse_missing(paper)
    head = desk.workspace.log_head()
    stamp = Stamp(version=head.count, log_head=head.digest, form=form, issued_on=desk.today)
    make_folder(out.parent)
    out.write_bytes(render_pdf(paper, stamp))


def _workbook(desk: Desk, shown: ShownList, out: Path) -> None:
    if out.suffix.lower() != WORKBOOK:
        raise Refused(f"不能写成“{out.suffix}”", advice="请写 .xlsx 或 .pdf。")
    export_list(desk, shown, out)
