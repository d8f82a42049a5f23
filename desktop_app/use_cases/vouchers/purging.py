"""The end of a campaign's personal data: taken out, counted, certified; sums and audit stay."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from db.backup import copies_since
from db.unit_of_work import ReadView
from db.vouchers.purge import clear, counted
from desktop_app.domain.record import Event
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.printing.papers import Align, ColumnKind, ListColumn, ListPaper, Stamp
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.vouchers.campaigns import open_campaign
from desktop_app.values.dates import long_date
from desktop_app.values.ids import EventId

AFTERWARDS = "purge"


@dataclass(frozen=True)
class Purged:
    """What was, or would be, taken out, what stays, and where copies still lie."""

    is_done: bool
    removed: dict[str, int]
    kept: dict[str, int]
    copies: tuple[str, ...]
    """Backups made while the data were there; they have to be destroyed by hand."""

    @property
    def lines(self) -> tuple[str, ...]:
        """In words, for the command line."""
        head = "已清除：" if self.is_done else "将清除（加 --apply 办理，须写 --reason）："
        told = [f"  {what} {count:,}" for what, count in self.removed.items() if count]
        stays = [f"  {what} {count:,}" for what, count in self.kept.items()]
        copies = (
            [f"仍有 {len(self.copies)} 份备份含有这些信息，请按规定销毁："] if self.copies else []
        )
        return (head, *told, "保留：", *stays, *copies, *(f"  {each}" for each in self.copies))

    @property
    def values(self) -> dict[str, object]:
        """For scripts."""
        return {
            "is_done": self.is_done,
            "removed": self.removed,
            "kept": self.kept,
            "copies": list(self.copies),
        }


def purge_campaign(desk: Desk, terms: Terms, *, reason: str, is_applied: bool) -> Purged:
    """Take names, numbers, telephones, marks, invoices and vehicles out of a finished campaign.

    Refused while money is still to be paid: without the numbers nothing can be checked again.
    """
    require(desk, "vouchers.purge")
    campaign = terms.campaign
    with desk.workspace.read() as view:
        refuse_purged(view, campaign)
        removed = counted(view.connection, campaign.id)
        kept = _kept(view, campaign) | _kept_persons(desk, view, campaign)
        if not is_applied:
            return Purged(is_done=False, removed=removed, kept=kept, copies=())
        _refuse_unpaid(view, campaign)
        first = _first_event(view, campaign)
    if not reason.strip():
        raise Refused("没有写清除的依据", advice="请写明保存期限届满等依据，会印在证明上。")
    act = desk.act("voucher_purge", f"清除个人信息（{campaign.name}）", reason=reason)
    with desk.workspace.begin(replace(act, is_undoable=False)) as uow:
        clear(uow.connection, uow.tracker, campaign.id)
        uow.vouchers.purges.add(
            campaign_id=campaign.id,
            purged_on=desk.today,
            purged_by=desk.operator,
            reason=reason.strip(),
            removed=removed,
            kept=kept,
        )
    copies = tuple(path.name for path, _ in copies_since(desk.workspace.folder, first))
    desk.workspace.backup(AFTERWARDS)
    return Purged(is_done=True, removed=removed, kept=kept, copies=copies)


def refuse_purged(view: ReadView, campaign: Campaign) -> None:
    """Once the numbers are gone the lists can no longer be checked or added to."""
    done = view.vouchers.purges.first(campaign_id=campaign.id)
    if done is not None:
        raise Refused(
            f"这个活动的个人信息已于 {done.purged_on} 清除",
            advice="名单、合计和审核结果仍可查看；不能再导入、核查或编制拨付表。",
            record=campaign.name,
        )


def _refuse_unpaid(view: ReadView, campaign: Campaign) -> None:
    made = view.vouchers.last_settlement(campaign.id)
    if made is None:
        return
    payments = view.vouchers.payments.where(settlement_id=made.id)
    paid = {(each.merchant, each.kind) for each in payments}
    lines = view.vouchers.lines.where(settlement_id=made.id)
    open_lines = [x for x in lines if x.payable_fen > 0 and (x.merchant, x.kind) not in paid]
    if open_lines:
        raise Refused(
            f"拨付表还有 {len(open_lines)} 项没有登记拨付", advice="请先登记拨付，再清除个人信息。"
        )


def _kept(view: ReadView, campaign: Campaign) -> dict[str, int]:
    statement = "SELECT count(*) FROM {} WHERE campaign_id = ?"
    tables = {"发券记录": "voucher_issued", "核销记录": "voucher_redemption",
              "审核疑点": "voucher_finding", "拨付表": "voucher_settlement"}  # fmt: skip
    return {
        what: int(
            view.connection.exec_driver_sql(statement.format(table), (campaign.id,)).scalar() or 0
        )
        for what, table in tables.items()
    }


def _kept_persons(desk: Desk, view: ReadView, campaign: Campaign) -> dict[str, int]:
    """Rows of registers that name persons: they stay, and the certificate must say so."""
    below = Counter(
        row.register_id for row in view.registers.of_owners("parent_id", (campaign.id,))
    )
    if not below:
        return {}
    return {
        f"{spec.title}（台账，含个人信息）": below[spec.id]
        for spec in open_campaign(desk, view, campaign.id).pack.registers
        if below[spec.id] and any(each.is_personal for each in spec.field)
    }


def _first_event(view: ReadView, campaign: Campaign) -> Event:
    """The act that brought the first list in (the first of all if there was none)."""
    files = view.vouchers.files.where(campaign_id=campaign.id)
    known = view.events.history("voucher_file", files[0].id) if files else ()
    return view.events.get(known[0].event_id if known else EventId(1))


def write_certificate(desk: Desk, terms: Terms, found: Purged, out: Path) -> None:
    """The certificate as PDF, from what the record says."""
    with desk.workspace.read() as view:
        record = view.vouchers.purges.first(campaign_id=terms.campaign.id)
        head = view.log_head()
    if record is None:
        raise Refused("个人信息还没有清除，不能出具证明", advice="请先清除。")
    rows = [("已清除", what, count) for what, count in record.removed.items() if count]
    rows += [("保留", what, count) for what, count in record.kept.items()]
    paper = ListPaper(
        title="个人信息清除证明",
        left=f"活动：{terms.campaign.name}",
        right=long_date(record.purged_on),
        intro=(
            f"依据：{record.reason}。",
            "下列个人信息已从工作区清除，清除后无法恢复；名单、合计和审核结果予以保留。",
        ),
        columns=(
            ListColumn("处理", weight=1, align=Align.CENTER),
            ListColumn("内容", weight=3),
            ListColumn("数量", weight=1.4, kind=ColumnKind.COUNT),
        ),
        rows=tuple(rows),
        signers=(("经办人", record.purged_by), ("复核人", ""), ("日期", "")),
        foot=_foot(found),
        is_landscape=False,
        has_page_totals=False,
    )
    stamp = Stamp(
        version=head.count, log_head=head.digest, form="个人信息清除证明", issued_on=desk.today
    )
    make_folder(out.parent)
    out.write_bytes(render_pdf(paper, stamp))


def _foot(found: Purged) -> tuple[str, ...]:
    if not found.copies:
        return ()
    names = "、".join(found.copies)
    return (f"清除前的备份仍含有这些信息，须另行销毁：{names}。",)
