"""Converters of one cell, compiled once per column: an exact value or a fault, never a guess."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from desktop_app.excel.amounts import money_converter
from desktop_app.excel.faults import CellFault, shown
from desktop_app.excel.grid import quote
from desktop_app.excel.matching import boolean_converter, choice_converter
from desktop_app.excel.numbers import number_converter
from desktop_app.excel.problems import Cause
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.values.dates import parse_date
from desktop_app.values.identity import (
    MASK,
    credit_code_fault,
    id_card_fault,
    invoice_fault,
    normal_code,
    normal_invoice,
    normal_phone,
    phone_fault,
    vin_fault,
)
from desktop_app.values.text import fold, has_control_characters

Convert = Callable[[object], object]
"""A non-blank cell to its value; raises CellFault. Text that folds to nothing gives None."""

LONGEST_TEXT = 32_767
_EXACT_NUMBER = 1e15
"""From 16 digits on a spreadsheet has dropped the last ones."""
_TEXTS = frozenset({ColumnKind.TEXT, ColumnKind.LONG_TEXT})
_LONGEST_WRITING = 300
"""Characters of a number, date, code or choice."""
_REPEATING = frozenset({ColumnKind.CHOICE, ColumnKind.BOOLEAN, ColumnKind.YEAR})
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_DIRECTIONS = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the writing round: a name would be shown as another one."""
_SPACES = str.maketrans({"\u00a0": " ", "\u3000": " ", "\u202f": " "})
_INVISIBLE = dict.fromkeys([0x200B, 0xFEFF, 0x2060, 0x00AD, *_DIRECTIONS])
_BREAKS = re.compile(r"[\r\n]+")
_WORD_BREAK = re.compile(r"(?<=[\x21-\x7e]) ?\n ?(?=[\x21-\x7e])")
_PLAIN_CODE = re.compile(r"[0-9A-Z-]+")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")
_YEAR = re.compile(r"(\d{4})年?度?")
_INTEGER = re.compile(r"[+-]?\d{1,15}(?:\.0+)?")


class CellSetting(NamedTuple):
    """What a column's cells mean in this workbook: the money unit in force, the date system."""

    money_unit: str = "万元"
    is_1904: bool = False


def converter(column: ColumnSpec, setting: CellSetting) -> Convert:
    """The converter of a column's cells."""
    convert = _plain_converter(column, setting)
    return convert if column.kind in _TEXTS else _not_too_long(convert)


def _not_too_long(convert: Convert) -> Convert:
    """The converter behind a limit: patterns never see what a hostile cell may hold."""

    def check(value: object) -> object:
        if type(value) is str and len(value) > _LONGEST_WRITING:
            raise CellFault(Cause.TOO_LONG, f"有{len(value)}个字，不像应填的内容")
        if type(value) is float and not isfinite(value):
            raise _no_number(value)
        return convert(value)

    return check


def _plain_converter(column: ColumnSpec, setting: CellSetting) -> Convert:
    if column.kind is ColumnKind.MONEY:
        return money_converter(column, setting.money_unit)
    if column.kind is ColumnKind.DATE:
        return _remembering(_date_converter(is_1904=setting.is_1904))
    convert = _BUILDERS.get(column.kind, _code_converter)(column)
    return _remembering(convert) if column.kind in _REPEATING else convert


def _remembering(convert: Convert) -> Convert:
    """The converter with the results of texts kept: such a column holds few different ones."""
    known: dict[str, object] = {}

    def remember(value: object) -> object:
        if type(value) is not str:
            return convert(value)
        result = known.get(value)
        if result is None:
            result = known[value] = convert(value)
        return result

    return remember


def _text_converter(column: ColumnSpec) -> Convert:
    limit = column.max_length or LONGEST_TEXT
    keeps_breaks = column.kind is ColumnKind.LONG_TEXT

    def convert(value: object) -> object:
        text = value if type(value) is str else _as_text(value)
        if not text.isprintable() or text[0] == " " or text[-1] == " ":
            text = _clean(text, keeps_breaks=keeps_breaks)
        if len(text) > limit:
            raise CellFault(Cause.TOO_LONG, f"有{len(text)}个字，最多{limit}个字")
        return text or None

    return convert


def _no_number(value: float) -> CellFault:
    return CellFault(Cause.ERROR_CELL, f"格里是算不出的数{shown(value)}")


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        raise CellFault(Cause.WRONG_TYPE, f"应填文字，却是{shown(value)}")
    if isinstance(value, (datetime, date)):
        raise CellFault(
            Cause.WRONG_TYPE,
            f"应填文字，却变成了日期{value:%Y-%m-%d}",
            "请把单元格设为文本后重填。",
        )
    if isinstance(value, (int, float)):
        if not isfinite(value):
            raise _no_number(value)
        if abs(value) >= _EXACT_NUMBER:
            raise CellFault(Cause.LOST_DIGITS, "数字超过15位，末位已丢失")
        return quote(value)
    raise CellFault(Cause.WRONG_TYPE, f"应填文字，却是{shown(value)}")


