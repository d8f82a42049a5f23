"""A project keeps its pack version until it is moved with a reason; first it is seen what differs.

Nothing moves by itself: a newer version in the workspace leaves every project where it is.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_opening import automatic_openings
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.domain.succession import REPINNED
from desktop_app.errors import Refused
from desktop_app.rules.difference import Difference, differences
from desktop_app.rules.facts import OLDER_REGIME
from desktop_app.rules.pack import Pack
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.going_live.difference_words import difference_words
from desktop_app.use_cases.going_live.regimes import Regime, regime_named, regimes
from desktop_app.use_cases.office_names import renames_of, with_office_names
from desktop_app.use_cases.progress import SILENT, SMALL_PART, Steps
from desktop_app.use_cases.regime import stored_pack
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.past import go_on_from_here
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.trial import check_changes, route_changes, way_of
from desktop_app.values.ids import ProjectId

WORKING = "正在比较两个版本"


@dataclass(frozen=True)
class RepinLine:
    """One project and what the move would mean for it."""

    project_id: ProjectId
    code: str
    name: str
    before: str
    """The regime it goes by now."""
    obstacles: tuple[str, ...]
    """Why it cannot be moved; empty if it can."""
    checks: tuple[str, ...] = ()
    """Checks that would turn, come or go."""
    route: tuple[str, ...] = ()
    """How its way would change."""
    opens: tuple[str, ...] = ()
    """Procedures that would begin by themselves."""

    @property
    def changes_nothing(self) -> bool:
        """Whether it would fare as before."""
        return not (self.checks or self.route or self.opens)


@dataclass(frozen=True)
class PackDifference:
    """What one version changes against another."""

    before: str
    after: str
    entries: tuple[Difference, ...]
    words: tuple[tuple[str, str, str], ...] = ()
    """Of each entry what changed, what it was and what it becomes, in a clerk's words."""


@dataclass(frozen=True)
class RepinOutlook:
    """What a move would change; nothing is written."""

    target: Regime
    differences: tuple[PackDifference, ...]
    """One for each version the projects go by now."""
    lines: tuple[RepinLine, ...]

    @property
    def can_move(self) -> bool:
        """Whether every project could be moved."""
        return bool(self.lines) and not any(line.obstacles for line in self.lines)


def targets(desk: Desk) -> tuple[Regime, ...]:
    """Every pack version a project can be moved to, the newest first."""
    with desk.workspace.read() as view:
        return tuple(reversed(regimes(view)))


def target_named(desk: Desk, text: str) -> Regime:
    """The version a text names; refused with the versions there are."""
    with desk.workspace.read() as view:
        known = regimes(view)
    found = regime_named(known, text)
    if found is None:
        choices = listed(f"{each.pack}@{each.version}（{each.title}）" for each in known)
        raise Refused(f"工作区里没有规则包“{text}”", advice=f"可选：{choices}。")
    return found


def pinned_to(desk: Desk, regime: Regime) -> tuple[ProjectId, ...]:
    """The live projects that go by a version."""
    with desk.workspace.read() as view:
        pack = stored_pack(desk, view, regime.pack, regime.version)
        live = _live_states(pack)
        found = view.projects.where(pack=regime.pack, pack_version=regime.version)
        return tuple(p.id for p in found if p.state in live and not p.is_classified)


def repin_outlook(
    desk: Desk, projects: Collection[ProjectId], target: Regime, steps: Steps = SILENT
) -> RepinOutlook:
    """What moving these projects to a version would change: the law, their checks, their way."""
    with desk.workspace.read() as view:
        pack = stored_pack(desk, view, target.pack, target.version)
        return _outlook(Reading(desk, view, desk.today), projects, pack, steps)


def new_version_outlook(desk: Desk, pack: Pack, steps: Steps = SILENT) -> RepinOutlook:
    """What a version that is not taken up yet changes against those in use, and for which projects.

    Where no project goes by an earlier version it is held against the one kept last.
    Nothing is written: the projects go on by their own version until they are moved.
    """
    with desk.workspace.read() as view:
        others = [
            project
            for project in view.projects.where(pack=pack.id)
            if project.pack_version != pack.version and not project.is_classified
        ]
        live = {
            version: _live_states(stored_pack(desk, view, pack.id, version))
            for version in {project.pack_version for project in others}
        }
        found = [each.id for each in others if each.state in live[each.pack_version]]
        named = with_office_names(pack, renames_of(view))
        seen = _outlook(Reading(desk, view, desk.today), found, named, steps)
        kept = [p for p in view.packs.all() if p.pack == pack.id and p.version != pack.version]
        if seen.differences or not kept:
            return seen
        last = stored_pack(desk, view, kept[-1].pack, kept[-1].version)
        return replace(seen, differences=(_difference(last, named),))


def _live_states(pack: Pack) -> frozenset[str]:
    return frozenset(state.id for state in pack.states if state.is_live)


def _outlook(
    now: Reading, projects: Collection[ProjectId], pack: Pack, steps: Steps
) -> RepinOutlook:
    desk, view = now.desk, now.view
    wanted = [Subject("project", each) for each in dict.fromkeys(projects)]
    lines: list[RepinLine] = []
    for part in steps.parts(wanted, WORKING, SMALL_PART):
        found = courses_of(now, part)
        movable = [each for each in part if not _obstacles(found[each], pack)]
        other = courses_of(Reading(desk, view, desk.today, pack=pack), movable)
        lines += [_line(view, found[each], other.get(each), pack) for each in part]
    pins = dict.fromkeys((p.pack, p.pack_version) for p in _projects(view, wanted))
    told = tuple(
        _difference(stored_pack(desk, view, *pin), pack)
        for pin in pins
        if pin != (pack.id, pack.version)
    )
    return RepinOutlook(Regime(pack.id, pack.version, pack.title), told, tuple(lines))


