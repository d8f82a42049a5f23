"""A range copied in WPS, Excel or LibreOffice as cells of text, exact where the sheet rounds."""

import re
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData
from typing_extensions import override

from ui.widgets.tsv import parse_tsv

Cells = list[list[str]]
_EXACT = ("x:num", "sdval")
"""Where Excel, WPS and LibreOffice put the number behind what is shown."""
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
"""The mark our own copies put before a text that would become a formula."""


def pasted_cells(data: QMimeData | None) -> Cells:
    """The cells of a copied range; empty where the clipboard holds no text, or nothing at all."""
    if data is None:
        return []
    texts = _without_empty_end(parse_tsv(data.text()))
    shown = [[_GUARDED.sub("", cell, count=1) for cell in row] for row in texts]
    exact = table_cells(data.html())[: len(shown)] if data.hasHtml() else []
    if [len(row) for row in exact] != [len(row) for row in shown]:
        return shown
    return [
        [_exacter(text, number) for text, number in zip(texts, numbers, strict=True)]
        for texts, numbers in zip(shown, exact, strict=True)
    ]


def _without_empty_end(rows: Cells) -> Cells:
    """A copied column goes on to the end of the sheet: its empty rest is left out."""
    filled = [place for place, row in enumerate(rows) if any(cell.strip() for cell in row)]
    return rows[: filled[-1] + 1] if filled else []


def table_cells(html: str) -> Cells:
    """The numbers behind the cells of the first table, empty for a cell that has none."""
    reader = _TableReader()
    reader.feed(html)
    return reader.rows


def _exacter(text: str, number: str) -> str:
    """The number behind a cell if what is shown is that number rounded, else what is shown."""
    bare = text.strip().replace(",", "").lstrip("￥¥")
    try:
        rounded, behind = Decimal(bare), Decimal(number)
    except InvalidOperation:
        return text
    exponent = rounded.as_tuple().exponent
    if not isinstance(exponent, int) or behind == rounded:
        return text
    is_rounding = abs(behind - rounded) <= Decimal(5).scaleb(exponent - 1)
    return format(behind, "f") if is_rounding else text


class _TableReader(HTMLParser):
    """Collects the numbers of one table; merged cells leave empty ones to their right and below."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Cells = []
        self._below: dict[int, int] = {}
        self._is_done = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_done:
            return
        if tag == "tr":
            self.rows.append([])
            self._fill_below()
        elif tag in {"td", "th"} and self.rows:
            self._add(dict(attrs))

    @override
    def handle_endtag(self, tag: str) -> None:
        self._is_done = self._is_done or (tag == "table" and bool(self.rows))

    def _add(self, attributes: dict[str, str | None]) -> None:
        row = self.rows[-1]
        wide, high = (_count(attributes.get(name)) for name in ("colspan", "rowspan"))
        number = next((attributes[name] for name in _EXACT if attributes.get(name)), "")
        for place in range(len(row), len(row) + wide):
            if high > 1:
                self._below[place] = high - 1
        row += [number or "", *[""] * (wide - 1)]
        self._fill_below()

    def _fill_below(self) -> None:
        """Cells covered from above are empty."""
        row = self.rows[-1]
        while self._below.get(len(row), 0) and len(self.rows) > 1:
            place = len(row)
            self._below[place] -= 1
            row.append("")


def _count(text: str | None) -> int:
    return int(text) if text and text.isdigit() and 0 < int(text) < 1000 else 1  # noqa: PLR2004
