"""Cells on their way to WPS and Excel: text stays text, amounts numbers, no formula is born."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from ui.table.column import Kind

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NEEDS_QUOTES = re.compile(r'[\t\n\r"]')
_MARKUP = re.compile(r"""[&<>"'\n]""")


class ClipCell(NamedTuple):
    """One cell to copy: its kind and the text shown. A copied list makes many of them."""

    kind: Kind
    text: str

    @property
    def is_number(self) -> bool:
        """Whether a sheet may take the cell as a number."""
        return (self.kind is Kind.MONEY or self.kind is Kind.NUMBER) and bool(self.text)

    @property
    def plain(self) -> str:
        """The text without thousands separators for a number."""
        return self.text.replace(",", "") if self.is_number else self.text


def clip(cells: Sequence[Sequence[ClipCell]], heading: Sequence[str] | None = None) -> QMimeData:
    """Both forms for the clipboard: tab-separated text and an HTML table."""
    head = [[ClipCell(Kind.TEXT, text) for text in heading]] if heading else []
    forms = [[_forms(cell) for cell in row] for row in (*head, *cells)]
    data = QMimeData()
    data.setText("".join("\t".join(tsv for tsv, _ in row) + "\r\n" for row in forms))
    rows = "".join("<tr>" + "".join(td for _, td in row) + "</tr>" for row in forms)
    head_html = '<html><head><meta charset="utf-8"></head><body><table>'
    data.setHtml(f"{head_html}{rows}</table></body></html>")
    return data


def _forms(cell: ClipCell) -> tuple[str, str]:
    """The cell as tab-separated text and as HTML.

    Excel and WPS read `mso-number-format`, LibreOffice `sdnum`; both then keep text as text.
    """
    if cell.is_number:
        plain = cell.plain
        td = f'<td sdval="{plain}" style="mso-number-format:\'#,##0.00\'">{plain}</td>'
        return plain, td
    text = cell.text
    markup = html.escape(text).replace("\n", "<br>") if _MARKUP.search(text) else text
    return _tsv(text), f'<td sdnum="0;0;@" style="mso-number-format:\'\\@\'">{markup}</td>'


def _tsv(text: str) -> str:
    if text.startswith(_FORMULA_STARTS):
        text = f"'{text}"
    if _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
