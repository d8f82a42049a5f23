"""The one pattern of a stage tab: quick filters and actions, the list, the current project."""

from typing import Generic, TypeVar

from PySide6.QtWidgets import QPushButton

from ui.dossier.actions import ProjectActions
from ui.dossier.detail_pane import DetailPane
from ui.dossier.selection import ListedProject, at_the_same_step
from ui.dossier.step_forms import Shown, read_project
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.table.grid import GridView
from ui.widgets.basics import column, framed, row
from ui.widgets.quick_filters import QuickFilters
from ui.widgets.reflow import ReflowSplitter

ListRow = TypeVar("ListRow", bound=ListedProject)


class ProjectStagePage(StagePage, Generic[ListRow]):
    """Shows the project of the row under the cursor; the stage fills the list."""

    def __init__(self, shell: Shell, grid: GridView[ListRow], stage: str = "") -> None:
        super().__init__(shell)
        self.chips = QuickFilters()
        self.grid = grid
        self.detail = DetailPane(shell, stage)
        self.acts = ProjectActions(shell, grid, self.detail)
        self.grid.setMinimumWidth(360)
        self.grid.current_changed.connect(self.read_project)
        self.grid.selection_changed.connect(self._count_selection)
        self.grid.cover.show_loading()

    def lay_out(self, *actions: QPushButton, is_inner: bool = False) -> None:
        """Put chips and actions above list and project; an inner page has no margins of its own."""
        top = row(self.chips, row(*actions), spacing=12)
        top.setStretch(0, 1)
        card = framed(column(self.detail), margin=0)
        split = ReflowSplitter()
        split.addWidget(self.grid)
        split.addWidget(card)
        split.setSizes([912, 410])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        layout = column(top, split, spacing=12)
        layout.setContentsMargins(*((0, 10, 0, 0) if is_inner else (16, 12, 16, 14)))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.grid)

    def read_project(self, current: ListRow | None) -> None:
        """Read the project of a row and show it at the right."""
        if current is None:
            self.detail.show_nothing()
            return
        self.detail.show_loading()
        project_id = current.id
        self.shell.run(
            lambda desk, _task: read_project(desk, project_id),
            self._show_project,
            owner=self,
            key=f"{self.grid.grid_id}.project",
        )

    def _show_project(self, shown: Shown) -> None:
        current = self.grid.current_row
        if current is not None and current.id == shown.page.project.id:
            self.detail.show_project(shown)

    def _count_selection(self) -> None:
        rows = at_the_same_step(self.grid.current_row, self.grid.selected_rows)
        self.detail.show_count(len(rows))