def repin(
    desk: Desk,
    projects: Collection[ProjectId],
    target: Regime,
    reason: str,
    document_number: str = "",
) -> tuple[Project, ...]:
    """Move projects to a version with a reason; refused as a whole if one cannot be moved."""
    require(desk, "projects.repin")
    if not reason.strip():
        raise Refused("没有写理由", advice="请写明为什么改用另一版本，理由会存档。")
    wanted = tuple(dict.fromkeys(projects))
    if not wanted:
        raise Refused("没有选项目", advice="请先选中要改用的项目。")
    subjects = tuple(Subject("project", each) for each in wanted)
    title = f"改按《{target.label}》办理"
    pin = f"{target.pack} {target.version}"
    act = desk.act("repin", title, reason=reason, subjects=subjects, pack=pin)
    with desk.workspace.begin(act) as uow:
        pack = stored_pack(desk, uow, target.pack, target.version)
        found = courses_of(Reading(desk, uow, desk.today), subjects)
        _refuse_hindered(found.values(), pack)
        for course in found.values():
            project: Project = course.record
            recorded = {k: v for k, v in project.recorded.items() if k != OLDER_REGIME}
            uow.projects.change(
                project.id, pack=pack.id, pack_version=pack.version, recorded=recorded
            )
            for case in course.history.cases:
                if case.closed_on is None:
                    uow.cases.change(case.id, pack=pack.id, pack_version=pack.version)
            uow.successions.add(
                kind=REPINNED,
                happened_on=desk.today,
                project_id=project.id,
                before=_before(project),
                after=pin,
                reason=reason.strip(),
                document_number=document_number.strip(),
            )
        go_on_from_here(desk, uow, subjects)
        moved = uow.projects.many(wanted)
    refresh(desk)
    return moved


def _projects(view: ReadView, subjects: Iterable[Subject]) -> tuple[Project, ...]:
    return view.projects.many(each.id for each in subjects)


def _before(project: Project) -> str:
    """What it went by: an older regime by its name, else pack and version."""
    older = project.recorded.get(OLDER_REGIME)
    return str(older) if older else f"{project.pack} {project.pack_version}"


def _difference(old: Pack, new: Pack) -> PackDifference:
    entries = differences(old, new)
    return PackDifference(
        f"{old.title} {old.version}",
        f"{new.title} {new.version}",
        entries,
        tuple(difference_words(each, (old, new)) for each in entries),
    )


def _line(view: ReadView, now: Course, other: Course | None, pack: Pack) -> RepinLine:
    project: Project = now.record
    labels = {f"{each.pack} {each.version}": each.label for each in regimes(view)}
    before = _before(project)
    head = (project.id, project.code, project.name, labels.get(before, before))
    if other is None:
        return RepinLine(*head, _obstacles(now, pack))
    return RepinLine(
        *head,
        (),
        tuple(check_changes(now.verdicts, other.verdicts)),
        tuple(route_changes(way_of(now), way_of(other))),
        tuple(sorted(_beginning(other) - _beginning(now))),
    )


def _beginning(course: Course) -> set[str]:
    """Titles of the procedures that begin by themselves where it stands."""
    state = course.history.state
    found = automatic_openings(
        course.pack, course.governed_as, course.facts, course.history, course.terms
    )
    return {each.title for each in found if state in course.pack.procedure(each.procedure).after}


def _obstacles(course: Course, pack: Pack) -> tuple[str, ...]:
    """Why a project cannot go by a pack: already does, its state or a running procedure unknown."""
    project: Project = course.record
    is_same = (project.pack, project.pack_version) == (pack.id, pack.version)
    if project.is_classified:
        return ("已标为涉密，没有内容可以核查",)
    if is_same and not course.is_under_older:
        return ("已经按这一版办理",)
    found = []
    states = {state.id for state in pack.states if state.subject == course.governed_as}
    if project.state not in states:
        found.append(f"这一版没有“{course.pack.state(project.state).title}”这种状态")
    known = {procedure.id for procedure in pack.procedures}
    running = (case for case in course.history.cases if case.closed_on is None)
    for case in running:
        if case.procedure not in known:
            title = course.pack.procedure(case.procedure).title
            found.append(f"正在办的“{title}”在这一版里没有，请先办完")
            continue
        paths = {flat.path for flat in pack.steps_of(case.procedure)}
        records = course.history.records_of(case)
        if any(record.step.partition("@")[0] not in paths for record in records):
            title = course.pack.procedure(case.procedure).title
            found.append(f"“{title}”已登记的环节在这一版里没有，请先办完")
    return tuple(found)


def _refuse_hindered(courses: Iterable[Course], pack: Pack) -> None:
    hindered = [(each.record.code, found) for each in courses if (found := _obstacles(each, pack))]
    if hindered:
        told = "；".join(f"{code}：{'、'.join(why)}" for code, why in hindered)
        raise Refused(f"不能改用这一版：{told}", advice="请去掉这些项目，或先办完再改。")
