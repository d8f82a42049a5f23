"""拆分: one project becomes several; what stays is worked out, so that the sums always hold."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.base_data import Unit
from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.project import AMOUNT_LABELS, AmountKind, Project
from desktop_app.domain.record import Subject
from desktop_app.use_cases import base_data
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.going_live.projects import Part, remainder, split_project
from desktop_app.use_cases.reserve_pool.detail import funding_labels
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen, wan_text
from ui.dossier.step_forms import read_project
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import button, column, framed, label, row
from ui.widgets.fields import ChoiceField, Field, Form, MoneyField, TextField
from ui.widgets.grounds import GroundsFields

HINT = (
    "原项目带着编码、环节、台账和公文继续办，拆出的项目从现在的状态接着办。"
    "留下的金额由程序算：各项合计总与原来相等。"
)
Key = TypeVar("Key")
Read = tuple[tuple[Unit, ...], dict[str, str]]


class PartForm(QWidget):
    """One project that comes out: its name, its unit and its share of every amount."""

    def __init__(self, project: Project, read: Read, place: int) -> None:
        super().__init__()
        units, sources = read
        known = [(str(unit.id), unit.name) for unit in units if unit.valid_until is None]
        self.name = TextField("项目名称")
        self.unit = ChoiceField("建设单位", known, str(project.unit_id), is_editable=True)
        self.amounts = {
            kind: MoneyField(f"{AMOUNT_LABELS[kind]}金额")
            for kind in AmountKind
            if kind in project.amounts
        }
        self.funding = {
            line.source: MoneyField(sources.get(line.source, line.source))
            for line in project.funding
        }
        form = Form()
        form.add(self.name, self.unit, required=True)
        form.add(*self.amounts.values(), *self.funding.values())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(f"拆出的第 {place} 个项目", "section"))
        layout.addWidget(form)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by name, for a draft."""
        amounts: dict[str, Field] = {kind.value: each for kind, each in self.amounts.items()}
        money: dict[str, Field] = {f"money.{key}": each for key, each in self.funding.items()}
        return {"name": self.name, "unit": self.unit, **amounts, **money}

    def on_change(self, look: Callable[[], object]) -> None:
        """Tell of every amount typed."""
        for field in (*self.amounts.values(), *self.funding.values()):
            field.changed.connect(look)

    def part(self) -> Part | None:
        """The part as filled in; None where a field complains."""
        self.name.complain("" if self.name.value else "请填写项目全称")
        self.unit.complain("" if self.unit.value else "请选一个单位")
        if not (self.name.value and self.unit.value):
            return None
        unit = UnitId(int(self.unit.value))
        try:
            amounts, funding = _typed(self.amounts), _typed(self.funding)
        except ValueError:
            return None
        return Part(self.name.value, unit, amounts, funding)

    def shares(self) -> Part:
        """The amounts alone, as far as they can be read while they are typed."""
        return Part("", UnitId(0), _readable(self.amounts), _readable(self.funding))


def _typed(fields: dict[Key, MoneyField]) -> dict[Key, Fen]:
    """The amounts typed; every fault is shown under its field, then ValueError."""
    found: dict[Key, Fen] = {}
    is_right = True
    for key, field in fields.items():
        try:
            field.complain("")
            amount = field.amount
        except ValueError as fault:
            field.complain(str(fault))
            is_right = False
            continue
        if amount is not None:
            found[key] = amount
    if not is_right:
        raise ValueError("an amount cannot be read")
    return found


def _readable(fields: dict[Key, MoneyField]) -> dict[Key, Fen]:
    found: dict[Key, Fen] = {}
    for key, field in fields.items():
        try:
            amount = field.amount
        except ValueError:
            continue
        if amount is not None:
            found[key] = amount
    return found


