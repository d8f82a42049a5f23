"""The look of every workbook we write: the fonts, borders and fills of an office table."""

from typing import Any

from desktop_app.excel.cell_writer import number_format
from desktop_app.excel.sheet import ColumnKind, ColumnSpec

HEADER_FILL = "#DCE6F1"
EXAMPLE_COLOUR = "#7F7F7F"
PROBLEM_FILL = "#FFD9B3"
FONT = "宋体"
_BORDER = {"border": 1, "border_color": "#A6A6A6"}


_WIDE = 20


def is_wrapped(column: ColumnSpec) -> bool:
    """Whether the text of a column goes over several lines."""
    return column.kind is ColumnKind.LONG_TEXT or column.width >= _WIDE


class Styles:
    """The cell formats of one workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], object] = {}

    def _get(self, **properties: object) -> object:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, **properties})
        return self._made[key]

    def title(self) -> object:
        """The merged title row."""
        return self._get(font_size=18, bold=True, align="center", valign="vcenter")

    def head(self, align: str = "left") -> object:
        """The row of 填报单位, 填报日期 and 单位：万元."""
        return self._get(font_size=11, align=align, valign="vcenter")

    def open_head(self) -> object:
        """The same, open for filling in."""
        return self._get(font_size=11, align="left", valign="vcenter", locked=False)

    def header(self, *, is_required: bool = False) -> object:
        """A header cell; required columns are red."""
        colour = "#C00000" if is_required else "#000000"
        return self._get(
            bold=True, align="center", valign="vcenter", text_wrap=True, bg_color=HEADER_FILL,
            font_color=colour, **_BORDER,
        )  # fmt: skip

    def cell(
        self, column: ColumnSpec, *, is_locked: bool = True, is_example: bool = False
    ) -> object:
        """A data cell of a column."""
        extra: dict[str, object] = {"locked": is_locked}
        if is_example:
            extra |= {"italic": True, "font_color": EXAMPLE_COLOUR}
        if is_wrapped(column):
            extra["text_wrap"] = True
        return self._get(
            num_format=number_format(column), valign="vcenter", align=_align(column), **extra,
            **_BORDER,
        )  # fmt: skip

    def counter(self, *, is_locked: bool = True) -> object:
        """The 序号 column."""
        return self._get(align="center", valign="vcenter", locked=is_locked, **_BORDER)

    def frame(self) -> object:
        """The border alone, for cells nothing was written into."""
        return self._book.add_format(_BORDER)

    def total(self, column: ColumnSpec | None = None) -> object:
        """A cell of the 合计 row."""
        number = number_format(column) if column else "@"
        align = "right" if column else "center"
        return self._get(bold=True, num_format=number, align=align, valign="vcenter", **_BORDER)

    def note(self) -> object:
        """A note under the table or on the guide page."""
        return self._get(font_size=10, text_wrap=True, valign="top")


def _align(column: ColumnSpec) -> str:
    if column.kind in {ColumnKind.MONEY, ColumnKind.INTEGER, ColumnKind.NUMBER}:
        return "right"
    if column.kind in {ColumnKind.TEXT, ColumnKind.LONG_TEXT}:
        return "left"
    return "center"
