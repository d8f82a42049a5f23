"""The top bar: whose desk it is, the search field, what falls due today, who works here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.search_box import SearchBox
from ui.theme import MODE_TITLES, MODES
from ui.widgets.basics import ElidedLabel, button, label, name, repolish

HEIGHT = 52


@dataclass(frozen=True)
class Headline:
    """What the top bar says about the open workspace."""

    office: str
    year: int
    regime: str
    due_today: int
    operator: str
    operators: tuple[str, ...] = ()
    is_sample: bool = False
    tabs: frozenset[str] = frozenset()
    """Stage tabs in use; empty for all."""
    tab_titles: Mapping[str, str] = field(default_factory=dict)
    """Words of the regime for tabs, by tab."""
    notice: str = ""
    """What is amiss with the workspace or the clock; empty if all is well."""


class TopBar(QWidget):
    """Brand, office · year · regime, search, due badge, operator menu."""

    due_asked = Signal()
    operator_chosen = Signal(str)
    mode_chosen = Signal(str)
    help_asked = Signal()

    def __init__(self, window: QWidget, mode: str) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.search = SearchBox(window)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(360)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place = ElidedLabel("muted")
        self._due = button("到期 0", self.due_asked.emit, "badge")
        self._due.hide()
        self._operator = button("经办人", role="flat")
        self._operator.setProperty("menu", "true")
        name(self._operator, "经办人", "更换经办人，选择外观，打开帮助")
        self._menu = QMenu(self._operator)
        self._operator.setMenu(self._menu)
        self._mode = mode
        self._fill_menu(())
        self._arrange()

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(14)
        layout.addWidget(label("衡册", "brand"))
        layout.addWidget(self._place, 3)
        layout.addWidget(self.search, 2)
        layout.addWidget(self._due)
        layout.addWidget(self._operator)

    def show_headline(self, headline: Headline) -> None:
        """Show another workspace."""
        text = f"{headline.office} · {headline.year} 年度 · {headline.regime}"
        self._place.setText(text)
        self._due.setText(f"到期 {headline.due_today}")
        name(self._due, self._due.text(), "今日到期和已经逾期的事项")
        self._due.setToolTip("今日到期和已经逾期的事项")
        self._due.setProperty("quiet", "true" if headline.due_today == 0 else "false")
        repolish(self._due)
        self._due.show()
        self._operator.setText(headline.operator or "选择经办人")
        self._fill_menu(headline.operators)

    def show_nothing(self) -> None:
        """No workspace is open."""
        self._place.setText("")
        self._due.hide()

    def _fill_menu(self, operators: tuple[str, ...]) -> None:
        self._menu.clear()
        for each in operators:
            self._menu.addAction(each, lambda each=each: self.operator_chosen.emit(each))
        if operators:
            self._menu.addSeparator()
        looks = self._menu.addMenu("外观")
        group = QActionGroup(looks)
        for mode in MODES:
            action = looks.addAction(MODE_TITLES[mode])
            action.setCheckable(True)
            action.setChecked(mode == self._mode)
            action.triggered.connect(lambda _=False, mode=mode: self._choose_mode(mode))
            group.addAction(action)
        self._menu.addAction("帮助\tF1", self.help_asked.emit)

    def _choose_mode(self, mode: str) -> None:
        self._mode = mode
        self.mode_chosen.emit(mode)
