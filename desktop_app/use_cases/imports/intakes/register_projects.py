"""Which project a row of a register sheet is about, and whether its sender may report of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import Project, ProjectListRow
from desktop_app.domain.unit_family import superiors
from desktop_app.excel.reading import RowReading
from desktop_app.excel.sheets.registers import PROJECT_CODE, PROJECT_UNIT
from desktop_app.use_cases.imports.intakes.intake import Place, Surroundings
from desktop_app.use_cases.imports.intakes.register_index import key_part
from desktop_app.use_cases.imports.intakes.table import unknown_unit_advice
from desktop_app.values.ids import UnitId
from desktop_app.values.text import normal_name

Values = Mapping[str, object]


class Misplaced(Exception):  # noqa: N818 - a value for the preview, raised to leave the search
    """The row does not say whose it is, or nobody knows what it says: at which column and why."""

    def __init__(self, column: str, cause: str, message: str, advice: str) -> None:
        super().__init__(message)
        self.column = column
        self.cause = cause
        self.message = message
        self.advice = advice


class UnitBook:
    """The units by name and by who sends in for whom."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.by_id: Mapping[UnitId, Unit] = {each.id: each for each in around.view.units.all()}

    def named(self, column: str, text: str) -> Unit:
        """The unit of a name; raises Misplaced with the names most like it."""
        unit = self._around.units.get(normal_name(text))
        if unit is None:
            advice = unknown_unit_advice(self._around, text)
            raise Misplaced(column, "unknown_unit", f"单位名录里没有“{text}”", advice)
        return unit

    def sends_for(self, sender: Unit, unit: UnitId) -> bool:
        """Whether a unit sends in for another: itself or one below it."""
        return sender.id == unit or sender.id in superiors(unit, self.by_id)


class ProjectFinder:
    """Finds projects by code, or by a name only one of them has."""

    def __init__(
        self, around: Surroundings, units: UnitBook, name_column: str, *, is_needed: bool
    ) -> None:
        self._around = around
        self._units = units
        self._name_column = name_column
        self._is_needed = is_needed
        self._read: dict[int, Project] = {}

    def expect(self, rows: Iterable[tuple[Place, RowReading]]) -> None:
        """Read the projects these rows name together."""
        wanted: set[int] = set()
        for place, row in rows:
            try:
                found = self._listed_as(place, row.values)
            except Misplaced:
                continue
            if found is not None:
                wanted.add(found.id)
        many = self._around.view.projects.many(wanted - self._read.keys())
        self._read |= {project.id: project for project in many}

    def find(self, place: Place, values: Values, *, is_own: bool) -> Project | None:
        """The project, None where the row need not name one; raises Misplaced.

        `is_own`: a unit reports only of its own projects and of those below it.
        """
        found = self._listed_as(place, values)
        if found is None:
            return None
        if found.is_classified:
            raise Misplaced(
                PROJECT_CODE,
                "conflict",
                f"{found.code} 已标为涉密，不在这里登记",
                "请按保密规定另行办理。",
            )
        if found.id not in self._read:
            self._read[found.id] = self._around.view.projects.get(found.id)
        project = self._read[found.id]
        self._refuse_other_unit(project, values)
        if is_own and place.sender is not None:
            self._refuse_other_sender(project, place.sender)
        return project

    def _listed_as(self, place: Place, values: Values) -> ProjectListRow | None:
        code, name = (str(values.get(key) or "") for key in (PROJECT_CODE, self._name_column))
        if code:
            return self._by_code(code, name)
        if not self._is_needed:
            return None
        if name:
            return self._by_name(place, name)
        advice = "请填写项目编码，或在表头写“项目编码：”和编码。"
        raise Misplaced(PROJECT_CODE, "missing", "看不出是哪个项目", advice)

    def _by_code(self, code: str, name: str) -> ProjectListRow:
        found = self._codes.get(key_part(code))
        advice = "请核对项目编码和名称。"
        if found is None:
            message = f"没有编码为“{code}”的项目"
            raise Misplaced(PROJECT_CODE, "unknown_record", message, advice)
        if name and not found.is_classified and normal_name(name) != normal_name(found.name):
            message = f"{found.code} 是“{found.name}”，这里写的是“{name}”"
            raise Misplaced(self._name_column, "unknown_record", message, advice)
        return found

    def _by_name(self, place: Place, name: str) -> ProjectListRow:
        sender, named = place.sender, self._names.get(normal_name(name), ())
        own = [e for e in named if sender is None or self._units.sends_for(sender, e.unit_id)]
        if len(own) == 1:
            return own[0]
        message = f"有 {len(own)} 个项目叫“{name}”" if own else f"没有名称为“{name}”的项目"
        raise Misplaced(self._name_column, "unknown_record", message, "请填写项目编码。")

    @cached_property
    def _listed(self) -> Sequence[ProjectListRow]:
        return self._around.view.projects.rows()

    @cached_property
    def _codes(self) -> Mapping[str, ProjectListRow]:
        return {key_part(each.code): each for each in self._listed}

    @cached_property
    def _names(self) -> Mapping[str, Sequence[ProjectListRow]]:
        found: dict[str, list[ProjectListRow]] = {}
        for each in self._listed:
            if not each.is_classified and each.merged_into_id is None:
                found.setdefault(normal_name(each.name), []).append(each)
        return found

    def _refuse_other_unit(self, project: Project, values: Values) -> None:
        text = str(values.get(PROJECT_UNIT) or "")
        if not text:
            return
        named, owner = self._units.named(PROJECT_UNIT, text), self._units.by_id[project.unit_id]
        if named.id != owner.id:
            message = f"{project.code} 是{owner.name}的项目，这里写的是{named.name}"
            raise Misplaced(PROJECT_UNIT, "conflict", message, "请核对项目编码和单位。")

    def _refuse_other_sender(self, project: Project, sender: Unit) -> None:
        owner = self._units.by_id[project.unit_id]
        sends = sender.id == project.submitting_unit_id
        if not sends and not self._units.sends_for(sender, owner.id):
            message = f"{project.code} 是{owner.name}的项目，不是{sender.name}的"
            advice = "请核对项目编码；由主管部门统一报的，请先登记上级主管单位。"
            raise Misplaced(PROJECT_CODE, "conflict", message, advice)
