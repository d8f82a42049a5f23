"""The Qt application: Chinese language and fonts before the first widget, Fusion, theme."""

import tomllib
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources
from ui.theme import Theme

FONT_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
)
FONT_POINTS = 10.5
"""五号: what clerks read all day."""


class Application(QApplication):
    """The application with Chinese buttons, Chinese fonts and the house style."""

    def __init__(self, arguments: Sequence[str] = (), *, mode: str = "system") -> None:
        super().__init__(list(arguments) or ["hengce"])
        self.setApplicationName("hengce")
        self.setApplicationDisplayName("衡册")
        self.setWindowIcon(QIcon(str(resources.resource("icons", "app.svg"))))
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self._load_translation()
        self.setStyle(QStyleFactory.create("Fusion"))
        self.setFont(interface_font())
        self.theme = Theme(self, mode)

    def _load_translation(self) -> None:
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            self.installTranslator(translator)


def interface_font() -> QFont:
    """The interface font: the office's own Chinese sans, else the shipped one."""
    if not any(QFontDatabase.hasFamily(family) for family in FONT_FAMILIES):
        _load_shipped_font()
    font = QFont(list(FONT_FAMILIES))
    font.setPointSizeF(FONT_POINTS)
    return font


def figure_font(base: QFont) -> QFont:
    """`base` with figures of one width, for columns of numbers."""
    font = QFont(base)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _load_shipped_font() -> None:
    index = resources.resource("fonts", "fonts.toml")
    if not index.is_file():
        return
    role = tomllib.loads(index.read_text(encoding="utf-8"))["role"]["ui"]
    for file in role["files"]:
        QFontDatabase.addApplicationFont(str(resources.resource("fonts", file)))
