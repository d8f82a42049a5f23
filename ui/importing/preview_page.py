"""Step 3: what the import would do: new, changed, unchanged, problems, similar projects."""

from collections import Counter
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.use_cases.imports.views import FilePlan, ImportPreview, RowPlan
from ui.background import Progress
from ui.importing.checks_line import ChecksLine, told
from ui.importing.problems_tree import ProblemsTree
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.view_store import ViewStore
from ui.widgets.basics import (
    button,
    clear,
    column,
    copyable,
    framed,
    label,
    row,
    scrolled,
    set_role,
)
from ui.widgets.quick_filters import QuickFilters
from ui.widgets.sign import SIGNS
from ui.widgets.similar_card import SimilarCard

KINDS = {
    "new": "新增",
    "changed": "修改",
    "unchanged": "未变",
    "skipped": "不处理",
    "problem": "有问题",
}
MOST_REASONS = 4
MOST_GROUPS = 50
"""Groups of similar applications shown as cards; more would only slow the window."""


@dataclass(frozen=True)
class PlannedRow:
    """One row with the workbook it stands in."""

    file: FilePlan
    plan: RowPlan
    place: int


class PreviewPage(QWidget):
    """Chips with counts at the top, the rows below, old and new values of the current row."""

    def __init__(self) -> None:
        super().__init__()
        self.is_pasted = False
        """A pasted range: not a file, and nobody to send it back to."""
        self._banner = label("", "banner-info", wrap=True)
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose)
        self.grid: GridView[PlannedRow] = GridView(
            "import.preview", _columns(), row_key=lambda each: each.place, store=ViewStore()
        )
        self.grid.current_changed.connect(self._show_row)
        self._detail = QVBoxLayout()
        rows = QWidget()
        pane = column(self.grid, framed(self._detail, margin=10))
        pane.setStretch(0, 1)
        rows.setLayout(pane)
        self.problems = ProblemsTree()
        self._accept = button("金额无误，按原值导入", self._accept_selected)
        self._accept.setEnabled(False)
        self.problems.itemSelectionChanged.connect(
            lambda: self._accept.setEnabled(bool(self.problems.questions))
        )
        hint = label("“元与万元可能弄混”的，核对无误后可选中并按原值导入。", "muted")
        problems = QWidget()
        problems.setLayout(column(self.problems, row(hint, None, self._accept)))
        self._similar = QVBoxLayout()
        similar = QWidget()
        similar.setLayout(self._similar)
        self._stack = QStackedWidget()
        for page in (rows, problems, scrolled(similar)):
            self._stack.addWidget(page)
        self.checks = ChecksLine()
        whole = column(self._banner, self.checks, self.chips, self._stack, spacing=10)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show a preview; problems first if there are any."""
        self.checks.hide()
        count = self.problems.show_problems(preview.files)
        self._show_rows(preview, count)
        self._show_banner(preview)
        self.chips.choose("problems" if count else "all")

    def show_judged(self, preview: ImportPreview) -> None:
        """Show the same preview with its checks; what the clerk looks at stays in view."""
        self.checks.hide()
        self._show_rows(preview, sum(len(file.problems) for file in preview.files))

    def show_storing(self, progress: Progress | None = None) -> None:
        """Say how far the writing is."""
        self.checks.hide()
        text = told(progress) if progress else "正在准备写入"
        self._banner.setText(f"{text}…　点“停止”可以放弃，什么都不会写入。")
        set_role(self._banner, "banner-info")

    def _show_rows(self, preview: ImportPreview, problems: int) -> None:
        plans = [(file, plan) for file in preview.files for plan in file.rows]
        rows = [PlannedRow(file, plan, place) for place, (file, plan) in enumerate(plans)]
        self.grid.set_rows(rows)
        clear(self._similar)
        for group in preview.similar[:MOST_GROUPS]:
            self._similar.addWidget(SimilarCard(group))
        if len(preview.similar) > MOST_GROUPS:
            more = f"这里只列相似度最高的 {MOST_GROUPS} 组，其余导入后到清单里看。"
            self._similar.addWidget(label(more, "muted"))
        self._similar.addStretch(1)
        counts = Counter(each.plan.kind for each in rows)
        chips = [("problems", "问题", problems), ("all", "全部行", len(rows))]
        chips += [(kind, title, counts[kind]) for kind, title in KINDS.items() if counts[kind]]
        chips += [("similar", "内容相近", len(preview.similar))] if preview.similar else []
        self.chips.show_chips(chips)

    def _show_banner(self, preview: ImportPreview) -> None:
        is_stopped = any(file.is_stopped for file in preview.files)
        parts = _pasted_words(preview) if self.is_pasted else _file_words(preview)
        if not preview.can_apply and not is_stopped:
            parts.append("没有要改动的内容，不必导入。")
        self._banner.setText("".join(parts))
        set_role(self._banner, "banner-warn" if is_stopped else "banner-info")

    def _choose(self, key: str) -> None:
        self._stack.setCurrentIndex({"problems": 1, "similar": 2}.get(key, 0))
        keep = (lambda each: each.plan.kind == key) if key in KINDS else None
        self.grid.set_keep(keep, KINDS.get(key, ""))

    def _accept_selected(self) -> None:
        self.problems.accept_asked.emit(self.problems.questions)

    def _show_row(self, current: PlannedRow | None) -> None:
        clear(self._detail)
        if current is None:
            return
        plan = current.plan
        self._detail.addWidget(label(f"{plan.title}　{KINDS[plan.kind]}", "section", wrap=True))
        if plan.reasons:
            words = "\n".join(plan.reasons[:MOST_REASONS])
            self._detail.addWidget(copyable(words, plan.light))
        for change in plan.changes[:6]:
            old = change.old or "（空）"
            new = change.new or "（空）"
            self._detail.addWidget(copyable(f"{change.label}：{old} → {new}"))
        if len(plan.changes) > 6:  # noqa: PLR2004
            self._detail.addWidget(label(f"另有 {len(plan.changes) - 6} 处不同", "muted"))


def _columns() -> tuple[Column[PlannedRow], ...]:
    return (
        Column("kind", "处理", lambda each: KINDS[each.plan.kind], width=90),
        Column("title", "名称", lambda each: each.plan.title, width=270),
        Column("record", "对应记录", lambda each: each.plan.record, Kind.CODE, 140),
        Column("changes", "改动", _change_text, width=200),
        Column("light", "核查", _light_text, width=120),
        Column("file", "文件", lambda each: each.file.file, width=200),
        Column("row", "行", lambda each: each.plan.row, Kind.NUMBER, 70),
    )


def _change_text(each: PlannedRow) -> str:
    changes = each.plan.changes
    return f"{len(changes)} 处：{'、'.join(c.label for c in changes)}" if changes else ""


def _light_text(each: PlannedRow) -> str:
    sign = SIGNS.get(each.plan.light, "")
    return f"{sign} {each.plan.light_word}" if each.plan.light_word else ""


def _file_words(preview: ImportPreview) -> list[str]:
    stopped = sum(1 for file in preview.files if file.is_stopped)
    repeated = sum(1 for file in preview.files if file.is_repeated)
    good = len(preview.files) - stopped
    parts = [f"共 {len(preview.files)} 个文件。"]
    if stopped:
        parts.append(f"{stopped} 个文件有问题，整本不导入，可退回部门修改；")
        parts.append(f"其余 {good} 个可以导入。" if good else "没有可以导入的文件。")
    if preview.can_apply:
        parts.append(_effect_words(preview))
    if repeated:
        parts.append(f"{repeated} 个文件以前导入过，没有变化。")
    return parts


def _effect_words(preview: ImportPreview) -> str:
    """What storing will do, before the clerk says yes."""
    good = (file for file in preview.files if not file.is_stopped)
    counts = Counter(row.kind for file in good for row in file.rows)
    told = "，".join(f"{title} {counts[kind]} 行" for kind, title in KINDS.items() if counts[kind])
    return f"确认后：{told}。"


def _pasted_words(preview: ImportPreview) -> list[str]:
    parts = [f"粘贴的内容共 {sum(len(file.rows) for file in preview.files)} 行。"]
    if any(file.is_stopped for file in preview.files):
        parts.append("有问题的行不改好，整片都不导入；请在原表中改好，再复制、粘贴。")
    if any(file.is_repeated for file in preview.files):
        parts.append("这些内容以前粘贴过，没有变化。")
    return parts
