"""One row of a register: what it belongs to, its columns, and every fault under its field."""

from dataclasses import dataclass

from typing_extensions import override

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.registers.editing import EntryDraft, RowRefused, save_entry
from desktop_app.use_cases.registers.heads import OwnerChoices, owner_choices
from desktop_app.use_cases.registers.listing import (
    EntryRow,
    RegisterColumn,
    RegisterPage,
    register_page,
)
from desktop_app.values.ids import EntryId, ProjectId, SystemId, UnitId
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import ChoiceField, ChoicesField, Field, Form, LongTextField, TextField

YES_NO = (("", "（不填）"), ("true", "是"), ("false", "否"))
MASKED = "遮住了一部分；不改的照原样保留，要改的填完整"
PLACEHOLDERS = {"date": "如 2026-11-22", "integer": "整数"}


@dataclass(frozen=True)
class EntryPlace:
    """What the dialog is opened for."""

    page: RegisterPage
    choices: OwnerChoices
    owner: Owner | None = None
    """What a new row belongs to; None asks for it."""
    row: EntryRow | None = None
    """The row to be corrected; None for a new one."""


class EntryDialog(ActDialog):
    """Fields by the columns of the register; computed ones are filled in when left empty."""

    def __init__(self, shell: Shell, place: EntryPlace) -> None:
        page, row = place.page, place.row
        title = f"更正{page.label}" if row else f"登记{page.label}"
        super().__init__(shell, title, hint=_hint(place))
        self._place = place
        self._owner = ChoiceField(place.choices.title, place.choices.owners, is_editable=True)
        projects = place.choices.projects
        if not place.choices.is_project_required:
            projects = (("", "（没有）"), *projects)
        self._project = ChoiceField("项目", projects, is_editable=True)
        self._fields = {each.id: _field(each, row) for each in page.columns}
        self._reason = LongTextField(
            "更正的原因", rows=2, hint="已登记过办理环节的条目要写明，原因会存档"
        )
        self._build()
        self.add_cancel()
        self.add_act("保存", self._save)
        self._keep_drafts()

    def _build(self) -> None:
        place, form = self._place, Form()
        if place.row is None and place.owner is None:
            if place.choices.owners or place.choices.kind != "none":
                form.add(self._owner, required=True)
            if place.choices.projects:
                form.add(self._project, required=place.choices.is_project_required)
        for column in place.page.columns:
            form.add(self._fields[column.id], required=column.required)
        if place.row is not None:
            form.add(self._reason)
        layout = self.make_scrolling()
        for note in place.page.notes:
            layout.addWidget(label(note, "muted", wrap=True))
        layout.addWidget(form)
        layout.addStretch(1)

    def _keep_drafts(self) -> None:
        row = self._place.row
        subjects = (Subject(ENTRY, row.id),) if row else ()
        page = self._place.page
        about = f"{page.title}：{row.name}" if row else page.title
        typed: dict[str, Field] = {
            "owner": self._owner,
            "project": self._project,
            "reason": self._reason,
            **{f"cell.{key}": field for key, field in self._fields.items()},
        }
        place = DraftPlace(f"entry.{page.id}", self.windowTitle(), about, subjects)
        DraftKeeper(self._shell, self, place, typed)

    def _save(self) -> None:
        for field in self._fields.values():
            field.complain("")
        if self._asks_owner and not self._owner.value:
            self._owner.complain(f"请选{self._place.choices.title}")
            return
        draft = self._draft()
        self.carry_out(
            lambda desk: save_entry(desk, draft),
            lambda _: f"已保存{self._place.page.label}",
            "projects",
            "registers",
        )

    @property
    def _asks_owner(self) -> bool:
        place = self._place
        return place.row is None and place.owner is None and place.choices.kind != "none"

    def _draft(self) -> EntryDraft:
        given = {name: _typed(field) for name, field in self._fields.items()}
        row = self._place.row
        if row is None:
            return EntryDraft(self._place.page.id, given, self._chosen_owner())
        changed = {n: v for n, v in given.items() if v != _written(self._column(n), row)}
        return EntryDraft(self._place.page.id, changed, entry_id=row.id, reason=self._reason.value)

    def _column(self, name: str) -> RegisterColumn:
        return next(each for each in self._place.page.columns if each.id == name)

    def _chosen_owner(self) -> Owner:
        if self._place.owner is not None:
            return self._place.owner
        key = int(self._owner.value) if self._owner.value else None
        project = ProjectId(int(self._project.value)) if self._project.value else None
        if key is None:
            return Owner(project_id=project)
        makers = {
            "project": lambda: Owner(project_id=ProjectId(key)),
            "unit": lambda: Owner(project_id=project, unit_id=UnitId(key)),
            "system": lambda: Owner(project_id=project, system_id=SystemId(key)),
        }
        below = makers.get(self._place.choices.kind)
        return below() if below else Owner(project_id=project, parent_id=EntryId(key))

    @override
    def stay_open(self, error: BaseException) -> bool:
        has_told = super().stay_open(error)
        if not isinstance(error, RowRefused):
            return has_told
        for fault in reversed(error.faults):
            if fault.field in self._fields:
                self._fields[fault.field].complain(f"{fault.message}。{fault.advice}")
        return True


def _hint(place: EntryPlace) -> str:
    row = place.row
    about = " · ".join(part for part in (row.project, row.unit, row.above) if part) if row else ""
    basis = f"依据 {'、'.join(place.page.clauses)}" if place.page.clauses else ""
    return "　".join(part for part in (about, basis) if part)


def _field(column: RegisterColumn, row: EntryRow | None) -> Field:
    unit = f"（{column.unit}）" if column.unit else ""
    title, text = f"{column.label}{unit}", _written(column, row) if row else ""
    hint = column.hint or ("不填时按其他列算出" if column.is_computed else "")
    hint = MASKED if column.is_personal and text else hint
    if column.type == "bool":
        return ChoiceField(title, YES_NO, text, hint=hint)
    if column.type == "choices":
        return ChoicesField(title, column.choices, text, hint=hint)
    if column.choices:
        return ChoiceField(title, [("", "（不填）"), *column.choices], text, hint=hint)
    if column.format == "long":
        return LongTextField(title, text, hint=hint, rows=3)
    return TextField(title, text, hint=hint, placeholder=PLACEHOLDERS.get(column.type, ""))


def _written(column: RegisterColumn, row: EntryRow) -> str:
    """A cell as its field takes it."""
    value = row.cells.get(column.id)
    match value:
        case None:
            text = ""
        case bool():
            text = "true" if value else "false"
        case tuple():
            text = "、".join(value)
        case _ if column.type == "money" or column.unit == "%":
            text = row.texts.get(column.id, "").replace(",", "")
        case _:
            text = str(value)
    return text


def _typed(field: Field) -> str:
    return str(getattr(field, "value", ""))


def read_place(desk: Desk, register: str, entry_id: EntryId | None) -> EntryPlace:
    """What the dialog needs for a register, or for one of its rows."""
    page = register_page(desk, register)
    row = next((each for each in page.rows if each.id == entry_id), None)
    return EntryPlace(page, owner_choices(desk, register), row=row)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again, for a new row or for the one that was being corrected."""
    register = draft.place.kind.partition(".")[2]
    key = EntryId(draft.place.subjects[0].id) if draft.place.subjects else None
    shell.run(
        lambda desk, _task: read_place(desk, register, key),
        lambda place: EntryDialog(shell, place).show_sized(620, 660),
        owner=shell.window,
    )
