"""试算: what would change if values of the law were others; nothing is ever written.

The clerk types another figure beside a clause (500 → 400 万元) and sees exactly which projects
would go another way, which checks would turn, and by which of the clauses that name the figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from desktop_app.domain.planned_route import PlannedProcedure, planned_route
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.dated import WrittenValueError, quantity_in
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import LawValue
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.progress import SILENT, SMALL_PART, Steps
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen, wan_text

WORKING = "正在试算"
NOT_JUDGED, NOT_DUE = "不核查", "未到"


@dataclass(frozen=True)
class TriedValue:
    """One value of the law tried with another figure."""

    id: str
    label: str
    clauses: tuple[str, ...]
    now: str
    tried: str


@dataclass(frozen=True)
class TrialLine:
    """One project that would fare otherwise."""

    project_id: ProjectId
    code: str
    name: str
    unit: str
    amount: str
    route: tuple[str, ...]
    """How its way would change, one sentence each with the clauses."""
    checks: tuple[str, ...]
    """Checks that would turn: title, word before → word after, clauses."""

    @property
    def changes_route(self) -> bool:
        """Whether it would go another way, not only be judged otherwise."""
        return bool(self.route)


@dataclass(frozen=True)
class Trial:
    """What was tried and whom it would touch."""

    values: tuple[TriedValue, ...]
    looked_at: int
    lines: tuple[TrialLine, ...]

    @property
    def rerouted(self) -> tuple[TrialLine, ...]:
        """Those that would go another way."""
        return tuple(line for line in self.lines if line.changes_route)


def try_values(desk: Desk, tried: Mapping[str, str], steps: Steps = SILENT) -> Trial:
    """Every live project under its own pack with other figures; read only.

    Args:
        desk: the desk.
        tried: figures by the id of a value of the law, in the unit the law writes it in.
        steps: told how far it is; may stop it.
    """
    with desk.workspace.read() as view:
        now = Reading(desk, view, desk.today, is_brief=True)
        told = _told(now.current, tried, now.on)
        other = Reading(
            desk, view, now.on, change=lambda pack: _with_values(pack, tried), is_brief=True
        )
        subjects = [Subject("project", r.id) for r in view.projects.rows() if not r.is_classified]
        lines: list[TrialLine] = []
        for part in steps.parts(subjects, WORKING, SMALL_PART):
            before, after = courses_of(now, part), courses_of(other, part)
            found = (_line(before[each], after[each]) for each in part if before[each].is_live)
            lines += [line for line in found if line is not None]
        return Trial(told, len(subjects), tuple(lines))


def _told(pack: Pack, tried: Mapping[str, str], on: date) -> tuple[TriedValue, ...]:
    found = []
    values = {value.id: value for value in pack.parameters}
    for name, text in tried.items():
        if name not in values:
            known = "、".join(f"{each.id}（{each.label}）" for each in pack.parameters)
            raise Refused(f"没有法定值“{name}”", advice=f"可试的：{known}。")
        value = values[name]
        now = pack.value(name, on)
        found.append(
            TriedValue(
                name,
                value.label,
                pack.clauses(value.rows),
                now.text if now else "未施行",
                quantity_in(value.unit, _number(value, text)).text,
            )
        )
    return tuple(found)


def _number(value: LawValue, text: str) -> object:
    """The typed figure as the law would write it; refused where the unit cannot hold it."""
    try:
        number: object = Decimal(text)
    except InvalidOperation:
        number = text
    try:
        quantity_in(value.unit, number)
    except (WrittenValueError, ValueError, TypeError) as problem:
        raise Refused(
            f"“{value.label}”不能试“{text}”", advice=f"请按{value.unit}填写。"
        ) from problem
    return number


def _with_values(pack: Pack, tried: Mapping[str, str]) -> Pack:
    values = {
        name: (
            value.model_copy(update={"value": _number(value, tried[name]), "dated": ()})
            if name in tried
            else value
        )
        for name, value in pack.names.values.items()
    }
    return replace(pack, names=replace(pack.names, values=values))


def _line(now: Course, other: Course) -> TrialLine | None:
    route = tuple(route_changes(way_of(now), way_of(other)))
    checks = tuple(check_changes(now.verdicts, other.verdicts))
    if not route and not checks:
        return None
    project, amount = now.record, now.facts["route_amount"].value
    return TrialLine(
        project.id,
        project.code,
        project.name,
        now.reading.units[project.unit_id].name,
        wan_text(Fen(amount)) if isinstance(amount, int) else "",
        route,
        checks,
    )


def way_of(course: Course) -> tuple[PlannedProcedure, ...]:
    """The way its pack gives a subject."""
    track = course.history.track
    return planned_route(course.pack, course.governed_as, course.facts, course.terms, track=track)


def route_changes(
    way: Iterable[PlannedProcedure], tried: Iterable[PlannedProcedure]
) -> Iterable[str]:
    """How one way differs from another, one sentence each with the clauses."""
    before = {each.id: each for each in way}
    after = {each.id: each for each in tried}
    for gone in (each for key, each in before.items() if key not in after):
        yield f"不再办“{gone.title}”（{'、'.join(gone.clauses)}）"
    for new in (each for key, each in after.items() if key not in before):
        yield f"改办“{new.title}”（{'、'.join(new.clauses)}）"
    for key in before.keys() & after.keys():
        yield from _step_changes(before[key], after[key])


def _step_changes(before: PlannedProcedure, after: PlannedProcedure) -> Iterable[str]:
    old = {step.path: step for step in before.steps}
    new = {step.path: step for step in after.steps}
    for path in (each for each in old if each not in new):
        yield f"“{before.title}”不再经“{old[path].title}”（{'、'.join(old[path].clauses)}）"
    for path in (each for each in new if each not in old):
        yield f"“{after.title}”增加“{new[path].title}”（{'、'.join(new[path].clauses)}）"


def check_changes(now: Iterable[Verdict], other: Iterable[Verdict]) -> Iterable[str]:
    """The checks that turn, come or go: title, word before → word after, clauses."""
    before = {verdict.rule: verdict for verdict in now}
    after = {verdict.rule: verdict for verdict in other}
    for rule in dict.fromkeys((*before, *after)):
        was = before[rule].word or NOT_DUE if rule in before else NOT_JUDGED
        becomes = after[rule].word or NOT_DUE if rule in after else NOT_JUDGED
        if was != becomes:
            told = before.get(rule) or after[rule]
            yield f"{told.title}：{was} → {becomes}（{'、'.join(told.clauses)}）"