def _clean(text: str, *, keeps_breaks: bool) -> str:
    """The text without invisible marks and odd spaces; in a name line breaks close up."""
    if has_control_characters(text):
        raise CellFault(Cause.CONTROL_CHARACTERS, "含有看不见的控制字符")
    plain = text.translate(_INVISIBLE).translate(_SPACES)
    # Split and strip: one pattern for breaks with their blanks is quadratic in the blanks.
    plain = "\n".join(line.strip(" \t") for line in _BREAKS.split(plain)).strip()
    if keeps_breaks:
        return plain
    return _WORD_BREAK.sub(" ", plain).replace("\n", "").replace("\t", " ")


def _date_converter(*, is_1904: bool) -> Convert:
    def convert(value: object) -> object:
        day = _day(value, is_1904=is_1904)
        if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise CellFault(Cause.DATE_RANGE, f"{shown(day)}的年份不对")
        return day

    return convert


def _day(value: object, *, is_1904: bool) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and not fold(value):
        return None
    try:
        return parse_date(value, epoch1904=is_1904)
    except ValueError as error:
        message = str(error).split("”", 1)[-1].split("，", maxsplit=1)[0]
        raise CellFault(Cause.NOT_A_DATE, f"{shown(value)}{message}") from None


def _whole_number_converter(column: ColumnSpec) -> Convert:
    is_year = column.kind is ColumnKind.YEAR
    low = column.minimum if column.minimum is not None else _FIRST_YEAR if is_year else None
    high = column.maximum if column.maximum is not None else _LAST_YEAR if is_year else None

    def convert(value: object) -> object:
        number = _whole_number(value, is_year=is_year)
        if number is None:
            return None
        if (low is not None and number < low) or (high is not None and number > high):
            raise CellFault(Cause.OUT_OF_RANGE, f"{number}超出范围")
        return number

    return convert


def _whole_number(value: object, *, is_year: bool) -> int | None:
    if isinstance(value, (bool, date, timedelta)):
        raise CellFault(Cause.NOT_AN_INTEGER, f"应填整数，却是{shown(value)}")
    if isinstance(value, (int, float)):
        if value != int(value) or abs(value) >= _EXACT_NUMBER:
            raise CellFault(Cause.NOT_AN_INTEGER, f"{shown(value)}不是整数")
        return int(value)
    text = "".join(fold(str(value)).split())
    if not text:
        return None
    found = _YEAR.fullmatch(text) if is_year else _INTEGER.fullmatch(text)
    if found is None:
        raise CellFault(Cause.NOT_AN_INTEGER, f"{shown(value)}不是整数")
    return int(found[1] if is_year else text.split(".", maxsplit=1)[0])


_NORMAL: dict[ColumnKind, Callable[[str], str]] = {
    ColumnKind.PHONE: normal_phone,
    ColumnKind.INVOICE: normal_invoice,
}
_CODE_FAULTS: dict[ColumnKind, Callable[[str], str | None]] = {
    ColumnKind.CREDIT_CODE: credit_code_fault,
    ColumnKind.ID_CARD: id_card_fault,
    ColumnKind.PHONE: phone_fault,
    ColumnKind.VIN: vin_fault,
    ColumnKind.INVOICE: invoice_fault,
}


def _code_converter(column: ColumnSpec) -> Convert:
    fault_of = _CODE_FAULTS.get(column.kind)
    limit = column.max_length or LONGEST_TEXT

    def convert(value: object) -> object:
        text = value if isinstance(value, str) else _as_text(value)
        code = text if _PLAIN_CODE.fullmatch(text) else _folded_code(text, is_upper=bool(fault_of))
        if not code:
            return None
        code = _NORMAL.get(column.kind, str)(code)
        if "E" in code.upper() and _SCIENTIFIC.fullmatch(code):
            raise CellFault(Cause.LOST_DIGITS, f"{shown(value)}是科学计数，末位已丢失")
        if len(code) > limit:
            raise CellFault(Cause.TOO_LONG, f"有{len(code)}个字，最多{limit}个字")
        is_masked = column.may_be_masked and MASK in code
        fault = fault_of(code) if fault_of and not is_masked else None
        if fault:
            raise CellFault(Cause.BAD_CODE, fault)
        return code

    return convert


def _folded_code(text: str, *, is_upper: bool) -> str:
    if has_control_characters(text):
        raise CellFault(Cause.CONTROL_CHARACTERS, "含有看不见的控制字符")
    return normal_code(text) if is_upper else "".join(fold(text).split())


_BUILDERS: dict[ColumnKind, Callable[[ColumnSpec], Convert]] = {
    ColumnKind.CHOICE: choice_converter,
    ColumnKind.BOOLEAN: boolean_converter,
    ColumnKind.INTEGER: _whole_number_converter,
    ColumnKind.YEAR: _whole_number_converter,
    ColumnKind.NUMBER: number_converter,
    ColumnKind.TEXT: _text_converter,
    ColumnKind.LONG_TEXT: _text_converter,
}
