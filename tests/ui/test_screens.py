"""Walks every screen: Chinese words, names for readers, keys, nothing cut off."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
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
    QTextBrowser,
    QTreeWidget,
    QWidget,
)

from tests.ui.screens import DIALOGS, PAGES, faults, open_dialog, show_pane, visible
from ui.table.grid import GridView
from ui.widgets.dialog import Dialog, topic_in
from ui.widgets.help_panel import help_pages

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
    r"(编号 )?[a-z]+-\d{4}(-[a-z]+)*|PDF|Word|Excel|WPS|XLS|xlsx?|docx|KB|MB|U盘|ODS|CSV|"
    r"\(&?[A-Z]\)|[A-Z]{1,4}-?\d[\w-]*|/\S+|\d+-[0-9a-f]{16}|\S+\.(db|xlsx?|md|txt|pdf)"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")


SCREENS = [*PAGES, *DIALOGS]


@pytest.fixture(scope="module", params=SCREENS, ids=str)
def screen(request, shared_stand) -> Iterator[QWidget]:
    """One screen, opened once for all tests: a pane of a tab, or a dialog."""
    what = request.param
    if isinstance(what, tuple):
        show_pane(shared_stand, *what)
        yield shared_stand.window
    else:
        yield open_dialog(shared_stand, what)
    shared_stand.close_dialogs()


def _words(root: QWidget) -> Iterator[str]:
    yield root.windowTitle()
    for widget in visible(root):
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


def test_every_screen_has_a_help_page(screen):
    assert topic_in(screen) in {page.id for page in help_pages()}


def test_every_input_has_a_name_and_a_description(screen):
    inner = ("qt_spinbox_lineedit", "qt_calendar", "qt_scrollarea_viewport")
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in visible(screen)
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
        for widget in visible(screen)
        if isinstance(widget, QPushButton | QCheckBox)
        and not (widget.text() or widget.accessibleName())
    ]
    assert silent == []


def test_every_action_is_reached_by_the_tab_key(screen):
    chain, widget = set(), screen.nextInFocusChain()
    while widget is not screen and widget not in chain:
        chain.add(widget)
        widget = widget.nextInFocusChain()
    actions = [w for w in visible(screen) if isinstance(w, QPushButton) and w.isEnabled()]
    lost = [
        w.text() for w in actions if w not in chain or not w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert lost == []


def test_no_two_shortcuts_clash(screen):
    keys: Counter[str] = Counter()
    for shortcut in screen.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and owner.isVisible():
            # keys of a grid alone answer only inside it: beside another grid they do not clash
            place = f"@{id(owner)}" if isinstance(owner, GridView) else ""
            keys[f"{shortcut.key().toString()}{place}"] += 1
    for widget in visible(screen):
        if isinstance(widget, QAbstractButton):
            keys[QKeySequence.mnemonic(widget.text()).toString()] += 1
    grids = sum(1 for w in visible(screen) if isinstance(w, GridView))
    clashes = {
        key
        for key, count in keys.items()
        if key and count > (grids if re.fullmatch(r"Ctrl\+\d", key) else 1)
    }
    assert clashes == set()


def test_no_text_is_cut_off_or_out_of_reach(screen):
    assert faults(screen) == []


def _dialog_classes() -> set[type[Dialog]]:
    found, new = set(), [Dialog]
    while new:
        new = [each for kind in new for each in kind.__subclasses__()]
        found |= set(new)
    own = {kind for kind in found if kind.__module__.startswith("ui.")}
    return {kind for kind in own if not kind.__subclasses__()}


def test_every_dialog_of_the_program_is_walked(shared_stand):
    met = set()
    for name in DIALOGS:
        met.add(type(open_dialog(shared_stand, name)))
        shared_stand.close_dialogs()
    assert _dialog_classes() - met == set()
