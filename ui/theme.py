"""Colours and style sheet: one set of tokens per colour scheme, one template for both."""

import tomllib
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources

MODES = ("system", "light", "dark")
MODE_TITLES = {"system": "跟随系统", "light": "浅色", "dark": "深色"}
_TONES = {"insufficient": "warn", "none": "muted", "": "text"}
_colours: dict[str, QColor] = {}


def read_tokens() -> dict[str, dict[str, str]]:
    """The shipped tokens: scheme → token → `#RRGGBB`."""
    with resources.resource("style", "tokens.toml").open("rb") as file:
        return tomllib.load(file)


def colour(token: str) -> QColor:
    """The colour of a token (`accent`, `line`, `fail_soft`, ...) in the scheme shown now."""
    return _colours[token]


def tone(light: str) -> QColor:
    """The text colour of a verdict light (`pass`, `fail`, `insufficient`, `none`, ...)."""
    return _colours[_TONES.get(light, light)]


class Theme(QObject):
    """Keeps the application in the chosen colour scheme: the system's, light or dark."""

    changed = Signal()

    def __init__(self, application: QApplication, mode: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._tokens = read_tokens()
        self._template = Template(
            resources.resource("style", "style.qss").read_text(encoding="utf-8")
        )
        self.mode = mode
        self.apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)

    @property
    def scheme(self) -> str:
        """`light` or `dark`, as shown now."""
        if self.mode != "system":
            return self.mode
        is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if is_dark else "light"

    def choose(self, mode: str) -> None:
        """Follow the system or hold one scheme; windows repaint at once."""
        self.mode = mode
        self.apply()

    def apply(self) -> None:
        """Give the application palette and style sheet of the scheme shown now."""
        tokens = self._tokens[self.scheme]
        _colours.clear()
        _colours.update({name: QColor(value) for name, value in tokens.items()})
        self._application.setPalette(_palette())
        icons = resources.resource("icons").as_posix()
        self._application.setStyleSheet(
            self._template.substitute(tokens, icons=icons, scheme=self.scheme)
        )
        self.changed.emit()


def _palette() -> QPalette:
    palette = QPalette()
    for roles, token in (
        (("Window",), "canvas"),
        (("Base", "Button", "ToolTipBase"), "surface"),
        (("AlternateBase",), "stripe"),
        (("Text", "WindowText", "ButtonText", "ToolTipText", "HighlightedText"), "text"),
        (("PlaceholderText",), "muted"),
        (("Highlight",), "accent_soft"),
        (("Link", "LinkVisited", "Accent"), "accent"),
        (("Mid", "Dark"), "line_strong"),
        (("Light", "Midlight"), "line"),
    ):
        for role in roles:
            palette.setColor(QPalette.ColorRole[role], colour(token))
    disabled = QPalette.ColorGroup.Disabled
    for name in ("Text", "WindowText", "ButtonText"):
        palette.setColor(disabled, QPalette.ColorRole[name], colour("disabled"))
    return palette
