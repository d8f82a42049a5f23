"""操作历史: every act, who, when and what it changed; what can be taken back, and why not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget

from desktop_app.use_cases import undoing
from desktop_app.use_cases.log_events import moment_text
from desktop_app.use_cases.undoing import ActLine, Outlook
from ui.shell import Shell
from ui.stages.system.changes import ChangesPane
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.undoing import Undoing, why_not
from ui.widgets.basics import button, column, label, row, set_role

MOST = 1000
HINT = "撤销和重做都是一次新的操作，不删除记录；之后又改动、办理或打印过的，不能撤销。"


class HistoryPane(QWidget):
    """The newest act first; above, what can be done about the current one, below its changes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._undoing = Undoing(shell)
        self._outlook: Outlook | None = None
        self.grid: GridView[ActLine] = GridView(
            "system.events",
            _columns(),
            row_key=lambda line: line.event.id,
            store=shell.store,
            search_text=lambda line: f"{line.event.title}{line.event.actor}{line.event.reason}",
        )
        ListOutput(shell, self.grid, "操作历史", self.grid)
        self._undo = button("撤销这一步…(&U)", self._ask, "danger")
        self._redo = button("重做这一步…(&R)", self._ask)
        self.about = label("", "banner-info", wrap=True)
        heading = row(label(HINT, "muted", wrap=True), self._redo, self._undo)
        heading.setStretch(0, 1)
        self.changes = ChangesPane(shell)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for part, stretch in ((self.grid, 3), (self.changes, 2)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        split.setMinimumHeight(split.minimumSizeHint().height())
        layout = column(heading, self.about, split, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.grid.current_changed.connect(self._look)
        self.grid.cover.show_loading()
        self._show_outlook(None)

    def reload(self) -> None:
        """Read the acts again."""
        self._shell.run(
            lambda desk, _task: undoing.act_lines(desk, MOST),
            self._show,
            owner=self,
            key="system.events",
        )

    def _show(self, lines: tuple[ActLine, ...]) -> None:
        self.grid.cover.hide()
        self.grid.set_rows(lines)
        self._look(self.grid.current_row)

    def _look(self, line: ActLine | None) -> None:
        """Find out what stands against moving the current act."""
        self._show_outlook(None)
        if line is not None:
            event_id = line.event.id
            self._shell.run(
                lambda desk, _task: undoing.outlook(desk, event_id),
                self._show_outlook,
                owner=self,
                key="system.outlook",
            )
            self.changes.show_act(event_id)

    def _show_outlook(self, outlook: Outlook | None) -> None:
        self._outlook = outlook
        move = outlook.line.move if outlook and not outlook.obstacles else ""
        self._undo.setEnabled(move == "undo")
        self._redo.setEnabled(move == "redo")
        self.about.setText(_told(outlook) if outlook else "正在查看这一步能否撤销…")
        role = "banner-warn" if outlook and outlook.obstacles else "banner-info"
        set_role(self.about, role)

    def _ask(self) -> None:
        if self._outlook is not None:
            self._undoing.ask(self._outlook)


def _told(outlook: Outlook) -> str:
    """What can be done about an act, or why nothing can."""
    return f"{why_not(outlook)}。" if outlook.obstacles else f"可以{outlook.words}。"


def _moment(line: ActLine) -> str:
    return moment_text(line.event, "%Y-%m-%d %H:%M:%S")


def _columns() -> tuple[Column[ActLine], ...]:
    return (
        Column("sequence", "序号", lambda line: line.event.sequence, Kind.NUMBER, 80),
        Column("at", "时间", _moment, Kind.CODE, 170),
        Column("actor", "经办人", lambda line: line.event.actor, width=100),
        Column("title", "操作", lambda line: line.event.title, width=320),
        Column("about", "对象", lambda line: line.about, width=260),
        Column("reason", "理由", lambda line: line.event.reason, width=220),
        Column("undone", "撤销与重做", lambda line: line.state, width=140),
    )
