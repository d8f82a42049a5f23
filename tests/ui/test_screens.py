"""Walks every screen: Chinese words, names for readers, keys, nothing cut off."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)

from ui.table.grid import GridView

STAGE_PANES = {"home": 0, "reserve_pool": 0, "regulations": 5, "base_data": 4, "system": 6}
PAGES = [(stage, pane) for stage, panes in STAGE_PANES.items() for pane in range(max(1, panes))]
DIALOGS = {
    "下发": lambda page: page.open_handout(),
    "催报": lambda page: page.open_rounds(),
    "导入": lambda page: page.open_import(),
    "打印": lambda page: page.acts.open_print(),
    "新建": lambda page: page.more.open_new(),
    "修改": lambda page: page.more.open_change(),
    "合并": lambda page: page.more.open_merge(),
    "需求": lambda page: page.more.open_needs(),
    "涉密": lambda page: page.more.ask_classified(),
    "备注": lambda page: page.acts.open_note(),
    "收文": lambda page: page.acts.open_incoming(),
    "登记": lambda page: page.detail.actions_offered["record"].click(),
    "帮助": lambda page: page.shell.show_help("start"),
}
SIZES = ((1366, 768), (1093, 614), (911, 520))
"""1366×768 at 100 %, 125 % and 150 % in the window's own units."""
INPUTS = (
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QDateEdit,
    QListWidget,
    QTreeWidget,
    QAbstractItemView,
    QTextBrowser,
)
ALLOWED = re.compile(
    r"Ctrl\+(Enter|Shift\+|PgDn|PgUp)?[A-Z]?|Alt\+|Shift\+|F1|F5|Esc|Enter|"
    r"编号 [a-z]+-\d+|PDF|Word|Excel|WPS|XLS|xlsx?|docx|KB|MB|U盘|ODS|CSV|"
    r"\(&?[A-Z]\)|[A-Z]{1,4}-?\d[\w-]*|/\S+|\d+-[0-9a-f]{16}|\S+\.(db|xlsx?|md|txt)"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")


SCREENS = [*PAGES, *DIALOGS]


@pytest.fixture(scope="module", params=SCREENS, ids=str)
def screen(request, shared_stand) -> Iterator[QWidget]:
    """One screen, opened once for all tests: a pane of a tab, or a dialog of the pool tab."""
    what = request.param
    if isinstance(what, tuple):
        _show_pane(shared_stand, *what)
        yield shared_stand.window
    else:
        DIALOGS[what](shared_stand.open_stage("reserve_pool"))
        yield shared_stand.dialog()
    shared_stand.close_dialogs()


@pytest.fixture(scope="module", params=[*product(("light", "dark"), SIZES)], ids=str)
def sized_stand(request, shared_stand, qapp) -> Iterator[object]:
    """The window in one colour scheme and size."""
    scheme, size = request.param
    qapp.theme.choose(scheme)
    shared_stand.window.resize(*size)
    yield shared_stand
    qapp.theme.choose("light")
    shared_stand.window.resize(*SIZES[0])


def _show_pane(stand, stage: str, pane: int) -> None:
    page = stand.open_stage(stage)
    tabs = getattr(page, "tabs", None)
    if isinstance(tabs, QTabWidget):
        tabs.setCurrentIndex(pane)
    stand.settle()


def _visible(root: QWidget) -> Iterator[QWidget]:
    yield from (w for w in root.findChildren(QWidget) if w.isVisible())


def _words(root: QWidget) -> Iterator[str]:
    yield root.windowTitle()
    for widget in _visible(root):
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(place) for place in range(widget.count()))
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        elif isinstance(widget, GridView):
            yield from (column.title for column in widget.model.columns)


def test_every_word_is_chinese(screen):
    english = {text for text in _words(screen) if ENGLISH.search(ALLOWED.sub("", text))}
    assert english == set()


def test_every_input_has_a_name_and_a_description(screen):
    inner = ("qt_spinbox_lineedit", "qt_calendar", "qt_scrollarea_viewport")
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in _visible(screen)
        if isinstance(widget, INPUTS)
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith(inner)
        and not isinstance(widget.parentWidget(), QComboBox)
        and not (widget.accessibleName() and widget.accessibleDescription())
    ]
    assert nameless == []


def test_every_button_says_what_it_does(screen):
    silent = [
        widget
        for widget in _visible(screen)
        if isinstance(widget, QPushButton | QCheckBox)
        and not (widget.text() or widget.accessibleName())
    ]
    assert silent == []


def test_every_action_is_reached_by_the_tab_key(screen):
    chain, widget = set(), screen.nextInFocusChain()
    while widget is not screen and widget not in chain:
        chain.add(widget)
        widget = widget.nextInFocusChain()
    actions = [w for w in _visible(screen) if isinstance(w, QPushButton) and w.isEnabled()]
    lost = [
        w.text() for w in actions if w not in chain or not w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert lost == []


def test_no_two_shortcuts_clash(screen):
    keys: Counter[str] = Counter()
    for shortcut in screen.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and owner.isVisible():
            keys[f"{shortcut.key().toString()}"] += 1
    for widget in _visible(screen):
        if isinstance(widget, QAbstractButton):
            keys[QKeySequence.mnemonic(widget.text()).toString()] += 1
    grids = sum(1 for w in _visible(screen) if isinstance(w, GridView))
    clashes = {
        key
        for key, count in keys.items()
        if key and count > (grids if re.fullmatch(r"Ctrl\+\d", key) else 1)
    }
    assert clashes == set()


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        if widget.pixmap() and not widget.pixmap().isNull():
            return False
        if widget.wordWrap():
            return widget.height() + 1 < widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel | QPushButton | QCheckBox):
        if not widget.text() or widget.property("elides"):
            return False
        wanted: QSize = widget.minimumSizeHint()
        return widget.width() + 1 < wanted.width() or widget.height() + 1 < wanted.height()
    return False


@pytest.mark.parametrize(("stage", "pane"), PAGES)
def test_no_text_is_cut_off(sized_stand, stage, pane):
    _show_pane(sized_stand, stage, pane)
    assert [w.text() for w in _visible(sized_stand.window) if _is_cut(w)] == []


def test_no_text_of_a_screen_is_cut_off(screen):
    assert [w.text() for w in _visible(screen) if _is_cut(w)] == []
