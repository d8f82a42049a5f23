"""The papers of a campaign's figures issued into a file, or their lists as workbooks."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.record import Paper, Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.printing.papers import ListPaper, Stamp
from desktop_app.rules.schema.forms import Figures
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.issue import issue_paper, paper_pdf, reprint_paper
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.papers.printable import refuse_missing
from desktop_app.use_cases.personal import exporting
from desktop_app.use_cases.places import write_file
from desktop_app.use_cases.shown_lists import ShownList, export_book
from desktop_app.use_cases.vouchers.auditing import AuditPage
from desktop_app.use_cases.vouchers.balancing import Balance
from desktop_app.use_cases.vouchers.effect_board import EffectBoard
from desktop_app.use_cases.vouchers.effect_report import effect_lists
from desktop_app.use_cases.vouchers.figure_forms import form_with
from desktop_app.use_cases.vouchers.figures import account_figures, audited_words
from desktop_app.use_cases.vouchers.list_tables import (
    balance_table,
    payout_table,
    subtotal_table,
)
from desktop_app.use_cases.vouchers.settling import SettlementPage, settlement_page
from desktop_app.values.ids import CampaignId

PDF, WORKBOOK = ".pdf", ".xlsx"


def write_settlement(
    desk: Desk, terms: Terms, page: SettlementPage, out: Path, *, full_reason: str = ""
) -> None:
    """The payout list: a workbook, or the paper as issued; accounts are masked.

    A version is issued once, later it comes as a copy. With a reason, which is logged, the PDF is
    the sheet of accounts in full instead: it goes sealed to those who pay and is not kept here.
    """
    require(desk, "export")
    if out.suffix.lower() != PDF:
        more = (subtotal_table(terms.campaign, page),) if page.subtotals else ()
        _workbook(desk, (payout_table(terms.campaign, page), *more), out)
    elif full_reason.strip():
        _write_accounts(desk, terms, page, out, full_reason)
    else:
        write_file(out, _version_pdf(desk, terms, page))


def _version_pdf(desk: Desk, terms: Terms, page: SettlementPage) -> bytes:
    campaign, version = terms.campaign.id, page.settlement.version
    done = [x for x in _issued(desk, campaign, "payout") if f"第 {version} 版" in x.title]
    if done:
        return reprint_paper(desk, done[-1].id)
    newest = settlement_page(desk, terms).settlement.version
    if newest != version:
        raise Refused(
            f"第 {version} 版没有出具过，已由第 {newest} 版替代",
            advice="请出具最新的一版；旧版的数可以写成工作簿。",
        )
    return _issue(desk, campaign, "payout")


def _write_accounts(desk: Desk, terms: Terms, page: SettlementPage, out: Path, reason: str) -> None:
    title = f"写出资金拨付表第 {page.settlement.version} 版的收款账户（全号）"
    with exporting(desk, title, reason):
        head = desk.workspace.log_head()
    found = account_figures(terms, page)
    paper = ListPaper(
        title=f"{terms.campaign.name}资金拨付表附表：收款账户",
        columns=found.columns,
        rows=found.rows,
        left=f"编制单位：{terms.campaign.lead}",
        right="单位：元",
        intro=found.intro,
        signers=((f"{terms.campaign.lead}（盖章）", ""), ("制表", "")),
    )
    refuse_missing(paper)
    stamp = Stamp(version=head.count, log_head=head.digest, form="收款账户", issued_on=desk.today)
    write_file(out, render_pdf(paper, stamp))


def write_summary(desk: Desk, terms: Terms, found: Balance, page: AuditPage, out: Path) -> None:
    """核销汇总表: what was given out and what became of it; the paper issued, or a workbook."""
    require(desk, "export")
    if out.suffix.lower() == PDF:
        write_file(out, _issue(desk, terms.campaign.id, "redemptions"))
        return
    shown = balance_table(terms.campaign, found)
    _workbook(desk, (replace(shown, view=f"{shown.view}；{audited_words(page)}"),), out)


def write_effect(desk: Desk, board: EffectBoard, out: Path) -> None:
    """The effect report: the paper issued, or one workbook with all its lists."""
    require(desk, "export")
    if out.suffix.lower() == PDF:
        write_file(out, _issue(desk, board.effect.campaign.id, "effect"))
    elif out.suffix.lower() == WORKBOOK:
        export_book(desk, effect_lists(board), out)
    else:
        raise Refused(f"“{out.name}”不是报告能写的文件", advice="文件名请以 .pdf 或 .xlsx 结尾。")


def write_certificate(desk: Desk, terms: Terms, out: Path) -> None:
    """The certificate of a purge: the paper issued once, later its copy."""
    require(desk, "export")
    campaign = terms.campaign.id
    done = _issued(desk, campaign, "purge")
    pdf = reprint_paper(desk, done[-1].id) if done else _issue(desk, campaign, "purge")
    write_file(out, pdf)


def _issued(desk: Desk, campaign: CampaignId, figures: Figures) -> list[Paper]:
    """The papers with these figures that are valid, oldest first."""
    form = form_with(desk, campaign, figures)
    with desk.workspace.read() as view:
        known = view.papers.of(Subject(ENTRY, campaign))
    return [each for each in known if each.form == form and not each.is_void]


def _issue(desk: Desk, campaign: CampaignId, figures: Figures) -> bytes:
    form = form_with(desk, campaign, figures)
    return paper_pdf(desk, issue_paper(desk, form, (Subject(ENTRY, campaign),)).id)


def _workbook(desk: Desk, shown: Sequence[ShownList], out: Path) -> None:
    if out.suffix.lower() != WORKBOOK:
        raise Refused(f"不能写成“{out.suffix}”", advice="请写 .xlsx 或 .pdf。")
    export_book(desk, shown, out)
