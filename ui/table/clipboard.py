"""Cells on their way to WPS and Excel: text stays text, amounts numbers, no formula is born."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from ui.table.column import Kind

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ClipCell:
    """One cell to copy: its kind and the text shown."""

    kind: Kind
    text: str

    @property
    def is_number(self) -> bool:
        """Whether a sheet may take the cell as a number."""
        return self.kind in {Kind.MONEY, Kind.NUMBER} and bool(self.text)

    @property
    def plain(self) -> str:
        """The text without thousands separators for a number."""
        return self.text.replace(",", "") if self.is_number else self.text


def clip(cells: Sequence[Sequence[ClipCell]], heading: Sequence[str] | None = None) -> QMimeData:
    """Both forms for the clipboard: tab-separated text and an HTML table."""
    head = [[ClipCell(Kind.TEXT, text) for text in heading]] if heading else []
    table = [*head, *cells]
    data = QMimeData()
    data.setText("".join("\t".join(_tsv(cell) for cell in row) + "\r\n" for row in table))
    data.setHtml(_html(table))
    return data


def _tsv(cell: ClipCell) -> str:
    text = cell.plain
    if not cell.is_number and text.startswith(_FORMULA_STARTS):
        text = f"'{text}"
    if any(mark in text for mark in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _html(table: Sequence[Sequence[ClipCell]]) -> str:
    rows = "".join("<tr>" + "".join(_td(cell) for cell in row) + "</tr>" for row in table)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _td(cell: ClipCell) -> str:
    """Excel and WPS read `mso-number-format`, LibreOffice `sdnum`; both then keep text as text."""
    text = html.escape(cell.plain).replace("\n", "<br>")
    if cell.is_number:
        return f'<td sdval="{text}" style="mso-number-format:\'#,##0.00\'">{text}</td>'
    return f'<td sdnum="0;0;@" style="mso-number-format:\'\\@\'">{text}</td>'
