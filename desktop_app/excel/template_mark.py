"""The hidden mark of our templates: a very hidden sheet, and the same in the file's properties."""

import json

from desktop_app.excel.grid import RawBook, quote
from desktop_app.excel.reading import TemplateMark

MARK_SHEET = "_hengce"
LIST_SHEET = "_lists"
PROBLEM_SHEET = "问题清单"
MARK_NAME = "hengce-template"
_FIELDS = ("sheet", "version", "unit", "round", "office")


def mark_lines(mark: TemplateMark) -> tuple[tuple[str, str], ...]:
    """Pairs of name and value as they stand on the mark sheet."""
    return ((MARK_NAME, "1"), *((name, str(getattr(mark, name))) for name in _FIELDS))


def mark_property(mark: TemplateMark) -> str:
    """The mark as one text for the file's properties."""
    values = {name: getattr(mark, name) for name in _FIELDS}
    return json.dumps(values, ensure_ascii=False)


def find_mark(book: RawBook) -> TemplateMark | None:
    """The mark of a template of ours, None if the workbook has none."""
    for sheet in book.sheets:
        if sheet.name == MARK_SHEET:
            pairs = {quote(row[0]): quote(row[1]) for row in sheet.rows if len(row) > 1}
            if MARK_NAME in pairs:
                return TemplateMark(*(pairs.get(name, "") for name in _FIELDS))
    return _from_property(book.properties.get(MARK_NAME, ""))


def _from_property(text: str) -> TemplateMark | None:
    try:
        values = json.loads(text)
    except ValueError:
        return None
    if not isinstance(values, dict) or not isinstance(values.get("sheet"), str):
        return None
    return TemplateMark(*(str(values.get(name, "")) for name in _FIELDS))
