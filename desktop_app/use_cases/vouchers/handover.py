"""The pack handed over to audit: sums, findings with what was decided, sample, sources, papers."""

from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.record import Event, Paper, Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.export_packs import Exported, ExportPack, new_folder
from desktop_app.use_cases.shown_lists import ShownList, export_book
from desktop_app.use_cases.vouchers.auditing import CauseLine, finding_lines, page_of
from desktop_app.use_cases.vouchers.balancing import balance
from desktop_app.use_cases.vouchers.handover_lists import (
    money_lists,
    source_list,
    strata_list,
    sum_lists,
)
from desktop_app.use_cases.vouchers.list_tables import balance_table, cause_table, finding_table
from desktop_app.use_cases.vouchers.payable import standing
from desktop_app.use_cases.vouchers.sampling import call_sheet
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.ids import CampaignId

SUMS, FINDINGS, SAMPLES, PAPERS = "一、金额", "二、核查", "三、抽查", "四、文书"
INDEX = "移交目录"
MOST_LISTED = 1_000_000
"""Rows a sheet of a workbook can hold, nearly."""
OWN_ACTS = ("voucher_", "personal_", "campaign_start")


def export_handover(
    desk: Desk, campaign: CampaignId, out: Path, *, is_zipped: bool = False
) -> Exported:
    """Write everything the audit asks for into a folder (or a zip) inside `out`.

    Sums by merchant and kind, findings with the reasons of what was decided, the sample with its
    call sheet, the files the lists came from with their digests, every paper as issued, the log,
    and an index with the digest of every file. Names, numbers and telephones are masked.
    """
    require(desk, "export")
    terms = terms_of(desk, campaign)
    with desk.workspace.read() as view:
        if not view.vouchers.files.where(campaign_id=campaign):
            raise Refused("还没有导入清单，没有可移交的", advice="请先导入平台的清单。")
        name = f"{terms.campaign.name}审计移交"
        head = f"{name}　{desk.today} 导出　日志 {view.log_head().short}"
        pack = ExportPack(desk, new_folder(out, name), head)
        _write_sums(pack, view, terms)
        _write_findings(pack, view, terms)
        _write_sample(pack, view, terms)
        pack.papers(PAPERS, _papers(view, campaign))
        pack.log(view, _events(view, campaign))
    return pack.finished(INDEX, is_zipped=is_zipped)


def _book(pack: ExportPack, name: str, *lists: ShownList) -> None:
    export_book(pack.desk, [each for each in lists if each.rows], pack.place(name))


def _write_sums(pack: ExportPack, view: ReadView, terms: Terms) -> None:
    sums, basis = standing(view, terms)
    lists = (*sum_lists(terms, sums, basis), *money_lists(view, terms))
    _book(pack, f"{SUMS}/申报、剔除、追回、已拨.xlsx", *lists)
    _book(pack, f"{SUMS}/清单来源.xlsx", source_list(view, terms))
    found = balance(pack.desk, terms)
    if found.faces:
        _book(pack, f"{SUMS}/发放核销核对.xlsx", balance_table(terms.campaign, found))


def _write_findings(pack: ExportPack, view: ReadView, terms: Terms) -> None:
    """The last audit by cause, and every finding row by row; nothing if there was none."""
    if view.vouchers.last_audit(terms.campaign.id) is None:
        return
    page = page_of(view, terms)
    _book(pack, f"{FINDINGS}/核查汇总.xlsx", cause_table(terms.campaign, page))
    found = [each for each in (*page.causes, *page.signs) if each.sum.rows]
    if found:
        lists = [_findings(pack.desk, terms, each) for each in found]
        _book(pack, f"{FINDINGS}/疑点和处理.xlsx", *lists)


def _findings(desk: Desk, terms: Terms, line: CauseLine) -> ShownList:
    lines = finding_lines(desk, terms, line.check.id, count=MOST_LISTED)
    return finding_table(terms.campaign, line.check.title, lines)


def _write_sample(pack: ExportPack, view: ReadView, terms: Terms) -> None:
    samples = view.vouchers.samples.where(campaign_id=terms.campaign.id)
    for sample in samples:
        name = f"{SAMPLES}/{sample.id:02}"
        _book(pack, f"{name}-抽样分层.xlsx", strata_list(terms, sample))
        call_sheet(pack.desk, terms, pack.place(f"{name}-回访表.xlsx"), sample_id=sample.id)


def _papers(view: ReadView, campaign: CampaignId) -> list[Paper]:
    """Of the campaign and of every row that stands below it."""
    found = {
        paper.id: paper for each in _subjects(view, campaign) for paper in view.papers.of(each)
    }
    return list(found.values())


def _subjects(view: ReadView, campaign: CampaignId) -> list[Subject]:
    below = view.registers.of_owners("parent_id", (campaign,))
    return [Subject(ENTRY, campaign), *(entry.subject for entry in below)]


def _events(view: ReadView, campaign: CampaignId) -> list[Event]:
    """Acts on campaigns' lists and money, and whatever names this campaign."""
    own = {event.id: event for event in view.events.of(Subject(ENTRY, campaign))}
    every = view.events.latest(view.log_head().count)
    return [*own.values(), *(x for x in every if x.act.startswith(OWN_ACTS) and x.id not in own)]
