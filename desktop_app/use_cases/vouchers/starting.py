"""Start a campaign: its registers are filled with the plan its regulation lays down."""

from collections.abc import Iterable, Mapping

from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.domain.vouchers.planned import (
    Cells,
    batch_cells,
    brackets_cells,
    campaign_cells,
    faces_cells,
    goods_cells,
    shares_cells,
)
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import CampaignKind
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.regime import plain, shipped_packs, store_pack, stored_pack
from desktop_app.use_cases.registers.editing import checked_cells
from desktop_app.use_cases.standing.entries import place_rows, spec_of
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import CampaignId, EntryId

SUGGESTED = "照规则包的建议先启用，待负责人确认"
VOUCHERS = "vouchers"


def start_campaign(desk: Desk, *, pack: str = "", kind: str = "", title: str = "") -> CampaignId:
    """Begin a campaign: its registers are filled with the plan of the regulation, as one act.

    A pack that is not kept here yet is taken in with it, and its suggested settings with it.
    """
    require(desk, "vouchers.plan")
    act = desk.act("campaign_start", "新建消费券活动", pack=pack)
    with desk.workspace.begin(act) as uow:
        found = _pack(desk, uow, pack)
        _adopt_suggested(desk, uow, found)
        plan = _kind(found, kind)
        name = title.strip() or plan.title
        _refuse_second(uow, plan, name)
        key = _place_campaign(desk, uow, found, plan, name)
    refresh(desk)
    return CampaignId(key)


def _pack(desk: Desk, uow: UnitOfWork, wanted: str) -> Pack:
    """The voucher pack of an id, taken in if it is not kept here; the only one if none is named."""
    kept = [each for each in uow.packs.all() if wanted in ("", each.pack)]
    for stored in reversed(kept):
        pack = stored_pack(desk, uow, stored.pack, stored.version)
        if pack.head.kind == VOUCHERS:
            return pack
        if wanted:
            raise Refused(f"“{pack.title}”不是发消费券的规则包", advice=_known_packs())
    shipped = _voucher_packs()
    chosen = wanted or (next(iter(shipped)) if len(shipped) == 1 else "")
    if chosen not in shipped:
        what = f"没有发消费券的规则包“{wanted}”" if wanted else "没有说用哪个规则包"
        raise Refused(what, advice=_known_packs())
    return store_pack(uow, shipped[chosen], desk.today)


def _adopt_suggested(desk: Desk, uow: UnitOfWork, pack: Pack) -> None:
    """Settings the pack suggests and the office has not answered, until somebody confirms them."""
    valid = uow.settings.on(desk.today)
    for setting in pack.settings:
        if setting.suggested is not None and setting.id not in valid:
            uow.settings.add(
                name=setting.id,
                value=plain(setting.suggested),
                valid_from=desk.today,
                reason=SUGGESTED,
            )


def _voucher_packs() -> dict[str, Mapping[str, bytes]]:
    """The packs for vouchers that ship with the program, by id."""
    mark = f'kind = "{VOUCHERS}"'.encode()
    return {key: files for key, files in shipped_packs().items() if mark in files["pack.toml"]}


def _known_packs() -> str:
    return f"可用的规则包：{listed(_voucher_packs())}。"


def _kind(pack: Pack, wanted: str) -> CampaignKind:
    found = [each for each in pack.campaigns if wanted in ("", each.id)]
    if not found:
        known = listed(f"{each.id}（{each.title}）" for each in pack.campaigns)
        raise Refused(f"{pack.title}没有活动“{wanted}”", advice=f"可用的活动：{known or '没有'}。")
    return found[0]


def _refuse_second(uow: UnitOfWork, kind: CampaignKind, name: str) -> None:
    if any(entry.name == name for entry in uow.registers.of_register(kind.register_)):
        raise Refused(
            f"已有活动“{name}”", advice="请直接改这个活动；确要另办一次的，写一个不同的名称。"
        )


def _place_campaign(
    desk: Desk, uow: UnitOfWork, pack: Pack, kind: CampaignKind, name: str
) -> EntryId:
    key = _place(desk, uow, pack, kind.register_, ((Owner(), campaign_cells(kind, name)),))[0]
    own = Owner(parent_id=key)
    _place(desk, uow, pack, kind.goods, ((own, each) for each in goods_cells(kind)))
    _place(desk, uow, pack, kind.brackets, ((own, each) for each in brackets_cells(kind)))
    batches = _place(desk, uow, pack, kind.batches, ((own, batch_cells(b)) for b in kind.batch))
    for batch, batch_key in zip(kind.batch, batches, strict=True):
        below = Owner(parent_id=batch_key)
        _place(desk, uow, pack, kind.shares, ((below, cells) for cells in shares_cells(batch)))
        _place(desk, uow, pack, kind.faces, ((below, cells) for cells in faces_cells(batch)))
    subjects = tuple(Subject(ENTRY, each) for each in (key, *batches))
    uow.concern(subjects)
    open_due_procedures(desk, uow, subjects)
    return key


def _place(
    desk: Desk, uow: UnitOfWork, pack: Pack, register: str, rows: Iterable[tuple[Owner, Cells]]
) -> tuple[EntryId, ...]:
    spec = spec_of(pack, register)
    checked = [
        (owner, checked_cells(pack, spec, {k: v for k, v in cells.items() if v is not None}))
        for owner, cells in rows
    ]
    return place_rows(uow, pack, spec, checked, desk.today) if checked else ()
