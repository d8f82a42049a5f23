"""The payout list: what the auditor accepts, less what was recovered and paid, to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView, UnitOfWork
from db.vouchers.sums import MerchantSum
from desktop_app.domain.vouchers.checks import BY_ID
from desktop_app.domain.vouchers.records import (
    Audit,
    AuditReport,
    Payment,
    Settlement,
    SettlementLine,
)
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.progress import Steps
from desktop_app.use_cases.vouchers import batching
from desktop_app.use_cases.vouchers.auditing import last_audit, run_audit
from desktop_app.use_cases.vouchers.payable import (
    NONE_LEFT,
    Unaudited,
    accepted_beyond,
    payable,
    unaudited,
)
from desktop_app.use_cases.vouchers.versions import SUMS, LineChange, changes
from desktop_app.values.money import Fen, uppercase, yuan_text

NO_REPORT = "还没有第三方专项审计结果，不能拨付"


@dataclass(frozen=True)
class SettlementPage:
    """One version of the payout list."""

    settlement: Settlement
    report: AuditReport
    lines: tuple[SettlementLine, ...]
    names: dict[str, str]
    accounts: dict[str, str]
    """By merchant's code; shown in full only on the paper that goes to the bank."""
    changes: tuple[LineChange, ...]
    """What differs from the version before; empty for the first."""
    is_exact: bool = False
    """It rests on what the auditor said of rows or merchants, not on one sum."""
    payments: tuple[Payment, ...] = ()
    """Payments made on this very version."""
    unaudited: Unaudited = NONE_LEFT
    """Told with the newest version: what the auditor has said nothing of."""
    beyond: Unaudited = NONE_LEFT
    """Told with the newest version: accepted by the auditor, cut by the office's own checks."""
    subtotals: tuple[batching.Subtotal, ...] = ()
    """By batch and kind; empty where the list was drawn up before it was divided."""

    @property
    def paid_words(self) -> str:
        """What was paid on this version, with the numbers of the payments; empty if nothing."""
        if not self.payments:
            return ""
        total = Fen(sum(each.amount_fen for each in self.payments))
        numbers = "、".join(dict.fromkeys(each.number for each in self.payments))
        return f"已登记拨付 {yuan_text(total)} 元（凭证 {numbers}）"

    @property
    def left_words(self) -> str:
        """What is not payable for want of an audit result; empty if that is nothing."""
        if not self.unaudited.rows:
            return ""
        return (
            f"另有 {self.unaudited.rows:,} 笔 {yuan_text(self.unaudited.fen)} 元还没有审计结果，"
            "不在本表"
        )

    @property
    def beyond_words(self) -> str:
        """What the auditor accepted beyond the office's own checks; empty if nothing."""
        if not self.beyond.rows:
            return ""
        return (
            f"本办核查应剔除的 {self.beyond.rows:,} 笔 {yuan_text(self.beyond.fen)} 元，"
            "审计认可了，拨付前请与审计机构核对"
        )

    @property
    def batch_words(self) -> str:
        """What is payable batch by batch; empty where the list is not divided."""
        return batching.batch_words(self.subtotals)

    @property
    def accepted_fen(self) -> Fen:
        """What the auditor accepts: of what is listed, or in all where it gave one sum."""
        made = self.settlement
        if self.is_exact:
            return Fen(made.claimed_fen - made.disallowed_fen)
        return self.report.accepted_fen

    def name_of(self, merchant: str) -> str:
        """The merchant's name; one that takes no part is told by its code."""
        return self.names.get(merchant) or f"{merchant}（不在商户名单）"

    @property
    def words(self) -> str:
        """The sum in the words of a bill."""
        return uppercase(self.settlement.payable_fen)


@dataclass(frozen=True)
class ReportOrder:
    """The auditor's report as the clerk enters it."""

    number: str
    auditor: str
    dated: date
    accepted_fen: Fen


def record_report(desk: Desk, terms: Terms, order: ReportOrder) -> AuditReport:
    """Record the third-party auditor's report; refused if it accepts more than was claimed."""
    require(desk, "vouchers.report")
    if not order.number.strip() or not order.auditor.strip():
        raise Refused("审计报告要有文号和审计机构", advice="请补齐后再登记。")
    with desk.workspace.read() as view:
        audit = last_audit(view, terms.campaign.id)
    if order.accepted_fen < 0:
        raise Refused("审计认可的金额是负数", advice="请核对审计报告的金额。", record=order.number)
    if order.accepted_fen > audit.claimed_fen:
        raise Refused(
            f"审计认可 {yuan_text(order.accepted_fen)} 元，超过申报的 "
            f"{yuan_text(audit.claimed_fen)} 元",
            advice="请核对审计报告的金额。",
            record=order.number,
        )
    title = f"登记专项审计报告 {order.number}（认可 {yuan_text(order.accepted_fen)} 元）"
    with desk.workspace.begin(desk.act("voucher_report", title)) as uow:
        return uow.vouchers.reports.add(
            campaign_id=terms.campaign.id,
            report_number=order.number.strip(),
            auditor=order.auditor.strip(),
            dated=order.dated,
            accepted_fen=order.accepted_fen,
            audit_id=audit.id,
        )


