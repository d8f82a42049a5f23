"""The checks a column carries into the workbook: drop-downs, numbers, dates, lengths."""

from collections.abc import Callable, Mapping
from datetime import date

from desktop_app.excel.cell_writer import is_text
from desktop_app.excel.sheet import ColumnKind, ColumnSpec

Options = dict[str, object]
_LARGEST_NUMBER = 10**12
_LONGEST_PROMPT = 255
_LONGEST_PROMPT_TITLE = 32


def validation(column: ColumnSpec, list_name: str | None) -> Options:
    """XlsxWriter's options for the checks a column has in the workbook; empty for none."""
    if list_name is not None:
        options = _list(column, list_name)
    elif column.kind in _RULES:
        options = _RULES[column.kind](column)
    else:
        options = _length(column)
    if options and column.hint:
        options |= {
            "input_title": column.title[:_LONGEST_PROMPT_TITLE],
            "input_message": column.hint[:_LONGEST_PROMPT],
        }
    return options


def _list(column: ColumnSpec, list_name: str) -> Options:
    is_open = not column.choices and column.kind is not ColumnKind.BOOLEAN
    return {
        "validate": "list",
        "source": f"={list_name}",
        "error_title": "不在可选项内",
        "error_message": "请从下拉列表里选一项。",
        "error_type": "information" if is_open else "stop",
    }


def _money(column: ColumnSpec) -> Options:
    message = f"请只填数字，单位是{column.unit}。"
    return {**_decimal(column), "error_title": "不是金额", "error_message": message}


def _number(column: ColumnSpec) -> Options:
    message = "请填百分数，如 60%。" if column.is_percent else "请只填数字。"
    return {**_decimal(column), "error_title": "不是数字", "error_message": message}


def _decimal(column: ColumnSpec) -> Options:
    """Any number, or none below zero where the column says so; finer bounds are read back."""
    if column.minimum is not None and column.minimum >= 0:
        return {"validate": "decimal", "criteria": ">=", "value": 0}
    return {
        "validate": "decimal", "criteria": "between",
        "minimum": -_LARGEST_NUMBER, "maximum": _LARGEST_NUMBER,
    }  # fmt: skip


def _date(_column: ColumnSpec) -> Options:
    return {
        "validate": "date", "criteria": "between",
        "minimum": date(1990, 1, 1), "maximum": date(2100, 12, 31),
        "error_title": "不是日期", "error_message": "请按 2026-11-22 的样子填写。",
    }  # fmt: skip


def _length(column: ColumnSpec) -> Options:
    if not is_text(column) or not column.max_length:
        return {}
    return {
        "validate": "length", "criteria": "<=", "value": column.max_length,
        "error_title": "文字过长", "error_message": f"最多{column.max_length}个字。",
    }  # fmt: skip


_RULES: Mapping[ColumnKind, Callable[[ColumnSpec], Options]] = {
    ColumnKind.MONEY: _money,
    ColumnKind.NUMBER: _number,
    ColumnKind.DATE: _date,
}
