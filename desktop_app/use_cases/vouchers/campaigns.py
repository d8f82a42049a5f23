"""The campaigns kept here, and one of them as it stands now."""

from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.from_rows import campaign_of
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.errors import Refused
from desktop_app.rules.campaigns import campaign_kind
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import CampaignKind
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import stored_pack
from desktop_app.use_cases.standing.campaign_rows import campaign_rows
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.values.ids import CampaignId


@dataclass(frozen=True)
class CampaignBook:
    """One campaign with the pack it is held by."""

    reading: Reading
    pack: Pack
    kind: CampaignKind
    entry: RegisterEntry
    campaign: Campaign

    @property
    def subject(self) -> Subject:
        """The campaign as the subject of procedures and papers."""
        return self.entry.subject


@dataclass(frozen=True)
class CampaignRow:
    """One campaign as a list shows it."""

    id: CampaignId
    name: str
    state: str
    state_label: str
    pack_title: str
    campaign: Campaign


def campaigns(desk: Desk) -> tuple[CampaignRow, ...]:
    """Every campaign, the newest first."""
    with desk.workspace.read() as view:
        reading = reading_of(desk, view)
        books = [_book(reading, entry) for entry in _entries(desk, view)]
        return tuple(
            CampaignRow(
                book.campaign.id,
                book.campaign.name,
                book.entry.state,
                next((s.title for s in book.pack.states if s.id == book.entry.state), ""),
                book.pack.title,
                book.campaign,
            )
            for book in reversed(books)
        )


def find_campaign(desk: Desk, word: str = "") -> CampaignId:
    """The campaign a number or part of a name means; the only one where nothing is said."""
    rows = campaigns(desk)
    if not rows:
        raise Refused(
            "还没有消费券活动",
            advice="请先在消费券页点“新建活动”（命令行 hengce vouchers plan --start）。",
        )
    found = [row for row in rows if word in ("", str(row.id)) or word in row.name]
    if len(found) == 1:
        return found[0].id
    known = listed(f"{row.id}（{row.name}）" for row in rows)
    what = f"有 {len(found)} 个活动符合“{word}”" if found else f"没有活动“{word}”"
    raise Refused(what if word else f"有 {len(rows)} 个活动", advice=f"请写明编号：{known}。")


def open_campaign(desk: Desk, view: ReadView, campaign_id: CampaignId) -> CampaignBook:
    """The campaign of a row; refused if the row is none."""
    entry = view.registers.find(campaign_id)
    if entry is None:
        raise Refused(f"没有序号为 {campaign_id} 的活动", advice="请在活动列表里选一个。")
    return _book(reading_of(desk, view), entry)


def campaign(desk: Desk, campaign_id: CampaignId) -> Campaign:
    """The plan of a campaign as it stands now."""
    with desk.workspace.read() as view:
        return open_campaign(desk, view, campaign_id).campaign


def _book(reading: Reading, entry: RegisterEntry) -> CampaignBook:
    pack = reading.pinned((entry.pack, entry.pack_version))
    kind = campaign_kind(pack.campaigns, entry.register_id)
    if kind is None or kind.register_ != entry.register_id:
        raise Refused(f"“{entry.name}”不是消费券活动", advice="请在活动列表里选一个。")
    rows = campaign_rows(reading.view, kind, entry)
    return CampaignBook(reading, pack, kind, entry, campaign_of(pack, kind, rows, reading.on))


def _entries(desk: Desk, view: ReadView) -> list[RegisterEntry]:
    """The rows of the campaign registers of every pack kept here, by key."""
    registers = {
        each.register_
        for stored in view.packs.all()
        for each in stored_pack(desk, view, stored.pack, stored.version).campaigns
    }
    found = [entry for register in registers for entry in view.registers.of_register(register)]
    return sorted(found, key=lambda entry: entry.id)
