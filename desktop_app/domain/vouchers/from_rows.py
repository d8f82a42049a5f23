"""A campaign read from the rows of its registers, under the rule pack it is held by."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.plan import (
    Batch,
    Bracket,
    Campaign,
    Category,
    Face,
    FaceRule,
    Goods,
    Kind,
    Share,
)
from desktop_app.rules.pack import Pack
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema import CampaignKind
from desktop_app.rules.schema.campaigns import VoucherKind
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import CampaignId, EntryId
from desktop_app.values.money import Fen

_SEPARATORS = re.compile(r"[、，,;；\s]+")


@dataclass(frozen=True)
class CampaignRows:
    """The rows of one campaign by register; those of merchants and platforms are not needed."""

    entry: RegisterEntry
    by_register: Mapping[str, Sequence[RegisterEntry]]

    def of(self, register: str) -> Sequence[RegisterEntry]:
        """The rows of a register, in the order they were entered."""
        return self.by_register.get(register, ())

    def under(self, register: str, above: EntryId) -> list[RegisterEntry]:
        """The rows of a register below one row."""
        return [row for row in self.of(register) if row.parent_id == above]


def campaign_of(pack: Pack, kind: CampaignKind, rows: CampaignRows, on: date) -> Campaign:
    """The campaign as its rows say it on a day."""
    cells = rows.entry.cells
    return Campaign(
        id=CampaignId(rows.entry.id),
        name=_text(cells.get("title")),
        starts_on=_day(cells.get("starts_on")) or kind.starts_on,
        ends_on=_day(cells.get("ends_on")) or kind.ends_on,
        county=kind.county,
        area_code=kind.area_code,
        lead=pack.office_name(kind.lead, on),
        finance=pack.office_name(kind.finance, on),
        audit=pack.office_name(kind.audit, on),
        total_fen=_fen(cells.get("total")),
        edition=_whole(cells.get("edition")) or 1,
        merchants_max=_whole(cells.get("merchants_max")),
        pack=rows.entry.pack,
        pack_version=rows.entry.pack_version,
        batches=tuple(_batches(kind, rows)),
        kinds=tuple(_kind(pack, kind, each, rows) for each in kind.kind),
        categories=tuple(
            Category(id=key, title=label)
            for key, label in pack.choices(field_fact(kind.merchants, "category"))
        ),
    )


def _batches(kind: CampaignKind, rows: CampaignRows) -> Iterable[Batch]:
    for row in sorted(
        rows.of(kind.batches), key=lambda each: _whole(each.cells.get("number")) or 0
    ):
        yield Batch(
            number=_whole(row.cells.get("number")) or 0,
            total_fen=_fen(row.cells.get("money")),
            title=_text(row.cells.get("title")),
            opens_on=_day(row.cells.get("opens_on")),
            closes_on=_day(row.cells.get("closes_on")),
            shares=tuple(_shares(kind, rows, row)),
            is_open=row.state in kind.opened,
        )


def _shares(kind: CampaignKind, rows: CampaignRows, batch: RegisterEntry) -> Iterable[Share]:
    """The kinds of a batch; one that has only faces counts with no money, so that it is seen."""
    money = {
        _text(row.cells.get("kind")): _fen(row.cells.get("money"))
        for row in rows.under(kind.shares, batch.id)
    }
    faces = rows.under(kind.faces, batch.id)
    for each in kind.kind:
        own = [_face(row) for row in faces if row.cells.get("kind") == each.id]
        if each.id in money or own:
            yield Share(kind_id=each.id, money_fen=money.get(each.id, Fen(0)), faces=tuple(own))


def _face(row: RegisterEntry) -> Face:
    cells = row.cells
    return Face(
        face_fen=_fen(cells.get("face")),
        threshold_fen=_fen(cells.get("threshold")),
        count=_whole(cells.get("count")) or 0,
    )


def _kind(pack: Pack, campaign: CampaignKind, kind: VoucherKind, rows: CampaignRows) -> Kind:
    return Kind(
        id=kind.id,
        title=kind.title,
        trades=kind.trades,
        is_money_only=kind.is_money_only,
        is_issued=kind.is_issued,
        is_once_per_person=kind.is_once_per_person,
        per_purchase=kind.per_purchase,
        papers=kind.papers,
        faces=_face_rules(_own(rows.of(campaign.faces), kind)),
        goods=tuple(_goods(row) for row in _own(rows.of(campaign.goods), kind)),
        brackets=tuple(
            _bracket(pack, campaign, row) for row in _own(rows.of(campaign.brackets), kind)
        ),
    )


def _own(rows: Iterable[RegisterEntry], kind: VoucherKind) -> list[RegisterEntry]:
    return [row for row in rows if row.cells.get("kind") == kind.id]


def _face_rules(rows: Iterable[RegisterEntry]) -> tuple[FaceRule, ...]:
    """Every face with its threshold once, whatever batch it stands in."""
    pairs = {(face.face_fen, face.threshold_fen) for face in map(_face, rows)}
    return tuple(FaceRule(face_fen=face, threshold_fen=least) for face, least in sorted(pairs))


def _goods(row: RegisterEntry) -> Goods:
    cells = row.cells
    return Goods(
        category=_text(cells.get("category")),
        name=_text(cells.get("name")),
        grade_kind=_text(cells.get("grade_kind")),
        grades=tuple(int(each) for each in _parts(cells.get("grades")) if each.isdecimal()),
        words=tuple(_parts(cells.get("words"))),
        is_open=cells.get("is_open") is True,
    )


def _bracket(pack: Pack, campaign: CampaignKind, row: RegisterEntry) -> Bracket:
    cells = row.cells
    fuel = _text(cells.get("fuel"))
    titles = dict(pack.choices(field_fact(campaign.brackets, "fuel")))
    low, high = cells.get("low"), cells.get("high")
    return Bracket(
        fuel=fuel,
        fuel_title=titles.get(fuel, fuel),
        low_fen=None if low is None else _fen(low),
        high_fen=None if high is None else _fen(high),
        subsidy_fen=_fen(cells.get("subsidy")),
        is_low_included=cells.get("low_included") is not False,
        is_high_included=cells.get("high_included") is True,
    )


def _parts(value: JsonValue) -> list[str]:
    return [each for each in _SEPARATORS.split(_text(value)) if each]


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: JsonValue) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _fen(value: JsonValue) -> Fen:
    return Fen(_whole(value) or 0)


def _day(value: JsonValue) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
