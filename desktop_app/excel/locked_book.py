"""An XlsxWriter workbook whose structure is locked: sheets cannot be moved, renamed or removed."""

from io import BytesIO

import xlsxwriter

_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


class _LockedBook(xlsxwriter.Workbook):  # type: ignore[misc] # XlsxWriter has no types
    """Adds the element XlsxWriter has no method for, at its place in the schema."""

    def _write_workbook_pr(self) -> None:
        super()._write_workbook_pr()
        self._xml_empty_tag("workbookProtection", [("lockStructure", 1)])


def new_locked_book(stream: BytesIO) -> xlsxwriter.Workbook:
    """A workbook to be written to the stream; text is never taken for a formula, link or number."""
    return _LockedBook(stream, _SAFE)
