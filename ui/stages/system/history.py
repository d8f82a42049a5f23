"""操作历史: every act, who and when; the latest can be taken back as a whole."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.record import Event
from desktop_app.use_cases import workspaces
from ui.error_dialog import Question
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.widgets.basics import button, column, label, row


class HistoryPane(QWidget):
    """The newest act first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.grid: GridView[Event] = GridView(
            "system.events",
            _columns(),
            row_key=lambda event: event.id,
            store=shell.store,
            search_text=lambda event: f"{event.title}{event.actor}{event.reason}",
        )
        self._undo = button("撤销这一步…(&U)", self._ask_undo, "danger")
        hint = "撤销是一次新的操作，不删除记录；之后又改动、办理或打印过的，不能撤销。"
        heading = row(label(hint, "muted", wrap=True), self._undo)
        heading.setStretch(0, 1)
        layout = column(heading, self.grid, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.grid.current_changed.connect(lambda _: self._show_action())
        self.grid.cover.show_loading()

    def reload(self) -> None:
        """Read the acts again."""
        self._shell.run(
            lambda desk, _task: workspaces.events(desk, 1000),
            self._show,
            owner=self,
            key="system.events",
        )

    def _show(self, events: tuple[Event, ...]) -> None:
        self.grid.cover.hide()
        self.grid.set_rows(events)
        self._show_action()

    def _show_action(self) -> None:
        event = self.grid.current_row
        can = event is not None and event.is_undoable and event.undone_by is None
        self._undo.setEnabled(can)

    def _ask_undo(self) -> None:
        event = self.grid.current_row
        if event is None:
            return
        text = f"{event.at:%Y-%m-%d %H:%M} {event.actor}：{event.title}。撤销前自动备份。"
        question = Question("撤销这一步", text, "撤销", "不撤销", is_dangerous=True)
        event_id = event.id
        self._shell.ask(
            question,
            lambda: self._shell.run(
                lambda desk, _task: workspaces.undo_event(desk, event_id),
                lambda _: self._undone(),
                owner=self,
            ),
        )

    def _undone(self) -> None:
        self._shell.changed()
        self._shell.say("已撤销")


def _columns() -> tuple[Column[Event], ...]:
    return (
        Column("sequence", "序号", lambda event: event.sequence, Kind.NUMBER, 80),
        Column("at", "时间", lambda event: f"{event.at:%Y-%m-%d %H:%M:%S}", Kind.CODE, 170),
        Column("actor", "经办人", lambda event: event.actor, width=100),
        Column("title", "操作", lambda event: event.title, width=420),
        Column("reason", "理由", lambda event: event.reason, width=220),
        Column("undone", "撤销", _undone_text, width=100),
    )


def _undone_text(event: Event) -> str:
    if event.undone_by is not None:
        return "已撤销"
    return "" if event.is_undoable else "不可撤销"
