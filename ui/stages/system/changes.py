"""What the chosen act changed, old and new beside each other, personal values masked."""

from PySide6.QtWidgets import QWidget

from desktop_app.use_cases import workspaces
from desktop_app.use_cases.log_events import ActChanges, ChangeLine
from desktop_app.values.ids import EventId
from ui.shell import Shell
from ui.table.column import Column
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import column, label

LEAST_HEIGHT = 150
"""Pixels: heading, two lines and the foot; below a list there is little room."""
Numbered = tuple[int, ChangeLine]


class ChangesPane(QWidget):
    """One line per cell; records without cells of their own are counted."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.grid: GridView[Numbered] = GridView(
            "system.changes", _columns(), row_key=lambda numbered: numbered[0], store=shell.store
        )
        self.grid.setMinimumHeight(LEAST_HEIGHT)
        ListOutput(shell, self.grid, "改动明细", self)
        self.about = label("选中一步，这里列出它改了什么。", "muted", wrap=True)
        layout = column(self.about, self.grid, spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_act(self, event_id: EventId) -> None:
        """Read and list the changes of an act."""
        self._shell.run(
            lambda desk, _task: workspaces.act_changes(desk, event_id),
            self._show,
            owner=self,
            key="system.changes",
        )

    def _show(self, found: ActChanges) -> None:
        more = f"，另有 {found.left_out} 条记录的改动没有列出" if found.left_out else ""
        what = f"改动 {len(found.lines)} 处{more}" if found.lines else "没有改动记录"
        about = f"第 {found.event.sequence} 步：{what}。手机号、证件号等个人信息已遮住。"
        self.about.setText(about)
        self.grid.set_rows(tuple(enumerate(found.lines)))


def _columns() -> tuple[Column[Numbered], ...]:
    return (
        Column("record", "记录", lambda each: each[1].record, width=260),
        Column("label", "栏目", lambda each: each[1].label, width=140),
        Column("before", "改前", lambda each: each[1].before, width=240),
        Column("after", "改后", lambda each: each[1].after, width=240),
    )
