"""What else can be done with a project of the pool, and the needs of the townships."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.registers.personal_forms import open_export
from ui.shell import Shell
from ui.stages.reserve_pool.application_dialog import ApplicationDialog
from ui.stages.reserve_pool.classify_dialog import ClassifyDialog
from ui.stages.reserve_pool.merge_dialog import MergeDialog
from ui.stages.reserve_pool.needs_dialog import NeedsDialog

if TYPE_CHECKING:
    from ui.stages.reserve_pool.page import PoolPage


STAGE = "reserve_pool"


class MoreMenu:
    """The menu of the detail pane's 更多 button."""

    def __init__(self, shell: Shell, page: "PoolPage") -> None:
        self._shell = shell
        self._page = page

    def open_menu(self, anchor: QWidget) -> QMenu:
        """Open the menu above the button."""
        menu = QMenu(anchor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self._page.detail.shown
        forms = shown.forms if shown else ()
        menu.addAction("修改申报内容…", self.open_change).setEnabled(shown is not None)
        merge = menu.addAction("合并申报…", self.open_merge)
        merge.setEnabled(any(form.is_merger for form in forms))
        for form in forms:
            if form.case is None and not form.is_merger:
                menu.addAction(f"{form.title}…", lambda f=form: self._page.acts.open_record(f, ""))
        menu.addSeparator()
        self._page.acts.add_entries(menu)
        menu.addAction("统筹需求…", self.open_needs)
        menu.addAction("粘贴表格数据…\tCtrl+V", self._page.grid.paste)
        menu.addAction("导出全部…", self.open_export)
        menu.addSeparator()
        self._page.acts.add_turns(menu)
        menu.addSeparator()
        menu.addAction("标为涉密…", self.ask_classified).setEnabled(shown is not None)
        menu.popup(anchor.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def open_new(self) -> None:
        """Key an application in."""
        ApplicationDialog(self._shell, None).show_sized(640, 680)

    def open_change(self) -> None:
        """Change the current application."""
        shown = self._page.detail.shown
        if shown is not None:
            ApplicationDialog(self._shell, shown.page).show_sized(640, 680)

    def open_merge(self) -> None:
        """Let the current application be taken in by another."""
        shown = self._page.detail.shown
        if shown is not None:
            rows = tuple(r for r in self._page.grid.model.all_rows if r.id != shown.page.project.id)
            MergeDialog(self._shell, shown, rows).show_sized(560, 560)

    def open_export(self) -> None:
        """Write every application as a workbook that can be imported again."""
        open_export(self._shell, STAGE, f"{self._shell.called(STAGE)}申报表")

    def open_needs(self) -> None:
        """See the needs of the townships."""
        NeedsDialog(self._shell).show_sized(1120, 660)

    def ask_classified(self) -> None:
        """Ask for the reason and reduce the application to a stub."""
        shown = self._page.detail.shown
        if shown is not None:
            ClassifyDialog(self._shell, shown.page.project).show_sized(520, 340)
