"""Problems grouped by cause, each at its cell, with what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeWidget, QTreeWidgetItem

from desktop_app.use_cases.imports.views import CellProblemView, FilePlan
from ui import theme
from ui.importing.work import Accepted
from ui.widgets.basics import name

AMOUNT_QUESTION = "money_unit"
"""Cause of problems the clerk may answer: the amount is right as it stands."""
TITLES = ("位置", "原值", "问题", "怎么办", "依据")
WIDTHS = (210, 120, 320, 290, 90)
CLAUSE = len(TITLES) - 1
"""The column of what a problem rests on; most problems of a cell rest on no clause."""


class ProblemsTree(QTreeWidget):
    """One branch per cause with its count; problems that stop a workbook come first."""

    accept_asked = Signal(list)
    """Amounts (file, sheet, cell) the clerk confirms as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self._names_files = True
        self.setColumnCount(len(TITLES))
        self.setHeaderLabels(list(TITLES))
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        for place, width in enumerate(WIDTHS):
            self.setColumnWidth(place, width)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        name(self, "问题", "按原因分组，左右方向键展开和收起")

    def show_problems(self, files: Sequence[FilePlan]) -> int:
        """Show every problem of these workbooks; gives how many there are."""
        self.clear()
        found = [(file, problem) for file in files for problem in file.problems]
        self._names_files = len(files) > 1
        self.setColumnHidden(CLAUSE, not any(problem.clause for _, problem in found))
        causes: dict[str, list[tuple[FilePlan, CellProblemView]]] = {}
        for file, problem in sorted(found, key=lambda pair: not pair[1].stops):
            causes.setdefault(problem.cause, []).append((file, problem))
        for items in causes.values():
            branch = self._branch(items)
            self.addTopLevelItem(branch)
            branch.setFirstColumnSpanned(True)
        self.expandAll()
        return len(found)

    @property
    def questions(self) -> list[Accepted]:
        """Amounts that may be in the wrong unit, among the selected problems."""
        stored = [item.data(0, Qt.ItemDataRole.UserRole) for item in self.selectedItems()]
        return [tuple(each) for each in stored if each]

    def _open_menu(self, place: QPoint) -> None:
        found = self.questions
        if not found:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("金额无误，按原值导入", lambda: self.accept_asked.emit(found))
        menu.popup(self.viewport().mapToGlobal(place))

    def _branch(self, items: Sequence[tuple[FilePlan, CellProblemView]]) -> QTreeWidgetItem:
        first = items[0][1]
        effect = "整本不导入" if first.stops else "只作提示"
        branch = QTreeWidgetItem([f"{first.cause_title}　{len(items)} 处（{effect}）"])
        font = self.font()
        font.setBold(True)
        branch.setFont(0, font)
        branch.setForeground(0, theme.colour("fail" if first.stops else "warn"))
        for file, problem in items:
            sheet, _, cell = problem.cell.rpartition("!")
            words = [cell if sheet else "", problem.column]
            words += [file.file, sheet] if self._names_files else [sheet]
            place = "　".join(word for word in words if word)
            texts = [place, problem.value, problem.message, problem.advice, problem.clause]
            leaf = QTreeWidgetItem(texts)
            if problem.cause == AMOUNT_QUESTION:
                leaf.setData(0, Qt.ItemDataRole.UserRole, [file.file, sheet, cell])
            for at, text in enumerate(texts):
                leaf.setToolTip(at, _plain(text))
            branch.addChild(leaf)
        return branch


def _plain(text: str) -> str:
    """Qt would take text with tags for markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
