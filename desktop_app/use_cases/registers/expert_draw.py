"""抽取专家: draw the experts of a review by lot, with those who must stay away named.

The clerk asks for so many members and reserves of some fields. Experts from the project's own unit,
its family of units, or from a firm that stands in the project's registers (designer, contractor,
entrusted body) are put on the list as 回避 with the reason and cannot be drawn. The seed is the end
of the log at that moment, so nobody can choose it; it is kept with the names of all candidates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.domain.expert_draw import (
    MEMBER,
    RECUSED,
    RESERVE,
    Candidate,
    Drawn,
    candidates_for,
    draw,
)
from desktop_app.domain.register import Owner, RegisterEntry
from desktop_app.domain.unit_family import family_head
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import RegisterSpec
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.entries import pack_of_owner, place_rows
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.text import normal_name

FIRM_FORMATS = frozenset({"", "unit"})
"""Text columns that may hold the name of a firm or office."""
LONGEST_NAME = 60
TOO_FEW = (
    "请放宽专业，或在“基础数据”的“专家”页补充：导入填好的“专家库”表"
    "（姓名、工作单位、专业领域，状态填“在库”），再来抽取。"
)


@dataclass(frozen=True)
class DrawRequest:
    """What is to be drawn for one review."""

    members: int
    reserves: int = 0
    fields: tuple[str, ...] = ()
    """专业; empty means any."""


@dataclass(frozen=True)
class DrawOutlook:
    """What the clerk sees before drawing."""

    fields: tuple[str, ...]
    """专业 of the expert list."""
    free: int
    """How many may be drawn now."""
    recused: tuple[Candidate, ...]


def draw_outlook(desk: Desk, review: EntryId, fields: Sequence[str] = ()) -> DrawOutlook:
    """The fields there are, how many could be drawn, and who must stay away."""
    with desk.workspace.read() as view:
        entry, pack, spec = _review(desk, view, review)
        found = _candidates(view, entry, pack, spec, fields)
        known = {each.field for each in view.experts.all() if each.field}
    return DrawOutlook(
        tuple(sorted(known)),
        sum(1 for each in found if not each.reason),
        tuple(each for each in found if each.reason),
    )


def draw_experts(desk: Desk, review: EntryId, request: DrawRequest) -> Drawn:
    """Draw by lot and put members, reserves and those who stay away on the review's list."""
    require(desk, "registers.edit")
    if request.members < 1 or request.reserves < 0:
        raise Refused("抽取人数不对", advice="成员至少 1 人，备选不少于 0 人。")
    with desk.workspace.read() as view:
        entry, pack, spec = _review(desk, view, review)
        found = _candidates(view, entry, pack, spec, request.fields)
        seed = view.log_head().short
    lot = draw(found, request.members, request.reserves, seed)
    if len(lot.members) < request.members:
        raise Refused(
            f"符合条件的专家只有 {lot.candidates} 人，要抽 {request.members} 人",
            advice=TOO_FEW,
            record=entry.name,
        )
    act = desk.act("draw_experts", f"抽取专家 {len(lot.members)} 人", subjects=(entry.subject,))
    with desk.workspace.begin(act) as uow:
        rows = _rows(spec, entry, lot, found)
        place_rows(uow, pack, spec, rows, desk.today)
        uow.notes.add(
            subject=entry.subject,
            kind="note",
            text=_told(lot, found, request),
            noted_at=desk.clock(),
            actor=desk.operator,
        )
    refresh(desk)
    return lot


def _review(
    desk: Desk, view: ReadView, review: EntryId
) -> tuple[RegisterEntry, Pack, RegisterSpec]:
    """The review with the register its experts stand in."""
    entry = view.registers.get(review)
    pack = pack_of_owner(reading_of(desk, view), Owner(parent_id=review), entry.register_id)
    spec = next(
        (each for each in pack.registers if each.owner == entry.register_id and each.is_drawn),
        None,
    )
    if spec is None:
        raise Refused("这一条下面没有专家名单", advice="请在评审登记里抽取。", record=entry.name)
    return entry, pack, spec


def _candidates(
    view: ReadView,
    entry: RegisterEntry,
    pack: Pack,
    spec: RegisterSpec,
    fields: Sequence[str],
) -> tuple[Candidate, ...]:
    listed = [
        each
        for each in view.registers.of_owners("parent_id", (entry.id,))
        if each.register_id == spec.id
    ]
    already = [(str(e.cells.get("name") or ""), str(e.cells.get("unit") or "")) for e in listed]
    parties = _parties(view, pack, entry.project_id) if entry.project_id is not None else {}
    return candidates_for(view.experts.all(), fields=fields, parties=parties, already=already)


def _parties(view: ReadView, pack: Pack, project_id: ProjectId) -> dict[str, str]:
    """Units and firms with an interest in a project, each with what it is there."""
    units = {unit.id: unit for unit in view.units.all()}
    owner = view.projects.get(project_id).unit_id
    head = family_head(owner, units)
    found: dict[str, str] = {}
    for row in view.registers.of_owners("project_id", (project_id,)):
        found |= _firms(pack, row)
    for unit in units.values():
        if family_head(unit.id, units) == head:
            role = "项目单位" if unit.id == owner else "项目单位的上级或下属单位"
            for name in (unit.name, *unit.aliases):
                found[normal_name(name)] = role
    return found


def _firms(pack: Pack, row: RegisterEntry) -> dict[str, str]:
    spec = next((each for each in pack.registers if each.id == row.register_id), None)
    if spec is None or spec.is_drawn:
        return {}
    names = {}
    for column in spec.field:
        value = row.cells.get(column.id)
        is_name = column.type == "text" and column.format in FIRM_FORMATS and not column.is_key
        if is_name and isinstance(value, str) and 0 < len(value) <= LONGEST_NAME:
            names[normal_name(value)] = f"{spec.label}的{column.label}"
    return names


def _rows(
    spec: RegisterSpec, entry: RegisterEntry, lot: Drawn, found: Sequence[Candidate]
) -> list[tuple[Owner, dict[str, JsonValue]]]:
    owner = Owner(project_id=entry.project_id, parent_id=entry.id)
    people = [
        *((expert, MEMBER, "") for expert in lot.members),
        *((expert, RESERVE, "") for expert in lot.reserves),
        *((each.expert, RECUSED, each.reason) for each in found if each.reason),
    ]
    columns = {column.id for column in spec.field}
    rows = []
    for expert, role, reason in people:
        cells: dict[str, JsonValue] = {
            "name": expert.name,
            "unit": expert.unit_name,
            "field": expert.field,
            "committee": expert.committee,
            "role": role,
            "reason": reason,
        }
        rows.append((owner, {key: value for key, value in cells.items() if key in columns}))
    return rows


def _told(lot: Drawn, found: Sequence[Candidate], request: DrawRequest) -> str:
    """The draw in words, so that it can be drawn again."""
    fields = "、".join(request.fields) or "不限"
    free = "、".join(sorted(each.key.replace("|", "·") for each in found if not each.reason))
    members = "、".join(each.name for each in lot.members)
    reserves = "、".join(each.name for each in lot.reserves) or "无"
    recused = "、".join(f"{c.expert.name}（{c.reason}）" for c in found if c.reason) or "无"
    return (
        f"随机抽取专家：专业{fields}；抽签序号 {lot.seed}；候选 {lot.candidates} 人：{free}。"
        f"成员：{members}；备选：{reserves}；回避：{recused}。"
    )
