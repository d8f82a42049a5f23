"""What the lists of a campaign's papers say: columns, rows and the sentences above them."""

from dataclasses import dataclass

from desktop_app.domain.vouchers.terms import Participant, Terms
from desktop_app.printing.papers import Align, Cell, ColumnKind, ListColumn
from desktop_app.use_cases.shown_lists import ShownList
from desktop_app.use_cases.vouchers.auditing import AuditPage
from desktop_app.use_cases.vouchers.list_tables import kind_titles
from desktop_app.use_cases.vouchers.settling import SettlementPage
from desktop_app.values.dates import long_date
from desktop_app.values.identity import mask_id
from desktop_app.values.money import yuan_text

MONEY = (("claimed_fen", "申报"), ("disallowed_fen", "剔除"), ("recovered_fen", "追回"),
         ("paid_fen", "已拨"), ("payable_fen", "应付"))  # fmt: skip
KINDS = {"money": ColumnKind.YUAN, "number": ColumnKind.COUNT}


@dataclass(frozen=True)
class Figures:
    """One list, and what is said above it."""

    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    intro: tuple[str, ...] = ()
    edition: str = ""
    """Which version of the list it is, as its title says; empty where there is but one."""
    foot: tuple[str, ...] = ()
    """Lines below the list, after the pack's."""


def payout_figures(terms: Terms, page: SettlementPage) -> Figures:
    """A row for every merchant and kind, accounts masked; the sum in words, what differs."""
    titles = kind_titles(terms.campaign)
    rows = tuple(
        (
            str(number),
            page.name_of(line.merchant),
            mask_id(page.accounts.get(line.merchant, "")),
            titles.get(line.kind, line.kind),
            line.rows,
            *(getattr(line, name) for name, _ in MONEY),
        )
        for number, line in enumerate(page.lines, 1)
    )
    columns = (
        ListColumn("序号", weight=0.5, align=Align.CENTER),
        ListColumn("收款单位", weight=2.6),
        ListColumn("账户", weight=2),
        ListColumn("券种", weight=1.5),
        ListColumn("笔数", weight=0.8, kind=ColumnKind.COUNT, is_sum=True),
        *(ListColumn(label, weight=1.2, kind=ColumnKind.YUAN, is_sum=True) for _, label in MONEY),
    )
    edition = f"第 {page.settlement.version} 版"
    return Figures(columns, rows, tuple(_payout_words(terms, page)), edition)


def _payout_words(terms: Terms, page: SettlementPage) -> list[str]:
    made, report, titles = page.settlement, page.report, kind_titles(terms.campaign)
    words = [
        (
            f"{long_date(made.made_on)}编制。依据专项审计报告 {report.report_number}"
            f"（{report.auditor}，{long_date(report.dated)}），审计认可 "
            f"{yuan_text(page.accepted_fen)} 元。"
        ),
        f"本表应付合计（大写）：{page.words}。",
    ]
    if page.batch_words:
        words.append(f"{page.batch_words}（附表）。")
    if page.left_words:
        words.append(f"{page.left_words}。")
    if made.reason:
        words.append(f"本版替代第 {made.version - 1} 版，原因：{made.reason}。")
        words += [
            f"与上一版的差别：{page.name_of(x.merchant)}"
            f"{titles.get(x.kind, x.kind)} {yuan_text(x.difference_fen)} 元。"
            for x in page.changes
        ]
    return words


def account_figures(terms: Terms, page: SettlementPage) -> Figures:
    """Whom the money goes to, with accounts in full: a sheet of its own for those who pay."""
    sums: dict[str, int] = {}
    for line in page.lines:
        sums[line.merchant] = sums.get(line.merchant, 0) + line.payable_fen
    known = {each.code: each for each in terms.merchants}
    rows = tuple(
        (str(number), page.name_of(code), code, *_account(known.get(code)), fen)
        for number, (code, fen) in enumerate(sums.items(), 1)
    )
    columns = (
        ListColumn("序号", weight=0.5, align=Align.CENTER),
        ListColumn("收款单位", weight=2.6),
        ListColumn("统一社会信用代码", weight=2),
        ListColumn("户名", weight=2.2),
        ListColumn("开户银行", weight=1.8),
        ListColumn("账户", weight=2.2),
        ListColumn("应付", weight=1.4, kind=ColumnKind.YUAN, is_sum=True),
    )
    words = f"{terms.campaign.name}第 {page.settlement.version} 版拨付表的收款账户，另行密封。"
    return Figures(columns, rows, (words,))


def _account(merchant: Participant | None) -> tuple[str, str, str]:
    """In whose name, at which bank, which number."""
    if merchant is None:
        return "", "", ""
    return merchant.payee or merchant.name, merchant.bank, merchant.account


def summary_figures(shown: ShownList) -> Figures:
    """A list on screen as the list of a paper."""
    columns = tuple(
        ListColumn(
            column.title,
            weight=float(column.width),
            kind=KINDS.get(column.kind, ColumnKind.TEXT),
            is_sum=column.kind == "number" or column.is_sum,
        )
        for column in shown.columns
    )
    rows = tuple(
        tuple(cell if isinstance(cell, int) else str(cell or "") for cell in row)
        for row in shown.rows
    )
    return Figures(columns, rows, (f"{shown.view}。",))


def audited_words(page: AuditPage) -> str:
    """What the last audit comes to."""
    audit = page.audit
    return (
        f"申报 {yuan_text(audit.claimed_fen)} 元，剔除 {audit.disallowed_rows:,} 笔 "
        f"{yuan_text(audit.disallowed_fen)} 元，应付 {yuan_text(audit.payable_fen)} 元"
    )
