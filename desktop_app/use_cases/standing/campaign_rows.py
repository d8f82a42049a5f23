"""The rows that make up the plan of a voucher campaign; none may hold more than the one above."""

from collections.abc import Iterable

from db.unit_of_work import ReadView
from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.from_rows import CampaignRows, campaign_of
from desktop_app.domain.vouchers.sums import Difference, plan_differences, split_differences
from desktop_app.errors import Refused
from desktop_app.rules.campaigns import campaign_kind
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import CampaignKind, RegisterSpec
from desktop_app.values.ids import EntryId


def campaign_rows(view: ReadView, kind: CampaignKind, row: RegisterEntry) -> CampaignRows:
    """The rows that make up the plan of a campaign."""
    plan = (kind.batches, kind.goods, kind.brackets)
    own = view.registers.rows_of(plan, "parent_id", (row.id,))
    batches = [each.id for each in own if each.register_id == kind.batches]
    below = view.registers.rows_of((kind.shares, kind.faces), "parent_id", batches)
    found: dict[str, list[RegisterEntry]] = {}
    for each in (*own, *below):
        found.setdefault(each.register_id, []).append(each)
    return CampaignRows(row, found)


def refuse_overdrawn(
    view: ReadView, pack: Pack, spec: RegisterSpec, keys: Iterable[EntryId]
) -> None:
    """Refuse rows with which a batch, a kind or its faces take more money than they have.

    Less is no fault while a plan is being written; opening a batch asks for equal sums.
    """
    kind = campaign_kind(pack.campaigns, spec.id)
    if kind is None or spec.id not in (kind.register_, kind.batches, kind.shares, kind.faces):
        return
    for top in _tops(view, kind, keys):
        campaign = campaign_of(pack, kind, campaign_rows(view, kind, top), top.registered_on)
        splits = (d for batch in campaign.batches for d in split_differences(campaign, batch))
        over = [each for each in (*plan_differences(campaign), *splits) if _is_over(each)]
        if over:
            raise Refused(
                "；".join(each.told for each in over),
                advice="先核对张数和金额；确要增加的，先改上一级的额度（要有决定文件）。",
                record=top.name,
                clauses=pack.clauses(spec.rows),
            )


def _is_over(difference: Difference) -> bool:
    return difference.over_fen > 0 and not difference.reason


def _tops(view: ReadView, kind: CampaignKind, keys: Iterable[EntryId]) -> list[RegisterEntry]:
    """The campaigns some rows belong to, each once."""
    found: dict[EntryId, RegisterEntry] = {}
    for key in keys:
        row = view.registers.get(key)
        while row.register_id != kind.register_ and row.parent_id is not None:
            row = view.registers.get(row.parent_id)
        found[row.id] = row
    return list(found.values())
