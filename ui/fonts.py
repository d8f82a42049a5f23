"""Fonts of the window: the office's own Chinese sans, else the shipped one."""

import tomllib

from PySide6.QtGui import QFont, QFontDatabase

import resources

FONT_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
)
FONT_POINTS = 10.5
"""五号: what clerks read all day."""


def interface_font() -> QFont:
    """The interface font, sized in points so that it follows the scaling of the desktop."""
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
    role = tomllib.loads(index.read_text(encoding="utf-8"))["role"]["ui"]
    for file in role["files"]:
        QFontDatabase.addApplicationFont(str(resources.resource("fonts", file)))
