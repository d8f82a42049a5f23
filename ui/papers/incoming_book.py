"""收文登记簿: all papers received; one is shown, corrected, or let serve the selected projects."""

from collections.abc import Sequence

from desktop_app.domain.record import Subject
from desktop_app.use_cases.papers.incoming import attach_subjects
from desktop_app.use_cases.papers.incoming_book import IncomingLine, incoming_book
from ui.papers.incoming_dialog import SIZE, IncomingDialog
from ui.papers.incoming_viewer import IncomingViewer
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, label
from ui.widgets.dialog import Dialog

VIEWER = (980, 700)


class IncomingBook(Dialog):
    """The register, the newest first; `subjects` are those selected where it was opened."""

    help_topic = "incoming"

    def __init__(self, shell: Shell, subjects: Sequence[Subject] = (), about: str = "") -> None:
        hint = "一份来文登记一次，可以关联许多项目；登记结果时选它作依据。"
        super().__init__(shell.window, "收文登记簿", hint=hint)
        self._shell = shell
        self._subjects, self._about = tuple(subjects), about
        self.grid: GridView[IncomingLine] = GridView(
            "incoming", _columns(), row_key=lambda line: line.paper.id, store=shell.store
        )
        self.grid.current_changed.connect(lambda _: self._show_ready())
        self.grid.table.doubleClicked.connect(lambda _: self._open())
        ListOutput(shell, self.grid, "收文登记簿", self)
        self.body.addWidget(self.grid, 1)
        if subjects:
            self.add_left(label(f"选中：{about}", "muted"))
        self.add_left(button("登记收文…", self._record))
        self._show = button("查看…", self._open)
        self.foot.addWidget(self._show)
        self.add_cancel("关闭")
        self._attach = self.add_action("关联到选中的…", self._attach_selected)
        self._attach.setVisible(bool(subjects))
        self.grid.cover.show_loading()
        shell.data_changed.connect(self._reload)
        self._reload()

    def _reload(self) -> None:
        self._shell.run(
            lambda desk, _task: incoming_book(desk), self._fill, owner=self, key="incoming_book"
        )

    def _fill(self, lines: tuple[IncomingLine, ...]) -> None:
        self.grid.set_rows(lines)
        if lines:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty("还没有登记过收文", "收到来文，点“登记收文”。")
        self._show_ready()

    def _show_ready(self) -> None:
        line = self.grid.current_row
        self._show.setEnabled(line is not None)
        is_new = line is not None and not set(self._subjects) <= set(line.paper.subjects)
        self._attach.setEnabled(is_new)

    def _record(self) -> None:
        IncomingDialog(self._shell, self._subjects, self._about).show_sized(*SIZE)

    def _open(self) -> None:
        line = self.grid.current_row
        if line is not None:
            IncomingViewer(self._shell, line.paper).show_sized(*VIEWER)

    def _attach_selected(self) -> None:
        line, subjects = self.grid.current_row, self._subjects
        if line is None:
            return
        paper_id = line.paper.id

        def done(_paper: object) -> None:
            self._shell.changed("incoming")
            self._shell.say(f"已关联：{line.paper.number}　{self._about}")

        self._shell.run(
            lambda desk, _task: attach_subjects(desk, paper_id, subjects), done, owner=self
        )


def _columns() -> tuple[Column[IncomingLine], ...]:
    return (
        Column("received", "收文日期", lambda line: line.paper.received_on, Kind.DATE, 104),
        Column("sender", "来文单位", lambda line: line.paper.sender, width=150),
        Column("number", "文号", lambda line: line.paper.number, Kind.CODE, 150),
        Column("title", "标题", lambda line: line.paper.title, width=240),
        Column("dated", "成文日期", lambda line: line.paper.dated, Kind.DATE, 104),
        Column("scan", "扫描件", lambda line: "✓ 有" if line.paper.digest else "… 没有", width=84),
        Column("count", "涉及", lambda line: len(line.about), Kind.NUMBER, 70),
        Column("about", "所涉对象", lambda line: "；".join(line.about), width=220),
        Column("resting", "作为依据", lambda line: line.resting, Kind.NUMBER, 90),
        Column("note", "备注", lambda line: line.paper.note, width=140),
    )
