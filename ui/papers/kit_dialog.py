"""成套文书: the papers of a plan or a meeting with those of its items, in agenda order."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.kits import (
    KitForm,
    KitPart,
    issue_kit,
    kit_forms,
    kit_parts,
    kit_pdf,
)
from desktop_app.values.ids import EntryId
from ui.papers.previewing import PreviewDialog
from ui.shell import Shell
from ui.widgets.basics import button, label, name, row

HINT = "先是计划或会议自己的文书，再按议程逐项排列；已出具的照原样，没有出具的是预览。"


class KitDialog(PreviewDialog):
    """The own papers are ticked beforehand; those of the items are chosen."""

    def __init__(self, shell: Shell, entry: EntryId, about: str) -> None:
        super().__init__(shell, "成套文书", f"{about}\n{HINT}")
        self._entry = entry
        self._parts: tuple[KitPart, ...] = ()
        self.setProperty("help", "kits")
        self._list = QListWidget()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self._list, "要哪些文书", "空格键勾选")
        self._count = label("", "muted", wrap=True)
        every = button("全选", lambda: self._check(Qt.CheckState.Checked), "link")
        none = button("全不选", lambda: self._check(Qt.CheckState.Unchecked), "link")
        self._look = button("预览(&P)", self.look)
        self.side.addLayout(row(every, none, None))
        self.side.addWidget(self._list, 1)
        self.side.addWidget(self._count)
        self.side.addWidget(self._look)
        self.add_cancel("关闭")
        self._issue = self.add_action("出具并打印…", self._issue_all)
        self._issue.setEnabled(False)
        self.preview.cover.show_empty("还没有预览", "勾选要的文书，点“预览”。")
        shell.run(lambda desk, _task: kit_forms(desk, entry), self._show_forms, owner=self)

    def _show_forms(self, forms: tuple[KitForm, ...]) -> None:
        for each in forms:
            item = QListWidgetItem(each.title if each.is_own else f"逐项：{each.title}")
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each.is_own else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.itemChanged.connect(lambda _: self._forget())
        self._look.setEnabled(bool(forms))
        self._forget()

    def _forget(self) -> None:
        """Another choice: what is in view is no longer what would be issued."""
        self._parts = ()
        self._issue.setEnabled(False)
        self._count.setText(f"已选 {len(self.chosen)} 种文书")

    def _check(self, state: Qt.CheckState) -> None:
        for place in range(self._list.count()):
            self._list.item(place).setCheckState(state)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The forms ticked, in the order they come in."""
        items = [self._list.item(place) for place in range(self._list.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def look(self) -> None:
        """Put the chosen papers together and show them."""
        forms, entry = self.chosen, self._entry
        if not forms:
            self._shell.say("没有勾选文书")
            return
        made: list[KitPart] = []

        def make(desk: Desk) -> bytes:
            made[:] = kit_parts(desk, entry, forms)
            return kit_pdf(desk, made)

        def show() -> None:
            self._parts = tuple(made)
            drafts = sum(part.paper is None for part in made)
            self._count.setText(f"共 {len(made)} 份，其中 {drafts} 份还没有出具")
            self._issue.setEnabled(True)

        self.show_pdf(make, show)

    def _issue_all(self) -> None:
        parts = self._parts
        self._issue.setEnabled(False)
        self._shell.run(
            lambda desk, _task: issue_kit(desk, parts),
            self._issued,
            on_error=self._not_issued,
            owner=self,
        )

    def _not_issued(self, _error: BaseException) -> bool:
        self._issue.setEnabled(True)
        return False

    def _issued(self, papers: tuple[Paper, ...]) -> None:
        from ui.papers.printer import ask_and_print  # noqa: PLC0415 - the printers are asked late

        self._shell.changed("papers")
        self._shell.say(f"成套文书 {len(papers)} 份已出具")
        self.accept()
        if self._shell.window is not None:
            ask_and_print(self._shell, self._shell.window, papers)
