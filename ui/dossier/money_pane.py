"""资金: the amounts of the project kept apart, and where the money comes from."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.use_cases.reserve_pool.views import ProjectPage
from desktop_app.values.money import Fen, uppercase, wan_text, yuan_text
from ui.widgets.basics import clear, column, label, scrolled
from ui.widgets.facts import FactList
from ui.widgets.funding_bar import FundingBar


class MoneyPane(QWidget):
    """Amounts in 万元, in 元 and in words; the sources as a bar with figures."""

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 8, 6, 0)
        self._column.setSpacing(10)
        self.setLayout(column(scrolled(inner)))

    def show_project(self, page: ProjectPage) -> None:
        """Show the money of one project."""
        clear(self._column)
        amounts = FactList()
        amounts.show_lines([(f"{title}金额", _amount(fen)) for title, fen in page.amounts])
        self._column.addWidget(label("各环节金额", "section"))
        self._column.addWidget(amounts)
        sources = [(title, line.amount_fen) for title, line in page.funding]
        bar = FundingBar()
        bar.show_sources(sources, page.project.declared_fen)
        self._column.addWidget(label("资金来源", "section"))
        self._column.addWidget(bar if sources else label("没有填资金来源。", "muted"))
        self._column.addStretch(1)


def _amount(fen: Fen) -> str:
    return f"{wan_text(fen)} 万元（{yuan_text(fen)} 元）\n{uppercase(fen)}"
