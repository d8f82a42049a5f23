"""The offices a pack names, and giving one a new name from a day on."""

from dataclasses import dataclass
from datetime import date

from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.going_live.grounds import Grounds, refuse_groundless
from desktop_app.use_cases.office_names import PREFIX
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.text import normal_name


@dataclass(frozen=True)
class OfficeLine:
    """One office of the pack in force."""

    role: str
    label: str
    """What the regulation calls it."""
    name: str
    """What it is called today."""
    since: date | None
    earlier: tuple[tuple[str, date], ...]
    """Names it had, each with its last day."""


def office_lines(desk: Desk) -> tuple[OfficeLine, ...]:
    """Every office of the pack in force, in its order."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
    return tuple(_line(pack, office.role, desk.today) for office in pack.offices)


def rename_office(desk: Desk, role: str, name: str, grounds: Grounds) -> OfficeLine:
    """Give the office of a role a new name from a day on; papers of earlier days keep the old."""
    require(desk, "base_data.edit")
    refuse_groundless(desk, grounds)
    new = name.strip()
    lines = {each.role: each for each in office_lines(desk)}
    if role not in lines:
        known = "、".join(f"{each.role}（{each.label}）" for each in lines.values())
        raise Refused(f"现行办法里没有“{role}”这个机关", advice=f"可选：{known}。")
    line = lines[role]
    if not new or normal_name(new) == normal_name(line.name):
        raise Refused(f"{line.label}现在就叫“{line.name}”", advice="请填写新的全称。")
    if line.since is not None and grounds.since <= line.since:
        raise Refused(
            f"现在的名称自 {line.since} 起，新名称不能从 {grounds.since} 起",
            advice="请核对起始日期。",
            record=line.name,
        )
    title = f"{line.label}自 {grounds.since} 起更名为“{new}”"
    with desk.workspace.begin(desk.act("rename_office", title, reason=grounds.told)) as uow:
        uow.settings.add(
            name=f"{PREFIX}{role}",
            value=new,
            valid_from=grounds.since,
            reason=grounds.reason.strip(),
            signer=desk.operator,
            document_number=grounds.document_number.strip(),
        )
    refresh(desk)
    return next(each for each in office_lines(desk) if each.role == role)


def _line(pack: Pack, role: str, on: date) -> OfficeLine:
    office = next(each for each in pack.offices if each.role == role)
    name = pack.office_name(role, on)
    valid = [n for n in office.names if n.name == name and (n.from_ is None or n.from_ <= on)]
    earlier = [(n.name, n.until) for n in office.names if n.until is not None and n.until < on]
    since = valid[-1].from_ if valid else None
    return OfficeLine(role, office.label, name, since, tuple(earlier))