class SplitDialog(ActDialog):
    """The parts one under the other; below, what stays with the project."""

    help_topic = "turns"

    def __init__(self, shell: Shell, project: Project) -> None:
        about = f"{project.code}　{project.name}"
        super().__init__(shell, "拆分项目", hint=f"{about}\n{HINT}")
        self._project = project
        self.subject = Subject("project", project.id)
        self._read: Read = ((), {})
        self.parts: list[PartForm] = []
        self.left = label("", "banner-info", wrap=True)
        self.grounds = GroundsFields(shell.surroundings.clock().date())
        layout = self.make_scrolling()
        self._column = QVBoxLayout()
        layout.addLayout(self._column)
        self._more = button("再拆出一个", self._add_one_more, "link")
        layout.addLayout(row(self._more, None))
        layout.addWidget(self.left)
        form = Form()
        self.grounds.add_to(form)
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("登记拆分", self._save)
        self._action.setEnabled(False)
        shell.run(lambda desk, _task: _read(desk, project), self._show, owner=self)

    def _show(self, read: Read) -> None:
        self._read = read
        self._action.setEnabled(True)
        self._add_part()
        project = self._project
        place = DraftPlace("split", "拆分项目", f"{project.code}　{project.name}", (self.subject,))
        fields = {**self._named(self.parts[0]), **self.grounds.fields}
        self._keeper = DraftKeeper(self._shell, self, place, fields, grow=self._field_of_draft)

    def _named(self, part: PartForm) -> dict[str, Field]:
        """The fields of a part as a draft calls them: those of the first by their own names."""
        place = self.parts.index(part) + 1
        return {f"{place}.{name}" if place > 1 else name: f for name, f in part.fields.items()}

    def _add_one_more(self) -> None:
        self._add_part()
        self._keeper.watch(self._named(self.parts[-1]))

    def _field_of_draft(self, names: Iterable[str]) -> dict[str, Field]:
        """The fields of the further parts a draft holds; the parts are added for them."""
        places = [int(head) for head, _, _ in (n.partition(".") for n in names) if head.isdecimal()]
        while len(self.parts) < max(places, default=1):
            self._add_part()
        return {name: f for part in self.parts[1:] for name, f in self._named(part).items()}

    def _add_part(self) -> None:
        part = PartForm(self._project, self._read, len(self.parts) + 1)
        part.on_change(self._show_left)
        self.parts.append(part)
        self._column.addWidget(framed(column(part)))
        self._show_left()
        part.name.line.setFocus()

    def _show_left(self) -> None:
        """What stays with the project, as the amounts are typed."""
        amounts, funding = remainder(self._project, [part.shares() for part in self.parts])
        told = [f"{AMOUNT_LABELS[kind]} {wan_text(fen)} 万元" for kind, fen in amounts.items()]
        _, sources = self._read
        told += [f"{sources.get(s, s)} {wan_text(fen)} 万元" for s, fen in funding.items()]
        self.left.setText(f"{self._project.code} 留下：{'，'.join(told) or '没有登记金额'}")

    def _save(self) -> None:
        parts = [part.part() for part in self.parts]
        is_right = self.grounds.is_right()
        given = [part for part in parts if part is not None]
        if len(given) < len(parts) or not is_right:
            return
        self._split(given)

    def _split(self, parts: Sequence[Part]) -> None:
        project, grounds = self._project, self.grounds.value
        amounts, funding = remainder(project, parts)
        kept = Part(project.name, project.unit_id, amounts, funding)
        self.carry_out(
            lambda desk: split_project(desk, project.id, kept, parts, grounds),
            lambda made: f"已拆分：新编 {'、'.join(each.code for each in made)}",
            "projects",
        )


def _read(desk: Desk, project: Project) -> Read:
    return base_data.units(desk), funding_labels(desk, project)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same project; it adds the parts of the draft."""
    project_id = ProjectId(draft.place.subjects[0].id)
    shell.run(
        lambda desk, _task: read_project(desk, project_id),
        lambda shown: SplitDialog(shell, shown.page.project).show_sized(620, 680),
        owner=shell.window,
    )