def settle(
    desk: Desk, terms: Terms, *, reason: str = "", unchecked_reason: str = ""
) -> SettlementPage:
    """Draw up the next version of the payout list.

    What the auditor said of rows or merchants is taken exactly. Where it gave one sum, the office's
    own checks decide: refused beyond that sum and with checks that could not be made, unless a
    reason is given. Refused without an audit report and where nothing changed.
    """
    require(desk, "vouchers.settle")
    campaign = terms.campaign
    with desk.workspace.read() as view:
        _ready(view, terms)
        before = view.vouchers.last_settlement(campaign.id)
    version = before.version + 1 if before else 1
    if before and not reason.strip():
        raise Refused(f"已有第 {before.version} 版拨付表", advice="重新编制请写明原因。")
    title = f"编制资金拨付表第 {version} 版（{campaign.name}）"
    act = desk.act(
        "voucher_settle", title, reason="；".join(filter(None, (reason, unchecked_reason)))
    )
    with desk.workspace.begin(act) as uow:
        audit = run_audit(uow, terms, desk, Steps())
        report = _report(uow, campaign.id)
        found = payable(uow, terms, report)
        sums = found.sums
        if not found.is_exact:
            _refuse_unchecked(audit, unchecked_reason)
            _refuse_beyond(sums, report)
        if before is not None and _same(uow, before, sums):
            raise Refused(f"与第 {before.version} 版没有差别", advice="不必重新编制。")
        head = (campaign.id, version, report.id, audit.last_row, reason.strip())
        made = _write(uow, desk, head, sums)
        for place, parts in batching.parts_of(uow, terms, found):
            uow.vouchers.batches.add_many(list(batching.batch_rows(made.id, place, parts)))
    return settlement_page(desk, terms)


def _refuse_unchecked(audit: Audit, reason: str) -> None:
    """Where the office's own checks decide what is cut, none may have been left out unsaid."""
    if audit.undone and not reason.strip():
        told = "；".join(f"{BY_ID[check].title}（{why}）" for check, why in audit.undone.items())
        raise Refused(
            f"有检查没有做成：{told}", advice="请补齐清单后重新核查，或写明照此拨付的理由。"
        )


def _ready(view: ReadView, terms: Terms) -> None:
    last_audit(view, terms.campaign.id)
    _report(view, terms.campaign.id)


def _report(view: ReadView, campaign_id: int) -> AuditReport:
    found = view.vouchers.reports.where(campaign_id=campaign_id)
    if not found:
        raise Refused(NO_REPORT, advice="请先登记专项审计报告的文号、日期和认可金额。")
    return found[-1]


def _refuse_beyond(sums: Sequence[MerchantSum], report: AuditReport) -> None:
    allowed = sum(each.claimed_fen - each.disallowed_fen for each in sums)
    if allowed > report.accepted_fen:
        raise Refused(
            f"核查后应付 {yuan_text(Fen(allowed))} 元，超过审计认可的 "
            f"{yuan_text(report.accepted_fen)} 元，多 "
            f"{yuan_text(Fen(allowed - report.accepted_fen))} 元",
            advice="请与审计机构核对差额，剔除相应笔数后再编制。",
            record=report.report_number,
        )


def _same(uow: UnitOfWork, before: Settlement, sums: Sequence[MerchantSum]) -> bool:
    lines = uow.vouchers.lines.where(settlement_id=before.id)
    old = [(x.merchant, x.kind, *(getattr(x, name) for name in SUMS)) for x in lines]
    return old == [(x.merchant, x.kind, *(getattr(x, name) for name in SUMS)) for x in sums]


def _write(
    uow: UnitOfWork, desk: Desk, head: tuple[int, int, int, int, str], sums: Sequence[MerchantSum]
) -> Settlement:
    campaign_id, version, result_id, last_row, reason = head
    totals = {name: Fen(sum(getattr(each, name) for each in sums)) for name in SUMS}
    made = uow.vouchers.settlements.add(
        campaign_id=campaign_id,
        version=version,
        made_on=desk.today,
        result_id=result_id,
        last_row=last_row,
        reason=reason,
        **totals,
    )
    uow.vouchers.lines.add_many(
        [
            {
                "settlement_id": made.id,
                "merchant": each.merchant,
                "kind": each.kind,
                "rows": each.rows,
                "causes": each.causes,
                **{name: Fen(getattr(each, name)) for name in SUMS},
            }
            for each in sums
        ]
    )
    return made


def settlement_page(desk: Desk, terms: Terms, version: int | None = None) -> SettlementPage:
    """One version of the payout list, the newest unless told otherwise."""
    with desk.workspace.read() as view:
        found = {
            s.version: s for s in view.vouchers.settlements.where(campaign_id=terms.campaign.id)
        }
        wanted = max(found, default=0) if version is None else version
        if wanted not in found:
            raise Refused("还没有这一版资金拨付表", advice="请先编制。")
        made = found[wanted]
        lines = view.vouchers.lines.where(settlement_id=made.id)
        earlier = found.get(wanted - 1)
        old = view.vouchers.lines.where(settlement_id=earlier.id) if earlier else None
        since = view.vouchers.payments.where(settlement_id=earlier.id) if earlier else ()
        report = view.vouchers.reports.get(made.result_id)
        is_exact = view.vouchers.result_files.first(result_id=report.id) is not None
        is_newest = is_exact and wanted == max(found)
        left = unaudited(view, terms) if is_newest else NONE_LEFT
        beyond = accepted_beyond(view, terms) if is_newest else NONE_LEFT
        payments = view.vouchers.payments.where(settlement_id=made.id)
        divided = batching.subtotals(view, made, lines)
    return SettlementPage(
        made,
        report,
        lines,
        {each.code: each.name for each in terms.merchants},
        {each.code: each.account for each in terms.merchants},
        changes(old, lines, since) if old is not None else (),
        is_exact=is_exact,
        payments=payments,
        unaudited=left,
        beyond=beyond,
        subtotals=divided,
    )
