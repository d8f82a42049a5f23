"""涉密 rows: one of them has the whole workbook refused, with nothing of it kept."""

import re

from desktop_app.excel.grid import RawSheet, column_letters, quote
from desktop_app.excel.headers import Header, normal_header
from desktop_app.excel.surroundings import LONGEST_SEARCHED
from desktop_app.values.text import fold

CLASSIFIED_KEY = "is_classified"
_LEVEL = re.compile(r"[(\[]?(?:秘密|机密|绝密|涉密)(?:级|项目|信息)?[)\]]?[★☆*]?(?:\d+年|长期)?")
_YES = frozenset({"是", "有", "√", "✓", "涉密", "y", "yes", "true", "1"})
_MARKED_NAME = re.compile(r"[(\[](?:涉密|秘密|机密|绝密)(?:级|项目)?[)\]]|(?:秘密|机密|绝密)★")


def classified_place(sheet: RawSheet, header: Header) -> str:
    """Where the sheet says 涉密, e.g. `第5行`; empty if nowhere."""
    for index, row in enumerate(sheet.rows[: header.first]):
        if any(_LEVEL.fullmatch(_plain(value)) for value in row if type(value) is str):
            return f"第{index + 1}行"
    columns = _level_columns(header)
    names = [header.columns[key] for key in ("name", "title") if key in header.columns]
    for index in range(header.last + 1, len(sheet.rows)):
        row = sheet.rows[index]
        for column in columns:
            value = row[column]
            if value != "" and _is_marked(value):
                return f"{column_letters(column)}{index + 1}"
        for column in names:
            value = row[column]
            if (
                type(value) is str
                and ("密" in value)
                and _MARKED_NAME.search(fold(value[:LONGEST_SEARCHED]))
            ):
                return f"{column_letters(column)}{index + 1}"
    return ""


def _level_columns(header: Header) -> list[int]:
    columns = [header.columns[key] for key in (CLASSIFIED_KEY,) if key in header.columns]
    columns += [
        column for column, text in header.unknown.items()
        if re.search("密级|涉密", normal_header(text))
    ]  # fmt: skip
    return columns


def _plain(value: object) -> str:
    return "".join(fold(quote(value)[:LONGEST_SEARCHED]).split()).casefold()


def _is_marked(value: object) -> bool:
    text = _plain(value)
    return text in _YES or bool(_LEVEL.fullmatch(text))
