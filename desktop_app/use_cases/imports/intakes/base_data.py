"""The base-data sheets: units, experts, existing systems, catalogue items, needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.unit_of_work import UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Subject
from desktop_app.excel.problems import Cause
from desktop_app.excel.reading import RowReading
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.former_names import FormerName, former_names
from desktop_app.use_cases.imports.intakes.intake import STORING, Draft, Place, Surroundings
from desktop_app.use_cases.imports.intakes.table import TableIntake
from desktop_app.use_cases.standing.first_procedures import FirstProcedures
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.values.ids import UnitId
from desktop_app.values.text import normal_name

NOT_YET = UnitId(0)
"""Stands for a superior that is registered by the same import."""


@dataclass(frozen=True)
class UnitIntake(TableIntake):
    """Units; a superior may stand in the same workbook, before or after its subordinates."""

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """As every table, with the workbook's own new units known as superiors."""
        units = dict(around.units)
        for _, row in rows:
            name = str(row.values.get("name") or "")
            units.setdefault(normal_name(name), Unit(NOT_YET, name, kind=""))
        present = {normal_name(unit.name) for unit in around.view.units.all()}
        former = {normal_name(each.name): each for each in former_names(around.view)}
        drafts = super().plan(replace(around, units=units), rows)
        return [
            _renamed(around, draft, former[key])
            if (key := normal_name(draft.title)) in former.keys() - present
            else draft
            for draft in drafts
        ]

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the units first without superiors, then link them by name."""
        bare = [
            replace(d, values={k: v for k, v in d.values.items() if k != "superior_id"})
            for d in drafts
        ]
        subjects = super().store(uow, around, bare)
        by_name = {name: unit.id for name, unit in unit_index(uow).items()}
        above = {
            subject.id: normal_name(str(draft.row.values.get("superior") or ""))
            for draft, subject in zip(drafts, subjects, strict=True)
            if "superior_id" in draft.values
        }
        uow.units.change_many({k: {"superior_id": by_name.get(n)} for k, n in above.items()})
        return subjects


def _renamed(around: Surroundings, draft: Draft, former: FormerName) -> Draft:
    """A row under a name that is no more: the unit is known by another one, nothing is changed."""
    unit = around.view.units.get(former.unit_id)
    message = f"“{former.name}”用到 {former.until}，现在叫“{unit.name}”，本行不处理"
    advice = "要改单位资料的，请把名称改成现在的。"
    told = draft.place.problem(draft.row, "name", Cause.CONFLICT, message, advice)
    return Draft(
        draft.place, draft.row, "skipped", draft.title, unit.id, unit.name, remarks=(told,)
    )


UNITS = UnitIntake(
    sheet="units",
    subject="unit",
    repository=lambda view: view.units,
    key=("name",),
    title="name",
    fields={"superior": "superior_id"},
    unit_fields=frozenset({"superior_id"}),
)
EXPERTS = TableIntake(
    sheet="experts",
    subject="expert",
    repository=lambda view: view.experts,
    key=("name", "unit_name"),
    title="name",
)
SYSTEMS = TableIntake(
    sheet="systems",
    subject="system",
    repository=lambda view: view.systems,
    key=("unit_id", "name"),
    title="name",
    fields={"unit": "unit_id"},
    unit_fields=frozenset({"unit_id"}),
    sender_field="unit_id",
)
CATALOGUE = TableIntake(
    sheet="catalogue",
    subject="catalogue_item",
    repository=lambda view: view.catalogue,
    key=("code",),
    title="name",
    fields={"owner_unit": "owner_unit_id"},
    unit_fields=frozenset({"owner_unit_id"}),
    sender_field="owner_unit_id",
)


@dataclass(frozen=True)
class NeedIntake(TableIntake):
    """Needs of townships; what begins by itself for them is opened with them."""

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the needs, then open their procedures."""
        subjects = super().store(uow, around, drafts)
        pairs = list(zip(subjects, drafts, strict=True))
        new = [subject.id for subject, draft in pairs if draft.record_id is None]
        FirstProcedures(around.desk, uow, "need").open(uow.needs.many(new))
        known = [subject for subject, draft in pairs if draft.record_id is not None]
        open_due_procedures(around.desk, uow, around.steps.each(known, STORING))
        return subjects


NEEDS = NeedIntake(
    sheet="needs",
    subject="need",
    repository=lambda view: view.needs,
    key=("unit_id", "title"),
    title="title",
    fields={"unit": "unit_id", "adopter": "adopter_id", "amount": "amount_fen"},
    unit_fields=frozenset({"unit_id", "adopter_id"}),
    sender_field="unit_id",
    defaults=lambda around: {"year": around.today.year + 1, "registered_on": around.today},
)
