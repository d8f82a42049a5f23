"""The article map: every row of the regulation and what carries it in the program."""

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.rules.schema.common import STAGE_TITLES
from desktop_app.use_cases.regulations import HANDLING_LABELS, ArticleLine
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import clear, column, copyable, framed, label, scrolled
from ui.widgets.quick_filters import QuickFilters

ALL, UNBUILT = "all", "unbuilt"
HANDLINGS = tuple(HANDLING_LABELS.items())
WHEN_BUILT = "以后版本落实"


class ArticlesPane(QWidget):
    """Chips by handling, the rows, and the row in full at the right."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._clause = ""
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
        inner = QWidget()
        self._detail = QVBoxLayout(inner)
        split = QSplitter()
        split.addWidget(self.grid)
        split.addWidget(framed(column(scrolled(inner))))
        split.setSizes([860, 400])
        split.setChildrenCollapsible(False)
        layout = column(self.chips, split, spacing=10)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.grid.cover.show_loading()

    def show_lines(self, lines: tuple[ArticleLine, ...]) -> None:
        """Show the whole map."""
        self.grid.cover.hide()
        self.grid.set_rows(lines)
        chips = [(ALL, "全部", len(lines))]
        chips += [(k, title, sum(x.handling == title for x in lines)) for k, title in HANDLINGS]
        chips.append((UNBUILT, WHEN_BUILT, sum(not line.is_built for line in lines)))
        self.chips.show_chips(chips)
        if self._clause:
            self.find_clause(self._clause)

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
        self._detail.addWidget(label(state, badge="accent" if line.is_built else "none"))
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


def _columns() -> tuple[Column[ArticleLine], ...]:
    return (
        Column("clause", "条款", lambda line: line.clause, Kind.CODE, 110, sort_key=lambda x: x.id),
        Column("label", "要点", lambda line: line.label, width=300),
        Column("handling", "处理方式", lambda line: line.handling, width=110),
        Column("stage", "环节", _stage, width=110),
        Column("built", "落实", _built, width=220),
    )


def _stage(line: ArticleLine) -> str:
    return STAGE_TITLES.get(line.stage, "")


def _built(line: ArticleLine) -> str:
    if not line.is_built:
        return WHEN_BUILT
    return "、".join(line.implemented_by) or "不需要"
