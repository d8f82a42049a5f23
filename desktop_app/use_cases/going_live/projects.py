"""Projects handed over to another unit, and projects split into several."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.project import AMOUNT_LABELS, AmountKind, FundingLine, Project
from desktop_app.domain.record import Subject
from desktop_app.domain.succession import HANDED_OVER, SPLIT
from desktop_app.errors import Refused
from desktop_app.use_cases.codes import code_giver
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.going_live.grounds import Grounds, refuse_groundless
from desktop_app.use_cases.regime import current_pack, project_pack
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.past import go_on_from_here
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen, wan_text
from desktop_app.values.text import normal_name


@dataclass(frozen=True)
class Part:
    """One project that comes out of another; amounts and money sources in 分."""

    name: str
    unit_id: UnitId
    amounts: Mapping[AmountKind, Fen] = field(default_factory=dict)
    funding: Mapping[str, Fen] = field(default_factory=dict)


def hand_over(
    desk: Desk, projects: Collection[ProjectId], to: UnitId, grounds: Grounds
) -> tuple[Project, ...]:
    """Give projects to another unit from a day on, with the reason and the paper it rests on."""
    require(desk, "projects.edit")
    refuse_groundless(desk, grounds)
    wanted = tuple(dict.fromkeys(projects))
    if not wanted:
        raise Refused("没有选项目", advice="请先选中要移交的项目。")
    subjects = tuple(Subject("project", each) for each in wanted)
    act = desk.act("hand_over", "移交项目", reason=grounds.told, subjects=subjects)
    with desk.workspace.begin(act) as uow:
        unit = uow.units.get(to)
        if unit.valid_until is not None:
            raise Refused(f"“{unit.name}”已经不再存在", advice="请选现在还有的单位。")
        found = uow.projects.many(wanted)
        for project in found:
            _refuse_unfit(desk, uow, project, to, grounds)
            is_sender = project.submitting_unit_id in {None, project.unit_id}
            sent = {"submitting_unit_id": to} if is_sender else {}
            uow.projects.change(project.id, unit_id=to, **sent)
            uow.successions.add(
                kind=HANDED_OVER,
                happened_on=grounds.since,
                project_id=project.id,
                unit_id=project.unit_id,
                to_unit_id=to,
                reason=grounds.reason.strip(),
                document_number=grounds.document_number.strip(),
            )
        uow.concern((Subject("unit", to),))
        moved = uow.projects.many(wanted)
    refresh(desk)
    return moved


def split_project(
    desk: Desk, project_id: ProjectId, kept: Part, parts: Sequence[Part], grounds: Grounds
) -> tuple[Project, ...]:
    """Split a project: what is kept and its parts add up to it; gives the new projects.

    The project goes on under its code with what is kept. The parts begin in its state; what lies
    behind that state counts as gone through. Registers, papers and signed steps stay with it.
    """
    require(desk, "projects.edit")
    refuse_groundless(desk, grounds)
    subject = Subject("project", project_id)
    act = desk.act("split_project", "拆分项目", reason=grounds.told, subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        whole = uow.projects.get(project_id)
        _refuse_ended(desk, uow, whole)
        _refuse_bad_parts(uow, whole, parts)
        refuse_unequal(whole, (kept, *parts))
        give = code_giver(uow, current_pack(desk, uow))
        made = [_add_part(uow, whole, part, give(whole.year), grounds) for part in parts]
        uow.projects.change(project_id, amounts=dict(kept.amounts), funding=_lines(whole, kept))
        uow.concern(Subject("project", each.id) for each in made)
        go_on_from_here(desk, uow, [Subject("project", each.id) for each in made])
        open_due_procedures(desk, uow, (subject,))
    refresh(desk)
    return tuple(made)


def remainder(
    whole: Project, parts: Iterable[Part]
) -> tuple[dict[AmountKind, Fen], dict[str, Fen]]:
    """What is left of every amount and source once the parts are taken out of the whole."""
    listed = tuple(parts)
    amounts = {
        kind: Fen(fen - sum(part.amounts.get(kind, Fen(0)) for part in listed))
        for kind, fen in whole.amounts.items()
    }
    funding = {
        line.source: Fen(
            line.amount_fen - sum(part.funding.get(line.source, Fen(0)) for part in listed)
        )
        for line in whole.funding
    }
    return amounts, funding


def refuse_unequal(whole: Project, parts: Iterable[Part]) -> None:
    """The amounts of the parts, by kind and by source, add up to those of the whole."""
    listed = tuple(parts)
    sources = {line.source: line.amount_fen for line in whole.funding}
    faults = [
        *(
            _difference(AMOUNT_LABELS[kind], whole.amounts.get(kind), listed_sum)
            for kind in AmountKind
            if (listed_sum := _sum(part.amounts.get(kind) for part in listed))
            != whole.amounts.get(kind)
        ),
        *(
            _difference(f"资金来源（{source}）", sources.get(source), listed_sum)
            for source in dict.fromkeys((*sources, *(s for p in listed for s in p.funding)))
            if (listed_sum := _sum(part.funding.get(source) for part in listed))
            != sources.get(source)
        ),
    ]
    below = [fen for part in listed for fen in (*part.amounts.values(), *part.funding.values())]
    if any(fen < 0 for fen in below):
        raise Refused(
            "拆出的金额多于原项目的金额", advice="请核对各部分的金额。", record=whole.code
        )
    if faults:
        raise Refused(
            f"拆分前后金额对不上：{'；'.join(faults)}",
            advice="留下的和拆出的各项金额合计，应与原项目相等。",
            record=whole.code,
        )


def _sum(amounts: Iterable[Fen | None]) -> Fen | None:
    """None where no part says anything."""
    given = [each for each in amounts if each is not None]
    return Fen(sum(given)) if given else None


def _difference(label: str, whole: Fen | None, parts: Fen | None) -> str:
    before = f"{wan_text(whole)} 万元" if whole is not None else "没有"
    after = f"{wan_text(parts)} 万元" if parts is not None else "没有填"
    return f"{label}原为{before}，各部分合计{after}"


def _add_part(uow: UnitOfWork, whole: Project, part: Part, code: str, grounds: Grounds) -> Project:
    made = uow.projects.add(
        code=code,
        name=part.name.strip(),
        unit_id=part.unit_id,
        submitting_unit_id=part.unit_id,
        year=whole.year,
        state=whole.state,
        track=whole.track,
        pack=whole.pack,
        pack_version=whole.pack_version,
        applied_on=whole.applied_on,
        nature=whole.nature,
        category=whole.category,
        goal=whole.goal,
        content=whole.content,
        route=whole.route,
        data_needed=whole.data_needed,
        amounts=dict(part.amounts),
        funding=_lines(whole, part),
        recorded=dict(whole.recorded),
    )
    uow.successions.add(
        kind=SPLIT,
        happened_on=grounds.since,
        project_id=whole.id,
        to_project_id=made.id,
        reason=grounds.reason.strip(),
        document_number=grounds.document_number.strip(),
    )
    return made


def _lines(whole: Project, part: Part) -> tuple[FundingLine, ...]:
    """The money sources of a part, in the order of the whole."""
    sources = [line.source for line in whole.funding]
    given = {source: fen for source, fen in part.funding.items() if fen}
    return tuple(FundingLine(source, given[source]) for source in sources if source in given)


def _refuse_bad_parts(view: ReadView, whole: Project, parts: Sequence[Part]) -> None:
    if not parts:
        raise Refused("没有写拆出的项目", advice="请至少写一个拆出的项目。", record=whole.code)
    seen = {(whole.unit_id, normal_name(whole.name))}
    for part in parts:
        key = (part.unit_id, normal_name(part.name))
        if not key[1]:
            raise Refused("拆出的项目没有名称", advice="请填写项目全称。", record=whole.code)
        named = view.projects.where(unit_id=part.unit_id)
        if key in seen or key[1] in {normal_name(each.name) for each in named}:
            raise Refused(f"“{part.name}”与同一单位的另一个项目同名", advice="请改用不同的名称。")
        seen.add(key)


def _refuse_unfit(
    desk: Desk, view: ReadView, project: Project, to: UnitId, grounds: Grounds
) -> None:
    _refuse_ended(desk, view, project)
    if project.unit_id == to:
        name = view.units.get(to).name
        raise Refused(f"项目本来就是“{name}”的", advice="请核对接收单位。", record=project.code)
    if grounds.since < project.applied_on:
        raise Refused(
            f"移交日期 {grounds.since} 早于申报日期 {project.applied_on}",
            advice="请核对日期。",
            record=project.code,
        )
    turns = view.successions.of_project(project.id)
    earlier = [turn.happened_on for turn in turns if turn.kind == HANDED_OVER]
    if earlier and grounds.since < max(earlier):
        raise Refused(
            f"移交日期 {grounds.since} 早于上一次移交的 {max(earlier)}",
            advice="请核对日期。",
            record=project.code,
        )


def _refuse_ended(desk: Desk, view: ReadView, project: Project) -> None:
    state = project_pack(desk, view, project).state(project.state)
    if not state.is_live or project.is_classified:
        told = "已标为涉密" if project.is_classified else state.title
        raise Refused(
            f"项目{told}，不能再移交或拆分", advice="请核对所选的项目。", record=project.code
        )
