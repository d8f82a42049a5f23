"""The workbooks that are handed out: blank, for a unit, for an office, for one project or row."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import Unit
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.excel.reading import TemplateMark
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.sheets.registers import PROJECT_UNIT, UNIT
from desktop_app.excel.writer import write_template
from desktop_app.rules.pack import Pack
from desktop_app.rules.register_place import offices_of
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports.specs import place_of, workspace_specs
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.prefill import prefilled_rows
from desktop_app.use_cases.registers.known_rows import KnownRows
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import EntryId
from desktop_app.values.text import normal_name


@dataclass(frozen=True)
class Meant:
    """Whom or what a workbook is for: a unit, an office, or one project or row of a register."""

    unit: Unit | None = None
    office: str = ""
    """Role of an office of the pack."""
    owner: Owner | None = None


@dataclass
class TemplateWriter:
    """Writes the workbooks of one sheet; what they are filled with is read once for all."""

    reading: Reading
    spec: SheetSpec
    round_id: str = ""
    _known: dict[str, KnownRows] = field(default_factory=dict)

    @property
    def pack(self) -> Pack:
        """The pack in force that has the sheet."""
        return self.reading.keeping(self.spec.id)

    @property
    def known(self) -> KnownRows | None:
        """The rows of the sheet's register, None for a built-in sheet."""
        if not self.spec.is_ledger:
            return None
        if self.spec.id not in self._known:
            place = place_of(self.pack, self.spec.id)
            self._known[self.spec.id] = KnownRows(self.reading, place)
        return self._known[self.spec.id]

    def write(self, out: Path, meant: Meant) -> None:
        """Write one workbook."""
        name = self.name_of(meant)
        rows = self._rows(meant)
        text = self.pack.sheet_text(self.spec.id)
        register = next((r for r in self.pack.registers if r.id == self.spec.id), None)
        guide = (text.guide if text else ()) or (register.guide if register else ())
        heads = self._heads(meant)
        write_template(
            _fitted(self.spec, rows, is_said=bool(heads)),
            out,
            unit=name,
            rows=rows,
            mark=TemplateMark(
                self.spec.id, self.spec.version, name, self.round_id, office=meant.office
            ),
            guide=guide,
            heads=heads,
            is_closed=bool(meant.office),
        )

    def name_of(self, meant: Meant) -> str:
        """Who fills the workbook in: the unit of the project or row if nobody else is named."""
        if meant.office:
            return self.pack.office_name(meant.office, self.reading.on)
        if meant.unit is not None:
            return meant.unit.name
        known = self.known
        said = known.sheet.blank(meant.owner) if known and meant.owner else {}
        return str(said.get(PROJECT_UNIT) or said.get(UNIT) or "")

    def _rows(self, meant: Meant) -> tuple[Mapping[str, object], ...]:
        known = self.known
        if known is None:
            return prefilled_rows(self.reading, self.spec, meant.unit) if meant.unit else ()
        if meant.office:
            return known.of_office(meant.office, meant.owner.parent_id if meant.owner else None)
        if meant.owner is not None:
            return known.of_owner(meant.owner)
        return known.of_unit(meant.unit.id) if meant.unit else ()

    def _heads(self, meant: Meant) -> dict[str, str]:
        """What the head says of the one owner of all rows."""
        known = self.known
        if known is None or meant.owner is None or meant.office:
            return {}
        said = known.sheet.blank(meant.owner)
        columns = [self.spec.column(key) for key in self.spec.owner_columns]
        return {each.title: str(said[each.key]) for each in columns if said.get(each.key)}


