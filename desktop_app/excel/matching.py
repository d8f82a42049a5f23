"""Choices and yes/no: the label as clerks write it, matched to one code or refused."""

import re
from collections.abc import Callable
from difflib import get_close_matches

from desktop_app.excel.faults import CellFault, shown
from desktop_app.excel.grid import quote
from desktop_app.excel.problems import Cause
from desktop_app.excel.sheet import ColumnSpec
from desktop_app.values.text import fold, normal_name

_YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "对", "y", "yes", "true", "1", "涉密"})
_NO = frozenset({"否", "无", "×", "✗", "✘", "不是", "没有", "n", "no", "false", "0", "非涉密",
                 "不涉密"})  # fmt: skip
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、]|[A-Za-z][.、]|[☑√■●])\s*")
_FILLERS = ("项目", "类", "类项目")
_SHOWN_LABELS = 60
_FEWEST_LETTERS = 2


def choice_converter(column: ColumnSpec) -> Callable[[object], object]:
    """The converter of a choice column: code of the label; tolerant of widths and numbering."""
    codes = _codes(column)

    def convert(value: object) -> object:
        text = quote(value)
        code = _code(text, codes)
        if code is None and fold(text):
            raise _unknown(value, column)
        return code

    return convert


def boolean_converter(_column: ColumnSpec) -> Callable[[object], object]:
    """The converter of a yes/no column."""

    def convert(value: object) -> object:
        if isinstance(value, bool):
            return value
        name = normal_name(quote(value)) or fold(quote(value))
        if name in _YES:
            return True
        if name in _NO:
            return False
        if not name:
            return None
        raise CellFault(Cause.UNKNOWN_CHOICE, f"{shown(value)}不是“是”或“否”", "请填是或否。")

    return convert


def _codes(column: ColumnSpec) -> dict[str, str]:
    """Codes by every writing that means one choice only."""
    codes = {normal_name(label): code for code, label in column.choices}
    for filler in _FILLERS:
        for code, label in column.choices:
            codes.setdefault(normal_name(label + filler), code)
            if label.endswith(filler) and len(label) > len(filler) + 1:
                codes.setdefault(normal_name(label.removesuffix(filler)), code)
    return codes


def _code(text: str, codes: dict[str, str]) -> str | None:
    exact = codes.get(normal_name(text)) or codes.get(normal_name(_NUMBERING.sub("", text.strip())))
    return exact or _only_beginning(normal_name(text), codes)


def _only_beginning(name: str, codes: dict[str, str]) -> str | None:
    """The code whose labels alone begin with the text, as in 升级 for 升级改造."""
    found = {code for label, code in codes.items() if label.startswith(name)}
    return found.pop() if len(found) == 1 and len(name) >= _FEWEST_LETTERS else None


def _unknown(value: object, column: ColumnSpec) -> CellFault:
    labels = column.labels
    near = get_close_matches(quote(value), labels, n=1, cutoff=0.5)
    offered = "、".join(labels)
    advice = f"可填：{offered[:_SHOWN_LABELS]}{'…' if len(offered) > _SHOWN_LABELS else ''}。"
    if near:
        advice = f"是不是“{near[0]}”？{advice}"
    return CellFault(Cause.UNKNOWN_CHOICE, f"{shown(value)}不在可选项内", advice)
