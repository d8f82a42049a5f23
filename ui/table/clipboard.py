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


def parse_tsv(text: str) -> list[list[str]]:
    """The cells of a copied range, quoted line breaks included."""
    rows: list[list[str]] = [[]]
    for cell, end in _split(text.replace("\r\n", "\n").replace("\r", "\n")):
        rows[-1].append(cell)
        if end == "\n":
            rows.append([])
    return rows[:-1] if rows[-1] in ([], [""]) else rows


def _split(text: str) -> list[tuple[str, str]]:
    cells: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        if text[place] == '"':
            cell, place = _quoted(text, place + 1)
        else:
            end = min(
                (i for i in (text.find("\t", place), text.find("\n", place)) if i >= 0),
                default=len(text),
            )
            cell, place = text[place:end], end
        cells.append((cell, text[place : place + 1]))
        place += 1
    return cells


def _quoted(text: str, place: int) -> tuple[str, int]:
    parts: list[str] = []
    while place < len(text):
        end = text.find('"', place)
        end = len(text) if end < 0 else end
        parts.append(text[place:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(parts), end + 1
        parts.append('"')
        place = end + 2
    return "".join(parts), place


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
