"""The plan a regulation lays down for a campaign: as rows of its registers, and read from them."""

from collections.abc import Iterable, Mapping

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.from_rows import CampaignRows, campaign_of
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import CampaignKind
from desktop_app.rules.schema.campaign_plan import PlannedBatch
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import EntryId

Cells = Mapping[str, JsonValue]


def planned_campaign(pack: Pack, kind: CampaignKind) -> Campaign:
    """The campaign as the text alone has it, before the office entered or changed anything."""
    rows = _Rows(pack, kind)
    entry = rows.add(kind.register_, campaign_cells(kind, kind.title))
    for register, found in (
        (kind.goods, goods_cells(kind)), (kind.brackets, brackets_cells(kind)),
    ):  # fmt: skip
        for cells in found:
            rows.add(register, cells, entry.id)
    for batch in kind.batch:
        below = rows.add(kind.batches, batch_cells(batch), entry.id).id
        for register, found in (
            (kind.shares, shares_cells(batch)), (kind.faces, faces_cells(batch)),
        ):  # fmt: skip
            for cells in found:
                rows.add(register, cells, below)
    return campaign_of(pack, kind, CampaignRows(entry, rows.by_register), kind.starts_on)


class _Rows:
    """Rows of registers that nobody keeps."""

    def __init__(self, pack: Pack, kind: CampaignKind) -> None:
        self.pack, self.kind = pack, kind
        self.by_register: dict[str, list[RegisterEntry]] = {}
        self.count = 0

    def add(self, register: str, cells: Cells, parent: EntryId | None = None) -> RegisterEntry:
        self.count += 1
        entry = RegisterEntry(
            EntryId(self.count), register, "", cells, self.pack.id, self.pack.version,
            self.kind.starts_on, parent_id=parent,
        )  # fmt: skip
        self.by_register.setdefault(register, []).append(entry)
        return entry


def campaign_cells(kind: CampaignKind, name: str) -> Cells:
    """The row of the campaign itself."""
    return {
        "title": name, "theme": kind.theme, "starts_on": kind.starts_on.isoformat(),
        "ends_on": kind.ends_on.isoformat(), "total": kind.total, "edition": 1,
        "merchants_max": kind.merchants_max,
    }  # fmt: skip


def batch_cells(batch: PlannedBatch) -> Cells:
    """The row of a batch."""
    return {
        "number": batch.number,
        "title": batch.title,
        "money": batch.money,
        "opens_on": batch.opens_on.isoformat() if batch.opens_on else None,
        "closes_on": batch.closes_on.isoformat() if batch.closes_on else None,
    }


def shares_cells(batch: PlannedBatch) -> Iterable[Cells]:
    """The rows of what a batch holds of each kind."""
    return ({"kind": each.kind, "money": each.money} for each in batch.share)


def faces_cells(batch: PlannedBatch) -> Iterable[Cells]:
    """The rows of the faces in a batch."""
    for each in batch.face:
        yield {
            "kind": each.kind, "face": each.face, "threshold": each.threshold,
            "count": each.count,
        }  # fmt: skip


def goods_cells(kind: CampaignKind) -> Iterable[Cells]:
    """The rows of the list of goods."""
    for group in kind.goods_list:
        for name in group.names:
            yield {
                "kind": group.kind, "category": group.category, "name": name,
                "grade_kind": group.grade_kind or None,
                "grades": "、".join(map(str, group.grades)) or None,
                "words": "、".join(group.words.get(name, ())) or None,
                "is_open": group.is_open or None,
            }  # fmt: skip


def brackets_cells(kind: CampaignKind) -> Iterable[Cells]:
    """The rows of the price brackets."""
    for each in kind.bracket:
        yield {
            "kind": each.kind, "fuel": each.fuel, "low": each.low, "high": each.high,
            "low_included": each.low_included, "high_included": each.high_included,
            "subsidy": each.subsidy,
        }  # fmt: skip