def write_unit_template(  # noqa: PLR0913 - the ways to say whom it is for
    desk: Desk,
    sheet: str,
    out: Path,
    *,
    unit: str = "",
    office: str = "",
    project: str = "",
    under: EntryId | None = None,
) -> Path:
    """Write a blank workbook, or one filled with what is known of whom or what it is for.

    `office` is a role of the pack or the office's name; `project` a code; `under` the row of
    another register that the rows stand below.
    """
    make_folder(out.parent)
    with desk.workspace.read() as view:
        reading = Reading(desk, view, desk.today, is_brief=True)
        writer = TemplateWriter(reading, sheet_of(view, reading.keeping(sheet), sheet))
        found = None
        if unit:
            found = unit_index(view).get(normal_name(unit))
            if found is None:
                raise Refused(f"单位名录里没有“{unit}”", advice="请写单位全称，或先登记单位。")
        owner = _owner(writer, project, under)
        role = _role(writer, office) if office else ""
        if role and owner is None:
            owner = Owner(parent_id=latest_above(writer))
        writer.write(out, Meant(found, role, owner))
    return out


def sheet_of(view: ReadView, pack: Pack, sheet: str) -> SheetSpec:
    """The sheet of an id; refused with the sheets there are."""
    specs = workspace_specs(view, pack)
    if sheet not in specs:
        known = "、".join(f"{key}（{spec.title}）" for key, spec in specs.items())
        raise Refused(f"没有名为“{sheet}”的表", advice=f"可用的表：{known}。")
    return specs[sheet]


def latest_above(writer: TemplateWriter) -> EntryId | None:
    """The newest row of the register just above that still counts; None where none is above."""
    place = place_of(writer.pack, writer.spec.id)
    if not place.above:
        return None
    live = {state.id: state.is_live for state in writer.pack.states}
    entries = writer.reading.view.registers.of_register(place.above[-1].id)
    found = [entry.id for entry in entries if live.get(entry.state, True)]
    if not found:
        raise Refused(
            f"还没有登记{place.above[-1].label}，不能下发{writer.spec.title}",
            advice=f"请先登记{place.above[-1].label}。",
        )
    return found[-1]


def _owner(writer: TemplateWriter, project: str, under: EntryId | None) -> Owner | None:
    """The one project or row the workbook is about; refused where the sheet has no such owner."""
    if not project and under is None:
        return None
    if not writer.spec.is_ledger:
        raise Refused(f"{writer.spec.title}不能只为一个项目或条目生成", advice="请去掉这一项。")
    place, view = place_of(writer.pack, writer.spec.id), writer.reading.view
    if under is not None:
        entry = view.registers.find(under)
        wanted = place.above[-1] if place.above else None
        if entry is None or wanted is None or entry.register_id != wanted.id:
            what = f"一条{wanted.label}" if wanted else "上一级的条目，这张表没有上一级"
            raise Refused(
                f"{writer.spec.title}不在第 {under} 条之下", advice=f"--under 应是{what}。"
            )
        return Owner(project_id=entry.project_id, parent_id=entry.id)
    found = view.projects.by_code(project)
    if found is None:
        raise Refused(f"没有编号为“{project}”的项目", advice="请用 hengce list 查看项目编号。")
    if place.owner_kind != "project":
        raise Refused(f"{writer.spec.title}的一行不属于项目", advice="请去掉项目。")
    return Owner(project_id=found.id)


def _role(writer: TemplateWriter, text: str) -> str:
    """The role of an office that fills this sheet, by role, name or label."""
    offices: Mapping[str, str] = {}
    if writer.spec.is_ledger:
        roles = {office.role for office in writer.pack.offices}
        offices = offices_of(place_of(writer.pack, writer.spec.id), roles)
    for role, label in offices.items():
        name = writer.pack.office_name(role, writer.reading.on)
        if text == role or normal_name(text) in {normal_name(label), normal_name(name)}:
            return role
    known = "、".join(f"{role}（{label}）" for role, label in offices.items())
    advice = f"可用的部门：{known}。" if known else f"{writer.spec.title}只发给单位。"
    raise Refused(f"{writer.spec.title}不发给“{text}”", advice=advice)


def _fitted(spec: SheetSpec, rows: tuple[Mapping[str, object], ...], *, is_said: bool) -> SheetSpec:
    """The sheet without columns that would tell nothing, or only what the head says already."""
    empty = {key for key in spec.told_columns if all(row.get(key) is None for row in rows)}
    empty |= set(spec.owner_columns) if is_said else set()
    return replace(spec, columns=tuple(c for c in spec.columns if c.key not in empty))
