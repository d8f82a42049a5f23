"""The use cases on the platform's lists as the worker runs them."""

from pathlib import Path

from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.export_packs import Exported
from desktop_app.use_cases.shown_lists import ShownList
from desktop_app.use_cases.vouchers.auditing import (
    AuditPage,
    FindingLine,
    audit,
    audit_page,
    finding_lines,
)
from desktop_app.use_cases.vouchers.auditor_results import (
    ResultFound,
    ResultOrder,
    import_result,
    preview_result,
)
from desktop_app.use_cases.vouchers.balancing import Balance, balance
from desktop_app.use_cases.vouchers.handover import export_handover
from desktop_app.use_cases.vouchers.importing import (
    ListOrder,
    ListResult,
    import_list,
    preview_list,
)
from desktop_app.use_cases.vouchers.result_sheet import write_result_sheet
from desktop_app.use_cases.vouchers.sampling import SamplePage, sample_page, sample_table
from desktop_app.use_cases.vouchers.settling import SettlementPage, settlement_page
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.ids import CampaignId
from ui.background import Task

MOST_SHOWN = 2000
"""Findings of one check listed on screen; the page says when there are more."""


def read_balance(desk: Desk, key: CampaignId) -> Balance:
    """The balance of today."""
    return balance(desk, terms_of(desk, key))


def read_audit(desk: Desk, key: CampaignId) -> AuditPage:
    """The last audit."""
    return audit_page(desk, terms_of(desk, key))


def run_audit(desk: Desk, key: CampaignId, task: Task[AuditPage]) -> AuditPage:
    """Run every check; can be stopped."""
    return audit(
        desk, terms_of(desk, key), cancelled=lambda: task.is_cancelled, progress=task.progress
    )


def read_findings(desk: Desk, key: CampaignId, check: str) -> tuple[FindingLine, ...]:
    """The findings of one check, the first of them."""
    return finding_lines(desk, terms_of(desk, key), check, count=MOST_SHOWN)


def read_sample(desk: Desk, key: CampaignId) -> tuple[SamplePage, ShownList]:
    """The newest sample and its list, names and telephones masked."""
    terms = terms_of(desk, key)
    page = sample_page(desk, terms)
    return page, sample_table(desk, terms, page)


def read_payout(desk: Desk, key: CampaignId) -> SettlementPage:
    """The newest payout list."""
    return settlement_page(desk, terms_of(desk, key))


def look(desk: Desk, campaign: Campaign, order: ListOrder, task: Task[ListResult]) -> ListResult:
    """Look a list through."""
    return preview_list(
        desk, campaign, order, cancelled=lambda: task.is_cancelled, progress=task.progress
    )


def store(desk: Desk, campaign: Campaign, order: ListOrder, task: Task[ListResult]) -> ListResult:
    """Store a list, whole or not at all."""
    return import_list(
        desk, campaign, order, cancelled=lambda: task.is_cancelled, progress=task.progress
    )


def look_result(
    desk: Desk, key: CampaignId, order: ResultOrder, task: Task[ResultFound]
) -> ResultFound:
    """Look the auditor's workbook through."""
    return preview_result(
        desk,
        terms_of(desk, key),
        order,
        cancelled=lambda: task.is_cancelled,
        progress=task.progress,
    )


def store_result(
    desk: Desk, key: CampaignId, order: ResultOrder, task: Task[ResultFound]
) -> ResultFound:
    """Store the auditor's workbook, whole or not at all."""
    return import_result(
        desk,
        terms_of(desk, key),
        order,
        cancelled=lambda: task.is_cancelled,
        progress=task.progress,
    )


def write_result_rows(desk: Desk, key: CampaignId, path: Path) -> int:
    """The sheet for the auditor: what it has said nothing of yet."""
    return write_result_sheet(desk, terms_of(desk, key), path)


def write_handover(desk: Desk, key: CampaignId, folder: Path) -> Exported:
    """The pack that is handed over to audit."""
    return export_handover(desk, key, folder)
