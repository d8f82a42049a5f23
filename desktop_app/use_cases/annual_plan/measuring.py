"""The criteria of a ranking held against projects: raw value, points, weight, what is lacking."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop_app.domain.plans.ranking import Measure, linear_points
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.rules.comparisons import Scene
from desktop_app.rules.kinds import NUMERIC, Quantity
from desktop_app.rules.operands import Missing, evaluate, operand_names
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import scene
from desktop_app.rules.schema import Criterion
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import ProjectId, UnitId

UNIT = "unit"


@dataclass(frozen=True)
class _Past:
    """What a criterion finds on one of the unit's projects."""

    project: Project
    quantity: Quantity


PastResults = Mapping[str, Mapping[UnitId, Sequence[_Past]]]
"""By criterion and unit."""


def measures_of(
    reading: Reading, pack: Pack, criteria: Sequence[Criterion], subjects: Collection[Subject]
) -> dict[Subject, tuple[Measure, ...]]:
    """Every criterion for every project, in the pack's order; all projects are read together."""
    courses = courses_of(reading, subjects)
    units = {course.record.unit_id for course in courses.values()}
    past = _past_results(reading, criteria, units)
    return {
        subject: tuple(_measure(each, pack, course, past.get(each.id)) for each in criteria)
        for subject, course in courses.items()
    }


def _past_results(
    reading: Reading, criteria: Iterable[Criterion], units: Collection[UnitId]
) -> PastResults:
    """What the criteria that look at a unit's record find on its projects."""
    found: dict[str, dict[UnitId, list[_Past]]] = {}
    for criterion in criteria:
        if criterion.over != UNIT:
            continue
        by_unit: dict[UnitId, list[_Past]] = {}
        keys = reading.view.facts.keys_with("project", tuple(operand_names(criterion.value)))
        owners = reading.view.projects.owners()
        wanted = [Subject("project", key) for key in keys if owners.get(ProjectId(key)) in units]
        for course in courses_of(reading, wanted).values():
            quantity = _quantity(criterion, course)
            if isinstance(quantity, Quantity):
                by_unit.setdefault(course.record.unit_id, []).append(_Past(course.record, quantity))
        found[criterion.id] = by_unit
    return found


def _quantity(criterion: Criterion, course: Course) -> Quantity | Missing:
    around = scene(course.pack, course.facts, course.terms)
    return evaluate(criterion.value, around.names, around.lookup)


@dataclass(frozen=True)
class _Look:
    """A criterion looked at for one project."""

    criterion: Criterion
    around: Scene
    clauses: tuple[str, ...]

    @property
    def weight(self) -> Fraction | None:
        """None while the office has set none."""
        found = self.around.lookup(self.criterion.weight)
        return None if found is None else found.number

    def known(self, quantity: Quantity, raw: str, details: tuple[str, ...]) -> Measure:
        """The measure of a value that is known; lacking where an end of the scale is not set."""
        points = _points(self.criterion, self.around, quantity)
        if points is None:
            ends = (self.criterion.best, self.criterion.worst)
            unset = [e for e in ends if isinstance(e, str) and self.around.lookup(e) is None]
            labels = "、".join(_label(self.around, end) for end in unset)
            return self.lacking(f"没有设定{labels or '得分的两端'}")
        return Measure(
            self.criterion.id,
            self.criterion.title,
            raw,
            points,
            self.weight,
            details=details,
            clauses=self.clauses,
        )

    def lacking(self, why: str) -> Measure:
        """The measure of what cannot be told."""
        title = self.criterion.title
        return Measure(self.criterion.id, title, "", None, self.weight, why, clauses=self.clauses)


def _measure(
    criterion: Criterion,
    pack: Pack,
    course: Course,
    past: Mapping[UnitId, Sequence[_Past]] | None,
) -> Measure:
    around = scene(pack, course.facts, course.terms)
    look = _Look(criterion, around, pack.clauses(criterion.rows))
    if past is not None:
        return _by_past(look, past.get(course.record.unit_id, ()))
    quantity = evaluate(criterion.value, around.names, around.lookup)
    if isinstance(quantity, Missing):
        labels = "、".join(_label(around, name) for name in quantity.names)
        return look.lacking(f"资料不足，缺少{labels}")
    return look.known(quantity, quantity.text, _details(criterion, course))


def _by_past(look: _Look, past: Sequence[_Past]) -> Measure:
    """The mean over the unit's projects that have a result."""
    if not past:
        return look.lacking("资料不足，本单位没有登记过的项目")
    mean = sum((each.quantity.number for each in past), Fraction(0)) / len(past)
    quantity = Quantity(past[0].quantity.kind, mean)
    raw = f"{len(past)} 个项目平均 {quantity.text}" if len(past) > 1 else quantity.text
    details = tuple(f"{p.project.code} {p.project.name}：{p.quantity.text}" for p in past)
    return look.known(quantity, raw, details)


def _points(criterion: Criterion, around: Scene, quantity: Quantity) -> Fraction | None:
    """The points of a value; None where an end is not set."""
    if quantity.kind.base not in NUMERIC:
        answer = str(quantity.json).lower()
        points = criterion.points.get(answer)
        return None if points is None else Fraction(points)
    best, worst = (_end(around, end) for end in (criterion.best, criterion.worst))
    if best is None or worst is None or best == worst:
        return None
    return linear_points(quantity.number, best, worst)


def _end(around: Scene, end: Decimal | str | None) -> Fraction | None:
    if isinstance(end, str):
        found = around.lookup(end)
        return None if found is None else found.number
    return None if end is None else Fraction(end)


def _label(around: Scene, name: str) -> str:
    known = around.names.find(name)
    return known.label if known else name


def _details(criterion: Criterion, course: Course) -> tuple[str, ...]:
    """What a counted fact was counted from."""
    names = operand_names(criterion.value)
    found = (course.facts.get(name) for name in names)
    return tuple(line for fact in found if fact is not None for line in fact.extra)
