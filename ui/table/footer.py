"""The line under a grid: rows, sum of the filter, sum of the selection, views."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ui.widgets.basics import PartedLabel, button, name


class GridFooter(QFrame):
    """Says how much is shown; the buttons clear filters, switch the unit, open views, lead out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "gridfoot")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 6, 2)
        layout.setSpacing(14)
        self.counts = PartedLabel("muted")
        self.clear_button = self._button("清除筛选", "清除所有列的筛选")
        self.unit_button = self._button("单位：万元", "在万元和元之间切换")
        self.view_button = self._button("视图", "保存和选用视图（Ctrl+1 至 Ctrl+9）")
        self.output_button = self._button("导出打印", "导出或打印当前列表")
        layout.addWidget(self.counts, 1)
        buttons = (self.clear_button, self.unit_button, self.view_button, self.output_button)
        for each in buttons:
            layout.addWidget(each)
        self.clear_button.hide()
        self.output_button.hide()

    def _button(self, text: str, tip: str) -> QPushButton:
        made = button(text, role="flat", tip=tip)
        name(made, text, tip)
        return made

    def show_counts(self, parts: list[str], *, is_filtered: bool) -> None:
        """Show the parts of the line; the clear button only while a filter stands."""
        self.counts.show_parts(parts)
        self.clear_button.setVisible(is_filtered)

    @property
    def text(self) -> str:
        """The line as shown."""
        return self.counts.text()


def sum_parts(title: str, total: str, unit: str) -> str:
    """One sum of the line, e.g. 申报金额合计 4,159.89 万元."""
    return f"{title}合计 {total} {unit}".rstrip()


def picked_words(count: int, titles: Sequence[str], amounts: Sequence[str]) -> str:
    """The selection; several sums are named, and those of one row stand in the row itself."""
    parts = [f"选中 {count:,} 行"]
    if len(amounts) == 1:
        parts += amounts
    elif count > 1:
        parts += [f"{title} {amount}" for title, amount in zip(titles, amounts, strict=True)]
    return " ".join(parts)
