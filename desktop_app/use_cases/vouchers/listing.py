"""The redemptions of a campaign as a list, and a look at who stands behind one of them."""

from dataclasses import dataclass

from db.vouchers.findings import FindingRow, findings_of
from db.vouchers.listing import RedemptionRow, RowFilter, redemption_rows, row_count
from db.vouchers.population import Holder, holder_of
from desktop_app.domain.record import Subject
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.personal import looking
from desktop_app.use_cases.vouchers.auditing import refuse_unknown_check
from desktop_app.values.identity import mask_id, mask_name, mask_phone

__all__ = [
    "RedemptionRow",
    "RowFilter",
    "redemption_count",
    "redemption_detail",
    "redemption_page",
    "reveal",
]


def redemption_page(
    desk: Desk, campaign: Campaign, chosen: RowFilter, *, after: int = 0, count: int = 200
) -> tuple[RedemptionRow, ...]:
    """Redemptions with a key above `after`, by key."""
    refuse_unknown_check(chosen.check)
    if chosen.kind and chosen.kind not in {each.id for each in campaign.kinds}:
        known = "、".join(f"{each.id}（{each.title}）" for each in campaign.kinds)
        raise Refused(f"没有“{chosen.kind}”这种券", advice=f"可写：{known}。")
    with desk.workspace.read() as view:
        return redemption_rows(view.connection, campaign.id, chosen, after=after, count=count)


def redemption_count(desk: Desk, campaign: Campaign) -> int:
    """How many redemptions there are."""
    with desk.workspace.read() as view:
        return row_count(view.connection, campaign.id)


@dataclass(frozen=True)
class RedemptionDetail:
    """Who stands behind a redemption, masked, and what was found of it."""

    holder: Holder | None
    findings: tuple[FindingRow, ...]


def redemption_detail(desk: Desk, campaign: Campaign, row_id: int) -> RedemptionDetail:
    """The person behind a redemption, masked, with its findings."""
    with desk.workspace.read() as view:
        found = holder_of(view.connection, row_id)
        findings = findings_of(view.connection, campaign.id, row_id)
    return RedemptionDetail(masked(found) if found else None, findings)


def masked(holder: Holder) -> Holder:
    """As it may be shown to everybody."""
    return Holder(mask_name(holder.name), mask_id(holder.id_number), mask_phone(holder.phone))


def reveal(desk: Desk, row_id: int, reason: str) -> Holder:
    """The person behind a redemption in full; who looked and why is kept in the log."""
    title = f"查看第 {row_id} 号核销的个人信息"
    with looking(desk, title, reason, (Subject("redemption", row_id),)) as uow:
        found = holder_of(uow.connection, row_id)
        if found is None:
            raise Refused("这一笔没有留存个人信息", advice="只有须提供身份资料的券种才留存。")
    return found
