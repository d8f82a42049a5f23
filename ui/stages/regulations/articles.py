"""The article map: every row of the regulation and what carries it in the program."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout, QWidget

from desktop_app.use_cases.official_texts import OfficialText, attach_text, official_text
from desktop_app.use_cases.regulations import HANDLING_LABELS, ArticleLine, article_map
from ui.shell import Shell
from ui.stages.regulations.text_dialog import open_text
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, clear, column, copyable, framed, label, row, scrolled
from ui.widgets.quick_filters import QuickFilters

ALL, UNBUILT = "all", "unbuilt"
HANDLINGS = tuple(HANDLING_LABELS.items())
TEXTS = "原文 (*.txt *.docx *.pdf)"
_SAME = {
    True: "，就是编写规则包所据的文本",
    False: "，和编写规则包所据的文本不是同一个文件",
    None: "",
}
WHEN_BUILT = "以后版本落实"


class ArticlesPane(QWidget):
    """Chips by handling, the rows, and the row in full at the right."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._clause = ""
        self._texts: dict[tuple[str, str], OfficialText | None] = {}
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose)
        self.grid: GridView[ArticleLine] = GridView(
            "regulations.articles",
            _columns(),
            row_key=lambda line: line.id,
            store=shell.store,
            search_text=lambda line: f"{line.clause}{line.label}{line.summary}",
        )
        self.grid.current_changed.connect(self._show_article)
        ListOutput(shell, self.grid, "条文对照", self)
        attach = button("附上原文…", self._attach, tip="附上后，每一条都能看到原文")
        head = row(self.chips, None, attach)
        inner = QWidget()
        self._detail = QVBoxLayout(inner)
        split = QSplitter()
        split.addWidget(self.grid)
        split.addWidget(framed(column(scrolled(inner))))
        split.setSizes([860, 400])
        split.setChildrenCollapsible(False)
        layout = column(head, split, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.grid.cover.show_loading()

    def reload(self) -> None:
        """Read the map again."""
        self._shell.run(
            lambda desk, _task: article_map(desk),
            self.show_lines,
            owner=self,
            key="regulations.articles",
        )

    def show_lines(self, lines: tuple[ArticleLine, ...]) -> None:
        """Show the whole map."""
        self.grid.cover.hide()
        self._texts = {}
        self.grid.set_rows(lines)
        chips = [(ALL, "全部", len(lines))]
        chips += [(k, title, sum(x.handling == title for x in lines)) for k, title in HANDLINGS]
        chips.append((UNBUILT, WHEN_BUILT, sum(not line.is_built for line in lines)))
        self.chips.show_chips(chips)
        if self._clause:
            self.find_clause(self._clause)
        self._show_article(self.grid.current_row)

    def find_clause(self, clause: str) -> None:
        """Make the first row of a clause current."""
        self._clause = clause
        rows = self.grid.model.all_rows
        found = next((line for line in rows if line.clause == clause), None)
        if found is not None:
            self._clause = ""
            self.chips.choose(ALL)
            self.grid.clear_filters()
            self.grid.select_key(found.id)
            self.grid.table.setFocus()

    def _choose(self, key: str) -> None:
        title = HANDLING_LABELS.get(key, "")
        if key == UNBUILT:
            self.grid.set_keep(lambda line: not line.is_built, WHEN_BUILT)
        else:
            self.grid.set_keep((lambda line: line.handling == title) if title else None, title)

    def _show_article(self, line: ArticleLine | None) -> None:
        clear(self._detail)
        if line is None:
            return
        state = line.handling if line.is_built else f"{line.handling} · {WHEN_BUILT}"
        self._detail.addWidget(label(line.label, "title", wrap=True))
        self._detail.addWidget(label(f"{line.clause}　{line.id}", "muted"))
        self._detail.addWidget(label(line.regulation, "small", wrap=True))
        self._detail.addWidget(label(state, badge="accent" if line.is_built else "none"))
        self._original = QVBoxLayout()
        self._detail.addLayout(self._original)
        self._show_original(line)
        for caption, text in (
            ("要点（本程序的概括，非原文）", line.summary),
            ("程序中的落实", "\n".join(line.implemented_by)),
            ("为什么不由程序核查", line.reason),
        ):
            if text:
                self._detail.addSpacing(8)
                self._detail.addWidget(label(caption, "small"))
                self._detail.addWidget(copyable(text))
        self._detail.addStretch(1)

    def _show_original(self, line: ArticleLine) -> None:
        """The clause in its own words, where the office attached the text."""
        if line.pack in self._texts:
            self._fill_original(line, self._texts[line.pack])
            return

        def show(text: OfficialText | None) -> None:
            self._texts[line.pack] = text
            if self.grid.current_row == line:
                self._fill_original(line, text)

        self._shell.run(
            lambda desk, _task: official_text(desk, *line.pack),
            show,
            owner=self,
            key="regulations.original",
        )

    def _fill_original(self, line: ArticleLine, text: OfficialText | None) -> None:
        clear(self._original)
        if text is None:
            return
        words = text.words(line.clause) or "原文里没有找到这一条，请看全文。"
        self._original.addSpacing(8)
        self._original.addWidget(label(f"原文（{text.name}）", "small"))
        self._original.addWidget(copyable(words))
        whole = button("看全文…", lambda: open_text(self._shell.window, text, line.clause))
        self._original.addLayout(row(whole, None))

    def _attach(self) -> None:
        line = self.grid.current_row
        if line is None:
            return
        title = f"《{line.regulation}》的原文"
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", TEXTS)
        if chosen:
            self._shell.run(
                lambda desk, _task: attach_text(desk, Path(chosen), line.pack[0]),
                self._attached,
                owner=self,
            )

    def _attached(self, text: OfficialText) -> None:
        self._shell.changed()
        self._shell.say(f"已附上原文：{text.name}{_SAME[text.is_the_encoded]}")


def _columns() -> tuple[Column[ArticleLine], ...]:
    return (
        Column("clause", "条款", lambda line: line.clause, Kind.CODE, 110, sort_key=lambda x: x.id),
        Column("label", "要点", lambda line: line.label, width=300),
        Column("handling", "处理方式", lambda line: line.handling, width=110),
        Column("stage", "环节", lambda line: line.stage_title, width=110),
        Column("built", "落实", _built, width=220),
    )


def _built(line: ArticleLine) -> str:
    if not line.is_built:
        return WHEN_BUILT
    return "、".join(line.implemented_by) or "不需要"
