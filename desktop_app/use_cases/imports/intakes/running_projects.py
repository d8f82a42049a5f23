"""Intake of running projects (在办项目补录表): each row is a project in the state it is in today.

What the dates, the state and the amounts say against each other is told and kept, never judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.unit_of_work import UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.mid_life import PROJECT, project_dates
from desktop_app.domain.project import AMOUNT_LABELS, AmountKind, Project
from desktop_app.domain.record import Subject
from desktop_app.excel.problems import Cause, CellProblem, cause_advice
from desktop_app.excel.reading import RowReading
from desktop_app.excel.sheets.running_projects import AMOUNT_SUFFIX
from desktop_app.rules.facts import OLDER_REGIME, PAST_PAPERS, TAKEN_OVER_ON
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.codes import code_giver
from desktop_app.use_cases.going_live.doubts import doubts_of
from desktop_app.use_cases.going_live.regimes import Regime, regimes
from desktop_app.use_cases.imports.intakes.intake import (
    MATCHING,
    STORING,
    Draft,
    Place,
    Surroundings,
    subjects_of,
)
from desktop_app.use_cases.imports.intakes.mid_life_rows import (
    CellFaultError,
    Known,
    chosen,
    is_taken_over,
    regime_of,
    text_of,
)
from desktop_app.use_cases.imports.intakes.reserve_pool import named_unit, unknown_owner
from desktop_app.use_cases.imports.intakes.table import shown
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.use_cases.progress import SMALL_PART
from desktop_app.use_cases.regime import stored_pack
from desktop_app.use_cases.standing.past import go_on_from_here
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen
from desktop_app.values.text import normal_name

OWN = ("nature", "category", "content", "note")
"""Columns of the sheet that are columns of the project."""
NOT_COMPARED = frozenset({"year", "submitting_unit_id"})
"""Follow from the others."""


class RunningProjectsIntake:
    """Projects an office starts with in mid-life."""

    sheet = "running_projects"

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row: new, changed, unchanged or a problem; doubts are told beside it."""
        look = _Look(around, Known.of(around.view.projects.all()), regimes(around.view))
        return [look.draft(place, row) for place, row in around.steps.each(rows, MATCHING)]

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the projects; what lies behind each state ends, what begins in it opens."""
        known = {d.record_id: dict(d.values) for d in drafts if d.record_id is not None}
        uow.projects.change_many(known)
        give = code_giver(uow, around.pack)
        new: list[dict[str, Any]] = [dict(d.values) for d in drafts if d.record_id is None]
        for values in new:
            values["code"] = values["code"] or give(values["year"])
        added = uow.projects.add_many(new)
        keys = [*known, *added]
        for some in around.steps.parts(keys, STORING, SMALL_PART):
            go_on_from_here(around.desk, uow, [Subject(PROJECT, key) for key in some])
        return subjects_of(PROJECT, drafts, added)


@dataclass
class _Look:
    """The rows meeting the projects there are."""

    around: Surroundings
    known: Known
    regimes: tuple[Regime, ...]
    seen: dict[object, str] = field(default_factory=dict)

    def draft(self, place: Place, row: RowReading) -> Draft:
        """What one row would do."""
        name = text_of(row, "name")
        try:
            return self._draft(place, row, name)
        except CellFaultError as fault:
            return Draft(place, row, "problem", name, problems=(fault.problem,))

    def _draft(self, place: Place, row: RowReading, name: str) -> Draft:
        unit = named_unit(self.around, place, row)
        if unit is None:
            raise CellFaultError(unknown_owner(self.around, place, row))
        self._refuse_repeated(place, row, unit)
        project = self._matched(place, row, unit)
        pin, older, told = regime_of(place, row, self.regimes, self.around.pack)
        if project is not None and "regime" not in place.reading.columns:
            pin = project.pack, project.pack_version
        pack = stored_pack(self.around.desk, self.around.view, *pin)
        values = _Values(self.around, place, row, pack, project).of(unit, older)
        told += _doubtful(place, row, pack, values)
        if project is None:
            return Draft(place, row, "new", name, values=values, remarks=tuple(told))
        differing = {
            key: value
            for key, value in values.items()
            if key not in NOT_COMPARED and getattr(project, key) != value
        }
        if not differing:
            return Draft(place, row, "unchanged", name, project.id, project.code)
        self._refuse_decided(place, row, project)
        changes = tuple(_changes(self.around, pack, place, project, differing))
        return Draft(
            place, row, "changed", name, project.id, project.code, differing, changes,
            remarks=tuple(told),
        )  # fmt: skip

    def _refuse_repeated(self, place: Place, row: RowReading, unit: Unit) -> None:
        here = f"{place.file} 的 {place.reading.sheet} 第 {row.row} 行"
        code = text_of(row, "code")
        for key, column in (
            (code, "code"),
            ((unit.id, normal_name(text_of(row, "name"))), "name"),
        ):
            first = self.seen.setdefault(key, here) if key else here
            if first != here:
                advice = cause_advice(Cause.DUPLICATE_ROW)
                message = f"与{first}是同一个项目"
                raise CellFaultError(
                    place.problem(row, column, Cause.DUPLICATE_ROW, message, advice)
                )

    def _matched(self, place: Place, row: RowReading, unit: Unit) -> Project | None:
        """The project a row means; refused if that one was not taken over by this sheet."""
        code = text_of(row, "code")
        named = self.known.by_name.get((int(unit.id), normal_name(text_of(row, "name"))))
        found = self.known.by_code.get(code) or named
        if found is None:
            return None
        column = "code" if code and found.code == code else "name"
        if code and found.code != code:
            message = f"同名项目的编码是 {found.code}"
            advice = "同一个项目请改成这个编码；不是同一个的，请在名称上区分。"
            raise CellFaultError(place.problem(row, column, Cause.CONFLICT, message, advice))
        if not is_taken_over(found):
            message = f"{found.code} 已经在册，不是补录的项目"
            advice = "请删去本行；要改的到项目页里改。"
            raise CellFaultError(place.problem(row, column, Cause.CONFLICT, message, advice))
        return found

    def _refuse_decided(self, place: Place, row: RowReading, project: Project) -> None:
        """Once something was decided here the record is no longer only the past."""
        records = self.around.view.steps.of_subject(Subject(PROJECT, project.id))
        if any(not record.is_past for record in records):
            column = "code" if text_of(row, "code") else "name"
            message = f"{project.code} 补录以后已经办过环节，不能再用补录表改"
            advice = "请在项目页里改，或登记相应的环节。"
            raise CellFaultError(place.problem(row, column, Cause.CONFLICT, message, advice))


@dataclass(frozen=True)
class _Values:
    """All fields of the project a row tells of; what the workbook does not speak of stays."""

    around: Surroundings
    place: Place
    row: RowReading
    pack: Pack
    project: Project | None

    def of(self, unit: Unit, older: str) -> dict[str, Any]:
        states = ((s.id, s.title) for s in self.pack.states if s.subject == PROJECT)
        tracks = ((track.id, track.title) for track in self.pack.tracks)
        track, old = text_of(self.row, "track"), self.project
        applied_on = self._day("applied_on")
        values: dict[str, Any] = {
            "name": text_of(self.row, "name"),
            "unit_id": unit.id,
            "submitting_unit_id": unit.id,
            "state": chosen(self.place, self.row, "state", states, "状态"),
            "track": chosen(self.place, self.row, "track", tracks, "列入方式") if track else "",
            "pack": self.pack.id,
            "pack_version": self.pack.version,
            "applied_on": applied_on,
            "year": applied_on.year if applied_on else 0,
            "amounts": self._amounts(),
            "recorded": self._recorded(older),
            **{key: text_of(self.row, key) for key in OWN},
        }
        if old is None:
            return {**values, "code": text_of(self.row, "code")}
        unsaid = {key for key in (*OWN, "track") if key not in self.place.reading.columns}
        return {key: getattr(old, key) if key in unsaid else v for key, v in values.items()}

    def _amounts(self) -> dict[AmountKind, Any]:
        known = dict(self.project.amounts) if self.project else {}
        for kind in AmountKind:
            column = kind.value + AMOUNT_SUFFIX
            if column in self.place.reading.columns:
                known.pop(kind, None)
                if (fen := self.row.values.get(column)) is not None:
                    known[kind] = Fen(int(str(fen)))
        return known

    def _recorded(self, older: str) -> dict[str, Any]:
        """The dates and texts; an empty date stays as a step may have said it."""
        known = dict(self.project.recorded) if self.project else {}
        known.setdefault(TAKEN_OVER_ON, self.around.today.isoformat())
        texts = {OLDER_REGIME: older, PAST_PAPERS: text_of(self.row, PAST_PAPERS)}
        said = {"regime": OLDER_REGIME, PAST_PAPERS: PAST_PAPERS}
        for column, name in said.items():
            if column in self.place.reading.columns:
                known.pop(name, None)
        dates = {each.name: self._day(each.name) for each in project_dates(self.pack)}
        return {
            **known,
            **{name: day.isoformat() for name, day in dates.items() if day is not None},
            **{name: text for name, text in texts.items() if text},
        }

    def _day(self, column: str) -> date | None:
        day = self.row.values.get(column)
        if not isinstance(day, date):
            return None
        if day > self.around.today:
            message, advice = f"日期 {day} 还没有到", "补录只填已经过去的日期。"
            problem = self.place.problem(self.row, column, Cause.DATE_RANGE, message, advice)
            raise CellFaultError(problem)
        return day


def _doubtful(
    place: Place, row: RowReading, pack: Pack, values: Mapping[str, Any]
) -> list[CellProblem]:
    return [
        place.problem(row, each.about, Cause.DOUBTFUL_PAST, each.text,
                      cause_advice(Cause.DOUBTFUL_PAST))
        for each in doubts_of(pack, Project(id=ProjectId(0), **{**values, "code": ""}))
    ]  # fmt: skip


def _changes(
    around: Surroundings,
    pack: Pack,
    place: Place,
    project: Project,
    differing: Mapping[str, Any],
) -> list[FieldChange]:
    """Old and new of every field that differs, in the clerk's words."""
    columns = {column.key: column for column in place.reading.spec.columns}
    names = {unit.id: unit.name for unit in around.units.values()}
    labels = {state.id: state.title for state in pack.states} | {t.id: t.title for t in pack.tracks}
    found = []
    for key, new in differing.items():
        old = getattr(project, key)
        if key == "amounts":
            found += _of_each(
                old, new, {k: columns[k.value + AMOUNT_SUFFIX] for k in AMOUNT_LABELS}
            )
        elif key == "recorded":
            found += _of_each(old, new, columns)
        elif key == "unit_id":
            found.append(FieldChange("项目建设单位", names.get(old, ""), names.get(new, "")))
        elif key in {"pack", "pack_version"}:
            found.append(FieldChange("适用办法", str(old), str(new)))
        else:
            column = columns.get(key)
            words = [labels.get(str(each), shown(each, column, {})) for each in (old, new)]
            found.append(FieldChange(column.title if column else key, *words))
    return found


def _of_each(
    old: Mapping[Any, Any], new: Mapping[Any, Any], columns: Mapping[Any, Any]
) -> list[FieldChange]:
    """The changes among amounts or recorded facts."""
    return [
        FieldChange(
            columns[key].title if key in columns else "原适用办法",
            shown(old.get(key), columns.get(key), {}),
            shown(new.get(key), columns.get(key), {}),
        )
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    ]
