"""一并登记: what became of many duties by date, in one act: done by a paper, or not and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.duty_acts import FOR_MANY, MET, TITLES, DutyEntry, record_duties
from desktop_app.use_cases.duty_lists import OVERDUE, TODAY, WEEK, DutyLine, duty_lines
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import button, label, name, row
from ui.widgets.fields import ChoiceField, DateField, Field, Form, LongTextField, TextField

LAPSED = "lapsed"
SCOPES = (
    (OVERDUE, "已超期的"),
    (LAPSED, "已过期三十天以上的合同、服务"),
    (WEEK, "今天和七天内到期的"),
)
HINT = "勾选几项一起登记，一次登记是一步，可以整步撤销。挂在办理环节上的，登记该环节就会办结。"


class DutiesDialog(ActDialog):
    """The duties to tick above; what became of them below."""

    help_topic = "deadlines"

    def __init__(self, shell: Shell, scope: str = OVERDUE) -> None:
        super().__init__(shell, "到期事项一并登记", hint=HINT)
        self.scope = ChoiceField("列出", SCOPES, scope)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        name(self.list, "登记哪些到期事项", "空格键勾选")
        self._none = label("没有这样的事项。", "muted")
        self._build_fields()
        form = Form()
        form.add(self.scope)
        self.body.addWidget(form)
        self.body.addLayout(row(button("全选(&A)", self.tick_all, "link"), self._none, None))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_act("登记", self._save)
        self.scope.changed.connect(self.read)
        self.kind.changed.connect(self._show_needed)
        self._show_needed()
        place = DraftPlace("duties", "到期事项一并登记", "", ())
        DraftKeeper(shell, self, place, self._typed())
        self.read()

    def _build_fields(self) -> None:
        today = self._shell.surroundings.clock().date()
        self.kind = ChoiceField("登记为", [(kind, TITLES[kind]) for kind in FOR_MANY])
        self._day = DateField("日期", today, hint="办结或决定的日期")
        self.number = TextField("文号", placeholder="办结依据的文件，没有的不填")
        self.reason = LongTextField("理由", rows=2)
        self._signer = TextField("决定人")
        self._form = Form()
        self._form.add(self.kind, self._day, required=True)
        self._form.add(self.number, self.reason, self._signer)

    def _typed(self) -> dict[str, Field]:
        """What a draft keeps; which duties are ticked is chosen anew."""
        return {
            "scope": self.scope,
            "kind": self.kind,
            "day": self._day,
            "number": self.number,
            "reason": self.reason,
            "signer": self._signer,
        }

    def read(self) -> None:
        """Read the duties of the scope chosen."""
        scope = self.scope.value
        self._shell.run(
            lambda desk, _task: _lines(desk, scope), self._show, owner=self, key="duties"
        )

    def _show(self, lines: Sequence[DutyLine]) -> None:
        self.list.clear()
        for each in lines:
            item = QListWidgetItem(_text(each))
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._none.setHidden(bool(lines))

    def tick_all(self) -> None:
        """Tick every duty listed."""
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(Qt.CheckState.Checked)

    @property
    def chosen(self) -> tuple[DutyLine, ...]:
        """The duties ticked."""
        items = [self.list.item(place) for place in range(self.list.count())]
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def _show_needed(self) -> None:
        self._form.require(self.reason, required=self.kind.value != MET)

    def _save(self) -> None:
        needs_reason = self.kind.value != MET and not self.reason.value
        self.reason.complain("请写明理由" if needs_reason else "")
        if needs_reason:
            return
        wanted = [(each.duty.subject, self._entry(each)) for each in self.chosen]
        self.carry_out(
            lambda desk: record_duties(desk, wanted),
            lambda count: f"已登记到期事项 {count} 项",
            "projects",
            "registers",
        )

    def _entry(self, line: DutyLine) -> DutyEntry:
        return DutyEntry(
            line.duty.duty,
            self.kind.value,
            self._day.value,
            None,
            self.reason.value,
            self._signer.value,
            self.number.value,
        )


def _lines(desk: Desk, scope: str) -> tuple[DutyLine, ...]:
    if scope == LAPSED:
        return duty_lines(desk, lapsed=True)
    groups = {OVERDUE} if scope == OVERDUE else {TODAY, WEEK}
    return tuple(line for line in duty_lines(desk) if line.group in groups)


def _text(line: DutyLine) -> str:
    whose = " ".join(filter(None, (line.named.code, line.named.name)))
    return f"{line.duty.due_on}　{line.duty.title}　{whose}"


def reopen(shell: Shell, draft: Draft) -> None:  # noqa: ARG001 - the dialog takes it up
    """Open the dialog again; the duties are ticked anew."""
    DutiesDialog(shell).show_sized(760, 700)
