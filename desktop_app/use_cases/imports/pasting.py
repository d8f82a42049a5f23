"""Pasting a range from a sheet into a list: read and checked like a workbook."""

from collections.abc import Sequence

from desktop_app.excel.pasted import PastedRange


def pasted_range(cells: Sequence[Sequence[str]], headings: Sequence[str] = ()) -> PastedRange:
    """The range for `preview_import`; `headings` stand in where it brings no header."""
    return PastedRange(tuple(tuple(row) for row in cells), tuple(headings))
