"""下发: which round, which units, until when, and into which folder the workbooks go."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QProgressBar

from desktop_app.domain.base_data import Unit
from desktop_app.use_cases import base_data, rounds
from desktop_app.use_cases.rounds import RoundPage
from desktop_app.values.ids import UnitId
from ui.background import Progress
from ui.shell import Shell
from ui.widgets.basics import button, label, name, row
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Form, TextField
from ui.widgets.saving import ask_folder

USUAL_DAYS = 30
NO_UNITS = "还没有单位。请先在“基础数据 · 单位”导入单位名录，再下发模板。"


class HandoutDialog(Dialog):
    """Units the round is meant for are checked beforehand."""

    def __init__(self, shell: Shell) -> None:
        hint = "每个单位一个工作簿，已知内容预先填好；下发情况登记在册，可随时催报。"
        super().__init__(shell.window, "下发模板", hint=hint)
        self._shell = shell
        today = shell.surroundings.clock().date()
        self._kind = ChoiceField("下发内容", [])
        self._title = TextField("名称")
        self._due = DateField("报送期限", today + timedelta(days=USUAL_DAYS))
        self._year = today.year
        self.setProperty("help", "handout")
        self._build()
        shell.run(
            lambda desk, _task: (rounds.round_kinds(desk), base_data.units(desk)),
            lambda made: self._show(*made),
            owner=self,
        )

    def _build(self) -> None:
        form = Form()
        form.add(self._kind, self._title, self._due, required=True)
        self._search = QLineEdit()
        self._search.setPlaceholderText("查找单位，可用拼音首字母")
        self._search.setClearButtonEnabled(True)
        name(self._search, "查找单位", "缩小下面的单位名单")
        self._list = QListWidget()
        name(self._list, "单位", "空格键勾选")
        self._count = label("", "muted")
        every = button("全选", lambda: self._check(Qt.CheckState.Checked), "link")
        none = button("全不选", lambda: self._check(Qt.CheckState.Unchecked), "link")
        self._none = label(NO_UNITS, "banner-warn", wrap=True)
        self._none.hide()
        self._bar = QProgressBar()
        self._bar.setAccessibleName("下发进度")
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.body.addWidget(form)
        self.body.addWidget(self._search)
        self.body.addLayout(row(every, none, None, self._count))
        self.body.addWidget(self._none)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._bar)
        self.add_cancel()
        self._action = self.add_action("选择文件夹并下发…", self._hand_out)
        self._kind.changed.connect(self._choose_kind)
        self._search.textChanged.connect(self._narrow)
        self._list.itemChanged.connect(lambda _: self._show_count())

    def _show(self, kinds: Sequence[tuple[str, str, str]], units: Sequence[Unit]) -> None:
        for unit in units:
            item = QListWidgetItem(unit.name)
            item.setData(Qt.ItemDataRole.UserRole, unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._none.setHidden(bool(units))
        self._action.setEnabled(bool(units))
        for key, title, _sheet in kinds:
            self._kind.box.addItem(title, key)
        self._choose_kind()

    def _choose_kind(self) -> None:
        kind = self._kind.value
        if not kind:
            return
        self._title.line.setText(f"{self._year}年{self._kind.box.currentText()}")
        self._shell.run(
            lambda desk, _task: rounds.proposed_units(desk, kind),
            lambda units: self._propose({unit.id for unit in units}),
            owner=self,
            key="handout.units",
        )

    def _propose(self, proposed: set[UnitId]) -> None:
        for item in self._items():
            is_meant = item.data(Qt.ItemDataRole.UserRole).id in proposed
            item.setCheckState(Qt.CheckState.Checked if is_meant else Qt.CheckState.Unchecked)
        self._show_count()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(place) for place in range(self._list.count())]

    def _check(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _narrow(self) -> None:
        words = self._search.text().strip().lower()
        for item in self._items():
            unit = item.data(Qt.ItemDataRole.UserRole)
            item.setHidden(words not in f"{unit.name}{unit.short_name}{unit.pinyin}".lower())

    def _chosen(self) -> list[UnitId]:
        checked = [i for i in self._items() if i.checkState() is Qt.CheckState.Checked]
        return [item.data(Qt.ItemDataRole.UserRole).id for item in checked]

    def _show_count(self) -> None:
        self._count.setText(f"已选 {len(self._chosen())} 个单位")

    def _hand_out(self) -> None:
        folder = ask_folder(self, "工作簿存放到")
        if folder is None:
            return
        kind, title, units, due = (
            self._kind.value,
            self._title.value,
            self._chosen(),
            self._due.value,
        )
        self._action.setEnabled(False)
        self._bar.show()
        self._shell.run(
            lambda desk, task: rounds.hand_out(
                desk,
                kind=kind,
                title=title,
                units=units,
                folder=folder,
                due_on=due,
                progress=task.progress,
            ),
            lambda page: self._done(page, folder),
            on_error=self._failed,
            on_progress=self._show_progress,
            owner=self,
        )

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def _failed(self, _error: BaseException) -> bool:
        self._bar.hide()
        self._action.setEnabled(True)
        return False

    def _done(self, page: RoundPage, folder: Path) -> None:
        self._shell.changed("rounds")
        self._shell.say(f"已生成 {len(page.recipients)} 个工作簿，放在 {folder.name}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self.accept()
