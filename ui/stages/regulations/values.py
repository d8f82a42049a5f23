"""The values of the law: amounts, terms and dates with clause and period."""

from PySide6.QtWidgets import QWidget

from desktop_app.use_cases.regulations import ValueLine, law_values
from ui.shell import Shell
from ui.stages.regulations.amend_dialog import open_amendment
from ui.stages.regulations.trial_dialog import TrialDialog
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, column, label, row


class ValuesPane(QWidget):
    """A value of the law changes with a new version of the pack."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.grid: GridView[ValueLine] = GridView(
            "regulations.values",
            _columns(),
            row_key=lambda line: (line.id, line.since),
            store=shell.store,
        )
        ListOutput(shell, self.grid, "法定参数", self)
        self._shell = shell
        self._lines: tuple[ValueLine, ...] = ()
        hint = "数值来自法规原文；原文修改了，在这里修订，规则包出新的一版。"
        amend = button("修订…(&X)", self.open_amendment, tip="原文改了：从某一天起换成另一个数")
        act = button("试算…(&S)", self.open_trial, tip="换一个数会影响哪些项目；不写入数据")
        layout = column(row(label(hint, "muted"), None, amend, act), self.grid, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.grid.cover.show_loading()

    def reload(self) -> None:
        """Read the values again."""
        self._shell.run(
            lambda desk, _task: law_values(desk),
            self.show_lines,
            owner=self,
            key="regulations.values",
        )

    def show_lines(self, lines: tuple[ValueLine, ...]) -> None:
        """Show every value."""
        self._lines = lines
        self.grid.cover.hide()
        self.grid.set_rows(lines)

    def open_amendment(self) -> None:
        """Enter what the value under the cursor becomes."""
        current = self.grid.current_row
        if current is not None:
            open_amendment(self._shell, current)

    def open_trial(self) -> None:
        """Try other figures; nothing is written."""
        tried = {line.id: line for line in self._lines if any(c.isdigit() for c in line.text)}
        TrialDialog(self._shell, tuple(tried.values())).show_sized(1180, 680)


def _columns() -> tuple[Column[ValueLine], ...]:
    return (
        Column("label", "名称", lambda line: line.label, width=360),
        Column("text", "数值", lambda line: line.text, width=170),
        Column("clauses", "依据", lambda line: "、".join(line.clauses), width=170),
        Column("since", "起", lambda line: line.since, Kind.DATE, 110),
        Column("until", "止", lambda line: line.until, Kind.DATE, 110),
        Column("note", "说明", lambda line: line.note, width=240),
    )
