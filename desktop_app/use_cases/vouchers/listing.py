"""The redemptions of a campaign as a list, and a look at who stands behind one of them."""

from db.vouchers.listing import RedemptionRow, RowFilter, redemption_rows
from db.vouchers.population import Holder, holder_of
from desktop_app.domain.record import Subject
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.personal import looking
from desktop_app.use_cases.vouchers.auditing import refuse_unknown_check

__all__ = [
    "Holder",
    "RedemptionRow",
    "RowFilter",
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


def reveal(desk: Desk, row_id: int, reason: str) -> Holder:
    """The person behind a redemption in full; who looked and why is kept in the log."""
    title = f"查看第 {row_id} 号核销的个人信息"
    with looking(desk, title, reason, (Subject("redemption", row_id),)) as uow:
        found = holder_of(uow.connection, row_id)
        if found is None:
            raise Refused("这一笔没有留存个人信息", advice="只有须提供身份资料的券种才留存。")
    return found
